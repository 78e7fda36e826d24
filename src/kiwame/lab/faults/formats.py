"""A fault for every format of a provider's errors: the same body, raised by the client that meets it. Not the demo's.

The client is pointed at the provider's own host name, as the application of a user is; a server that a team runs
itself has the name that people give it in a compose file. What raises these resolves such names to this machine.
"""

import hashlib
import json
from collections.abc import Callable
from functools import partial

from kiwame.lab.clients import hosted
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Fault
from kiwame.lab.formats.format import Format, fill
from kiwame.lab.formats.table import FORMATS
from kiwame.lab.provider.answer import Answer

CLIENTS: dict[str, tuple[Callable[..., str], ...]] = {
    "openai": (hosted.by_openai,),
    "azure": (hosted.by_azure,),
    "anthropic": (hosted.by_anthropic,),
    "google": (hosted.by_google,),
    "mistral": (hosted.by_mistral,),
    "groq": (hosted.by_groq,),
    "cohere": (hosted.by_cohere,),
    "ollama": (hosted.by_ollama,),
    "httpx": (hosted.by_httpx, hosted.by_requests),
    "status": (hosted.by_httpx_status, hosted.by_requests_status),
}
"""Who can meet a format, by its `client`: where there are two, the format's name decides."""

PATHS = {
    "bedrock": "/model/anthropic.claude-3-5-sonnet-20240620-v1:0/converse",
    "qwen": "/api/v1/services/aigc/text-generation/generation", "minimax": "/v1/text/chatcompletion_v2",
    "tgi": "/generate", "pinecone": "/vectors/upsert",
    "qdrant": "/collections/docs/points/search", "weaviate": "/v1/objects", "milvus": "/v2/vectordb/entities/insert",
    "chroma": "/api/v2/tenants/default_tenant/databases/default_database/collections", "zhipu": "/api/paas/v4",
    "volcengine": "/api/v3", "openrouter": "/api/v1", "perplexity": "", "fireworks": "/inference/v1",
}  # fmt: skip
"""Below the host, where it is not OpenAI's."""

_COMPATIBLE = {"qwen": "/compatible-mode/v1", "minimax": "/v1"}


def _number(name: str) -> int:
    """A number that a name always gives."""
    return hashlib.sha256(name.encode()).digest()[0]


def client_of(one: Format) -> str:
    """The key of CLIENTS: the format's own, where that client tells what the body says.

    openai 3 keeps one sentence of a body: that of OpenAI's shape, or a `message` at its top (seen of 3.54).
    Of other shapes, and of what stands beside the sentence, an event of it says nothing: those are met by an
    application that reads the answer itself. A page or an empty body is met by its status alone.
    """
    if one.client in ("openai", "azure") and not _openai_tells(one.body):
        return "httpx"
    told = bool(one.body.strip()) and not one.body.lstrip().startswith("<")
    return one.client if one.client != "httpx" or told else "status"


def _openai_tells(body: str) -> bool:
    try:
        parsed = json.loads(body)
    except ValueError:
        return False
    error = parsed.get("error") if isinstance(parsed, dict) else None
    return "metadata" not in error if isinstance(error, dict) else "message" in parsed


def model_of(one: Format) -> str:
    """The model that the application asks for, which the body may name."""
    return one.models[_number(one.name) % len(one.models)] if one.models else ""


def host_of(one: Format) -> str:
    """The host that the application names: a server of one's own is called after what it is."""
    host = fill(one.host, Draw(one.name))
    return one.provider or "gateway" if host.startswith("localhost") else host


def _path(one: Format) -> str:
    base = (_COMPATIBLE if one.client == "openai" else {}).get(one.provider) or PATHS.get(one.provider, "/v1")
    whole = one.client == "httpx" and one.provider in PATHS
    return base if whole or client_of(one) not in ("httpx", "status") else f"{base}/chat/completions"


def _run(one: Format, call: Call) -> str:
    clients = CLIENTS[client_of(one)]
    call_by = clients[_number(one.name) % len(clients)]
    base = f"http://{host_of(one)}:{call.ports.http}"
    return call_by(call, base=base, path=_path(one), model=model_of(one))


def _answer(one: Format, draw: Draw) -> Answer:
    model = model_of(one)
    body = fill(one.body, draw, model=model)
    kind = "application/json" if body.startswith(("{", "[")) else "text/html" if body[:1] == "<" else "text/plain"
    headers = tuple((name, fill(value, draw, model=model)) for name, value in one.headers)
    return Answer(status=one.status, headers=(("content-type", kind), *headers), body=body.encode())


def token_of(name: str) -> str:
    """What the request's header calls a format: frames' variables show it, so it must give nothing away."""
    return hashlib.sha256(f"fault {name}".encode()).hexdigest()[:12]


def fault_of(one: Format) -> Fault:
    """The fault that injects a format, under its token."""
    return Fault(
        name=token_of(one.name),
        reason=one.reason,
        provider=one.provider,
        client=client_of(one),
        how=f"HTTP {one.status} as of {one.source}",
        run=partial(_run, one),
        answer=partial(_answer, one),
    )


FORMAT_FAULTS: dict[str, Fault] = {name: fault_of(one) for name, one in FORMATS.items()}
"""By the format's name."""

BY_TOKEN: dict[str, Fault] = {fault.name: fault for fault in FORMAT_FAULTS.values()}
"""What the fake provider must know."""
