"""A site and its access over a real store, as the service builds them."""

import itertools
from collections.abc import Sequence
from typing import Any

from kiwame.store.engine import Store
from kiwame.web.access import Access
from kiwame.web.csrf import FormSeal
from kiwame.web.hosts import OwnHosts
from kiwame.web.pages.frame import Frame
from kiwame.web.passwords import settle
from kiwame.web.proxies import TrustedProxies
from kiwame.web.sessions import SignedIn
from kiwame.web.site import Site

NOW = 1767225600.0

_STARTS = itertools.count(1)
"""So that no two servers of a test run give out the same secret."""


def later() -> float:
    """A little after the seeded events."""
    return NOW + 100


def make_site(store: Store, *, language: str = "en", **fields: Any) -> Site:
    """A site; `fields` replace what is said here."""
    clock = fields.pop("clock", later)
    public_url = fields.get("public_url", "")
    own: dict[str, Any] = {
        "reader": store.reader,
        "commands": store.commands,
        "regrouping": store.regrouping,
        "projects": store.projects,
        "deliveries": store.deliveries,
        "channels": store.channels,
        "frame": Frame(clock=clock, language=language, public_url=public_url),
        "clock": clock,
        "findings": tuple,
        "language": language,
    }
    return Site(**(own | fields))


def make_access(
    store: Store,
    *,
    password: str = "",
    public_url: str = "",
    allowed: Sequence[str] = (),
    proxies: Sequence[str] = (),
    **fields: Any,
) -> Access:
    """Who is let in; `clock` among `fields` is that of sessions."""
    numbers = itertools.count(next(_STARTS) * 1_000_000)

    def secret() -> str:
        return f"{next(numbers):043d}"

    return Access(
        find=store.tokens.find,
        hosts=OwnHosts(public_url=public_url, allowed=allowed),
        proxies=TrustedProxies(proxies),
        signed_in=SignedIn(store.sessions, clock=fields.get("clock", later), secret=secret),
        password=settle(password, key_values=store.key_values, sessions=store.sessions),
        seal=FormSeal(store.key_values.ensure("form_key", "k" * 43)),
        secret=secret,
    )
