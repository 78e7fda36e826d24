"""Facts: what can be read off an error without judging it, and where each was read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kiwame.core import tags as names
from kiwame.core.event import Deadline, ErrorEvent, Facts
from kiwame.normalise import deadlines, providers
from kiwame.normalise.class_name import short_class as short_class  # noqa: PLC0414 - read from here by other rooms
from kiwame.normalise.hints import BODY
from kiwame.normalise.provider import Said, library_of, provider_of
from kiwame.normalise.spoken import hear, heard_of
from kiwame.normalise.statuses import BY_CLASS, CLASS_LIBRARIES, read_status

_URL = re.compile(
    r"\bhttps?://(?:[^/\s@'\"]{1,80}@)?([\w.\-]{1,253}|\[[0-9a-f:]{2,45}\])(?::(\d{1,5}))?", re.IGNORECASE
)
_PEER = re.compile(
    r"""host=['"]?([\w.\-]{1,253})['"]?(?:,\ port=(\d{1,5}))?
      | (?:enotfound|eai_again|lookup|unknownhostexception:)\ ([\w.\-]{3,253})
      | (?:econnrefused|etimedout|econnreset|ehostunreach|host|server\ at|address:|dial\ tcp|to)\ \[?
        ["'(]?((?:\d{1,3}\.){3}\d{1,3}|localhost|::1)["']?\]?(?::|,\ (?:port\ )?)(\d{1,5})
      | \('((?:\d{1,3}\.){3}\d{1,3})',\ (\d{1,5})\)
      | server\ at\ ["']([\w.\-]{1,253})["'](?:\ \([^)]{0,60}\))?,\ port\ (\d{1,5})
      | (?:connecting\ to|connect\ to(?:\ host)?)\ ([\w.\-]{3,253}):(\d{1,5})
    """,
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_PEER_WORDS = (
    "host",
    "ECONN",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "EHOST",
    "onnect",
    "lookup",
    "dial ",
    "server at",
    "ddress",
    "('",
)
_PRIVATE = re.compile(
    r"(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|localhost\b|host\.docker\.internal|0\.0\.0\.0|\[?::1)",
    re.IGNORECASE,
)
_RETRY = (
    re.compile(
        r"""(?:try\ again\ in|retry\ (?:after|in)|please\ wait|available\ in|wait\ for|retrying\ after)\s+(?:about\s+)?
            ((?:\d[\d.]{0,12}\s?(?:ms|milliseconds?|h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|days?)\s?){1,4})""",
        re.VERBOSE | re.IGNORECASE,
    ),
    re.compile(r"(?:retry[-_ ]?after|retrydelay)[\"']?\s*[:=]\s*[\"']?(\d[\d.]*\s*(?:ms|s)?)", re.IGNORECASE),
)  # fmt: skip
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|millisecond|h|min|m|s|d)?", re.IGNORECASE)
_UNIT = {"ms": 0.001, "millisecond": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_REQUEST_ID = re.compile(
    r"\b(?:request[-_ ]?id|requestid|x-request-id)[\"']?\s*[:=]?\s*[\"']?((?:req_|chatcmpl-|Root=)?[\w\-]{8,80})",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"""\b(?:model|deployment|model_name|模型|モデル)s?\s*[:=]?\s*[`'"“「]
        (?:models/|publishers/[\w\-]{1,40}/models/)?([\w./:@\-]{2,100})[`'"”」]
      | \bmodels/([\w.@\-]{2,80})
      | \bmodel_name:\ ([\w./:@\-]{2,100})
      | \b(?:for|model=|model:\ )(?:\ model)?\s*`?((?:gpt|claude|gemini|o[134]|deepseek|qwen|glm
        |llama|mistral|text-embedding)[\w./:\-]{1,80})""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip

_PRINTED_CODE = re.compile(
    r"""\bHTTP\ \d{3}\ \((?P<type>\w{3,60}):\ ?(?P<code>[\w.]{0,60})\)
      | \bAn\ error\ occurred\ \((?P<aws>\w{3,60})\)\ when\ calling
      | \bapi\ error\ (?P<go>[A-Z]\w{3,60}):
      | \bErrorCode:\ (?P<azure>[\w.]{3,60})
      | \brpc\ error:\ code\ =\ (?P<grpc>\w{3,30})
      | \(SQLSTATE\ (?P<state>\w{5})\)
      | \bSQLSTATE\[(?P<pdo>\w{5})\]
    """,
    re.VERBOSE,
)
"""Codes that clients print in their own words: OpenAI's and Azure's .NET, botocore, AWS's Go, gRPC, PostgreSQL, PDO."""
_PRINTED_WORDS = ("HTTP ", "An error occurred (", "api error ", "ErrorCode: ", "rpc error: ", "SQLSTATE")


def read(event: ErrorEvent, hints: Mapping[str, str] | None = None) -> Facts:
    """Read the facts off `event` (its own `facts` are not looked at); `hints` are strings out of contexts or extra."""
    reading = _Reading(event, hints or {})
    return reading.facts()


_TELLING_TAGS = frozenset(
    (*names.MODEL, *names.HTTP_STATUS, *names.REQUEST_ID, *names.RETRY_AFTER, *names.ERROR_CODE, *names.ERROR_TYPE,
     *names.HOST)
)  # fmt: skip


class _Reading:
    """One event while it is read: the messages heard, and what has been found, with its source."""

    __slots__ = ("_found", "_heard", "_hints", "_links", "_lower", "_sources", "_tags", "_tells")

    def __init__(self, event: ErrorEvent, hints: Mapping[str, str]) -> None:
        self._links = event.chain
        self._heard = heard_of(event)
        if hints and BODY in hints:
            self._heard.append((f"hint {BODY}", hear(hints[BODY])))
        self._lower = [(where, heard.prose.lower()) for where, heard in self._heard]
        self._tags = dict(event.tags)
        self._hints = hints
        self._tells = bool(hints) or not _TELLING_TAGS.isdisjoint(self._tags)
        self._found: dict[str, str] = {}
        self._sources: list[tuple[str, str]] = []

    def facts(self) -> Facts:
        self._bodies()
        library = self._library()
        status = self._status(library)
        model = self._model()
        host = self._host()
        request_id = self._request_id()
        provider = self._provider(library, host, model, request_id)
        retry_after = self._retry_after()
        deadline = self._deadline(status)
        return Facts(
            provider=provider, host=host, model=model, http_status=status,
            error_code=self._found.get("error_code", "") or self._tagged("error_code", names.ERROR_CODE),
            error_type=self._found.get("error_type", "") or self._tagged("error_type", names.ERROR_TYPE),
            error_param=self._found.get("error_param", ""),
            error_message=self._found.get("error_message", ""), library=library,
            request_id=request_id, retry_after=retry_after, deadline=deadline,
            self_hosted=provider in providers.SELF_HOSTED or bool(host and _PRIVATE.match(host)),
            sources=tuple(self._sources),
        )  # fmt: skip

    def _note(self, fact: str, source: str) -> None:
        self._sources.append((fact, source))

    def _bodies(self) -> None:
        """Code, type, parameter and message of the first body, from the root on."""
        for where, heard in self._heard:
            found = {
                "error_code": heard.code,
                "error_type": heard.type,
                "error_param": heard.param,
                "error_message": heard.said[:1000],
            }
            for fact, value in found.items():
                if value and fact not in self._found:
                    self._found[fact] = value
                    self._note(fact, f"{where} body")
            if any(word in heard.text for word in _PRINTED_WORDS):
                self._printed_code(where, heard.text)

    def _printed_code(self, where: str, text: str) -> None:
        match = _PRINTED_CODE.search(text)
        if match is None:
            return
        for fact, value in (
            ("error_type", match["type"]),
            ("error_code", match[match.lastindex or 0] if match.lastgroup != "type" else ""),
        ):
            if value and fact not in self._found:
                self._found[fact] = value
                self._note(fact, where)

    def _tagged(self, fact: str, keys: Iterable[str]) -> str:
        if not self._tells:
            return ""
        for source, mapping in (("hint", self._hints), ("tag", self._tags)):
            for key in keys:
                value = mapping.get(key)
                if value:
                    self._note(fact, f"{source} {key}")
                    return str(value)[:200]
        return ""

    def _status(self, library: str) -> int | None:
        for where, text in self._lower:
            status = read_status(text)
            if status is not None:
                self._note("http_status", where)
                return status
        said = self._tagged("http_status", names.HTTP_STATUS)
        if said.isdecimal() and len(said) == 3 and "400" <= said <= "599":
            return int(said)
        for where, heard in self._heard:
            if heard.status is not None:
                self._note("http_status", f"{where} body")
                return heard.status
            status = read_status(heard.text.lower()) if heard.said else None
            if status is not None:
                self._note("http_status", f"{where} body")
                return status
        if library in CLASS_LIBRARIES:
            for index, link in enumerate(self._links):
                status = BY_CLASS.get(short_class(link.type).lower())
                if status is not None:
                    self._note("http_status", f"chain[{index}] class")
                    return status
        return None

    def _library(self) -> str:
        for index, link in enumerate(self._links):
            name = library_of(link)
            if name:
                self._note("library", f"chain[{index}] class")
                return name
        for link in self._links:
            if link.mechanism in providers.LIBRARIES:
                self._note("library", "mechanism")
                return link.mechanism
        return ""

    def _model(self) -> str:
        tagged = self._tagged("model", names.MODEL)
        if tagged:
            return tagged
        for where, heard in self._heard:
            if "odel" in heard.text or "eployment" in heard.text or "模型" in heard.text or "モデル" in heard.text:
                match = _MODEL.search(heard.text)
                if match:
                    self._note("model", where)
                    return match[match.lastindex or 1].rstrip(".:,")
        return ""

    def _host(self) -> str:
        for where, heard in self._heard:
            for match in _peers(heard.text):
                if match:
                    parts = [group for group in match.groups() if group]
                    if parts and not _is_docs(parts[0]):
                        self._note("host", where)
                        return ":".join(parts)
        return self._tagged("host", names.HOST)

    def _provider(self, library: str, host: str, model: str, request_id: str) -> str:
        said = Said(self._links, self._heard, library, host, model, request_id, self._hints, self._tags)
        provider, source = provider_of(said)
        if provider:
            self._note("provider", source)
        return provider

    def _retry_after(self) -> float | None:
        for where, heard in self._heard:
            fields = heard.fields
            delay = fields and (fields.get("retryDelay") or fields.get("retry_after") or fields.get("estimated_time"))
            spoken = heard.text
            waits = "etry" in spoken or "again in" in spoken or "wait" in spoken or "vailable in" in spoken
            if not delay and not waits:
                continue
            patterns = _RETRY if waits else ()
            matches = (pattern.search(heard.text) for pattern in patterns)
            for text in (delay or "", *(match[1] for match in matches if match)):
                seconds = seconds_of(text)
                if seconds is not None:
                    self._note("retry_after", where)
                    return seconds
        return seconds_of(self._tagged("retry_after", names.RETRY_AFTER))

    def _request_id(self) -> str:
        for where, heard in self._heard:
            said = heard.fields.get("request_id") or heard.fields.get("requestId")
            named = not said and "equest" in heard.text and "id" in heard.text.lower()
            match = _REQUEST_ID.search(heard.text) if named else None
            if said or match:
                self._note("request_id", where)
                return (said or (match[1] if match else ""))[:100]
        return self._tagged("request_id", names.REQUEST_ID)

    def _deadline(self, status: int | None) -> Deadline | None:
        deadline, source = deadlines.read(self._links, self._lower, status)
        if deadline is not None:
            self._note("deadline", source)
        return deadline


def seconds_of(text: str) -> float | None:
    """Seconds in a span such as '6m0s', '20 seconds', '34.5s', '250ms', '7'; None where none, or beyond a year."""
    total, found = 0.0, False
    for number, unit in _SPAN.findall(text[:60]):
        total += float(number[:12]) * _UNIT.get(unit.lower(), 1.0)
        found = True
    return round(total, 3) if found and total < 31_536_000 else None


def _peers(text: str) -> Iterator[re.Match[str] | None]:
    if "://" in text:
        yield _URL.search(text)
    if any(word in text for word in _PEER_WORDS):
        yield _PEER.search(text)


_DOCS_PREFIXES = (
    "docs.", "platform.", "help.", "console.", "errors.pydantic", "developer.mozilla", "go.microsoft", "aka.ms",
    "curl.", "www.",
)  # fmt: skip
_DOCS_HOSTS = frozenset(
    ("github.com", "ai.google.dev", "cloud.google.com", "developers.generativeai.google", "learn.microsoft.com",
     "python.langchain.com", "ollama.com", "sqlalche.me", "httpstatuses.com", "stackoverflow.com",
     "nodejs.org")
)  # fmt: skip


def _is_docs(host: str) -> bool:
    return host in _DOCS_HOSTS or host.startswith(_DOCS_PREFIXES)
