"""How near two failures are: what memory compares. Pure, and cheap enough to be asked of every event.

Two failures whose facts differ are not compared at all. Of the others, what both have is weighed against all that
either has: the words of what was said (without ids, numbers, echoes), the class of the root where it is one's own, and
the places in the application's own code.
"""

import builtins
import re
from functools import cache

from kiwame.core.event import Deadline, ErrorEvent, Frame
from kiwame.core.memory import Traits
from kiwame.grouping.clients import class_of
from kiwame.grouping.word_weights import APART, EMPTY, ERRNO, QUOTED, stem, weight_of
from kiwame.normalise.class_name import short_class
from kiwame.normalise.message import parameterise
from kiwame.normalise.providers import LIBRARIES
from kiwame.normalise.spoken import heard_of
from kiwame.normalise.statuses import BY_CLASS

NEAR = 0.5
"""Nearer than this, two failures are one kind. Chosen on tests/cases and on reworded errors: see
docs/explanation/memory.md for what it lets through and what it keeps apart."""
FAR = 1.0

MOST_WORDS = 80
LONGEST_WORD = 60
MOST_CLASSES = 16
LONGEST_CLASS = 120
MOST_FRAMES = 8
LONGEST_FRAME = 200
LONGEST_FACT = 80
_READ = 4096
"""Characters of one message that are looked at, and of all messages together twice as many."""

_LEAST_SHARED = 1.5
"""What two must share to be near at all: two telling words, or one and a class of one's own."""
_OWN_CLASS = 1.0
_PLACES_BRING = 0.1
"""How much nearer equal places bring two at most: a model is asked in one function, and fails there in every way."""
_INNERMOST, _OUTER = 1.0, 0.25

_TOKEN = re.compile(
    r"(?i:\b(?:errno|winerror|sqlstate) ?[:=]? ?-?\d{1,6}\b)|<[a-z]{2,5}>"
    r"|[\"'`“‘「『=]?[^\W\d_][\w$]{0,80}(?:[.\-][^\W\d_]\w{0,40}){0,6}"
)
_ERRNO = re.compile(r"(?<=[ :=])-?\d{1,6}\Z")
_FOREIGN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+|[\u30a1-\u30ff]+")
_BETWEEN = re.compile("[的了已被在是和与及或把将为个请您我你有无不未也就都]")
"""Chinese words of one character that stand between others; in Japanese hiragana does."""
_VARYING = re.compile(r"(?<![A-Za-z])[0-9a-f]{8,}(?![A-Za-z])|[0-9]{3,}|0x[0-9a-f]+")
_SENTENCE = 3
"""A name of so many underscores is a sentence, whose words count too: `requests_per_model_per_day`."""
_MARKS = "\"'`“‘「『="


def traits_of(event: ErrorEvent) -> Traits:
    """What `event` is compared by; bounded in number and length, and as redacted as the event."""
    return Traits(facts=facts_of(event), classes=_classes(event), words=_words(event), frames=_frames(event))


def facts_of(event: ErrorEvent) -> tuple[tuple[str, str], ...]:
    """The facts that two failures must not differ in, where both state them."""
    facts = event.facts
    deadline = facts.deadline if facts.deadline is not Deadline.UNSAID else None
    guessed = ("provider", "model name") in facts.sources or ("provider", "port") in facts.sources
    stated = (
        ("provider", "" if guessed else facts.provider),
        ("status", str(facts.http_status or "")),
        ("code", _code(facts.error_code)),
        ("type", _code(facts.error_type)),
        ("deadline", deadline.value if deadline else ""),
    )
    return tuple((name, value[:LONGEST_FACT]) for name, value in stated if value)


def root_of(event: ErrorEvent) -> str:
    """The short class of the root in lower case, as `root_class` says it of traits; "" for a plain message."""
    return short_class(event.chain[0].type).lower()[:LONGEST_CLASS] if event.chain else ""


def root_class(traits: Traits) -> str:
    """The short class of the root in lower case; "" where no class is known."""
    return short_class(traits.classes[0]).lower() if traits.classes else ""


def comparable(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether no fact differs that both state."""
    return all(other.get(name, value) == value for name, value in one.items())


def distance(one: Traits, other: Traits) -> float:
    """How far two failures are from each other; below `NEAR` they are of one kind. Symmetric.

    0.0 for alike in everything, 1.0 for nothing in common or for facts that differ; symmetric.

    Facts differ where both state provider, status, code, type, deadline or class of the root, and not the same. Else
    one minus the weight of what both have over the mean weight of what each has (Dice's measure): a telling word, an
    own class of the root and the innermost place weigh 1, a word that errors often say or that stood in quotes and each
    further place 0.25; places count where both have some.
    """
    root, other_root = root_class(one), root_class(other)
    if (root and other_root and root != other_root) or not comparable(dict(one.facts), dict(other.facts)):
        return FAR
    if one == other:
        return 0.0
    return apart(weighed(one), weighed(other))


def weighed(traits: Traits) -> "Weighed":
    """The parts of traits with their weights, made once where many are compared."""
    words = {word: weight_of(word) for word in traits.words}
    root = root_class(traits)
    if root and _is_own(traits.classes[0]):
        words[f"class {root}"] = _OWN_CLASS
    frames = {place: _OUTER if at else _INNERMOST for at, place in enumerate(traits.frames)}
    return Weighed(words, frames)


class Weighed:
    """Weights of words (the class among them) and of places.

    `named` are its errors' numbers, and its words of each group of `APART`.
    """

    __slots__ = ("frames", "frames_sum", "named", "words", "words_sum")

    def __init__(self, words: dict[str, float], frames: dict[str, float]) -> None:
        self.words = words
        self.frames = frames
        self.words_sum = sum(words.values())
        self.frames_sum = sum(frames.values())
        numbers = frozenset(word for word in words if word.startswith(ERRNO))
        self.named = (numbers, *(group & words.keys() for group in APART))


def apart(one: Weighed, other: Weighed) -> float:
    """The distance of two whose facts agree."""
    for mine, theirs in zip(one.named, other.named, strict=True):
        if mine and theirs and mine.isdisjoint(theirs):
            return FAR
    shared = _in_both(one.words, other.words)
    whole = one.words_sum + other.words_sum
    by_words = 1.0 - 2.0 * shared / whole if whole else 0.0
    if one.frames and other.frames:
        shared += _in_both(one.frames, other.frames)
        whole += one.frames_sum + other.frames_sum
    if shared < _LEAST_SHARED:
        return FAR
    return max(1.0 - 2.0 * shared / whole, by_words - _PLACES_BRING, 0.0)


def _in_both(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(min(weight, other[part]) for part, weight in one.items() if part in other)


def _code(code: str) -> str:
    """A code as it is; of one with digits in it what varies goes, but for a code that is a number."""
    if code.isdigit() or not any(character.isdigit() for character in code):
        return code.lower()
    return parameterise(code[:LONGEST_FACT]).lower()


def _classes(event: ErrorEvent) -> tuple[str, ...]:
    named = []
    for link in event.chain[:MOST_CLASSES]:
        module, name = class_of(link)
        named.append((f"{module}.{name}" if module else name)[-LONGEST_CLASS:])
    return tuple(named)


def _words(event: ErrorEvent) -> tuple[str, ...]:
    found: dict[str, None] = {}
    left = 2 * _READ
    for _, heard in heard_of(event):
        text = heard.text[: min(_READ, left)]
        left -= len(text)
        for word in _read(parameterise(text)):
            found[word] = None
        if len(found) >= MOST_WORDS or left <= 0:
            break
    return tuple(found)[:MOST_WORDS]


def _read(text: str) -> list[str]:
    """The words of a text with placeholders, in lower case, without endings; of scripts without spaces, pairs."""
    words: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0] == "<":
            continue
        if token[-1].isdigit() and (number := _ERRNO.search(token)):
            words.append(f"{ERRNO}{number[0]}")
            continue
        mark = QUOTED if token[0] in _MARKS else ""
        run = token[1:] if mark else token
        if not run.isascii() and _FOREIGN.search(run):
            words += _pairs(run)
            continue
        word = stem(run.lower())[:LONGEST_WORD]
        if len(word) > 1 and word not in EMPTY:
            words.append(mark + word)
        if run.count("_") >= _SENTENCE:
            words += [part for part in map(stem, run.lower().split("_")) if len(part) > 1 and part not in EMPTY]
    return words


def _pairs(run: str) -> list[str]:
    """Pairs of characters of a script without spaces; a run of katakana is one word."""
    pairs: list[str] = []
    for part in _FOREIGN.findall(_BETWEEN.sub(" ", run)):
        if "\u30a1" <= part[0] <= "\u30ff":
            pairs.append(part[:LONGEST_WORD])
        else:
            pairs += [part[at : at + 2] for at in range(max(len(part) - 1, 1))]
    return pairs


def _frames(event: ErrorEvent) -> tuple[str, ...]:
    """The places in the application's own code, the innermost of the root first, each once."""
    places: dict[str, None] = {}
    for link in event.chain[:MOST_CLASSES]:
        for frame in reversed(link.frames):
            if frame.in_app:
                places[_place(frame)] = None
                if len(places) >= MOST_FRAMES:
                    return tuple(places)
    return tuple(places)


def _place(frame: Frame) -> str:
    """Module, or the end of the path, and function: where it was deployed does not count."""
    where = frame.module or "/".join(frame.filename.replace("\\", "/").split("?", 1)[0].split("/")[-2:])
    return _VARYING.sub("<n>", f"{where}:{frame.function or '?'}")[-LONGEST_FRAME:]


@cache
def _shared_classes() -> frozenset[str]:
    """Names that so many have that they tell nothing, in lower case."""
    named = (name for name in dir(builtins) if isinstance(getattr(builtins, name), type))
    return frozenset(name.lower() for name in named) | frozenset(BY_CLASS) | _GENERIC


_GENERIC = frozenset({
    "error", "exception", "fault", "apierror", "clienterror", "servererror", "httperror", "httpexception", "sdkerror",
    "requestexception", "runtimeexception", "illegalargumentexception", "illegalstateexception", "ioexception",
    "nullpointerexception", "invalidoperationexception", "argumentexception", "aggregateerror", "apiconnectionerror",
    "apistatuserror", "apitimeouterror", "rangeerror", "referenceerror", "urierror", "domexception", "errorstring",
    "connectexception", "sockettimeoutexception", "jsondecodeerror", "deadlineexceeded", "readtimeout", "panic",
    "connecttimeout", "fetcherror", "axioserror", "validationerror", "urlerror", "sslerror", "gaierror",
    "readtimeouterror", "timeout", "operationalerror", "integrityerror", "programmingerror", "cancellederror",
    "outputparserexception", "fatal", "standarderror", "completionexception", "executionexception",
})  # fmt: skip


def _is_own(name: str) -> bool:
    """Whether a class is the application's own or some odd library's, and so tells something by itself."""
    if short_class(name).lower() in _shared_classes():
        return False
    head = name.lower().split(".")
    return not any(".".join(head[:length]) in LIBRARIES for length in (1, 2) if len(head) > length)
