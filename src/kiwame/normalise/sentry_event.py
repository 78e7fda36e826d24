"""A decoded Sentry event, of a client or a webhook, to an `ErrorEvent`, and to the detail that people read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kiwame.core import tags as tag_names
from kiwame.core.event import Door, ErrorEvent, EventDetail, Frame, Link, SentryLink
from kiwame.normalise import bounds, chain, clock, facts, hints, identity, sentry_detail, sentry_tags
from kiwame.normalise.bounds import cut
from kiwame.normalise.class_name import split_class
from kiwame.normalise.frames import bounded, in_app_by_path
from kiwame.normalise.log_entry import words_of
from kiwame.normalise.payload import SentEvent, SentException, SentFrame, SentryPayload, SentStack, SentThread
from kiwame.normalise.providers import COMPATIBLE
from kiwame.normalise.redactor import Redactor

_LEVELS = {
    "fatal": "fatal", "critical": "fatal", "crit": "fatal", "emergency": "fatal", "alert": "fatal", "panic": "fatal",
    "error": "error", "err": "error", "severe": "error", "exception": "error",
    "warning": "warning", "warn": "warning",
    "info": "info", "information": "info", "notice": "info", "log": "info", "success": "info",
    "debug": "debug", "trace": "debug", "verbose": "debug",
}  # fmt: skip
_SLUG = re.compile(r"/projects/[^/]{1,100}/([^/]{1,100})/")
_TRACE = re.compile(r"[0-9a-f]{32}")
_MAX_FINGERPRINT = 20
_FRAME_REMEMBERED = 500
"""Characters of a frame's names that are redacted once for all events that bring the same ones."""

_Texts = Mapping[str, str]


def to_event(
    payload: SentryPayload,
    *,
    project: str,
    door: Door,
    received_at: float,
    sent_at: float | None,
    event_id: str | None,
    redactor: Redactor,
) -> ErrorEvent:
    """The event in the one form that later rooms know, redacted and bounded. Never raises.

    `project` is Kiwame's id, `received_at` and `sent_at` are Unix seconds by our clock and by the sender's, `event_id`
    the envelope header's, which wins over the payload's; where neither is one, the id is made from the bytes.
    """
    event = payload.event
    links = chain.ordered(event)
    loose = [] if any(_stack(value) for value in links) else _loose_frames(event)
    tags = sentry_tags.pairs(event.tags)
    by_tag = dict(tags)
    fields = _fields(event, by_tag, door)
    words = hints.of_event(event, links)
    prints = _fingerprint(event.fingerprint)
    texts = bounds.redacted(_all_texts(fields, links, words, prints), redactor)
    made = ErrorEvent(
        event_id=identity.event_id(event_id, event.event_id) or identity.id_from(payload.source),
        project=project,
        timestamp=clock.happened(claimed=_claimed(event), sent_at=sent_at, received_at=received_at),
        received_at=received_at,
        door=door,
        level=_LEVELS.get((event.level or by_tag.get("level") or "").strip().lower(), "error"),
        platform=cut(texts[fields["platform"]], 64),
        message=bounds.cut_message(texts[fields["message"]]),
        params_template=bounds.cut_message(texts[fields["template"]]),
        chain=tuple(_link(value, event.platform or "", texts, redactor) for value in links),
        threads_frames=_frames(loose, event.platform or "", redactor),
        tags=sentry_tags.redacted(tags, redactor),
        user_key=identity.user_key(event.user),
        trace_id=_trace_id(event.contexts),
        fingerprint=tuple(cut(texts[part]) for part in prints),
        sentry=_sentry_link(fields, texts),
        logger=cut(texts[fields["logger"]]),
        culprit=cut(texts[fields["culprit"]]),
        transaction=cut(texts[fields["transaction"]]),
        server_name=cut(texts[fields["server_name"]]),
        release=cut(texts[fields["release"]]),
        dist=cut(texts[fields["dist"]]),
        environment=cut(texts[fields["environment"]]),
        sdk=cut(texts[fields["sdk"]]),
    )
    told = {name: texts[value] for name, value in words.items()}
    found = facts.read(made, told)
    if found.library in COMPATIBLE and not found.host and tag_names.HOST[0] not in told:
        # Such a client speaks to anybody, and only the request says to whom it spoke.
        host = hints.asked_in(payload.source)
        if host:
            found = facts.read(made, {**told, tag_names.HOST[0]: host})
    return replace(made, facts=found)


def to_detail(payload: SentryPayload, *, redactor: Redactor) -> EventDetail:
    """The rest of the event, redacted and bounded; made only for events that are kept in full. Never raises."""
    return sentry_detail.detail(payload, redactor)


def _fields(event: SentEvent, by_tag: Mapping[str, str], door: Door) -> dict[str, str]:
    """The single texts of an event by name, none missing. Webhooks carry some of them as tags only (PROTOCOLS §1.5)."""
    message, template = words_of(event)
    sdk = event.sdk
    fields = {
        "platform": event.platform or "",
        "message": message,
        "template": template,
        "logger": event.logger or by_tag.get("logger", ""),
        "culprit": event.culprit or "",
        "transaction": event.transaction or by_tag.get("transaction", ""),
        "server_name": event.server_name or by_tag.get("server_name", ""),
        "release": event.release or by_tag.get("release", ""),
        "dist": event.dist or by_tag.get("dist", ""),
        "environment": event.environment or by_tag.get("environment", ""),
        "sdk": "/".join(part for part in (sdk.name, sdk.version) if part) if sdk else "",
        "issue_id": "",
        "issue_url": "",
        "issue_project": "",
    }
    if door is Door.WEBHOOK and event.issue_id:
        slug = _SLUG.search(event.url or "")
        fields["issue_id"] = event.issue_id
        fields["issue_url"] = (
            event.web_url if event.web_url and event.web_url.startswith(("http://", "https://")) else ""
        )
        fields["issue_project"] = slug[1] if slug else event.project or ""
    return fields


def _claimed(event: SentEvent) -> float | None:
    claimed = clock.moment(event.timestamp)
    return clock.moment(event.datetime) if claimed is None else claimed


def _fingerprint(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    parts = [part if isinstance(part, str) else str(part) for part in value[:_MAX_FINGERPRINT] if _is_part(part)]
    # What every client means when it sends no fingerprint of its own.
    return () if parts == ["{{ default }}"] or parts == ["{{default}}"] else tuple(parts)


def _is_part(part: object) -> bool:
    return isinstance(part, str | float) or (isinstance(part, int) and abs(part) < 10**15)


def _trace_id(contexts: Any) -> str:
    trace = contexts.get("trace") if isinstance(contexts, dict) else None
    said = trace.get("trace_id") if isinstance(trace, dict) else None
    digits = said.replace("-", "").lower() if isinstance(said, str) and len(said) <= 36 else ""
    return digits if _TRACE.fullmatch(digits) and digits.strip("0") else ""


def _stack(value: SentException) -> list[SentFrame | None]:
    return (value.stacktrace.frames or []) if value.stacktrace else []


def _loose_frames(event: SentEvent) -> list[SentFrame | None]:
    """The frames of the thread that crashed, else of the current one, else of the first; or the event's own stack."""
    match event.threads:
        case list() as threads:
            pass
        case SentThread(values=list() as threads):
            pass
        case SentThread() as thread:
            threads = [thread]
        case _:
            threads = []
    known = [thread for thread in threads if thread and thread.stacktrace and thread.stacktrace.frames]
    known.sort(key=lambda thread: (not thread.crashed, not thread.current))
    stack: SentStack | None = known[0].stacktrace if known else event.stacktrace
    return (stack.frames or []) if stack else []


def _all_texts(
    fields: Mapping[str, str],
    links: Iterable[SentException],
    words: Mapping[str, str],
    prints: Iterable[str],
) -> dict[str, None]:
    """Every text but the frames' that may end in the event, once each, in a fixed order."""
    found = dict.fromkeys(("", *fields.values(), *words.values(), *prints))
    for value in links:
        for text in (value.type, value.value, value.module, value.mechanism.type if value.mechanism else None):
            if text:
                found[text] = None
    return found


def _link(value: SentException, platform: str, texts: _Texts, redactor: Redactor) -> Link:
    module, name = _split(cut(texts[value.type or ""]), cut(texts[value.module or ""]))
    mechanism = value.mechanism
    return Link(
        type=name,
        module=module,
        message=bounds.cut_message(texts[value.value or ""]),
        mechanism=cut(texts[mechanism.type or ""]) if mechanism else "",
        handled=mechanism.handled if mechanism else None,
        is_group=chain.is_group(value),
        frames=_frames(_stack(value), platform, redactor),
    )


@lru_cache(maxsize=2048)
def _split(name: str, module: str) -> tuple[str, str]:
    """(module, class): .NET, PHP and Ruby write the namespace into the class, and .NET the assembly into the module."""
    space, bare = split_class(name)
    return space or module, bare


def _frames(frames: Sequence[SentFrame | None], platform: str, redactor: Redactor) -> tuple[Frame, ...]:
    found = []
    for frame in bounded(frames):
        if frame is None:
            continue
        function, module, path = frame.function or "", frame.module or "", frame.abs_path or ""
        filename, in_app = frame.filename or path, frame.in_app
        if in_app is None:
            in_app = in_app_by_path(path or filename, module, platform)
        read = _known_frame if len(function) + len(module) + len(filename) <= _FRAME_REMEMBERED else _frame
        found.append(read((function, module, filename), frame.lineno, in_app, redactor))  # type: ignore[arg-type]  # by identity
    return tuple(found)


def _frame(names: tuple[str, str, str], lineno: int | None, in_app: bool, redactor: Redactor) -> Frame:
    texts = bounds.redacted(names, redactor)
    function, module, filename = (cut(texts[name]) for name in names)
    line = lineno if lineno is not None and 0 <= lineno < 2**31 else None
    return Frame(function=function, module=module, filename=filename, lineno=line, in_app=in_app)


_known_frame = lru_cache(maxsize=8192)(_frame)
"""A service's frames come again with each of its events, and a frozen frame may be shared."""


def _sentry_link(fields: Mapping[str, str], texts: _Texts) -> SentryLink | None:
    if not fields["issue_id"]:
        return None
    return SentryLink(
        issue_id=cut(texts[fields["issue_id"]], 64),
        url=cut(texts[fields["issue_url"]], 1000),
        project=cut(texts[fields["issue_project"]], 100),
    )
