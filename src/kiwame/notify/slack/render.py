"""The message about one issue, in the order in which it is read: how bad and what, why it comes, who acts, cause, what
to do, where to look, how sure. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kiwame.core.alert import Alert
from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Issue
from kiwame.core.verdict import UNSURE_BELOW, Texts
from kiwame.notify.slack import blocks, words
from kiwame.notify.slack.blocks import Block, Message
from kiwame.notify.slack.written import cut, escaped, mono, plain, said
from kiwame.playbooks.render import render as playbook
from kiwame.playbooks.taxonomy_words import NOBODY_YET, OWNERS, SEVERITIES, SHAPES, STEPS, TEAM

_VALUE = 300
_CAUSE = 1500
_ACTION = 600
_MONO = 300
_HEADLINE = 300
_NEWEST = 3
_LATEST_TIME = 253_402_300_799


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message tells: the issue as it is now, why, and its newest event. `sentry_url`: Sentry's issue, if any.
    `project`: the project's name where there are several."""

    issue: Issue
    alert: Alert
    event: ErrorEvent | None = None
    sentry_url: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How messages are written: the language, where Kiwame's pages are, and below which confidence one is unsure."""

    language: str = "en"
    address: str = ""
    unsure_below: float = UNSURE_BELOW

    def page(self, issue: Issue) -> str:
        """The address of an issue's page."""
        return f"{self.address}/issues/{issue.id}" if self.address else ""

    def texts(self, issue: Issue) -> Texts:
        """What the playbook says of it."""
        unsure = issue.verdict.is_unsure(self.unsure_below)
        return playbook(issue.verdict, language=self.language, unsure=unsure)


def issue_message(told: Told, look: Look) -> Message:
    """The whole message."""
    say = words.speaker(look.language)
    issue, texts = told.issue, look.texts(told.issue)
    severity = say(SEVERITIES[issue.severity.severity])
    why = reason(told, look)
    shape = SHAPES[issue.severity.severity]
    built: list[Block] = [
        blocks.header(say(words.HEADER).format(severity=severity, headline=texts.headline)),
        *blocks.context([f"{shape} *{said(why, _VALUE)}*", mono(" · ".join(_facts(told)), _MONO)]),
        blocks.fields(_pairs(told, say)),
        blocks.section(f"*{said(say(words.CAUSE), _VALUE)}*\n{said(texts.root_cause, _CAUSE)}"),
        blocks.section(f"*{said(say(words.WHAT_TO_DO), _VALUE)}*\n{_numbered(texts.actions)}"),
        *blocks.links(
            [
                ("open_kiwame", say(words.OPEN_HERE), look.page(issue)),
                ("open_sentry", say(words.OPEN_AT_SENTRY), told.sentry_url),
            ]
        ),
        *blocks.context([_small_print(told, look)]),
    ]
    return blocks.message(_fallback(told, look, why), built)


def reason(told: Told, look: Look) -> str:
    """Why the message comes: 'New', 'Rose to critical: many users or events meet it', …"""
    say = words.speaker(look.language)
    if told.alert is not Alert.ROSE:
        return say(words.ALERTS[told.alert])
    severity = say(SEVERITIES[told.issue.severity.severity])
    steps = [say(STEPS[step]) for step, by in told.issue.severity.steps if by > 0 and step in words.RAISING]
    if not steps:
        return say(words.ALERTS[Alert.ROSE]).format(severity=severity)
    return say(words.ROSE_BECAUSE).format(severity=severity, steps=say(words.COMMA).join(steps))


def _facts(told: Told) -> list[str]:
    """Class, status and code of the newest event, as far as it says them, or the logger. Never an error's own text:
    it may hold what must not leave, and an issue's title may be that text."""
    if told.event is None:
        return [told.issue.type]
    link, facts = told.event.outermost, told.event.facts
    module = link.module.partition(".")[0] if link else ""
    kind = (f"{module}.{link.type}" if module and "." not in link.type else link.type) if link else ""
    status = str(facts.http_status) if facts.http_status is not None else ""
    # What grouping goes by is the failure; a framework's wrapper around it may be the outermost.
    kind = dict(reversed(told.issue.fingerprint.parts)).get("error", kind)
    found = [kind, status, facts.error_code or facts.error_type]
    return [part for part in found if part] or [told.event.logger]


def _pairs(told: Told, say: words.Say) -> list[tuple[str, str]]:
    issue = told.issue
    verdict = issue.verdict
    owner = say(OWNERS[verdict.owner] if verdict.owner else NOBODY_YET)
    if verdict.directive.team:
        owner = say(TEAM).format(team=verdict.directive.team, role=owner)
    kind = [mono(part.value, _VALUE) for part in (verdict.category, verdict.reason) if part]
    label = {
        words.WHO_ACTS: said(owner, _VALUE),
        words.KIND: " · ".join(kind),
        words.EVENTS: f"{issue.count:,}",
        # None known is not none met: most applications say no user.
        words.USERS: f"{issue.user_count:,}" if issue.user_count else "",
        words.FIRST_SEEN: moment(issue.first_seen),
        words.LAST_SEEN: moment(issue.last_seen),
        words.RELEASE: _names(tuple(reversed(issue.releases))),
        words.ENVIRONMENT: _names(issue.environments),
        words.PROJECT: mono(told.project, _VALUE),
    }
    return [(said(say(name), _VALUE), value) for name, value in label.items()]


def _names(names: tuple[str, ...]) -> str:
    shown = [mono(name, _VALUE) for name in names[:_NEWEST] if name]
    return ", ".join(shown) + (" …" if len(names) > _NEWEST else "")


def moment(at: float) -> str:
    """A time that Slack shows in the reader's own zone and words; in UTC where it cannot."""
    seconds = int(min(max(at, 0.0), _LATEST_TIME))
    utc = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{seconds}^{{date_short_pretty}} {{time}}|{utc}>"


def _numbered(actions: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {said(action, _ACTION)}" for number, action in enumerate(actions[:4], 1))


def _small_print(told: Told, look: Look) -> str:
    say = words.speaker(look.language)
    parts = [
        words.sureness(say, told.issue.verdict, look.unsure_below),
        say(words.GROUPED).format(version="v" + told.issue.fingerprint.version.removeprefix("v")),
    ]
    return escaped(" · ".join(parts))


def _fallback(told: Told, look: Look, why: str) -> str:
    """What a lock screen shows and a screen reader says: how bad, what, what to do; at last where."""
    say = words.speaker(look.language)
    texts = look.texts(told.issue)
    if told.project:
        why = say(words.OF_PROJECT).format(why=why, name=cut(plain(told.project), _HEADLINE))
    wording = words.FALLBACK if told.issue.user_count else words.FALLBACK_WITHOUT_USERS
    text = say(wording).format(
        severity=say(SEVERITIES[told.issue.severity.severity]),
        headline=cut(plain(texts.headline), _HEADLINE),
        action=cut(plain(texts.actions[0]), _HEADLINE),
        why=why,
        count=f"{told.issue.count:,}",
        users=f"{told.issue.user_count:,}",
    )
    return f"{text} {look.page(told.issue)}".rstrip()
