"""What the model looks at: names read off an event's view, each of which is hashed into a bucket.

Everything comes from the view, so what an error merely echoes counts for nothing. A name is a kind, a colon and a
word ("word:quota", "class:ratelimiterror"); it exists while an event is judged and is never stored.
"""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from zlib import crc32

from kiwame.core.event import Link
from kiwame.decide.model.concepts import KIND_OF, OF_STEM, STEM
from kiwame.decide.view import View

FEATURES_VERSION = 1
"""Raised with every change of what the names are: an artifact of another version does not fit."""

BUCKETS_LOG2 = 18

_HEAD, _TAIL = 1800, 500
"""Characters of the text that are read: errors say what happened first or last."""
_MEANT = 12
"""Concepts of one text that are looked at in pairs."""
EVERYTHING = "everything"
"""The name of an event whose text hints at nearly every kind of failure, and so at none."""
_EVERY_KIND = 7
"""Of eight kinds. No real error of some 700 hinted at more than six; five was as easy to judge as one."""
_FRAMES = 6
"""Innermost frames of the root whose packages are looked at."""
_TOKEN = re.compile(r"[a-z_][a-z_']*|\d+|[぀-ヿ㐀-鿿豈-﫿가-힯]+|[…%$]")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LETTERS = re.compile(r"[a-z]+")
_NAME = re.compile(r"[.:$\\\\]+")
_SITE = re.compile(r"(?:site-packages|dist-packages|node_modules|vendor|gems)/((?:@[\w.-]+/)?[\w.-]+)")


def names(view: View) -> list[str]:
    """The names of an event, each once: facts and codes first, then classes, words, pairs of words, packages."""
    return list(dict.fromkeys((*_facts(view), *_classes(view), *_words(view.text), *_packages(view))))


def buckets(listed: Sequence[str]) -> list[int]:
    """The bucket of each name, by CRC-32: the same on every platform."""
    mask = (1 << BUCKETS_LOG2) - 1
    return [crc32(name.encode("utf-8", "replace")) & mask for name in listed]


def is_told(name: str) -> bool:
    """True for a name that tells something of this event, and not only what every event has."""
    return name not in _SAID_OF_ALL and not name.startswith("platform:")


_SAID_OF_ALL = frozenset({"bias", "status:none", "plain"})


def _facts(view: View) -> list[str]:
    facts = view.facts
    found = ["bias"]
    if view.status is not None:
        found += [f"status:{view.status}", f"status:{view.status // 100}xx"]
    else:
        found.append("status:none")
    if view.provider:
        found.append(f"provider:{view.provider}")
        if view.status is not None:
            found.append(f"provider:{view.provider}+{view.status}")
    if view.library:
        found.append(f"library:{view.library}")
    if view.deadline is not None:
        found.append(f"deadline:{view.deadline.value}")
    if facts.self_hosted:
        found.append("self_hosted")
    if facts.retry_after is not None:
        found.append("retry_after")
    if view.param:
        found.append(f"param:{view.param[:40]}")
    if view.platform:
        found.append(f"platform:{view.platform}")
    for code in sorted(view.codes)[:12]:
        found.append(f"code:{code}")
        stems = [word[:STEM] for word in _LETTERS.findall(code) if len(word) > 2]
        found += [f"cw:{stem}" for stem in stems]
        found += [f"code about:{OF_STEM[stem]}" for stem in stems if stem in OF_STEM]
    if not view.provider and not view.library and view.status is None:
        found.append("plain")
    return found


def _classes(view: View) -> list[str]:
    found = [f"class:{name}" for name in sorted(view.classes)[:12]]
    links: tuple[Link, ...] = view.links
    if links:
        found.append(f"root:{view.root_class}")
        for place, link in enumerate((links[0], links[-1])):
            kind = "oc" if place else "rc"
            found += [f"{kind}:{word.lower()}" for word in _CAMEL.findall(_NAME.split(link.type[:200])[-1])]
        module = links[0].module.partition(".")[0]
        if module:
            found.append(f"module:{module.lower()}")
    return found


def _words(text: str) -> list[str]:
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]} … {text[-_TAIL:]}"
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        first = token[0]
        if first.isdigit():
            tokens.append(token if len(token) == 3 and first in "45" else "#" if len(token) < 3 else "##")
        elif first > "⺀":
            tokens.extend(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        elif "_" in token and len(token) > 2:
            tokens.append(token.strip("_"))
        else:
            tokens.append(token)
    found = [f"word:{token}" for token in tokens]
    stems = [token[:STEM] for token in tokens]
    found += [f"stem:{stem}" for stem, token in zip(stems, tokens, strict=True) if stem != token]
    found += [f"two:{one} {two}" for one, two in pairwise(stems)]
    meant = sorted({OF_STEM[stem] for stem in stems if stem in OF_STEM})
    found += [f"about:{one}" for one in meant]
    found += [f"both:{one} {two}" for one, two in combinations(meant[:_MEANT], 2)]
    if len(meant) >= _EVERY_KIND and len({KIND_OF[one] for one in meant if one in KIND_OF}) >= _EVERY_KIND:
        found.append(EVERYTHING)
    return found


def _packages(view: View) -> list[str]:
    found = []
    links = view.links
    for frame in links[0].frames[-_FRAMES:] if links else ():
        path = frame.filename.replace("\\", "/").lower()
        match = _SITE.search(path[-300:])
        name = match[1] if match else "app" if frame.in_app else frame.module.lower().split(".")[0][:40]
        if name:
            found.append(f"frame:{name}")
    return found
