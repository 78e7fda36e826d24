"""[[rule]] tables: what they are read to, and that what cannot be used is said by number, name and remedy."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.errors import SettingsError
from kiwame.core.taxonomy import Category, Reason, Severity
from kiwame.decide.rule_subjects import SUBJECTS
from kiwame.decide.user_rules import Condition, UserRule
from kiwame.service import own_rules
from kiwame.service.check_rules import rule_findings
from kiwame.service.rule_kinds import SETS, rules
from kiwame.service.settings import describe, shown
from kiwame.service.settings_source import load, rules_in
from kiwame.web.findings import Mark

FILE = """
[[rule]]
id = "checkout"
note = "whoever keeps the shop"
[rule.match]
provider = ["Azure", "vertex*"]
status = ["5xx", 429]
message = "basket"
[rule.match.tags]
Tenant = "acme*"
[rule.not]
environment = "staging"
[rule.set]
category = "code_bug"
team = "Payments"
severity_floor = "high"
severity_ceiling = "critical"

[[rule]]
id = "quiet"
match_all = true
set.mute = true
"""
CHECKOUT = UserRule(
    id="checkout",
    match=(
        Condition(what="provider", values=("azure_openai", "vertex*")),
        Condition(what="status", values=("5??", "429")),
        Condition(what="message", values=("basket",)),
        Condition(what="tags.tenant", values=("acme*",)),
    ),
    unless=(Condition(what="environment", values=("staging",)),),
    category=Category.CODE_BUG,
    reason=Reason.CODE_OTHER,
    team="Payments",
    floor=Severity.HIGH,
    ceiling=Severity.CRITICAL,
)


def test_rules_are_read_from_file_and_environment(tmp_path: Path) -> None:
    file = tmp_path / "kiwame.toml"
    file.write_text(FILE)
    loaded = load({}, options={"data": str(tmp_path)})
    assert loaded.settings.user_rules == (CHECKOUT, UserRule(id="quiet", mute=True))
    assert shown(loaded.settings.user_rules) == "checkout, quiet"
    assert loaded.path == file
    assert rules_in(file, {}) == loaded.settings.user_rules
    written = json.dumps([{"id": "one", "match": {"message": "x"}, "set": {"reason": "refusal"}}])
    (own,) = load({"KIWAME_USER_RULES": written}, options={"data": str(tmp_path)}).settings.user_rules
    assert (own.category, own.reason) == (Category.PROMPT_ISSUE, Reason.REFUSAL)
    assert rules_in(file, {"KIWAME_USER_RULES": written}) is None
    assert rules_in(tmp_path / "none.toml", {}) == ()
    assert "KIWAME_USER_RULES" in [name for name, *_ in describe()]


def test_what_is_wrong_is_said_with_the_file_and_without_the_whole_table(tmp_path: Path) -> None:
    file = tmp_path / "kiwame.toml"
    file.write_text(FILE + '[[rule]]\nid = "third"\nmatch.mesage = "hunter2"\nset.mute = true\n')
    with pytest.raises(SettingsError) as refused:
        load({}, config=str(file))
    said = str(refused.value)
    assert said.startswith(
        f"rule in {file} must be usable: rule 3 ('third') has the unknown key 'match.mesage'; did you "
    )
    assert "hunter2" not in said


MATCH = {"message": "x"}
MUTE = {"mute": True}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("[", "a JSON list of objects"),
        ({"id": "a"}, "double brackets"),
        (7, "[[rule]] tables"),
        ([7], "rule 1 is no table"),
        ([{}], "needs an id"),
        ([{"id": "a b"}], "rule 1 ('a b') needs an id"),
        ([{"id": "a", "set": MUTE}], "match_all = true"),
        ([{"id": "a", "set": MUTE, "match": {}}], "match_all = true"),
        ([{"id": "a", "set": MUTE, "match": MATCH, "match_all": True}], "the one or the other"),
        ([{"id": "a", "match": MATCH}], "sets nothing"),
        ([{"id": "a", "match": MATCH, "set": {}}], "sets nothing"),
        ([{"id": "a", "match": "x", "set": MUTE}], "[rule.match]"),
        ([{"id": "a", "provider": "openai"}], "did you mean match.provider?"),
        ([{"id": "a", "team": "x"}], "did you mean set.team?"),
        ([{"id": "a", "match": MATCH, "set": {"owner": "x"}}], "did you mean set.team?"),
        ([{"id": "a", "not": {"http_status": 1}, "set": MUTE}], "did you mean match.status?"),
        ([{"id": "a", "match": {"zzz": 1}, "set": MUTE}], "It takes provider, status"),
        ([{"id": "a", "match": MATCH, "set": {"category": "code_bugs"}}], "did you mean code_bug?"),
        ([{"id": "a", "match": MATCH, "set": {"category": "unclassified"}}], "give one of rate_limit, timeout"),
        ([{"id": "a", "match": MATCH, "set": {"reason": "refusl"}}], "did you mean refusal?"),
        ([{"id": "a", "match": MATCH, "set": {"reason": "refusal", "category": "timeout"}}], "belongs to prompt_issue"),
        ([{"id": "a", "match": MATCH, "set": {"mute": 1}}], "neither true nor false"),
        ([{"id": "a", "match": MATCH, "set": {"team": "a\nb"}}], "one line"),
        ([{"id": "a", "match": MATCH, "set": {"severity_floor": "urgent"}}], "critical, high, medium, low"),
        (
            [{"id": "a", "match": MATCH, "set": {"severity_floor": "high", "severity_ceiling": "low"}}],
            "floor high above the ceiling low",
        ),
        ([{"id": "a", "match": {"reason": "refusal"}, "set": {"reason": "refusal"}}], "known only after that"),
        ([{"id": "a", "match": {"reason": "refusl"}, "set": MUTE}], "did you mean refusal?"),
        ([{"id": "a", "match": {"owner": "*" * 400 + "z"}, "set": MUTE}], "give one of operator, provider"),
        ([{"id": "a", "match": {"status": "4x"}, "set": MUTE}], "5xx"),
        ([{"id": "a", "match": {"status": True}, "set": MUTE}], "no text"),
        ([{"id": "a", "match": {"message": " "}, "set": MUTE}], "empty match.message"),
        ([{"id": "a", "match": {"message": []}, "set": MUTE}], "0 values"),
        ([{"id": "a", "match": {"message": "x" * 501}, "set": MUTE}], "at most 500"),
        ([{"id": "a", "match": {"tags": "x"}, "set": MUTE}], "match.tags.NAME"),
        ([{"id": "a", "match": {"message_re": "("}, "set": MUTE}], "no regular expression"),
        ([{"id": "a", "match": {"message_re": "(?=a)"}, "set": MUTE}], "no look-around"),
        ([{"id": "a", "match": {"message_re": "(((a{100}){100}){100})"}, "set": MUTE}], "no regular expression"),
        ([{"id": "a", "match": {"message_re": "\ud800"}, "set": MUTE}], "half a character"),
        ([{"id": "a", "match": {"status": 10**5000}, "set": MUTE}], "give an HTTP status"),
        ([{"id": "a", "match": MATCH, "set": MUTE}, {"id": "A", "match": MATCH, "set": MUTE}], "id of rule 1"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_used(wrong: object, says: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        rules(wrong)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_re2_a_regular_expression_is_refused_and_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_re2(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("kiwame.service.own_rules.import_module", without_re2)
    with pytest.raises(ValueError, match=r"pip install 'kiwame\[server\]'"):
        rules([{"id": "a", "match": {"message_re": "x"}, "set": MUTE}])
    found = rules([{"id": "a", "match": {"message_glob": "*x*", "message": "y"}, "set": MUTE}])
    assert own_rules.own_rules(found) is not None


def test_the_version_changes_with_any_rule() -> None:
    one, other = (rules([{"id": "a", "match": {"message": text}, "set": MUTE}]) for text in ("x", "y"))
    assert own_rules.version_of(one) == own_rules.version_of(
        rules([{"id": "a", "match": {"message": "x"}, "set": MUTE}])
    )
    assert len({own_rules.version_of(one), own_rules.version_of(other), own_rules.version_of(())}) == 3
    assert own_rules.own_rules(()) is None


def test_the_example_of_the_how_to_can_be_used(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs/how-to/own-rules.md"
    text = page.read_text(encoding="utf-8")
    (tmp_path / "kiwame.toml").write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    found = load({}, options={"data": str(tmp_path)}).settings.user_rules
    assert [rule.id for rule in found] == ["gateway-contract", "checkout-team", "loadtest", "refusals-can-wait"]
    assert [line for line in rule_findings(found) if line.mark is not Mark.WORKS] == []
    assert [name for name in (*SUBJECTS, *SETS) if f"`{name}" not in text] == []


WORDS = st.sampled_from(
    ["id", "a", "b b", "match", "not", "set", "match_all", "mute", "team", "reason", "refusal", "category", "timeout",
     "severity_floor", "high", "status", "5xx", "message_re", "(", "tags", "message", "*", "", "\ud800", "\0",
     "\n", "frames"]
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)


def refusal(value: object) -> str:
    """Why it is refused; "" where it is read, and can be used and looked at."""
    try:
        found = rules(value)
    except ValueError as error:
        return str(error)
    assert own_rules.own_rules(found) is not None
    assert list(rule_findings(found))
    return ""


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_read_or_refused_in_one_line(value: object) -> None:
    rule = value if isinstance(value, dict) else {"match": value, "set": {"mute": True}}
    said = refusal([{"id": "a"} | rule])
    assert not said or said.startswith("usable: rule 1")
    assert said.isprintable()
    assert len(said) < 2500
