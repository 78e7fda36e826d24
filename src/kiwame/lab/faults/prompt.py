"""Faults in the content of the prompt or of the model's answer."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, groq, openai
from kiwame.lab.fault import Call, Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider import others
from kiwame.lab.tasks import agent, answers, prompts

_FILTER = {
    "code": "ResponsibleAIPolicyViolation",
    "content_filter_result": {
        "hate": {"filtered": False, "severity": "safe"},
        "jailbreak": {"filtered": False, "detected": False},
        "violence": {"filtered": True, "severity": "medium"},
    },
}


def _azure(call: Call) -> str:
    return openai.azure_chat(call, deployment="gpt-4o-prod")


FAULTS = (
    Fault(
        name="azure-content-filter", reason=Reason.CONTENT_FILTERED, provider="azure_openai", client="openai",
        how="400 content_filter", run=_azure,
        answer=others.azure(
            400, "content_filter",
            "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please "
            "modify your prompt and retry.",
            inner=_FILTER,
        ),
    ),
    Fault(
        name="anthropic-output-blocked", reason=Reason.CONTENT_FILTERED, provider="anthropic", client="anthropic",
        how="400: the output was blocked", run=anthropic.message,
        answer=anthropic_says.error(400, "invalid_request_error", "Output blocked by content filtering policy"),
    ),
    Fault(
        name="openai-finish-content-filter", reason=Reason.CONTENT_FILTERED, provider="openai", client="openai",
        how="finish_reason content_filter; the application raises", run=answers.complete,
        answer=openai_says.chat("", finish="content_filter"),
    ),
    Fault(
        name="gemini-prompt-blocked", reason=Reason.CONTENT_FILTERED, provider="google", client="google-genai",
        how="no candidates, block reason PROHIBITED_CONTENT; the application raises", run=answers.ask_gemini,
        answer=google_says.blocked("PROHIBITED_CONTENT"),
    ),
    Fault(
        name="openai-refusal", reason=Reason.REFUSAL, provider="openai", client="openai",
        how="the message is a refusal; the application raises", run=answers.complete,
        answer=openai_says.chat("", refusal="I'm sorry, but I can't help with that request."),
    ),
    Fault(
        name="anthropic-refusal", reason=Reason.REFUSAL, provider="anthropic", client="anthropic",
        how="stop_reason refusal; the application raises", run=answers.ask_claude,
        answer=anthropic_says.message("", stop="refusal"),
    ),
    Fault(
        name="guard-injection", reason=Reason.PROMPT_INJECTION, provider="", client="",
        how="the application's guard finds instructions in a document", run=agent.guard,
    ),
    Fault(
        name="answer-no-json", reason=Reason.INVALID_OUTPUT_FORMAT, provider="openai", client="openai",
        how="the model's text is no JSON", run=answers.extract_json,
        answer=openai_says.chat(lambda d: f"Sure! Here is the JSON for invoice {d.number(100, 999)} that you wanted."),
    ),
    Fault(
        name="answer-wrong-fields", reason=Reason.INVALID_OUTPUT_FORMAT, provider="openai", client="openai",
        how="the model's JSON does not validate", run=answers.extract_invoice,
        answer=openai_says.chat(lambda d: f'{{"number": "{d.number(100, 999)}", "total": "a lot"}}'),
    ),
    Fault(
        name="openai-answer-truncated", reason=Reason.OUTPUT_TRUNCATED, provider="openai", client="openai",
        how="finish_reason length; the application raises", run=answers.complete,
        answer=openai_says.chat("The total of the", finish="length"),
    ),
    Fault(
        name="openai-response-incomplete", reason=Reason.OUTPUT_TRUNCATED, provider="openai", client="openai",
        how="a response with status incomplete; the application raises", run=answers.respond,
        answer=openai_says.response("incomplete", incomplete="max_output_tokens"),
    ),
    Fault(
        name="openai-parse-truncated", reason=Reason.OUTPUT_TRUNCATED, provider="openai", client="openai",
        how="finish_reason length; the client's parse() raises", run=answers.parse_invoice,
        answer=openai_says.chat('{"number": "4', finish="length"),
    ),
    Fault(
        name="anthropic-answer-truncated", reason=Reason.OUTPUT_TRUNCATED, provider="anthropic", client="anthropic",
        how="stop_reason max_tokens; the application raises", run=answers.ask_claude,
        answer=anthropic_says.message("The total of the", stop="max_tokens"),
    ),
    Fault(
        name="groq-tool-use-failed", reason=Reason.INVALID_TOOL_CALL, provider="groq", client="groq",
        how="400 tool_use_failed", run=groq.chat,
        answer=others.groq(
            400, "invalid_request_error",
            "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
            code="tool_use_failed",
            generation=lambda d: f'<function=search>{{"id": {d.number(1, 99)}}}</function>',
        ),
    ),
    Fault(
        name="unknown-tool", reason=Reason.INVALID_TOOL_CALL, provider="openai", client="openai",
        how="the model calls a tool that does not exist", run=agent.run_tool,
        answer=openai_says.tool_call("get_forecast", '{"city": "Kyoto"}'),
    ),
    Fault(
        name="tool-arguments-broken", reason=Reason.INVALID_TOOL_CALL, provider="openai", client="openai",
        how="the arguments of the tool call are no JSON", run=agent.run_tool,
        answer=openai_says.tool_call("weather", '{"city": "Kyoto'),
    ),
    Fault(
        name="prompt-missing-variable", reason=Reason.TEMPLATE_ERROR, provider="", client="",
        how="str.format without one of the template's variables", run=prompts.fill_prompt,
    ),
    Fault(
        name="prompt-undefined-variable", reason=Reason.TEMPLATE_ERROR, provider="", client="jinja2",
        how="a strict jinja2 template without one of its variables", run=prompts.render_prompt,
    ),
    Fault(
        name="prompt-syntax", reason=Reason.TEMPLATE_ERROR, provider="", client="jinja2",
        how="a jinja2 template with a block that never ends", run=prompts.broken_prompt,
    ),
    Fault(
        name="agent-iterations", reason=Reason.AGENT_LOOP, provider="", client="",
        how="the agent reaches its own limit", run=agent.run_agent,
    ),
    Fault(
        name="graph-recursion", reason=Reason.AGENT_LOOP, provider="", client="",
        how="a graph of agents reaches its recursion limit", run=agent.run_graph,
    ),
)  # fmt: skip
