"""JavaScript: openai-node and its siblings, the AI SDK, LangChain.js, Google's libraries, axios, fetch by hand.

Sources: `core/error.ts` of openai-node (makeMessage: "429 …", "400 status code (no body)") and anthropic-sdk-typescript (the whole body as JSON);
`api-call-error.ts`, `retry-error.ts` of vercel/ai; LangChain.js' troubleshooting addresses; `errors.ts` of generative-ai-js and js-genai; axios' AxiosError.
"""

import json

from kiwame.core.taxonomy import Reason
from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.python import status_class
from kiwame.lab.wrappers.wrapper import (
    EDGE,
    Text,
    Wrapper,
    anything,
    compact,
    hosted_model,
    inner,
    json_body,
    of,
    one_of,
    only_status,
    openai_like,
    phrase,
)


def node_message(said: Said) -> str:
    """openai-node's message: status and the error's sentence, or the error as JSON."""
    if not said.body:
        return f"{said.status} status code (no body)"
    body = said.parsed
    if isinstance(body, dict):
        error = body.get("error")
        if isinstance(error, dict):
            words = error.get("message")
            return f"{said.status} {words if isinstance(words, str) else compact(error)}"
        return f"{said.status} {error if isinstance(error, str) else compact(body)}"
    return f"{said.status} {said.body.strip()}"


def _node(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript",
        type=one_of(draw, status_class(said.status), "Error", "APIError", ""),
        message=node_message(said),
        frames="openai-node",
    )


def _node_whole(said: Said, draw: Draw) -> Text:
    body = compact(said.parsed) if json_body(said) else said.body.strip() or "status code (no body)"
    kind = one_of(draw, status_class(said.status), "Error", "", "APIError")
    prefix = one_of(draw, "", "", "API Error: ", "Error: ")
    return Text(platform="javascript", type=kind, message=f"{prefix}{said.status} {body}", frames="anthropic-node")


def _ai_sdk(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript",
        type=one_of(draw, "AI_APICallError", "APICallError [AI_APICallError]"),
        message=said.message if json_body(said) else phrase(said.status),
        frames="ai-sdk",
    )


def _ai_retry(said: Said, draw: Draw) -> Text:
    words = said.message if json_body(said) else phrase(said.status)
    return Text(
        platform="javascript",
        type="AI_RetryError",
        message=f"Failed after {draw.number(2, 4)} attempts. Last error: {words}",
        frames="ai-sdk",
    )


def _ai_dump(said: Said, draw: Draw) -> Text:
    message = (
        f"APICallError [AI_APICallError]: {said.message}\n    at null.<anonymous> (file:///app/node_modules/@ai-sdk/provider-utils/dist/index.mjs:239:14) {{\n  cause: undefined,\n"
        f"  url: 'https://{said.host}/v1/chat/completions',\n  statusCode: {said.status},\n  responseBody: '{said.body}',\n  isRetryable: {'true' if said.status in {429, 500, 503} else 'false'},\n  data: undefined\n}}"
    )
    return Text(platform="javascript", type=one_of(draw, "AI_APICallError", ""), message=message, frames="ai-sdk")


_TROUBLES = {
    Reason.INVALID_API_KEY: "MODEL_AUTHENTICATION",
    Reason.MODEL_NOT_FOUND: "MODEL_NOT_FOUND",
    Reason.CONTEXT_LENGTH_EXCEEDED: "CONTEXT_OVERFLOW",
    Reason.MALFORMED_MESSAGES: "INVALID_TOOL_RESULTS",
}


def _langchain_js(said: Said, draw: Draw) -> Text:
    trouble = "MODEL_RATE_LIMIT" if said.status == 429 else _TROUBLES.get(said.format.reason, "")
    more = (
        f"\n\nTroubleshooting URL: https://js.langchain.com/docs/troubleshooting/errors/{trouble}/\n" if trouble else ""
    )
    return Text(
        platform="javascript",
        type=one_of(draw, "Error", status_class(said.status)),
        message=node_message(said) + more,
        frames="langchain-js",
    )


def _generative_ai(said: Said, draw: Draw) -> Text:
    details = inner(said).get("details")
    shown = f" {compact(details)}" if details else ""
    url = f"https://generativelanguage.googleapis.com/v1beta/models/{said.model}:{one_of(draw, 'generateContent', 'streamGenerateContent?alt=sse')}"
    message = f"[GoogleGenerativeAI Error]: Error fetching from {url}: [{said.status} {phrase(said.status)}] {said.message}{shown}"
    return Text(
        platform="javascript",
        type=one_of(draw, "GoogleGenerativeAIFetchError", "Error", "GoogleGenerativeAIError"),
        message=message,
        frames="google-node",
    )


def _js_genai(said: Said, draw: Draw) -> Text:
    message = one_of(
        draw,
        compact(said.parsed),
        f"got status: {said.status} {phrase(said.status)}. {compact(said.parsed)}",
        f"[VertexAI.ClientError]: got status: {said.status} {phrase(said.status)}. {compact(said.parsed)}",
    )
    return Text(
        platform="javascript",
        type=one_of(draw, "ApiError", "ClientError", "Error", ""),
        message=message,
        frames="google-node",
    )


def _axios(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript",
        type=one_of(draw, "AxiosError", "Error"),
        message=f"Request failed with status code {said.status}",
        frames="axios",
    )


def _axios_data(said: Said, draw: Draw) -> Text:
    message = f"Request failed with status code {said.status} {compact({'status': said.status, 'statusText': phrase(said.status), 'data': said.parsed or said.body})}"
    return Text(platform="javascript", type=one_of(draw, "AxiosError", ""), message=message, frames="axios")


def _fetch(said: Said, draw: Draw) -> Text:
    words = (
        f"HTTP error! status: {said.status}",
        f"Request failed with status {said.status}",
        f"{said.status} {phrase(said.status)}",
        f"Response not OK: {said.status}",
    )
    return Text(platform="javascript", type="Error", message=one_of(draw, *words), frames="app-js")


def _fetch_body(said: Said, draw: Draw) -> Text:
    name = one_of(draw, "OpenAI", "LLM", "Chat", "Upstream", "Provider")
    words = (f"HTTP {said.status}: {said.body}", f"{name} API error: {said.status} - {said.body}", f"API request failed: {said.status} {phrase(said.status)} {said.body}",
             f"{name} API error ({said.status}): {said.body}", f"[{said.status}]: {said.body}", f"HTTP error! status: {said.status}, message: {said.body}", f"API 返回 {said.status}: {said.body}")  # fmt: skip
    return Text(
        platform="javascript", type=one_of(draw, "Error", "", "Error"), message=one_of(draw, *words), frames="app-js"
    )


def _pretty(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript", type="", message=json.dumps(said.parsed, indent=2, ensure_ascii=False), frames="app-js"
    )


def _inspect(said: Said, draw: Draw) -> Text:
    error = inner(said)
    lines = "\n".join(f"    {key}: {_js(value)}," for key, value in error.items())
    message = one_of(
        draw,
        f"error {{\n{lines}\n}}",
        f"ERROR  HTTP error: {{\n  error: {{\n{lines}\n  }}\n}}",
        f"{status_class(said.status)}: {node_message(said)}\n  status: {said.status},\n  headers: {{ 'content-type': 'application/json' }},\n  error: {{\n{lines}\n  }}",
    )
    return Text(platform="javascript", type="", message=message, frames="app-js")


def _js(value: object) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "\\'") + "'"
    return compact(value)


def _bedrock_js(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript",
        type=said.format.kind,
        message=f"{said.format.kind}: {said.message}" if draw.number(0, 1) else said.message,
        frames="aws-node",
    )


def _ollama_js(said: Said, draw: Draw) -> Text:
    return Text(
        platform="javascript",
        type=one_of(draw, "ResponseError", "Error", ""),
        message=one_of(draw, said.message, f"Ollama API error: {said.status} {phrase(said.status)} - {said.body}"),
        frames="app-js",
    )


def _openai_js_name(said: Said, draw: Draw) -> Text:
    head = one_of(
        draw, "LLM request failed", "Chat error", "❌ Error", "API Error", "模型调用失败", "エラーが発生しました"
    )
    return Text(platform="javascript", type="", message=f"{head}: {node_message(said)}", frames="app-js")


WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper(name="openai-node", speaks=openai_like, tells=_node),
    Wrapper(name="anthropic-node", speaks=of("anthropic", "groq", "oneapi", "together", EDGE), tells=_node_whole),
    Wrapper(name="ai-sdk", speaks=hosted_model, tells=_ai_sdk),
    Wrapper(
        name="ai-sdk-retry",
        speaks=lambda said: hosted_model(said) and said.status in {429, 500, 502, 503, 504, 529},
        tells=_ai_retry,
    ),
    Wrapper(name="ai-sdk-dump", speaks=lambda said: hosted_model(said) and json_body(said), tells=_ai_dump),
    Wrapper(name="langchain-js", speaks=openai_like, tells=_langchain_js),
    Wrapper(name="generative-ai-js", speaks=of("google"), tells=_generative_ai),
    Wrapper(name="js-genai", speaks=of("google", "vertex"), tells=_js_genai),
    Wrapper(name="axios", speaks=only_status, tells=_axios),
    Wrapper(
        name="axios-data",
        speaks=lambda said: anything(said) and json_body(said) and said.status >= 400,
        tells=_axios_data,
    ),
    Wrapper(name="fetch", speaks=only_status, tells=_fetch),
    Wrapper(name="fetch-body", speaks=lambda said: bool(said.body), tells=_fetch_body),
    Wrapper(name="json-pretty", speaks=json_body, tells=_pretty),
    Wrapper(name="node-inspect", speaks=json_body, tells=_inspect),
    Wrapper(name="aws-sdk-js", speaks=of("bedrock"), tells=_bedrock_js),
    Wrapper(name="ollama-js", speaks=of("ollama"), tells=_ollama_js),
    Wrapper(name="openai-node-prose", speaks=openai_like, tells=_openai_js_name),
)
