"""What an SDK may send in any field of an event is shown, and breaks no answer."""

import json
from pathlib import Path

from kiwame.classifier import OfflineJudge
from kiwame.core.event import Door
from kiwame.core.issue import Recording
from kiwame.decide.severity import severity
from kiwame.grouping.mechanisms import fingerprint
from kiwame.normalise import decode, sentry_event
from kiwame.normalise.redact import redactor
from kiwame.store.engine import open_store
from kiwame.web.app import make_app
from tests.web.conftest import Web, served
from tests.web.site import NOW, make_access, make_site

ODD = "x\ud800\x00\x1b[2J\u202e" + "é" * 300
FRAMES = [{"function": ODD, "module": ODD, "filename": ODD, "lineno": 10**30}, {"lineno": -5}, None, 7]
EVENT = {
    "event_id": "AB" * 16,
    "timestamp": "9999-12-31T23:59:59.999999Z",
    "tags": {ODD: ODD},
    **dict.fromkeys(("environment", "release", "transaction", "server_name", "logger", "level", "platform"), ODD),
    "sdk": {"name": ODD, "version": ODD},
    "contexts": {"trace": {"trace_id": ODD}},
    "exception": {"values": [{"type": ODD, "module": ODD, "value": ODD, "stacktrace": {"frames": FRAMES}}]},
}


def test_every_answer_can_be_written(tmp_path: Path) -> None:
    event = sentry_event.to_event(
        decode.decode_event(json.dumps(EVENT).encode()),
        project="1",
        door=Door.ENVELOPE,
        received_at=NOW,
        sent_at=None,
        event_id=None,
        redactor=redactor(),
    )
    store = open_store(tmp_path / "kiwame.sqlite", severity=severity, create=True)
    store.projects.ensure_default("ab" * 16, NOW)
    verdict = OfflineJudge().judge(event).verdict
    store.recorder.record([Recording(event=event, fingerprint=fingerprint(event), verdict=verdict)], NOW)
    app = make_app(site=make_site(store), access=make_access(store), readiness=tuple, metrics=bytes)
    with served(app) as port:
        web = Web(app=app, store=store, port=port)
        status, _, page = web.ask("/api/v1/issues")
        assert status == 200
        (issue,) = page["issues"]
        assert web.ask(f"/api/v1/issues/{issue['id']}/trace")[0] == 200
        status, _, page = web.ask(f"/api/v1/issues/{issue['id']}/events")
        assert status == 200
        assert page["events"][0]["event_id"] == "ab" * 16
        assert page["events"][0]["chain"][0]["type"].startswith("x")
    store.close()
