"""What to do when the upstream rejected what was asked."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.CONTEXT_LENGTH_EXCEEDED: Playbook(
        headline=(
            N_("The prompt is too long for {model}"),
            N_("The prompt is too long for the model"),
        ),
        cause=(N_("Prompt and requested answer together exceed the model's context window."),),
        actions=(
            (N_("Count tokens before sending, and cut history, documents or tool results to fit."),),
            (N_("Lower the requested answer length: it counts against the same window."),),
            (N_("Use a model with a longer context where the whole text is needed."),),
        ),
    ),
    Reason.MODEL_NOT_FOUND: Playbook(
        headline=(
            N_("{provider} cannot find the model {model}"),
            N_("{provider} does not know the model that was asked for"),
            N_("The model that was asked for does not exist there"),
        ),
        cause=(N_("The name is wrong, the model was retired, or the account has no access to it."),),
        actions=(
            (
                N_("List the models that {provider} offers to this key, and compare the name letter by letter."),
                N_("List the models that the server offers to this key, and compare the name letter by letter."),
            ),
            (N_("If the model was retired, move to its successor in the configuration."),),
            (N_("On a server of your own, load the model under exactly this name; at Azure, use the deployment's."),),
        ),
    ),
    Reason.UNSUPPORTED_PARAMETER: Playbook(
        headline=(
            N_("{model} does not accept the parameter {param}"),
            N_("The model does not accept the parameter {param}"),
            N_("{model} does not accept one of the request's parameters"),
            N_("The request has a parameter or feature that the model does not accept"),
        ),
        cause=(N_("The parameter or feature exists for other models or versions, and not for this one."),),
        actions=(
            (
                N_("Leave {param} out for this model, or use the name that it expects."),
                N_("Leave the parameter out for this model, or use the name that it expects."),
            ),
            (N_("Keep a table of what each model accepts, and build requests from it."),),
            (N_("Use a model that supports the feature where it is needed."),),
        ),
    ),
    Reason.INVALID_PARAMETER_VALUE: Playbook(
        headline=(
            N_("The value of {param} is not allowed"),
            N_("A parameter of the request has a value that is not allowed"),
        ),
        cause=(N_("The parameter is known; its value is out of range or of the wrong kind."),),
        actions=(
            (N_("Compare the value with the allowed range that the message names."),),
            (N_("Check the value before sending, where it comes from users or configuration."),),
        ),
    ),
    Reason.MALFORMED_MESSAGES: Playbook(
        headline=(
            N_("{provider} rejects the list of messages"),
            N_("The list of messages is not well formed"),
        ),
        cause=(N_("Order, role, content or a field of the conversation breaks the rules of this API."),),
        actions=(
            (N_("Look at the message with the index or id that the error names: role, content, order."),),
            (N_("Keep each tool call together with its result when history is cut or stored."),),
            (N_("Add a test that builds the history of this conversation and checks the API's rules."),),
        ),
    ),
    Reason.INVALID_TOOL_SCHEMA: Playbook(
        headline=(
            N_("{provider} rejects the schema of a tool or of the answer"),
            N_("The schema of a tool or of the answer is rejected"),
        ),
        cause=(N_("The JSON schema uses something that this API does not allow, or misses something it needs."),),
        actions=(
            (N_("Find the tool and the path that the message names, and correct its schema."),),
            (N_("Use the subset of JSON schema that the provider documents (types, required, additionalProperties)."),),
            (N_("Check all tool schemas in a test, so that a new tool is caught before deploy."),),
        ),
    ),
    Reason.PAYLOAD_TOO_LARGE: Playbook(
        headline=(
            N_("The request is larger than {provider} accepts"),
            N_("The request is larger than the server accepts"),
        ),
        cause=(N_("The body, a file or an image is above the size that the server takes."),),
        actions=(
            (N_("Refuse or shrink large uploads before the call, and tell the user the limit."),),
            (N_("Send files by reference or upload interface instead of inside the request."),),
            (N_("If your own proxy answers 413, raise its body limit."),),
        ),
    ),
    Reason.INVALID_MEDIA: Playbook(
        headline=(
            N_("{provider} cannot use an image, sound or file of the request"),
            N_("An image, sound or file of the request cannot be used"),
        ),
        cause=(N_("Format, encoding, size or address of the media is not one that the server takes."),),
        actions=(
            (N_("Check format and size of user uploads before the call, and tell the user what is accepted."),),
            (N_("Check the declared media type against the bytes; convert to a common format."),),
            (N_("If media is given by URL, check that the provider can fetch it."),),
        ),
    ),
    Reason.ENDPOINT_NOT_FOUND: Playbook(
        headline=(
            N_("{provider} has nothing at the address that was called"),
            N_("There is nothing at the address that was called"),
        ),
        cause=(N_("The server answers, and does not know this path or method."),),
        actions=(
            (N_("Check the base URL: path /v1 missing or doubled, other API version, wrong host."),),
            (N_("Check that this provider offers this interface (chat, responses, embeddings)."),),
            (N_("Call the address with curl, and compare it with the provider's documentation."),),
        ),
    ),
    Reason.INVALID_REQUEST_OTHER: Playbook(
        headline=(N_("{provider} rejects the request"), N_("The server rejects the request")),
        cause=(N_("The request was understood and found wrong; the message says in which way."),),
        actions=(
            (N_("Read the message: it names the field or rule; correct it where the request is built."),),
            (N_("Log the request without its texts (model, parameters, sizes), and compare it with one that works."),),
        ),
    ),
}
