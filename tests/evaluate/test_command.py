"""`kiwame eval` as people call it: what it prints, what it refuses, how it gates."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kiwame.service import cli

QUOTA = {
    "type": "openai.RateLimitError",
    "message": "Error code: 429 - {'error': {'code': 'insufficient_quota', 'message': 'no credit'}}",
    "category": "rate_limit",
    "reason": "quota_exhausted",
}
DNS = {
    "type": "socket.gaierror",
    "message": "[Errno -2] Name or service not known",
    "category": "network_error",
    "reason": "dns_failure",
}
SENTRY = {
    "id": "s",
    "category": "timeout",
    "reason": None,
    "event": {
        "event_id": "0123456789abcdef0123456789abcdef",
        "exception": {"values": [{"type": "ReadTimeout", "module": "httpx", "value": "timed out"}]},
    },
}
WRONG = {"id": "w", "type": "ReadTimeout", "message": "The read operation timed out", "category": "code_bug"}
KEYS = {"cases", "category", "reason", "coverage", "sure", "calibration_error", "by_decider"}


def written(folder: Path, cases: Sequence[dict[str, Any] | bytes], name: str = "cases.jsonl") -> str:
    path = folder / name
    lines = [case if isinstance(case, bytes) else json.dumps(case).encode() for case in cases]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return str(path)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    return written(tmp_path, [QUOTA | {"id": "q"}, DNS | {"id": "d"}, SENTRY, WRONG])


def run(*words: str) -> int:
    try:
        return cli.main(["eval", *words])
    except SystemExit as ended:
        return int(ended.code or 0)


def object_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_the_keys_of_the_object(cases: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cases, "--json") == 0
    found = object_of(capsys)
    assert set(found) >= KEYS
    assert (found["cases"], found["category"], found["reason"]) == (4, 0.75, 1.0)
    assert found["counts"]["reason"] == {"right": 2, "of": 2}
    assert sum(each["n"] for each in found["by_decider"].values()) == 4
    assert found["per_category"]["timeout"]["precision"] == 0.5
    assert found["confusion"] == [{"category": "code_bug", "said": "timeout", "cases": 1}]
    [wrong] = found["wrong"]
    assert (wrong["id"], wrong["line"], wrong["said"]["category"]) == ("w", 4, "timeout")
    assert wrong["trace"][0]["evidence"]


def test_the_judge_sees_no_label(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = {"id": "n", "message": "it went wrong", "category": "rate_limit", "reason": "daily_limit"}
    assert run(written(tmp_path, [nothing]), "--json") == 0
    assert object_of(capsys)["category"] == 0.0


def test_the_table(cases: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cases, "--wrong", "1") == 0
    out = capsys.readouterr().out
    assert "category           0.750 (0.301–0.954) 3/4" in out
    assert "code_bug as timeout 1" in out
    assert "- w (line 4) is code_bug, said timeout/" in out
    assert max(map(len, out.splitlines())) <= 160


def test_gates(cases: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cases, "--min-category", "0.75", "--min-reason", "1", "--max-calibration", "1") == 0
    assert run(cases, "--min-category", "0.76", "--min-reason", "1") == 1
    assert "falls short: category 0.750 < 0.760" in capsys.readouterr().out
    assert run(cases, "--json", "--min-sure", "0.8") == 1
    found = capsys.readouterr()
    assert json.loads(found.out)["falls_short"][0].startswith("sure ")
    assert "falls short" in found.err


@pytest.mark.parametrize("value", ["nan", "95", "-0.1", "high"])
def test_a_gate_is_a_share(cases: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cases, "--min-category", value) == 2
    assert "is no number from 0 to 1" in capsys.readouterr().err


BAD: list[tuple[dict[str, Any] | bytes, str]] = [
    (b'{"id": "a", "category": "timeout"', "line 2: not JSON"),
    (b"[1, 2]", "line 2: not a JSON object"),
    (b'{"id": "a", "message": "\xff\xfe", "category": "timeout"}', "line 2: not UTF-8"),
    (QUOTA | {"id": "q"}, "line 2: the id 'q' is that of line 1 already"),
    (QUOTA | {"category": "ratelimit"}, "line 2: the category 'ratelimit' is unknown: did you mean rate_limit?"),
    (QUOTA | {"reason": "no_money"}, "line 2: the reason 'no_money' is unknown"),
    (QUOTA | {"reason": "dns_failure"}, "line 2: the reason dns_failure belongs to network_error, not to rate_limit"),
    ({"message": "no label"}, "line 2: no label"),
    ({"category": "timeout", "reason": None}, "line 2: nothing to judge"),
    (QUOTA | {"message": ["not", "text"]}, "line 2: message must be a string"),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "line 2: not readable: JSON nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), BAD)
def test_a_bad_line_is_named_and_nothing_is_scored(
    line: dict[str, Any] | bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, [QUOTA | {"id": "q"}, line])
    assert run(path) == 2
    found = capsys.readouterr()
    assert (found.out, said in found.err) == ("", True), found.err
    assert run(path, "--skip-bad", "--json") == 0
    found = capsys.readouterr()
    assert said in found.err
    assert (json.loads(found.out)["cases"], json.loads(found.out)["skipped"]) == (1, 1)


def test_twenty_bad_lines_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(written(tmp_path, [b"nonsense"] * 25)) == 2
    err = capsys.readouterr().err
    assert ("25 bad lines" in err, "line 20:" in err, "line 21:" in err, "and 5 more" in err) == (
        True, True, False, True,
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_an_empty_file_scores_nothing(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    assert run(str(path), "--json") == 2
    assert "no cases" in capsys.readouterr().err


def test_only_bad_lines_score_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(written(tmp_path, [b"nonsense"]), "--skip-bad") == 2
    assert "no cases" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none.jsonl")) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_two_set_ups(cases: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cases, "--setup", "rules", "--against", "all", "--json") == 0
    found = object_of(capsys)
    assert (found["setup"], found["against"]["setup"], found["against"]["cases"]) == ("rules", "all", 4)
    assert run(cases, "--setup", "rules+magic") == 2
    assert "the set-up 'rules+magic' is unknown" in capsys.readouterr().err


def test_against_anothers_answers(cases: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = [{"id": name, "category": "code_bug", "confidence": 0.9} for name in ("q", "d", "s", "w", "further")]
    other = written(tmp_path, answers, "other.jsonl")
    assert run(cases, "--against", other, "--json") == 0
    against = object_of(capsys)["against"]
    assert (against["setup"], against["category"], against["sure"]) == ("other.jsonl", 0.25, 0.25)
    assert (against["only_first_right"], against["only_second_right"]) == (["q", "d", "s"], ["w"])
    assert run(cases, "--against", other) == 0
    assert "both right 0, all alone 3, other.jsonl alone 1, neither 0" in capsys.readouterr().out
    assert run(cases, "--against", written(tmp_path, answers[:2], "few.jsonl")) == 2
    assert "few.jsonl has no answer for 2 cases, the first: s" in capsys.readouterr().err
    assert run(cases, "--against", written(tmp_path, [*answers, answers[0]], "twice.jsonl")) == 2
    assert "line 6: the id 'q' is answered in line 1 already" in capsys.readouterr().err


def test_the_page_goes_nowhere_else(cases: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(cases).read_bytes()
    assert run(cases, "--html", cases) == 2
    assert "is an input" in capsys.readouterr().err
    assert run(cases, "--html", str(tmp_path / "none" / "page.html")) == 2
    assert run(cases, "--html", str(tmp_path)) == 2
    assert Path(cases).read_bytes() == before
    assert run(cases, "--html", str(tmp_path / "page.html")) == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
