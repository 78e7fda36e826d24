"""What a signed webhook of Sentry's integration platform says: an event, an issue, or something only counted."""

import re
from dataclasses import dataclass

from kiwame.core.errors import Unreadable
from kiwame.core.event import Json, RawEvent
from kiwame.core.issue import LinkedSentryIssue
from kiwame.ingest.encodings import decompress
from kiwame.ingest.json_object import parse_object, text, whole
from kiwame.ingest.limits import KIB, EnvelopeLimits

_WRAPPER_BYTES = 64 * KIB
"""What a payload may have around its event: rule, actor, installation."""
_PROJECT_IN_URL = re.compile(r"/projects/[^/?#]{1,100}/([^/?#]{1,100})/")
_TITLE = 4096
"""Characters of a title; the store cuts it further, once it is redacted, so that no secret is cut in two and missed."""
_STATE = re.compile(r"[A-Za-z_]{1,40}")
_NO_NAME = re.compile(r"[0-9@]")
_UNFIT = re.compile(r"[^a-z0-9_.]+")
_CARRIERS = frozenset({"error", "event_alert", "issue"})
_STATUS_OF = {
    "created": "unresolved",
    "unresolved": "unresolved",
    "assigned": "unresolved",
    "resolved": "resolved",
    "archived": "ignored",
    "ignored": "ignored",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """An event inside an `error` or `event_alert`. `payload` is Sentry's event object, not yet read or redacted.

    `sentry_projects` are the names that Sentry gives the project (number, slug), for `[sentry.projects]`.
    """

    payload: dict[str, Json]
    resource: str
    action: str
    sentry_projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookIssue:
    """An issue of an `issue.*` webhook, which carries no event. `issue.project` is Sentry's slug, or its number."""

    issue: LinkedSentryIssue
    action: str
    sentry_projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A webhook that is only counted, under `name`: "webhook:<resource>.<action>", at most 100 harmless characters."""

    name: str


def read_webhook(
    raw: RawEvent,
    limits: EnvelopeLimits = EnvelopeLimits(),  # noqa: B008 - frozen, so one for all calls
) -> WebhookEvent | WebhookIssue | Counted:
    """What `raw` says. The resource header is not signed, so it must fit the payload's shape.

    Raises Unreadable: "not_json", "wrong_shape", "resource_mismatch", "event_too_large", and as `decompress` does.
    """
    body = decompress(raw.body, raw.encoding, limits.decompressed_bytes)
    if not body.strip():
        return Counted(name="webhook:empty")
    message = parse_object(body, "the webhook's body")
    action = _fit(text(message.get("action"), 64))
    resource = raw.resource.strip().lower()[:64]
    data = message.get("data")
    if resource in _CARRIERS and not isinstance(data, dict):
        raise Unreadable("wrong_shape", f"a webhook of {resource} whose data is not an object")
    shape = shape_of(data) if isinstance(data, dict) else ""
    if (resource and shape and shape != resource) or (resource in _CARRIERS and not shape):
        raise Unreadable(
            "resource_mismatch", f"the header says {resource[:40]!r}, the payload {shape or 'something else'!r}"
        )
    if not isinstance(data, dict) or shape not in _CARRIERS:
        return Counted(name=counter_name(resource or shape, action))
    if shape == "issue":
        return _issue(_object(data, "issue"), action, raw.received_at)
    if len(body) > limits.event_bytes + _WRAPPER_BYTES:
        raise Unreadable("event_too_large", f"a webhook of {len(body)} bytes; an event may have {limits.event_bytes}")
    return _event(_object(data, "error" if shape == "error" else "event"), shape, action)


def shape_of(data: dict[str, Json]) -> str:
    """The resource whose payload looks like `data`; "" for none that is known.

    An `event` without `triggered_rule` counts as an event_alert too: refusing it would lose an error.
    """
    for key, resource in (("error", "error"), ("event", "event_alert")):
        if key in data:
            return resource
    if "issue" in data:
        return "activity_alert" if "activity" in data else "issue"
    for key, resource in (
        ("metric_alert", "metric_alert"), ("comment_id", "comment"), ("installation", "installation"),
        ("run_id", "seer"),
    ):  # fmt: skip
        if key in data:
            return resource
    return ""


def _object(data: dict[str, Json], key: str) -> dict[str, Json]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise Unreadable("wrong_shape", f"the webhook's data.{key} is not an object")
    return value


def _event(event: dict[str, Json], resource: str, action: str) -> WebhookEvent:
    address = text(event.get("url"), 500)
    slug = _PROJECT_IN_URL.search(address)
    project = event.get("project")
    names = (text(project, 100), slug.group(1) if slug else "")
    return WebhookEvent(
        payload=event, resource=resource, action=action, sentry_projects=tuple(name for name in names if name)
    )


def _issue(issue: dict[str, Json], action: str, received_at: float) -> WebhookIssue:
    issue_id = text(issue.get("id"), 64)
    if not issue_id:
        raise Unreadable("wrong_shape", "the webhook's data.issue has no id")
    project = issue.get("project")
    names = (text(project.get("id"), 100), text(project.get("slug"), 100)) if isinstance(project, dict) else ("", "")
    linked = LinkedSentryIssue(
        issue_id=issue_id,
        project=names[1] or names[0],
        title=text(issue.get("title"), _TITLE),
        status=_state(issue.get("status")) or _STATUS_OF.get(action, ""),
        substatus=_state(issue.get("substatus")),
        count=whole(issue.get("count")),
        user_count=whole(issue.get("userCount")),
        url=_web_address(issue.get("web_url")) or _web_address(issue.get("permalink")),
        updated_at=received_at,
    )
    return WebhookIssue(issue=linked, action=action, sentry_projects=tuple(name for name in names if name))


def _state(value: Json) -> str:
    """`value` where it is a word as Sentry's states are (`archived_until_escalating`)."""
    word = text(value, 100)
    return word if _STATE.fullmatch(word) else ""


def _web_address(value: Json) -> str:
    """`value` where it is a web address, so that nothing else (`javascript:`) becomes a link."""
    address = text(value, 501)
    return address if address.startswith(("https://", "http://")) and len(address) <= 500 else ""


def _fit(word: str) -> str:
    """`word` as a part of a counter's name may be: whoever holds the secret may still send anything.

    No name that Sentry gives has a digit or an at sign; what has one may be a key or an address.
    """
    if _NO_NAME.search(word):
        return "other"
    return _UNFIT.sub("_", word.lower())[:40].strip("_.")


def counter_name(resource: str, action: str) -> str:
    """What a webhook is counted under: `webhook:<resource>.<action>`, at most 100 harmless characters."""
    parts = [part for part in (_fit(resource), action) if part]
    return "webhook:" + (".".join(parts) or "unnamed")
