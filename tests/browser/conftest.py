"""What this folder shares: one browser, one server with a day of errors, and visitors that are watched.

Browser and server end with the folder's last test: Playwright's event loop would trouble the tests of other folders.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiwame.lab.fault import Ports
from tests.browser import scene
from tests.browser.chromium import started
from tests.browser.report import Report
from tests.browser.sending import Application, application
from tests.browser.watching import Sight, Visitor, visiting
from tests.e2e.running import Serving, serving, until
from tests.peers import peers

Visit = Callable[..., Visitor]
"""visit(home, sight, expected=[…]): see `watching.visiting`."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="package")
def report() -> Iterator[Report]:
    """What is seen in this run; written when the folder's last test is over."""
    report = Report()
    yield report
    report.write()


@pytest.fixture(scope="package")
def ports() -> Iterator[Ports]:
    """The fake provider and its fellows."""
    with peers() as found:
        yield found


@pytest.fixture(scope="package")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server on this machine that has been told the day of errors. Tests that change issues leave the rest alone."""
    with serving(tmp_path_factory.mktemp("told") / "data") as server:
        tell(server)
        yield server


@pytest.fixture(scope="package")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server that stories share: each has issues of its own."""
    with serving(tmp_path_factory.mktemp("stories") / "data") as server:
        yield server


@pytest.fixture(scope="package")
def shop(stories: Serving, ports: Ports) -> Iterator[Application]:
    """An application that reports to `stories`."""
    with application(stories.dsn, ports) as shop:
        yield shop


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Serving]:
    """A server that nothing was ever sent to."""
    with serving(tmp_path / "data") as server:
        yield server


@pytest.fixture
def visit(browser: Browser, report: Report) -> Iterator[Visit]:
    """Opens visitors; in the end none of them may have complained."""
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def visit(home: str, sight: Sight = Sight(), expected: tuple[int, ...] = ()) -> Visitor:  # noqa: B008  frozen
            visitor = stack.enter_context(visiting(browser, home, sight, expected=expected, watched=report.watched))
            visitors.append(visitor)
            return visitor

        yield visit
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


def tell(server: Serving) -> None:
    """Send the day of errors, and wait until all of it is in the issues."""
    now = time.time()
    count = 0
    for event in scene.told(scene.recorded(), now):
        scene.send(server.dsn, event, now)
        count += 1
    until(
        lambda: sum(issue["count"] for issue in server.get("/api/v1/issues")["issues"]) >= count,
        f"not all of the {count} events are in the issues",
    )
