"""Faults in which a deadline passes before an answer comes."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, google, http, ollama, openai
from kiwame.lab.fault import Call, Fault
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider.answer import Ending, ending, html_answer
from kiwame.lab.tasks import handlers

SHORT = 0.3
"""Seconds a client waits for a peer that never answers."""


def _full(call: Call) -> str:
    return f"http://127.0.0.1:{call.ports.full}{http.PATH}"


FAULTS = (
    Fault(
        name="openai-read-timeout", reason=Reason.READ_TIMEOUT, provider="openai", client="openai",
        how="no answer within the client's own timeout",
        run=partial(openai.chat, model="gpt-4.1", timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="anthropic-read-timeout", reason=Reason.READ_TIMEOUT, provider="anthropic", client="anthropic",
        how="no answer within the client's own timeout",
        run=partial(anthropic.message, timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="requests-read-timeout", reason=Reason.READ_TIMEOUT, provider="", client="requests",
        how="no answer within the client's own timeout",
        run=partial(http.by_requests, timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="aiohttp-read-timeout", reason=Reason.READ_TIMEOUT, provider="", client="aiohttp",
        how="no byte within sock_read",
        run=partial(http.by_aiohttp, timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="httpx-connect-timeout", reason=Reason.CONNECT_TIMEOUT, provider="", client="httpx",
        how="the peer's queue of connections is full",
        run=lambda call: http.by_httpx(call, url=_full(call), timeout=SHORT),
    ),
    Fault(
        name="requests-connect-timeout", reason=Reason.CONNECT_TIMEOUT, provider="", client="requests",
        how="the peer's queue of connections is full",
        run=lambda call: http.by_requests(call, url=_full(call), timeout=SHORT),
    ),
    Fault(
        name="httpx-pool-timeout", reason=Reason.POOL_TIMEOUT, provider="", client="httpx",
        how="the pool's only connection is busy with a stalled answer",
        run=http.two_by_one_connection, answer=ending(Ending.STALL),
    ),
    Fault(
        name="httpx-gateway-timeout", reason=Reason.GATEWAY_TIMEOUT, provider="", client="httpx",
        how="504 of a reverse proxy",
        run=http.by_httpx, answer=lambda d: html_answer(504, "504 Gateway Time-out"),
    ),
    Fault(
        name="gemini-deadline-exceeded", reason=Reason.GATEWAY_TIMEOUT, provider="google", client="google-genai",
        how="504 DEADLINE_EXCEEDED",
        run=google.generate,
        answer=google_says.error(
            504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete."
        ),
    ),
    Fault(
        name="cdn-origin-timeout", reason=Reason.GATEWAY_TIMEOUT, provider="openai", client="openai",
        how="524 of a CDN: the origin took too long",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=lambda d: html_answer(524, "524: A timeout occurred", "cloudflare"),
    ),
    Fault(
        name="ollama-read-timeout", reason=Reason.READ_TIMEOUT, provider="ollama", client="ollama",
        how="no answer within the client's own timeout",
        run=partial(ollama.chat, timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="httpx2-stalled", reason=Reason.READ_TIMEOUT, provider="", client="httpx2",
        how="the answer begins, then nothing more comes",
        run=partial(http.by_httpx2, timeout=SHORT), answer=ending(Ending.STALL),
    ),
    Fault(
        name="httpx-read-timeout", reason=Reason.READ_TIMEOUT, provider="", client="httpx",
        how="caught, captured, answered with HTTPException: two events of one failure",
        run=partial(handlers.captured, timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="openai-own-deadline", reason=Reason.TIMEOUT_OTHER, provider="openai", client="openai",
        how="asyncio.wait_for around the call",
        run=partial(openai.chat_within, model="gpt-4.1", seconds=SHORT), answer=ending(Ending.HANG),
    ),
)  # fmt: skip
