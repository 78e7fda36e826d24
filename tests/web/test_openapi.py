"""The API keeps what its document promises: schemathesis, all phases and all checks, over real HTTP."""

import subprocess
import sys
from pathlib import Path

from tests.web.conftest import Web

RUN = (
    sys.executable, "-m", "schemathesis.cli", "run", "--checks", "all", "--max-examples", "12", "--continue-on-failure",
    "--generation-deterministic", "--no-color",
)  # fmt: skip


def test_every_promise_is_kept(web: Web, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{web.port}/api/v1/openapi.json"
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
        "/api/v1/issues/{issue_id}/events": ["get"],
        "/api/v1/issues/{issue_id}/trace": ["get"],
        "/api/v1/issues/{issue_id}/sentry": ["get"],
        "/healthz": ["get"],
        "/metrics": ["get"],
        "/readyz": ["get"],
    }
    change = document["paths"]["/api/v1/issues/{issue_id}"]["patch"]["responses"]
    assert set(change) == {"200", "400", "401", "403", "404", "405", "409", "413", "422", "500", "503"}
    assert all("application/problem+json" in change[status]["content"] for status in change if status != "200")
