"""The page: whole, without a script, and with nothing of a case's text taken for HTML."""

import re
from html.parser import HTMLParser

from kiwame.core.taxonomy import Reason
from kiwame.evaluate.gates import Gates
from kiwame.evaluate.page import MOST_WRONG, page_of
from kiwame.evaluate.page_style import STYLE
from kiwame.evaluate.report import Measured, Report, report_of
from tests.evaluate.cases import said, scored

HOSTILE = '"><script>alert(1)</script><style>*{}</style><img src=x onerror=alert(2)>&\x00\x1b[2J\ud800'


class _Tags(HTMLParser):
    """Which tags a page has, and which are left open."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def read(report: Report) -> tuple[str, _Tags]:
    page = page_of(report)
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    return page, tags


def hostile(count: int = 3) -> Report:
    first = [
        scored(n, Reason.READ_TIMEOUT, said(Reason.TLS_ERROR, by=f"rules:{HOSTILE}"), title=HOSTILE)
        for n in range(count)
    ]
    second = [scored(n, Reason.READ_TIMEOUT, said(Reason.READ_TIMEOUT), title=HOSTILE) for n in range(count)]
    measured = [
        Measured(name=HOSTILE, scored=first, versions={"rules": HOSTILE}),
        Measured(name=HOSTILE, scored=second),
    ]
    return report_of(HOSTILE, measured, gates=Gates(category=1.0), skipped=2)


def test_no_text_of_a_case_becomes_html() -> None:
    page, tags = read(hostile())
    assert tags.seen.isdisjoint({"script", "img", "link", "iframe", "object", "base"})
    assert not {name for name in tags.attributes if name.startswith("on") or name in {"style", "src", "href"}}
    assert page.count("<style>") == 1
    assert not set(page) & {"\x00", "\x1b", "\ud800"}
    assert "2 bad lines left out" in page


def test_nothing_is_loaded() -> None:
    page, _ = read(hostile())
    assert not re.search(r"https?://|@import|url\(", page)
    assert "url(" not in STYLE
    assert "default-src 'none'; style-src 'sha256-" in page


def test_a_long_list_is_cut_and_says_so() -> None:
    page, _ = read(hostile(MOST_WRONG + 7))
    assert "7 more: --json has them all" in page


def test_one_case_alone_makes_a_page() -> None:
    one = [scored(1, Reason.READ_TIMEOUT, said(None, 0.0))]
    page, tags = read(report_of("-", [Measured(name="all", scored=one)], gates=Gates()))
    assert {"svg", "table", "details"} <= tags.seen
    assert "unclassified" in page
