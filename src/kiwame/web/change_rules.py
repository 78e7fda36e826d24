"""What a change of an issue must hold to by itself: how its values are read, and its rules as JSON Schema has them."""

import re
from datetime import UTC, datetime
from typing import Any

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from kiwame.core.issue import Status
from kiwame.core.taxonomy import REASONS_OF

CATEGORIES = [category.value for category in REASONS_OF]
MOST_EVENTS = 1_000_000_000
CHANGED = ("status", "category", "reason", "owner", "severity")


def _needs_status(given: dict[str, Any], status: Status) -> dict[str, Any]:
    needed = {"properties": {"status": {"const": status.value}}, "required": ["status"]}
    return {"anyOf": [{"not": given}, needed]}


RULES: dict[str, Any] = {
    "allOf": [
        {"anyOf": [{"required": [name]} for name in CHANGED]},
        {
            "anyOf": [
                {"not": {"required": ["category", "reason"]}},
                *(
                    {
                        "properties": {
                            "category": {"const": category.value},
                            "reason": {"enum": [reason.value for reason in reasons]},
                        },
                        "required": ["category", "reason"],
                    }
                    for category, reasons in REASONS_OF.items()
                ),
            ]
        },
        {"not": {"required": ["ignore_until", "ignore_count"]}},
        _needs_status({"required": ["ignore_until"]}, Status.IGNORED),
        _needs_status({"required": ["ignore_count"]}, Status.IGNORED),
        _needs_status(
            {"properties": {"in_next_release": {"const": True}}, "required": ["in_next_release"]}, Status.RESOLVED
        ),
    ]
}
"""What `IssueChange` sees to, as JSON Schema has it."""

TIME = (
    r"^[2-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
_LATEST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def one_of(values: list[str]) -> WithJsonSchema:
    """Schema of a choice, without null: a thing that stays as it is, is left out."""
    return WithJsonSchema({"type": "string", "enum": values})


def read_time(value: object) -> datetime:
    """An RFC 3339 time, to the last second of 9999 in UTC."""
    if isinstance(value, str) and re.fullmatch(TIME, value):
        try:
            at = datetime.fromisoformat(value)
        except ValueError:  # the 31st of a short month
            at = None
        if at is not None and at <= _LATEST:
            return at
    raise PydanticCustomError("time", "not a time as RFC 3339 has it")


def no_guess(value: object) -> object:
    """Numbers are numbers: "3" and true are not taken for them."""
    if isinstance(value, bool | str | bytes):
        raise PydanticKnownError("int_type")
    return value


def whole_number(most: int, description: str) -> WithJsonSchema:
    """Schema of a number from 1 on, without null."""
    return WithJsonSchema({"type": "integer", "minimum": 1, "maximum": most, "description": description})
