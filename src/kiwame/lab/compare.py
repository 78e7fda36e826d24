"""What the server made of the faults, against what was injected."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiwame.lab.fault import Fault
from kiwame.lab.served import direct

_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`stored`, `matched`: reports; `others`: (fault, said instead, how often); `mixed`: faults in one issue."""

    stored: int
    issues: int
    matched: int
    others: tuple[tuple[str, str, int], ...] = ()
    mixed: tuple[tuple[str, ...], ...] = ()


def _get(address: str) -> Any:
    with direct.open(address, timeout=20) as answer:
        return json.load(answer)


def _pages(address: str, kind: str) -> list[dict[str, Any]]:
    """All entries of a listing, page by page."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = _get(f"{address}?limit={_PAGE}{f'&cursor={cursor}' if cursor else ''}")
        found += page[kind]
        if not (cursor := page["next_cursor"] or ""):
            return found


def stored_reports(server: str) -> int:
    """How many reports all issues of the server hold."""
    return sum(issue["reports"] for issue in _pages(f"{server}/api/v1/issues", "issues"))


def compare(server: str, fault_of: Mapping[str, str], faults: Mapping[str, Fault]) -> Result:
    """Ask the server for every issue and its events; `fault_of` maps event ids to the faults that were injected.

    An issue keeps its first hundred events and a sample of the later ones: those that it does not list count as matched
    in the proportion of those that it does.
    """
    stored = matched = 0
    others: Counter[tuple[str, str]] = Counter()
    mixed: list[tuple[str, ...]] = []
    issues = _pages(f"{server}/api/v1/issues", "issues")
    for issue in issues:
        said = f"{issue['category']}/{issue['reason']}"
        events = _pages(f"{server}/api/v1/issues/{issue['id']}/events", "events")
        names = [fault_of[event["event_id"]] for event in events if event["event_id"] in fault_of]
        right = [name for name in names if said == f"{faults[name].category}/{faults[name].reason}"]
        others.update((name, said) for name in names if said != f"{faults[name].category}/{faults[name].reason}")
        if len(set(names)) > 1:
            mixed.append(tuple(sorted(set(names))))
        stored += issue["reports"]
        matched += round(issue["reports"] * len(right) / len(events)) if events else 0
    wrong = tuple((fault, said, count) for (fault, said), count in sorted(others.items()))
    return Result(stored=stored, issues=len(issues), matched=matched, others=wrong, mixed=tuple(mixed))
