"""Reads what an object holds without running code of its class: a property may raise, wait or answer for ever.

Attributes come from the object's own dictionary; code is run of a client library's value classes alone (a URL,
headers), and only where the class is the one that the library's loaded module holds under its name.
"""

import sys
from types import GetSetDescriptorType, ModuleType
from typing import Any

_MRO = type.__dict__["__mro__"]
_NAMESPACE = type.__dict__["__dict__"]
_MODULE = type.__dict__["__module__"]
_NAME = type.__dict__["__qualname__"]
_VALUES = frozenset({"httpx", "httpx2", "requests", "aiohttp", "yarl", "multidict", "http", "email", "urllib3"})
"""Packages whose URLs, headers and request descriptions are asked."""

LONGEST = 200
"""Characters of a tag's value, as Sentry allows."""


def mro(thing: object) -> tuple[type, ...]:
    """The classes of an object, its own first."""
    return tuple(_MRO.__get__(type(thing)))


def module_of(cls: type) -> str:
    """The dotted module of a class; "" where it names none."""
    module = _MODULE.__get__(cls)
    return module if type(module) is str else ""


def name_of(cls: type) -> str:
    """The class's own name, without those that it is defined within."""
    return str(_NAME.__get__(cls)).rpartition(".")[2]


def kept(thing: object) -> dict[str, Any]:
    """The object's own attributes by name; none where it keeps none, or where its class answers for them itself."""
    for cls in mro(thing):
        entry = _NAMESPACE.__get__(cls).get("__dict__")
        if entry is not None:
            if type(entry) is GetSetDescriptorType:
                found = entry.__get__(thing, type(thing))
                return found if type(found) is dict else {}
            break
    return {}


def is_value(thing: object) -> bool:
    """True for an object whose class is a client library's own."""
    cls = type(thing)
    module = module_of(cls)
    if module.partition(".")[0] not in _VALUES:
        return False
    there = sys.modules.get(module)
    return type(there) is ModuleType and there.__dict__.get(name_of(cls)) is cls


def text(value: object) -> str:
    """A text as it is, cut at `LONGEST`; "" for anything that is none."""
    return value[:LONGEST] if type(value) is str else ""


def number(value: object) -> int:
    """A whole number, that of an enum included; 0 for anything that is none."""
    kind = type(value)
    return int.__add__(value, 0) if kind is not bool and int in _MRO.__get__(kind) else 0  # type: ignore[operator]


def header(headers: object, *names: str) -> str:
    """The first of these headers (names in lower case) that a client library's headers, or a dict, hold; else ""."""
    if type(headers) is dict:
        if len(headers) > 200:
            return ""
        lowered = {key.lower(): value for key, value in headers.items() if type(key) is str}
        return next((found for name in names if (found := text(lowered.get(name)))), "")
    if not is_value(headers):
        return ""
    return next((found for name in names if (found := text(headers.get(name)))), "")  # type: ignore[attr-defined]
