"""What the answers to a posted message mean: arrived, to be tried again, or never, and what to do about it. Pure.

Slack answers a webhook with a word; receivers that speak the same (Mattermost, Discord's /slack) answer alike.
"""

import json
import re
from collections.abc import Mapping

from kiwame.notify.outcome import Fate, Outcome
from kiwame.notify.retry import asked

READ_BYTES = 4096
"""How much of an answer is read; Slack's are a word."""

_WORD = re.compile(r"[a-z][a-z0-9_]{1,79}\Z")
_NEW_WEBHOOK = "make a new incoming webhook in Slack and set its address for this channel"
_OURS = "Slack refused the message itself: please report it to Kiwame's authors with this answer"
REMEDIES: Mapping[str, str] = {
    "no_service": f"the webhook was removed or switched off: {_NEW_WEBHOOK}",
    "no_team": f"the Slack workspace is gone: {_NEW_WEBHOOK}",
    "no_active_hooks": f"the webhook was switched off: {_NEW_WEBHOOK}",
    "invalid_token": f"the webhook's address is wrong or was revoked: {_NEW_WEBHOOK}",
    "channel_not_found": f"the Slack channel was deleted: {_NEW_WEBHOOK}",
    "channel_is_archived": "the Slack channel is archived: unarchive it, or choose another and set its webhook",
    "action_prohibited": "a workspace admin forbids posting there: ask them, or choose another Slack channel",
    "posting_to_general_channel_denied": "a workspace admin forbids posting to #general: choose another Slack channel",
    "user_not_found": f"the person that the webhook writes to is gone: {_NEW_WEBHOOK}",
    "invalid_payload": _OURS,
    "invalid_blocks": _OURS,
    "missing_text_or_fallback_or_attachments": _OURS,
    "no_text": _OURS,
    "too_many_attachments": _OURS,
}
"""Slack's words that are for good, with what to do."""

_RETRIED = frozenset(
    {"rollup_error", "ratelimited", "rate_limited", "internal_error", "fatal_error", "request_timeout"}
)
_RETRIED_STATUSES = frozenset({408, 425, 429})
PASSES = "Slack has a hiccup or is overloaded: it is tried again by itself"
_RATE = "too many messages: it is tried again when Slack allows it"
_PORTAL = "a web page answered and not Slack, such as a proxy's or a portal's sign-in: it is tried again by itself"
_REDIRECT = "the address leads elsewhere, and alerts do not follow: set the webhook's own address"
_ODD = "the receiver answered 2xx but not ok as Slack does: not sent again, for it may have taken it; check the address"
_REFUSED = "the receiver refused it: check the webhook's address"


def outcome(status: int, body: bytes, *, retry_after: str, now: float) -> Outcome:
    """What `status` and the beginning of `body` say. `retry_after` is the header, "" where there is none.

    A page of HTML in place of Slack's `ok` was not delivered: it is tried again. Any other 2xx without `ok` may have
    been taken by a receiver that is not quite like Slack, and a repeat each minute would be noise: it counts as
    failed, for a person to look at.
    """
    text = body.decode("utf-8", "replace").strip()
    word = _word(text)
    if 200 <= status < 300:
        return _accepted(status, text, word)
    if 300 <= status < 400:
        return Outcome(fate=Fate.PERMANENT, code=f"http_{status}", remedy=_REDIRECT)
    code = f"{word} (HTTP {status})" if word else f"http_{status}"
    if status == 429 or word in ("ratelimited", "rate_limited"):
        return Outcome(fate=Fate.RETRY, code=code, remedy=_RATE, after=asked(retry_after, now))
    if word in REMEDIES:
        return Outcome(fate=Fate.PERMANENT, code=code, remedy=REMEDIES[word])
    if status >= 500 or status in _RETRIED_STATUSES or word in _RETRIED:
        return Outcome(fate=Fate.RETRY, code=code, remedy=PASSES, after=asked(retry_after, now))
    return Outcome(fate=Fate.PERMANENT, code=code, remedy=_REFUSED)


def _accepted(status: int, text: str, word: str) -> Outcome:
    if word == "ok":
        return Outcome(fate=Fate.SENT, code="ok")
    if text.startswith("<"):
        return Outcome(fate=Fate.RETRY, code=f"http_{status} with a web page", remedy=_PORTAL)
    if word in _RETRIED:
        return Outcome(fate=Fate.RETRY, code=word, remedy=PASSES)
    if word in REMEDIES:
        return Outcome(fate=Fate.PERMANENT, code=word, remedy=REMEDIES[word])
    return Outcome(fate=Fate.PERMANENT, code=f"http_{status} without ok", remedy=_ODD)


def _word(text: str) -> str:
    """Slack's word in an answer: `ok`, `no_service`, or of JSON ok true or its `error`; "" for any other text."""
    if _WORD.match(text):
        return text
    if not text.startswith("{"):
        return ""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(found, dict):
        return ""
    error = found.get("error")
    if found.get("ok") is True:
        return "ok"
    return error if isinstance(error, str) and _WORD.match(error) else ""
