"""Which faults are met, and in which order, until just so many events have been sent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from kiwame.lab.fault import Fault
from kiwame.lab.sample import Order


class Mixture:
    """Every fault in turn, shuffled; after that by chance, some often and some seldom."""

    def __init__(self, faults: Sequence[Fault], seed: int) -> None:
        self._chance = Random(seed)
        self._seed = seed
        self._names = [fault.name for fault in faults]
        self._chance.shuffle(self._names)
        self._queue = self._endless()
        self._ordered: Counter[str] = Counter()

    def _endless(self) -> Iterator[str]:
        yield from self._names
        while True:
            yield self._names[int(len(self._names) * self._chance.random() ** 2)]

    def next_batch(self, missing: int, sent: Iterable[tuple[str, str]]) -> list[Order]:
        """The next orders, where `missing` more events are wanted and `sent` holds (event id, fault) so far.

        One order sends one event or two. So half as many orders as events are missing never send too many; the last few
        are of faults that have always sent just one.
        """
        if missing >= 8:
            return [self._order(next(self._queue)) for _ in range(missing // 2)]
        seen = Counter(fault for _, fault in sent)
        single = [name for name in self._names if 0 < seen[name] == self._ordered[name]]
        if not single:
            return [self._order(next(self._queue))]
        return [self._order(self._chance.choice(single)) for _ in range(missing)]

    def _order(self, name: str) -> Order:
        self._ordered[name] += 1
        return Order(fault=name, seed=f"{self._seed}.{name}.{self._ordered[name]}")
