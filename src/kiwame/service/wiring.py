"""The only place where a name becomes an object: every implementation behind a port is chosen here."""

import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from kiwame.core.ports import AlertPolicy, Inbox, SeverityPolicy
from kiwame.decide.cascade import Cascade, offline_cascade
from kiwame.decide.severity import severity
from kiwame.inbox.sqlite import SqliteInbox
from kiwame.ingest.limits import DoorLimits, EnvelopeLimits
from kiwame.normalise.redact import redactor
from kiwame.normalise.redactor import Redactor
from kiwame.notify.slack.notifier import SlackNotifier
from kiwame.service.channel_book import ChannelBook
from kiwame.service.deliver import Deliverer, Post
from kiwame.service.deliver_message import Composer
from kiwame.service.judge_book import JudgeBook
from kiwame.service.own_rules import own_rules
from kiwame.service.page_address import page_address
from kiwame.service.pipeline import Pipeline
from kiwame.service.project_map import ProjectMap
from kiwame.service.settings import Settings
from kiwame.service.split_book import SplitBook
from kiwame.service.worker import Parts
from kiwame.store.engine import Store, open_store


def inbox(settings: Settings) -> Inbox:
    """Where bytes wait. StorageError."""
    return SqliteInbox(settings.inbox_path)


def store(settings: Settings, *, create: bool = False, alerts: AlertPolicy | None = None) -> Store:
    """Where judged events live; `create` makes or migrates it. Nothing is told without `alerts`. StorageError."""
    policy = severity_policy(settings)
    if alerts is None:
        return open_store(settings.store_address, severity=policy, create=create)
    return open_store(settings.store_address, severity=policy, alerts=alerts, create=create)


def severity_policy(settings: Settings) -> SeverityPolicy:
    """How severity is computed, with the user's own names of production."""
    return partial(severity, production=frozenset(settings.production_environments))


def cascade(settings: Settings) -> Cascade:
    """Who judges by the settings alone: the user's own rules as they were read, and nothing that people taught."""
    return offline_cascade(unclassified_below=settings.unclassified_below, user_rules=own_rules(settings.user_rules))


def judge_book(settings: Settings, config_file: Path | None, kept: Store) -> JudgeBook:
    """Who judges, by today's rules and what people taught; the rules of `config_file` are followed, None for none."""
    return JudgeBook(settings, config_file, kept.lessons, time.monotonic, projects=kept.projects.all)


def redaction(settings: Settings) -> Redactor:
    """What removes secrets: the built-in patterns and the user's own."""
    return redactor(settings.redact_patterns)


def envelope_limits(settings: Settings) -> EnvelopeLimits:
    """What the worker checks."""
    return EnvelopeLimits(
        decompressed_bytes=settings.envelope_max_decompressed_bytes,
        event_bytes=settings.event_max_bytes,
        header_line_bytes=settings.header_line_max_bytes,
    )


def door_limits(settings: Settings) -> DoorLimits:
    """What the doors check."""
    return DoorLimits(
        compressed_bytes=settings.envelope_max_bytes,
        event_bytes=settings.event_max_bytes,
        header_line_bytes=settings.header_line_max_bytes,
        inbox_high_water_bytes=settings.inbox_high_water_bytes,
    )


@contextmanager
def worker_parts(settings: Settings, config_file: Path | None = None) -> Iterator[Parts]:
    """The worker's objects, closed at the end. StorageError."""
    book = ChannelBook(settings, clock=time.monotonic)
    with closing(inbox(settings)) as waiting, closing(store(settings, alerts=book)) as kept:
        book.follow(page=kept.channels.all, projects=kept.projects.all)
        projects = ProjectMap(sentry=settings.sentry_projects, projects=kept.projects.all, clock=time.monotonic)
        judges = judge_book(settings, config_file, kept)
        pipeline = Pipeline(
            inbox=waiting,
            recorder=kept.recorder,
            counted=kept.idempotency,
            judge=judges.judge,
            holds=judges.holds,
            redactor=redaction(settings),
            limits=envelope_limits(settings),
            project_of=projects.of_webhook,
            clock=time.time,
            splits=SplitBook(kept.regrouping, clock=time.monotonic),
        )
        yield Parts(
            inbox=waiting,
            pipeline=pipeline,
            heartbeats=kept.heartbeats,
            retention=kept.retention,
            counted=kept.idempotency,
            deliverer=deliverer(settings, kept, book),
        )


def deliverer(settings: Settings, kept: Store, book: ChannelBook) -> Deliverer:
    """What drains the outbox; not started."""
    composer = Composer(
        reader=kept.reader,
        project_name=book.project_name,
        address=page_address(settings),
        unsure_below=settings.llm_below,
    )
    return Deliverer(
        Post(
            deliveries=kept.deliveries,
            book=book,
            composer=composer,
            post=SlackNotifier().post,
            new_id=lambda: uuid.uuid4().hex,
        )
    )
