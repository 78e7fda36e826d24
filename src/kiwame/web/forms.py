"""What a page's form sends: read once by the guard, then taken from the scope by the routes. Pure.

Our forms are application/x-www-form-urlencoded alone: none of them sends a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

FORM_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 500
"""A page of 50 issues, each ticked, sends some 60."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form, in order, each as (name, value)."""

    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def one(self, name: str) -> str:
        """The value of a field without blanks around it; "" where it was not sent; the last of several."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, in order."""
        return tuple(value for key, value in self.fields if key == name)


class UnreadableForm(ValueError):
    """A body that is no form of ours."""


def read_form(body: bytes) -> Form:
    """The form in a urlencoded body. UnreadableForm where it is not UTF-8, or has too many fields."""
    try:
        text = body.decode("ascii")
        fields = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UnreadableForm from None
    return Form(fields=tuple(fields))


def form_of(scope: Mapping[str, Any]) -> Form:
    """The form that the guard has read and found to be ours; an empty one where the request carried none.

    A route asks `form_of(request.scope)`.
    """
    found = scope.get("kiwame.form")
    return found if isinstance(found, Form) else Form()
