"""The project's own cases, read and judged once for the tests of this room."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import Answer
from kiwame.decide.by_rules import ByRules
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

FOLDER = Path(__file__).parent.parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case, the event that was made of it, and what all rules that fired say of it."""

    id: str
    category: str
    reason: str
    event: ErrorEvent
    answers: tuple[Answer, ...]

    @property
    def first(self) -> Answer | None:
        """What the rules say."""
        return self.answers[0] if self.answers else None


@cache
def judged_cases() -> tuple[Judged, ...]:
    """All cases of tests/cases, in the order of the files' names."""
    rules, clean = ByRules(), redactor()
    found: list[Judged] = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            event = to_event(
                event_id=case["id"],
                type=case["type"],
                message=case["message"],
                stacktrace=case["stacktrace"],
                tags=case["tags"],
                platform=case["platform"],
                timestamp=0.0,
                redactor=clean,
            )
            found.append(
                Judged(
                    id=case["id"],
                    category=case["category"],
                    reason=case["reason"],
                    event=event,
                    answers=rules.answers(event),
                )
            )
    return tuple(found)
