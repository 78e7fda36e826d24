"""The suites never pass by quietly leaving PostgreSQL out."""

from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(autouse=True)
def _without_binaries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    monkeypatch.delenv("KIWAME_TEST_POSTGRES_URL", raising=False)


def test_without_binaries_the_reason_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install postgresql"), postgres.server():
        pass


def test_in_ci_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install postgresql"), postgres.server():
        pass


def test_a_named_server_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KIWAME_TEST_POSTGRES_URL", f"postgresql://{tmp_path.name}/postgres")
    with postgres.server() as address:
        assert address == f"postgresql://{tmp_path.name}/postgres"
