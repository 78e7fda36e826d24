"""The API keeps what its document promises: schemathesis, all phases and all checks, over real HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiwame.store.engine import Store
from kiwame.web.app import make_app
from tests.web.conftest import Web, seed, served
from tests.web.site import make_access, make_site

RUN = (
    sys.executable, "-m", "schemathesis.cli", "run", "--checks", "all", "--max-examples", "12", "--continue-on-failure",
    "--generation-deterministic", "--no-color",
)  # fmt: skip


@pytest.fixture
def each_port(store: Store) -> Iterator[int]:
    """The port of the web in front of seeded issues, once on each kind of database."""
    seed(store)
    app = make_app(site=make_site(store), access=make_access(store), readiness=list, metrics=bytes)
    with served(app) as port:
        yield port


def test_every_promise_is_kept(each_port: int, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{each_port}/api/v1/openapi.json"
    done = subprocess.run((*RUN, address), cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout
    assert " passed" in done.stdout


def test_the_document_has_every_route(web: Web) -> None:
    status, _, document = web.ask("/api/v1/openapi.json")
    assert status == 200
    assert {path: sorted(operations) for path, operations in document["paths"].items()} == {
        "/api/v1/issues": ["get"],
        "/api/v1/issues/{issue_id}": ["get", "patch"],
        "/api/v1/issues/{issue_id}/audit": ["get"],
        "/api/v1/issues/{issue_id}/deliveries": ["get"],
        "/api/v1/issues/{issue_id}/events": ["get"],
        "/api/v1/issues/{issue_id}/merge": ["post"],
        "/api/v1/issues/{issue_id}/merged": ["get"],
        "/api/v1/issues/{issue_id}/related": ["get"],
        "/api/v1/issues/{issue_id}/split": ["post"],
        "/api/v1/issues/{issue_id}/unmerge": ["post"],
        "/api/v1/issues/{issue_id}/trace": ["get"],
        "/api/v1/issues/{issue_id}/sentry": ["get"],
        "/healthz": ["get"],
        "/metrics": ["get"],
        "/readyz": ["get"],
    }
    change = document["paths"]["/api/v1/issues/{issue_id}"]["patch"]["responses"]
    assert set(change) == {"200", "400", "401", "403", "404", "405", "409", "413", "422", "500", "503"}
    assert all("application/problem+json" in change[status]["content"] for status in change if status != "200")
