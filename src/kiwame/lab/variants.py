"""Ways to meet one fault: in a thread, a task, a retry, wrapped, logged, asynchronously, streamed, by other clients.

`python -m kiwame.lab.variants` is the process that meets them, in the demo's environment or the second one: it reads
its settings as one line of JSON (dsn, ports, environment), then one order a line ({"fault", "seed", "variant"}); it
answers each with an empty line, and the line "sent" with [[event id, "fault|variant"], …].
"""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import sentry_sdk

from kiwame.lab.clients import anthropic as anthropic_client
from kiwame.lab.clients import langchain, litellm
from kiwame.lab.clients import openai as openai_client
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Environment, Fault, Ports
from kiwame.lab.faults.table import FAULTS
from kiwame.lab.provider.answer import Ending
from kiwame.lab.sent import Sent, start_sentry

log = logging.getLogger("sample_app")
Variant = Callable[[Fault, Call], object]


class _Script(Sent):
    """What was sent for which fault and variant. One is met at a time: a thread's event is the current one's."""

    current = ""

    def note(self, event: Any, hint: Any) -> Any:
        """As sentry-sdk's `before_send`."""
        self.events.append((event["event_id"], self.current))
        return event


class AnswerFailed(Exception):
    """The application's own error around any failure of a model call."""


class RetriesExhausted(Exception):
    """The application gave up after some attempts, as libraries for retries say it."""


def _run(fault: Fault, call: Call) -> object:
    answer = fault.run(call)
    return asyncio.run(_awaited(answer)) if isinstance(answer, Awaitable) else answer


async def _awaited(answer: Awaitable[object]) -> object:
    return await answer


def plain(fault: Fault, call: Call) -> object:
    """Called where it is needed."""
    return _run(fault, call)


def in_pool(fault: Fault, call: Call) -> object:
    """In a pool of threads, whose result is asked for."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_run, fault, call).result()


def in_task(fault: Fault, call: Call) -> object:
    """In a task of an event loop; a plain function by asyncio.to_thread."""

    async def work() -> object:
        answer = await asyncio.to_thread(fault.run, call)
        return await answer if isinstance(answer, Awaitable) else answer

    async def main() -> object:
        return await asyncio.create_task(work())

    return asyncio.run(main())


def in_group(fault: Fault, call: Call) -> object:
    """Gathered with other work."""

    async def main() -> object:
        found = await asyncio.gather(asyncio.to_thread(_run, fault, call), asyncio.sleep(0))
        return found[0]

    return asyncio.run(main())


def retried(fault: Fault, call: Call) -> object:
    """Twice by a loop of the application's own, which raises the last error anew."""
    last: Exception | None = None
    for _ in range(2):
        try:
            return _run(fault, call)
        except Exception as error:
            last = error
    raise last or RetriesExhausted


def given_up(fault: Fault, call: Call) -> object:
    """Wrapped by what gives up after some attempts."""
    try:
        return _run(fault, call)
    except Exception as error:
        raise RetriesExhausted(f"gave up after {call.draw.number(2, 9)} attempts") from error


def wrapped(fault: Fault, call: Call) -> object:
    """Wrapped in the application's own error."""
    try:
        return _run(fault, call)
    except Exception as error:
        raise AnswerFailed("The answer could not be made") from error


def logged(fault: Fault, call: Call) -> object:
    """Logged with its traceback, and gone on from."""
    try:
        return _run(fault, call)
    except Exception:
        log.exception("Answering from the cache for request %s", call.draw.uuid())
        return None


def other_release(fault: Fault, call: Call) -> object:
    """For another user, in another environment, with other tags."""
    scope = sentry_sdk.get_isolation_scope()
    scope.set_user({"id": call.draw.hex(8)})
    scope.set_tag("customer", call.draw.person())
    scope.add_event_processor(_staging)
    return _run(fault, call)


def _staging(event: Any, hint: Any) -> Any:
    event.update(environment="staging", release="sample-app@1.5.0", transaction="/other")
    return event


def elsewhere(fault: Fault, call: Call) -> object:
    """From another function of the application."""
    return _another_page(fault, call)


def _another_page(fault: Fault, call: Call) -> object:
    return _run(fault, call)


EVERYWHERE: dict[str, Variant] = {
    "plain": plain, "again": plain, "in a pool of threads": in_pool, "in a task": in_task, "gathered": in_group,
    "retried": retried, "given up": given_up, "wrapped": wrapped, "logged": logged, "other release": other_release,
    "another call site": elsewhere,
}  # fmt: skip
"""Ways that every fault can be met."""


def _how(fault: Fault) -> dict[str, Any]:
    """The address's path and the deadline that the fault's own call has."""
    given = fault.run.keywords if isinstance(fault.run, partial) else {}
    return {name: given[name] for name in ("path", "timeout") if name in given}


def _openai(fault: Fault, call: Call) -> object:
    return openai_client.chat(call, model="gpt-4.1", **_how(fault))


def _openai_async(fault: Fault, call: Call, *, stream: bool = False) -> object:
    import openai

    how = _how(fault)
    asked: Any = [{"role": "user", "content": call.draw.prompt()}]

    async def main() -> object:
        async with openai.AsyncOpenAI(
            api_key=openai_client.KEY, base_url=call.url + how.get("path", "/v1"), default_headers=call.headers,
            timeout=how.get("timeout", openai_client.TIMEOUT), max_retries=0,
        ) as client:  # fmt: skip
            answer: Any = await client.chat.completions.create(model="gpt-4.1", messages=asked, stream=stream)
            return [chunk async for chunk in answer] if stream else answer

    return asyncio.run(main())


def _openai_stream(fault: Fault, call: Call) -> object:
    how = _how(fault)
    asked: Any = [{"role": "user", "content": call.draw.prompt()}]
    client: Any = openai_client.client(call, **how)
    return list(client.chat.completions.create(model="gpt-4.1", messages=asked, stream=True))


def _anthropic_async(fault: Fault, call: Call) -> object:
    import anthropic

    asked: Any = [{"role": "user", "content": call.draw.prompt()}]

    async def main() -> object:
        async with anthropic.AsyncAnthropic(
            api_key="sk-ant-api03-lab-0000000000000000", base_url=call.url, default_headers=call.headers,
            timeout=_how(fault).get("timeout", 5.0), max_retries=0,
        ) as client:  # fmt: skip
            return await client.messages.create(model=anthropic_client.MODEL, max_tokens=512, messages=asked)

    return asyncio.run(main())


def _langchain_model(fault: Fault, call: Call) -> Any:
    how = _how(fault)
    return langchain.model(call, base_url=call.url + how.get("path", "/v1"), timeout=how.get("timeout", 5.0))


def _langchain(fault: Fault, call: Call) -> object:
    return _langchain_model(fault, call).invoke(call.draw.prompt())


def _langchain_stream(fault: Fault, call: Call) -> object:
    return list(_langchain_model(fault, call).stream(call.draw.prompt()))


def _litellm(fault: Fault, call: Call) -> object:
    how = _how(fault)
    address = call.url + how.get("path", "/v1")
    return litellm.completion(call, model="openai/gpt-4.1", api_base=address, timeout=how.get("timeout", 5.0))


BY_CLIENT: dict[tuple[str, Environment], dict[str, Variant]] = {
    ("openai", Environment.MAIN): {
        "openai 3, async": _openai_async,
        "openai 3, stream": _openai_stream,
        "openai 3, async stream": partial(_openai_async, stream=True),
    },
    ("openai", Environment.WRAPPERS): {
        "openai 2": _openai,
        "openai 2, async": _openai_async,
        "openai 2, stream": _openai_stream,
        "langchain": _langchain,
        "langchain, stream": _langchain_stream,
        "litellm": _litellm,
    },
    ("anthropic", Environment.MAIN): {
        "anthropic, async": _anthropic_async,
        "anthropic, stream": lambda fault, call: anthropic_client.stream(call),
    },
}  # fmt: skip
"""Further ways to meet what a provider answers: by the same client's other calls, by another version, by a wrapper."""


def variants_of(fault: Fault, environment: Environment) -> dict[str, Variant]:
    """All ways to meet a fault of the main table in one environment."""
    found = dict(EVERYWHERE) if environment is Environment.MAIN else {}
    if any_client_meets(fault):
        found |= BY_CLIENT.get((fault.client, environment), {})
    if "path" in _how(fault):  # LiteLLM is told the provider by the model's name, and would be told the wrong one
        found.pop("litellm", None)
    return found


def any_client_meets(fault: Fault) -> bool:
    """True where the provider answers with an error, or does not answer: then it matters not how a client asks."""
    answer = fault.answer(Draw("variants")) if fault.answer else None
    within = isinstance(fault.run, partial) and fault.run.func is openai_client.chat_within
    if answer is None or within or "azure" in fault.name:
        return False
    return answer.status >= 400 or answer.ending in (Ending.HANG, Ending.RESET, Ending.CLOSED)


def main() -> None:
    """Meet orders until standard input ends."""
    settings = json.loads(sys.stdin.readline())
    environment = Environment(settings["environment"])
    sent, ports = _Script(), Ports(**settings["ports"])
    start_sentry(settings["dsn"], "sample-app@1.4.2", sent)
    answers, sys.stdout = sys.stdout, sys.stderr
    print(file=answers, flush=True)
    for line in sys.stdin:
        if line.strip() == "sent":
            sentry_sdk.flush(20.0)
            print(json.dumps(sent.events), file=answers, flush=True)
            continue
        asked = json.loads(line)
        sent.current = f"{asked['fault']}|{asked['variant']}"
        _meet(asked, ports, environment)
        print(file=answers, flush=True)


def _meet(asked: dict[str, str], ports: Ports, environment: Environment) -> None:
    fault, variant = FAULTS[asked["fault"]], asked["variant"]
    call = Call(fault=fault.name, seed=asked["seed"], ports=ports, draw=Draw(f"app:{asked['seed']}"))
    with sentry_sdk.isolation_scope() as scope:
        scope.set_new_propagation_context()
        try:
            variants_of(fault, environment)[variant](fault, call)
        except Exception as error:
            sentry_sdk.capture_exception(error)


if __name__ == "__main__":
    main()
