"""Workers, the delivery loop and people at once, on every store: nobody locks another up, and nothing is told twice."""

import random
import threading
from collections import Counter
from collections.abc import Callable

from kiwame.core.alert import Alert, AlertInputs, AlertPlan, DeliveryState
from kiwame.core.issue import Correction, IssueFilter, Status
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_recording

ISSUES = 5
UNSENT = (DeliveryState.PENDING, DeliveryState.CLAIMED)


def policy(inputs: AlertInputs) -> AlertPlan:
    """What waits is told, to two channels."""
    alert: Alert | None = inputs.pending if inputs.open and inputs.fresh else None
    return AlertPlan(alert=alert, why="", channels=("a", "b"))


def work(store: Store, seed: int) -> None:
    """Batches of all issues, each a second later."""
    for at in range(25):
        batch = [
            make_recording(
                seed * 1000 + at * 10 + n, issue=f"i{n % ISSUES}", timestamp=NOW + at, received_at=NOW + at,
                release=f"r{at}",
            )
            for n in range(10)
        ]  # fmt: skip
        store.recorder.record(batch, NOW + at)


def deliver(store: Store, seed: int) -> None:
    """Claims, some of which arrive."""
    chance = random.Random(seed)
    for at in range(40):
        for row in store.deliveries.claim(NOW + at, 3, NOW + at + 5):
            if chance.random() < 0.5:
                store.deliveries.sent([row.id], str(row.id), NOW + at)
            else:
                store.deliveries.failed([row.id], "HTTP 500", NOW + at + 1, NOW + at)


def decide(store: Store, seed: int) -> None:
    """A person who deals with issues and opens them again."""
    chance = random.Random(seed)
    for at in range(40):
        issues = store.reader.issues(IssueFilter(), ISSUES, None).issues
        if issues:
            status = chance.choice(list(Status))
            store.commands.correct(chance.choice(issues).id, Correction(status=status), "ann", NOW + at)


def test_all_at_once(store: Store, store_address: str) -> None:
    errors: list[Exception] = []
    start = threading.Barrier(6)

    def run(part: Callable[[Store, int], None], seed: int) -> None:
        opened = open_store(store_address, severity=base_policy, alerts=policy)
        start.wait()
        try:
            part(opened, seed)
        except Exception as error:
            errors.append(error)
        finally:
            opened.close()

    parts = [(work, 1), (work, 2), (deliver, 3), (deliver, 4), (decide, 5), (decide, 6)]
    threads = [threading.Thread(target=run, args=part) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    issues = store.reader.issues(IssueFilter(), 100, None).issues
    assert [issue.count for issue in issues] == [100] * ISSUES
    for issue in issues:
        rows = store.deliveries.of_issue(issue.id)
        assert max(Counter((row.channel, row.alert, row.state_version) for row in rows).values()) == 1
        assert sorted(row.channel for row in rows if row.alert == Alert.NEW) == ["a", "b"]
        if issue.status is not Status.OPEN:
            assert [row for row in rows if row.state in UNSENT] == []
