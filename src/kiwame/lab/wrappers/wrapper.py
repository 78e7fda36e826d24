"""What a wrapper is: how one library, in one language, tells its user of a provider's answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said

OWN_PROTOCOL = frozenset({"anthropic", "google", "vertex", "bedrock", "cohere", "minimax"})
"""Providers whose own protocol is not OpenAI's."""
STORES = frozenset({"pinecone", "qdrant", "weaviate", "chroma", "milvus"})
EDGE = ""
"""The provider of an answer that came from a proxy on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A failure as text: what an issue tracker, a log or Sentry would hold of it."""

    platform: str
    type: str = ""
    message: str = ""
    frames: str = "app"
    """Which library's frames a stack of it shows, see `stacks`."""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapper:
    """One library's way to tell. `speaks` says which answers it can meet."""

    name: str
    speaks: Callable[[Said], bool]
    tells: Callable[[Said, Draw], Text]


def phrase(status: int) -> str:
    """The reason phrase of a status: 'Too Many Requests'; 'Unknown Error' where none is registered."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return {529: "Site Overloaded", 524: "A Timeout Occurred", 522: "Connection Timed Out"}.get(
            status, "Unknown Error"
        )


def openai_like(said: Said) -> bool:
    """A failing status of a provider that speaks OpenAI's protocol, or of a proxy before one."""
    provider = said.format.provider
    return said.status >= 400 and provider not in OWN_PROTOCOL and provider not in STORES


def hosted_model(said: Said) -> bool:
    """A failing status of any provider of models."""
    return said.status >= 400 and said.format.provider not in STORES


def anything(said: Said) -> bool:
    """Any answer."""
    return bool(said.body or said.status >= 400)


def with_body(said: Said) -> bool:
    """An answer that has a body, whatever its status."""
    return bool(said.body)


def json_body(said: Said) -> bool:
    """An answer whose body is a JSON object."""
    return isinstance(said.parsed, dict)


def of(*providers: str) -> Callable[[Said], bool]:
    """A failing status of one of `providers`."""
    wanted = frozenset(providers)
    return lambda said: said.status >= 400 and said.format.provider in wanted


def only_status(said: Said) -> bool:
    """An answer without a body: where a library drops the body, nothing but the status is left to judge by."""
    return not said.body


def inner(said: Said) -> dict[str, object]:
    """The error object inside the body; empty where there is none."""
    body = said.parsed
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        return dict(body["error"])
    return dict(body) if isinstance(body, dict) else {}


def compact(value: object) -> str:
    """JSON as JavaScript's JSON.stringify and most servers write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def said_code(said: Said) -> str:
    """The error's code or type; "" where it names none."""
    error = inner(said)
    return str(error.get("code") or error.get("type") or "")


def one_of(draw: Draw, *choices: str) -> str:
    """One of `choices`."""
    return choices[draw.number(0, len(choices) - 1)]
