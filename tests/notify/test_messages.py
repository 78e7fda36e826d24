"""What messages say and look like: the order, three languages, every limit of Slack's, and text that means harm."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiwame.core.alert import Alert, Channel
from kiwame.core.event import Facts, Link
from kiwame.core.issue import Issue
from kiwame.core.taxonomy import Reason, Severity
from kiwame.core.verdict import SeverityStep, SeverityVerdict
from kiwame.notify.slack.blocks import Message
from kiwame.notify.slack.digest import LINES, digest_message, trial_message
from kiwame.notify.slack.render import Look, Told, issue_message
from kiwame.notify.slack.written import cut, escaped, link, mono, plain, units, web_address
from kiwame.playbooks.languages import LANGUAGES
from kiwame.testing import NOW, make_event, make_fingerprint, make_unclassified, make_verdict
from tests.notify.slack_recorder import faults_of

LOOK = Look(address="https://kiwame.example.com")
HOSTILE = {
    "long": "x" * 10_000,
    "long entities": "&<>" * 4_000,
    "long emoji": "😀" * 4_000,
    "ping": "<!channel> <!here> <@U012AB3CD> <#C012AB3CD> @here @Channel @everyone",
    "masked link": "<http://evil.example|https://kiwame.example.com>",
    "script": "<script>alert(1)</script>",
    "right to left": "\u202egnp.exe \u05d0\u05d1\u05d2 \u0627\u0644\u0639 \u2066x\u2069",
    "hidden": "a\u200bb\u200c\u200d\ufeff\u00ad\u2060c\U000e0041d",
    "control": "a\x00b\x07c\x1b[31md\r\ne\u2028f\x85g",
    "code span": "`` ` ``` x",
    "half a character": "a\ud800b\udfff",
    "piled marks": "a" + "\u0301" * 500,
    "an entity at the edge": "&" * 3_000,
    "blank": " \u3164\u2800\t ",
    "braces": "{severity} {0} {} %s %(x)s",
}


def make_issue(number: int = 1, severity: Severity = Severity.CRITICAL, **fields: object) -> Issue:
    own: dict[str, Any] = {
        "id": str(number),
        "project": "1",
        "fingerprint": make_fingerprint(),
        "title": "RateLimitError: You exceeded your current quota",
        "type": "RateLimitError",
        "verdict": make_verdict(),
        "severity": SeverityVerdict(severity=severity, base=severity),
        "count": 2318,
        "user_count": 412,
        "first_seen": NOW - 840,
        "last_seen": NOW,
        "environments": ("production",),
        "releases": ("shop@1", "shop@2"),
    }
    return Issue(**(own | fields))


def make_told(alert: Alert = Alert.NEW, **fields: object) -> Told:
    return Told(issue=make_issue(**fields), alert=alert, event=make_event())  # type: ignore[arg-type]  # an issue's


def body_of(message: Message) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(message.body)
    assert list(faults_of(body)) == []
    assert list(faults_of(json.loads(message.bare))) == []
    return body


def texts(part: object) -> Iterator[str]:
    """Every text of a message, in its order."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from texts(each)


def test_the_order_of_a_message() -> None:
    told = replace(make_told(), sentry_url="https://sentry.example/issues/7", project="shop")
    body = body_of(issue_message(told, LOOK))
    kinds = [block["type"] for block in body["blocks"]]
    assert kinds == ["header", "context", "section", "section", "section", "actions", "context"]
    header, why, fields, cause, do, buttons, small = body["blocks"]
    assert header["text"]["text"].startswith("Critical: The OpenAI account is out of credit")
    assert [each["text"] for each in why["elements"]] == [
        "▲ *New*",
        "`openai.RateLimitError · 429 · insufficient_quota`",
    ]
    labels = [each["text"].split("\n")[0].strip("*") for each in fields["fields"]]
    assert labels == [
        "Who acts", "Category", "Events", "Users", "First seen", "Last seen", "Release", "Environment", "Project",
    ]  # fmt: skip
    values = [each["text"].split("\n")[1] for each in fields["fields"]]
    assert values[1:4] == ["`rate_limit` · `quota_exhausted`", "2,318", "412"]
    assert values[5] == "<!date^1800000000^{date_short_pretty} {time}|2027-01-15 08:00 UTC>"
    assert values[6:] == ["`shop@2`, `shop@1`", "`production`", "`shop`"]
    assert cause["text"]["text"].startswith("*Cause*\n")
    assert do["text"]["text"].startswith("*What to do*\n1. Open the billing page of OpenAI")
    assert [(each["text"]["text"], each["url"]) for each in buttons["elements"]] == [
        ("Open in Kiwame", "https://kiwame.example.com/issues/1"),
        ("Open in Sentry", "https://sentry.example/issues/7"),
    ]
    assert small["elements"][0]["text"] == "sure 95 %, by rules · grouped v1"


def test_a_lock_screen_tells_what_to_do() -> None:
    text = issue_message(make_told(), LOOK).text
    assert text.startswith("Critical: The OpenAI account is out of credit")
    assert "Open the billing page of OpenAI" in text
    assert text.endswith("https://kiwame.example.com/issues/1")
    assert "(New. Events: 2,318, users: 412)" in text
    assert not any(mark in text for mark in "*`\n")
    elsewhere = issue_message(replace(make_told(user_count=0), project="shop"), LOOK)
    assert "(New, project shop. Events: 2,318)" in elsewhere.text
    assert "Users" not in " ".join(texts(body_of(elsewhere)))


@pytest.mark.parametrize(
    ("alert", "says"),
    [
        (Alert.NEW, "New"),
        (Alert.REGRESSED, "Came back after it was resolved"),
        (Alert.RETURNED, "Back: the time or count it was ignored for is over"),
        (Alert.ROSE, "Rose to Critical: many users or events meet it"),
    ],
)
def test_why_it_comes(alert: Alert, says: str) -> None:
    steps = ((SeverityStep.MANY, 1), (SeverityStep.HANDLED, -1))
    severity = SeverityVerdict(severity=Severity.CRITICAL, base=Severity.HIGH, steps=steps)
    message = issue_message(Told(issue=replace(make_issue(), severity=severity), alert=alert), LOOK)
    assert body_of(message)["blocks"][1]["elements"][0]["text"] == f"▲ *{says}*"
    assert says in message.text


def test_how_sure() -> None:
    def small_print(**fields: object) -> str:
        message = issue_message(make_told(verdict=make_verdict(**fields)), LOOK)  # type: ignore[arg-type]  # a verdict's
        return str(body_of(message)["blocks"][-1]["elements"][0]["text"])

    assert small_print(decided_by="human") == "a person said so · grouped v1"
    assert small_print(confidence=0.5) == "unsure, 50 %, by rules · grouped v1"
    unsure = issue_message(make_told(verdict=make_verdict(confidence=0.5)), LOOK)
    assert unsure.text.startswith("Critical: Perhaps: ")
    nobody = body_of(issue_message(make_told(verdict=make_unclassified()), LOOK))
    assert nobody["blocks"][-1]["elements"][0]["text"] == "nobody was sure · grouped v1"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_in_every_language(reason: Reason, language: str) -> None:
    told = make_told(verdict=make_verdict(reason))
    body_of(issue_message(told, replace(LOOK, language=language)))


def test_languages_are_not_mixed() -> None:
    english = set(texts(json.loads(issue_message(make_told(), LOOK).body)))
    for language in ("ja", "zh"):
        look = replace(LOOK, language=language)
        for alert in Alert:
            told = texts(body_of(issue_message(make_told(alert), look)))
            same = {text for text in told if text in english}
            assert all(text.startswith("`") for text in same), same


@pytest.mark.parametrize("name", HOSTILE)
def test_harmful_text_in_every_field_is_text(name: str) -> None:
    words = HOSTILE[name]
    verdict = make_verdict(parameters=dict.fromkeys(("provider", "model", "host", "limit", "retry_after"), words))
    event = make_event(
        chain=(Link(type=words, module=words, message=words),),
        facts=Facts(provider=words, error_code=words, error_type=words, model=words),
    )
    issue = make_issue(title=words, type=words, verdict=verdict, releases=(words,) * 9, environments=(words,) * 9)
    told = Told(issue=issue, alert=Alert.NEW, event=event, sentry_url=words, project=words)
    body = body_of(issue_message(told, LOOK))
    (buttons,) = [block for block in body["blocks"] if block["type"] == "actions"]
    assert len(buttons["elements"]) == 1
    body_of(issue_message(replace(told, event=None), LOOK))
    body_of(digest_message([told, make_told(number=2)], LOOK))
    body_of(trial_message(Channel(name=words, kind="slack", url="u"), LOOK))


@pytest.mark.parametrize("at", [0.0, -5.0, 1e18, NOW])
def test_times_that_no_calendar_has(at: float) -> None:
    body_of(issue_message(make_told(first_seen=at, last_seen=at), LOOK))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x",
        "https://x/|y",
        "https://x/ y",
        "https://x/" + "a" * 3000,
        "",
    ],
)
def test_only_an_address_is_linked_to(url: str) -> None:
    assert web_address(url) == ""
    body = body_of(issue_message(replace(make_told(), sentry_url=url), LOOK))
    (buttons,) = [block for block in body["blocks"] if block["type"] == "actions"]
    assert [each["action_id"] for each in buttons["elements"]] == ["open_kiwame"]


def test_a_link_has_words() -> None:
    assert link("https://k.example/1", "\u200b" * 5000, 100) == "<https://k.example/1|…>"


def test_without_an_address_there_is_no_button() -> None:
    body = body_of(issue_message(make_told(), Look()))
    assert "actions" not in [block["type"] for block in body["blocks"]]


def test_a_digest_names_the_worst_first_and_counts_the_rest() -> None:
    told = [make_told(number=number, severity=Severity.HIGH, count=number) for number in range(1, LINES + 5)]
    told.append(make_told(Alert.REGRESSED, number=99, count=1))
    message = digest_message(told, LOOK)
    body = body_of(message)
    assert body["blocks"][0]["text"]["text"] == f"{LINES + 5} issues want attention"
    lines = [block["text"]["text"] for block in body["blocks"] if block["type"] == "section"]
    assert len(lines) == LINES
    assert lines[0].startswith("▲ *Critical*  <https://kiwame.example.com/issues/99|The OpenAI account")
    assert lines[0].endswith("\nCame back after it was resolved; events: 1")
    assert lines[1].endswith(f"events: {LINES + 4}")
    assert "<https://kiwame.example.com/issues|and 5 more: see the list>" in set(texts(body))
    assert message.text.startswith(f"{LINES + 5} issues want attention, the worst: Critical: ")


def test_a_digest_of_one_is_that_issues_message() -> None:
    assert digest_message([make_told()], LOOK) == issue_message(make_told(), LOOK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_digest_fits(language: str) -> None:
    verdict = make_verdict(parameters={"provider": "&<>" * 300})
    told = [make_told(number=number, verdict=verdict) for number in range(500)]
    body_of(digest_message(told, replace(LOOK, language=language)))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("limit", [2, 5, 6, 20, 150, 3000])
def test_nothing_is_longer_than_its_limit(name: str, limit: int) -> None:
    shown = escaped(cut(plain(HOSTILE[name]), limit))
    assert units(shown) <= limit
    assert not shown.endswith("&")
    assert units(mono(HOSTILE[name], limit + 2)) <= limit + 2
    assert units(link("https://k.example/1", HOSTILE[name], limit + 50)) <= limit + 50


def test_what_fits_exactly_is_not_cut() -> None:
    assert cut("a" * 150, 150) == "a" * 150
    assert cut("a" * 151, 150) == "a" * 149 + "…"
    assert cut("&" * 30, 150) == "&" * 30
    assert cut("&" * 31, 150) == "&" * 29 + "…"
    assert cut("😀" * 75, 150) == "😀" * 75
    assert units(cut("😀" * 76, 150)) <= 150


def test_the_failure_is_named_not_the_wrapper_around_it() -> None:
    parts = (("error", "httpx.HTTPStatusError"), ("status", "429"))
    body = body_of(issue_message(make_told(fingerprint=replace(make_fingerprint(), parts=parts)), LOOK))
    assert "httpx.HTTPStatusError" in body["blocks"][1]["elements"][1]["text"]
