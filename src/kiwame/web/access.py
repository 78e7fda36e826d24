"""Everything that decides whether a request is let in, put together: host, origin, token, session, form."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from kiwame.core.ports import Token
from kiwame.web import cookies
from kiwame.web.auth import NO_FORM_TOKEN, Caller, Denied, Headers, Request, Role, decide, from_here
from kiwame.web.auth import SAFE_METHODS as SAFE
from kiwame.web.csrf import FormSeal
from kiwame.web.hosts import OwnHosts
from kiwame.web.passwords import Password
from kiwame.web.proxies import Origin, TrustedProxies
from kiwame.web.sessions import SignedIn, session_hash
from kiwame.web.tries import Tries

FORM_HEADER = b"x-kiwame-form"
"""Where a script of ours sends the token that a form has in its field `csrf`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the guard and the sign-in page ask. `find` looks a token's hash up; `secret` gives 32 random bytes in
    base64url."""

    find: Callable[[str], Token | None]
    hosts: OwnHosts
    proxies: TrustedProxies
    signed_in: SignedIn
    password: Password
    seal: FormSeal
    secret: Callable[[], str]
    tries: Tries = field(default_factory=Tries)

    def visit(self, scope: Scope) -> "Visit":
        """What is known of a request before anything is looked up."""
        client = scope.get("client")
        peer = client[0] if client else ""
        request = Request(method=scope["method"], peer=peer, headers=cast("Headers", scope["headers"]))
        origin = self.proxies.origin(
            peer=peer,
            scheme=scope["scheme"],
            forwarded_for=request.values(b"x-forwarded-for"),
            forwarded_proto=request.values(b"x-forwarded-proto"),
        )
        # nginx asks by HTTP/1.0, and adds no header, where nobody tells it otherwise; no browser does.
        passed_on = origin.passed_on or scope.get("http_version") == "1.0"
        return Visit(access=self, request=replace(request, passed_on=passed_on), origin=origin)


@dataclass(slots=True, kw_only=True)
class Visit:
    """One request on its way in. `form_cookie` is what forms are bound to where nobody is signed in; `new_cookie`:
    the browser does not have it yet."""

    access: Access
    request: Request
    origin: Origin
    form_cookie: str = ""
    new_cookie: bool = False
    bound_to: str = ""

    @property
    def secure(self) -> bool:
        """Whether the browser speaks TLS, to us or to a trusted proxy."""
        return self.origin.scheme == "https"

    def cookie(self, name: str) -> str:
        """One of our cookies, "" where it is not there."""
        return cookies.read(self.request.values(b"cookie"), name, secure=self.secure)

    async def caller(self) -> Caller | Denied:
        """Who asks, or why not. StorageError."""
        access, request = self.access, self.request
        needed = Role.VIEWER if request.method in SAFE else Role.MEMBER
        cookie = self.cookie(cookies.SESSION)
        if request.values(b"authorization"):
            return await run_in_threadpool(decide, request, needed=needed, find=access.find)
        if cookie and access.password.is_set and await run_in_threadpool(access.signed_in.knows, cookie):
            request = replace(request, session=True)
        return decide(request, needed=needed, find=access.find)

    def bind(self, caller: Caller | None) -> str:
        """The token that this visitor's forms carry; "" for whoever shows a token of the API."""
        if caller is not None and caller.signed_in:
            self.bound_to = f"session:{session_hash(self.cookie(cookies.SESSION))}"
        else:
            kept = self.cookie(cookies.FORM)
            self.form_cookie, self.new_cookie = kept or self.access.secret(), not kept
            self.bound_to = f"cookie:{self.form_cookie}"
        return self.access.seal.token(self.bound_to, self.access.secret())

    def form_fits(self, token: str) -> bool:
        """Whether a form's token is this visitor's."""
        return not self.new_cookie and self.access.seal.fits(token, self.bound_to)

    def refused_script(self) -> Denied | None:
        """A change of the API by a session's cookie must come from a page of ours, with its token in a header."""
        shown = self.request.values(FORM_HEADER)
        if from_here(self.request) and len(shown) == 1 and self.form_fits(shown[0]):
            return None
        return Denied(status=403, text=NO_FORM_TOKEN)

    def form_cookie_header(self) -> str:
        """The Set-Cookie that a page brings along, "" where the browser has it."""
        return cookies.written(cookies.FORM, self.form_cookie, secure=self.secure) if self.new_cookie else ""


def visit_of(scope: "Scope | dict[str, Any]") -> Visit:
    """The visit that the guard left in the scope."""
    visit: Visit = scope["kiwame.visit"]
    return visit
