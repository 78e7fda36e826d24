"""An error as a page: what happened, what to do, and a way on."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from kiwame.playbooks.playbook import N_
from kiwame.web import problems
from kiwame.web.auth import BAD_SCHEME, BAD_TOKEN, OTHER_ORIGIN, from_here
from kiwame.web.forms import Form
from kiwame.web.pages.frame import Frame
from kiwame.web.problems import ProblemPage

_TITLES = {
    400: N_("This cannot be read"),
    401: N_("Not signed in"),
    403: N_("Not allowed"),
    404: N_("Nothing is here"),
    405: N_("Not this way"),
    409: N_("Changed meanwhile"),
    413: N_("Too large"),
    415: N_("Not a form"),
    421: N_("Not Kiwame's name"),
    422: N_("Some values cannot be used"),
    429: N_("Too many tries"),
    500: N_("Kiwame failed"),
    503: N_("The database does not answer"),
}
_OTHER = N_("This did not work")

_FOR_PEOPLE = {
    problems.NO_SUCH_ROUTE: N_("There is no page at this address. It may have been copied incompletely."),
    problems.NO_SUCH_ISSUE: N_(
        "There is no issue with this id. It may be on another Kiwame, or the link was copied incompletely."
    ),
    problems.BAD_CURSOR: N_("This link leads to a page of another list. Begin again with the first page."),
    problems.BAD_VALUES: N_("{faults}. Change the address, or begin again without filters."),
    problems.BAD_BODY: problems.BAD_FORM,
    BAD_TOKEN: N_(
        "The token in the Authorization header is not known here, or was revoked. Without it you can sign in."
    ),
    BAD_SCHEME: N_("The Authorization header cannot be read. Without it you can sign in."),
    OTHER_ORIGIN: N_(
        "This form came from a page of another address, so nothing was changed. Use Kiwame's own pages; behind a "
        "reverse proxy, let it pass the Host header on unchanged."
    ),
}
"""What is said to people where the API's words are about requests."""

_SECRET_FIELDS = frozenset({"csrf", "password", "url"})
_MOST_FIELDS = 120


def page_of_problems(frame: Frame) -> ProblemPage:
    """Shows problems in this frame."""

    def page(
        scope: Scope, status: int, detail: str, *, headers: Mapping[str, str], values: Mapping[str, object]
    ) -> Response:
        request = Request(scope)
        again = _again(scope) if detail == problems.STALE_FORM else None
        return frame.render(
            request,
            "problem.html",
            status,
            headers,
            title=_TITLES.get(status, _OTHER),
            text=_FOR_PEOPLE.get(detail, detail),
            values=dict(values),
            code=status,
            again=again,
        )

    return page


def _again(scope: Scope) -> Form | None:
    """What was typed into a form whose token was too old, to be sent again with a new one: where a browser says that
    it came from a page of ours, and nothing in it must not be shown."""
    form: Form | None = scope.get("kiwame.stale_form")
    if form is None or not from_here(scope["kiwame.visit"].request) or scope["kiwame.caller"] is None:
        return None
    names = {name for name, _ in form.fields}
    kept = tuple((name, value) for name, value in form.fields if name != "csrf")
    if names & (_SECRET_FIELDS - {"csrf"}) or not kept or len(kept) > _MOST_FIELDS:
        return None
    return Form(fields=kept)
