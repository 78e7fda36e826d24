"""The page of issues: what needs somebody first, filtered by its address."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kiwame.core.errors import UsageError
from kiwame.core.issue import IssuePage, KnownNames, Status
from kiwame.core.ports import Project
from kiwame.core.taxonomy import REASONS_OF, STATES, Owner, Severity
from kiwame.playbooks.playbook import N_
from kiwame.web.pages import filters
from kiwame.web.pages.charts import HOUR_S
from kiwame.web.pages.filters import Asked
from kiwame.web.pages.issue_rows import HOURS, Row, row
from kiwame.web.pages.words import Words
from kiwame.web.site import Site, dsn
from kiwame.web.views import encode_cursor

ON_A_PAGE = 50
_LONGEST_NAME = 60

ACTS = {
    Status.ACKNOWLEDGED: N_("Acknowledge"),
    Status.RESOLVED: N_("Resolve"),
    Status.IGNORED: N_("Ignore"),
    Status.OPEN: N_("Reopen"),
}
"""What sets each status, as a button says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the store says for a page. `cursor_refused`: the address's cursor is of another list."""

    page: IssuePage
    counts: dict[Status, int]
    names: KnownNames
    projects: list[Project]
    cursor_refused: bool = False


def issues_routes(site: Site) -> APIRouter:
    """The page, at / and /issues, and what its script asks for."""
    router = APIRouter()

    def issues(request: Request) -> Response:
        projects = site.projects.all()
        asked = filters.read(request.query_params, projects)
        found = _find(site, asked, projects)
        rows = _rows(site, request, found.page)
        wrong = bool(asked.faults)
        status = 422 if wrong else 400 if found.cursor_refused else 200
        return site.frame.render(
            request,
            "issues.html",
            status,
            section="issues",
            asked=asked,
            rows=rows,
            found=found,
            next_cursor=encode_cursor(found.page.next_cursor),
            options=_options(asked, found, site.frame.words(request)),
            labels=_labels(site.frame.words(request)),
            statuses=list(Status),
            bulk=[(status, site.frame.words(request).say(ACTS[status])) for status in ACTS if status != asked.status],
            failing=_failing(site),
            dsns=_dsns(site, request, projects) if not rows and not sum(found.counts.values()) else [],
        )

    router.add_api_route("/", issues, methods=["GET"])
    router.add_api_route("/issues", issues, methods=["GET"])

    @router.get("/issues/news")
    def news(request: Request) -> Response:
        """The ids that the page would show now: the script counts those that it does not show yet."""
        asked = filters.read(request.query_params, site.projects.all())
        page = site.reader.issues(asked.wanted(), ON_A_PAGE, None)
        return JSONResponse({"ids": [issue.id for issue in page.issues]})

    return router


def _find(site: Site, asked: Asked, projects: list[Project]) -> Found:
    refused = False
    wanted = asked.wanted()
    try:
        page = site.reader.issues(wanted, ON_A_PAGE, asked.cursor)
    except UsageError:
        if asked.cursor is None:
            raise
        refused = True
        page = site.reader.issues(wanted, ON_A_PAGE, None)
    return Found(
        page=page,
        counts=site.reader.status_counts(wanted),
        names=site.reader.known_names(wanted.project),
        projects=projects,
        cursor_refused=refused,
    )


def _rows(site: Site, request: Request, page: IssuePage) -> list[Row]:
    now = site.clock()
    since = int(now // HOUR_S) - HOURS + 1
    hours = site.reader.hours([issue.id for issue in page.issues], since) if page.issues else {}
    language = site.frame.words(request).language
    return [
        row(issue, hours.get(issue.id, {}), language=language, unsure_below=site.unsure_below, now=now)
        for issue in page.issues
    ]


def _options(asked: Asked, found: Found, words: Words) -> dict[str, list[tuple[str, str]]]:
    """What each filter can be set to, as (value, words)."""
    names = found.names
    return {
        "severities": [(value, words.severity(value)) for value in Severity],
        "categories": [(value, words.category(value)) for value in (*REASONS_OF, *sorted(STATES))],
        "owners": [(value, words.owner(value)) for value in Owner],
        "projects": [(project.id, project.name) for project in found.projects],
        "environments": _names(names.environments, asked.given.get("environment")),
        "releases": _names(names.releases, asked.given.get("release")),
    }


def _names(known: Sequence[str], given: str | None) -> list[tuple[str, str]]:
    names = [*known] if given is None or given in known else [given, *known]
    return [(name, name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…") for name in names]


def _labels(words: Words) -> dict[str, str]:
    """What people call each parameter."""
    return {
        "q": words.say(N_("search words")),
        "severity": words.say(N_("severity")),
        "category": words.say(N_("category")),
        "owner": words.say(N_("who acts")),
        "project": words.say(N_("project")),
        "release": words.say(N_("release")),
        "environment": words.say(N_("environment")),
    }


def _failing(site: Site) -> str:
    """The channels that nothing reaches: whoever looks at the list must know that nobody was woken."""
    there = {channel.name for channel in (*site.operator_channels, *site.channels.all())}
    return ", ".join(
        state.channel for state in site.deliveries.channel_states() if state.failing and state.channel in there
    )


def _dsns(site: Site, request: Request, projects: list[Project]) -> list[str]:
    address = site.address(request)
    return [found for found in (dsn(project, address) for project in projects if not project.closed) if found]
