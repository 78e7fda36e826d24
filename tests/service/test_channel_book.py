"""Which channels there are: read beside the store's transactions, answered from memory within them."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiwame.core.alert import Alert, AlertInputs, Channel
from kiwame.core.errors import StorageUnavailable
from kiwame.core.ports import Project
from kiwame.core.taxonomy import Severity
from kiwame.service import wiring
from kiwame.service.channel_book import ChannelBook
from kiwame.service.settings import Settings
from kiwame.testing import NOW, make_recording

INPUTS = AlertInputs(project="1", open=True, severity=Severity.CRITICAL, pending=Alert.NEW, told=None, fresh=True)
PAGE = Channel(name="page", kind="slack", url="https://hooks.slack.com/services/p", from_page=True)


class Source:
    """A store's channels that can be away, and counts how often it is read."""

    def __init__(self) -> None:
        self.channels: Sequence[Channel] = [PAGE]
        self.away = False
        self.reads = 0

    def all(self) -> Sequence[Channel]:
        """The channels."""
        self.reads += 1
        if self.away:
            raise StorageUnavailable("away")
        return self.channels


class Clock:
    """Seconds that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def projects() -> list[Project]:
    return []


def test_the_policy_never_reads_the_store_and_refresh_does_once_a_second() -> None:
    source, clock = Source(), Clock()
    book = ChannelBook(Settings(language="ja"), clock=clock)
    book.follow(page=source.all, projects=projects)
    assert book.channels() == (replace(PAGE, language="ja"),)
    source.channels = []
    clock.now += 60
    for _ in range(3):
        assert book(INPUTS).channels == ("page",)
    assert source.reads == 1
    book.refresh()
    book.refresh()
    assert book(INPUTS).channels == ()
    assert source.reads == 2


def test_what_was_known_holds_while_the_store_is_away() -> None:
    source, clock = Source(), Clock()
    book = ChannelBook(Settings(), clock=clock)
    book.follow(page=source.all, projects=projects)
    source.away = True
    clock.now += 2
    with pytest.raises(StorageUnavailable):
        book.refresh()
    assert book(INPUTS).channels == ("page",)
    source.away, source.channels = False, []
    book.refresh()
    assert book(INPUTS).channels == ()


def test_a_store_that_was_never_read_is_said_at_the_start() -> None:
    source = Source()
    source.away = True
    with pytest.raises(StorageUnavailable):
        ChannelBook(Settings(), clock=Clock()).follow(page=source.all, projects=projects)


def test_within_the_stores_transaction_nothing_else_of_it_is_read(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, slack_webhook_url="https://hooks.slack.com/services/x")
    clock = Clock()
    book = ChannelBook(settings, clock=clock)
    with closing(wiring.store(settings, alerts=book, create=True)) as kept:
        reads: list[str] = []

        def page() -> Sequence[Channel]:
            reads.append("page")
            return kept.channels.all()

        kept.projects.ensure_default("ab" * 16, NOW)
        book.follow(page=page, projects=kept.projects.all)
        clock.now += 60
        kept.recorder.record([make_recording(environment="production")], NOW)
        assert reads == ["page"]
        assert kept.deliveries.due(NOW + 1) == {"slack": 1}
