"""Faults in which the upstream rejects what was asked."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, cohere, google, groq, http, mistral, ollama, openai
from kiwame.lab.fault import Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider import others
from kiwame.lab.provider.answer import html_answer, json_answer

FAULTS = (
    Fault(
        name="openai-context-length", reason=Reason.CONTEXT_LENGTH_EXCEEDED, provider="openai", client="openai",
        how="400 context_length_exceeded",
        run=partial(openai.chat, model="gpt-4o"),
        answer=openai_says.error(
            400,
            lambda d: "This model's maximum context length is 128000 tokens. However, your messages resulted in "
            f"{d.number(128_001, 260_000)} tokens. Please reduce the length of the messages.",
            code="context_length_exceeded", param="messages",
        ),
    ),
    Fault(
        name="anthropic-prompt-too-long", reason=Reason.CONTEXT_LENGTH_EXCEEDED, provider="anthropic",
        client="anthropic", how="400: the prompt has more tokens than the model takes",
        run=anthropic.message,
        answer=anthropic_says.error(
            400, "invalid_request_error",
            lambda d: f"prompt is too long: {d.number(200_001, 400_000)} tokens > 200000 maximum",
        ),
    ),
    Fault(
        name="vllm-context-length", reason=Reason.CONTEXT_LENGTH_EXCEEDED, provider="vllm", client="openai",
        how="400 BadRequestError of a vLLM server",
        run=partial(openai.chat, model="Qwen/Qwen3-32B"),
        answer=others.vllm(
            400, "BadRequestError",
            lambda d: f"You passed {d.number(32_769, 60_000)} input tokens and requested 1024 output tokens. However, "
            "the model's context length is only 32768 tokens. Please reduce the length of the input prompt.",
            param="input_tokens",
        ),
    ),
    Fault(
        name="openai-model-not-found", reason=Reason.MODEL_NOT_FOUND, provider="openai", client="openai",
        how="404 model_not_found",
        run=partial(openai.chat, model="gpt-4-0314"),
        answer=openai_says.error(
            404, "The model `gpt-4-0314` does not exist or you do not have access to it.", code="model_not_found"
        ),
    ),
    Fault(
        name="azure-deployment-not-found", reason=Reason.MODEL_NOT_FOUND, provider="azure_openai", client="openai",
        how="404 DeploymentNotFound",
        run=partial(openai.azure_chat, deployment="gpt-5-chat"),
        answer=others.azure(
            404, "DeploymentNotFound",
            "The API deployment for this resource does not exist. If you created the deployment within the last "
            "5 minutes, please wait a moment and try again.",
        ),
    ),
    Fault(
        name="gemini-model-not-found", reason=Reason.MODEL_NOT_FOUND, provider="google", client="google-genai",
        how="404 NOT_FOUND for the model",
        run=partial(google.generate, model="gemini-1.0-pro"),
        answer=google_says.error(
            404, "NOT_FOUND",
            "models/gemini-1.0-pro is not found for API version v1beta, or is not supported for generateContent.",
        ),
    ),
    Fault(
        name="ollama-model-not-found", reason=Reason.MODEL_NOT_FOUND, provider="ollama", client="ollama",
        how="404: the model was never pulled",
        run=partial(ollama.chat, model="mixtral:8x7b"),
        answer=others.ollama(404, "model 'mixtral:8x7b' not found"),
    ),
    Fault(
        name="openai-unsupported-parameter", reason=Reason.UNSUPPORTED_PARAMETER, provider="openai", client="openai",
        how="400 unsupported_parameter",
        run=partial(openai.chat, model="o3-mini", max_tokens=512),
        answer=openai_says.error(
            400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' "
            "instead.",
            code="unsupported_parameter", param="max_tokens",
        ),
    ),
    Fault(
        name="ollama-no-tools", reason=Reason.UNSUPPORTED_PARAMETER, provider="ollama", client="ollama",
        how="400: the model does not take tools",
        run=partial(ollama.chat, model="gemma2:2b"),
        answer=others.ollama(400, "registry.ollama.ai/library/gemma2:2b does not support tools"),
    ),
    Fault(
        name="openai-temperature-value", reason=Reason.INVALID_PARAMETER_VALUE, provider="openai", client="openai",
        how="400 unsupported_value",
        run=partial(openai.chat, model="gpt-5-mini", temperature=0.2),
        answer=openai_says.error(
            400, "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is "
            "supported.",
            code="unsupported_value", param="temperature",
        ),
    ),
    Fault(
        name="anthropic-max-tokens-value", reason=Reason.INVALID_PARAMETER_VALUE, provider="anthropic",
        client="anthropic", how="400: max_tokens above the model's maximum",
        run=anthropic.message,
        answer=anthropic_says.error(
            400, "invalid_request_error",
            lambda d: f"max_tokens: {d.number(64_001, 200_000)} > 64000, which is the maximum allowed number of output "
            "tokens for claude-sonnet-5",
        ),
    ),
    Fault(
        name="mistral-temperature-range", reason=Reason.INVALID_PARAMETER_VALUE, provider="mistral",
        client="mistralai", how="422: a field fails validation",
        run=mistral.complete,
        answer=others.mistral_invalid("temperature", "less_than_equal", "Input should be less than or equal to 1.5"),
    ),
    Fault(
        name="mistral-role-order", reason=Reason.MALFORMED_MESSAGES, provider="mistral", client="mistralai",
        how="400 invalid_request_message_order",
        run=mistral.complete,
        answer=others.mistral(
            400, "invalid_request_message_order", "Unexpected role 'user' after role 'tool'", "3230"
        ),
    ),
    Fault(
        name="openai-tool-message-order", reason=Reason.MALFORMED_MESSAGES, provider="openai", client="openai",
        how="400: a tool message that answers no call",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            400, "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with "
            "'tool_calls'.",
            param="messages.[3].role",
        ),
    ),
    Fault(
        name="anthropic-tool-result-missing", reason=Reason.MALFORMED_MESSAGES, provider="anthropic",
        client="anthropic", how="400: a tool_use without its tool_result",
        run=anthropic.message,
        answer=anthropic_says.error(
            400, "invalid_request_error",
            lambda d: f"messages.{d.number(2, 40)}: `tool_use` ids were found without `tool_result` blocks immediately "
            f"after: toolu_01{d.base62(22)}. Each `tool_use` block must have a corresponding `tool_result` block in "
            "the next message.",
        ),
    ),
    Fault(
        name="openai-function-schema", reason=Reason.INVALID_TOOL_SCHEMA, provider="openai", client="openai",
        how="400 invalid_function_parameters",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            400, "Invalid schema for function 'search_orders': In context=('properties', 'ids'), array schema missing "
            "items.",
            code="invalid_function_parameters", param="tools[0].function.parameters",
        ),
    ),
    Fault(
        name="gemini-function-schema", reason=Reason.INVALID_TOOL_SCHEMA, provider="google", client="google-genai",
        how="400 INVALID_ARGUMENT over a function declaration",
        run=google.generate,
        answer=google_says.error(
            400, "INVALID_ARGUMENT",
            "* GenerateContentRequest.tools[0].function_declarations[0].parameters.properties: should be non-empty for "
            "OBJECT type",
        ),
    ),
    Fault(
        name="anthropic-request-too-large", reason=Reason.PAYLOAD_TOO_LARGE, provider="anthropic", client="anthropic",
        how="413 request_too_large",
        run=anthropic.message,
        answer=anthropic_says.error(413, "request_too_large", "Request exceeds the maximum size"),
    ),
    Fault(
        name="requests-body-too-large", reason=Reason.PAYLOAD_TOO_LARGE, provider="", client="requests",
        how="413 of a reverse proxy",
        run=http.by_requests,
        answer=lambda d: html_answer(413, "413 Request Entity Too Large"),
    ),
    Fault(
        name="openai-image-format", reason=Reason.INVALID_MEDIA, provider="openai", client="openai",
        how="400 invalid_image_format",
        run=partial(openai.chat, model="gpt-4o"),
        answer=openai_says.error(
            400, "You uploaded an unsupported image. Please make sure your image has one of the following formats: "
            "['png', 'jpeg', 'gif', 'webp'].",
            code="invalid_image_format",
        ),
    ),
    Fault(
        name="anthropic-image", reason=Reason.INVALID_MEDIA, provider="anthropic", client="anthropic",
        how="400: the image cannot be read",
        run=anthropic.message,
        answer=anthropic_says.error(400, "invalid_request_error", "Could not process image"),
    ),
    Fault(
        name="openai-wrong-path", reason=Reason.ENDPOINT_NOT_FOUND, provider="openai", client="openai",
        how="404: the base URL has /v1 twice",
        run=partial(openai.chat, model="gpt-4.1", path="/v1/v1"),
        answer=openai_says.error(404, "Invalid URL (POST /v1/v1/chat/completions)"),
    ),
    Fault(
        name="vllm-wrong-path", reason=Reason.ENDPOINT_NOT_FOUND, provider="vllm", client="openai",
        how="404 of FastAPI: the server has no such route",
        run=partial(openai.chat, model="Qwen/Qwen3-32B", path=""),
        answer=lambda d: json_answer(404, {"detail": "Not Found"}, {"server": "uvicorn"}),
    ),
    Fault(
        name="cohere-missing-field", reason=Reason.INVALID_REQUEST_OTHER, provider="cohere", client="cohere",
        how="400: a required field is missing",
        run=cohere.chat,
        answer=others.cohere(400, "invalid request: query is required and cannot be empty."),
    ),
    Fault(
        name="groq-missing-field", reason=Reason.INVALID_REQUEST_OTHER, provider="groq", client="groq",
        how="400: a required property is missing",
        run=groq.chat,
        answer=others.groq(400, "invalid_request_error", "property 'model' is missing"),
    ),
)  # fmt: skip
