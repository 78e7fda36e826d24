"""A server asks nobody: no connection and no look-up of a name leaves the machine, whatever it is given."""

import subprocess
import sys
import uuid
from pathlib import Path

from tests.e2e.running import serving, until

# Python imports `sitecustomize` at its start, in each process of the command. An audit hook sees every connection and
# every name that Python code looks up; libraries in C that open sockets by themselves are none of what a server loads.
_RECORDER = """
import os, sys

def _record(event, arguments, _file=os.environ["RECORD_CONNECTIONS"]):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        with open(_file, "a") as stream:
            stream.write(f"{event} {arguments[-1] if event == 'socket.connect' else arguments[:2]!r}\\n")

sys.addaudithook(_record)
"""


def test_a_server_makes_no_connection_to_elsewhere(tmp_path: Path) -> None:
    hooks, record = tmp_path / "hooks", tmp_path / "connections"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(_RECORDER)
    record.touch()
    env = {"PYTHONPATH": str(hooks), "RECORD_CONNECTIONS": str(record)}
    with serving(tmp_path / "data", env=env) as server:
        # A provider's host, a Sentry address, a source's address: none of them is asked.
        assert server.send(uuid.uuid4().hex, request={"url": "https://example.com/x"}, server_name="example.com") == 200
        until(lambda: server.get("/api/v1/issues")["issues"], "no issue")
        for path in ("/", "/issues/1", "/set-up", "/metrics", "/api/v1/openapi.json", "/api/v1/issues/1/trace"):
            server.status(path)
        assert server.end() == 0
    made = record.read_text().splitlines()
    outside = [line for line in made if not any(name in line for name in ("127.0.0.1", "'localhost'", "'::1'"))]
    assert outside == []


def test_the_recorder_sees_connections(tmp_path: Path) -> None:
    """Without it the test above could not fail."""
    (tmp_path / "sitecustomize.py").write_text(_RECORDER)
    record = tmp_path / "connections"
    code = "import socket\nsocket.socket().connect_ex(('127.0.0.1', 9))\nprint('done')"
    environment = {"PYTHONPATH": str(tmp_path), "RECORD_CONNECTIONS": str(record)}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert ran.stdout == "done\n", ran.stderr
    assert "socket.connect" in record.read_text()
    assert "127.0.0.1" in record.read_text()
