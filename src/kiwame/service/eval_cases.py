"""What `kiwame eval` was given: labelled cases, and another classifier's answers. What is wrong is named by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kiwame.core.errors import Unreadable
from kiwame.core.event import ErrorEvent
from kiwame.evaluate.answers import answer_of
from kiwame.evaluate.labels import Label, label_of
from kiwame.evaluate.scored import Said
from kiwame.normalise.redactor import Redactor
from kiwame.service.judge_case import read_case
from kiwame.service.judge_input import Bad, Item, JsonObject, read_items

_LABELS = ("category", "reason")


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """A case to be judged, which sees nothing of its label. `id` as text; its line's number where it has none."""

    id: str
    line: int
    event: ErrorEvent
    label: Label


def read_cases(stream: BinaryIO, redact: Redactor) -> Iterator[LabelledCase | Bad]:
    """The cases of JSON lines, in order; of each line that is none, why.

    A case is what `kiwame classify` takes, with its label in `category` and `reason` beside; or any such object in
    `event` (Sentry's event JSON, say) with id and label beside it.
    """
    seen: dict[str, int] = {}
    for item in read_items(stream, json_lines=True):
        if isinstance(item, Bad):
            yield item
            continue
        try:
            case = _case(item, redact)
        except Unreadable as error:
            yield Bad(item.line, str(error))
            continue
        first = seen.setdefault(case.id, case.line)
        yield (
            case if first == case.line else Bad(case.line, f"the id {_short(case.id)} is that of line {first} already")
        )


def _case(item: Item, redact: Redactor) -> LabelledCase:
    value = item.value
    if isinstance(value, str):
        raise Unreadable("case", "not a JSON object")
    label = label_of(value)
    case = read_case(Item(item.line, _unlabelled(value)), redact)
    return LabelledCase(id=str(case.id), line=item.line, event=case.event, label=label)


def _unlabelled(value: JsonObject) -> JsonObject:
    inner = value.get("event")
    if isinstance(inner, dict):
        return inner | {"id": value["id"]} if "id" in value else inner
    return {name: each for name, each in value.items() if name not in _LABELS}


def read_answers(stream: BinaryIO) -> tuple[dict[str, Said], list[Bad]]:
    """Answers by id, and the lines that are none. An id that is answered twice is bad: which one would count?"""
    answers: dict[str, Said] = {}
    lines: dict[str, int] = {}
    bad: list[Bad] = []
    for item in read_items(stream, json_lines=True):
        if isinstance(item, Bad):
            bad.append(item)
            continue
        try:
            name, said = _answer(item)
        except Unreadable as error:
            bad.append(Bad(item.line, str(error)))
            continue
        if name in lines:
            bad.append(Bad(item.line, f"the id {_short(name)} is answered in line {lines[name]} already"))
            continue
        lines[name] = item.line
        answers[name] = said
    return answers, bad


def _answer(item: Item) -> tuple[str, Said]:
    value = item.value
    given = value.get("id") if isinstance(value, dict) else None
    if isinstance(value, str) or not isinstance(given, str | int | float):
        raise Unreadable("id", "no id: name the case that it answers")
    return str(given), answer_of(value)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
