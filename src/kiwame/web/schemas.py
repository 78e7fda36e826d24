"""What the API answers and takes, exactly: the models behind /api/v1/openapi.json."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kiwame.core.alert import DeliveryState
from kiwame.core.issue import Status
from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Owner, Reason, Severity
from kiwame.core.verdict import SeverityStep
from kiwame.web import change_rules as rules


def rfc3339(at: datetime) -> str:
    """UTC with milliseconds and Z, for instance 2026-01-31T09:02:07.000Z."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z".rjust(24, "0")


Moment = Annotated[
    datetime,
    PlainSerializer(rfc3339, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-01-31T09:02:07.000Z"]}),
]


class Answered(BaseModel):
    """Part of an answer: nothing in it that is not documented."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StepOut(Answered):
    """One named reason why a severity is not its base; `change` is +1, -1 or 0."""

    step: SeverityStep
    change: int


class GroupingOut(Answered):
    """Why events are this issue: the mechanism's version and the parts that were hashed, in order."""

    version: str
    parts: list[tuple[str, str]]


class IssueOut(Answered):
    """One issue with what is said of it."""

    id: str
    project: str
    title: Annotated[str, Field(description="Class and message of the error")]
    headline: Annotated[str, Field(description="What is wrong, in a sentence")]
    category: Category
    reason: Reason | None
    owner: Owner | None
    team: Annotated[str | None, Field(description="Who acts for the owner's role, by a rule of the user's own")]
    severity: Severity
    confidence: Annotated[float, Field(ge=0, le=1)]
    decided_by: Annotated[
        str | None, Field(description="human, rules:<rule>, memory:<issue>, model:<version>, llm:<provider>/<model>")
    ]
    root_cause: str
    suggested_action: Annotated[str, Field(description="The first of actions")]
    actions: list[str]
    status: Status
    count: Annotated[int, Field(ge=0, description="Failures")]
    reports: Annotated[int, Field(ge=0, description="Events; one failure can be reported twice")]
    user_count: Annotated[int, Field(ge=0, description="Distinct users, estimated beyond 1,000")]
    first_seen: Moment
    last_seen: Moment
    fingerprint: str
    url: str
    unsure: Annotated[bool, Field(description="The verdict is a guess: its confidence is low")]
    muted: Annotated[bool, Field(description="A rule of the user's own says that nobody is told")]
    own_rules: Annotated[list[str], Field(description="Those that set team, severity's floor or ceiling, or silence")]
    severity_steps: list[StepOut]
    grouping: GroupingOut
    version: Annotated[int, Field(ge=1, description="Rises with each change; a change may name the one it was made of")]
    came_back: Annotated[bool, Field(description="It was resolved, and an event showed that it was not")]
    environments: Annotated[list[str], Field(description="Those that its events named")]
    releases: Annotated[list[str], Field(description="Those that its events named, the newest last")]
    ignored_until: Annotated[Moment | None, Field(description="An event from then on opens it again")]
    ignored_until_count: Annotated[int | None, Field(description="The event that makes count this opens it again")]
    resolved_in_next_release: Annotated[bool, Field(description="Only an event of a later release opens it again")]
    provider: Annotated[str | None, Field(description="The peer that its events name; null where none is")]
    merged_into: Annotated[str | None, Field(description="The issue that a person made it part of")]


class IssueList(Answered):
    """A page of issues, in the order asked for."""

    issues: list[IssueOut]
    next_cursor: str | None


class FrameOut(Answered):
    """One stack frame."""

    function: str
    module: str
    filename: str
    lineno: int | None
    in_app: bool


class LinkOut(Answered):
    """One exception of a chain; frames run from the oldest call to the one that raised."""

    type: str
    module: str
    message: str
    mechanism: str
    handled: bool | None
    frames: list[FrameOut]


class FactsOut(Answered):
    """What could be read off the error without judging it; null where it was not said."""

    provider: str | None
    host: str | None
    model: str | None
    http_status: int | None
    error_code: str | None
    error_type: str | None
    error_param: str | None
    error_message: str | None
    library: str | None
    request_id: str | None
    retry_after: float | None
    deadline: str | None
    self_hosted: bool
    sources: Annotated[dict[str, str], Field(description="Fact to the place where it was read")]


class EventOut(Answered):
    """One stored event, redacted. The chain runs from the root cause to the exception that was finally raised."""

    event_id: Annotated[str, Field(description="32 hex digits", pattern="^[0-9a-f]{32}$")]
    timestamp: Moment
    received_at: Moment
    title: str
    door: str
    platform: str
    level: str
    logger: str
    message: str
    chain: list[LinkOut]
    tags: dict[str, str]
    release: str
    environment: str
    transaction: str
    server_name: str
    trace_id: str
    sdk: str
    facts: FactsOut


class EventList(Answered):
    """A page of an issue's stored events, newest first."""

    events: list[EventOut]
    next_cursor: str | None


class SentryIssueOut(Answered):
    """An issue at Sentry that events of ours name, as its own webhooks describe it; `count` is Sentry's."""

    issue_id: str
    project: str
    title: str
    status: str
    substatus: str
    count: int
    user_count: int
    url: str
    updated_at: Moment | None


class SentryIssueList(Answered):
    """Sentry's issues that this issue's events name."""

    sentry_issues: list[SentryIssueOut]


class AuditEntryOut(Answered):
    """Who changed what, when. A status may say what ends it: ignored:until=SECONDS, ignored:more=EVENTS,
    resolved:next_release."""

    at: Moment
    actor: Annotated[str, Field(description="local, admin, kiwame, token:<name>")]
    action: Annotated[
        str,
        Field(description="status, category, reason, owner, decided_by, severity, merged, merged_into, split_by"),
    ]
    before: str
    after: str


class AuditTrail(Answered):
    """What was done to an issue, oldest first."""

    audit: list[AuditEntryOut]


class DeliveryOut(Answered):
    """One alert of an issue on its way to a channel."""

    channel: str
    alert: Annotated[str, Field(description="Why: new, regressed, returned, rose")]
    state: DeliveryState
    tries: Annotated[int, Field(ge=0)]
    last_error: Annotated[str, Field(description="Why the last try failed; empty where none did, or where it was sent")]
    created_at: Moment
    finished_at: Annotated[Moment | None, Field(description="When it was sent, given up or cancelled; null until then")]


class DeliveryList(Answered):
    """An issue's deliveries, newest first, at most 100."""

    deliveries: list[DeliveryOut]


class AnswerOut(Answered):
    """What one decider said. `outcome` is won, agreed or lost, `why` says by what; `confirmations` and `taught_by` tell
    of the people's corrections behind what memory says: how many, and on which issues, the nearest first."""

    decided_by: str
    category: Category
    reason: Reason
    confidence: Annotated[float, Field(ge=0, le=1)]
    outcome: str
    why: str
    evidence: list[str]
    confirmations: Annotated[int, Field(ge=0)]
    taught_by: Annotated[list[str], Field(description="At most 20; import:<id> where it was taught elsewhere")]


class VersionsOut(Answered):
    """The versions of everything that judged; null where it took no part."""

    grouping: str | None
    rules: str | None
    model: str | None
    prompt: str | None


class SeverityOut(Answered):
    """How the severity was reached."""

    severity: Severity
    base: Severity
    steps: list[StepOut]


class TraceOut(Answered):
    """Why the verdict is what it is: every decider's answer, the winner first."""

    trace: list[AnswerOut]
    versions: VersionsOut
    severity: SeverityOut
    facts: Annotated[FactsOut | None, Field(description="Of the newest stored event")]


class IssueChange(BaseModel):
    """What to change of an issue: its status and what ends that, or a correction of the verdict, then a human's.

    `ignore_until` or `ignore_count` (so many more failures) go with the status ignored, `in_next_release` with
    resolved. Where `version` is named and no longer the issue's, nothing is changed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"minProperties": 1, **rules.RULES})

    status: Annotated[Status | None, rules.one_of([status.value for status in Status])] = None
    category: Annotated[Category | None, rules.one_of(rules.CATEGORIES)] = None
    reason: Annotated[Reason | None, rules.one_of([reason.value for reason in Reason])] = None
    owner: Annotated[Owner | None, rules.one_of([owner.value for owner in Owner])] = None
    severity: Annotated[Severity | None, rules.one_of([severity.value for severity in Severity])] = None
    ignore_until: Annotated[
        datetime | None,
        PlainValidator(rules.read_time),
        WithJsonSchema(
            {
                "type": "string",
                "format": "date-time",
                "pattern": rules.TIME,
                "description": "With the status ignored: when that ends",
                "examples": ["2030-01-31T09:00:00Z"],
            }
        ),
    ] = None
    ignore_count: Annotated[
        int | None,
        Field(ge=1, le=rules.MOST_EVENTS),
        BeforeValidator(rules.no_guess),
        rules.whole_number(rules.MOST_EVENTS, "With the status ignored: after so many more failures it ends"),
    ] = None
    in_next_release: Annotated[
        bool, Field(strict=True, description="With the status resolved: only a later release opens it again")
    ] = False
    version: Annotated[
        int | None,
        Field(ge=1, le=2**53),
        BeforeValidator(rules.no_guess),
        rules.whole_number(2**53, "The one that you saw; 409 where it is another by now"),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _says_something(cls, value: Any) -> Any:
        if isinstance(value, dict):
            empty = [name for name in cls.model_fields if name in value and value[name] is None]
            if empty:
                raise PydanticCustomError("null", "null", {"names": ", ".join(empty)})
            if value.keys() <= cls.model_fields.keys() - set(rules.CHANGED):
                raise PydanticCustomError("no_change", "no change", {"names": ", ".join(rules.CHANGED)})
        return value

    @model_validator(mode="after")
    def _verdict_fits(self) -> Self:
        category, reason = self.category, self.reason
        if category is not None and category.is_state:
            raise PydanticCustomError("state", "a state", {"known": ", ".join(rules.CATEGORIES)})
        if category is not None and reason is not None and CATEGORY_OF[reason] is not category:
            fitting = ", ".join(REASONS_OF[category])
            raise PydanticCustomError(
                "reason_of_another", "not of it", {"reason": reason, "category": category, "fitting": fitting}
            )
        return self

    @model_validator(mode="after")
    def _end_fits(self) -> Self:
        if self.ignore_until is not None and self.ignore_count is not None:
            raise PydanticCustomError("two_ends", "two ends")
        ends = (
            ("ignore_until", self.ignore_until is not None, Status.IGNORED),
            ("ignore_count", self.ignore_count is not None, Status.IGNORED),
            ("in_next_release", self.in_next_release, Status.RESOLVED),
        )
        for name, given, status in ends:
            if given and self.status is not status:
                raise PydanticCustomError("needs_status", "needs a status", {"name": name, "status": status})
        return self


class ProblemError(BaseModel):
    """One value that cannot be used."""

    where: str
    fault: str


class Problem(BaseModel):
    """An error as RFC 9457 has it; `detail` says what to do."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    instance: str
    errors: list[ProblemError] = Field(default_factory=list, json_schema_extra={"default": []})


class Health(Answered):
    """The process lives."""

    status: str


class CheckOut(Answered):
    """One part that must work."""

    name: str
    ok: bool
    detail: str


class ReadinessOut(Answered):
    """Whether everything works; `checks` only for those who may read."""

    ready: bool
    checks: list[CheckOut] | None = None
