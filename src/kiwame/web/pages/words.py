"""Numbers, times and the taxonomy's words in one language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from kiwame.core.issue import Status
from kiwame.core.taxonomy import Category, Owner, Severity
from kiwame.core.verdict import SeverityStep
from kiwame.playbooks.languages import translations
from kiwame.playbooks.playbook import N_
from kiwame.playbooks.taxonomy_words import DECIDERS, SEVERITIES
from kiwame.web.pages.language import TAGS
from kiwame.web.views import moment

_SOON = {
    Severity.CRITICAL: N_("act at once"),
    Severity.HIGH: N_("act within 24 hours"),
    Severity.MEDIUM: N_("act this week"),
    Severity.LOW: N_("for information"),
}
_OWNERS = {
    Owner.OPERATOR: N_("Operator"),
    Owner.PROVIDER: N_("Provider"),
    Owner.CALLER: N_("Caller"),
    Owner.US: N_("Us"),
}
_ROLES = {
    Owner.OPERATOR: N_("whoever keeps keys, billing, network and capacity"),
    Owner.PROVIDER: N_("the other side: wait, fail over, or open a ticket with them"),
    Owner.CALLER: N_("the end user, by another input"),
    Owner.US: N_("the application's own team"),
}
_STATUSES = {
    Status.OPEN: N_("Open"),
    Status.ACKNOWLEDGED: N_("Acknowledged"),
    Status.RESOLVED: N_("Resolved"),
    Status.IGNORED: N_("Ignored"),
}
_CATEGORIES = {
    Category.RATE_LIMIT: N_("Rate limit"),
    Category.TIMEOUT: N_("Timeout"),
    Category.INVALID_REQUEST: N_("Invalid request"),
    Category.AUTHENTICATION_ERROR: N_("Authentication"),
    Category.PROVIDER_ERROR: N_("Provider's error"),
    Category.NETWORK_ERROR: N_("Network"),
    Category.CODE_BUG: N_("Code bug"),
    Category.PROMPT_ISSUE: N_("Prompt or answer"),
    Category.UNCLASSIFIED: N_("Unclassified"),
    Category.CLASSIFICATION_FAILED: N_("Classification failed"),
    Category.CLASSIFICATION_SKIPPED: N_("Classification skipped"),
}
_DECIDERS = {"human": N_("a person")} | DECIDERS
_OWN_RULE = N_("a rule of yours")
_STEPS = {
    SeverityStep.NOT_PRODUCTION: N_("not in production"),
    SeverityStep.HANDLED: N_("the application handled every one of them"),
    SeverityStep.MANY: N_("many users or events within 10 minutes"),
    SeverityStep.REGRESSED: N_("it came back after it was resolved"),
    SeverityStep.LLM_ALONE: N_("known from a language model alone"),
    SeverityStep.FLOOR: N_("a rule of yours sets a floor"),
    SeverityStep.CEILING: N_("a rule of yours sets a ceiling"),
    SeverityStep.HELD: N_("the highest since it opened is kept"),
    SeverityStep.HUMAN: N_("a person set it"),
}
_SPANS = (
    (86400.0, N_("{n} d")),
    (3600.0, N_("{n} h")),
    (60.0, N_("{n} min")),
)
_NOW = N_("now")
_AGO = N_("{span} ago")
_JUST_NOW = N_("just now")
_IN = N_("in {span}")
_EXACT = N_("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
_DAY_AND_HOUR = N_("{day} {month} {hour:02}:{minute:02}")
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `language` is one of `kiwame.playbooks.languages.LANGUAGES`."""

    language: str

    @property
    def tag(self) -> str:
        """The `lang` attribute."""
        return TAGS[self.language]

    def say(self, text: str, **values: object) -> str:
        """A marked text in this language, its {braces} filled in."""
        said = translations(self.language).gettext(text)
        return said.format_map(values) if values else said

    def markup(self, text: str, **values: object) -> Markup:
        """The same for a page: what is filled in is escaped, but for what is markup already."""
        said = Markup(escape(translations(self.language).gettext(text)))  # noqa: S704  just escaped
        return said.format_map(values) if values else said

    def severity(self, severity: Severity) -> str:
        """'Critical'."""
        return self.say(SEVERITIES[severity])

    def soon(self, severity: Severity) -> str:
        """What a severity asks for: 'act at once'."""
        return self.say(_SOON[severity])

    def owner(self, owner: Owner) -> str:
        """'Operator'."""
        return self.say(_OWNERS[owner])

    def role(self, owner: Owner) -> str:
        """Who that is."""
        return self.say(_ROLES[owner])

    def status(self, status: Status) -> str:
        """'Open'."""
        return self.say(_STATUSES[status])

    def category(self, category: Category) -> str:
        """'Rate limit'."""
        return self.say(_CATEGORIES[category])

    def decider(self, decided_by: str | None) -> str:
        """Who decided, without its version or rule: 'rules'; '' for nobody."""
        if decided_by and decided_by.startswith("rules:own."):
            return self.say(_OWN_RULE)
        kind = (decided_by or "").partition(":")[0]
        return self.say(_DECIDERS[kind]) if kind in _DECIDERS else kind

    def step(self, step: SeverityStep) -> str:
        """Why a severity differs from where it began."""
        return self.say(_STEPS[step])

    def number(self, number: float) -> str:
        """Whole, with separators: 2,318 (the same in all three languages)."""
        return f"{number:,.0f}"

    def percent(self, share: float) -> str:
        """0.987 as '98 %', rounded down: nothing is said to be surer than it is."""
        return self.say(N_("{n} %"), n=int(min(max(share, 0.0), 1.0) * 100 + 1e-9)) if share == share else "–"

    def span(self, seconds: float) -> str:
        """How long: '14 min', '3 d'; under a minute 'now'."""
        for unit, text in _SPANS:
            if seconds >= unit:
                return self.say(text, n=int(seconds // unit))
        return self.say(_NOW)

    def ago(self, at: float, now: float) -> str:
        """'14 min ago', 'just now', and for what is to come 'in 2 h'."""
        seconds = now - at
        if seconds <= -60:
            return self.say(_IN, span=self.span(-seconds))
        return self.say(_AGO, span=self.span(seconds)) if seconds >= 60 else self.say(_JUST_NOW)

    def exact(self, at: float) -> str:
        """A time in UTC, in full."""
        return self.say(_EXACT, **_parts(moment(at)))

    def day_and_hour(self, at: float) -> str:
        """'24 Nov 09:00', in UTC, for the axis of a chart."""
        parts = _parts(moment(at))
        return self.say(_DAY_AND_HOUR, **{**parts, "month": self.say(_MONTHS[parts["month"] - 1])})


def _parts(at: datetime) -> Mapping[str, int]:
    return {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")}


def iso(at: float) -> str:
    """For <time datetime>: RFC 3339 in UTC, whole seconds."""
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")
