"""What people do to grouping from the pages: make issues one, take one out again, tell events apart further."""

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.regrouping import SplitBy
from kiwame.playbooks.playbook import N_
from kiwame.web.api import known_shape
from kiwame.web.forms import form_of
from kiwame.web.pages.acts import BAD_FIELD, Refused, actor_id, back_to, chosen_of, refuse
from kiwame.web.pages.own_path import own_path
from kiwame.web.pages.said import Done, Said
from kiwame.web.site import Site

SPLITS = {
    SplitBy.MESSAGE: N_("what they say"),
    SplitBy.FRAMES: N_("where in our code they were raised"),
    SplitBy.TRANSACTION: N_("the transaction they happened in"),
}
"""By what events can be told apart, as a form says it."""

TWO_AT_LEAST = N_("Choose two issues or more: they become one.")
NOT_ONE = N_(
    "These issues cannot become one: they are of different projects, one of them is part of another already, or an "
    "issue was named as part of itself. Go back, reload the page and look at them."
)
NO_NUMBER = N_("Name the issue that this one becomes part of by its number, such as 17.")
NO_SUCH = N_("There is no issue #{number}. Go back and look at its number.")
NOT_OUT = N_("This issue is not part of another one any more.")
NOT_SPLIT = N_("Issues that others are part of hold several fingerprints: take those out first.")

_NUMBER = re.compile(r"#?([0-9]{1,18})")


def regroup_act_routes(site: Site) -> APIRouter:
    """Where the forms about grouping send to."""
    router = APIRouter()

    @router.post("/issues/merge")
    def merge_chosen(request: Request) -> Response:
        try:
            number = _merge_chosen(site, request)
        except Refused as refused:
            return refuse(site, request, refused)
        result = Said(done=Done.MERGED, several=True, changed=number)
        return back_to(site, request, own_path(form_of(request.scope).one("next")), result)

    @router.post("/issues/{issue_id}/merge")
    def merge_into(request: Request, issue_id: str) -> Response:
        try:
            whole = _merge_into(site, request, known_shape(issue_id))
        except Refused as refused:
            return refuse(site, request, refused)
        return back_to(site, request, f"/issues/{whole}", Said(done=Done.MERGED, changed=1))

    @router.post("/issues/{issue_id}/unmerge")
    def unmerge(request: Request, issue_id: str) -> Response:
        try:
            site.regrouping.unmerge(known_shape(issue_id), actor_id(request), site.clock())
        except UsageError:
            return refuse(site, request, Refused(NOT_OUT))
        return back_to(site, request, f"/issues/{issue_id}", Said(done=Done.TAKEN_OUT, changed=1))

    @router.post("/issues/{issue_id}/split")
    def split(request: Request, issue_id: str) -> Response:
        by = form_of(request.scope).one("by")
        if by and by not in set(SplitBy):
            return refuse(site, request, Refused(BAD_FIELD, name="by"))
        wanted = SplitBy(by) if by else None
        try:
            site.regrouping.split(known_shape(issue_id), wanted, actor_id(request), site.clock())
        except UsageError:
            return refuse(site, request, Refused(NOT_SPLIT))
        done = Done.SPLIT if wanted else Done.NOT_SPLIT
        return back_to(site, request, f"/issues/{issue_id}", Said(done=done, changed=1))

    return router


def _merge_chosen(site: Site, request: Request) -> int:
    """Make one issue of those that are ticked, the one with the most failures; how many they were. Refused."""
    issues = [site.reader.issue(issue_id) for issue_id, _ in chosen_of(form_of(request.scope))]
    if len(issues) < 2:
        raise Refused(TWO_AT_LEAST)
    whole = max(issues, key=lambda issue: (issue.count, -int(issue.id)))
    _merge(site, request, [issue.id for issue in issues if issue is not whole], whole.id)
    return len(issues)


def _merge_into(site: Site, request: Request, issue_id: str) -> str:
    """Make an issue part of the one that the form names; that one's id. Refused."""
    number = _NUMBER.fullmatch(form_of(request.scope).one("into"))
    if number is None:
        raise Refused(NO_NUMBER)
    whole = number[1].lstrip("0") or "0"
    try:
        site.reader.issue(whole)
    except NotFound:
        raise Refused(NO_SUCH, number=whole) from None
    _merge(site, request, [issue_id], whole)
    return whole


def _merge(site: Site, request: Request, parts: list[str], whole: str) -> None:
    """NotFound; Refused where the store would refuse it."""
    try:
        site.regrouping.merge(parts, whole, actor_id(request), site.clock())
    except UsageError:
        raise Refused(NOT_ONE) from None
