"""What a format is: what one provider answers to one kind of failure, with the parts that vary left open.

In a body, `<<…>>` is a part that varies: `<<n 5 90>>` a whole number, `<<s 1 59>>` seconds with three decimals,
`<<hex 8>>` `<<b62 20>>` `<<b32 24>>` `<<digits 12>>` ids, `<<uuid>>`, `<<one a|b|c>>` one of several, `<<prompt>>` what a
user asked, `<<person>>`, `<<day>>` `<<time>>` of a date, `<<model>>` the model asked for, the same throughout one answer.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiwame.core.taxonomy import Reason
from kiwame.lab.draw import Draw

_OPEN = re.compile(r"<<([^<>]{1,200})>>")

Shape = Callable[..., object]
"""Makes a body out of `message`, `status`, `kind`, `code`, `param` and what else a row gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One failure of one provider. `body` is a template; `headers` too; `source` says who states the format."""

    name: str
    provider: str
    reason: Reason
    status: int
    body: str
    headers: tuple[tuple[str, str], ...]
    host: str
    models: tuple[str, ...]
    client: str
    source: str
    message: str
    """The human sentence inside the body, as a template: what remains where a wrapper drops the rest."""
    kind: str
    """The error's type or code as the body names it; "" where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer in a format: everything drawn."""

    format: Format
    host: str
    model: str
    status: int
    body: str
    message: str
    headers: tuple[tuple[str, str], ...]

    @property
    def parsed(self) -> object:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A provider's endpoint: what its rows have in common."""

    provider: str
    host: str
    models: tuple[str, ...]
    shape: Shape
    source: str
    client: str = "openai"
    headers: tuple[tuple[str, str], ...] = ()

    def says(self, name: str, reason: Reason, status: int, message: str, **more: object) -> Format:
        """A row: `raw` replaces the whole body, `source` the host's own; the rest goes to the shape."""
        source = str(more.pop("source", self.source))
        models = more.pop("models", self.models)
        raw = more.pop("raw", None)
        headers: object = more.pop("headers", ())
        if raw is None:
            raw = json.dumps(self.shape(message=message, status=status, **more), ensure_ascii=False)
        return Format(
            name=f"{self.provider}.{name}",
            provider=self.provider,
            reason=reason,
            status=status,
            body=str(raw),
            headers=(*self.headers, *(headers if isinstance(headers, tuple) else ())),
            host=self.host,
            models=models if isinstance(models, tuple) else (str(models),),
            client=str(more.pop("client", self.client)),
            source=source,
            message=message,
            kind=str(more.get("kind") or more.get("code") or ""),
        )


def _day(draw: Draw) -> str:
    return f"20{draw.number(24, 27)}-{draw.number(1, 12):02d}-{draw.number(1, 28):02d}"


def _time(draw: Draw) -> str:
    return f"{draw.number(0, 23):02d}:{draw.number(0, 59):02d}:{draw.number(0, 59):02d}"


_KINDS: Mapping[str, Callable[[Draw, str], str]] = {
    "n": lambda draw, rest: str(draw.number(*(int(end) for end in rest.split()))),
    "s": lambda draw, rest: draw.seconds(*(float(end) for end in rest.split())),
    "hex": lambda draw, rest: draw.hex(int(rest)),
    "b62": lambda draw, rest: draw.base62(int(rest)),
    "b32": lambda draw, rest: draw.base32(int(rest)),
    "digits": lambda draw, rest: str(draw.number(10 ** (int(rest) - 1), 10 ** int(rest) - 1)),
    "uuid": lambda draw, _: draw.uuid(),
    "one": lambda draw, rest: (choices := rest.split("|"))[draw.number(0, len(choices) - 1)],
    "prompt": lambda draw, _: draw.prompt(),
    "person": lambda draw, _: draw.person(),
    "day": lambda draw, _: _day(draw),
    "time": lambda draw, _: _time(draw),
}


def fill(template: str, draw: Draw, *, model: str = "") -> str:
    """`template` with every part that varies drawn, in order. ValueError for a part of an unknown kind."""

    def drawn(found: re.Match[str]) -> str:
        kind, _, rest = found[1].partition(" ")
        if kind == "model":
            return model
        make = _KINDS.get(kind)
        if make is None:
            raise ValueError(f"unknown part <<{found[1]}>> in {template[:80]!r}")
        return make(draw, rest)

    return _OPEN.sub(drawn, template)


def say(format: Format, seed: str) -> Said:  # noqa: A002 (the house's word for it)
    """One answer in `format`; the same seed gives the same answer. The body and the sentence agree in what varies."""
    model = format.models[Draw(f"{seed}:model").number(0, len(format.models) - 1)] if format.models else ""
    body = fill(format.body, Draw(seed), model=model)
    return Said(
        format=format,
        host=fill(format.host, Draw(f"{seed}:host"), model=model),
        model=model,
        status=format.status,
        body=body,
        message=_sentence(body) or fill(format.message, Draw(seed), model=model),
        headers=tuple((name, fill(value, Draw(f"{seed}:{name}"), model=model)) for name, value in format.headers),
    )


_SENTENCE_KEYS = ("message", "msg", "error_msg", "Message", "status_msg", "detail", "error", "fault")


def _sentence(body: str, depth: int = 4) -> str:
    """The human sentence in a body; "" where none is found."""
    try:
        value = json.loads(body) if isinstance(body, str) else body
    except ValueError:
        return ""
    while depth and isinstance(value, list) and value:
        value = value[0]
        depth -= 1
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or not depth:
        return ""
    if isinstance(value.get("error"), dict):
        return _sentence(json.dumps(value["error"]), depth - 1)
    for key in _SENTENCE_KEYS:
        found = value.get(key)
        if isinstance(found, str) and found:
            return found
        if isinstance(found, list | dict) and found and (inner := _sentence(json.dumps(found), depth - 1)):
            return inner
    return ""
