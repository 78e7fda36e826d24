"""Facts through every wrapper: status, code, provider and judgement are the root's, however often it is wrapped."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiwame.core.event import Deadline, ErrorEvent
from kiwame.core.taxonomy import Reason
from kiwame.decide.by_rules import ByRules
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

_REDACTOR = redactor()
_RULES = ByRules()
Body = dict[str, Any]
Made = tuple[str, str, str]
"""Class, message and printed stack."""

QUOTA: Body = {
    "error": {
        "message": "Your quota is gone, see https://platform.openai.com/docs/guides/error-codes",
        "type": "insufficient_quota", "param": None, "code": "insufficient_quota",
    }
}  # fmt: skip
LONG: Body = {
    "error": {
        "message": "maximum context length is 8192, see https://platform.openai.com/docs/models",
        "type": "invalid_request_error", "param": "messages", "code": "context_length_exceeded",
    }
}  # fmt: skip
KEY: Body = {
    "error": {
        "message": "Incorrect API key provided, see https://platform.openai.com/account",
        "type": "invalid_request_error", "param": None, "code": "invalid_api_key",
    }
}  # fmt: skip
FAULTS = (
    (429, "Too Many Requests", QUOTA, "insufficient_quota", Reason.QUOTA_EXHAUSTED),
    (400, "Bad Request", LONG, "context_length_exceeded", Reason.CONTEXT_LENGTH_EXCEEDED),
    (401, "Unauthorized", KEY, "invalid_api_key", Reason.INVALID_API_KEY),
)
_CLASS = {429: "RateLimitError", 400: "BadRequestError", 401: "AuthenticationError"}
_URL = "https://api.openai.com/v1/chat/completions"


def _said(status: int, body: Body) -> str:
    """As the Python clients of openai, anthropic, groq and others print it."""
    return f"Error code: {status} - {body!r}"


def _inspected(value: Any, indent: int = 2) -> str:
    """As Node's util.inspect prints an object."""
    if isinstance(value, dict):
        inner = ",\n".join(f"{' ' * (indent + 2)}{key}: {_inspected(each, indent + 2)}" for key, each in value.items())
        return "{\n" + inner + "\n" + " " * indent + "}"
    return "null" if value is None else "'" + value.replace("'", "\\'") + "'" if isinstance(value, str) else str(value)


def _ruby(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}"=>{_ruby(each)}' for key, each in value.items()) + "}"
    return "nil" if value is None else json.dumps(value)


def _python_cause(root: str, outer: str) -> str:
    return (
        f'Traceback (most recent call last):\n  File "/srv/a.py", line 1, in ask\n    go()\n{root}\n\n'
        "The above exception was the direct cause of the following exception:\n\n"
        f'Traceback (most recent call last):\n  File "/srv/b.py", line 2, in run\n    ask()\n{outer}'
    )


def _litellm(status: int, body: Body) -> str:
    return f"litellm.{_CLASS[status]}: {_CLASS[status]}: OpenAIException - {_said(status, body)}"


def _vercel(status: int, body: Body, indent: str = "") -> str:
    lines = [
        f"APICallError [AI_APICallError]: {body['error']['message']}",
        "    at file:///app/node_modules/@ai-sdk/provider-utils/dist/index.mjs:763:14 {",
        "  cause: undefined,",
        f"  url: '{_URL}',",
        f"  statusCode: {status},",
        f"  responseBody: {_inspected(json.dumps(body))},",
        "  isRetryable: false",
        "}",
    ]
    return "\n".join(indent + line for line in lines)


def _axios(status: int, phrase: str, body: Body) -> str:
    return (
        f"AxiosError: Request failed with status code {status}\n"
        "    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {\n"
        "  code: 'ERR_BAD_REQUEST',\n  config: {\n"
        f"    url: '{_URL}'\n  }},\n  response: {{\n    status: {status},\n    statusText: '{phrase}',\n"
        f"    data: {_inspected(body, 4)}\n  }}\n}}"
    )


def _net(status: int, body: Body) -> str:
    return f"HTTP {status} ({body['error']['type']}: {body['error']['code']})\n\n{body['error']['message']}"


def _in_json(status: int, body: Body, levels: int) -> str:
    for _ in range(levels):
        body = {"error": {"message": json.dumps(body), "code": status}}
    return json.dumps(body)


WRAPPERS: dict[str, Callable[[int, str, Body], Made]] = {
    "openai": lambda s, p, b: (f"openai.{_CLASS[s]}", _said(s, b), ""),
    "openai in Node": lambda s, p, b: (
        _CLASS[s], f"{s} {b['error']['message']}",
        (f"{_CLASS[s]}: {s} {b['error']['message']}\n    at APIError.generate (/app/openai/error.js:4:1) {{\n"
        f"  status: {s},\n  error: {_inspected(b['error'])},\n  code: {_inspected(b['error']['code'])}\n}}"),
    ),
    "anthropic's form in Node": lambda s, p, b: (_CLASS[s], f"{s} {json.dumps(b)}", ""),
    "langchain's parser": lambda s, p, b: (
        "langchain_core.exceptions.OutputParserException", f"Nothing to parse: {_said(s, b)}", "",
    ),
    "langchain.js": lambda s, p, b: (
        "Error", f"{s} {json.dumps(b)}\n\nTroubleshooting URL: https://js.langchain.com/docs/errors/MODEL/", "",
    ),
    "llama-index": lambda s, p, b: (
        "workflows.errors.WorkflowRuntimeError", f"Error in step 'ask': {_said(s, b)}", "",
    ),
    "litellm": lambda s, p, b: (f"litellm.exceptions.{_CLASS[s]}", _litellm(s, b), ""),
    "litellm's connection error": lambda s, p, b: (
        "litellm.APIConnectionError", f"litellm.APIConnectionError: OpenAIException - {_said(s, b)}", "",
    ),
    "litellm's bytes": lambda s, p, b: (
        "litellm.exceptions.APIError",
        f"litellm.APIError: OpenAIException - Error code: {s} - {json.dumps(b).encode()!r}", "",
    ),
    "litellm's proxy behind openai": lambda s, p, b: (
        f"openai.{_CLASS[s]}",
        _said(s, {"error": {"message": _litellm(s, b) + "\nReceived Model Group=kiwa", "type": None, "code": str(s)}}),
        "",
    ),
    "openai-agents": lambda s, p, b: ("", f"Error getting response: {_said(s, b)}", ""),
    "pydantic-ai": lambda s, p, b: (
        "pydantic_ai.exceptions.ModelHTTPError", f"status_code: {s}, model_name: kiwa, body: {b['error']!r}", "",
    ),
    "instructor": lambda s, p, b: (
        "instructor.core.exceptions.InstructorRetryException",
        (f'<failed_attempts>\n\n<generation number="1">\n<exception>\n    {_said(s, b)}\n</exception>\n'
        f"</generation>\n\n</failed_attempts>\n\n<last_exception>\n    {_said(s, b)}\n</last_exception>"),
        "",
    ),
    "dspy": lambda s, p, b: (
        "RuntimeError", f"Both structured output format and JSON mode failed. Original error: {_litellm(s, b)}", "",
    ),
    "crewai": lambda s, p, b: ("", f"ERROR:root:OpenAI API call failed: {_said(s, b)}", ""),
    "autogen": lambda s, p, b: (
        "RuntimeError", f"{_CLASS[s]}: {_said(s, b)}\nTraceback:\nopenai.{_CLASS[s]}: {_said(s, b)}\n", "",
    ),
    "haystack": lambda s, p, b: (
        "haystack.core.errors.PipelineRuntimeError",
        f"The following component failed to run:\nComponent name: 'llm'\nError: {_said(s, b)}", "",
    ),
    "semantic-kernel": lambda s, p, b: (
        "semantic_kernel.exceptions.service_exceptions.ServiceResponseException",
        f"(\"<class 'OpenAIChatCompletion'> service failed to complete the prompt\", {_CLASS[s]}({_said(s, b)!r}))", "",
    ),
    "semantic-kernel in .NET": lambda s, p, b: (
        "Microsoft.SemanticKernel.HttpOperationException", _net(s, b),
        (f"Microsoft.SemanticKernel.HttpOperationException: {_net(s, b)}\n"
        f" ---> System.ClientModel.ClientResultException: {_net(s, b)}\n   at OpenAI.Chat.ChatClient.CompleteChat()\n"
        "   --- End of inner exception stack trace ---\n   at Shop.Ask.Run() in /srv/Ask.cs:line 4"),
    ),
    "an AggregateException": lambda s, p, b: (
        "System.AggregateException", f"One or more errors occurred. ({_net(s, b)})",
        (f"System.AggregateException: One or more errors occurred. ({_net(s, b)})\n"
        f" ---> System.ClientModel.ClientResultException: {_net(s, b)}\n   at OpenAI.Chat.ChatClient.CompleteChat()"),
    ),
    "Azure in .NET": lambda s, p, b: (
        "Azure.RequestFailedException",
        f"{b['error']['message']}\nStatus: {s} ({p})\nErrorCode: {b['error']['code']}\n\nContent:\n{json.dumps(b)}", "",
    ),
    "vercel ai": lambda s, p, b: ("AI_APICallError", b["error"]["message"], _vercel(s, b)),
    "vercel ai's retries": lambda s, p, b: (
        "AI_RetryError", f"Failed after 3 attempts. Last error: {b['error']['message']}",
        (f"RetryError [AI_RetryError]: Failed after 3 attempts. Last error: {b['error']['message']}\n"
        "    at _retry (file:///app/node_modules/ai/dist/index.mjs:273:13) {\n  errors: [\n"
        f"{_vercel(s, b, '    ')}\n  ]\n}}"),
    ),
    "axios": lambda s, p, b: ("AxiosError", f"Request failed with status code {s}", _axios(s, p, b)),
    "fetch": lambda s, p, b: ("Error", f"HTTP error! status: {s}, body: {json.dumps(b)}", ""),
    "fetch, printed twice": lambda s, p, b: (
        "Error", f"HTTP error! status: {s}, body: {json.dumps(json.dumps(b))}", "",
    ),
    "JSON in JSON": lambda s, p, b: ("Error", f"{s} {_in_json(s, b, 1)}", ""),
    "JSON in JSON in JSON in JSON": lambda s, p, b: ("Error", f"{s} {_in_json(s, b, 3)}", ""),
    "OpenRouter's raw answer": lambda s, p, b: (
        f"openai.{_CLASS[s]}",
        _said(s, {"error": {"message": "Provider returned error", "code": s, "metadata": {"raw": json.dumps(b)}}}), "",
    ),
    "dify's plugin": lambda s, p, b: (
        "PluginInvokeError",
        "PluginInvokeError: " + json.dumps({"error_type": "InvokeError", "message": f"[models] Error: {_said(s, b)}"}),
        "",
    ),
    "Spring AI": lambda s, p, b: (
        "org.springframework.ai.retry.NonTransientAiException", f"HTTP {s} - {json.dumps(b)}", "",
    ),
    "Spring's RestClient": lambda s, p, b: (
        "org.springframework.web.client.HttpClientErrorException",
        f'{s} {p}: "{json.dumps(b, indent=2)}"'.replace("\n", "<EOL>"), "",
    ),
    "a Java future": lambda s, p, b: (
        "java.util.concurrent.ExecutionException", f"shop.AskFailed: HTTP {s} - {json.dumps(b)}",
        (f"java.util.concurrent.ExecutionException: shop.AskFailed: HTTP {s} - {json.dumps(b)}\n"
        "\tat java.base/java.util.concurrent.FutureTask.report(FutureTask.java:122)\n"
        f"Caused by: shop.AskFailed: HTTP {s} - {json.dumps(b)}\n\tat shop.Ask.run(Ask.java:5)"),
    ),
    "Go's %w": lambda s, p, b: ("", f'answer: ask: POST "{_URL}": {s} {p} {json.dumps(b["error"])}', ""),
    "Ruby": lambda s, p, b: ("Faraday::ClientError", f"the server responded with status {s}: {_ruby(b)}", ""),
    "Rust": lambda s, p, b: ("", f"HttpError: Invalid status code {s} {p} with message: {json.dumps(b)}", ""),
    "tenacity": lambda s, p, b: (
        "tenacity.RetryError", f"RetryError[<Future at 0x7f12 state=finished raised {_CLASS[s]}>]",
        _python_cause(f"openai.{_CLASS[s]}: {_said(s, b)}", f"tenacity.RetryError: RetryError[raised {_CLASS[s]}]"),
    ),
}  # fmt: skip


def _event(made: Made) -> ErrorEvent:
    kind, message, stack = made
    return to_event(
        event_id="e", type=kind, message=message, stacktrace=stack, tags={}, platform="", timestamp=0.0,
        redactor=_REDACTOR,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "phrase", "body", "code", "reason"), FAULTS, ids=[str(fault[0]) for fault in FAULTS]
)
@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_the_root_is_read_through(
    wrapper: str, status: int, phrase: str, body: Body, code: str, reason: Reason
) -> None:
    event = _event(WRAPPERS[wrapper](status, phrase, body))
    facts = event.facts
    assert (facts.http_status, facts.error_code, facts.provider) == (status, code, "openai")
    assert _RULES.answers(event)[0].reason is reason


BARE = (
    ("httpx.HTTPStatusError", ("Client error '{s} {p}' for url '{u}'\nFor more information check: https://developer."
                              "mozilla.org/en-US/docs/Web/HTTP/Status/{s}")),
    ("httpx2.HTTPStatusError", "Client error '{s} {p}' for url '{u}'"),
    ("requests.exceptions.HTTPError", "{s} Client Error: {p} for url: {u}"),
    ("aiohttp.client_exceptions.ClientResponseError", "{s}, message='{p}', url='{u}'"),
    ("GuzzleHttp\\Exception\\ClientException", "Client error: `POST {u}` resulted in a `{s} {p}` response:\n"),
    ("", "HTTP status client error ({s} {p}) for url ({u})"),
    ("", 'Post "{u}": unexpected status code: {s} {p}'),
    ("System.Net.Http.HttpRequestException", "Response status code does not indicate success: {s} ({p}). {u}"),
    ("Error", "Request to {u} failed with status code {s}"),
    ("org.springframework.web.reactive.function.client.WebClientResponseException", "{s} {p} from POST {u}"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), BARE)
@pytest.mark.parametrize(("status", "phrase"), [(429, "Too Many Requests"), (401, "Unauthorized"), (503, "Busy")])
def test_http_clients_without_a_body(kind: str, text: str, status: int, phrase: str) -> None:
    facts = _event((kind, text.format(s=status, p=phrase, u=_URL), "")).facts
    assert (facts.http_status, facts.provider, facts.host) == (status, "openai", "api.openai.com")


def test_a_gateways_status_is_its_own_and_the_code_is_the_roots() -> None:
    text = _said(500, {"error": {"message": f"upstream said 429: {json.dumps(QUOTA)}", "type": "upstream_error"}})
    event = _event(("openai.InternalServerError", text, ""))
    assert (event.facts.http_status, event.facts.error_code) == (500, "insufficient_quota")
    assert _RULES.answers(event)[0].reason is Reason.QUOTA_EXHAUSTED


ROOTS = (
    ("httpcore.ConnectTimeout: timed out", Deadline.CONNECT, Reason.CONNECT_TIMEOUT),
    ("httpcore2.ReadTimeout: timed out", Deadline.READ, Reason.READ_TIMEOUT),
    ("httpcore.PoolTimeout: ", Deadline.POOL, Reason.POOL_TIMEOUT),
    ("google.api_core.exceptions.DeadlineExceeded: 504 Deadline Exceeded", Deadline.GATEWAY, Reason.GATEWAY_TIMEOUT),
    ("celery.exceptions.SoftTimeLimitExceeded: SoftTimeLimitExceeded()", Deadline.TASK, Reason.TIMEOUT_OTHER),
)
OUTER = (
    "openai.APITimeoutError: Request timed out.",
    "litellm.exceptions.APIConnectionError: litellm.APIConnectionError: it failed",
    "langchain_core.exceptions.OutputParserException: nothing came",
    "app.chat.ChatFailed: no answer",
)


@pytest.mark.parametrize("outer", OUTER)
@pytest.mark.parametrize(("root", "deadline", "reason"), ROOTS)
def test_a_deadline_is_the_roots(root: str, deadline: Deadline, reason: Reason, outer: str) -> None:
    kind, _, message = outer.partition(": ")
    event = _event((kind, message, _python_cause(root, outer)))
    assert event.facts.deadline is deadline
    assert _RULES.answers(event)[0].reason is reason


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("dial tcp 10.0.0.1:443: i/o timeout", Deadline.CONNECT),
        ("context deadline exceeded (Client.Timeout exceeded while awaiting headers)", Deadline.READ),
        ("ask model: context deadline exceeded", Deadline.TASK),
        ("The operation was aborted due to timeout", Deadline.TASK),
        ("canceled due to the configured HttpClient.Timeout of 100 seconds elapsing", Deadline.READ),
        ("cURL error 28: Operation timed out after 30001 milliseconds with 0 bytes received", Deadline.READ),
        ("QueuePool limit of size 5 reached, connection timed out, timeout 30.00", Deadline.POOL),
        ("upstream request timeout", Deadline.GATEWAY),
        ("<html><head><title>504 Gateway Time-out</title></head></html>", Deadline.GATEWAY),
        ("it timed out", Deadline.UNSAID),
        ("timeout must be a number", None),
        ("Cannot read properties of undefined (reading 'timeout')", None),
    ],
)
def test_whose_deadline_in_which_phase(text: str, deadline: Deadline | None) -> None:
    assert _event(("", text, "")).facts.deadline is deadline


def test_lines_with_a_programs_name_before_each_are_read() -> None:
    stack = (
        "[0] TypeError: fetch failed\n[0]     at node:internal/deps/undici/undici:1:1 {\n"
        "[0]   [cause]: ConnectTimeoutError: Connect Timeout Error\n[0]       at undici:2:2 {\n"
        "[0]     code: 'UND_ERR_CONNECT_TIMEOUT'\n[0]   }\n[0] }"
    )
    event = _event(("TypeError", "fetch failed", stack))
    assert (event.facts.deadline, event.facts.error_code) == (Deadline.CONNECT, "UND_ERR_CONNECT_TIMEOUT")
