"""The page of one issue over real HTTP, in a browser without script."""

from collections.abc import Callable

import pytest

from kiwame.core.alert import Delivery
from kiwame.core.event import Breadcrumb, ErrorEvent, EventDetail, Facts, Frame, FrameSource, Link, SentryLink
from kiwame.core.issue import Correction, LinkedSentryIssue, Status
from kiwame.core.taxonomy import Owner, Reason, Severity
from kiwame.store.engine import Store
from tests.web.pages.browser import Browser, Page
from tests.web.pages.conftest import Served
from tests.web.pages.events import record
from tests.web.site import NOW

Serve = Callable[..., Served]
Browse = Callable[..., Browser]

QUOTA = "Error code: 429 - {'error': {'message': 'You have no credit left', 'code': 'insufficient_quota'}}"


def events(store: Store, number: int = 1, *, release: str = "1.0") -> None:
    """One issue: an account out of credit, `number` events, an hour apart."""
    frames = (
        Frame(function="main", filename="app/main.py", lineno=3, in_app=True),
        Frame(function="post", module="openai._base_client", filename="openai/_base_client.py", lineno=99),
    )
    sources = ((FrameSource(context_line="    main()", variables={"model": "'gpt-4.1'"}), FrameSource()),)
    record(
        store,
        [
            (
                ErrorEvent(
                    event_id=f"{n:032x}",
                    project="1",
                    timestamp=NOW - 3600 * (number - n),
                    received_at=NOW,
                    chain=(Link(type="RateLimitError", module="openai", message=QUOTA, frames=frames),),
                    release=release,
                    environment="production",
                    tags=(("shard", f"s{n}"),),
                    facts=Facts(
                        provider="openai",
                        error_code="insufficient_quota",
                        sources=(("error_code", "chain[0].message"),),
                    ),
                ),
                EventDetail(sources=sources, breadcrumbs=(Breadcrumb(message="asked the model"),)),
            )
            for n in range(number)
        ],
    )


def act(browser: Browser, page: Page, name: str, **values: str) -> Page:
    return browser.send(page.form("/issues/1/status", button=("status", name)), ("status", name), **values)


def test_the_answer_first_then_why_then_the_event(serve: Serve, browse: Browse) -> None:
    page = browse(serve(events).port).open("/issues/1")
    assert page.status == 200
    order = [
        "out of credit", "How bad", "act at once", "Who acts", "Operator", "Cause", "What to do", "How sure",
        "Why this verdict", "rate_limit / quota_exhausted", "48 hours, by hour", "Latest event", "RateLimitError",
        "1 frame of openai", "app/main.py", "main()", "shard", "asked the model", "So far", "Facts",
        "insufficient_quota", "Told", "What people did", "Grouped by",
    ]  # fmt: skip
    text = page.text
    for words in order:
        assert words in text, words
        text = text[text.index(words) + len(words) :]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Why this verdict", "act at once")),
        ("ja", ("この判定の根拠", "直ちに対応")),
        ("zh", ("判定依据", "运维")),
    ],
)
def test_in_three_languages(serve: Serve, browse: Browse, language: str, words: tuple[str, ...]) -> None:
    page = browse(serve(events).port, language=language).open("/issues/1")
    assert [word for word in words if word not in page.text] == []


def test_json_for_whoever_asks_for_it(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(events).port)
    for accept in ("application/json", "*/*"):
        answer = browser.http.get("/issues/1", headers={"Accept": accept})
        assert answer.json()["reason"] == "quota_exhausted"
    assert browser.open("/issues/1").html.startswith("<!doctype html>")


@pytest.mark.parametrize("issue_id", ["2", "0", "x", "%00", "1%20", "9" * 300])
def test_what_is_not_there(serve: Serve, browse: Browse, issue_id: str) -> None:
    page = browse(serve(events).port).open(f"/issues/{issue_id}")
    assert page.status == 404
    assert "There is no issue with this id" in page.text


def test_each_status_in_one_click_and_the_trail_shows_it(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    page = act(browser, browser.open("/issues/1"), "acknowledged")
    assert "Acknowledged: it stays silent" in page.text
    assert "somebody at this machine acknowledged it" in page.text
    page = act(browser, page, "resolved")
    assert "resolved it" in page.text
    page = act(browser, page, "open")
    assert "opened it again" in page.text
    assert served.store.reader.issue("1").status is Status.OPEN
    assert "Opened again." not in browser.open("/issues/1").text


def test_resolve_in_the_next_release(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    page = browser.open("/issues/1")
    page = browser.send(page.form("/issues/1/status", holding="in_next_release"), ("status", "resolved"))
    assert "resolved it in the next release" in page.text
    assert served.store.reader.issue("1").resolved_in_next


def test_that_is_offered_only_where_releases_are_known(serve: Serve, browse: Browse) -> None:
    page = browse(serve(lambda store: events(store, release="")).port).open("/issues/1")
    assert "Resolve in next release" not in page.text


def test_ignore_until_a_count_or_a_time_or_for_good(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    page = browser.open("/issues/1")
    counted = browser.send(page.form("/issues/1/status", holding="count"), count="25")
    assert "Ignored until it came 25 times more." in counted.text
    assert "ignored it for 25 more events" in counted.text
    page = act(browser, counted, "open")
    timed = browser.send(page.form("/issues/1/status", holding="for"), None, **{"for": "28800"})
    assert served.store.reader.issue("1").ignored_until == served.now + 28800
    assert "Ignored until 2026-01-01 08:01:40 UTC." in timed.text
    page = act(browser, timed, "open")
    forever = act(browser, page, "ignored")
    assert "Ignored for good" in forever.text


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "9" * 30])
def test_a_count_that_is_none_is_named(serve: Serve, browse: Browse, count: str) -> None:
    served = serve(events)
    browser = browse(served.port)
    answer = browser.send(browser.open("/issues/1").form("/issues/1/status", holding="count"), count=count)
    assert answer.status == 422
    assert "a whole number from 1 to 1,000,000" in answer.text
    assert served.store.reader.issue("1").status is Status.OPEN


def test_correct_a_verdict(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    form = browser.open("/issues/1").form("/issues/1/verdict")
    page = browser.send(form, reason="invalid_api_key", owner="us", severity="low")
    assert "Corrected: your word holds" in page.text
    assert "sure, by a person" in page.text
    issue = served.store.reader.issue("1")
    assert (issue.verdict.reason, issue.verdict.owner) == (Reason.INVALID_API_KEY, Owner.US)
    assert issue.severity.severity is Severity.LOW
    for words in ("reason: quota_exhausted → invalid_api_key", "who acts: Operator → Us", "severity: Critical → Low"):
        assert words in page.text


@pytest.mark.parametrize(
    "values", [{}, {"reason": "bad_luck"}, {"owner": "me"}, {"severity": "loud"}, {"version": "x"}]
)
def test_a_correction_that_cannot_be_used(serve: Serve, browse: Browse, values: dict[str, str]) -> None:
    served = serve(events)
    browser = browse(served.port)
    before = served.store.reader.issue("1")
    answer = browser.send(browser.open("/issues/1").form("/issues/1/verdict"), None, **values)
    assert answer.status == 422
    assert served.store.reader.issue("1") == before


def test_two_people_at_once(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    page = browser.open("/issues/1")
    served.store.commands.correct("1", Correction(owner=Owner.US), "token:ci", NOW)
    answer = act(browser, page, "resolved")
    assert answer.status == 409
    assert "Somebody changed this issue meanwhile" in answer.text
    assert "token ci" in answer.text
    assert served.store.reader.issue("1").status is Status.OPEN
    done = browser.send(answer.form("/issues/1/status"))
    assert done.status == 200
    assert served.store.reader.issue("1").status is Status.RESOLVED


def test_events_one_by_one(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(lambda store: events(store, 23)).port)
    page = browser.open("/issues/1")
    seen = []
    while True:
        seen.append(page.text[page.text.index("shard s") + 6 :].split()[0])
        following = [
            held["href"] for tag, held in page.reader.tags if tag == "a" and held.get("rel") == "next" and held["href"]
        ]
        if not following:
            break
        page = browser.open(following[0])
    assert seen == [f"s{n}" for n in range(22, -1, -1)]
    newest = next(link for link in page.links if link == "/issues/1#event" or "event=" in link)
    assert browser.open(newest).status == 200


def test_a_link_to_an_event_holds_while_new_ones_come(serve: Serve, browse: Browse) -> None:
    served = serve(lambda store: events(store, 8))
    browser = browse(served.port)
    link = next(link for link in browser.open("/issues/1").links if f"event={0:032x}" in link)
    assert "shard s0" in browser.open(link).text
    events_after = [n + 100 for n in range(6)]
    record(
        served.store,
        [
            (
                ErrorEvent(
                    event_id=f"{n:032x}", project="1", timestamp=NOW + n, received_at=NOW + n, release="1.0",
                    chain=(Link(type="RateLimitError", module="openai", message=QUOTA),), tags=(("shard", f"s{n}"),),
                ),
                None,
            )
            for n in events_after
        ],
    )  # fmt: skip
    assert "shard s0" in browser.open(link).text
    gone = browser.open("/issues/1?event=" + "f" * 32)
    assert "is not among these any more" in gone.text
    assert browser.open("/issues/1?events=c1-garbage").status == 200


def test_all_of_an_event_as_json(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(events).port)
    page = browser.open("/issues/1")
    address = next(link for link in page.links if "/events/" in link)
    body = browser.http.get(address).json()
    assert body["event"]["chain"][0]["message"] == QUOTA
    assert body["detail"]["sources"][0][0]["variables"] == {"model": "'gpt-4.1'"}
    assert browser.http.get("/issues/1/events/nosuch").status_code == 404


def test_counts_over_time(serve: Serve, browse: Browse) -> None:
    page = browse(serve(lambda store: events(store, 5)).port).open("/issues/1")
    assert "5 events in 48 hours, at most 1 in one" in page.attributes("svg", "aria-label")[0]
    assert "By release 48 hours Events 1.0 5" in page.text
    assert "production 5" in page.text


def test_deliveries_and_sentry(serve: Serve, browse: Browse) -> None:
    served = serve(with_sentry)
    served.store.deliveries.add([Delivery(issue_id="1", channel="slack", alert="new", state_version=1, due_at=NOW)])
    (row,) = served.store.deliveries.claim(NOW, 1, NOW + 60)
    served.store.deliveries.failed([row.id], "no_service <b>", None, NOW)
    page = browse(served.port).open("/issues/1")
    assert "slack: new failed" in page.text
    assert "no_service <b>" in page.text
    assert "https://sentry.example/issues/7/" in page.links
    assert not [link for link in page.links if link.lower().startswith("javascript")]
    assert "evil title" in page.text


def with_sentry(store: Store) -> None:
    record(
        store,
        [
            (
                ErrorEvent(
                    event_id=f"{n:032x}", project="1", timestamp=NOW, received_at=NOW,
                    chain=(Link(type="KeyError", message="'x'"),), sentry=SentryLink(issue_id=str(n), url=url),
                ),
                None,
            )
            for n, url in enumerate(["https://sentry.example/issues/7/", "javascript:alert(1)"])
        ],
    )  # fmt: skip
    store.recorder.link_sentry_issue(
        LinkedSentryIssue(issue_id="1", project="p", title="evil title", url="javascript:alert(1)", updated_at=NOW)
    )


EVIL = (
    "<script>window.x=1</script><img src=x onerror=alert(1)>\" ' autofocus onfocus=alert(1) {{7*7}} {% raw %} "
    "\u202egnp.\u200b\x00\x1b[31m [a](javascript:alert(1)) <!channel> </textarea></title>"
)


def hostile(store: Store, text: str = EVIL) -> None:
    name = text[:300]
    frames = (Frame(function=name, module=name, filename=name, lineno=1, in_app=True),)
    detail = EventDetail(
        sources=((FrameSource(context_line=text, pre_context=(text,), variables={name: text}),),),
        breadcrumbs=(Breadcrumb(timestamp=name, category=name, level=name, message=text, data={name: text}),),
        contexts={name: {name: text}},
        extra={name: text},
        request={"url": text, "headers": {name: text}},
        modules={name: text},
    )
    event = ErrorEvent(
        event_id="e" * 32, project="1", timestamp=NOW, received_at=NOW, platform=name, level=name, logger=name,
        message=text, chain=(Link(type=name, module=name, message=text, mechanism=name, frames=frames),), culprit=name,
        transaction=name, server_name=name, release=name, environment=name, tags=((name, text),), sdk=name,
        trace_id=name,
    )  # fmt: skip
    record(store, [(event, detail)])


def test_hostile_text_in_every_field_is_text(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(hostile).port)
    for path in ("/", "/issues/1", "/?environment=%3Cscript%3Ealert(1)%3C/script%3E"):
        page = browser.open(path)
        assert page.status == 200
        tags = [tag for tag, _ in page.reader.tags]
        assert "img" not in tags
        assert tags.count("script") == 1
        for _, held in page.reader.tags:
            assert not [name for name in held if name.startswith("on")]
            assert not [value for value in held.values() if value and value.lower().startswith("javascript:")]
        read = [held.get(name) or "" for _, held in page.reader.tags for name in ("title", "aria-label", "placeholder")]
        assert not set("\u202e\u200b\x00\x1b") & set(page.text.join(read))
    page = browser.open("/issues/1")
    assert "{{7*7}}" in page.text
    assert "⟨U+202E⟩" in page.text
    assert "<script>window.x=1</script>" in page.text


def test_a_hostile_filter_goes_through_the_form_unharmed(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(hostile).port)
    text = 'a\u202eb"><script>alert(1)</script>'
    page = browser.send(browser.open("/").form("/", holding="q"), q=text)
    assert dict(page.form("/", holding="q").fields)["q"] == text
    assert [tag for tag, _ in page.reader.tags].count("script") == 1


@pytest.mark.parametrize("text", ["語" * 10_000, "&<>" * 4000, "a" * 10_000, "a\u202e" * 5000, "\u200b" * 10_000])
def test_a_page_of_a_huge_event_is_small(serve: Serve, browse: Browse, text: str) -> None:
    served = serve(lambda store: hostile(store, text))
    for language in ("en", "ja"):
        browser = browse(served.port, language=language)
        assert len(browser.open("/issues/1").response.content) <= 100_000
        assert len(browser.open("/").response.content) <= 100_000
