"""The parts of a Block Kit message, each within Slack's limits. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kiwame.notify.slack.written import cut, escaped, plain, web_address

Block: TypeAlias = Mapping[str, Any]

BLOCKS = 50
HEADER = 150
SECTION = 3000
FIELDS = 10
FIELD = 2000
CONTEXT = 10
BUTTON = 75
TEXT = 900
"""Characters of the fallback text. Slack allows far more; a lock screen shows less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, ready to post: `body` is the JSON, `bare` the same without blocks, for a receiver that refuses them.
    `text` is what a lock screen and a screen reader say."""

    body: bytes
    bare: bytes
    text: str


def message(text: str, blocks: Sequence[Block]) -> Message:
    """A message of `blocks`, and of `text` (not escaped) where they are not shown."""
    shown = escaped(cut(text, TEXT))
    # No preview of a link that stands in a text.
    plain_form = {"text": shown, "unfurl_links": False, "unfurl_media": False}
    return Message(
        body=json.dumps({**plain_form, "blocks": list(blocks[:BLOCKS])}).encode(),
        bare=json.dumps(plain_form).encode(),
        text=shown,
    )


def header(text: str) -> Block:
    """The headline: plain text, in which no name of an emoji is one."""
    return {"type": "header", "text": {"type": "plain_text", "text": cut(plain(text), HEADER), "emoji": False}}


def mrkdwn(text: str) -> Mapping[str, Any]:
    """Text whose parts are escaped. Verbatim: what looks like an address, channel or name is not made a link."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def section(text: str) -> Block:
    """A paragraph."""
    return {"type": "section", "text": mrkdwn(text)}


def fields(pairs: Sequence[tuple[str, str]]) -> Block:
    """Label and value (both escaped), side by side; pairs without a value are left out."""
    shown = [mrkdwn(f"*{label}*\n{value}") for label, value in pairs if value]
    return {"type": "section", "fields": shown[:FIELDS]}


def context(texts: Sequence[str]) -> list[Block]:
    """Small print; no block where there is none."""
    shown = [mrkdwn(text) for text in texts if text]
    return [{"type": "context", "elements": shown[:CONTEXT]}] if shown else []


def links(buttons: Sequence[tuple[str, str, str]]) -> list[Block]:
    """Buttons of (id, label, address) that lead somewhere; no block where none does."""
    elements = [
        {
            "type": "button",
            "action_id": name,
            "text": {"type": "plain_text", "text": cut(plain(label), BUTTON), "emoji": False},
            "url": web_address(url),
        }
        for name, label, url in buttons
        if web_address(url)
    ]
    return [{"type": "actions", "elements": elements}] if elements else []
