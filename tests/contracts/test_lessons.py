"""What people taught, in every store: corrections teach, nothing else does, and what was taught outlives a restart."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.issue import Correction, Status
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.grouping.likeness import traits_of
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_event, make_recording
from tests.odd_errors import ODD_ERRORS, a_lesson

DAY = 86400


def an_issue(store: Store, name: str = "quota", number: int = 1) -> str:
    return store.recorder.record([make_recording(number, issue=name)], NOW).new_issues[0]


def correct(store: Store, issue_id: str, *, at: float = NOW, actor: str = "ann", **changes: Any) -> None:
    store.commands.correct(issue_id, Correction(**changes), actor, at)


def test_a_correction_teaches(store: Store) -> None:
    issue_id, before = an_issue(store), store.lessons.version()
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    assert store.lessons.all() == [
        Lesson(
            issue=issue_id,
            category=Category.RATE_LIMIT,
            reason=Reason.DAILY_LIMIT,
            actor="ann",
            at=NOW,
            traits=traits_of(make_event()),
        )
    ]
    assert store.lessons.version() != before


@pytest.mark.parametrize(
    ("changes", "taught"),
    [
        ({"category": Category.TIMEOUT}, Reason.TIMEOUT_OTHER),
        ({"category": Category.RATE_LIMIT}, Reason.QUOTA_EXHAUSTED),  # a machine's verdict, confirmed
        ({"reason": Reason.QUOTA_EXHAUSTED, "owner": Owner.US}, Reason.QUOTA_EXHAUSTED),
    ],
)
def test_a_category_alone_and_a_confirmation_teach(store: Store, changes: dict[str, Any], taught: Reason) -> None:
    correct(store, an_issue(store), **changes)
    assert [lesson.reason for lesson in store.lessons.all()] == [taught]


def test_what_is_no_word_on_the_reason_teaches_nothing(store: Store) -> None:
    issue_id, before = an_issue(store), store.lessons.version()
    for changes in ({"owner": Owner.US}, {"severity": Severity.LOW}, {"status": Status.RESOLVED}):
        correct(store, issue_id, **changes)
    with pytest.raises(UsageError):
        correct(store, issue_id, category=Category.TIMEOUT, reason=Reason.DAILY_LIMIT)
    assert (store.lessons.all(), store.lessons.version()) == ([], before)


def test_machines_teach_nothing(store: Store) -> None:
    issue_id = an_issue(store)
    store.commands.rejudge(issue_id, make_recording(2).verdict, NOW)  # type: ignore[arg-type]  # it has one
    store.recorder.record([make_recording(3)], NOW)
    assert store.lessons.all() == []


def test_a_later_correction_takes_the_place_of_the_former(store: Store) -> None:
    issue_id = an_issue(store)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    first = store.lessons.version()
    correct(store, issue_id, reason=Reason.TOKENS_LIMIT, actor="bob", at=NOW + 5)
    (lesson,) = store.lessons.all()
    assert (lesson.reason, lesson.actor, lesson.at) == (Reason.TOKENS_LIMIT, "bob", NOW + 5)
    assert store.lessons.version() != first


def test_saying_the_same_again_changes_nothing_but_teaches_what_was_forgotten(store: Store) -> None:
    issue_id = an_issue(store)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    before, version = store.lessons.all(), store.lessons.version()
    correct(store, issue_id, reason=Reason.DAILY_LIMIT, actor="bob", at=NOW + 5)
    assert (store.lessons.all(), store.lessons.version()) == (before, version)
    store.lessons.forget(issue_id)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT, actor="bob", at=NOW + 5)
    assert [lesson.actor for lesson in store.lessons.all()] == ["bob"]


def test_it_is_learned_off_the_newest_event(store: Store) -> None:
    event = ODD_ERRORS["an own class"][0]
    issue_id = an_issue(store)
    store.recorder.record([make_recording(2, judged=False, chain=event.chain, timestamp=NOW + 60)], NOW)
    correct(store, issue_id, reason=Reason.OVERLOADED)
    assert store.lessons.all()[0].traits.classes == ("acme.GatewayError",)


def test_what_was_taught_outlives_a_restart_and_the_events(store: Store, store_address: str) -> None:
    correct(store, an_issue(store), reason=Reason.DAILY_LIMIT)
    before, version = store.lessons.all(), store.lessons.version()
    store.retention.prune(NOW + 900 * DAY, event_days=1, dedupe_days=1, max_bytes=1)
    again = open_store(store_address, severity=base_policy)
    try:
        assert (again.lessons.all(), again.lessons.version()) == (before, version)
    finally:
        again.close()


def test_an_issue_without_stored_events_teaches_nothing(store: Store) -> None:
    issue_id = an_issue(store)
    store.retention.prune(NOW + 900 * DAY, event_days=1, dedupe_days=1, max_bytes=None)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    assert store.lessons.all() == []


def test_forgetting_leaves_the_issue_its_verdict(store: Store) -> None:
    issue_id = an_issue(store)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    version = store.lessons.version()
    store.lessons.forget(issue_id)
    assert store.lessons.all() == []
    assert store.lessons.version() != version
    assert store.reader.issue(issue_id).verdict.by_human
    for unknown in (issue_id, "x\0\ud800", "9" * 300):
        with pytest.raises(NotFound, match="memory list"):
            store.lessons.forget(unknown)


def test_lessons_are_taken_in_once(store: Store) -> None:
    given = [a_lesson(f"import:{n}", event, Reason.OVERLOADED) for n, event in enumerate(ODD_ERRORS["Chinese"])]
    assert store.lessons.add(given) == 4
    version = store.lessons.version()
    assert store.lessons.add(given) == 0
    changed = a_lesson("import:0", ODD_ERRORS["Chinese"][0], Reason.DATABASE)
    assert store.lessons.add([changed, given[1]]) == 1
    assert store.lessons.version() != version
    assert {lesson.issue: lesson.reason for lesson in store.lessons.all()} == {
        "import:0": Reason.DATABASE,
        **{f"import:{n}": Reason.OVERLOADED for n in (1, 2, 3)},
    }


def test_what_comes_back_to_where_it_was_taught_does_not_count_twice(store: Store) -> None:
    issue_id = an_issue(store)
    correct(store, issue_id, reason=Reason.DAILY_LIMIT)
    (own,) = store.lessons.all()
    returned = Lesson(
        issue=f"import:{own.issue}",
        category=own.category,
        reason=own.reason,
        actor=own.actor,
        at=own.at,
        traits=own.traits,
    )
    assert store.lessons.add([returned]) == 0
    assert store.lessons.all() == [own]


def test_of_several_people_at_once_each_teaches(store: Store) -> None:
    made = [an_issue(store, f"issue {n}", n) for n in range(4)]
    start = threading.Barrier(4)

    def teach(issue_id: str) -> None:
        start.wait()
        correct(store, issue_id, reason=Reason.DAILY_LIMIT)

    before = int(store.lessons.version())
    threads = [threading.Thread(target=teach, args=(issue_id,)) for issue_id in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lesson.issue for lesson in store.lessons.all()) == sorted(made)
    assert int(store.lessons.version()) == before + 4


def test_forgetting_and_importing_at_once_wait_for_each_other(store: Store, store_address: str) -> None:
    lessons = [a_lesson(n, event, Reason.DATABASE) for n, event in enumerate(ODD_ERRORS["an own class"])]
    store.lessons.add(lessons)
    failures: list[Exception] = []
    start = threading.Barrier(2)

    def run(step: Any) -> None:
        opened = open_store(store_address, severity=base_policy)
        start.wait()
        for at in range(40):
            try:
                step(opened, at)
            except NotFound:
                continue
            except Exception as error:
                failures.append(error)
        opened.close()

    def again(opened: Store, at: int) -> None:
        opened.lessons.add([replace(lesson, at=NOW + at) for lesson in lessons])

    def forget(opened: Store, at: int) -> None:
        opened.lessons.forget(lessons[at % len(lessons)].issue)

    threads = [threading.Thread(target=run, args=(step,)) for step in (again, forget)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
