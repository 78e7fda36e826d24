"""The routes of /api/v1: issues, their events, the trace of their verdict, and what people change."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.issue import Correction, IssueFilter, Status
from kiwame.core.ports import IssueCommands, Reader
from kiwame.core.taxonomy import Category
from kiwame.web import schemas, views
from kiwame.web.auth import Caller
from kiwame.web.openapi import problems
from kiwame.web.views import CURSOR_PATTERN, Look


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


def _choice(values: type[Status] | type[Category]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [*(str(value) for value in values), ""]})


IssueId = Annotated[str, Path(description="An issue's id")]


class IssueQuery(BaseModel):
    """Which issues, and which page of them. An empty value is no wish."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Cursor = None
    status: Annotated[Status | None, BeforeValidator(_unsaid), _choice(Status)] = None
    category: Annotated[Category | None, BeforeValidator(_unsaid), _choice(Category)] = None
    project: Annotated[Words | None, Field(description="A project's id")] = None
    q: Annotated[Words | None, Field(description="Words that the title, a message or a fact must hold")] = None

    def wanted(self) -> IssueFilter:
        """What the store is asked for."""
        return IssueFilter(
            status=self.status, category=self.category, project=self.project or None, text=self.q or None
        )


class PageQuery(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Cursor = None


class NoQuery(BaseModel):
    """Takes no parameters."""

    model_config = ConfigDict(extra="forbid")


def _known_shape(issue_id: IssueId) -> str:
    # An id of ours is short and plain. Anything else names no issue, and must not reach a database that chokes on it.
    if not (issue_id.isascii() and issue_id.isprintable() and len(issue_id) <= 128):
        raise NotFound("no such issue")
    return issue_id


KnownId = Annotated[str, Depends(_known_shape)]

View = Callable[[Request], Look]


def address_routes(*, reader: Reader, look: View) -> APIRouter:
    """The address that an issue's `url` names, outside the API's versions."""
    router = APIRouter(include_in_schema=False)

    @router.get("/issues/{issue_id}")
    def issue(request: Request, issue_id: KnownId) -> schemas.IssueOut:
        return views.issue_out(reader.issue(issue_id), look(request))

    return router


def api_routes(*, reader: Reader, commands: IssueCommands, look: View, clock: Callable[[], float]) -> APIRouter:
    """The routes. Every one waits on the database, so each is a plain function, which runs in the thread pool."""
    router = APIRouter(tags=["issues"])

    @router.get("/issues", summary="Issues, last seen first", responses=problems(401, 403, 404, 422))
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

    @router.patch(
        "/issues/{issue_id}",
        summary="Change its status, or correct what is said of it",
        responses=problems(400, 401, 403, 404, 409, 422),
    )
    def change(
        request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()], wanted: schemas.IssueChange
    ) -> schemas.IssueOut:
        correction = Correction(
            status=wanted.status,
            category=wanted.category,
            reason=wanted.reason,
            owner=wanted.owner,
            severity=wanted.severity,
        )
        caller: Caller = request.scope["kiwame.caller"]
        try:
            changed = commands.correct(issue_id, correction, caller.actor, clock())
        except UsageError as error:
            # The correction is sound by itself (IssueChange saw to that): it is this issue that does not allow it.
            raise Conflict(str(error)) from None
        return views.issue_out(changed, look(request))

    return router


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
