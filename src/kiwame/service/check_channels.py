"""How the channels fare, for `kiwame check` and the Set-up page; and the test message that both can send."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from kiwame.core.alert import Channel, ChannelState, DeliveryState
from kiwame.core.errors import UsageError
from kiwame.notify.outcome import Fate, Outcome
from kiwame.notify.route import merged
from kiwame.notify.slack.digest import trial_message
from kiwame.notify.slack.notifier import SlackNotifier
from kiwame.notify.slack.render import Look
from kiwame.service.channel_book import operator_channels
from kiwame.service.page_address import page_address
from kiwame.service.settings import Settings
from kiwame.store.engine import Store
from kiwame.web.findings import Finding, Mark

_WHAT = "channel"
_NONE = "none, so nobody is told: set KIWAME_SLACK_WEBHOOK_URL to a Slack webhook, or a channel on the Set-up page"


def channel_findings(settings: Settings, store: Store) -> Iterator[Finding]:
    """A line for each channel: what it takes, when something last arrived, what fails and what to do about it."""
    states = {state.channel: state for state in store.deliveries.channel_states()}
    channels = merged(operator_channels(settings), store.channels.all())
    if not channels:
        yield Finding(mark=Mark.NOTE, what=_WHAT, says=_NONE)
    for channel in channels:
        yield _line(channel, states.pop(channel.name, None))
    for name, state in states.items():
        if left := state.counts[DeliveryState.FAILED]:
            says = f"{name} is not set any more, and {left} messages to it failed: {state.failing or 'see the log'}"
            yield Finding(mark=Mark.NOTE, what=_WHAT, says=says)


def _line(channel: Channel, state: ChannelState | None) -> Finding:
    takes = f"{channel.name} ({channel.kind}): {', '.join(channel.severities)}"
    if state is None:
        says = f"{takes}; nothing sent yet, try: kiwame check --send {channel.name}"
        return Finding(mark=Mark.WORKS, what=_WHAT, says=says)
    last = f"last success {_at(state.last_sent_at)}" if state.last_sent_at else "no success yet"
    counts = ", ".join(f"{number} {kind}" for kind, number in state.counts.items() if number)
    if not state.failing:
        return Finding(mark=Mark.WORKS, what=_WHAT, says=f"{takes}; {last}; {counts}")
    says = f"{takes}; {last}; {counts}; the last one failed {_at(state.failed_at)}: {state.failing}"
    if state.counts[DeliveryState.FAILED]:
        says += f"; then: kiwame delivery retry {channel.name}"
    return Finding(mark=Mark.FAILS, what=_WHAT, says=says)


def _at(at: float | None) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at is not None else "unknown"


def channel_named(settings: Settings, name: str) -> Channel:
    """The channel of this name. UsageError that names those there are."""
    channels = merged(operator_channels(settings), _on_page(settings))
    for channel in channels:
        if channel.name == name:
            return channel
    there = ", ".join(channel.name for channel in channels) or "none; set KIWAME_SLACK_WEBHOOK_URL"
    raise UsageError(f"there is no channel {name!r}; there is: {there}")


def _on_page(settings: Settings) -> Sequence[Channel]:
    if not settings.database_url and not (settings.data / "kiwame.sqlite").is_file():
        return ()
    from kiwame.service import wiring

    with closing(wiring.store(settings)) as store:
        return store.channels.all()


def trial(channel: Channel, settings: Settings) -> Outcome:
    """Send a plainly marked test message; what the channel answered."""
    look = Look(language=channel.language or settings.language, address=page_address(settings))
    return SlackNotifier().post(channel.url, trial_message(channel, look).body)


def says_of(trial: Outcome) -> str:
    """What a test message's answer means: unlike an alert, the test itself is not repeated."""
    return f"{trial.says} (an alert is, this test is not)" if trial.fate is Fate.RETRY else trial.says


def send_test(settings: Settings) -> Callable[[Channel], str]:
    """For the Set-up page: sends a test message and answers "" where it arrived, else the answer and what to do."""

    def send(channel: Channel) -> str:
        outcome = trial(channel, settings)
        return "" if outcome.fate is Fate.SENT else says_of(outcome)

    return send
