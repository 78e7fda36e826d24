"""/metrics: what the store counted, what waits, what the doors answered, in Prometheus' text format."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from kiwame.core.errors import StorageError
from kiwame.core.ports import Deliveries, Heartbeats, Inbox, Reader
from kiwame.service.worker import HEARTBEAT

_TOTALS = {
    "events": ("kiwame_events", "Events counted (reports)."),
    "failures": ("kiwame_failures", "Failures counted: events without second reports of the same failure."),
}
_NOW = {
    "issues": ("kiwame_issues", "Issues in the store."),
    "stored_events": ("kiwame_stored_events", "Events kept in full."),
}
_FAMILIES = {
    "lost_before_us": ("kiwame_lost_before_us", "reason", "Events that SDKs say they dropped before they reached us."),
    "skipped": ("kiwame_skipped_items", "type", "Envelope items that are no events."),
    "webhook": ("kiwame_webhooks", "resource", "Webhooks taken, by resource and action."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is asked at each scrape. `answers`: how often a door answered with a status."""

    inbox: Inbox
    reader: Reader
    heartbeats: Heartbeats
    deliveries: Deliveries
    answers: Callable[[], Mapping[tuple[str, int], int]]
    clock: Callable[[], float]


class _Collected(Collector):
    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def collect(self) -> Iterator[Metric]:
        """Every family; a part that cannot be read is left out and said by kiwame_part_readable."""
        readable = GaugeMetricFamily("kiwame_part_readable", "1 where the part could be read.", labels=["part"])
        for name, ask in (("inbox", self._inbox), ("store", self._store)):
            try:
                yield from ask()
                readable.add_metric([name], 1)
            except StorageError:
                readable.add_metric([name], 0)
        yield readable
        answers = CounterMetricFamily("kiwame_door_answers", "Answers of the doors.", labels=["door", "status"])
        for (door, status), number in sorted(self._sources.answers().items()):
            answers.add_metric([door, str(status)], number)
        yield answers

    def _inbox(self) -> list[Metric]:
        inbox = self._sources.inbox
        quarantined = CounterMetricFamily(
            "kiwame_quarantined", "Entries that could not be processed, by reason.", labels=["reason"]
        )
        for reason, number in inbox.quarantine_counts().items():
            quarantined.add_metric([reason], number)
        return [
            GaugeMetricFamily("kiwame_inbox_entries", "Entries that wait for the worker.", value=inbox.depth()),
            GaugeMetricFamily("kiwame_inbox_bytes", "Bytes that wait for the worker.", value=inbox.bytes_waiting()),
            quarantined,
        ]

    def _store(self) -> list[Metric]:
        counts = self._sources.reader.counts()
        found: list[Metric] = [
            CounterMetricFamily(name, text, value=counts.get(key, 0)) for key, (name, text) in _TOTALS.items()
        ]
        found += [GaugeMetricFamily(name, text, value=counts.get(key, 0)) for key, (name, text) in _NOW.items()]
        for prefix, (name, label, text) in _FAMILIES.items():
            family = CounterMetricFamily(name, text, labels=[label])
            for key, number in sorted(counts.items()):
                if key.startswith(prefix + ":"):
                    family.add_metric([key.partition(":")[2]], number)
            found.append(family)
        found.append(self._deliveries())
        last = self._sources.heartbeats.last(HEARTBEAT)
        if last is not None:
            age = max(0.0, self._sources.clock() - last)
            found.append(GaugeMetricFamily("kiwame_worker_silent_seconds", "Since the worker's last beat.", value=age))
        return found

    def _deliveries(self) -> Metric:
        family = GaugeMetricFamily("kiwame_deliveries", "Messages by channel and state.", labels=["channel", "state"])
        for each in self._sources.deliveries.channel_states():
            for state, number in each.counts.items():
                family.add_metric([each.channel, state.value], number)
        return family


def exposition(sources: Sources) -> Callable[[], bytes]:
    """A function that answers a scrape; it may wait on the store."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(sources))
    return lambda: generate_latest(registry)
