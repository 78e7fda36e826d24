"""The page of issues over real HTTP, in a browser without script."""

import re
from collections.abc import Callable

import pytest

from kiwame.core.alert import Channel, Delivery
from kiwame.core.event import ErrorEvent, Link
from kiwame.core.issue import Correction, Status
from kiwame.store.engine import Store
from kiwame.web.pages.frame import Frame
from tests.web.conftest import FAILURES
from tests.web.pages.browser import Browser, Page
from tests.web.pages.conftest import Served
from tests.web.pages.events import record
from tests.web.site import NOW

Serve = Callable[..., Served]
Browse = Callable[..., Browser]


def headlines(page: Page) -> list[str]:
    return re.findall(r'<a id="i\d+"[^>]*><bdi>([^<]*)</bdi>', page.html)


def ids(page: Page) -> list[str]:
    return page.attributes("tr", "data-id")


def test_what_needs_somebody_first(serve: Serve, browse: Browse) -> None:
    page = browse(serve().port).open("/")
    assert page.status == 200
    assert len(headlines(page)) == len(FAILURES)
    severities = re.findall(r'class="sev (\w+)"', page.html)
    assert severities == sorted(severities, key=["critical", "high", "medium", "low"].index)
    assert "openai.RateLimitError insufficient_quota" in page.text or "insufficient_quota" in page.text
    assert "Open5" in page.text
    assert "acts: Operator" in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


def test_that_alerts_do_not_arrive_is_said_where_everybody_looks(serve: Serve, browse: Browse) -> None:
    served = serve()
    page = browse(served.port).open("/")
    assert "Alerts do not arrive" not in page.text
    store = served.store
    channel = Channel(name="on-call", kind="slack", url="https://hooks.slack.com/services/T/B/secret", from_page=True)
    store.channels.put(channel, "ann", NOW)
    issue = ids(page)[0]
    store.deliveries.add([Delivery(issue_id=issue, channel="on-call", alert="new", state_version=1, due_at=NOW)])
    (row,) = store.deliveries.claim(NOW, 1, NOW + 25)
    store.deliveries.failed([row.id], "no_service: the webhook was removed", None, NOW)
    page = browse(served.port).open("/")
    assert "Alerts do not arrive: on-call. Why, and what to do" in page.text
    assert "secret" not in page.html
    store.channels.remove("on-call")
    assert "Alerts do not arrive" not in browse(served.port).open("/").text


@pytest.mark.parametrize(
    ("asked", "tag", "words"),
    [
        ("en-GB,ja;q=0.5", "en", "What, and who acts"),
        ("ja", "ja", "内容と対応者"),
        ("zh-CN,en;q=0.8", "zh-Hans", "内容与处理人"),
    ],
)
def test_in_the_browsers_language(serve: Serve, browse: Browse, asked: str, tag: str, words: str) -> None:
    page = browse(serve().port, language=asked).open("/")
    assert page.attributes("html", "lang") == [tag]
    assert page.response.headers["Content-Language"] == tag
    assert words in page.text


def test_another_language_is_chosen_once_and_kept(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(language="zh").port, language="fr")
    page = browser.open("/?severity=high")
    assert page.attributes("html", "lang") == ["zh-Hans"]
    chosen = browser.send(page.form("/language"), ("language", "ja"))
    assert chosen.response.url.query == b"severity=high"
    assert chosen.attributes("html", "lang") == ["ja"]
    assert browser.open("/").attributes("html", "lang") == ["ja"]


def test_a_form_leads_nowhere_else(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    form = browser.open("/").form("/language")
    answer = browser.send(form, ("language", "ja"), next="//evil.example/")
    assert answer.response.url.host == "127.0.0.1"
    assert answer.response.url.path == "/"


def test_filters_are_addresses(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    page = browser.open("/")
    found = browser.send(page.form("/", holding="q"), q="choices", severity="high")
    assert len(headlines(found)) == 1
    assert dict(found.response.url.params)["q"] == "choices"
    again = browser.open(str(found.response.url.raw_path, "ascii"))
    assert headlines(again) == headlines(found)
    assert len(headlines(browser.open("/?environment=production"))) == len(FAILURES)
    assert headlines(browser.open("/?environment=staging")) == []


def test_no_match_says_what_to_loosen(serve: Serve, browse: Browse) -> None:
    page = browse(serve().port).open("/?q=nosuchword&severity=high")
    assert page.status == 200
    assert "No issue matches" in page.text
    assert "/?severity=high" in page.links
    assert "/?q=nosuchword" in page.links


@pytest.mark.parametrize("query", ["severity=loud", "status=x", "category=y", "owner=z", "project=99", "q=%00"])
def test_a_value_that_is_not_there_is_named_and_the_rest_is_kept(serve: Serve, browse: Browse, query: str) -> None:
    page = browse(serve().port).open(f"/?release=1.0&{query}")
    assert page.status == 422
    assert "This address asks for something that is not there" in page.text
    assert query.partition("=")[0] in page.text
    assert "/?release=1.0" in page.links


def test_a_cursor_of_another_list_is_named(serve: Serve, browse: Browse) -> None:
    served = serve(lambda store: many(store, 60))
    browser = browse(served.port)
    first = browser.open("/")
    following = next(link for link in first.links if "cursor=" in link)
    cursor = following.partition("cursor=")[2]
    for wrong in (f"/?status=ignored&cursor={cursor}", "/?status=ignored&cursor=c1-AAAA", "/?status=ignored&cursor=x"):
        page = browser.open(wrong)
        assert page.status == 400
        assert "cursor" in page.text
        assert "/?status=ignored" in page.links


def many(store: Store, number: int, message: str = "it went wrong") -> None:
    chars = "abcdefghijklmnopqrstuvwxyz"
    record(
        store,
        [
            (
                ErrorEvent(
                    event_id=f"{n:032x}",
                    project="1",
                    timestamp=NOW + n,
                    received_at=NOW + n,
                    chain=(Link(type=f"Error{chars[n // 26]}{chars[n % 26]}", message=message),),
                ),
                None,
            )
            for n in range(number)
        ],
    )


def test_fifty_on_a_page_each_issue_once(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(lambda store: many(store, 120)).port)
    page = browser.open("/")
    seen = ids(page)
    assert len(seen) == 50
    while following := [link for link in page.links if "cursor=" in link]:
        page = browser.open(following[-1])
        assert page.status == 200
        seen += ids(page)
    assert len(seen) == len(set(seen)) == 120


def test_nothing_yet_teaches(serve: Serve, browse: Browse) -> None:
    served = serve(lambda store: store.projects.ensure_default("ab" * 16, NOW))
    page = browse(served.port).open("/")
    assert f"http://{'ab' * 16}@127.0.0.1:{served.port}/1" in page.text
    assert "sentry_sdk.init" in page.text
    assert "/set-up" in page.links


def test_several_at_once(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.port)
    page = browser.open("/")
    boxes = [value for name, value in page.form("/issues/changes").boxes if name == "issue"]
    changed_meanwhile = boxes[0].partition(".")[0]
    served.store.commands.correct(changed_meanwhile, Correction(status=Status.RESOLVED), "token:other", NOW)
    done = browser.send(page.form("/issues/changes"), ("status", "acknowledged"), issue=[*boxes[:3], "999.1"])
    assert done.response.url.path == "/"
    assert (
        "Acknowledged: 2. Changed meanwhile by somebody else, and left as they are: 1. No longer there: 1." in done.text
    )
    assert len(ids(done)) == len(FAILURES) - 3
    assert "Acknowledged: 2." not in browser.open("/").text
    assert {*ids(browser.open("/?status=acknowledged"))} == {box.partition(".")[0] for box in boxes[1:3]}
    trail = served.store.reader.audit(boxes[1].partition(".")[0])
    assert [(entry.actor, entry.action, entry.after) for entry in trail] == [("local", "status", "acknowledged")]


def test_nothing_chosen_changes_nothing(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    done = browser.send(browser.open("/").form("/issues/changes"), ("status", "resolved"))
    assert "No issue was chosen" in done.text
    assert len(ids(done)) == len(FAILURES)


@pytest.mark.parametrize(("name", "value"), [("issue", "x"), ("issue", "1.-1"), ("status", "gone")])
def test_a_form_with_odd_values_changes_nothing(serve: Serve, browse: Browse, name: str, value: str) -> None:
    browser = browse(serve().port)
    values = {"issue": "1.1", "status": "resolved", name: value}
    answer = browser.send(browser.open("/").form("/issues/changes"), None, **values)
    assert answer.status == 422
    assert len(ids(browser.open("/"))) == len(FAILURES)


def test_what_the_script_asks_for(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    page = browser.open("/")
    assert browser.open("/issues/news").response.json() == {"ids": ids(page)}
    (address,) = browser.open("/?severity=high").attributes("span", "data-news")
    assert address == "/issues/news?severity=high"


def test_a_further_page_is_told_no_news_of_the_first(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(lambda store: many(store, 60)).port)
    page = browser.open("/")
    assert page.attributes("span", "data-news")
    (following,) = [held["href"] for tag, held in page.reader.tags if tag == "a" and held.get("rel") == "next"]
    further = browser.open(following or "")
    assert len(ids(further)) == 10
    assert not further.attributes("span", "data-news")


def test_several_that_are_sent_twice_are_no_conflict(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    form = browser.open("/").form("/issues/changes")
    chosen = [value for name, value in form.boxes if name == "issue"][:2]
    for _ in range(2):
        assert "Acknowledged: 2." in browser.send(form, ("status", "acknowledged"), issue=chosen).text


def test_a_page_of_fifty_is_small(serve: Serve, browse: Browse) -> None:
    served = serve(lambda store: many(store, 60, message="語&\u202e" * 500))
    for language in ("en", "ja", "zh"):
        page = browse(served.port, language=language).open("/")
        assert len(ids(page)) == 50
        assert len(page.response.content) <= 100_000


def test_static_files_are_hashed_and_kept(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    page = browser.open("/")
    addresses = [*page.attributes("link", "href"), *page.attributes("script", "src")]
    kinds = set()
    for address in addresses:
        assert re.fullmatch(r"/static/[a-z]+\.[0-9a-f]{12}\.(css|js|svg)", address)
        answer = browser.http.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        kinds.add(answer.headers["Content-Type"])
    assert kinds == {"text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml"}
    for odd in ("/static/kiwame.css", "/static/../frame.py", "/static/%2e%2e%2fapp.py", "/static/", "/static/a/b"):
        assert browser.http.get(odd).status_code == 404


def test_no_inline_script_or_style(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.port)
    for path in ("/", "/issues/1", "/?q=nosuchword"):
        page = browser.open(path)
        for tag, held in page.reader.tags:
            assert tag != "style"
            assert "style" not in held
            assert not [name for name in held if name.startswith("on")]
            assert tag != "script" or held.get("src")


def test_behind_a_proxy_that_strips_a_path(serve: Serve, browse: Browse) -> None:
    public = "https://errors.example/kiwame"
    served = serve(frame=Frame(clock=lambda: NOW, public_url=public), public_url=public)
    page = browse(served.port, host="errors.example").open("/sign-in")
    assert page.attributes("link", "href")[0].startswith("/kiwame/static/")
    here = browse(served.port).open("/")
    addresses = [*here.links, *here.attributes("form", "action"), *here.attributes("link", "href")]
    assert not [address for address in addresses if address.startswith("/kiwame")]
