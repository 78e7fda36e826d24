"""One browser for this folder. It ends with the folder's last test: its event loop would trouble other tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with started() as browser:
        yield browser
