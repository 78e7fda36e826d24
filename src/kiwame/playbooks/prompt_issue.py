"""What to do when the content of the prompt or of the model's answer is at fault."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.CONTENT_FILTERED: Playbook(
        headline=(
            N_("{provider}'s safety filter blocked the prompt or the answer"),
            N_("A safety filter blocked the prompt or the answer"),
        ),
        cause=(N_("The text of the user or of the model met a rule of the provider's content policy."),),
        actions=(
            (N_("Tell the user in the application that this content cannot be processed; do not retry it."),),
            (N_("If harmless texts are blocked, reword the system prompt or adjust the filter where you may."),),
            (N_("Count it per user, and look closer where one user meets it again and again."),),
        ),
    ),
    Reason.REFUSAL: Playbook(
        headline=(N_("{model} refused to answer"), N_("The model refused to answer")),
        cause=(N_("The model itself declined; no filter and no error of the provider."),),
        actions=(
            (N_("Show the refusal to the user as an answer instead of failing on it."),),
            (N_("If the request was harmless, make purpose and role in the system prompt plainer."),),
        ),
    ),
    Reason.PROMPT_INJECTION: Playbook(
        headline=(N_("Somebody tries to override the instructions of the prompt"),),
        cause=(N_("A guard found text that tries to give the model other instructions."),),
        actions=(
            (N_("Look at user and source of the text; block the source if it is an attack."),),
            (N_("Check what the model could have done with its tools at that moment, and what it did."),),
            (N_("Keep user text apart from instructions, and let no tool act without a check."),),
        ),
    ),
    Reason.INVALID_OUTPUT_FORMAT: Playbook(
        headline=(
            N_("{model} answered in a form that the application cannot read"),
            N_("The model answered in a form that the application cannot read"),
        ),
        cause=(N_("The model's text is not the JSON or format that was asked for."),),
        actions=(
            (N_("Use the provider's structured output (JSON schema) instead of asking for JSON in words."),),
            (N_("Ask once more with the error of the parser, then give up with a clear message."),),
            (N_("Accept fences and prose around the JSON, and keep the raw answer for debugging."),),
        ),
    ),
    Reason.OUTPUT_TRUNCATED: Playbook(
        headline=(
            N_("The answer of {model} was cut at its length limit"),
            N_("The model's answer was cut at its length limit"),
        ),
        cause=(N_("The answer reached the maximum number of tokens before it was complete."),),
        actions=(
            (N_("Raise the maximum length of the answer; thinking tokens of reasoning models count as well."),),
            (N_("Ask for shorter answers or in parts, and check the finish reason before parsing."),),
        ),
    ),
    Reason.INVALID_TOOL_CALL: Playbook(
        headline=(N_("{model} called a tool in a wrong way"), N_("The model called a tool in a wrong way")),
        cause=(N_("The tool does not exist, or its arguments are not readable or do not fit its schema."),),
        actions=(
            (N_("Return the error to the model as the tool's result, so that it can correct itself."),),
            (N_("Make names and descriptions of tools plainer, and turn on strict schemas where they exist."),),
            (N_("Offer fewer tools at once, or a stronger model for this step."),),
        ),
    ),
    Reason.TEMPLATE_ERROR: Playbook(
        headline=(
            N_("The prompt template is not given the variable {variable}"),
            N_("The application's prompt template cannot be filled in"),
        ),
        cause=(N_("The template names a variable that is not given, or has braces that are not escaped."),),
        actions=(
            (N_("Give the variable that the message names, or escape literal braces in the template."),),
            (N_("Render every template in a test with the variables that the code passes."),),
        ),
    ),
    Reason.AGENT_LOOP: Playbook(
        headline=(N_("An agent was stopped because it did not come to an end"),),
        cause=(N_("The agent reached its limit of steps, turns or depth without finishing."),),
        actions=(
            (N_("Look at its last steps: the same tool call again and again means that its result does not help."),),
            (N_("State in the prompt when to stop, and let tools say plainly that there is nothing more."),),
            (N_("Raise the limit only if long runs are wanted; keep a budget beside it."),),
        ),
    ),
    Reason.PROMPT_OTHER: Playbook(
        headline=(N_("Something in the prompt or in the model's answer is at fault"),),
        cause=(N_("The content of prompt or answer made the step fail in a way that fits no common kind."),),
        actions=(
            (N_("Look at prompt and answer of the failing call."),),
            (N_("Repeat it with the same input: a failure each time is in the prompt, now and then in the model."),),
        ),
    ),
}
