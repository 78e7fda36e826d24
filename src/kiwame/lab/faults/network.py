"""Faults in which there is no usable connection."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, http, ollama, openai
from kiwame.lab.fault import Call, Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider.answer import Ending, ending
from kiwame.lab.tasks import handlers, stores

NOWHERE = "llm-gateway.invalid"
"""A name that never resolves (RFC 6761, section 6.4)."""


def closed(call: Call, path: str = "") -> str:
    """An address that refuses connections."""
    return f"http://127.0.0.1:{call.ports.closed}{path}"


FAULTS = (
    Fault(
        name="openai-dns", reason=Reason.DNS_FAILURE, provider="openai", client="openai",
        how="the host's name does not resolve",
        run=partial(openai.chat_at, base_url=f"https://{NOWHERE}/v1", model="gpt-4.1"),
    ),
    Fault(
        name="httpx-dns", reason=Reason.DNS_FAILURE, provider="", client="httpx",
        how="the host's name does not resolve",
        run=partial(http.by_httpx, url=f"https://{NOWHERE}{http.PATH}"),
    ),
    Fault(
        name="requests-dns", reason=Reason.DNS_FAILURE, provider="", client="requests",
        how="the host's name does not resolve",
        run=partial(http.by_requests, url=f"https://{NOWHERE}{http.PATH}"),
    ),
    Fault(
        name="aiohttp-dns", reason=Reason.DNS_FAILURE, provider="", client="aiohttp",
        how="the host's name does not resolve",
        run=partial(http.by_aiohttp, url=f"https://{NOWHERE}{http.PATH}"),
    ),
    Fault(
        name="openai-refused", reason=Reason.CONNECTION_REFUSED, provider="openai", client="openai",
        how="nobody listens on the port",
        run=lambda call: openai.chat_at(call, base_url=closed(call, "/v1"), model="gpt-4.1"),
    ),
    Fault(
        name="anthropic-refused", reason=Reason.CONNECTION_REFUSED, provider="anthropic", client="anthropic",
        how="nobody listens on the port",
        run=lambda call: anthropic.message(call, base_url=closed(call)),
    ),
    Fault(
        name="httpx-refused", reason=Reason.CONNECTION_REFUSED, provider="", client="httpx",
        how="nobody listens on the port",
        run=lambda call: http.by_httpx(call, url=closed(call, http.PATH)),
    ),
    Fault(
        name="ollama-refused", reason=Reason.CONNECTION_REFUSED, provider="ollama", client="ollama",
        how="nobody listens on the port",
        run=lambda call: ollama.chat(call, host=closed(call)),
    ),
    Fault(
        name="aiohttp-refused", reason=Reason.CONNECTION_REFUSED, provider="", client="aiohttp",
        how="nobody listens on the port",
        run=lambda call: http.by_aiohttp(call, url=closed(call, http.PATH)),
    ),
    Fault(
        name="postgres-refused", reason=Reason.CONNECTION_REFUSED, provider="postgresql", client="psycopg",
        how="nobody listens on the port",
        run=lambda call: stores.in_postgres(call, database="catalogue", port=call.ports.closed),
    ),
    Fault(
        name="redis-refused", reason=Reason.CONNECTION_REFUSED, provider="redis", client="redis",
        how="nobody listens on the port",
        run=lambda call: stores.in_redis(call, database=0, port=call.ports.closed),
    ),
    Fault(
        name="requests-reset", reason=Reason.CONNECTION_RESET, provider="", client="requests",
        how="the connection is reset before the answer; the application logs it",
        run=handlers.logged, answer=ending(Ending.RESET),
    ),
    Fault(
        name="httpx-reset", reason=Reason.CONNECTION_RESET, provider="", client="httpx",
        how="the connection is reset before the answer",
        run=http.by_httpx, answer=ending(Ending.RESET),
    ),
    Fault(
        name="openai-reset", reason=Reason.CONNECTION_RESET, provider="openai", client="openai",
        how="the connection is reset before the answer",
        run=partial(openai.chat, model="gpt-4.1"), answer=ending(Ending.RESET),
    ),
    Fault(
        name="openai-plain-http", reason=Reason.TLS_ERROR, provider="openai", client="openai",
        how="https:// to a port that speaks plain HTTP",
        run=lambda call: openai.chat_at(call, base_url=f"https://127.0.0.1:{call.ports.http}/v1", model="gpt-4.1"),
    ),
    Fault(
        name="requests-self-signed", reason=Reason.TLS_ERROR, provider="", client="requests",
        how="the server's certificate is signed by nobody known",
        run=lambda call: http.by_requests(call, url=f"https://127.0.0.1:{call.ports.tls}{http.PATH}"),
    ),
    Fault(
        name="httpx-self-signed", reason=Reason.TLS_ERROR, provider="", client="httpx",
        how="the server's certificate is signed by nobody known",
        run=lambda call: http.by_httpx(call, url=f"https://127.0.0.1:{call.ports.tls}{http.PATH}"),
    ),
    Fault(
        name="requests-proxy-refused", reason=Reason.PROXY_ERROR, provider="", client="requests",
        how="nobody listens where the proxy should be",
        run=lambda call: http.by_requests(
            call, url=f"https://models.internal{http.PATH}", proxies={"https": f"http://127.0.0.1:{call.ports.closed}"}
        ),
    ),
    Fault(
        name="httpx2-proxy-bad-gateway", reason=Reason.PROXY_ERROR, provider="", client="httpx2",
        how="the proxy answers CONNECT with 502",
        run=lambda call: http.by_httpx2(
            call, url=f"https://mirror.internal{http.PATH}", proxy=f"http://127.0.0.1:{call.ports.proxy}"
        ),
    ),
    Fault(
        name="cause-hidden", reason=Reason.NETWORK_OTHER, provider="", client="",
        how="the application says that the connection failed, and hides why",
        run=handlers.cause_hidden, answer=ending(Ending.RESET),
    ),
    Fault(
        name="httpx-proxy-denied", reason=Reason.PROXY_ERROR, provider="", client="httpx",
        how="the proxy answers CONNECT with 407",
        run=lambda call: http.by_httpx(
            call, url=f"https://models.internal{http.PATH}", proxy=f"http://127.0.0.1:{call.ports.proxy}"
        ),
    ),
    Fault(
        name="openai-stream-cut", reason=Reason.STREAM_INTERRUPTED, provider="openai", client="openai",
        how="the peer closes within a chunk of a streamed answer",
        run=partial(openai.stream, model="gpt-4.1"), answer=openai_says.cut_stream(Ending.CUT_CHUNK),
    ),
    Fault(
        name="anthropic-stream-cut", reason=Reason.STREAM_INTERRUPTED, provider="anthropic", client="anthropic",
        how="the peer closes within a chunk of a streamed answer",
        run=anthropic.stream, answer=anthropic_says.stream(Ending.CUT_CHUNK),
    ),
    Fault(
        name="httpx-body-cut", reason=Reason.STREAM_INTERRUPTED, provider="", client="httpx",
        how="the peer closes before the announced length",
        run=http.by_httpx, answer=ending(Ending.CUT_LENGTH, b'{"id": "chatcmpl'),
    ),
    Fault(
        name="requests-stream-cut", reason=Reason.STREAM_INTERRUPTED, provider="", client="requests",
        how="the peer closes within a chunk of a streamed answer",
        run=http.stream_by_requests, answer=ending(Ending.CUT_CHUNK, b"data: {}\n\n", "text/event-stream"),
    ),
    Fault(
        name="aiohttp-body-cut", reason=Reason.STREAM_INTERRUPTED, provider="", client="aiohttp",
        how="the peer closes within a chunk of the answer",
        run=http.by_aiohttp, answer=ending(Ending.CUT_CHUNK, b'{"id": "chatcmpl'),
    ),
)  # fmt: skip
