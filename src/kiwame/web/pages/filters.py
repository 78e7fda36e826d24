"""Which issues a page of them shows: read from its address, and written into addresses. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from kiwame.core.errors import UsageError
from kiwame.core.issue import IssueFilter, Order, Status
from kiwame.core.ports import Project
from kiwame.core.taxonomy import Category, Owner, Severity
from kiwame.playbooks.playbook import N_
from kiwame.web.views import decode_cursor

NAMES = ("status", "q", "severity", "category", "owner", "project", "release", "environment")
"""The parameters that say which issues, in the order in which addresses have them."""

LONGEST = 200
"""Characters of a value."""

_ONE_OF = N_("'{value}' is no value of {name}. Take one of: {known}.")
_NO_PROJECT = N_("There is no project '{value}'. There are: {known}.")
_TOO_LONG = N_("{name} must have at most {most} characters.")
_CONTROL = N_("{name} must not hold control characters.")

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A value that cannot be used: the parameter, the marked sentence that says what would do, what fills it."""

    name: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for. `given` holds the usable parameters as they stand in addresses; `faults` the others."""

    status: Status = Status.OPEN
    given: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    severity: Severity | None = None
    category: Category | None = None
    owner: Owner | None = None
    cursor: str | None = None

    @property
    def is_narrowed(self) -> bool:
        """True where anything but the status is asked for."""
        return any(name != "status" for name in self.given)

    def wanted(self) -> IssueFilter:
        """What the store is asked for: what needs somebody first."""
        return IssueFilter(
            status=self.status,
            severity=self.severity,
            category=self.category,
            owner=self.owner,
            project=self.given.get("project"),
            text=self.given.get("q"),
            release=self.given.get("release"),
            environment=self.given.get("environment"),
            order=Order.NEEDED,
        )

    def query(self, **changes: str) -> str:
        """The query of an address like this one, with changes: "" leaves a parameter out; "" for no query at all."""
        values = {**self.given, **changes}
        if values.get("status") == Status.OPEN:
            values["status"] = ""
        said = [(name, values[name]) for name in (*NAMES, "cursor") if values.get(name)]
        return f"?{urlencode(said)}" if said else ""

    def address(self, **changes: str) -> str:
        """The address of such a page."""
        return f"/{self.query(**changes)}"


def read(parameters: Mapping[str, str], projects: Sequence[Project]) -> Asked:
    """What an address's parameters ask for; unknown parameters count for nothing, unknown values are faults."""
    faults: list[Fault] = []
    given: dict[str, str] = {}
    for name in NAMES:
        value = parameters.get(name, "").strip()
        fault = _fault_of_text(name, value)
        if fault is not None:
            faults.append(fault)
        elif value:
            given[name] = value
    status = _choice(Status, "status", given, faults)
    severity = _choice(Severity, "severity", given, faults)
    category = _choice(Category, "category", given, faults)
    owner = _choice(Owner, "owner", given, faults)
    project = given.get("project")
    if project is not None and project not in {one.id for one in projects}:
        known = ", ".join(f"{one.id} ({one.name})" for one in projects[:50])
        faults.append(Fault(name="project", text=_NO_PROJECT, values={"value": project, "known": known}))
        del given["project"]
    return Asked(
        status=status or Status.OPEN,
        given=given,
        faults=tuple(faults),
        severity=severity,
        category=category,
        owner=owner,
        cursor=_cursor(parameters.get("cursor", "")),
    )


def _cursor(shown: str) -> str | None:
    """The store's cursor; one that cannot be read goes on as it is, for the store to refuse."""
    try:
        return decode_cursor(shown)
    except UsageError:
        return shown


def _fault_of_text(name: str, value: str) -> Fault | None:
    if len(value) > LONGEST:
        return Fault(name=name, text=_TOO_LONG, values={"name": name, "most": str(LONGEST)})
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in value):
        return Fault(name=name, text=_CONTROL, values={"name": name})
    return None


def _choice(kind: type[_Choice], name: str, given: dict[str, str], faults: list[Fault]) -> _Choice | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        faults.append(Fault(name=name, text=_ONE_OF, values={"value": value, "name": name, "known": known}))
        del given[name]
        return None
