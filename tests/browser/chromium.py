"""The Chromium of this machine's packages, and how Playwright starts it. A download of its own is never used."""

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
REBOUND = "rebound.example"
"""A foreign name that leads to this machine, as after DNS rebinding."""
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--font-render-hinting=none",
    f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1",
)


def chromium() -> str | None:
    """Where it is, None where this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def started() -> "Iterator[Browser]":
    """A running headless Chromium; without its sandbox for root, who cannot have one."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path is not None, "no Chromium on this machine: python -m tests.setup.services"
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
