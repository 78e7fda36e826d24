"""Which fingerprint an event counts under: splits are followed while they change, and splits of splits too."""

from dataclasses import dataclass, field

from kiwame.core.regrouping import Split, SplitBy
from kiwame.grouping.regroup import regrouped
from kiwame.service.split_book import SplitBook
from kiwame.testing import make_event, make_fingerprint


@dataclass
class Kept:
    """The part of `Regrouping` that is asked."""

    found: list[Split] = field(default_factory=list)

    def version(self) -> str:
        return str(len(self.found))

    def splits(self) -> list[Split]:
        return self.found


def test_what_a_split_made_can_be_split_again() -> None:
    event, whole = make_event(transaction="/pay"), make_fingerprint()
    part = regrouped(whole, event, SplitBy.MESSAGE)
    kept = Kept([
        Split(project=event.project, fingerprint=whole.value, by=SplitBy.MESSAGE),
        Split(project=event.project, fingerprint=part.value, by=SplitBy.TRANSACTION),
    ])  # fmt: skip
    book = SplitBook(kept, clock=lambda: 0.0)
    assert book.regroup(event, whole) == whole
    book.refresh()
    assert book.regroup(event, whole) == regrouped(part, event, SplitBy.TRANSACTION)


def test_a_split_is_followed_a_second_later() -> None:
    event, whole, now = make_event(), make_fingerprint(), [0.0]
    kept = Kept()
    book = SplitBook(kept, clock=lambda: now[0])
    book.refresh()
    kept.found.append(Split(project=event.project, fingerprint=whole.value, by=SplitBy.MESSAGE))
    for at, expected in ((0.5, whole), (1.5, regrouped(whole, event, SplitBy.MESSAGE))):
        now[0] = at
        book.refresh()
        assert book.regroup(event, whole) == expected
