"""`KiwameIntegration`: what it adds to the capture of an exception, measured side by side, and what its import weighs.

python -m bench --only sdk
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import httpx2
import openai
import requests
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.transport import Transport

from kiwame.sdk import KiwameIntegration

EVENT_GOAL = 100.0
"""µs that an event may take longer with the integration, whatever the exception."""

_DSN = f"http://{'a' * 32}@127.0.0.1:9/1"
_URL = "https://api.openai.com/v1/chat/completions"
_QUOTA = {"error": {"message": "You exceeded it", "type": "insufficient_quota", "code": "insufficient_quota"}}
_HEADERS = {"x-request-id": "req_0123456789abcdef", "retry-after": "20"}
_SCRIPT = """
import json, sys, time
import sentry_sdk
before = set(sys.modules)
began = time.perf_counter()
import kiwame.sdk
took = time.perf_counter() - began
new = set(sys.modules) - before
print(json.dumps([took * 1e3, len(new), sorted(name for name in new if name.partition(".")[0] != "kiwame")]))
"""


class _Nowhere(Transport):
    def capture_envelope(self, envelope: Envelope) -> None:
        """Sending is the same with and without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """µs of a capture of one kind of exception, without and with the integration."""

    kind: str
    without: float
    told: float

    @property
    def added(self) -> float:
        """What the integration adds."""
        return self.told - self.without


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """The cost of each kind; ms and modules of `import kiwame.sdk` behind sentry-sdk's, and those that are not ours."""

    costs: tuple[Cost, ...]
    import_ms: float
    modules: int
    foreign: tuple[str, ...]


def measure(*, rounds: int, captures: int) -> Guest:
    """The quickest of `rounds` of `captures` for each kind, the two clients by turns."""
    clients = (_client(), _client(KiwameIntegration()))
    costs = []
    for kind, make in kinds().items():
        error = _raised(make)
        passes = [[_capture(client, error, captures) for client in clients] for _ in range(rounds)]
        without, told = (min(times) for times in zip(*passes, strict=True))
        costs.append(Cost(kind=kind, without=without, told=told))
    weights = [_weight() for _ in range(5)]
    return Guest(
        costs=tuple(costs),
        import_ms=statistics.median(ms for ms, _, _ in weights),
        modules=weights[0][1],
        foreign=tuple(weights[0][2]),
    )


# Local variables and source lines would be by far the most of a capture; they are the same with and without.
def _client(*own: KiwameIntegration) -> sentry_sdk.Client:
    return sentry_sdk.Client(
        dsn=_DSN,
        transport=_Nowhere(),
        integrations=list(own),
        auto_enabling_integrations=False,
        disabled_integrations=[DedupeIntegration()],
        include_local_variables=False,
        include_source_context=False,
    )


def _capture(client: sentry_sdk.Client, error: BaseException, captures: int) -> float:
    """µs a capture."""
    with sentry_sdk.isolation_scope(), sentry_sdk.new_scope() as scope:
        scope.set_client(client)
        began = time.perf_counter()
        for _ in range(captures):
            sentry_sdk.capture_exception(error)
        return (time.perf_counter() - began) / captures * 1e6


def _raised(make: Callable[[], object]) -> BaseException:
    try:
        make()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def kinds() -> dict[str, Callable[[], object]]:
    """What is raised: a client's refusal, bare answers, a prompt of megabytes, deep chains, and no client's error."""
    return {
        "openai, 429": lambda: _openai("Say hello"),
        "openai, 429, a prompt of 4 MB": lambda: _openai('{"[\\' * 1_000_000),
        "httpx, 429": lambda: httpx.Response(
            429, json=_QUOTA, headers=_HEADERS, request=httpx.Request("POST", _URL, json={"model": "gpt-4.1"})
        ).raise_for_status(),
        "httpx, 500, a page of 1 MB": lambda: httpx.Response(
            500, content=b"<html>" * 170_000, request=httpx.Request("POST", _URL, json={"model": "gpt-4.1"})
        ).raise_for_status(),
        "requests, refused": lambda: requests.post("http://127.0.0.1:9/v1/messages", json={}, timeout=1),
        "no client's": lambda: json.loads("{"),
        "no client's, a chain of 40": lambda: _chain(40),
    }


def _openai(prompt: str) -> object:
    def refuse(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(429, json=_QUOTA, headers=_HEADERS)

    transport = httpx2.MockTransport(refuse)
    with openai.OpenAI(api_key="x", max_retries=0, http_client=httpx2.Client(transport=transport)) as client:
        return client.chat.completions.create(model="gpt-4.1", messages=[{"role": "user", "content": prompt}])


def _chain(length: int) -> None:
    try:
        if length:
            _chain(length - 1)
        raise KeyError(length)
    except KeyError as error:
        raise ValueError(str(length)) from error


def _weight() -> tuple[float, int, list[str]]:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], check=True, capture_output=True, text=True)
    ms, modules, foreign = json.loads(done.stdout)
    return ms, modules, foreign


def report(guest: Guest) -> str:
    """The costs as a table, and the import."""
    rows = [f"{'µs a capture':<34}{'without':>10}{'with':>10}{'added':>10}"]
    rows += [f"{cost.kind:<34}{cost.without:>10.0f}{cost.told:>10.0f}{cost.added:>10.0f}" for cost in guest.costs]
    return "\n".join(
        (*rows, f"import kiwame.sdk: {guest.import_ms:.1f} ms behind sentry-sdk's, {guest.modules} modules")
    )


def shortfalls(guest: Guest) -> tuple[str, ...]:
    """What misses a goal."""
    short = [
        f"KiwameIntegration adds {cost.added:.0f} µs to {cost.kind!r}, not {EVENT_GOAL:.0f}"
        for cost in guest.costs
        if cost.added > EVENT_GOAL
    ]
    if guest.foreign:
        short.append(f"import kiwame.sdk loads {', '.join(guest.foreign)}")
    return tuple(short)
