"""How the user's own rules fare, for `kiwame check` and the Set-up page: which match nothing, which everything."""

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiwame.core.errors import SettingsError
from kiwame.core.event import Deadline, ErrorEvent, Facts, Frame, Link
from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.decide.rule_subjects import glob
from kiwame.decide.user_rules import Condition, UserRule
from kiwame.normalise.providers import DISPLAY
from kiwame.service.own_rules import own_rules
from kiwame.service.settings import Settings
from kiwame.service.settings_source import rules_in
from kiwame.web.findings import Finding, Mark

if TYPE_CHECKING:  # SQLAlchemy is not there without [server]
    from kiwame.store.engine import Store

EVENTS = 500
"""Stored events, the last ones, that rules are tried on."""
_ENOUGH = 20
"""Of fewer events it says nothing that a rule matches them all."""
_MOST_LINES = 50
_LEVELS = ("fatal", "error", "warning", "info", "debug")
_STATUSES = range(100, 600)
_OWN = "own rules"


def following(settings: Settings, config_file: Path | None) -> tuple[Settings, list[Finding]]:
    """The settings with the rules that the file now says, as a server that runs follows them; and where they cannot be
    used, that."""
    if config_file is None:
        return settings, []
    try:
        rules = rules_in(config_file)
    except SettingsError as error:
        return settings, [Finding(mark=Mark.FAILS, what=_OWN, says=f"{error}; those from before go on")]
    return (settings if rules is None else replace(settings, user_rules=rules)), []


def rule_findings(rules: Sequence[UserRule]) -> Iterator[Finding]:
    """What can be said of rules by themselves."""
    if not rules:
        return
    named = ", ".join(rule.id for rule in rules[:_MOST_LINES]) + (" …" if len(rules) > _MOST_LINES else "")
    yield Finding(mark=Mark.WORKS, what=_OWN, says=f"{len(rules)}: {named}")
    for place, rule in enumerate(rules):
        if why := never(rule):
            yield Finding(mark=Mark.FAILS, what=_OWN, says=f"{rule.id} can never match: {why}")
        elif why := unlikely(rule):
            yield Finding(mark=Mark.NOTE, what=_OWN, says=f"{rule.id} may never match: {why}")
        elif not rule.match and not rule.unless:
            yield Finding(mark=Mark.NOTE, what=_OWN, says=f"{rule.id} matches everything, as match_all says")
        elif _matches_everything(rule):
            says = f"{rule.id} matches everything: say match_all = true if that is meant, else name what to look for"
            yield Finding(mark=Mark.FAILS, what=_OWN, says=says)
        if above := next((each for each in rules[:place] if _leaves_nothing(each, rule)), None):
            says = f"{rule.id} has no say: {above.id} above it fires wherever it does and sets the same things"
            yield Finding(mark=Mark.NOTE, what=_OWN, says=says)


def stored_findings(rules: Sequence[UserRule], store: "Store") -> Iterator[Finding]:
    """How many of the last stored events each rule matches, as their issues are judged now. StorageError."""
    projects = {project.id: project.name for project in store.projects.all()}
    yield from _unknown_projects(rules, projects)
    own = own_rules(rules, projects=projects)
    latest = store.reader.latest_events(EVENTS) if own else []
    if own is None or not latest:
        return
    issues = {kept.issue_id: store.reader.issue(kept.issue_id).verdict for kept in latest}
    counts: Counter[str] = Counter()
    for kept in latest:
        verdict = issues[kept.issue_id]
        counts.update(own.firing(kept.event, verdict.category, verdict.reason))
    for rule in rules[:_MOST_LINES]:
        found = counts[rule.id]
        says = f"{rule.id} matches {found or 'none'} of the last {len(latest)} stored events"
        mark = Mark.WORKS if found else Mark.NOTE
        if found == len(latest) >= _ENOUGH and rule.match:
            mark, says = Mark.NOTE, f"{rule.id} matches every one of the last {found} stored events: is that meant?"
        yield Finding(mark=mark, what=_OWN, says=says)


def never(rule: UserRule) -> str:
    """Why a rule can match no event at all, "" where it can."""
    asked = {condition.what: condition.values for condition in rule.match}
    statuses = [value for value in asked.get("status", ()) if not value or "?" in value or int(value) in _STATUSES]
    if "status" in asked and not statuses:
        return f"no HTTP status is {' or '.join(asked['status'])}"
    for what, known in (("deadline", tuple(Deadline)), ("level", _LEVELS)):
        if what in asked and not any(not value or any(map(glob(value), known)) for value in asked[what]):
            return f"{what} is one of {', '.join(known)}"
    if "category" in asked and "reason" in asked and not _reason_fits(asked["category"], asked["reason"]):
        return f"no reason {' or '.join(asked['reason'])} belongs to {' or '.join(asked['category'])}"
    for condition in rule.match:
        if any(_excludes(other, condition) for other in rule.unless):
            return f"its not excludes what its match asks for of {condition.what}"
    return ""


def _reason_fits(categories: Sequence[str], reasons: Sequence[str]) -> bool:
    pairs = [(category.value, reason.value) for reason, category in CATEGORY_OF.items()]
    pairs += [(category.value, "") for category in Category if category.is_state]
    return any(_fits(categories, category) and _fits(reasons, reason) for category, reason in pairs)


def _fits(values: Sequence[str], name: str) -> bool:
    """Whether one of a condition's values fits a name; nothing said fits "" alone."""
    return any(glob(value)(name) if name else not value for value in values)


def _excludes(unless: Condition, match: Condition) -> bool:
    """Whether every value that `match` may have is one that `unless` rules out."""
    if unless.what != match.what:
        return False
    if set(match.values) <= set(unless.values):
        return True
    if match.what == "message":
        return all(any(each.casefold() in value.casefold() for each in unless.values) for value in match.values)
    plain = not any("*" in value or "?" in value for value in match.values)
    by_name = match.what not in ("message_glob", "message_re", "frames")
    return (
        plain and by_name and all(any(glob(each)(value.casefold()) for each in unless.values) for value in match.values)
    )


def unlikely(rule: UserRule) -> str:
    """Why a rule probably matches nothing: a provider that only an application's own tag could name."""
    for condition in rule.match:
        if condition.what == "provider" and not any(_may_be_provider(value) for value in condition.values):
            near = difflib.get_close_matches(condition.values[0], DISPLAY, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            return (
                f"Kiwame knows no provider {' or '.join(condition.values)}, only a tag of your application can name it"
                f"{hint}"
            )
    return ""


def _may_be_provider(value: str) -> bool:
    return not value or any(map(glob(value), DISPLAY))


_NOTHING = ErrorEvent(event_id="0" * 32, project="", timestamp=0.0, received_at=0.0, level="")
_ODD = "zq7-kiwame-probe"
_ODD_EVENT = ErrorEvent(
    event_id="0" * 32, project=_ODD, timestamp=0.0, received_at=0.0, platform=_ODD, level=_ODD, logger=_ODD,
    message=_ODD, chain=(Link(type=_ODD, message=_ODD, frames=(Frame(filename=_ODD, function=_ODD),)),),
    environment=_ODD, release=_ODD, transaction=_ODD, server_name=_ODD,
    facts=Facts(
        provider=_ODD, host=_ODD, model=_ODD, http_status=299, error_code=_ODD, error_param=_ODD, error_message=_ODD,
        library=_ODD, deadline=Deadline.TASK,
    ),
)  # fmt: skip


def _matches_everything(rule: UserRule) -> bool:
    """Whether it fires on an event that says nothing and on one that says nothing that anybody looks for."""
    own = own_rules((rule,))
    if own is None or not rule.match:
        return False
    states = (
        (_NOTHING, Category.UNCLASSIFIED, None),
        (_ODD_EVENT, Category.PROMPT_ISSUE, Reason.REFUSAL),
        (_ODD_EVENT, Category.RATE_LIMIT, Reason.DAILY_LIMIT),
    )
    return all(own.firing(*state) for state in states)


def _leaves_nothing(above: UserRule, rule: UserRule) -> bool:
    """Whether `above` fires wherever `rule` does and says everything that `rule` would."""
    if not (set(above.match) <= set(rule.match) and set(above.unless) <= set(rule.unless)):
        return False
    return all(said is not None or wish is None for said, wish in zip(_things(above), _things(rule), strict=True))


def _things(rule: UserRule) -> tuple[object, ...]:
    return (rule.reason, rule.team or None, rule.floor, rule.ceiling, rule.mute)


def _unknown_projects(rules: Sequence[UserRule], projects: Mapping[str, str]) -> Iterator[Finding]:
    here = [*projects, *(name.casefold() for name in projects.values())]
    for rule in rules:
        for condition in rule.match:
            if condition.what == "project" and not any(any(map(glob(value), here)) for value in condition.values):
                says = (
                    f"{rule.id} can never match: no project here is {' or '.join(condition.values)}; "
                    "`kiwame project list` says which there are"
                )
                yield Finding(mark=Mark.FAILS, what=_OWN, says=says)
