"""Who may do what: decided from peer, headers, token and session alone, without a framework.

Without credentials only this machine gets in, and only by a name of this machine: a page on another site that
re-points its own name to 127.0.0.1 sends that name as Host, and a proxy on this machine adds a forwarding header, or is
one of the trusted ones, through which everybody comes.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias
from urllib.parse import urlsplit

from kiwame.core.loopback import is_forwarding, is_loopback_address, is_loopback_host, parse_authority
from kiwame.core.ports import Token
from kiwame.playbooks.playbook import N_

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]
"""Headers as ASGI carries them: names in lower case, values in latin-1."""

LOCAL_ACTOR = "local"
"""The audit's name for whoever sits at this machine and shows no token."""

SESSION_ACTOR = "admin"
"""The audit's name for whoever signed in with the password."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Those that change nothing."""

_BEARER = re.compile(r"(?i:bearer) +(?P<token>[A-Za-z0-9._~+/=-]{1,512})")


class Role(IntEnum):
    """What a caller may do; each may do all that those below may."""

    VIEWER = 1
    MEMBER = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks: a role and the name that the audit writes. `signed_in`: by a session, which can be ended."""

    role: Role
    actor: str
    signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What access is decided from.

    `peer` is the socket's other end, "" where there is none (a Unix socket). `passed_on`: the peer is a proxy that is
    trusted. `session`: the request's cookie belongs to a session that goes on.
    """

    method: str
    peer: str
    headers: Headers
    passed_on: bool = False
    session: bool = False

    def values(self, name: bytes) -> list[str]:
        """Every value of a header, in order."""
        return [value.decode("latin-1") for key, value in self.headers if key.lower() == name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """No access. `status` is 401 or 403, `text` the sentence that says what to do, `values` what fills its braces."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The sentence in English."""
        return self.text.format_map(self.values)


NO_TOKEN = N_(
    "Kiwame answers without a token only to this machine itself. Create one with 'kiwame token create --name NAME "
    "--role viewer' and send it as 'Authorization: Bearer TOKEN'."
)
BAD_TOKEN = N_(
    "This token is not known here, or was revoked. Create one with 'kiwame token create --name NAME --role viewer' "
    "and send it as 'Authorization: Bearer TOKEN'."
)
BAD_SCHEME = N_(
    "The Authorization header cannot be read. Send exactly one, 'Authorization: Bearer TOKEN', with a token from "
    "'kiwame token create --name NAME --role viewer'."
)
SMALL_ROLE = N_(
    "This needs the role '{needed}', and the token has '{role}'. Create a token that may: "
    "'kiwame token create --name NAME --role {needed}'."
)
NO_FORM_TOKEN = N_(
    "A change by a signed-in browser needs the token of Kiwame's forms in the header X-Kiwame-Form. Scripts use a "
    "token from 'kiwame token create --name NAME --role member' instead."
)
OTHER_ORIGIN = N_(
    "A page of another origin asks for this change without a token. Ask from Kiwame's own address, or send a token "
    "from 'kiwame token create --name NAME --role member'."
)


def token_hash(token: str) -> str:
    """What is kept of a token: the SHA-256 of its UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def decide(request: Request, *, needed: Role, find: Callable[[str], Token | None]) -> Caller | Denied:
    """Who asks, or why not. `find` looks a token's hash up; it is called only where a token was shown.

    Credentials that are shown are judged, even from this machine: a wrong token never becomes no token.
    """
    shown = request.values(b"authorization")
    if shown:
        return _by_token(shown, needed=needed, find=find)
    local = is_local(request)
    if not local and not request.session:
        return _unauthorised(NO_TOKEN)
    if request.method not in SAFE_METHODS and from_elsewhere(request):
        return Denied(status=403, text=OTHER_ORIGIN)
    return Caller(role=Role.ADMIN, actor=LOCAL_ACTOR if local else SESSION_ACTOR, signed_in=not local)


def _by_token(shown: Sequence[str], *, needed: Role, find: Callable[[str], Token | None]) -> Caller | Denied:
    match = _BEARER.fullmatch(shown[0].strip(" \t")) if len(shown) == 1 else None
    if match is None:
        return _unauthorised(BAD_SCHEME, error="invalid_request")
    token = find(token_hash(match["token"]))
    if token is None or token.role.upper() not in Role.__members__:
        return _unauthorised(BAD_TOKEN, error="invalid_token")
    role = Role[token.role.upper()]
    if role < needed:
        challenge = 'Bearer realm="kiwame", error="insufficient_scope"'
        values = {"needed": needed.name.lower(), "role": token.role}
        return Denied(status=403, text=SMALL_ROLE, headers={"WWW-Authenticate": challenge}, values=values)
    return Caller(role=role, actor=f"token:{token.name}")


def _unauthorised(text: str, *, error: str = "") -> Denied:
    challenge = 'Bearer realm="kiwame"' + (f', error="{error}"' if error else "")
    return Denied(status=401, text=text, headers={"WWW-Authenticate": challenge})


def is_local(request: Request) -> bool:
    """True where peer and Host are both this machine and nothing says that the request was passed on."""
    hosts = request.values(b"host")
    return (
        not request.passed_on
        and is_loopback_address(request.peer)
        and len(hosts) == 1
        and is_loopback_host(hosts[0])
        and not any(is_forwarding(name) for name, _ in request.headers)
    )


def from_elsewhere(request: Request) -> bool:
    """True where a browser says that another origin's page sent this."""
    sites = request.values(b"sec-fetch-site")
    if any(site.strip().lower() not in {"same-origin", "none"} for site in sites):
        return True
    origins = request.values(b"origin")
    return any(not _same_origin(origin, request.values(b"host")) for origin in origins)


def from_here(request: Request) -> bool:
    """True where a browser says that a page of ours sent this, and nothing says otherwise."""
    said = request.values(b"origin") or [site for site in request.values(b"sec-fetch-site") if site != "none"]
    return bool(said) and not from_elsewhere(request)


def _same_origin(origin: str, hosts: Iterable[str]) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    default = {"http": 80, "https": 443}.get(parts.scheme)
    asked = parse_authority(parts.netloc)
    if default is None or asked is None or parts.path or parts.query or parts.fragment:
        return False
    here = [authority for authority in map(parse_authority, hosts) if authority is not None]
    return len(here) == 1 and (asked[0], asked[1] or default) == (here[0][0], here[0][1] or default)
