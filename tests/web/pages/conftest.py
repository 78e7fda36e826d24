"""A store of a test's own with judged issues, the web in front of it, and a browser without script."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiwame.decide.severity import severity
from kiwame.store.engine import Store, open_store
from kiwame.web.app import make_app
from kiwame.web.health import Check
from tests.web.conftest import seed, served
from tests.web.pages.browser import Browser
from tests.web.site import NOW, make_access, make_site


@dataclass
class Served:
    """A server and its store. `now` is what its clock says."""

    store: Store
    port: int
    now: float


@pytest.fixture
def serve(blank: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts a server over a new store, seeded with what `tests.web.conftest` seeds where nothing else is said."""
    with ExitStack() as stack:

        def start(fill: Callable[[Store], None] = seed, *, now: float = NOW + 100, **site: Any) -> Served:
            store = open_store(shutil.copy(blank, tmp_path / "kiwame.sqlite"), severity=severity, create=False)
            stack.callback(store.close)
            fill(store)
            app = make_app(
                site=make_site(store, clock=lambda: now, **site),
                access=make_access(store, public_url=site.get("public_url", ""), clock=lambda: now),
                readiness=lambda: [Check(name="store", ok=True)],
                metrics=lambda: b"",
            )
            return Served(store=store, port=stack.enter_context(served(app)), now=now)

        yield start


@pytest.fixture
def browse() -> Iterator[Callable[..., Browser]]:
    """Opens browsers and closes them."""
    with ExitStack() as stack:

        def start(port: int, **options: Any) -> Browser:
            browser = Browser(port, **options)
            stack.callback(browser.close)
            return browser

        yield start
