"""`ErrorClassifier`: what it says, in which order, and that nothing that is handed over spoils the rest."""

import asyncio
import dataclasses
import json
import logging
import subprocess
import sys
import traceback
from collections import UserDict
from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any

import pytest

from kiwame.classifier import ErrorClassification, ErrorClassifier, classify_with_retry
from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from tests.house.source_tree import ROOT

QUOTA = "Error code: 429 - {'error': {'message': 'You exceeded your current quota', 'code': 'insufficient_quota'}}"
SECRET = "sk-proj-Q7d2mZ0xVtYw3PbKq9LsR8uNf4HaJcEe1TgXi6Ov"


def classify(*given: Any, **named: Any) -> ErrorClassification:
    return asyncio.run(ErrorClassifier().classify_error(*given, **named))


def batch(*errors: Any, **named: Any) -> list[ErrorClassification]:
    return asyncio.run(ErrorClassifier().batch_classify(errors, **named))


def test_an_error_is_classified() -> None:
    said = classify("RateLimitError", QUOTA, tags={"llm_provider": "openai", "environment": "production"})
    assert (said.category, said.reason) == (Category.RATE_LIMIT, Reason.QUOTA_EXHAUSTED)
    assert (said.severity, said.owner) == (Severity.CRITICAL, Owner.OPERATOR)
    assert said.confidence > 0.9
    assert said.suggested_action == said.actions[0]
    assert "OpenAI" in said.root_cause + said.suggested_action
    assert said.decided_by is not None
    assert said.decided_by.startswith("rules:")


def test_words_are_plain_texts_and_json() -> None:
    said = classify("RateLimitError", QUOTA)
    assert said.category == "rate_limit"
    assert said.severity in ("critical", "high")
    written = json.loads(json.dumps(dataclasses.asdict(said)))
    assert written == json.loads(json.dumps(vars(said)))
    assert (written["category"], written["severity"], written["owner"]) == ("rate_limit", "critical", "operator")


def test_users_make_their_own_by_the_five_fields() -> None:
    own = ErrorClassification(Category.UNCLASSIFIED, Severity.MEDIUM, "not known", "look", 0.0)
    assert (own.reason, own.owner, own.actions, own.decided_by) == (None, None, (), None)


def test_the_stack_trace_tells_the_root_cause() -> None:
    try:
        try:
            raise ConnectionRefusedError(111, "Connection refused")
        except OSError as refused:
            raise RuntimeError("the model cannot be asked") from refused
    except RuntimeError as error:
        text, lines = traceback.format_exc(), traceback.format_exception(error)
        by_text = classify(type(error).__name__, str(error), text)
        by_lines = classify(type(error).__name__, str(error), lines)
    assert by_text == by_lines
    assert by_text.reason == "connection_refused"


def test_a_traceback_as_the_message_is_read() -> None:
    pasted = (
        'Traceback (most recent call last):\n  File "/app/rate_limit/429.py", line 503, in timeout\n'
        "    return rows[401]\nIndexError: list index out of range"
    )
    assert classify("Unknown", pasted).reason == "unhandled_exception", "what its frames are called is no reason"


def test_severity_knows_the_environment() -> None:
    assert classify("RateLimitError", QUOTA, tags={"environment": "staging"}).severity == "high"


@pytest.mark.parametrize(("language", "word"), [("ja", "請求"), ("zh", "账单")])
def test_texts_in_the_language_asked_for(language: str, word: str) -> None:
    said = asyncio.run(ErrorClassifier(language=language).classify_error("RateLimitError", QUOTA))
    failed = asyncio.run(ErrorClassifier(language=language).batch_classify([None]))[0]  # type: ignore[list-item]
    assert word in "".join(said.actions)
    assert not failed.root_cause.isascii()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="en, ja, zh"):
        ErrorClassifier(language="tlh")


def test_a_batch_is_answered_in_order() -> None:
    kinds = {"rate_limit": QUOTA, "network_error": "[Errno -2] Name or service not known", "timeout": "Read timed out"}
    wanted = [list(kinds)[number % 3] for number in range(100)]
    for concurrency in (1, 5, 200):
        answers = batch(*({"message": kinds[name]} for name in wanted), concurrency=concurrency)
        assert [answer.category for answer in answers] == wanted
    assert batch() == []
    with pytest.raises(UsageError, match="at least 1"):
        batch({}, concurrency=0)


@pytest.mark.parametrize("concurrency", [1, 3])
def test_as_many_at_a_time_as_wanted(concurrency: int) -> None:
    class Slow(ErrorClassifier):
        at_once = most = 0

        async def classify_error(self, *given: Any, **named: Any) -> ErrorClassification:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            for _ in range(5):
                await asyncio.sleep(0)
            self.at_once -= 1
            return await super().classify_error(*given, **named)

    slow = Slow()
    asyncio.run(slow.batch_classify([{}] * 12, concurrency=concurrency))
    assert slow.most == concurrency


class Hostile(Exception):
    """Raised by the objects below; its text is a secret."""


class HostileText(str):
    """A text whose own methods raise."""

    __slots__ = ()

    def _raise(self, *_: Any) -> Any:
        raise Hostile(SECRET)

    strip = split = startswith = __str__ = __len__ = __getitem__ = __eq__ = __format__ = _raise  # type: ignore[assignment]
    __hash__ = str.__hash__


class HostileDict(dict[str, Any]):
    """A dict that raises when it is read."""

    def get(self, *_: Any) -> Any:
        raise Hostile(SECRET)


class HostileMapping(Mapping[str, str]):
    """A mapping that raises when it is walked."""

    def __getitem__(self, key: str) -> str:
        raise Hostile(SECRET)

    def __iter__(self) -> Iterator[str]:
        raise Hostile(SECRET)

    def __len__(self) -> int:
        return 1


class HostileObject:
    """No text, and not to be made one."""

    def __repr__(self) -> str:
        raise Hostile(SECRET)


BAD: list[tuple[Any, str]] = [
    (None, "NoneType"),
    ("a text", "str"),
    ([("type", "KeyError")], "list"),
    (7, "int"),
    ({"message": b"bytes"}, "message"),
    ({"type": KeyError}, "type"),
    ({"message": KeyError("key")}, "KeyError"),
    ({"message": HostileObject()}, "HostileObject"),
    ({"stacktrace": 7}, "stacktrace"),
    ({"stacktrace": ["a line", b"bytes"]}, "bytes"),
    ({"message": "m", "tags": ["a"]}, "tags"),
    ({"message": "m", "tags": HostileMapping()}, "Hostile"),
    (HostileDict(), "Hostile"),
]


@pytest.mark.parametrize(("entry", "named"), BAD)
def test_a_bad_entry_says_why_and_spoils_nothing(entry: Any, named: str) -> None:
    first, failed, last = batch({"message": QUOTA}, entry, {"message": QUOTA}, concurrency=1)
    assert first.category == last.category == "rate_limit"
    assert (failed.category, failed.severity, failed.confidence) == ("classification_failed", "medium", 0.0)
    assert (failed.reason, failed.owner, failed.decided_by) == (None, None, None)
    assert named in failed.root_cause
    assert failed.suggested_action == failed.actions[0]
    assert SECRET not in repr(failed)


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "RateLimitError", "message": QUOTA + "\ud800 lone"},
        {"type": "RateLimitError", "message": HostileText(QUOTA)},
        {"type": "RateLimitError", "message": QUOTA + " and on" * 500_000},
        {"message": QUOTA, "stacktrace": "no stack\n" * 500_000},
        {"type": None, "message": QUOTA, "stacktrace": None, "tags": None, "timestamp": None},
        {"message": QUOTA, "tags": {"attempt": 3, "ok": False, "at": None, "more": HostileObject(), 5: "five"}},
        {"message": QUOTA, "timestamp": HostileObject(), "unknown": HostileObject()},
        UserDict({"message": QUOTA}),
    ],
)
def test_odd_entries_are_classified_all_the_same(entry: Any) -> None:
    (said,) = batch(entry)
    assert said.reason == "quota_exhausted"
    json.dumps(vars(said)).encode()


def test_an_error_that_tells_nothing_is_unclassified() -> None:
    (said,) = batch({})
    assert (said.category, said.severity, said.confidence) == ("unclassified", "medium", 0.0)


def test_a_wrong_type_given_directly_fails_as_well() -> None:
    assert classify("KeyError", None).category != "classification_failed"
    assert "int" in classify("KeyError", 7).root_cause


def test_secrets_are_in_no_answer() -> None:
    said = classify(
        "AuthenticationError",
        f"Error code: 401 - {{'error': {{'message': 'Incorrect API key: {SECRET}', 'code': 'invalid_api_key'}}}}",
        f'Traceback (most recent call last):\n  File "{SECRET}.py", line 1, in f\nE: model `{SECRET}` at {SECRET}.com',
        tags={"model": SECRET, "llm_provider": SECRET, "environment": SECRET},
    )
    assert said.reason == "invalid_api_key"
    assert SECRET not in repr(said)


def test_a_given_key_is_said_to_be_unused_once_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    classifiers = [ErrorClassifier(api_key=SECRET) for _ in range(3)]
    answer = asyncio.run(classifiers[0].classify_error("RateLimitError", QUOTA))
    assert answer.decided_by is not None
    assert answer.decided_by.startswith("rules:")
    assert len([record for record in caplog.records if record.name == "kiwame.classifier"]) <= 1
    assert SECRET not in caplog.text + repr(classifiers) + repr(vars(classifiers[0]))


def turns_during(work: Callable[[ErrorClassifier], Coroutine[Any, Any, Any]]) -> int:
    """How often another task had its turn while the work was done."""

    async def run() -> int:
        classifier = ErrorClassifier()
        await classifier.classify_error("Error", "the first loads what judges")
        turns = 0
        done = asyncio.Event()

        async def beat() -> None:
            nonlocal turns
            while not done.is_set():
                turns += 1
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            group.create_task(beat())
            await work(classifier)
            done.set()
        return turns

    return asyncio.run(run())


def test_the_loop_goes_on_meanwhile() -> None:
    assert turns_during(lambda classifier: classifier.batch_classify([{"message": QUOTA}] * 1_000)) >= 200
    long = "x = y: 'z' at 10:00\n" * 50_000
    assert turns_during(lambda classifier: classifier.classify_error("Error", long, long)) >= 20
    tags = {str(number): long for number in range(50)}
    assert turns_during(lambda classifier: classifier.classify_error("Error", "no", tags=tags)) >= 20


def test_it_says_what_the_command_says() -> None:
    files = sorted((ROOT / "tests/cases").glob("*.jsonl"))
    cases = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    given = [{name: case[name] for name in ("type", "message", "stacktrace", "tags")} for case in cases]
    lines = "".join(json.dumps({"id": case["id"], **one}) + "\n" for case, one in zip(cases, given, strict=True))
    command = [sys.executable, "-m", "kiwame.service.cli", "classify", "--offline", "--format", "jsonl", "-"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in run.stdout.splitlines()]
    said = batch(*given)
    assert [one["id"] for one in told] == [case["id"] for case in cases]
    pairs = [(one, (one["category"], one["reason"]), two) for one, two in zip(told, said, strict=True)]
    assert [one["id"] for one, command_says, two in pairs if command_says != (two.category, two.reason)] == []


class TooMany(Exception):
    """What a client raises on 429."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"{status} from a peer that saw {SECRET}")
        self.response = type("Response", (), {"status_code": status, "headers": headers})()


class Asking(ErrorClassifier):
    """A classifier of a user's own, which asks somebody who refuses a number of times."""

    def __init__(self, refusals: int, status: int = 429, headers: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.asked = 0
        self._refusals = refusals
        self._status = status
        self._headers = {"Retry-After": "0.01"} if headers is None else headers

    async def classify_error(self, *given: Any, **named: Any) -> ErrorClassification:
        self.asked += 1
        if self.asked <= self._refusals:
            raise TooMany(self._status, self._headers)
        return await super().classify_error(*given, **named)


def test_retry_asks_again_after_429() -> None:
    asking = Asking(refusals=2)
    assert asyncio.run(asking.classify_with_retry({"message": QUOTA})).reason == "quota_exhausted"
    assert asking.asked == 3


def test_retry_gives_up_as_skipped() -> None:
    asking = Asking(refusals=9)
    said = asyncio.run(asking.classify_with_retry({"message": QUOTA}, max_retries=2))
    assert (said.category, said.severity, said.confidence) == ("classification_skipped", "medium", 0.0)
    assert asking.asked == 2


def test_retry_does_not_repeat_what_is_no_429() -> None:
    asking = Asking(refusals=9, status=500)
    said = asyncio.run(asking.classify_with_retry({"message": QUOTA}))
    assert said.category == "classification_failed"
    assert "TooMany" in said.root_cause
    assert SECRET not in repr(said)
    assert asking.asked == 1


def test_a_subclass_that_raises_spoils_one_entry_alone() -> None:
    said = asyncio.run(Asking(refusals=1).batch_classify([{"message": QUOTA}] * 3, concurrency=1))
    assert [each.category for each in said] == ["classification_failed", "rate_limit", "rate_limit"]


def test_retry_without_a_classifier() -> None:
    assert asyncio.run(classify_with_retry({"message": QUOTA})).category == "rate_limit"
    assert asyncio.run(classify_with_retry(None)).category == "classification_failed"  # type: ignore[arg-type]
