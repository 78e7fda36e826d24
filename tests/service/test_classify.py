"""`kiwame classify` and `kiwame explain` as they are run: a process, its streams, its exit status."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import kiwame
from kiwame.service.terminal import width_of

SOURCE = str(Path(kiwame.__file__).resolve().parent.parent)
KEYS = [
    "id", "category", "reason", "owner", "severity", "confidence", "decided_by", "headline", "root_cause",
    "suggested_action", "actions",
]  # fmt: skip
SECRET = "sk-proj-" + "Ab3dE5gH7" * 6
TRACEBACK = f"""\
Traceback (most recent call last):
  File "/srv/app/chat.py", line 42, in answer
    reply = client.chat.completions.create(model="gpt-4.1")
  File "/srv/app/.venv/lib/python3.12/site-packages/openai/_base_client.py", line 1037, in request
    raise self._make_status_error_from_response(err.response) from None
openai.RateLimitError: Error code: 429 - {{'error': {{'message': 'You exceeded your current quota with {SECRET}', \
'type': 'insufficient_quota', 'code': 'insufficient_quota'}}}}
"""
QUOTA = {
    "id": "a",
    "platform": "python",
    "type": "openai.RateLimitError",
    "message": "Error code: 429 - {'error': {'code': 'insufficient_quota', 'message': 'no credit'}}",
    "stacktrace": "",
    "tags": {"llm_provider": "openai", "model": "gpt-4.1"},
}
SENTRY = {
    "event_id": "0123456789abcdef0123456789abcdef",
    "platform": "python",
    "environment": "staging",
    "exception": {"values": [{"type": "ReadTimeout", "module": "httpx", "value": "The read operation timed out"}]},
}


def run(
    *words: str, stdin: str | bytes = "", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command on the standard library alone: `-S` leaves every installed package out of reach."""
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from kiwame.service.cli import main; sys.exit(main())"
    return subprocess.run(
        (sys.executable, "-I", "-S", "-c", code, SOURCE, *words),
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env=dict(env or {}),
        cwd=cwd,
    )


def answers(done: subprocess.CompletedProcess[bytes], status: int = 0) -> list[dict[str, Any]]:
    """What was written, each line an object."""
    assert done.returncode == status, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_traceback() -> None:
    done = run("classify", stdin=TRACEBACK)
    (answer,) = answers(done)
    assert list(answer) == KEYS
    assert (answer["category"], answer["reason"], answer["owner"]) == ("rate_limit", "quota_exhausted", "operator")
    assert answer["severity"] == "critical"
    assert answer["decided_by"].startswith("rules:")
    assert 0.9 <= answer["confidence"] <= 1
    assert answer["id"] == 1
    assert answer["suggested_action"] == answer["actions"][0]
    assert done.stderr == b""
    assert SECRET not in done.stdout.decode()


def test_a_file_and_a_dash(tmp_path: Path) -> None:
    file = tmp_path / "trace.txt"
    file.write_text(TRACEBACK)
    by_name = run("classify", str(file), "--offline")
    assert by_name.stdout == run("classify", "-", stdin=TRACEBACK).stdout


def test_json_lines_in_order_and_the_bad_ones_named() -> None:
    lines = [
        json.dumps(QUOTA),
        "",
        "{broken",
        json.dumps({**QUOTA, "id": 7}),
        "[1]",
        json.dumps({"id": 0.5, "type": "", "message": " "}),
        json.dumps({**QUOTA, "id": {"no": 1}}),
        json.dumps({key: value for key, value in QUOTA.items() if key != "id"}),
        json.dumps({**QUOTA, "id": False, "tags": None, "timestamp": "yesterday"}),
        json.dumps({**QUOTA, "id": "t", "tags": 5}),
    ]
    done = run("classify", stdin="\ufeff" + "\r\n".join(lines))
    found = answers(done, status=3)
    assert [answer["id"] for answer in found] == ["a", 7, 8, False]
    assert all(list(answer) == KEYS for answer in found)
    assert {answer["reason"] for answer in found} == {"quota_exhausted"}
    said = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in said] == ["line 3", "line 5", "line 6", "line 7", "line 10"]
    assert "give at least one of type, message, stacktrace" in said[2]


@pytest.mark.parametrize("indent", [None, 2])
def test_sentrys_event(indent: int | None) -> None:
    (answer,) = answers(run("classify", stdin=json.dumps(SENTRY, indent=indent)))
    assert (answer["id"], answer["reason"]) == (SENTRY["event_id"], "read_timeout")
    assert answer["severity"] == "low"  # medium, one less outside production
    wrapped = {"action": "triggered", "data": {"event": SENTRY}}
    assert answers(run("classify", stdin=json.dumps(wrapped, indent=indent))) == [answer]


def test_a_providers_answer_alone() -> None:
    body = {"error": {"message": "no credit", "type": "insufficient_quota", "code": "insufficient_quota"}}
    for text in (json.dumps(body), json.dumps(body, indent=2), repr(body)):
        (answer,) = answers(run("classify", stdin=text))
        assert answer["reason"] == "quota_exhausted", text


def test_severity_follows_the_environment() -> None:
    found = [{**QUOTA, "id": name, "tags": {"environment": name}} for name in ("production", "prod", "staging")]
    severities = [answer["severity"] for answer in answers(run("classify", stdin="\n".join(map(json.dumps, found))))]
    assert severities == ["critical", "critical", "high"]


@pytest.mark.parametrize("nothing", ["", "\n\n", "\ufeff", "  \t\r\n"])
def test_nothing_to_judge(nothing: str) -> None:
    done = run("classify", stdin=nothing)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nothing to judge" in done.stderr


@pytest.mark.parametrize(
    "words",
    [("classify", "/no/such/file"), ("classify", "/"), ("classify", "--format", "xml"), ("classify", "--lang", "fr"),
     ("classify", "a", "b"), ("clasify",), ("explain", "--nope")],
)  # fmt: skip
def test_wrong_usage(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_languages(tmp_path: Path) -> None:
    headlines = {
        lang: answers(run("classify", "--lang", lang, stdin=TRACEBACK))[0]["headline"] for lang in ("en", "ja", "zh")
    }
    assert len(set(headlines.values())) == 3
    by_setting = run("classify", stdin=TRACEBACK, env={"KIWAME_LANGUAGE": "ja", "LANG": "zh_CN.UTF-8"}, cwd=tmp_path)
    assert answers(by_setting)[0]["headline"] == headlines["ja"]
    by_locale = run("classify", stdin=TRACEBACK, env={"LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, cwd=tmp_path)
    assert answers(by_locale)[0]["headline"] == headlines["en"]


def test_odd_bytes_and_hostile_text() -> None:
    hostile = {"id": "\x1b[31m\u202e\x9b2J", "type": "Bad\x1b]0;x\x07Error", "message": "\ud800 \x00 \x1b[2J " + SECRET}
    done = run("classify", stdin=json.dumps(hostile))
    (answer,) = answers(done)
    assert answer["id"] == hostile["id"]
    assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in done.stdout.decode().rstrip("\n"))
    for command in ("classify", "explain"):
        text = run(command, "--format", "text", stdin=json.dumps(hostile)).stdout.decode()
        assert not any(unicodedata.category(each) in {"Cc", "Cf"} for each in text if each != "\n")
        assert SECRET not in text
    assert answers(run("classify", stdin=b"ValueError: \xff\xfe\x00"))
    assert answers(run("classify", stdin=TRACEBACK.encode("utf-16"))) == answers(run("classify", stdin=TRACEBACK))


@pytest.mark.parametrize("command", ["classify", "explain"])
@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_text_for_people(command: str, language: str) -> None:
    text = run(command, "--format", "text", "--lang", language, stdin=TRACEBACK).stdout.decode()
    lines = text.splitlines()
    (answer,) = answers(run("classify", "--lang", language, stdin=TRACEBACK))
    assert lines[0] == answer["headline"]
    assert lines[1] == "openai.RateLimitError · 429 · insufficient_quota"
    assert lines[2].partition("▲")[1]
    assert [f"{number}. " in text for number in range(1, len(answer["actions"]) + 1)] == [True] * len(answer["actions"])
    assert max(map(width_of, lines)) <= 100
    assert "\x1b" not in text
    assert ("error_code = insufficient_quota" in text) is (command == "explain")


def test_several_cases_for_people() -> None:
    text = run(
        "classify", "--format", "text", stdin=f"{json.dumps(QUOTA)}\n{json.dumps({**QUOTA, 'id': 'b'})}"
    ).stdout.decode()
    assert len(text.split("\n\n")) == 2
    assert ["· case a" in text, "· case b" in text] == [True, True]


def test_evidence() -> None:
    (answer,) = answers(run("explain", stdin=TRACEBACK))
    assert list(answer)[: len(KEYS)] == KEYS
    assert answer["facts"]["error_code"]["value"] == "insufficient_quota"
    assert answer["facts"]["http_status"]["value"] == 429
    assert all(fact["read_from"] for fact in answer["facts"].values())
    assert (answer["trace"][0]["decided_by"], answer["trace"][0]["outcome"]) == (answer["decided_by"], "won")
    assert answer["grouping"]["parts"]
    assert len(answer["grouping"]["fingerprint"]) == 32
    assert answer["severity_steps"] == {"base": "critical", "steps": []}
    assert answer["versions"]["rules"]
    assert SECRET not in json.dumps(answer)


def test_a_reader_that_goes_away_is_no_error() -> None:
    line = json.dumps(QUOTA).encode() + b"\n"
    with subprocess.Popen(
        (sys.executable, "-m", "kiwame.service.cli", "classify"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(line)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(line * 2000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        process.wait(30)


def test_each_line_is_answered_before_the_next_one_comes() -> None:
    with subprocess.Popen(
        (sys.executable, "-m", "kiwame.service.cli", "classify"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({**QUOTA, "id": number}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


def test_the_same_with_and_without_installed_packages() -> None:
    data = "\n".join(json.dumps(each) for each in (QUOTA, SENTRY, {"id": 1, "message": TRACEBACK + SECRET * 3}))
    for command in ("classify", "explain"):
        full = subprocess.run(
            (sys.executable, "-m", "kiwame.service.cli", command), input=data.encode(), capture_output=True, check=False
        )
        assert full.stdout == run(command, stdin=data, env={"PATH": os.environ.get("PATH", "")}).stdout
        assert full.returncode == 0
