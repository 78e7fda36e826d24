"""The Set-up page of who has no script, while it waits for the first event."""

from collections.abc import Callable

from kiwame.store.engine import Store
from tests.web.pages.browser import Browser
from tests.web.pages.conftest import Served
from tests.web.site import NOW


def empty(store: Store) -> None:
    store.projects.ensure_default("ab" * 16, NOW)


def test_only_the_page_itself_asks_again(serve: Callable[..., Served], browse: Callable[..., Browser]) -> None:
    browser = browse(serve(empty).port)
    page = browser.open("/set-up")
    assert page.attributes("meta", "http-equiv") == ["refresh"]
    # Asked again, the address that a form goes to has no page, and what was typed would be gone.
    refused = browser.send(page.form("/set-up/channels"), url="http://10.0.0.9/", severity="critical")
    assert (refused.status, refused.response.url.path) == (422, "/set-up/channels")
    assert not refused.attributes("meta", "http-equiv")
