"""What people do to issues from their pages: set a status, correct a verdict; one issue, or several at once."""

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.issue import Correction, Issue, Status
from kiwame.core.taxonomy import Owner, Reason, Severity
from kiwame.playbooks.playbook import N_
from kiwame.web.api import known_shape
from kiwame.web.auth import Caller
from kiwame.web.forms import Form, form_of
from kiwame.web.pages.audit_words import actor_of, sentence_of
from kiwame.web.pages.issues import ACTS
from kiwame.web.pages.own_path import own_path
from kiwame.web.pages.said import Done, Said
from kiwame.web.pages.words import Words
from kiwame.web.site import Site

MOST_AT_ONCE = 100
LONGEST_IGNORE_S = 366 * 86400
MOST_EVENTS = 1_000_000

_ISSUE = re.compile(r"([0-9A-Za-z_-]{1,64})\.([0-9]{1,15})")
_DONE = {
    Status.ACKNOWLEDGED: Done.ACKNOWLEDGED,
    Status.RESOLVED: Done.RESOLVED,
    Status.IGNORED: Done.IGNORED,
    Status.OPEN: Done.REOPENED,
}

BAD_FIELD = N_("The form's field '{name}' holds a value that is not known here. Go back, reload the page, try again.")
NOT_A_NUMBER = N_("Say after how many events it should come back: a whole number from 1 to {most}.")
NOTHING_SAID = N_("Nothing was chosen in this form. Go back and choose what is to be changed.")
NO_REASON = N_("Nobody was sure what this is: choose its category and reason too, and then who acts.")
NO_RELEASE = N_("No event of this issue names a release, so none can be the next one: resolve it as it is.")

_Choice = TypeVar("_Choice", bound=StrEnum)


class Refused(UsageError):
    """A form whose values cannot be used: a marked sentence, and what fills it."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.values = values


def act_routes(site: Site) -> APIRouter:
    """Where the forms of both pages send to."""
    router = APIRouter()

    @router.post("/issues/changes")
    def several(request: Request) -> Response:
        form = form_of(request.scope)
        try:
            status = _needed(form, "status", Status)
            chosen = chosen_of(form)
        except Refused as refused:
            return refuse(site, request, refused)
        result = Said(done=_DONE[status] if chosen else Done.NOTHING_CHOSEN, several=bool(chosen))
        for issue_id, version in chosen:
            result = _add(site, request, result, issue_id, Correction(status=status, version=version))
        return back_to(site, request, own_path(form.one("next")), result)

    @router.post("/issues/{issue_id}/status")
    def status(request: Request, issue_id: str) -> Response:
        return _change(site, request, issue_id, status_correction)

    @router.post("/issues/{issue_id}/verdict")
    def verdict(request: Request, issue_id: str) -> Response:
        return _change(site, request, issue_id, lambda form, now: verdict_correction(form))

    return router


def status_correction(form: Form, now: float) -> Correction:
    """What a status form asks for at `now` (Unix seconds). Refused."""
    status = _needed(form, "status", Status)
    asked = Correction(status=status, version=_version(form))
    if status is Status.RESOLVED:
        return replace(asked, in_next_release=form.one("in_next_release") == "1")
    if status is not Status.IGNORED:
        return asked
    if seconds := form.one("for"):
        return replace(asked, ignore_until=now + _whole(seconds, LONGEST_IGNORE_S, "for"))
    if count := form.one("count"):
        try:
            return replace(asked, ignore_count=_whole(count, MOST_EVENTS, "count"))
        except Refused:
            raise Refused(NOT_A_NUMBER, most=f"{MOST_EVENTS:,}") from None
    return asked


def verdict_correction(form: Form) -> Correction:
    """What a correction form asks for. Refused where it names nothing."""
    asked = Correction(
        reason=_maybe(form, "reason", Reason),
        owner=_maybe(form, "owner", Owner),
        severity=_maybe(form, "severity", Severity),
        version=_version(form),
    )
    if asked.reason is None and asked.owner is None and asked.severity is None:
        raise Refused(NOTHING_SAID)
    return asked


def _needed(form: Form, name: str, kind: type[_Choice]) -> _Choice:
    found = _maybe(form, name, kind)
    if found is None:
        raise Refused(BAD_FIELD, name=name)
    return found


def _maybe(form: Form, name: str, kind: type[_Choice]) -> _Choice | None:
    value = form.one(name)
    if not value:
        return None
    if value not in set(kind):
        raise Refused(BAD_FIELD, name=name)
    return kind(value)


def _whole(text: str, most: int, name: str) -> int:
    number = int(text) if re.fullmatch(r"[0-9]{1,12}", text) else 0
    if not 1 <= number <= most:
        raise Refused(BAD_FIELD, name=name)
    return number


def _version(form: Form) -> int | None:
    text = form.one("version")
    return _whole(text, 10**12, "version") if text else None


def chosen_of(form: Form) -> list[tuple[str, int]]:
    """The issues that are ticked, each with the version that was seen. Refused."""
    return [_chosen(value) for value in dict.fromkeys(form.all("issue"))][:MOST_AT_ONCE]


def _chosen(value: str) -> tuple[str, int]:
    match = _ISSUE.fullmatch(value)
    if match is None:
        raise Refused(BAD_FIELD, name="issue")
    return match[1], int(match[2])


def actor_id(request: Request) -> str:
    """Who sent the form, as the audit trail names them."""
    caller: Caller = request.scope["kiwame.caller"]
    return caller.actor


def _add(site: Site, request: Request, result: Said, issue_id: str, correction: Correction) -> Said:
    try:
        site.commands.correct(issue_id, correction, actor_id(request), site.clock())
    except Conflict:
        if not is_so(site.reader.issue(issue_id), correction):
            return replace(result, missed=result.missed + 1)
    except NotFound:
        return replace(result, gone=result.gone + 1)
    return replace(result, changed=result.changed + 1)


def _change(site: Site, request: Request, issue_id: str, read: Callable[[Form, float], Correction]) -> Response:
    """One issue: changed and back to its page, or what stood against it."""
    form, now = form_of(request.scope), site.clock()
    before = site.reader.issue(known_shape(issue_id))
    try:
        correction = _fitting(read(form, now), before)
    except Refused as refused:
        return refuse(site, request, refused)
    try:
        after = site.commands.correct(issue_id, correction, actor_id(request), now)
    except Conflict:
        after = site.reader.issue(issue_id)
        if not is_so(after, correction):
            return _conflict(site, request, after, form)
        before = after
    if after == before:
        done = Done.UNCHANGED
    elif correction.status is None:
        done = Done.CORRECTED
    else:
        done = _DONE[correction.status]
    return back_to(site, request, f"/issues/{issue_id}", Said(done=done, changed=1))


def _fitting(correction: Correction, issue: Issue) -> Correction:
    """`correction` where it fits this issue. Refused, in the reader's language, where the store would refuse it."""
    if correction.owner is not None and correction.reason is None and issue.verdict.reason is None:
        raise Refused(NO_REASON)
    if correction.in_next_release and not issue.releases:
        raise Refused(NO_RELEASE)
    return correction


def is_so(issue: Issue, asked: Correction) -> bool:
    """True where an issue is as a correction wants it: what was clicked twice is done, and no conflict with oneself.

    An ignore that ends never is: each click names another end.
    """
    if asked.ignore_until is not None or asked.ignore_count is not None:
        return False
    ends = (issue.ignored_until, issue.ignored_until_count, issue.resolved_in_next)
    verdict = issue.verdict
    return (
        (asked.status is None or (asked.status is issue.status and ends == (None, None, asked.in_next_release)))
        and (asked.reason is None or (verdict.by_human and asked.reason is verdict.reason))
        and (asked.owner is None or (verdict.by_human and asked.owner is verdict.owner))
        and (asked.severity is None or asked.severity is issue.severity.severity)
    )


def _conflict(site: Site, request: Request, issue: Issue, form: Form) -> Response:
    """Somebody else was faster: who did what, and the form once more, to be sent on purpose."""
    words = site.frame.words(request)
    newest = site.reader.audit(issue.id)[-5:]
    return site.frame.render(
        request,
        "changed.html",
        409,
        section="issues",
        section_itself=False,
        issue=issue,
        changes=[(actor_of(entry, words), sentence_of(entry, words), entry.at) for entry in reversed(newest)],
        fields=_again(form, issue),
        wanted=_wanted(form, words),
    )


def _again(form: Form, issue: Issue) -> list[tuple[str, str]]:
    kept = ("status", "in_next_release", "for", "count", "reason", "owner", "severity")
    fields = [(name, form.one(name)) for name in kept if form.one(name)]
    return [*fields, ("version", str(issue.version))]


def _wanted(form: Form, words: Words) -> str:
    """What the form asked for."""
    said = [words.say(ACTS[Status(form.one("status"))])] if form.one("status") in set(Status) else []
    said += [form.one(name) for name in ("reason", "owner", "severity") if form.one(name)]
    return ", ".join(said)


def refuse(site: Site, request: Request, refused: Refused) -> Response:
    """The page that says why a form cannot be used."""
    words = site.frame.words(request)
    text = words.say(str(refused), **refused.values)
    return site.frame.render(request, "refused.html", 422, section="issues", section_itself=False, text=text)


def back_to(site: Site, request: Request, path: str, result: Said) -> Response:
    """Back to a page, which says once what was done."""
    back = RedirectResponse(site.frame.address_of(request, path), 303)
    site.frame.tell_next(request, back, result)
    return back
