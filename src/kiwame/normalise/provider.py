"""Whose answer an error is: the provider, by what tells most surely, and what told it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiwame.core import tags as names
from kiwame.core.event import Link
from kiwame.core.hosts import provider_at
from kiwame.normalise import provider_signs as signs
from kiwame.normalise import providers
from kiwame.normalise.class_name import short_class
from kiwame.normalise.spoken import Heard

_WRAPPED = re.compile(r"\b([a-z_]\w{2,24}exception)\b")
_AWS_OPERATION = re.compile(r"when calling the (\w{3,40}) operation")
_BEDROCK = frozenset(
    ("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream", "InvokeAgent", "Retrieve",
     "RetrieveAndGenerate", "ApplyGuardrail", "InvokeFlow", "CountTokens", "GetFoundationModel",
     "ListFoundationModels", "StartAsyncInvoke", "Rerank")
)  # fmt: skip
_UNSAID = frozenset(("none", "unknown", "custom", "other", "default", "llm", "openai_compatible", "openai-compatible"))
_MAX_FRAMES = 12
"""Innermost frames of a link that are looked at until the application's own code begins."""


@dataclass(frozen=True, slots=True)
class Said:
    """What has been read of an event when its provider is asked for."""

    links: tuple[Link, ...]
    heard: list[tuple[str, Heard]]
    library: str
    host: str
    model: str
    request_id: str
    hints: Mapping[str, str]
    tags: Mapping[str, str]


def provider_of(said: Said) -> tuple[str, str]:
    """(canonical id, what told it) of the provider; two empty strings where nothing tells."""
    for source, finder in _FINDERS:
        found = finder(said)
        if found:
            return found, source
    return "", ""


def _by_tag(said: Said) -> str:
    for key in names.PROVIDER:
        value = said.hints.get(key) or said.tags.get(key)
        if value and value.lower() not in _UNSAID:
            return providers.canonical(value)
    return ""


def _by_prefix(said: Said) -> str:
    """LiteLLM's '<Provider>Exception - …'."""
    for _, heard in said.heard:
        if "xception" in heard.text:
            for match in _WRAPPED.finditer(heard.text.lower()):
                found = providers.WRAPPED.get(match[1])
                if found:
                    return found
    return ""


def _by_body(said: Said) -> str:
    for _, heard in said.heard:
        for key in heard.keys:
            if key in signs.BODY_KEYS:
                return signs.BODY_KEYS[key]
        for code in heard.codes:
            if code in signs.BODY_TYPES:
                return signs.BODY_TYPES[code]
    return ""


def _by_words(said: Said) -> str:
    """A page that only this provider's messages point to, or words that only it has."""
    for _, heard in said.heard:
        text = heard.text.lower()
        if any(ending in text for ending in _ENDINGS):
            for page, provider in providers.DOCS:
                if page in text:
                    return provider
        known = _PHRASES_OF.keys() & _WORD.findall(text)
        if known:
            found = [place for word in known for place, words in _PHRASES_OF[word] if words in text]
            if found:
                return signs.OWN_WORDS[min(found)][1]
    return ""


_WORD = re.compile(r"[a-z0-9_]{3,40}")
_PHRASES_OF: dict[str, list[tuple[int, str]]] = {}
"""The phrases by their longest word, so that a text is walked once and not once a phrase."""
for _place, (_words, _) in enumerate(signs.OWN_WORDS):
    _PHRASES_OF.setdefault(max(_WORD.findall(_words), key=len), []).append((_place, _words))
_ENDINGS = (".com", ".ai", ".dev", ".cn", ".xyz", ".ms/", ".io", "moonshot.", "siliconflow.", "cohere.", "minimax")
"""What every page of `DOCS` has in it."""


def _by_connector(said: Said) -> str:
    """The connector of a framework, as its class or the words of its author name it: 'OpenAIChatGenerator'."""
    for _, heard in said.heard:
        text = heard.text.lower()
        if text.isascii() and not any(part in text for part in _CONNECTOR_PARTS):
            continue
        for words, provider in signs.CONNECTORS:
            if words in text:
                return provider
    return ""


_CONNECTOR_PARTS = ("openai", "chat", "bedrock", "genai", "gemini", " api", "hugging")
"""What every ASCII connector has in it."""


def _by_request_id(said: Said) -> str:
    if not said.request_id:
        return ""
    return next((who for form, who in signs.REQUEST_IDS if form.match(said.request_id)), "")


def _by_library(said: Said) -> str:
    if said.library in providers.COMPATIBLE:
        return ""
    if said.library == "botocore":
        return _of_aws(said)
    return providers.LIBRARIES.get(said.library, "")


def _of_aws(said: Said) -> str:
    """One client speaks to all of AWS: an operation that is not Bedrock's is another service's."""
    for _, heard in said.heard:
        called = _AWS_OPERATION.search(heard.text)
        if called:
            return "bedrock" if called[1] in _BEDROCK else ""
    return "bedrock"


def _by_class(said: Said) -> str:
    for link in said.links:
        name = short_class(link.type).lower()
        if name.startswith(_STARTS):
            return next(who for start, who in signs.CLASS_STARTS if name.startswith(start))
    return ""


_STARTS = tuple(start for start, _ in signs.CLASS_STARTS)


def _by_model(said: Said) -> str:
    model = said.model.lower()
    return next((who for start, who in providers.MODEL_PREFIXES if model.startswith(start)), "") if model else ""


def _by_frames(said: Said) -> str:
    """The client at work when it failed: whose code stands below the application's last frame."""
    for link in said.links:
        for frame in link.frames[: -_MAX_FRAMES - 1 : -1]:
            if frame.in_app:
                break
            found = _package_provider(frame.module, frame.filename)
            if found and not (found == "openai" and (said.model or said.host)):
                return found
    return ""


def _by_default(said: Said) -> str:
    """A client that speaks to anybody speaks to its own provider where nothing points elsewhere."""
    return providers.LIBRARIES.get(said.library, "") if not said.model and not said.host else ""


_FINDERS: tuple[tuple[str, Callable[[Said], str]], ...] = (
    ("tag", _by_tag),
    ("host", lambda said: provider_at(said.host)),
    ("message", _by_prefix),
    ("body", _by_body),
    ("request id", _by_request_id),
    ("library", _by_library),
    ("message", _by_words),
    ("class", _by_class),
    ("model name", _by_model),
    ("frames", _by_frames),
    ("connector", _by_connector),
    ("library", _by_default),
    ("port", lambda said: providers.PORTS.get(said.host.rpartition(":")[2], "")),
)


@lru_cache(maxsize=4096)
def _package_provider(module: str, filename: str) -> str:
    """The provider whose client a frame's code is of: by Python module, folder of site-packages or of node_modules."""
    path = filename.replace("\\", "/")
    for folder in ("site-packages/", "dist-packages/"):
        if folder in path:
            return _library_provider(path.rpartition(folder)[2].removesuffix(".py").split("/"))
    if "node_modules/" in path:
        return _npm_provider(path.rpartition("node_modules/")[2])
    return _library_provider(module.lower().split(".")) if module else ""


def _library_provider(parts: list[str]) -> str:
    return next(
        (providers.LIBRARIES[name] for name in _beginnings(parts) if providers.LIBRARIES.get(name)),
        "",
    )


def _npm_provider(path: str) -> str:
    first, _, rest = path.partition("/")
    package = f"{first}/{rest.partition('/')[0]}" if first.startswith("@") else first
    for family in signs.NPM_FAMILIES:
        if package.startswith(family):
            name = providers.canonical(package.removeprefix(family))
            return name if name in providers.DISPLAY else ""
    return signs.NPM.get(package, "")


def library_of(link: Link) -> str:
    """The client library, a key of `LIBRARIES`, whose class `link` is; "" where it is none of them."""
    return _library(link.module, link.type)


@lru_cache(maxsize=2048)
def _library(module: str, kind: str) -> str:
    full = kind.lstrip("*") if "." in kind else f"{module}.{kind}"
    path = full.lower().replace("\\", ".").replace("::", ".").split(".")
    return next((name for name in _beginnings(path) if name in providers.LIBRARIES), "")


def _beginnings(parts: list[str]) -> Iterable[str]:
    """Dotted beginnings of a path, the longest (of five parts) first: `a.b.c` → `a.b.c`, `a.b`, `a`."""
    for length in range(min(len(parts), 5), 0, -1):
        yield ".".join(parts[:length])
