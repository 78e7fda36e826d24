"""[[rule]] tables of kiwame.toml: each read to a `UserRule`, or said by number and name what is wrong and would do."""

import difflib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Owner, Reason, Severity
from kiwame.decide.rule_subjects import AFTER_JUDGING, PATTERN, SUBJECTS, glob
from kiwame.decide.user_rules import Condition, UserRule
from kiwame.normalise.providers import canonical
from kiwame.service.own_rules import compile_pattern
from kiwame.service.terminal import harmless

MOST_RULES = 1000
MOST_VALUES = 200
LONGEST_VALUE = 500
LONGEST_PATTERN = 1000

_Word = TypeVar("_Word", bound=StrEnum)
_KEYS = ("id", "match", "not", "set", "match_all", "note")
SETS = ("category", "reason", "team", "severity_floor", "severity_ceiling", "mute")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_CLASS_OF_STATUS = re.compile(r"([1-5])xx\Z", re.IGNORECASE)
_MEANT = {
    "set.owner": "set.team", "set.severity": "set.severity_floor", "set.floor": "set.severity_floor",
    "set.ceiling": "set.severity_ceiling", "set.muted": "set.mute", "match.type": "match.class",
    "match.http_status": "match.status", "match.error_code": "match.code", "match.error_param": "match.param",
    "match.path": "match.frames", "match.stacktrace": "match.frames", "match.server_name": "match.server",
}  # fmt: skip
"""Keys that people try, by the names that the same things have elsewhere."""
_WORDS: Mapping[str, type[StrEnum]] = {"category": Category, "reason": Reason, "owner": Owner}
_STATED = tuple(category.value for category in Category if not category.is_state)


def rules(value: object) -> tuple[UserRule, ...]:
    """[[rule]] tables; in the environment the same as a JSON list. ValueError, with the first rule that is wrong."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else []
        except (ValueError, RecursionError):
            raise ValueError("a JSON list of objects, each a rule; or [[rule]] tables in kiwame.toml") from None
    if isinstance(value, Mapping):
        raise ValueError("written with double brackets: [[rule]], once for each rule")  # noqa: TRY004 the table's own
    if not isinstance(value, list):
        raise ValueError("[[rule]] tables, each with id, match and set")  # noqa: TRY004 the table's own error
    if len(value) > MOST_RULES:
        raise ValueError(f"at most {MOST_RULES} rules; there are {len(value)}")
    found: list[UserRule] = []
    numbers: dict[str, int] = {}
    for number, each in enumerate(value, 1):
        name = each.get("id") if isinstance(each, Mapping) else None
        called = f"rule {number}" + (f" ({name[:64]!r})" if isinstance(name, str) and name else "")
        try:
            rule = _rule(each)
            if rule.id.casefold() in numbers:
                raise ValueError(f"has the id of rule {numbers[rule.id.casefold()]}: give each rule its own")
        except ValueError as error:
            raise ValueError(harmless(f"usable: {called} {error}")) from None
        numbers[rule.id.casefold()] = number
        found.append(rule)
    return tuple(found)


def _rule(value: object) -> UserRule:
    if not isinstance(value, Mapping):
        raise ValueError("is no table with id, match and set")  # noqa: TRY004 the table's own error
    _known_keys(value, _KEYS, "")
    name = value.get("id")
    if not isinstance(name, str) or not _ID.match(name):
        raise ValueError(
            "needs an id of letters, digits, '.', '_' and '-', at most 64 characters, such as id = \"billing\""
        )
    match, unless = _conditions(value, "match"), _conditions(value, "not")
    _has_conditions(value, bool(match or unless))
    sets = _table(value, "set")
    _known_keys(sets, SETS, "set.")
    category, reason = _category_and_reason(sets)
    floor, ceiling = _severity(sets, "severity_floor"), _severity(sets, "severity_ceiling")
    rule = UserRule(
        id=name,
        match=match,
        unless=unless,
        category=category,
        reason=reason,
        team=_team(sets.get("team")),
        floor=floor,
        ceiling=ceiling,
        mute=_flag(sets.get("mute"), "set.mute"),
    )
    if not rule.asks and rule.reason is None:
        raise ValueError(f"sets nothing: give it a set with one or more of {', '.join(SETS)}")
    if floor is not None and ceiling is not None and floor.rank > ceiling.rank:
        raise ValueError(f"sets the floor {floor} above the ceiling {ceiling}: give a floor that is not above it")
    if rule.reason is not None and rule.waits_for_verdict:
        raise ValueError(
            "sets category or reason and looks at category, reason or owner, which are known only after that: look at "
            "facts, class, message, tags or frames instead"
        )
    return rule


def _has_conditions(value: Mapping[str, Any], some: bool) -> None:
    match_all = _flag(value.get("match_all"), "match_all")
    if not some and not match_all:
        raise ValueError(
            "has no condition and would match everything: give it a match, or say match_all = true if that is meant"
        )
    if some and match_all:
        raise ValueError("says match_all = true and has conditions: leave the one or the other out")


def _known_keys(table: Mapping[str, Any], known: Collection[str], above: str) -> None:
    for key in map(str, table):
        if key in known:
            continue
        near = difflib.get_close_matches(key, known, n=1)
        meant = _MEANT.get(above.replace("not.", "match.") + key) or (above + near[0] if near else "")
        if meant:
            hint = f"; did you mean {meant}?"
        elif not above and (key in SUBJECTS or key in SETS):
            hint = f"; did you mean {'set' if key in SETS and key not in SUBJECTS else 'match'}.{key}?"
        else:
            hint = "."
        raise ValueError(f"has the unknown key {above + key[:60]!r}{hint} It takes {', '.join(known)}")


def _table(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = value.get(key, {})
    if not isinstance(table, Mapping):
        raise ValueError(f"has a {key} that is no table: write [rule.{key}] and lines under it")  # noqa: TRY004
    return table


def _conditions(value: Mapping[str, Any], key: str) -> tuple[Condition, ...]:
    table = _table(value, key)
    _known_keys(table, SUBJECTS, f"{key}.")
    found: list[Condition] = []
    for what, written in table.items():
        where = f"{key}.{what}"
        if what != "tags":
            found.append(Condition(what=what, values=_values(what, written, where)))
            continue
        if not isinstance(written, Mapping) or not written:
            raise ValueError(f'has {where} that is no table of tags: write {where}.NAME = "value"')
        for tag, one in written.items():
            found.append(Condition(what=f"tags.{tag.casefold()}", values=_values("tags", one, f"{where}.{tag[:60]}")))
    return tuple(found)


def _values(what: str, written: object, where: str) -> tuple[str, ...]:
    listed = written if isinstance(written, list) else [written]
    if not listed or len(listed) > MOST_VALUES:
        raise ValueError(f"has {len(listed)} values in {where}: give 1 to {MOST_VALUES}")
    return tuple(_value(what, each, where) for each in listed)


def _value(what: str, written: object, where: str) -> str:
    if isinstance(written, bool) or not isinstance(written, str | int):
        raise ValueError(f"has {where} that is no text: give a text or a list of texts")  # noqa: TRY004
    value = written if isinstance(written, str) else str(written) if abs(written) < 10**9 else "too large a number"
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"has {where} with half a character: write it as UTF-8")
    longest = LONGEST_PATTERN if what == PATTERN else LONGEST_VALUE
    if len(value) > longest:
        raise ValueError(f"has {where} of {len(value)} characters: give at most {longest}")
    if not value.strip() and what in ("message", "message_glob", PATTERN, "frames"):
        raise ValueError(f"has an empty {where}, which would match everything: leave it out or give what to look for")
    if what == PATTERN:
        compile_pattern(value, where)
    elif what == "status":
        return _status(value, where)
    elif what == "provider" and value and not _is_glob(value):
        return canonical(value)
    elif what in AFTER_JUDGING:
        _some_word(what, value, where)
    return value


def _status(value: str, where: str) -> str:
    """A number, or a class of them such as 5xx."""
    found = _CLASS_OF_STATUS.match(value)
    if found:
        return f"{found[1]}??"
    if value and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise ValueError(f"has {value[:40]!r} in {where}: give an HTTP status such as 429, or 5xx for all from 500 on")
    return value


def _some_word(what: str, value: str, where: str) -> None:
    """A category, reason or owner, or a glob that fits one of them; "" for none."""
    words = [word.value for word in _WORDS[what]]
    if value and not any(map(glob(value), words)):
        raise ValueError(f"has {value[:60]!r} in {where}{_nearest(value, words)}; give one of {', '.join(words)}")


def _category_and_reason(sets: Mapping[str, Any]) -> tuple[Category | None, Reason | None]:
    """What it says; a category alone brings its unspecific reason (the last of each: code_other, …)."""
    category = _word(Category, sets.get("category"), "set.category", _STATED)
    if category is None:
        reason = _word(Reason, sets.get("reason"), "set.reason", tuple(Reason))
        return (CATEGORY_OF[reason], reason) if reason else (None, None)
    fitting = REASONS_OF[category]
    reason = _word(Reason, sets.get("reason"), "set.reason", tuple(Reason))
    if reason is not None and reason not in fitting:
        raise ValueError(
            f"sets the reason {reason}, which belongs to {CATEGORY_OF[reason]} and not to {category}: "
            f"give one of {', '.join(fitting)}"
        )
    return category, reason or fitting[-1]


def _word(kind: type[_Word], value: object, where: str, allowed: Iterable[str]) -> _Word | None:
    if value is None:
        return None
    known = tuple(allowed)
    if not isinstance(value, str) or value.strip().lower() not in known:
        shown = value[:60] if isinstance(value, str) else value
        raise ValueError(f"has {shown!r} in {where}{_nearest(str(value), known)}; give one of {', '.join(known)}")
    return kind(value.strip().lower())


def _severity(sets: Mapping[str, Any], key: str) -> Severity | None:
    return _word(Severity, sets.get(key), f"set.{key}", tuple(Severity))


def _team(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 80:
        raise ValueError("has a set.team that is no name: give one line of at most 80 characters")
    return value.strip()


def _flag(value: object, where: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"has {where} that is neither true nor false")
    return value


def _nearest(value: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(value.strip().lower(), known, n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _is_glob(value: str) -> bool:
    return "*" in value or "?" in value
