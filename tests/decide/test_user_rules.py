"""The user's own rules: what they look at, what they say and ask for, and whose word counts where several speak."""

from collections.abc import Callable

import pytest

from kiwame.core.errors import MissingExtra
from kiwame.core.event import ErrorEvent, Facts, Frame, Link
from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason, Severity
from kiwame.core.verdict import Directive
from kiwame.decide.rule_subjects import NAMES, SUBJECTS, TEXT_READ, glob
from kiwame.decide.user_rules import CONFIDENCE, Condition, UserRule, UserRules
from kiwame.service.own_rules import compile_pattern
from kiwame.testing import make_event

QUOTA = (Category.RATE_LIMIT, Reason.QUOTA_EXHAUSTED)
FRAMES = (
    Frame(filename="/srv/app/shop/checkout/cart.py", module="shop.checkout.cart", function="Total", in_app=True),
    Frame(filename="C:\\site-packages\\openai\\_client.py", function="request"),
)
EVENT = make_event(
    chain=(
        Link(type="RateLimitError", module="openai", message="You exceeded your current Quota", frames=FRAMES),
        Link(type="shop.errors.CheckoutFailed", message="checkout of basket failed\nfor tenant acme"),
    ),
    facts=Facts(
        provider="openai", model="gpt-4o", http_status=429, error_code="insufficient_quota", host="api.openai.com:443",
        library="openai",
    ),
    tags=(("Tenant", "acme-eu"), ("empty", "")),
    environment="production",
    release="shop@1.2.3",
)  # fmt: skip


def when(**conditions: str | tuple[str, ...]) -> tuple[Condition, ...]:
    """Conditions; `tags_x` is the tag x."""
    return tuple(
        Condition(what=what.replace("tags_", "tags."), values=(value,) if isinstance(value, str) else value)
        for what, value in conditions.items()
    )


def said(rule: UserRule, event: ErrorEvent = EVENT) -> bool:
    """Whether the rule fires on the event, judged as out of credit."""
    rules = UserRules([rule], "1", compile_pattern=compile_pattern, projects={"1": "Backend"})
    return rules.firing(event, *QUOTA) == (rule.id,)


@pytest.mark.parametrize(
    "holds",
    [
        when(provider="OpenAI"),
        when(provider=("anthropic", "openai")),
        when(status="429"),
        when(status="4??"),
        when(code="insufficient_quota"),
        when(model="gpt-4*"),
        when(host="api.openai.com"),
        when(host="api.openai.com:443"),
        when(library="openai"),
        when(deadline=""),
        when(**{"class": "RateLimitError"}),
        when(**{"class": "openai.RateLimitError"}),
        when(**{"class": "CheckoutFailed"}),
        when(**{"class": "shop.errors.*"}),
        when(message="exceeded your current quota"),
        when(message="basket failed"),
        when(message_glob="*quota*tenant ?cme"),
        when(message_re=r"(?i)QUOTA.*\n.*basket"),
        when(tags_tenant="acme*"),
        when(tags_nothing=""),
        when(frames="shop/checkout/*"),
        when(frames="/srv/app/*:total"),
        when(frames="shop.checkout.*"),
        when(frames="cart.py:t*"),
        when(frames="openai\\_client.py"),
        when(environment="prod*"),
        when(release="shop@1.*"),
        when(project="1"),
        when(project="backend"),
        when(platform="python", level="error"),
        when(category="rate_limit"),
        when(reason="quota_*", owner="operator"),
    ],
)
def test_a_condition_holds(holds: tuple[Condition, ...]) -> None:
    assert said(UserRule(id="a", match=holds, mute=True))
    assert not said(UserRule(id="a", unless=holds, mute=True))


@pytest.mark.parametrize(
    "fails",
    [
        when(provider=""),
        when(provider="open"),
        when(provider="openai", status="500"),
        when(model="4o"),
        when(deadline="*"),
        when(**{"class": "Error"}),
        when(message="quota exceeded"),
        when(message_glob="quota*"),
        when(message_re="QUOTA"),
        when(tags_tenant="eu"),
        when(tags_nothing="*"),
        when(frames="checkout"),
        when(frames="*:checkout"),
        when(frames="art.py"),
        when(environment="staging"),
        when(project="2"),
        when(reason="tokens_limit"),
    ],
)
def test_a_condition_fails(fails: tuple[Condition, ...]) -> None:
    assert not said(UserRule(id="a", match=fails, mute=True))


def test_every_subject_can_be_asked_of_an_event_that_says_nothing() -> None:
    bare = make_event(chain=(), facts=Facts(), environment="", platform="", level="", project="")
    for subject in SUBJECTS:
        what = "tags.x" if subject == "tags" else subject
        found = said(UserRule(id="a", match=(Condition(what=what, values=("x",)),), mute=True), bare)
        assert not found, subject
    for name in set(NAMES) - {"category", "reason", "owner"}:
        assert said(UserRule(id="a", match=(Condition(what=name, values=("",)),), mute=True), bare), name


def test_own_rules_answer_in_their_order_with_what_matched() -> None:
    rules = UserRules(
        [
            own("none", Reason.REFUSAL, provider="anthropic"),
            own("first", Reason.CONFIGURATION, provider="openai", message="basket"),
            own("second", Reason.DATABASE, status="429"),
            UserRule(id="mute", match=when(status="429"), mute=True),
        ],
        "1",
    )
    first, second = rules.answers(EVENT)
    assert (first.decided_by, first.category, first.reason) == (
        "rules:own.first", Category.CODE_BUG, Reason.CONFIGURATION,
    )  # fmt: skip
    assert first.confidence == CONFIDENCE
    assert first.evidence == ("provider openai", "message says 'basket'")
    assert (second.decided_by, second.evidence) == ("rules:own.second", ("status 429",))


def own(name: str, reason: Reason, **conditions: str) -> UserRule:
    """A rule that sets a reason."""
    return UserRule(id=name, match=when(**conditions), category=CATEGORY_OF[reason], reason=reason)


def test_the_first_rule_that_says_a_thing_decides_it_and_who_lost_is_shown() -> None:
    rules = UserRules(
        [
            UserRule(id="a", match=when(reason="quota_*"), team="Billing", ceiling=Severity.MEDIUM),
            UserRule(id="b", team="Platform", floor=Severity.HIGH, mute=False),
            UserRule(id="c", floor=Severity.LOW, mute=True),
        ],
        "1",
    )
    assert rules.directive(EVENT, *QUOTA) == Directive(
        team="Billing", floor=Severity.LOW, ceiling=Severity.MEDIUM, mute=False, rules=("a", "c")
    )
    lost = [(each.rule, each.thing, each.why) for each in rules.asked(EVENT, *QUOTA) if each.outcome == "lost"]
    assert lost == [
        ("b", "team", "rule a above it says Billing"),
        ("b", "floor", "rule a above it sets the ceiling medium"),
        ("c", "mute", "rule b above it says false"),
    ]
    other = rules.directive(EVENT, Category.CODE_BUG, Reason.CODE_OTHER)
    assert (other.team, other.floor, other.ceiling) == ("Platform", Severity.HIGH, None)


def test_rules_of_the_verdict_fire_where_nothing_was_sure_too() -> None:
    rules = UserRules([UserRule(id="a", match=when(category="unclassified", reason="", owner=""), team="Triage")], "1")
    assert rules.directive(EVENT, Category.UNCLASSIFIED, None).team == "Triage"
    assert rules.directive(EVENT, *QUOTA) == Directive()


def test_without_rules_nothing_is_asked() -> None:
    rules = UserRules([], "")
    assert (rules.answers(EVENT), rules.directive(EVENT, *QUOTA)) == ((), Directive())


def test_a_regular_expression_needs_somebody_who_compiles_it() -> None:
    with pytest.raises(MissingExtra, match=r"kiwame\[server\]"):
        UserRules([UserRule(id="a", match=when(message_re="x"), mute=True)], "1")


def test_a_text_is_looked_at_to_a_bound_and_no_message_hides_another() -> None:
    event = make_event(chain=(Link(type="A", message="x" * (1 << 20)), Link(type="B", message="needle")))
    asked: list[str] = []

    def compiled(pattern: str) -> Callable[[str], bool]:
        def holds(text: str) -> bool:
            asked.append(text)
            return False

        return holds

    rules = UserRules([UserRule(id="a", match=when(message_re="x"), mute=True)], "1", compile_pattern=compiled)
    rules.directive(event, *QUOTA)
    assert len(asked[0]) <= TEXT_READ
    assert asked[0].endswith("needle")


@pytest.mark.parametrize("pattern", ["(a+)+b", "^(a|aa)+$b", "([a-z]+)*[0-9]"])
def test_catastrophic_expressions_end(pattern: str) -> None:
    event = make_event(chain=(Link(type="A", message="a" * 60_000 + "!"),))
    assert not said(UserRule(id="a", match=when(message_re=pattern), mute=True), event)
    assert not said(UserRule(id="a", match=when(message_glob="*a" * 200 + "b"), mute=True), event)


@pytest.mark.parametrize(
    ("value", "text", "fits"),
    [
        ("*", "", True),
        ("a*", "a", True),
        ("*a*b*c", "xaxbxc", True),
        ("*ab", "abab", True),
        ("a?c", "a\nc", True),
        ("a.c", "abc", False),
        ("[a]*", "[a]b", True),
        ("a*a", "a", False),
        ("*ab*b", "ab", False),
        ("ÄB*", "äbc", True),
    ],
)
def test_globs(value: str, text: str, fits: bool) -> None:
    assert glob(value)(text) is fits
