"""Facts: read off the places where libraries and providers state them, with their source, never off an echo."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.event import Deadline, Door, ErrorEvent, Facts, Link
from kiwame.normalise import facts


def event(*links: Link, tags: tuple[tuple[str, str], ...] = (), message: str = "") -> ErrorEvent:
    return ErrorEvent(
        event_id="e",
        project="p",
        timestamp=0.0,
        received_at=0.0,
        door=Door.STORE,
        chain=links,
        tags=tags,
        message=message,
    )


def read(message: str, kind: str = "Error", module: str = "", **others: Any) -> Facts:
    return facts.read(event(Link(type=kind, module=module, message=message), **others))


QUOTA = (
    "Error code: 429 - {'error': {'message': 'no', 'type': 'insufficient_quota', 'param': None, "
    "'code': 'insufficient_quota'}}"
)


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("Error code: 429 - {'error': {'message': 'x'}}", 429),
        ("404 Client Error: Not Found for url: https://api.example.org/v1", 404),
        ("Client error '413 Request Entity Too Large' for url 'https://api.example.org'", 413),
        ("Request failed with status code 503", 503),
        ('POST "https://api.example.org/v1": 400 Bad Request', 400),
        ("401 status code (no body)", 401),
        ("HTTP/1.1 502 Bad Gateway", 502),
        ("HTTP 404 - 404 page not found", 404),
        ("Service request failed.\nStatus: 403 (Forbidden)", 403),
        ("resulted in a `413 Request Entity Too Large` response", 413),
        ("<html><head><title>504 Gateway Time-out</title></head>", 504),
        ("<title>api.example.org | 502: Bad gateway</title>", 502),
        ('{"error": {"code": 500, "message": "boom"}}', 500),
        ("status_code: 422, model_name: m, body: {'detail': 'x'}", 422),
        ("API Error: 529 {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}", 529),
        ("order 429 has 503 items", None),
        ("exit status 404", None),
        ("took 500 ms", None),
        ("error at line 429, column 12", None),
        ("Error code: 400 - {'error': {'message': \"text: 'HTTP 429 Too Many Requests came back'\"}}", 400),
        ("", None),
    ],
)
def test_status(message: str, status: int | None) -> None:
    assert read(message).http_status == status


def test_status_from_tags_hints_and_classes_in_this_order() -> None:
    tagged = (("http_status", "502"),)
    assert read("went wrong", tags=tagged).http_status == 502
    assert read("Error code: 400 - no", tags=tagged).http_status == 400
    assert facts.read(event(tags=tagged), {"response.status_code": "504"}).http_status == 504
    assert read("no", "RateLimitError", "openai").http_status == 429
    assert read("no", "RateLimitError", "app.errors").http_status is None
    assert read("x", tags=(("http_status", "ok"),)).http_status is None


@pytest.mark.parametrize(
    ("message", "kind", "module", "tags", "provider"),
    [
        ("x", "Error", "", (("llm_provider", "azure"),), "azure_openai"),
        ("x", "Error", "", (("llm_provider", "Gemini"),), "google"),
        ("x", "Error", "", (("llm_provider", "holysheep"),), "holysheep"),
        ("404 for url: https://api.deepseek.com/v1/chat", "HTTPError", "requests.exceptions", (), "deepseek"),
        ("Post https://kiwa.openai.azure.com/openai/deployments", "NotFoundError", "openai", (), "azure_openai"),
        ("Overloaded", "APIStatusError", "anthropic", (), "anthropic"),
        ("litellm.RateLimitError: GroqException - no", "RateLimitError", "litellm.exceptions", (), "groq"),
        ("model not there", "ResponseError", "ollama._types", (), "ollama"),
        ("see https://platform.openai.com/docs", "Error", "", (), "openai"),
        ("connect ECONNREFUSED 127.0.0.1:11434", "Error", "", (), "ollama"),
        ("server is down", "OperationalError", "psycopg", (), "postgresql"),
        ("x", "ValueError", "", (), ""),
    ],
)  # fmt: skip
def test_provider(message: str, kind: str, module: str, tags: tuple[tuple[str, str], ...], provider: str) -> None:
    assert read(message, kind, module, tags=tags).provider == provider


def test_the_openai_library_speaks_to_others_as_well() -> None:
    assert read("no", "RateLimitError", "openai").provider == "openai"
    assert read("no", "RateLimitError", "openai", tags=(("model", "kiwa-7b"),)).provider == ""
    assert read("no", "RateLimitError", "openai", tags=(("model", "deepseek-chat"),)).provider == "deepseek"


def test_body_fields_of_every_dialect() -> None:
    repr_body = read(QUOTA)
    json_body = read(
        '429 {"error":{"message":"no","type":"insufficient_quota","param":"n","code":"insufficient_quota"}}'
    )
    nested = read(
        '{"error":{"message":"upstream: {\\"error\\":{\\"message\\":\\"inner words\\",'
        '\\"code\\":\\"inner_code\\"}}","code":"outer"}}'
    )
    printed = read("{\n  error: {\n    message: 'Unable to read',\n    type: null,\n    code: 400\n  }\n}")
    assert (repr_body.error_code, repr_body.error_type, repr_body.error_param) == (
        "insufficient_quota",
        "insufficient_quota",
        "",
    )
    assert (json_body.error_code, json_body.error_param, json_body.error_message) == ("insufficient_quota", "n", "no")
    assert nested.error_message == "inner words"
    assert (printed.error_message, printed.http_status) == ("Unable to read", 400)


def test_a_body_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    found = read("Error code: 429 - {'error': {'type': 'insufficient_quota', 'message': 'You exceeded your cur")
    assert (found.error_type, found.error_message) == ("insufficient_quota", "You exceeded your cur")


@pytest.mark.parametrize(
    ("message", "seconds"),
    [
        ("Please try again in 6m0s.", 360.0),
        ("Please try again in 120ms.", 0.12),
        ("Please try again in 1h2m3.5s", 3723.5),
        ("Please retry after 20 seconds.", 20.0),
        ("{'error': {'message': 'x', 'details': [{'retryDelay': '34s'}]}}", 34.0),
        ("Retry-After: 7", 7.0),
        ("try again later", None),
        ("retry after 99999999999999 s", None),
    ],
)
def test_retry_after(message: str, seconds: float | None) -> None:
    assert read(message).retry_after == seconds


def test_a_provider_behind_the_openai_library_is_known_by_its_own_words() -> None:
    assert read("Error code: 401 - Authentication Fails, Your api key: ****1234 is invalid").provider == "deepseek"
    assert read("Error code: 401 - No auth credentials found").provider == "openrouter"
    assert read("The API deployment for this resource does not exist.").provider == "azure_openai"


def test_model_host_request_id_and_self_hosted() -> None:
    found = read("The model `kiwa-7b` does not exist (request id: req_0123456789ab) at http://10.0.3.7:8000/v1/chat")
    assert (found.model, found.host, found.request_id, found.self_hosted) == (
        "kiwa-7b",
        "10.0.3.7:8000",
        "req_0123456789ab",
        True,
    )
    assert read("for url: https://api.openai.com/v1").self_hosted is False
    assert read("HTTPSConnectionPool(host='api.groq.com', port=443): Max retries").host == "api.groq.com:443"
    assert read("see https://docs.example.org/errors").host == ""
    ollama = "Failed to connect to Ollama. Please check that Ollama is running. https://ollama.com/download"
    assert read(ollama).host == ""
    sql = 'connection to server at "10.0.3.7", port 5432 failed (Background on this error at: https://sqlalche.me/e/20/e3q8)'
    assert read(sql).host == "10.0.3.7:5432"


@pytest.mark.parametrize(
    ("kind", "deadline"),
    [("httpx.ConnectTimeout", Deadline.CONNECT), ("httpx2.ReadTimeout", Deadline.READ), ("httpx.PoolTimeout",
    Deadline.POOL), ("java.net.SocketTimeoutException", Deadline.READ), ("TimeoutError", Deadline.UNSAID),
    ("ValueError", None)],
)  # fmt: skip
def test_deadline(kind: str, deadline: Deadline | None) -> None:
    assert read("x", kind).deadline is deadline


def test_every_fact_names_its_source() -> None:
    found = read(QUOTA, "RateLimitError", "openai")
    named = {fact for fact, _ in found.sources}
    assert {"http_status", "error_code", "error_type", "error_message", "library", "provider"} <= named
    assert ("http_status", "chain[0].message") in found.sources


def test_the_root_speaks_first() -> None:
    chain = (
        Link(type="ReadTimeout", module="httpcore", message=""),
        Link(type="Wrapped", message="Error code: 500 - x"),
    )
    found = facts.read(event(*chain))
    assert (found.deadline, found.http_status) == (Deadline.READ, 500)


_TEXT = st.text(alphabet=st.characters(codec=None), max_size=300) | st.text(
    alphabet="{}[]'\"\\:, \n45a`=", max_size=400
)


@given(_TEXT, _TEXT, _TEXT)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(kind: str, message: str, tag: str) -> None:
    found = facts.read(
        event(Link(type=kind, message=message), tags=(("http_status", tag), ("llm_provider", tag))), {"model": tag}
    )
    assert found.http_status is None or 400 <= found.http_status <= 599
