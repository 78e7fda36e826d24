"""AI faults among plain bugs of ordinary web applications: AI categories are not found where there is none."""

import io
from pathlib import Path

import pytest

from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import REASONS_OF, Category
from kiwame.decide.cascade import offline_cascade
from kiwame.lab import stream as streams
from kiwame.lab.capture import Envelope
from kiwame.lab.ordinary.running import record_ordinary
from kiwame.lab.ordinary.table import BUGS, FAMILIES, TRAPS
from kiwame.lab.progress import Progress
from kiwame.lab.stream_score import Judged, judged, score
from tests.rounds import PROVING, rounds

PRECISION = 0.9
OF_MODELS = set(REASONS_OF) - {Category.CODE_BUG, Category.TIMEOUT, Category.NETWORK_ERROR}
"""What ordinary applications meet only where they call somebody, who refuses or fails."""
LIKE_A_MODELS = {"fastapi-model"}
"""A record that pydantic refuses says word for word what a model's refused answer says, and the event no more."""
SURE = 0.9
MOST_FOOLED = 4
"""Of sixteen."""
WANTING = 1 / 200
WANTING_ONCE = 1 / 50
"""Where each bug is met once, the seldom ones are as many as the often met ones."""


@pytest.fixture(scope="module")
def ordinary() -> list[Envelope]:
    """Every plain bug and every trap, met once."""
    return record_ordinary([*BUGS.values(), *TRAPS.values()], "once")


@pytest.fixture(scope="module")
def found(recorded: list[Envelope], ordinary: list[Envelope]) -> list[Judged]:
    bugs = [envelope for envelope in ordinary if envelope[0] in BUGS]
    return judged([*streams.label_faults(recorded), *streams.label_bugs(bugs)], offline_cascade())


def test_every_bug_is_met_and_sent_once(ordinary: list[Envelope]) -> None:
    assert len(BUGS) == sum(len(family) for family in FAMILIES) >= 80
    assert sorted(name for name, _, _ in ordinary) == sorted([*BUGS, *TRAPS])


def test_no_event_of_a_bug_names_it(ordinary: list[Envelope]) -> None:
    for one in judged(streams.label_bugs(ordinary), offline_cascade()):
        event = one.event
        assert one.label.name not in f"{event.title} {event.culprit} {event.transaction}"


def test_what_is_said_is_right_in_every_category(found: list[Judged]) -> None:
    rows = score(found).categories
    assert {str(name): row.precision for name, row in rows.items() if (row.precision or 0.0) < PRECISION} == {}


def test_no_plain_bug_is_taken_for_a_failure_of_a_model(found: list[Judged]) -> None:
    taken = {
        one.label.name: f"{one.verdict.category} by {one.verdict.decided_by}: {one.event.title}"
        for one in found
        if one.label.ordinary and not one.right
        if one.verdict.category in OF_MODELS
    }
    assert taken.keys() <= LIKE_A_MODELS, taken


def test_a_shops_own_words_are_not_surely_a_models(ordinary: list[Envelope]) -> None:
    """A car's model is not found, a lorry is overloaded: who is fooled by the words must at least not be sure."""
    traps = judged(streams.label_bugs(one for one in ordinary if one[0] in TRAPS), offline_cascade())
    fooled = [one.event.title for one in traps if not one.right and one.verdict.confidence >= SURE]
    assert len(fooled) <= MOST_FOOLED, fooled


def test_hardly_any_event_wants_a_language_model(found: list[Judged]) -> None:
    figures = score(found)
    assert figures.wanting_share <= WANTING_ONCE, streams.table(figures)


def test_a_stream_that_was_kept_is_read_again(found: list[Judged], tmp_path: Path) -> None:
    file, kept = tmp_path / "stream.jsonl", [one.label for one in found[:20]]
    streams.write(kept, file)
    assert streams.read(file) == kept
    file.write_text('{"name": "nothing else"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="is no stream"):
        streams.read(file)


@pytest.mark.prove
def test_the_whole_stream() -> None:
    """With its order and its frequencies, raised anew."""
    events = rounds(ordinary=100, full=2000)
    figures = score(judged(streams.make(events, 7, Progress(io.StringIO())), offline_cascade()))
    assert (figures.events, figures.ordinary) == (events, events * 2 // 5)
    assert all((row.precision or 0.0) >= PRECISION for row in figures.categories.values()), streams.table(figures)
    assert figures.wanting_share <= (WANTING if PROVING else WANTING_ONCE), streams.table(figures)
