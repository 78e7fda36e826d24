"""Takes secrets and personal data out of texts and JSON: the one implementation of the port `Redactor`.

Two engines, one result. What is found and cut is always decided by the detectors here, in the standard library. With
google-re2 installed (`[server]`), one RE2 automaton first looks over all texts at once for anything that a detector
could begin with; nearly all texts hold nothing, and are passed on untouched in some microseconds. Its pattern matches
wherever a detector finds something (and in more places), so both engines give the same result for any text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kiwame.core.errors import MissingExtra, SettingsError
from kiwame.core.event import Json
from kiwame.normalise import redact_blocks, redact_keyed, redact_personal, redact_prefixed
from kiwame.normalise.redact_json import redact_json
from kiwame.normalise.redact_scan import Engine, Re2Engine, ReEngine
from kiwame.normalise.redact_spans import MARK, Span, View, united, without

_STRONG: tuple[Callable[[str], Iterator[Span]], ...] = (
    redact_blocks.private_keys,
    redact_keyed.found_in,
    redact_prefixed.found_in,
    redact_blocks.schemed,
    redact_blocks.in_urls,
)
_WEAK: tuple[Callable[[str], Iterator[Span]], ...] = (
    redact_personal.emails,
    redact_personal.cards,
    redact_personal.addresses,
)
"""What these find is left alone where it touches a secret: in `u:pw@db.example.com` the rest is a host, no address."""

_ROUNDS = 4
_REMEMBERED = 20_000
"""Short texts known to hold nothing: the frames, names and lines that a service's events repeat. None with a secret."""
_SHORT = 200
_REMEMBERED_LONGER = 2_000
_LONGER = 2_000
"""Characters of texts of which fewer are remembered: the source around a frame."""


class PatternRedactor:
    """The port `Redactor` over one engine and the users' own patterns. Build it with `redactor`."""

    def __init__(self, engine: Engine, own: Sequence[Callable[[str], list[Span]]]) -> None:
        self.engine = engine.name
        self._engine = engine
        self._own = tuple(own)
        self._clean: set[str] = set()
        self._clean_longer: set[str] = set()

    def text(self, text: str, /) -> str:
        """`text` with every secret replaced by a mark such as `[redacted:api_key]`."""
        return self.texts((text,))[0]

    def texts(self, texts: Sequence[str], /) -> list[str]:
        """The same for many texts in one pass; order and length are kept."""
        done = list(texts)
        clean, longer = self._clean, self._clean_longer
        places = [at for at, text in enumerate(done) if text not in clean and text not in longer]
        if not places:
            return done
        if len(clean) > _REMEMBERED:
            clean.clear()
        if len(longer) > _REMEMBERED_LONGER:
            longer.clear()
        if self._own:
            for at in places:
                done[at] = self._without_own(done[at])
        views = [View(done[at]) for at in places]
        for index in self._engine.suspects([view.text for view in views]):
            at = places[index]
            done[at] = _settled(done[at], views[index])
        for at in places:
            if len(texts[at]) <= _LONGER and done[at] == texts[at]:
                (clean if len(texts[at]) <= _SHORT else longer).add(texts[at])
        return done

    def json(self, value: Json, key: str = "") -> Json:
        """A copy of `value` with every text and key redacted, and everything under a key that says secret replaced.

        Deeper than 100 levels is left out.
        """
        return redact_json(value, key, self.texts)

    def _without_own(self, text: str) -> str:
        spans = [span for find in self._own for span in find(text) if span.end > span.start]
        return without(text, _clear_of_marks(text, united(spans))) if spans else text


def _settled(text: str, view: View) -> str:
    """`text` redacted until nothing more is found, so that redacting twice changes nothing.

    A cut can bring to light what its neighbours hid (in `a:b@c@example.com`); two rounds do nearly always.
    """
    for _ in range(_ROUNDS):
        spans = _found(text, view)
        if not spans:
            break
        text = without(text, spans)
        view = View(text)
    return text


def _found(text: str, view: View) -> list[Span]:
    shown = view.text
    strong = united(span for find in _STRONG for span in find(shown))
    weak = [span for find in _WEAK for span in find(shown)]
    if weak and strong:
        weak = _apart(weak, strong)
    return _clear_of_marks(text, united(view.original(span) for span in (*strong, *weak)))


def _apart(weak: Iterable[Span], strong: list[Span]) -> list[Span]:
    """The weak spans that touch no strong one (strong: ordered and disjoint)."""
    kept: list[Span] = []
    at = 0
    for span in sorted(weak):
        while at < len(strong) and strong[at].end <= span.start:
            at += 1
        if at == len(strong) or strong[at].start >= span.end:
            kept.append(span)
    return kept


def _clear_of_marks(text: str, spans: list[Span]) -> list[Span]:
    """Spans without those that lie within a mark or are one; one that reaches into a mark is widened to all of it."""
    if not spans or "[redacted:" not in text:
        return spans
    marks = [found.span() for found in MARK.finditer(text)]
    kept: list[Span] = []
    for span in spans:
        for start, end in marks:
            if start <= span.start and span.end <= end:
                break
            if start < span.end and span.start < end:
                span = span._replace(start=min(start, span.start), end=max(end, span.end))
        else:
            kept.append(span)
    return united(kept)


def redactor(patterns: Sequence[str] = (), *, engine: str = "auto") -> PatternRedactor:
    """A redactor. `patterns` are users' own regular expressions, found before ours; `engine` is "auto", "re" or "re2".

    "auto" takes google-re2 where it is installed. With `re` a user's own pattern may take exponential time on a hostile
    text: the user's own risk; with RE2 everything is linear. Raises SettingsError for a pattern that the engine cannot
    use or an unknown engine, MissingExtra for "re2" where it is not installed.
    """
    chosen = _engine(engine)
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern:
            raise SettingsError(f"redaction pattern {pattern!r} cannot be used: write a text that is not empty")
    return PatternRedactor(chosen, [chosen.detector(pattern) for pattern in patterns])


def _engine(name: str) -> Engine:
    if name == "re":
        return ReEngine()
    if name not in ("auto", "re2"):
        raise SettingsError(f"redaction engine {name!r} is unknown: use 'auto', 're' or 're2'")
    try:
        return Re2Engine()
    except MissingExtra:
        if name == "re2":
            raise
        return ReEngine()
