"""The words of Slack's messages, in the language of the channel."""

from collections.abc import Callable
from typing import TypeAlias

from kiwame.core.alert import Alert
from kiwame.core.verdict import SeverityStep, Verdict
from kiwame.playbooks.languages import translations
from kiwame.playbooks.playbook import N_
from kiwame.playbooks.taxonomy_words import DECIDERS

Say: TypeAlias = Callable[[str], str]

ALERTS = {
    Alert.NEW: N_("New"),
    Alert.REGRESSED: N_("Came back after it was resolved"),
    Alert.RETURNED: N_("Back: the time or count it was ignored for is over"),
    Alert.ROSE: N_("Rose to {severity}"),
}
ROSE_BECAUSE = N_("Rose to {severity}: {steps}")
RAISING = frozenset({SeverityStep.MANY, SeverityStep.REGRESSED, SeverityStep.HUMAN})
"""The steps that a rise is told by."""

HEADER = N_("{severity}: {headline}")
FALLBACK = N_("{severity}: {headline}. {action} ({why}. Events: {count}, users: {users})")
FALLBACK_WITHOUT_USERS = N_("{severity}: {headline}. {action} ({why}. Events: {count})")
WHO_ACTS = N_("Who acts")
KIND = N_("Category")
EVENTS = N_("Events")
USERS = N_("Users")
FIRST_SEEN = N_("First seen")
LAST_SEEN = N_("Last seen")
RELEASE = N_("Release")
ENVIRONMENT = N_("Environment")
PROJECT = N_("Project")
CAUSE = N_("Cause")
WHAT_TO_DO = N_("What to do")
OPEN_HERE = N_("Open in Kiwame")
OPEN_AT_SENTRY = N_("Open in Sentry")
SURE = N_("sure {percent} %, by {decider}")
UNSURE = N_("unsure, {percent} %, by {decider}")
BY_A_PERSON = N_("a person said so")
UNDECIDED = N_("nobody was sure")
GROUPED = N_("grouped {version}")
OF_PROJECT = N_("{why}, project {name}")

SEVERAL = N_("{count} issues want attention")
SEVERAL_BECAUSE = N_("Together, since a channel gets at most 10 messages in 5 minutes. The worst first.")
SEVERAL_FALLBACK = N_("{count} issues want attention, the worst: {severity}: {headline}. Open the list: {link}")
LINE = N_("{why}; events: {count}")
MORE = N_("and {count} more: see the list")

TEST_HEADER = N_("Test message of Kiwame")
TEST = N_("This is a test that somebody asked for: there is no issue, and nobody needs to act.")
TEST_TAKES = N_("Channel {name} gets issues of severity {severities}, when: {alerts}.")
TEST_FALLBACK = N_("Test message of Kiwame: channel {name} works, nobody needs to act.")
ALERT_NAMES = {
    Alert.NEW: N_("new"),
    Alert.REGRESSED: N_("back after resolve"),
    Alert.RETURNED: N_("back after ignore"),
    Alert.ROSE: N_("risen in severity"),
}
COMMA = N_(", ")


def speaker(language: str) -> Say:
    """Translates a text that is marked above."""
    return translations(language).gettext


def sureness(say: Say, verdict: Verdict, unsure_below: float) -> str:
    """'sure 99 %, by rules'."""
    if verdict.by_human:
        return say(BY_A_PERSON)
    if verdict.decided_by is None or verdict.category.is_state:
        return say(UNDECIDED)
    kind = verdict.decided_by.partition(":")[0]
    decider = say(DECIDERS[kind]) if kind in DECIDERS else kind
    text = UNSURE if verdict.is_unsure(unsure_below) else SURE
    return say(text).format(percent=round(verdict.confidence * 100), decider=decider)
