"""The library's face: judges an error without a server, a network or a key.

`ErrorClassifier` judges what an application has at hand: a class, a message, a stack trace, tags. `OfflineJudge` judges
an event that was read already. What they judge with is imported when the first error comes, and asyncio with it, so
that an application pays for the import of this module only what its names cost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from kiwame.core.errors import UsageError, place_of
from kiwame.core.event import ErrorEvent
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW, SeverityInputs, SeverityVerdict, Verdict
from kiwame.normalise.given import UNKNOWN, Given, Unfit, read
from kiwame.playbooks.playbook import N_

if TYPE_CHECKING:
    from kiwame.decide.user_rules import UserRules

DEFAULT_BASE_URL = "https://api.holysheep.ai/v1"
DEFAULT_MODEL = "gpt-4.1"

_AT_ONCE = 16_384
"""Characters that are judged on the event loop, in some 5 ms; more are judged in a thread beside it."""
_LONGEST_PAUSE = 60.0
"""Seconds between two tries, whatever the peer asks for."""
_TOO_MANY_REQUESTS = 429
_MESSAGE_TOKENS = 500
_PROMPT_TOKENS = 500
_NOTE_TOKENS = 10
"""Tokens that the note of what was left out may take."""
_NO_EVENT_ID = "0" * 32
_NO_ERROR = N_("The error is no dict but an object of the class {kind}.")
_NO_DICT = N_("Its field {field} is no dict but an object of the class {kind}.")
_NO_TEXT = N_("Its field {field} is no text but an object of the class {kind}.")
_RAISED = N_("Classifying it raised {error}.")
_GIVE = N_("Give each error as a dict with the texts type, message and stacktrace, and with tags as a dict.")
_NOTICE = Lock()
"""Taken for good by the first classifier of the process that is given a key: it says that the key is not used."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one error by itself, with the event it was read from."""

    event: ErrorEvent
    verdict: Verdict
    severity: SeverityVerdict
    unsure: bool


class OfflineJudge:
    """Judges with what lies on this machine alone: today the rules. Holds no state between events."""

    def __init__(
        self,
        *,
        unclassified_below: float = UNCLASSIFIED_BELOW,
        unsure_below: float = UNSURE_BELOW,
        production: Iterable[str] = (),
        user_rules: "UserRules | None" = None,
    ) -> None:
        """`production`: environments that count as production beside prod, production and live."""
        from kiwame.decide.cascade import offline_cascade
        from kiwame.decide.severity import severity

        self._severity = severity
        self._cascade = offline_cascade(unclassified_below=unclassified_below, user_rules=user_rules)
        self._unsure_below = unsure_below
        self._production = frozenset(production)

    def judge(self, event: ErrorEvent) -> Judgement:
        """The verdict on one event. Its severity knows no other events, so nothing of users, rates or a return."""
        verdict = self._cascade.judge(event)
        inputs = SeverityInputs(
            reason=verdict.reason,
            decided_by=verdict.decided_by,
            environments=(event.environment,) if event.environment else (),
            handled=event.handled,
            floor=verdict.directive.floor,
            ceiling=verdict.directive.ceiling,
        )
        unsure = verdict.is_unsure(self._unsure_below)
        return Judgement(event, verdict, self._severity(inputs, production=self._production), unsure)


@dataclass(frozen=True)
class ErrorClassification:
    """What is said of one error. `category`, `severity`, `reason` and `owner` are texts, and written as such.

    `suggested_action` is the first of `actions`. `reason`, `owner` and `decided_by` are None where nobody was sure. Its
    fields are in `vars(...)` as well, and it can be made by position: users of other classifiers do both.
    """

    category: Category
    severity: Severity
    root_cause: str
    suggested_action: str
    confidence: float
    reason: Reason | None = None
    owner: Owner | None = None
    actions: tuple[str, ...] = ()
    decided_by: str | None = None


class ErrorClassifier:
    """Classifies errors on this machine. Safe to share between tasks and threads.

    No method raises for what an error holds: one that cannot be read is answered as `classification_failed`.
    """

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str = DEFAULT_BASE_URL,
        model: str = DEFAULT_MODEL,
        *,
        language: str = "en",
    ) -> None:
        """`language` of the texts: en, ja or zh; UsageError for another. A key is not used, and not kept either."""
        from kiwame.playbooks.languages import LANGUAGES

        if language not in LANGUAGES:
            raise UsageError(f"language {str(language)[:20]!r} is unknown: use one of {', '.join(LANGUAGES)}")
        self.base_url = base_url
        self.model = model
        self._language = language
        if api_key and _NOTICE.acquire(blocking=False):
            import logging

            logging.getLogger(__name__).warning(
                "errors are classified offline on this machine: the given API key is not used, and nothing is sent"
            )

    async def classify_error(
        self,
        error_type: str,
        error_message: str,
        stacktrace: str = "",
        tags: Mapping[str, str] | None = None,
        timestamp: object = None,
    ) -> ErrorClassification:
        """Classify one error by its class, message, stack trace (text, or lines) and tags.

        The tag `environment` names the environment. `timestamp` (a time, as text, number or datetime) changes nothing
        of what an error is. A long text is judged in a thread, so that the event loop goes on.
        """
        import asyncio

        try:
            given = read(error_type, error_message, stacktrace, tags)
            if given.size <= _AT_ONCE and _offline.cache_info().currsize:
                await asyncio.sleep(0)
                return self._judge(given)
            return await asyncio.to_thread(self._judge, given)
        except Exception as error:  # whatever somebody's object does when it is read
            return self._failed(error)

    async def batch_classify(
        self, errors: Iterable[Mapping[str, Any]], concurrency: int = 5
    ) -> list[ErrorClassification]:
        """Classify many errors, at most `concurrency` at a time; the answers are in the order of the errors.

        Each is a dict with `type`, `message`, `stacktrace`, `tags`, `timestamp`, all optional. One that cannot be read
        is `classification_failed`, its root cause says why, and the others are answered. UsageError for a `concurrency`
        below 1.
        """
        import asyncio

        if concurrency < 1:
            raise UsageError(f"concurrency is {concurrency}: give at least 1")
        entries = list(errors)
        answers: dict[int, ErrorClassification] = {}
        waiting = iter(enumerate(entries))

        async def work() -> None:
            for place, entry in waiting:
                answers[place] = await self._classify_entry(entry)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(entries))):
                group.create_task(work())
        return [answers[place] for place in range(len(entries))]

    async def classify_with_retry(self, error: Mapping[str, Any], max_retries: int = 3) -> ErrorClassification:
        """Classify one error given as a dict; try again, `max_retries` times in all, where an answer was 429.

        Between the tries it waits 1, 2, 4 … seconds, or as long as `Retry-After` says, at most 60. After the last it
        answers `classification_skipped`. Offline there is nobody to answer 429: this is for a subclass that asks one.
        """
        import asyncio

        pause = 0.0
        for tried in range(max(max_retries, 1)):
            await asyncio.sleep(pause)
            try:
                return await self._classify(error)
            except Exception as refused:  # of any client that a subclass asks with
                if not _is_too_many(refused):
                    return self._failed(refused)
                pause = _pause(tried, refused)
        return self._skipped()

    @staticmethod
    def truncate_for_context(error_message: str, stacktrace: str, max_total_tokens: int = 7000) -> dict[str, str]:
        """The function of this name, for those who know it as a method."""
        return truncate_for_context(error_message, stacktrace, max_total_tokens)

    async def _classify_entry(self, entry: object) -> ErrorClassification:
        try:
            return await self._classify(entry)
        except Exception as error:  # one bad entry never spoils the rest
            return self._failed(error)

    async def _classify(self, entry: object) -> ErrorClassification:
        if not isinstance(entry, Mapping):
            raise Unfit("", entry, wants_dict=True)
        return await self.classify_error(
            entry.get("type", UNKNOWN),
            entry.get("message", ""),
            entry.get("stacktrace", ""),
            entry.get("tags"),
            entry.get("timestamp"),
        )

    def _judge(self, given: Given) -> ErrorClassification:
        from kiwame.playbooks.render import render

        judgement = _offline().judge(given)
        verdict = judgement.verdict
        texts = render(verdict, language=self._language, unsure=judgement.unsure)
        return ErrorClassification(
            category=verdict.category,
            severity=judgement.severity.severity,
            root_cause=texts.root_cause,
            suggested_action=texts.actions[0],
            confidence=verdict.confidence,
            reason=verdict.reason,
            owner=verdict.owner,
            actions=texts.actions,
            decided_by=verdict.decided_by,
        )

    def _failed(self, error: Exception) -> ErrorClassification:
        """Why an error could not be classified. The cause names classes, fields and places, never what was given."""
        from kiwame.playbooks.languages import translations

        say = translations(self._language).gettext
        if isinstance(error, Unfit):
            sentence = _NO_TEXT if not error.wants_dict else _NO_DICT if error.field else _NO_ERROR
            cause = say(sentence).format(field=error.field, kind=error.kind)
        else:
            cause = say(_RAISED).format(error=place_of(error)[:200])
        actions = (say(_GIVE),)
        return ErrorClassification(
            category=Category.CLASSIFICATION_FAILED,
            severity=Severity.MEDIUM,
            root_cause=cause,
            suggested_action=actions[0],
            confidence=0.0,
            actions=actions,
        )

    def _skipped(self) -> ErrorClassification:
        from kiwame.playbooks.render import render

        category = Category.CLASSIFICATION_SKIPPED
        verdict = Verdict(category=category, reason=None, owner=None, confidence=0.0, decided_by=None)
        texts = render(verdict, language=self._language)
        return ErrorClassification(
            category=category,
            severity=Severity.MEDIUM,
            root_cause=texts.root_cause,
            suggested_action=texts.actions[0],
            confidence=0.0,
            actions=texts.actions,
        )


async def classify_with_retry(error: Mapping[str, Any], max_retries: int = 3) -> ErrorClassification:
    """`ErrorClassifier().classify_with_retry`, for those who have no classifier at hand."""
    return await ErrorClassifier().classify_with_retry(error, max_retries)


def truncate_for_context(error_message: str, stacktrace: str, max_total_tokens: int = 7000) -> dict[str, str]:
    """Both texts, under their names, so that with a system prompt they fit into `max_total_tokens`.

    500 tokens are the message's, 500 the prompt's, the rest the stack trace's. A text is cut by lines: its first and
    its last stay, and a note says how many were left out. A token is counted as 4 ASCII characters or 1 other.
    """
    for_stack = max_total_tokens - _MESSAGE_TOKENS - _PROMPT_TOKENS
    return {
        "error_message": _fitted(error_message, min(_MESSAGE_TOKENS, max_total_tokens)),
        "stacktrace": _fitted(stacktrace, for_stack),
    }


def _fitted(text: str, tokens: int) -> str:
    """`text` in at most `tokens` tokens, "" where not even the note fits."""
    if _quarters(text) <= tokens * 4:
        return text
    room = (tokens - _NOTE_TOKENS) * 4
    longest = room // 2
    lines = text.split("\n")
    first: list[str] = []
    last: list[str] = []
    while len(first) + len(last) < len(lines):
        is_last = len(last) < len(first)
        line = _beginning(lines[-1 - len(last)] if is_last else lines[len(first)], longest)
        room -= _quarters(line) + 1
        if room < 0:
            break
        (last if is_last else first).append(line)
    if not first:
        return ""
    left = len(lines) - len(first) - len(last)
    note = [f"... {left} lines left out ..."] if left else []
    return "\n".join((*first, *note, *reversed(last)))


def _quarters(text: str) -> int:
    """The length of `text` in quarters of a token."""
    return len(text) if text.isascii() else sum(1 if character < "\x80" else 4 for character in text)


def _beginning(line: str, quarters: int) -> str:
    """`line`, or of a longer one as much of its beginning as goes into so many quarters of a token with an ellipsis."""
    if _quarters(line) <= quarters:
        return line
    room = quarters - 4
    for place, character in enumerate(line):
        room -= 1 if character < "\x80" else 4
        if room < 0:
            return line[:place] + "…"
    return line


class _Texts:
    """What judges texts: made once a process, when the first error comes."""

    def __init__(self) -> None:
        from kiwame.normalise.redact import redactor

        self._redactor = redactor()
        self._judge = OfflineJudge()

    def judge(self, given: Given) -> Judgement:
        """Read, redact and judge one error."""
        from kiwame.normalise import plain_error

        kind, message, stacktrace, tags = given
        if not kind and not stacktrace:
            kind, message, stacktrace = plain_error.parse_text(message)
        event = plain_error.to_event(
            event_id=_NO_EVENT_ID,
            type=kind,
            message=message,
            stacktrace=stacktrace,
            tags=tags,
            platform="",
            timestamp=0.0,
            redactor=self._redactor,
        )
        return self._judge.judge(event)


@cache
def _offline() -> _Texts:
    return _Texts()


def _is_too_many(error: Exception) -> bool:
    """Whether an exception of some client says 429, by itself or by its answer."""
    try:
        return _TOO_MANY_REQUESTS in (
            getattr(error, "status_code", None),
            getattr(getattr(error, "response", None), "status_code", None),
        )
    except Exception:  # an attribute of somebody's class may be a property that raises
        return False


def _pause(tried: int, refused: Exception) -> float:
    """Seconds until the next try: what Retry-After says in seconds, else 1, 2, 4 …; at most 60."""
    try:
        headers = refused.response.headers  # type: ignore[attr-defined]  # where it has none there is no header
        said = float(headers.get("retry-after") or headers.get("Retry-After"))
    except Exception:
        said = -1.0
    return min(said if said >= 0 else 2.0**tried, _LONGEST_PAUSE)
