"""Pictures of the pages, from a server that has been told a day of real errors.

`python -m tools.screenshots` writes the four of docs/images/ anew; with `--all FOLDER` it writes every page there, wide
and narrow, light and dark, in every language: for looking at.
"""

import argparse
import itertools
import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from tests.browser import hostile, scene
from tests.browser.chromium import started
from tests.browser.watching import LOCALES, Sight, visiting
from tests.e2e.running import Serving, serving, until
from tests.notify.slack_recorder import slack

from tools.small_png import small

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
LARGEST = 150_000
"""Bytes of one picture in docs/."""
WIDE, NARROW = 1280, 390


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture. `whole`: the page down to its end, else the window alone."""

    name: str
    path: str
    sight: Sight
    whole: bool = False


@contextmanager
def told() -> Iterator[tuple[Serving, dict[str, str]]]:
    """A server that knows the day of errors, and its issues: id by reason."""
    with tempfile.TemporaryDirectory() as folder, slack() as recorder:
        environment = {"KIWAME_SLACK_WEBHOOK_URL": recorder.url}
        with serving(Path(folder) / "data", env=environment) as server:
            now = time.time()
            events = list(scene.told(scene.recorded(), now))
            for event in events:
                scene.send(server.dsn, event, now)
            until(lambda: sum(one["count"] for one in server.get("/api/v1/issues")["issues"]) >= len(events), "not all")
            issues = {str(one["reason"]): str(one["id"]) for one in reversed(server.get("/api/v1/issues")["issues"])}
            for reason, status in (
                ("context_length_exceeded", "acknowledged"),
                ("content_filtered", "ignored"),
                ("read_timeout", "resolved"),
            ):
                change(server, issues[reason], {"status": status})
            yield server, issues


def change(server: Serving, issue: str, what: dict[str, str]) -> None:
    """Change an issue as a script would."""
    request = urllib.request.Request(f"{server.url}/api/v1/issues/{issue}", json.dumps(what).encode(), method="PATCH")
    request.add_header("Content-Type", "application/json")
    urllib.request.urlopen(request, timeout=10).close()


def take(browser: Browser, server: Serving, shot: Shot, folder: Path) -> Path:
    """One picture as a file."""
    with visiting(browser, server.url, shot.sight) as visitor:
        page = visitor.open(shot.path)
        page.evaluate("document.fonts.ready.then(() => true)")
        target = folder / f"{shot.name}.png"
        page.screenshot(path=target, full_page=shot.whole)
    return target


def of_documents(issues: dict[str, str]) -> list[Shot]:
    """The four that the documents show."""
    credit, key = issues["quota_exhausted"], issues["invalid_api_key"]
    return [
        Shot(name="issues", path="/", sight=Sight(height=860)),
        Shot(name="issue", path=f"/issues/{credit}", sight=Sight(height=1180, dark=True)),
        Shot(name="set-up", path="/set-up", sight=Sight(height=1000)),
        Shot(name="narrow", path=f"/issues/{key}", sight=Sight(language="ja", width=NARROW, height=844, dark=True)),
    ]


def of_all(server: Serving, issues: dict[str, str]) -> list[Shot]:
    """Every page in every way."""
    for place, text in enumerate(hostile.TEXTS.values()):
        scene.send(server.dsn, hostile.event(f"{place:032x}", text), time.time())
    until(lambda: len(server.get("/api/v1/issues")["issues"]) >= len(issues) + len(hostile.TEXTS), "no hostile issue")
    marks = str(server.get("/api/v1/issues")["issues"][0]["id"])
    pages = {
        "issues": "/?status=open",
        "no-match": "/?q=nothing-has-this-text&severity=high",
        "unknown": "/?severity=terrible",
        "issue": f"/issues/{issues['quota_exhausted']}",
        "bug": f"/issues/{issues['unhandled_exception']}",
        "unsure": f"/issues/{issues['network_other']}",
        "hostile": f"/issues/{marks}",
        "set-up": "/set-up",
        "sign-in": "/sign-in",
        "absent": "/issues/999999",
    }
    return [
        Shot(
            name=f"{page}-{'wide' if width == WIDE else 'narrow'}-{'dark' if dark else 'light'}-{language}",
            path=path,
            sight=Sight(language=language, dark=dark, width=width, height=900 if width == WIDE else 844),
            whole=True,
        )
        for (page, path), width, dark, language in itertools.product(
            pages.items(), (WIDE, NARROW), (False, True), LOCALES
        )
    ]


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page in every way, into FOLDER")
    parser.add_argument("--only", default="", help="with --all: only pictures whose name holds this")
    chosen = parser.parse_args()
    folder: Path = chosen.all or IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with told() as (server, issues), started() as browser:
        shots = of_all(server, issues) if chosen.all else of_documents(issues)
        for shot in shots:
            if chosen.only in shot.name:
                written = take(browser, server, shot, folder)
                if not chosen.all:
                    written.write_bytes(small(written.read_bytes()))
                print(f"{written.name}: {written.stat().st_size:,} bytes")
    if not chosen.all and (large := [path.name for path in folder.glob("*.png") if path.stat().st_size > LARGEST]):
        raise SystemExit(f"larger than {LARGEST:,} bytes: {', '.join(large)}")


if __name__ == "__main__":
    main()
