"""The routes of /api/v1: issues, their events, the trace of their verdict, and what people change."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.issue import Correction, IssueFilter, Order, Status
from kiwame.core.ports import Deliveries, IssueCommands, Reader
from kiwame.core.taxonomy import Category, Owner, Severity
from kiwame.playbooks.playbook import N_
from kiwame.web import schemas, views
from kiwame.web.auth import Caller
from kiwame.web.openapi import problems
from kiwame.web.views import CURSOR_PATTERN, Look

CHANGED_MEANWHILE = N_(
    "The issue has changed since the version that you name. GET it again, look at it, and send the change with the "
    "version that it has now."
)
PAST = N_("An ignore ends in the future: name a later time in ignore_until.")


class BadCursor(UsageError):
    """A cursor that has the right shape and names no page."""


Limit = Annotated[int, Field(ge=1, le=100, description="How many at most")]
Cursor = Annotated[
    str | None, Field(pattern=CURSOR_PATTERN, description="next_cursor of the page before", examples=["c1-MTIz"])
]
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


def _unsaid(value: object) -> object:
    """A parameter that is named and left empty, as forms and templates of addresses send it, is no wish."""
    return None if value == "" else value


def _unsaid_order(value: object) -> object:
    return Order.LAST_SEEN if value == "" else value


def _choice(values: type[StrEnum]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [*(str(value) for value in values), ""]})


IssueId = Annotated[str, Path(description="An issue's id", examples=["1"])]


class IssueQuery(BaseModel):
    """Which issues, and which page of them. An empty value is no wish."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Cursor = None
    status: Annotated[Status | None, BeforeValidator(_unsaid), _choice(Status)] = None
    category: Annotated[Category | None, BeforeValidator(_unsaid), _choice(Category)] = None
    project: Annotated[Words | None, Field(description="A project's id")] = None
    q: Annotated[Words | None, Field(description="Words that the title, a message or a fact must hold")] = None
    severity: Annotated[Severity | None, BeforeValidator(_unsaid), _choice(Severity)] = None
    owner: Annotated[Owner | None, BeforeValidator(_unsaid), _choice(Owner)] = None
    release: Annotated[Words | None, Field(description="A release that its events named")] = None
    environment: Annotated[Words | None, Field(description="An environment that its events named")] = None
    order: Annotated[
        Order,
        BeforeValidator(_unsaid_order),
        WithJsonSchema(
            {
                "type": "string",
                "enum": [*(str(order) for order in Order), ""],
                "description": "Last seen first, or the worst first and of those the last seen",
            }
        ),
    ] = Order.LAST_SEEN

    def wanted(self) -> IssueFilter:
        """What the store is asked for."""
        return IssueFilter(
            status=self.status,
            category=self.category,
            project=self.project or None,
            text=self.q or None,
            severity=self.severity,
            owner=self.owner,
            release=self.release or None,
            environment=self.environment or None,
            order=self.order,
        )


class PageQuery(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Cursor = None


class NoQuery(BaseModel):
    """Takes no parameters."""

    model_config = ConfigDict(extra="forbid")


def known_shape(issue_id: IssueId) -> str:
    """`issue_id` where it can be an id of ours: short and plain. NotFound.

    Anything else names no issue, and must not reach a database that chokes on it.
    """
    if not (issue_id.isascii() and issue_id.isprintable() and len(issue_id) <= 128):
        raise NotFound("no such issue")
    return issue_id


KnownId = Annotated[str, Depends(known_shape)]

View = Callable[[Request], Look]


def api_routes(
    *, reader: Reader, commands: IssueCommands, deliveries: Deliveries, look: View, clock: Callable[[], float]
) -> APIRouter:
    """The routes. Every one waits on the database, so each is a plain function, which runs in the thread pool."""
    router = APIRouter(tags=["issues"])

    @router.get("/issues", summary="Issues, last seen first or worst first", responses=problems(401, 403, 404, 422))
    def issues(request: Request, asked: Annotated[IssueQuery, Query()]) -> schemas.IssueList:
        try:
            page = reader.issues(asked.wanted(), asked.limit, views.decode_cursor(asked.cursor))
        except UsageError as error:
            raise BadCursor(str(error)) from None
        return views.issue_list(page, look(request))

    @router.get("/issues/{issue_id}", summary="One issue", responses=problems(401, 403, 404, 422))
    def issue(request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.IssueOut:
        return views.issue_out(reader.issue(issue_id), look(request))

    @router.get(
        "/issues/{issue_id}/events", summary="Its stored events, newest first", responses=problems(401, 403, 404, 422)
    )
    def events(issue_id: KnownId, asked: Annotated[PageQuery, Query()]) -> schemas.EventList:
        try:
            page = reader.events(issue_id, asked.limit, views.decode_cursor(asked.cursor))
        except UsageError as error:
            raise BadCursor(str(error)) from None
        return views.event_list(page)

    _add_evidence(router, reader)
    _add_history(router, reader, deliveries)

    @router.patch(
        "/issues/{issue_id}",
        summary="Change its status, or correct what is said of it",
        responses=problems(400, 401, 403, 404, 409, 422),
    )
    def change(
        request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()], wanted: schemas.IssueChange
    ) -> schemas.IssueOut:
        caller: Caller = request.scope["kiwame.caller"]
        now = clock()
        correction = _correction(wanted, now)
        try:
            changed = commands.correct(issue_id, correction, caller.actor, now)
        except Conflict:
            raise Conflict(CHANGED_MEANWHILE) from None
        except UsageError as error:
            # The correction is sound by itself (IssueChange saw to that): it is this issue that does not allow it.
            raise Conflict(str(error)) from None
        return views.issue_out(changed, look(request))

    return router


def _correction(wanted: schemas.IssueChange, now: float) -> Correction:
    """What the store is asked for. Conflict where it came too late: by itself the time named is a good one."""
    until = None if wanted.ignore_until is None else views.seconds_of(wanted.ignore_until)
    if until is not None and until <= now:
        raise Conflict(PAST)
    return Correction(
        status=wanted.status,
        ignore_until=until,
        ignore_count=wanted.ignore_count,
        in_next_release=wanted.in_next_release,
        version=wanted.version,
        category=wanted.category,
        reason=wanted.reason,
        owner=wanted.owner,
        severity=wanted.severity,
    )


def _add_evidence(router: APIRouter, reader: Reader) -> None:
    """What stands behind an issue: Sentry's own, and the trace of its verdict."""

    @router.get(
        "/issues/{issue_id}/sentry",
        summary="Sentry's issues that its events name",
        responses=problems(401, 403, 404, 422),
    )
    def sentry(issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.SentryIssueList:
        return views.sentry_issue_list(reader.sentry_links(issue_id))

    @router.get(
        "/issues/{issue_id}/trace", summary="Why the verdict is what it is", responses=problems(401, 403, 404, 422)
    )
    def trace(issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.TraceOut:
        found = reader.issue(issue_id)
        newest = reader.events(issue_id, 1, None).events
        return views.trace_out(found, newest[0].event.facts if newest else None)


def _add_history(router: APIRouter, reader: Reader, deliveries: Deliveries) -> None:
    """What people did to an issue, and what was told of it."""

    @router.get(
        "/issues/{issue_id}/audit", summary="Who changed what, oldest first", responses=problems(401, 403, 404, 422)
    )
    def audit(issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.AuditTrail:
        return views.audit_trail(reader.audit(issue_id))

    @router.get(
        "/issues/{issue_id}/deliveries",
        summary="What was told to its channels, newest first",
        responses=problems(401, 403, 404, 422),
    )
    def delivered(issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.DeliveryList:
        reader.issue(issue_id)  # NotFound, where no delivery alone would say nothing
        return views.delivery_list(deliveries.of_issue(issue_id))
