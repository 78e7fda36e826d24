"""What the integration imports: sentry-sdk, the standard library and core; never a client library."""

import ast
import json
import subprocess
import sys

import pytest

from tests.house.source_tree import ROOT, python_files, relative

CLIENTS = ("openai", "anthropic", "google.genai", "mistralai", "groq", "cohere", "ollama", "litellm", "httpx", "httpx2",
           "requests", "aiohttp", "yarl", "multidict", "botocore", "pydantic")  # fmt: skip


def run(code: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("path", [relative(path) for path in python_files("src/kiwame/sdk")])
def test_each_file_imports_core_and_sentry_sdk_only(path: str) -> None:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            assert node.level == 0
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            known = name.startswith(("kiwame.sdk", "kiwame.core.", "sentry_sdk"))
            assert known or name.partition(".")[0] in sys.stdlib_module_names, name


def test_an_application_without_clients_gets_none_of_them() -> None:
    done = run(
        f"""
import json, sys
import sentry_sdk
from sentry_sdk.transport import Transport
sent = []
class Kept(Transport):
    def capture_envelope(self, envelope):
        sent.append(envelope.get_event())
options = dict(dsn="http://{"a" * 32}@127.0.0.1:9/1", transport=Kept, auto_enabling_integrations=False)
before = set(sys.modules)
from kiwame.sdk import KiwameIntegration
imported = set(sys.modules) - before
sentry_sdk.init(integrations=[KiwameIntegration()], **options)
before = set(sys.modules)
try:
    try:
        open("/no/such/file")
    except OSError as error:
        raise TimeoutError("late") from error
except TimeoutError as error:
    sentry_sdk.capture_exception(error)
print(json.dumps([sorted(imported), sorted(set(sys.modules) - before), sent[0]["tags"]]))
"""
    )
    imported, later, tags = json.loads(done.stdout)
    assert tags == {"error_root": "FileNotFoundError"}
    assert not [name for name in imported + later if name.startswith(CLIENTS)]
    assert [name for name in imported if not name.startswith("kiwame")] == []
    assert [name for name in later if name.startswith("kiwame")] == []
    assert len(imported) <= 16


def test_without_sentry_sdk_the_error_names_the_command() -> None:
    done = run("import sys; sys.modules['sentry_sdk'] = None; import kiwame.sdk")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("ImportError: kiwame.sdk needs sentry-sdk: pip install sentry-sdk")


def test_it_works_beside_sentry_s_own_integrations() -> None:
    """All that sentry-sdk enables by itself, among them those of the AI clients, patch the same calls."""
    done = run(
        f"""
import json
import httpx2, openai, sentry_sdk
from sentry_sdk.integrations.openai import OpenAIIntegration
from sentry_sdk.transport import Transport
from kiwame.sdk import KiwameIntegration
sent = []
class Kept(Transport):
    def capture_envelope(self, envelope):
        sent.extend(item.payload.json for item in envelope.items if item.type == "event")
sentry_sdk.init(dsn="http://{"a" * 32}@127.0.0.1:9/1", transport=Kept, integrations=[KiwameIntegration()],
                traces_sample_rate=1.0)
assert sentry_sdk.get_client().get_integration(OpenAIIntegration) is not None
def refuse(request):
    return httpx2.Response(401, json={{"error": {{"code": "invalid_api_key", "message": "no"}}}})
client = openai.OpenAI(api_key="x", max_retries=0, http_client=httpx2.Client(transport=httpx2.MockTransport(refuse)))
with sentry_sdk.start_transaction(name="chat"):
    try:
        client.chat.completions.create(model="gpt-4.1", messages=[{{"role": "user", "content": "hello"}}])
    except openai.AuthenticationError as error:
        sentry_sdk.capture_exception(error)
print(json.dumps([event["tags"] for event in sent]))
"""
    )
    assert json.loads(done.stdout or "[]") == [
        {
            "llm_provider": "openai",
            "upstream_host": "api.openai.com",
            "model": "gpt-4.1",
            "http_status": "401",
            "error_code": "invalid_api_key",
            "error_root": "openai.AuthenticationError",
        }
    ], done.stderr
