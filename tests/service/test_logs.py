"""Logs: event name and key-values on stderr, no secret, and above debug no text of an exception."""

import json
import subprocess
import sys

import pytest

SCRIPT = """
import logging
from kiwame.normalise.redact import redactor
from kiwame.service import logs
logs.set_up(level={level!r}, form={form!r}, process="web", redactor=redactor())
log = logs.logger("x")
log.info("started", key="sk-proj-" + "a1" * 20, number=3)
logging.getLogger("elsewhere").warning("said %s", "Bearer " + "b1" * 20, extra={{"path": "/x"}})
try:
    raise ValueError("the user's own words")
except ValueError:
    log.error("failed", exc_info=True)
    logging.getLogger("elsewhere").exception("failed too")
logging.getLogger("uvicorn.error").info("quiet")
logging.getLogger("pages").warning("sign_in_refused", extra={{"client": "203.0.113.7", "tried": "203.0.113.8"}})
"""


def _lines(level: str, form: str = "json") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(level=level, form=form)], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_each_line_is_an_object_with_name_level_time_and_values() -> None:
    first, *_ = [json.loads(line) for line in _lines("info")]
    assert (first["event"], first["level"], first["process"], first["number"]) == ("started", "info", "web", 3)
    assert first["timestamp"].endswith("Z")
    for line in _lines("info"):
        assert list(json.loads(line))[:4] == ["timestamp", "level", "process", "event"]


def test_who_tried_to_sign_in_can_be_read_and_other_addresses_cannot() -> None:
    (line,) = [json.loads(line) for line in _lines("info") if "sign_in_refused" in line]
    assert line["client"] == "203.0.113.7"
    assert "203.0.113.8" not in json.dumps(line)


@pytest.mark.parametrize("form", ["json", "text"])
def test_secrets_are_taken_out_whoever_logs_them(form: str) -> None:
    text = "\n".join(_lines("debug", form))
    assert "a1" * 20 not in text
    assert "b1" * 20 not in text
    assert "/x" in text


def test_an_exception_is_its_class_and_place_and_its_words_at_debug_only() -> None:
    text = "\n".join(_lines("info"))
    assert "own words" not in text
    assert text.count("ValueError at <string>:") == 2
    assert "own words" in "\n".join(_lines("debug"))
    assert "quiet" not in text
