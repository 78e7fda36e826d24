"""The base install alone: the wheel and the standard library, nothing else, and little at import."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source_tree import ROOT

KEY = "sk-proj-Q7d2mZ0xVtYw3PbKq9LsR8uNf4HaJcEe1TgXi6Ov"
SCRIPT = f"""
import asyncio, json, kiwame
from kiwame.classifier import ErrorClassifier
error = {{"type": "RateLimitError", "message": "Error code: 429 - {{'error': {{'code': 'insufficient_quota'}}}}"}}
classifiers = [ErrorClassifier({KEY!r}, language=language) for language in ("en", "ja", "zh")]
said = [[vars(one) for one in asyncio.run(each.batch_classify([error, None]))] for each in classifiers]
print(json.dumps({{"kiwame": kiwame.__file__, "said": said}}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "built")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = (folder / "built").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_it_classifies_with_the_standard_library_alone(wheel: Path) -> None:
    script = f"import sys; sys.path.append({str(wheel)!r})\n{SCRIPT}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["kiwame"].startswith(str(wheel))
    assert [one["category"] for one, _ in told["said"]] == ["rate_limit"] * 3
    assert [one["category"] for _, one in told["said"]] == ["classification_failed"] * 3
    assert len({one["root_cause"] for one, _ in told["said"]}) == 3
    assert done.stderr.count("\n") == 1
    assert "offline" in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_the_import_is_light() -> None:
    script = "import sys; before = set(sys.modules)\nimport kiwame.classifier; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"asyncio", "logging", "ssl", "socket", "json", "re2", "msgspec"})
    assert loaded <= set(sys.stdlib_module_names) | {"kiwame"}
