"""Frameworks of Python around the client libraries: litellm, langchain, llama-index, dspy, instructor, pydantic-ai, crewai, haystack …

Sources: `exception_mapping_utils.py` and `exceptions.py` of litellm, `exceptions.py` of pydantic-ai (ModelHTTPError), haystack's PipelineRuntimeError,
semantic-kernel's ServiceResponseException, `_common.py` of langchain-google-genai, langchain-community's Ollama, smolagents' AgentGenerationError, dify's plugin
errors, `llm/exceptions.py` of browser-use, agno's ModelProviderError.
"""

from kiwame.core.taxonomy import Reason
from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.python import error_code, status_class
from kiwame.lab.wrappers.wrapper import STORES, Text, Wrapper, hosted_model, json_body, of, one_of, openai_like

_LITELLM = {
    "openai": "OpenAI", "azure_openai": "Azure", "anthropic": "Anthropic", "google": "Gemini", "vertex": "VertexAI", "bedrock": "Bedrock",
    "together": "Together_ai", "fireworks": "Fireworks_ai", "vllm": "Hosted_vllm", "lmstudio": "Lm_studio", "nvidia": "Nvidia_nim", "qwen": "Dashscope",
}  # fmt: skip


def _litellm_class(said: Said) -> str:
    match said.format.reason:
        case Reason.CONTEXT_LENGTH_EXCEEDED:
            return "ContextWindowExceededError"
        case Reason.CONTENT_FILTERED:
            return "ContentPolicyViolationError"
        case Reason.GATEWAY_TIMEOUT:
            return "Timeout"
    if said.status == 503:
        return "ServiceUnavailableError"
    kind = status_class(said.status)
    return "APIError" if kind == "APIStatusError" else kind


def _litellm_says(said: Said, draw: Draw) -> tuple[str, str]:
    """(class, message) as litellm raises it."""
    kind = _litellm_class(said)
    provider = _LITELLM.get(said.format.provider, said.format.provider.capitalize() or "OpenAI") + "Exception"
    body = (
        said.message
        if said.format.provider in {"openai", "azure_openai"}
        else said.body.strip() or f"Error code: {said.status}"
    )
    body = one_of(draw, body, error_code(said)) if openai_like(said) else body
    if kind == "ContextWindowExceededError":
        return kind, f"litellm.ContextWindowExceededError: litellm.BadRequestError: {provider} - {body}"
    if kind == "ContentPolicyViolationError":
        return kind, f"litellm.ContentPolicyViolationError: litellm.BadRequestError: {provider} - {body}"
    middle = f"{kind}: " if draw.number(0, 1) else ""
    return kind, f"litellm.{kind}: {middle}{provider} - {body}"


def litellm(said: Said, draw: Draw) -> Text:
    """As litellm raises it."""
    kind, message = _litellm_says(said, draw)
    return Text(
        platform="python",
        type=one_of(draw, f"litellm.{kind}", f"litellm.exceptions.{kind}", f"litellm.{kind}"),
        message=message,
        frames="litellm",
    )


def _litellm_lies(said: Said, draw: Draw) -> Text:
    """The class that stands for whatever litellm could not map."""
    provider = _LITELLM.get(said.format.provider, said.format.provider.capitalize() or "OpenAI")
    message = f"litellm.APIConnectionError: {provider}Exception - {said.body.strip() or error_code(said)}"
    return Text(platform="python", type="litellm.APIConnectionError", message=message, frames="litellm")


def _litellm_handler(said: Said, draw: Draw) -> Text:
    module = {"anthropic": "anthropic.common_utils.AnthropicError", "google": "vertex_ai.common_utils.VertexAIError", "vertex": "vertex_ai.common_utils.VertexAIError",
              "bedrock": "bedrock.common_utils.BedrockError", "ollama": "ollama.common_utils.OllamaError", "cohere": "cohere.common_utils.CohereError"}  # fmt: skip
    return Text(
        platform="python", type="litellm.llms." + module[said.format.provider], message=said.body, frames="litellm"
    )


def _pydantic_ai(said: Said, draw: Draw) -> Text:
    body = said.parsed
    if isinstance(body, dict) and isinstance(body.get("error"), dict) and openai_like(said):
        body = body["error"]
    shown = repr(body) if body is not None else said.body or "None"
    message = f"status_code: {said.status}, model_name: {said.model}, body: {shown}"
    return Text(platform="python", type="pydantic_ai.exceptions.ModelHTTPError", message=message, frames="pydantic_ai")


def _haystack(said: Said, draw: Draw) -> Text:
    message = f"The following component failed to run:\nComponent name: '{one_of(draw, 'llm', 'generator', 'embedder')}'\nComponent type: 'OpenAIChatGenerator'\nError: {error_code(said)}"
    return Text(platform="python", type="haystack.core.errors.PipelineRuntimeError", message=message, frames="haystack")


def _semantic_kernel(said: Said, draw: Draw) -> Text:
    service = "<class 'semantic_kernel.connectors.ai.open_ai.services.open_ai_chat_completion.OpenAIChatCompletion'> service failed to complete the prompt"
    message = f'("{service}", {status_class(said.status)}("{error_code(said)}"))'
    return Text(
        platform="python",
        type="semantic_kernel.exceptions.service_exceptions.ServiceResponseException",
        message=message,
        frames="semantic_kernel",
    )


def _instructor(said: Said, draw: Draw) -> Text:
    message = one_of(
        draw,
        error_code(said),
        _litellm_says(said, draw)[1],
        f'<failed_attempts>\n\n<generation number="1">\n<exception>\n    {error_code(said)}\n</exception>\n<completion>\n    None\n</completion>\n</generation>\n\n</failed_attempts>\n\n<last_exception>\n    {error_code(said)}\n</last_exception>',
    )
    return Text(
        platform="python",
        type=one_of(
            draw,
            "instructor.core.exceptions.InstructorRetryException",
            "InstructorRetryException",
            "instructor.exceptions.InstructorRetryException",
        ),
        message=message,
        frames="instructor",
    )


def _dspy(said: Said, draw: Draw) -> Text:
    kind, message = _litellm_says(said, draw)
    example = f"Error for Example({{'question': '{draw.prompt()}'}}) (input_keys={{'question'}}): "
    return Text(platform="python", type=f"litellm.{kind}", message=one_of(draw, "", example) + message, frames="dspy")


def _crewai(said: Said, draw: Draw) -> Text:
    kind, message = _litellm_says(said, draw)
    words = one_of(
        draw,
        f"LLM Failed. An error occurred: {message}",
        f"Error during LLM call: {message}",
        f"OpenAI API call failed: {error_code(said)}",
        f"ERROR:root:LiteLLM call failed: {message}",
    )
    return Text(
        platform="python", type=one_of(draw, "", f"litellm.{kind}", "Exception"), message=words, frames="crewai"
    )


def _agents(said: Said, draw: Draw) -> Text:
    request = f" (request_id: req_{draw.hex(32)})" if draw.number(0, 1) else ""
    message = one_of(
        draw,
        f"Error getting response: {error_code(said)}.{request}",
        error_code(said),
        f"Error streaming response: {error_code(said)}",
    )
    return Text(
        platform="python",
        type=one_of(draw, f"openai.{status_class(said.status)}", ""),
        message=message,
        frames="agents",
    )


def _langchain(said: Said, draw: Draw) -> Text:
    retry = f"Retrying langchain_community.chat_models.openai.ChatOpenAI.completion_with_retry.<locals>._completion_with_retry in 4.0 seconds as it raised {status_class(said.status)}: {error_code(said)}."
    words = one_of(
        draw, error_code(said), retry, f"Error in chain: {error_code(said)}", f"An error occurred: {error_code(said)}"
    )
    return Text(
        platform="python",
        type=one_of(draw, f"openai.{status_class(said.status)}", "", status_class(said.status)),
        message=words,
        frames="langchain",
    )


def _langchain_google(said: Said, draw: Draw) -> Text:
    words = (
        f"Invalid argument provided to Gemini: {said.status} {said.message}"
        if said.status == 400
        else f"Error calling model '{said.model}' ({said.format.kind}): {said.status} {said.format.kind}. {said.parsed}"
    )
    kind = one_of(draw, "langchain_google_genai.chat_models.ChatGoogleGenerativeAIError", "ChatGoogleGenerativeAIError")
    return Text(platform="python", type=kind, message=words, frames="langchain")


def _langchain_embeddings(said: Said, draw: Draw) -> Text:
    kind = one_of(draw, "langchain_google_genai._common.GoogleGenerativeAIError", "GoogleGenerativeAIError")
    return Text(
        platform="python",
        type=kind,
        message=f"Error embedding content: {said.status} {said.message}",
        frames="langchain",
    )


def _langchain_ollama(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        f"Ollama call failed with status code {said.status}. Details: {said.body}",
        f"Error raised by inference API HTTP code: {said.status}, {said.body}",
    )
    return Text(platform="python", type="ValueError", message=words, frames="langchain")


def _langchain_bedrock(said: Said, draw: Draw) -> Text:
    message = f"Error raised by bedrock service: An error occurred ({said.format.kind}) when calling the InvokeModel operation: {said.message}"
    return Text(platform="python", type="ValueError", message=message, frames="langchain")


def _smolagents(said: Said, draw: Draw) -> Text:
    words = one_of(draw, error_code(said), _litellm_says(said, draw)[1])
    return Text(
        platform="python",
        type="smolagents.utils.AgentGenerationError",
        message=f"Error in generating model output:\n{words}",
        frames="smolagents",
    )


def _browser_use(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        f"❌ Result failed {draw.number(1, 4)}/4 times:\n {error_code(said)}",
        f"({error_code(said)!r}, {said.status})",
        said.message,
    )
    return Text(
        platform="python",
        type=one_of(draw, "", "browser_use.llm.exceptions.ModelProviderError", "ModelProviderError"),
        message=words,
        frames="app",
    )


def _agno(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        said.message,
        f"API status error from OpenAI API: {error_code(said)}",
        f"Error from API: {error_code(said)}",
    )
    return Text(platform="python", type="agno.exceptions.ModelProviderError", message=words, frames="app")


_DIFY = {429: ("InvokeRateLimitError", "Rate Limit Error"), 401: ("InvokeAuthorizationError", "Incorrect model credentials provided, please check and try again. "),
         403: ("InvokeAuthorizationError", "Incorrect model credentials provided, please check and try again. "), 400: ("InvokeBadRequestError", "Bad Request Error"),
         404: ("InvokeBadRequestError", "Bad Request Error")}  # fmt: skip


def _dify(said: Said, draw: Draw) -> Text:
    kind, words = _DIFY.get(said.status, ("InvokeServerUnavailableError", "Server Unavailable Error"))
    plain = f"[models] {words}, {error_code(said)}"
    plugin = f'req_id: {draw.hex(10)} PluginInvokeError: {{"args":{{"description":{plain!r}}},"error_type":"{kind}","message":{plain!r}}}'
    return Text(
        platform="python",
        type=one_of(draw, "", kind, "core.model_runtime.errors.invoke." + kind),
        message=one_of(draw, plain, plugin, f"[openai] {words}, {error_code(said)}"),
        frames="app",
    )


def _llama_index(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        error_code(said),
        f"Error while running step query_planner: {error_code(said)}",
        f"Error in step 'run_agent_step': {error_code(said)}",
    )
    kind = one_of(
        draw, f"openai.{status_class(said.status)}", "workflows.errors.WorkflowRuntimeError", status_class(said.status)
    )
    return Text(platform="python", type=kind, message=words, frames="llama_index")


def _autogen(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        error_code(said),
        f"Error processing publish message for assistant/default: {error_code(said)}",
        f"Error code: {said.status} - {said.body}",
    )
    return Text(
        platform="python",
        type=one_of(draw, f"openai.{status_class(said.status)}", "RuntimeError", ""),
        message=words,
        frames="autogen",
    )


def _ragflow(said: Said, draw: Draw) -> Text:
    words = one_of(
        draw,
        f"**ERROR**: {error_code(said)}",
        f"ERROR: ERROR_{one_of(draw, 'GENERIC', 'QUOTA', 'CONNECTION')} - {error_code(said)}"
        if said.status == 503
        else f"**ERROR**: {said.message}",
    )
    return Text(platform="python", type="", message=words, frames="app")


def _raw_litellm(said: Said) -> bool:
    return of("anthropic", "google", "vertex", "bedrock", "ollama", "cohere")(said) and json_body(said)


def _model(said: Said) -> bool:
    return hosted_model(said) and said.format.provider not in STORES


def _google(said: Said) -> bool:
    return said.format.provider == "google" and json_body(said)


WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper(name="litellm", speaks=_model, tells=litellm),
    Wrapper(
        name="litellm-connection",
        speaks=lambda said: _model(said) and said.format.provider in {"bedrock", "ollama", "vertex", ""},
        tells=_litellm_lies,
    ),
    Wrapper(name="litellm-handler", speaks=_raw_litellm, tells=_litellm_handler),
    Wrapper(name="pydantic-ai", speaks=_model, tells=_pydantic_ai),
    Wrapper(name="haystack", speaks=openai_like, tells=_haystack),
    Wrapper(name="semantic-kernel-python", speaks=openai_like, tells=_semantic_kernel),
    Wrapper(name="instructor", speaks=openai_like, tells=_instructor),
    Wrapper(name="dspy", speaks=_model, tells=_dspy),
    Wrapper(name="crewai", speaks=_model, tells=_crewai),
    Wrapper(name="openai-agents", speaks=openai_like, tells=_agents),
    Wrapper(name="langchain-openai", speaks=openai_like, tells=_langchain),
    Wrapper(name="langchain-google", speaks=_google, tells=_langchain_google),
    Wrapper(name="langchain-google-embeddings", speaks=_google, tells=_langchain_embeddings),
    Wrapper(name="langchain-ollama", speaks=of("ollama"), tells=_langchain_ollama),
    Wrapper(name="langchain-bedrock", speaks=of("bedrock"), tells=_langchain_bedrock),
    Wrapper(name="smolagents", speaks=openai_like, tells=_smolagents),
    Wrapper(name="browser-use", speaks=openai_like, tells=_browser_use),
    Wrapper(name="agno", speaks=openai_like, tells=_agno),
    Wrapper(name="dify", speaks=openai_like, tells=_dify),
    Wrapper(name="llama-index", speaks=openai_like, tells=_llama_index),
    Wrapper(name="autogen", speaks=openai_like, tells=_autogen),
    Wrapper(name="ragflow", speaks=openai_like, tells=_ragflow),
)
