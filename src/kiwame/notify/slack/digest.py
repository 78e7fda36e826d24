"""The message about several issues at once, and the one that tests a channel. Pure."""

from collections.abc import Sequence

from kiwame.core.alert import Channel
from kiwame.notify.slack import blocks, words
from kiwame.notify.slack.blocks import Block, Message
from kiwame.notify.slack.render import Look, Told, issue_message, reason
from kiwame.notify.slack.written import cut, escaped, link, plain, said
from kiwame.playbooks.taxonomy_words import SEVERITIES, SHAPES

LINES = 20
"""Issues that a digest names; the page shows the rest."""
_HEADLINE = 1200
_WHY = 300


def digest_message(told: Sequence[Told], look: Look) -> Message:
    """One line for each issue, the worst first and of those the one with most events; a single one as itself.

    ValueError for none.
    """
    if len(told) == 1:
        return issue_message(told[0], look)
    say = words.speaker(look.language)
    ordered = sorted(told, key=lambda one: (-one.issue.severity.severity.rank, -one.issue.count, one.issue.id))
    count = f"{len(ordered):,}"
    worst = ordered[0].issue
    built: list[Block] = [
        blocks.header(say(words.SEVERAL).format(count=count)),
        *blocks.context([said(say(words.SEVERAL_BECAUSE), _WHY)]),
        *(blocks.section(_line(one, look)) for one in ordered[:LINES]),
    ]
    more = len(ordered) - LINES
    if more > 0:
        built += blocks.context([link(_list(look), say(words.MORE).format(count=f"{more:,}"), _WHY)])
    built += blocks.links([("open_kiwame", say(words.OPEN_HERE), _list(look))])
    text = say(words.SEVERAL_FALLBACK).format(
        count=count,
        severity=say(SEVERITIES[worst.severity.severity]),
        headline=cut(plain(look.texts(worst).headline), _WHY),
        link=_list(look),
    )
    return blocks.message(text, built)


def _list(look: Look) -> str:
    return f"{look.address}/issues" if look.address else ""


def _line(told: Told, look: Look) -> str:
    say = words.speaker(look.language)
    severity = told.issue.severity.severity
    headline = look.texts(told.issue).headline
    mark = f"{SHAPES[severity]} *{said(say(SEVERITIES[severity]), _WHY)}*"
    about = say(words.LINE).format(why=cut(reason(told, look), _WHY), count=f"{told.issue.count:,}")
    return f"{mark}  {link(look.page(told.issue), headline, _HEADLINE)}\n{said(about, _WHY)}"


def trial_message(channel: Channel, look: Look) -> Message:
    """What `kiwame check --send` and the Set-up page send: plainly marked, with what the channel gets."""
    say = words.speaker(look.language)
    comma = say(words.COMMA)
    takes = say(words.TEST_TAKES).format(
        name=cut(plain(channel.name), _WHY),
        severities=comma.join(say(SEVERITIES[each]) for each in channel.severities),
        alerts=comma.join(say(words.ALERT_NAMES[each]) for each in channel.alerts),
    )
    built: list[Block] = [
        blocks.header(say(words.TEST_HEADER)),
        blocks.section(said(say(words.TEST), _HEADLINE)),
        *blocks.context([escaped(takes)]),
        *blocks.links([("open_kiwame", say(words.OPEN_HERE), _list(look))]),
    ]
    return blocks.message(say(words.TEST_FALLBACK).format(name=cut(plain(channel.name), _WHY)), built)
