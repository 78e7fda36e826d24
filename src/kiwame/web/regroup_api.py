"""Routes of /api/v1 about grouping: merging and splitting by hand, and issues that may have one cause."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request

from kiwame.core.errors import Conflict, UsageError
from kiwame.core.issue import Issue, RelatedIssue
from kiwame.core.ports import Reader
from kiwame.core.regrouping import Regrouping
from kiwame.web import regroup_schemas as regroup
from kiwame.web import schemas, views
from kiwame.web.api import KnownId, NoQuery, View
from kiwame.web.auth import Caller
from kiwame.web.openapi import problems

MOST_RELATED = 20


def regroup_routes(*, reader: Reader, regrouping: Regrouping, look: View, clock: Callable[[], float]) -> APIRouter:
    """The routes. Every one waits on the database, so each is a plain function, which runs in the thread pool."""
    router = APIRouter(tags=["grouping"])
    reading, changing = problems(401, 403, 404, 422), problems(400, 401, 403, 404, 409, 422)

    @router.get("/issues/{issue_id}/related", summary="Issues of the same provider, reason and time", responses=reading)
    def related(request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> regroup.RelatedList:
        return related_list(reader.related(issue_id, MOST_RELATED), look(request))

    @router.get("/issues/{issue_id}/merged", summary="Issues that were made part of it", responses=reading)
    def merged(request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> regroup.MergedList:
        parts = regrouping.merged_into(issue_id)
        return regroup.MergedList(merged=[views.issue_out(part, look(request)) for part in parts])

    @router.post("/issues/{issue_id}/merge", summary="Make other issues part of it", responses=changing)
    def merge(
        request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()], wanted: regroup.Merge
    ) -> schemas.IssueOut:
        return changed(request, lambda actor: regrouping.merge(wanted.issues, issue_id, actor, clock()))

    @router.post("/issues/{issue_id}/unmerge", summary="Make it an issue of its own again", responses=changing)
    def unmerge(request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()]) -> schemas.IssueOut:
        return changed(request, lambda actor: regrouping.unmerge(issue_id, actor, clock()))

    @router.post("/issues/{issue_id}/split", summary="Tell its later events apart further", responses=changing)
    def split(
        request: Request, issue_id: KnownId, _: Annotated[NoQuery, Query()], wanted: regroup.SplitChange
    ) -> schemas.IssueOut:
        return changed(request, lambda actor: regrouping.split(issue_id, wanted.by, actor, clock()))

    def changed(request: Request, change: Callable[[str], Issue]) -> schemas.IssueOut:
        caller: Caller = request.scope["kiwame.caller"]
        try:
            return views.issue_out(change(caller.actor), look(request))
        except UsageError as error:
            # The request is sound by itself: it is how these issues stand that does not allow it.
            raise Conflict(str(error)) from None

    return router


def related_list(found: list[RelatedIssue], look: views.Look) -> regroup.RelatedList:
    """Issues that may have the cause of another."""
    shown = [
        regroup.RelatedOut(
            id=one.id,
            project=one.project,
            title=one.title,
            status=one.status,
            count=one.count,
            last_seen=views.moment(one.last_seen),
            url=look.url_of(one.id),
        )
        for one in found
    ]
    return regroup.RelatedList(related=shown)
