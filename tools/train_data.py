"""What the model learns from: labelled cases as events, their names hashed, and the groups that folds keep together."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.decide.model.artifact import REASONS
from kiwame.decide.model.features import buckets, names
from kiwame.decide.model.linear import MOST_ROWS
from kiwame.decide.view import View
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor
from kiwame.normalise.redactor import Redactor
from tools.train_fit import Example

LAB_TIMES, LAB_MORE = 3, 3
SEEN_IN = 2
"""Groups that a name must have been seen in: what one repository alone says teaches nothing, and is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled event. `group` is the repository or the format that it is from; `real`: not made by the lab."""

    group: str
    real: bool
    category: Category
    reason: Reason | None
    buckets: tuple[int, ...]
    weight: float = 1.0

    @property
    def right(self) -> list[int]:
        """The classes that are right: the reason's, or all of the category where the reason is open."""
        if self.reason is not None:
            return [REASONS.index(self.reason)]
        return [place for place, reason in enumerate(REASONS) if CATEGORY_OF[reason] is self.category]


def read_cases(lines: Iterable[str], *, real: bool, name: str) -> list[Case]:
    """The cases of a file of JSON lines. UsageError with the line's number where one cannot be used."""
    clean = redactor()
    found: list[Case] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_case(json.loads(line), clean, real=real))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{name}:{number} is no labelled case ({error}): mend the line or leave it out") from None
    return found


def _case(value: Mapping[str, Any], clean: Redactor, *, real: bool) -> Case:
    event = to_event(
        event_id="0" * 32,
        type=value.get("type") or "",
        message=value.get("message") or "",
        stacktrace=value.get("stacktrace") or "",
        tags={str(key): str(tag) for key, tag in (value.get("tags") or {}).items()},
        platform=value.get("platform") or "",
        timestamp=0.0,
        redactor=clean,
    )
    category = Category(value["category"])
    reason = Reason(value["reason"]) if value.get("reason") else None
    if category.is_state or (reason is not None and CATEGORY_OF[reason] is not category):
        raise ValueError(f"{reason} is no reason of {category}")
    return Case(
        group=group_of(value),
        real=real,
        category=category,
        reason=reason,
        buckets=tuple(dict.fromkeys(buckets(names(View(event))))),
    )


def group_of(value: Mapping[str, Any]) -> str:
    """What a case must not be judged by: the repository of its `source` (owner/name), the lab's format, or itself.

    >>> group_of({"source": "https://github.com/ollama/ollama/issues/3816"})
    'ollama/ollama'
    """
    source = str(value.get("source") or "")
    if source.count("/") >= 4:
        return "/".join(source.split("/")[3:5]).lower()
    return str(value.get("format") or value.get("id") or source)


def balanced(cases: Sequence[Case]) -> list[Case]:
    """The cases with the weights that they are learnt with.

    A real case weighs 1. The lab can render a reason as often as it likes: together its cases of one reason weigh
    `LAB_TIMES` as much as the real ones of it (and `LAB_MORE`, for reasons that are seldom met), and a format that is
    rendered often weighs as the root of how often.
    """
    real = Counter(case.reason for case in cases if case.real)
    of_format = Counter(case.group for case in cases if not case.real)
    whole: dict[Reason | None, float] = {}
    for case in cases:
        if not case.real:
            whole[case.reason] = whole.get(case.reason, 0.0) + 1.0 / sqrt(of_format[case.group])
    return [
        case
        if case.real
        else replace(
            case,
            weight=min(
                1.0, LAB_TIMES * (real[case.reason] + LAB_MORE) / sqrt(of_format[case.group]) / whole[case.reason]
            ),
        )
        for case in cases
    ]


def vocabulary(cases: Sequence[Case]) -> dict[int, int]:
    """The buckets that are known, rising, each with its column."""
    groups: defaultdict[int, set[str]] = defaultdict(set)
    for case in cases:
        for bucket in case.buckets:
            if len(groups[bucket]) < SEEN_IN:
                groups[bucket].add(case.group)
    known = sorted(bucket for bucket, seen in groups.items() if len(seen) >= SEEN_IN)
    return {bucket: column for column, bucket in enumerate(known)}


def columns_of(case: Case, known: Mapping[int, int]) -> list[int]:
    """The columns of a case, as inference would choose them."""
    return [known[bucket] for bucket in case.buckets if bucket in known][:MOST_ROWS]


def examples(cases: Sequence[Case], known: Mapping[int, int]) -> list[Example]:
    """Cases as the fit wants them."""
    return [
        Example(
            columns=np.array(columns_of(case, known), dtype=np.int64),
            right=np.array(case.right, dtype=np.int64),
            weight=case.weight,
        )
        for case in cases
    ]


def lines_of(path: Path) -> list[str]:
    """The lines of a file. UsageError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}): name a file of labelled cases, CASES=FILE") from None
