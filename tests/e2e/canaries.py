"""Canaries: one secret of every kind that must never be kept, put into every field that an event can have.

Each carries 12 hex digits that are the run's own (`Canaries.core`) and four that say where it was planted, so that a
leak names its field. Nothing here is a whole secret before it runs, so no scanner takes this file for a leak.
"""

import json
import re
import uuid
from base64 import b64encode
from collections.abc import Callable, Iterator
from urllib.parse import quote

REQUIRED = frozenset({
    "openai", "anthropic", "google", "aws", "azure", "hugging face", "github", "slack", "sentry dsn", "bearer", "basic",
    "jwt", "private key", "password in url", "key=value", "cookie", "e-mail", "card", "public ipv4", "public ipv6",
})  # fmt: skip
"""The kinds that redaction promises (docs/explanation/redaction.md)."""


def _card(body: str) -> str:
    """A number that passes Luhn's test: 45391782 and the place's number."""
    digits = [int(c) for c in f"45391782{int(body[12:], 16):07d}"]
    doubled = sum((d * 2 - 9 if d > 4 else d * 2) if i % 2 == 0 else d for i, d in enumerate(digits))
    return "".join(map(str, digits)) + str(-doubled % 10)


def _ipv4(body: str) -> str:
    place = int(body[12:], 16)
    return f"93.{180 + (place >> 14)}.{(place >> 7 & 127) + 100}.{(place & 127) + 100}"


def _ipv6(body: str) -> str:
    return f"2a00:1450:{body[:4]}:{body[4:8]}:{body[8:12]}:{body[12:]}::9"


def _private_key(body: str) -> str:
    line = (body * 4)[:64]
    return f"-----BEGIN RSA PRIVATE {'KEY'}-----\n{line}\n{line}\n{body}==\n-----END RSA PRIVATE {'KEY'}-----"


KINDS: dict[str, Callable[[str], str]] = {
    "openai": lambda body: "sk-" + "proj-" + body + body,
    "openai, old": lambda body: "sk-" + body + body + body,
    "anthropic": lambda body: "sk-" + "ant-api03-" + body + "-" + body + "AA",
    "google": lambda body: "AI" + "zaSy" + body + body + "_",
    "google oauth": lambda body: "ya" + "29." + body + body,
    "aws": lambda body: "AK" + "IA" + body.upper(),
    "aws secret": lambda body: "aws_secret_" + f"access_key={body}/{body}+x",
    "azure": lambda body: body * 2 + "Abcdefgh" + "JQQJ99" + "BBACYeBjFXJ3w3AAABACOG" + body[:8],
    "azure storage": lambda body: f"AccountName=a;AccountKey={body}{body}==;EndpointSuffix=core.windows.net",
    "hugging face": lambda body: "hf" + "_" + body + body + "Zz",
    "github": lambda body: "gh" + "p_" + body + body + "Zz12",
    "github, fine": lambda body: "github" + "_pat_" + body + "_" + body,
    "slack": lambda body: "xo" + "xb-" + "123456789012-1234567890123-" + body,
    "slack hook": lambda body: "https://hooks.slack" + ".com/services/T012/B034/" + body,
    "sentry dsn": lambda body: f"https://{body}{body}:{body}{body}@o1.ingest.sentry.example/42",
    "sentry token": lambda body: "sntr" + "yu_" + body * 4,
    "groq": lambda body: "gs" + "k_" + body * 3,
    "bearer": lambda body: f"Authorization: Bearer {body}{body}",
    "basic": lambda body: "Basic " + b64encode(f"me:{body}".encode()).decode(),
    "jwt": lambda body: "ey" + "JhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + body + body,
    "private key": _private_key,
    "password in url": lambda body: f"postgresql://app:{body}@db.internal:5432/shop",
    "key=value": lambda body: f"password={body}",
    "key in json": lambda body: json.dumps({"model": "gpt-4o", "api_key": body}),
    "key in python": lambda body: repr({"model": "gpt-4o", "client_secret": body, "n": 1}),
    "keyword argument": lambda body: f"Client(api_key='{body}', timeout=5)",
    "cookie": lambda body: f"Cookie: sid={body}; theme=dark",
    "set-cookie": lambda body: f"Set-Cookie: sid={body}; Path=/; HttpOnly",
    "e-mail": lambda body: f"ann.{body}@corp.example.com",
    "card": _card,
    "public ipv4": _ipv4,
    "public ipv6": _ipv6,
}

DRESSES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "in a sentence": lambda secret: f"the call failed for {secret} (tried twice)",
    "json in a string": lambda secret: json.dumps({"error": {"message": f"refused: {secret}", "code": 401}}),
    "json in json": lambda secret: json.dumps(json.dumps({"body": json.dumps({"said": f"refused {secret}"})})),
    "python repr": lambda secret: f"Error code: 401 - { ({'error': {'message': secret, 'param': None}})!r}",
    "bytes repr": lambda secret: repr(f"got {secret} back".encode()),
    "percent-encoded": lambda secret: "https://api.example.com/v1?next=" + quote(f"a {secret} b", safe=""),
    "u-escaped": lambda secret: re.sub(r"[@:=/+]", lambda found: f"\\u{ord(found[0]):04x}", f"said {secret} twice"),
}


class Canaries:
    """Makes canaries and finds them again. `planted` says by number where each one went."""

    def __init__(self) -> None:
        self.core = "7e" + uuid.uuid4().hex[:9] + "3"
        self.planted: list[str] = []
        self._pattern = re.compile(
            b"|".join(
                (
                    self.core.encode() + b"[0-9a-f]{4}",
                    b64encode(self.core.encode()),
                    rb"(?::|%3a|\\+u003a)".join(
                        part.encode() for part in (self.core[:4], self.core[4:8], self.core[8:])
                    ),
                    rb"45391782[0-9]{8}",
                    rb"93\.18[0-9]\.[12][0-9][0-9]\.[12][0-9][0-9]",
                )
            ),
            re.IGNORECASE,
        )

    def body(self, place: str) -> str:
        """16 hex digits that say nothing by their form, only by where they stand."""
        self.planted.append(place)
        return f"{self.core}{len(self.planted) - 1:04x}"

    def secret(self, kind: str, dress: str, place: str) -> str:
        """A secret of `kind`, dressed."""
        return DRESSES[dress](KINDS[kind](self.body(f"{kind}, {dress}: {place}")))

    def found(self, data: bytes) -> list[str]:
        """Where those came from that stand in `data`: kind, dress and field where it can be told, with what is
        around."""
        leaks = {}
        for hit in self._pattern.finditer(data):
            around = data[max(0, hit.start() - 60) : hit.end() + 30].decode(errors="replace")
            leaks[self._place(hit[0])] = f"{self._place(hit[0])}: …{around}…"
        return list(leaks.values())

    def _place(self, hit: bytes) -> str:
        """By the number that a canary ends with."""
        if hit[:12].lower() == self.core.encode():
            return self.planted[int(hit[12:16], 16)]
        if hit.startswith(b"45391782"):
            return self.planted[int(hit[8:15])]
        if hit.startswith(b"93."):
            _, second, third, fourth = map(int, hit.split(b"."))
            return self.planted[(second - 180 << 14) + (third - 100 << 7) + fourth - 100]
        return "basic or public ipv6"

    def event(self, kind: str, dress: str) -> dict[str, object]:
        """An event with a canary of `kind` in every field that there is, and bare ones where the place alone says
        that they are secret."""

        def plant(place: str) -> str:
            return self.secret(kind, dress, place)

        def bare(place: str) -> str:
            return self.body(f"bare: {place}")

        return {
            **_said(plant, bare),
            **_around(plant, bare),
            "exception": {"values": [_exception(plant, bare, "ConnectError"), _exception(plant, bare, "APIError")]},
            "threads": {"values": [{"id": plant("thread id"), "name": plant("thread name"), "crashed": True,
                                    "stacktrace": {"frames": [_frame(plant, bare)]}}]},
            "request": _request(plant, bare),
            "user": {
                **{name: bare(f"user.{name}") for name in ("id", "email", "username", "ip_address", "name", "segment")},
                "geo": {"city": bare("user.geo.city")}, "data": {"plan": bare("user.data.plan")},
                plant("user key"): plant("user value"),
            },
        }  # fmt: skip


_Plant = Callable[[str], str]


def _exception(plant: _Plant, bare: _Plant, name: str) -> dict[str, object]:
    return {
        "type": f"{name} {plant('exception type')}",
        "value": f"Request failed: {plant('exception value')}",
        "module": plant("exception module"),
        "thread_id": plant("exception thread"),
        "mechanism": {
            "type": plant("mechanism type"), "handled": False, "data": {"x": plant("mechanism data")},
            "meta": {"errno": {"name": plant("mechanism meta")}}, "help_link": plant("mechanism link"),
            "description": plant("mechanism description"),
        },
        "stacktrace": {"frames": [_frame(plant, bare)]},
        "raw_stacktrace": {"frames": [_frame(plant, bare)]},
    }  # fmt: skip


def _frame(plant: _Plant, bare: _Plant) -> dict[str, object]:
    return {
        **{name: plant(f"frame {name}") for name in ("filename", "abs_path", "function", "module", "package")},
        "lineno": 7,
        "in_app": True,
        "context_line": f"    call({plant('context_line')})",
        "pre_context": [plant("pre_context"), "x = 1"],
        "post_context": ["y = 2", plant("post_context")],
        "vars": {
            "headers": {"x": plant("vars nested")}, "prompt": plant("vars"), "api_key": bare("vars.api_key"),
            "auth": [bare("vars.auth list")], plant("vars key"): 1, "list": [plant("vars in a list")],
            "settings": {"DB_PASSWORD": bare("vars.DB_PASSWORD"), "deep": [{"token": bare("vars.deep.token")}]},
        },
    }  # fmt: skip


def _said(plant: _Plant, bare: _Plant) -> dict[str, object]:
    return {
        "message": plant("message"),
        "logentry": {
            "message": "failed %s with %s", "params": [plant("params"), {"password": bare("params.password")}],
            "formatted": f"failed: {plant('logentry formatted')}",
        },
        "title": plant("title"), "location": plant("location"),
        "metadata": {"type": plant("metadata type"), "value": plant("metadata value"), "title": plant("metadata")},
        "breadcrumbs": {
            "values": [
                {
                    "type": plant("crumb type"), "category": plant("crumb category"), "level": plant("crumb level"),
                    "message": plant("crumb message"), "timestamp": plant("crumb timestamp"),
                    "data": {"url": plant("crumb data"), "token": bare("crumb token"), plant("crumb key"): 1},
                }
            ]
        },
        "errors": [{"type": plant("errors type"), "name": plant("errors name"), "value": plant("errors value")}],
    }  # fmt: skip


def _around(plant: _Plant, bare: _Plant) -> dict[str, object]:
    plain = (
        "platform", "level", "logger", "culprit", "transaction", "server_name", "release", "dist", "environment",
        "type", "site", "_ref", "debug_meta_text", "unheard_of",
    )  # fmt: skip
    return {
        **{name: plant(name) for name in plain},
        "fingerprint": [plant("fingerprint"), "{{ default }}"],
        "modules": {plant("module name"): "1.0", "openai": plant("module version")},
        "sdk": {
            "name": plant("sdk name"), "version": plant("sdk version"), "integrations": [plant("integration")],
            "packages": [{"name": plant("package name"), "version": plant("package version")}],
        },
        "debug_meta": {"images": [{"code_file": plant("debug image"), "debug_id": plant("debug id")}]},
        "extra": {
            "body": plant("extra"), "nested": {"list": [{"deep": plant("extra nested")}]}, plant("extra key"): "x",
            "password": bare("extra.password"), "OPENAI_API_KEY": bare("extra.OPENAI_API_KEY"),
            "headers": [["Cookie", bare("extra header pair")], {"name": "Authorization", "value": bare("extra named")}],
            "response.body": json.dumps({"error": plant("extra response body")}),
        },
        "contexts": {
            "trace": {"trace_id": plant("trace id"), "op": plant("op"), "description": plant("description"),
                      "data": {"http.url": plant("trace data")}},
            "response": {"status_code": plant("status"), "headers": {"set-cookie": bare("response set-cookie")},
                         "cookies": bare("response cookies"), "data": plant("response data")},
            "app": {"secret": bare("contexts.app.secret"), "name": plant("contexts app")},
            plant("contexts key"): {"x": plant("contexts value")},
        },
        "_meta": {"message": {"": {"rem": [[plant("meta")]]}}},
        "unknown": {"nested": [plant("unknown key")]},
        "hashes": [plant("hashes")],
    }  # fmt: skip


def _request(plant: _Plant, bare: _Plant) -> dict[str, object]:
    return {
        "url": f"https://shop.example/{plant('request url')}?q={plant('request query in url')}",
        "method": plant("request method"),
        "query_string": plant("query_string"),
        "fragment": plant("fragment"),
        "cookies": {"sid": bare("request cookies")},
        "headers": {
            "Cookie": bare("request Cookie"), "X-Forwarded-For": bare("X-Forwarded-For"), "X-Odd": bare("X-Odd"),
            "User-Agent": plant("User-Agent"), "Host": plant("Host"), "Authorization": bare("request Authorization"),
            plant("header name"): "x",
        },
        "data": {"prompt": plant("request data"), "card": bare("request data card")},
        "env": {"REMOTE_ADDR": bare("REMOTE_ADDR"), "HOME": bare("HOME"), "SERVER_NAME": plant("env SERVER_NAME"),
                plant("env key"): "x"},
        "inferred_content_type": plant("inferred_content_type"),
        "other": plant("request other"),
    }  # fmt: skip


def shapes(canaries: Canaries, event: dict[str, object], kind: str) -> Iterator[dict[str, object]]:
    """`event` in the other shapes in which its parts may be sent: tags in three, headers, query, data, lists."""

    def plant(place: str) -> str:
        return canaries.secret(kind, "plain", place)

    def bare(place: str) -> str:
        return canaries.body(f"bare: {place}")

    tags: tuple[object, ...] = (
        {plant("tag key"): "1", "url": plant("tag value"), "api_key": bare("tag api_key")},
        [[plant("tag key in a pair"), "1"], ["url", plant("tag value in a pair")], ["token", bare("tag token")]],
        [{"key": plant("tag key in an object"), "value": "1"}, {"key": "url", "value": plant("tag value in an object")},
         {"key": "password", "value": bare("tag password")}, {"key": "user", "value": f"email:{bare('tag user')}"}],
    )  # fmt: skip
    requests: tuple[dict[str, object], ...] = (
        {"headers": [["Cookie", bare("Cookie in a pair")], ["X-Key", bare("header pair")], ["Accept", plant("Accept")]],
         "query_string": [["token", bare("query pair")], ["q", plant("query pair")]], "data": plant("data string")},
        {"query_string": {"token": bare("query object"), "q": plant("query object")}, "cookies": bare("cookie string"),
         "data": json.dumps({"password": bare("data json"), "prompt": plant("data json")})},
        {"cookies": [["sid", bare("cookie pair")]], "data": [plant("data list")], "env": [plant("env list")],
         "url": plant("no address") + "?" + bare("query of no address")},
    )  # fmt: skip
    for tag, request in zip(tags, requests, strict=True):
        yield {
            **event,
            "event_id": uuid.uuid4().hex,
            "tags": tag,
            "request": request,
            "message": {"message": plant("legacy message"), "formatted": plant("legacy formatted")},
            "exception": [_exception(plant, bare, "ValueError")],
            "breadcrumbs": [{"message": plant("crumb in a list"), "data": {"k": plant("crumb data in a list")}}],
        }
