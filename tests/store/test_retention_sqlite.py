"""What only SQLite has to do: give freed pages back."""

from pathlib import Path

from sqlalchemy import text

from kiwame.store.engine import open_store
from kiwame.testing import NOW, base_policy, make_recording


def test_the_file_shrinks_when_events_went_by_size(tmp_path: Path) -> None:
    store = open_store(tmp_path / "kiwame.sqlite", severity=base_policy)
    store.projects.ensure_default("a" * 32, NOW)
    store.recorder.record([make_recording(n, issue=f"i{n % 10}") for n in range(900)], NOW)
    store.retention.prune(NOW, event_days=30, dedupe_days=7, max_bytes=1)
    with store.database.read() as connection:
        assert connection.execute(text("PRAGMA auto_vacuum")).scalar_one() == 2
        assert connection.execute(text("PRAGMA freelist_count")).scalar_one() == 0
    store.close()
