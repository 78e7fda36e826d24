"""The page of one issue: the answer, then why, then the events."""

import json
from dataclasses import asdict, dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.issue import EventPage, Issue, Status, StoredEvent
from kiwame.core.regrouping import Split
from kiwame.core.taxonomy import Owner, Severity
from kiwame.web import views
from kiwame.web.api import known_shape
from kiwame.web.pages import issue_view
from kiwame.web.pages.audit_words import actor_of, sentence_of
from kiwame.web.pages.charts import HOUR_S
from kiwame.web.pages.event_view import event_view
from kiwame.web.pages.issue_rows import technical_line
from kiwame.web.pages.issues import ACTS
from kiwame.web.pages.regroup_acts import SPLITS
from kiwame.web.pages.visible import is_web_address
from kiwame.web.problems import prefers_page
from kiwame.web.site import Site
from kiwame.web.views import Look

EVENTS = 10
AUDIT = 30
TOLD = 20
RELATED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Some events of an issue, newest first, and the one among them that is shown.

    `cursor` is the address's mark of these events ("" for the newest), `older` that of those behind them ("" for none).
    `moved`: what is shown is not what the address asked for.
    """

    events: tuple[StoredEvent, ...]
    shown: StoredEvent | None
    cursor: str = ""
    older: str = ""
    moved: bool = False

    def beside(self, step: int) -> StoredEvent | None:
        """The event before (-1, newer) or after (1, older) the one that is shown, of those here."""
        if self.shown is None:
            return None
        place = self.events.index(self.shown) + step
        return self.events[place] if 0 <= place < len(self.events) else None


def issue_routes(site: Site) -> APIRouter:
    """An issue's page, which is JSON for whoever asks for it, and its events as JSON with all that is kept of them."""
    router = APIRouter()

    @router.get("/issues/{issue_id}")
    def issue(request: Request, issue_id: str) -> Response:
        found = site.reader.issue(known_shape(issue_id))
        if not prefers_page(request.headers.get("accept", "")):
            look = Look(language=site.language, unsure_below=site.unsure_below, address=site.address(request))
            return Response(views.issue_out(found, look).model_dump_json(), media_type="application/json")
        return _page(site, request, found)

    @router.get("/issues/{issue_id}/events/{event_id}")
    def event(request: Request, issue_id: str, event_id: str) -> Response:
        """All that is kept of an event."""
        events = _events(site, known_shape(issue_id), request.query_params.get("events", ""), event_id)
        if events.shown is None or events.shown.event.event_id != event_id:
            raise NotFound("no such event")
        # ASCII only: what an event says may hold lone surrogates, which UTF-8 cannot carry.
        body = json.dumps(asdict(events.shown), default=str, indent=1)
        return Response(body.encode(), media_type="application/json")

    return router


def _page(site: Site, request: Request, issue: Issue) -> Response:
    now, words = site.clock(), site.frame.words(request)
    asked = request.query_params
    events = _events(site, issue.id, asked.get("events", ""), asked.get("event", ""))
    answer = issue_view.answered(issue, words, unsure_below=site.unsure_below)
    since = int(now // HOUR_S) - issue_view.HOURS + 1
    shown = event_view(events.shown) if events.shown else None
    audit = site.reader.audit(issue.id)
    deliveries = site.deliveries.of_issue(issue.id)
    projects = {project.id: project.name for project in site.projects.all()}
    return site.frame.render(
        request,
        "issue.html",
        section="issues",
        section_itself=False,
        issue=issue,
        project=projects.get(issue.project, issue.project),
        answer=answer,
        technical=technical_line(issue, separator=" · "),
        rule=issue_view.rule_of(issue.verdict),
        decisions=issue_view.decisions(issue.verdict, words),
        times=issue_view.times(issue, site.reader.hours_of(issue.id, since), now),
        facts=issue_view.facts_of(events.shown.event.facts, words) if events.shown else (),
        events=events,
        event=shown,
        sentry=[(one, is_web_address(one.url)) for one in site.reader.sentry_links(issue.id)],
        told=issue_view.told(deliveries[:TOLD], words),
        audit=[(one, actor_of(one, words), sentence_of(one, words)) for one in audit[: -AUDIT - 1 : -1]],
        reasons=issue_view.reasons(words),
        owners=list(Owner),
        severities=list(Severity),
        acts=_acts(issue),
        act_words=ACTS,
        ended=issue_view.is_ended(issue),
        related=site.reader.related(issue.id, RELATED),
        parts_of_it=site.regrouping.merged_into(issue.id),
        split=next((one.by for one in site.regrouping.splits() if _is_of(one, issue)), None),
        splits=[(by, words.say(text)) for by, text in SPLITS.items()],
    )


def _is_of(split: Split, issue: Issue) -> bool:
    return (split.project, split.fingerprint) == (issue.project, issue.fingerprint.value)


def _acts(issue: Issue) -> list[Status]:
    """What can be done with one click, the likeliest first."""
    if issue.status is Status.OPEN:
        return [Status.ACKNOWLEDGED, Status.RESOLVED]
    if issue.status is Status.ACKNOWLEDGED:
        return [Status.RESOLVED, Status.OPEN]
    return [Status.OPEN]


def _events(site: Site, issue_id: str, cursor: str, event_id: str) -> Stored:
    """The events behind a cursor, and of them the one with this id; else the first of them."""
    moved = False
    try:
        page = site.reader.events(issue_id, EVENTS, views.decode_cursor(cursor))
    except UsageError:
        page, cursor, moved = site.reader.events(issue_id, EVENTS, None), "", True
    found = _named(page, event_id)
    if found is None and event_id and page.next_cursor:
        # New events have pushed it onto the next page since the link was made.
        following = site.reader.events(issue_id, EVENTS, page.next_cursor)
        if found := _named(following, event_id):
            page, cursor = following, views.encode_cursor(page.next_cursor) or ""
    return Stored(
        events=page.events,
        shown=found or (page.events[0] if page.events else None),
        cursor=cursor,
        older=views.encode_cursor(page.next_cursor) or "",
        moved=moved or (bool(event_id) and found is None),
    )


def _named(page: EventPage, event_id: str) -> StoredEvent | None:
    return next((one for one in page.events if one.event.event_id == event_id), None)
