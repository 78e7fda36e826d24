"""What is wrong with a value of a request, in words that say what would do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from kiwame.playbooks.playbook import N_

Say: TypeAlias = Callable[[str], str]

AT_LEAST = N_("must be at least {ge}")
AT_MOST = N_("must be at most {le}")
WHOLE = N_("must be a whole number")
ONE_OF = N_("must be one of {expected}")
UNKNOWN = N_("is not known here; known are {known}")
TAKES_NONE = N_("is not known here, where nothing can be given")
TOO_SHORT = N_("must not be empty")
TOO_LONG = N_("must have at most {max_length} characters")
TOO_FEW = N_("must have at least {min_length} entries")
TOO_MANY = N_("must have at most {max_length} entries")
NO_LIST = N_("must be a list")
MISSING = N_("is missing")
NO_OBJECT = N_("must be a JSON object, sent as application/json")
NO_TEXT = N_("must be text")
NO_CURSOR = N_("must be the next_cursor of a page of this list")
NO_ID = N_('must be the id of an issue, such as "17"')
CONTROL = N_("must not hold control characters")
NO_TIME = N_("must be a time as RFC 3339 has it, in the years 2000 to 9999, such as 2030-01-31T09:00:00Z")
NULL = N_("{names} is null: leave out what shall stay as it is")
NO_CHANGE = N_("changes nothing: name at least one of {names}")
STATE = N_("category must be one of {known}")
OTHER_REASON = N_("'{reason}' is not a reason of '{category}', which has {fitting}")
TWO_ENDS = N_("has both ignore_until and ignore_count: name the one or the other")
NEEDS_STATUS = N_("has {name} without the status '{status}', which it goes with")

_WORDS = {
    "greater_than_equal": AT_LEAST,
    "less_than_equal": AT_MOST,
    "int_parsing": WHOLE,
    "int_type": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "finite_number": WHOLE,
    "enum": ONE_OF,
    "string_too_short": TOO_SHORT,
    "string_too_long": TOO_LONG,
    "string_type": NO_TEXT,
    "string_unicode": NO_TEXT,
    "too_short": TOO_FEW,
    "too_long": TOO_MANY,
    "list_type": NO_LIST,
    "missing": MISSING,
    "model_attributes_type": NO_OBJECT,
    "model_type": NO_OBJECT,
    "dict_type": NO_OBJECT,
    "time": NO_TIME,
    "null": NULL,
    "no_change": NO_CHANGE,
    "state": STATE,
    "reason_of_another": OTHER_REASON,
    "two_ends": TWO_ENDS,
    "needs_status": NEEDS_STATUS,
}
"""Pydantic's names for faults, as its error list has them, and those of `schemas.IssueChange`; what is not here is said
in Pydantic's own words."""


def place_of(location: Sequence[int | str]) -> str:
    """A place in the request: ("query", "limit") is `limit`, ("body",) is `body`."""
    parts = location[1:] if len(location) > 1 else location
    return ".".join(str(part) for part in parts)[:200]


def fault_of(error: Mapping[str, Any], *, known: Sequence[str], say: Say) -> str:
    """What is wrong, for one of Pydantic's errors. `known`: the names that this address takes."""
    kind: str = error["type"]
    if kind == "extra_forbidden":
        return say(UNKNOWN).format(known=", ".join(known)) if known else say(TAKES_NONE)
    if kind == "string_pattern_mismatch":
        if error["loc"][0] == "body":
            return say(NO_ID)
        return say(NO_CURSOR if error["loc"][-1] == "cursor" else CONTROL)
    if kind in _WORDS:
        return say(_WORDS[kind]).format_map(error.get("ctx", {}))
    return str(error["msg"]).removeprefix("Value error, ")[:500]
