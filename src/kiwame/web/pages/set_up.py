"""The Set-up page: where events are sent to, whether the first has come, what works, and which channels are told."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kiwame.core.alert import Channel, ChannelState, DeliveryState
from kiwame.core.errors import NotFound
from kiwame.core.issue import IssueFilter
from kiwame.core.ports import Project
from kiwame.core.taxonomy import Severity
from kiwame.playbooks.playbook import N_
from kiwame.playbooks.render import render
from kiwame.web.auth import Caller, Role
from kiwame.web.findings import Mark
from kiwame.web.forms import form_of
from kiwame.web.pages.channel_form import Asked, read
from kiwame.web.pages.said import Done, Said
from kiwame.web.pages.visible import visible
from kiwame.web.site import Site, dsn

MOST_PROJECTS = 50
"""How many projects the page shows; `kiwame project list` shows all."""

GONE = N_(
    "There is no channel of this name that could be changed here. One from environment or file is changed there, by "
    "the operator."
)
NOT_ADMIN = N_("Channels are changed by the role 'admin', and this token has a smaller one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """A project as the page shows it. `dsn` is "" where it has no key, `issue` its newest issue as (path, headline)."""

    id: str
    name: str
    closed: bool
    dsn: str
    issue: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """A channel as the page shows it: never its address. `failing` is why the last message did not arrive."""

    name: str
    severities: tuple[Severity, ...]
    from_page: bool
    hidden: bool
    sent: int
    waiting: int
    failed: int
    last_sent_at: float | None
    failing: str
    failed_at: float | None


def set_up_routes(site: Site) -> APIRouter:
    """The page, what its script asks for, and what its forms send to. All wait on the database: plain functions."""
    router = APIRouter(include_in_schema=False)

    @router.get("/set-up")
    def set_up(request: Request) -> Response:
        return _page(site, request)

    @router.get("/set-up/first-event")
    def first_event(request: Request) -> Response:
        rows = _projects(site, request)
        return JSONResponse(
            {
                "first": {
                    row.id: {"url": site.frame.address_of(request, row.issue[0]), "headline": visible(row.issue[1])}
                    for row in rows
                    if row.issue
                }
            }
        )

    @router.post("/set-up/channels")
    def save(request: Request) -> Response:
        if not _is_admin(request):
            return _not_admin(site, request)
        asked = read(form_of(request.scope), operators=[channel.name for channel in site.operator_channels])
        if asked.channel is None:
            return _page(site, request, status=422, asked=asked)
        site.channels.put(asked.channel, _actor(request), site.clock())
        return _done(site, request, Done.CHANNEL_SAVED)

    _add_acts(router, site)
    return router


def _add_acts(router: APIRouter, site: Site) -> None:
    """What is done to one channel, named in the form's field `name`."""

    @router.post("/set-up/channels/remove")
    def remove(request: Request) -> Response:
        if not _is_admin(request):
            return _not_admin(site, request)
        name = form_of(request.scope).one("name")
        try:
            site.channels.remove(name)
        except NotFound:
            # Somebody was quicker: what was asked for is so. The operator's own stays.
            if name in {channel.name for channel in site.operator_channels}:
                return _gone(site, request)
        return _done(site, request, Done.CHANNEL_REMOVED)

    @router.post("/set-up/channels/test")
    def test(request: Request) -> Response:
        if not _is_admin(request):
            return _not_admin(site, request)
        channel = _channel(site, form_of(request.scope).one("name"))
        if channel is None:
            return _gone(site, request)
        fault = site.send_test(channel) if site.send_test is not None else ""
        return (
            _page(site, request, not_sent=(channel.name, fault)) if fault else _done(site, request, Done.MESSAGE_SENT)
        )

    @router.post("/set-up/channels/retry")
    def retry(request: Request) -> Response:
        if not _is_admin(request):
            return _not_admin(site, request)
        channel = _channel(site, form_of(request.scope).one("name"))
        if channel is None:
            return _gone(site, request)
        again = site.deliveries.retry(channel.name, site.clock())
        return _done(site, request, Done.RETRIED, changed=again)


def _page(
    site: Site,
    request: Request,
    *,
    status: int = 200,
    asked: Asked | None = None,
    not_sent: tuple[str, str] | None = None,
) -> Response:
    """`asked`: a form that was refused; `not_sent`: a channel whose test message did not arrive, and why."""
    channels = _channels(site)
    names = {channel.name for channel in channels}
    return site.frame.render(
        request,
        "set_up.html",
        status,
        section="set_up",
        projects=_projects(site, request),
        more_projects=len(site.projects.all()) > MOST_PROJECTS,
        address=site.address(request),
        webhooks=site.webhooks,
        findings=[(finding, finding.mark is Mark.FAILS) for finding in site.findings()],
        marks=Mark,
        channels=channels,
        asked=asked or Asked(name=next(name for name in ("slack", "slack-2", "") if name not in names)),
        all_severities=list(Severity),
        not_sent=not_sent,
        can_send=site.send_test is not None,
    )


def _projects(site: Site, request: Request) -> list[ProjectRow]:
    address = site.address(request)
    language = site.frame.words(request).language
    return [_project(site, project, address, language) for project in site.projects.all()[:MOST_PROJECTS]]


def _project(site: Site, project: Project, address: str, language: str) -> ProjectRow:
    found = site.reader.issues(IssueFilter(project=project.id), 1, None).issues
    issue = None
    if found:
        unsure = found[0].verdict.is_unsure(site.unsure_below)
        issue = (f"/issues/{found[0].id}", render(found[0].verdict, language=language, unsure=unsure).headline)
    return ProjectRow(id=project.id, name=project.name, closed=project.closed, dsn=dsn(project, address), issue=issue)


def _channels(site: Site) -> list[ChannelRow]:
    states = {state.channel: state for state in site.deliveries.channel_states()}
    operators = {channel.name for channel in site.operator_channels}
    found = [*site.operator_channels, *site.channels.all()]
    return [
        _channel_row(channel, states.get(channel.name), hidden=channel.from_page and channel.name in operators)
        for channel in found
    ]


def _channel_row(channel: Channel, state: ChannelState | None, *, hidden: bool) -> ChannelRow:
    counts = state.counts if state else {}
    return ChannelRow(
        name=channel.name,
        severities=channel.severities,
        from_page=channel.from_page,
        hidden=hidden,
        sent=counts.get(DeliveryState.SENT, 0),
        waiting=counts.get(DeliveryState.PENDING, 0) + counts.get(DeliveryState.CLAIMED, 0),
        failed=counts.get(DeliveryState.FAILED, 0),
        last_sent_at=state.last_sent_at if state else None,
        failing=state.failing if state else "",
        failed_at=state.failed_at if state else None,
    )


def _channel(site: Site, name: str) -> Channel | None:
    known = (*site.operator_channels, *site.channels.all())
    return next((channel for channel in known if channel.name == name), None)


def _is_admin(request: Request) -> bool:
    caller: Caller | None = request.scope["kiwame.caller"]
    return caller is not None and caller.role >= Role.ADMIN


def _actor(request: Request) -> str:
    caller: Caller = request.scope["kiwame.caller"]
    return caller.actor


def _not_admin(site: Site, request: Request) -> Response:
    return _refused(site, request, 403, title=N_("Not allowed"), text=NOT_ADMIN)


def _gone(site: Site, request: Request) -> Response:
    return _refused(site, request, 404, title=N_("Nothing is here"), text=GONE)


def _refused(site: Site, request: Request, status: int, *, title: str, text: str) -> Response:
    return site.frame.render(
        request, "problem.html", status, title=title, text=text, values={}, code=status, again=None
    )


def _done(site: Site, request: Request, done: Done, *, changed: int = 0) -> Response:
    answer = RedirectResponse(site.frame.address_of(request, "/set-up#channels"), 303)
    site.frame.tell_next(request, answer, Said(done=done, changed=changed))
    return answer
