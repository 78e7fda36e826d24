"""The page's tables. Every text that is not ours (ids, titles, evidence, names of rules) is escaped here."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from kiwame.core.taxonomy import Category
from kiwame.evaluate.figures import Figures, OfDecider, Share
from kiwame.evaluate.report import SetUp
from kiwame.evaluate.scored import Scored

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TEXT = ' class="text"'
_WORDS = frozenset({"says", "outcome", "evidence"})
"""Columns of words, which begin at the left."""
_MANY = 0.1
"""The share of a category's cases from which on a confusion is shown as a bad one."""


def plain(text: str) -> str:
    """Somebody else's text as HTML: escaped, and without control characters."""
    return escape(_CONTROL.sub("�", text))


def said(text: str) -> str:
    """`plain`, and its direction turns nothing around it."""
    return f"<bdi>{plain(text)}</bdi>"


def share(found: Share) -> str:
    """A share with its interval and its counts."""
    if found.interval is None:
        return "–"
    low, high = found.interval
    return f"{found.value:.3f} <small>({low:.3f}–{high:.3f}) {found.right}/{found.of}</small>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; the first of each row heads it."""
    head = "".join(
        f'<th scope="col"{_TEXT if not place or name in _WORDS else ""}>{name}</th>' for place, name in enumerate(heads)
    )
    body = "".join(f'<tr><th scope="row">{first}</th>{"".join(map(_cell, rest))}</tr>' for first, *rest in rows)
    inner = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{caption}">{inner}</div>'


def _cell(inner: str) -> str:
    return inner if inner.startswith("<td") else f"<td>{inner}</td>"


def summary(set_ups: Sequence[SetUp]) -> str:
    """The figures, a column a set-up."""
    rows = [
        [name, *(share(dict(each.figures.shares)[name]) for each in set_ups)]
        for name, _ in set_ups[0].figures.shares
    ]  # fmt: skip
    rows.append(["calibration error", *(f"{each.figures.calibration_error:.3f}" for each in set_ups)])
    return table("Figures with 95 % intervals", ["figure", *(said(each.name) for each in set_ups)], rows)


def categories(figures: Figures) -> str:
    """Precision and recall."""
    rows = [
        [each.category.value, str(each.recall.of), str(each.precision.of), share(each.precision), share(each.recall)]
        for each in figures.categories
    ]
    return table("Precision and recall by category", ["category", "cases", "said", "precision", "recall"], rows)


def confusion(figures: Figures) -> str:
    """The table of confusion: a row is what it is, a column what was said."""
    wrong = {(each.label, each.said): each.cases for each in figures.confusions}
    states = [each for each in Category if each.is_state and any(said_as is each for _, said_as in wrong)]
    columns = [each.category for each in figures.categories] + states
    rows = [
        [each.category.value, *(_confused(each.recall, wrong.get((each.category, column), 0), column is each.category)
        for column in columns)]
        for each in figures.categories
    ]  # fmt: skip
    heads = ["is \\ said", *(column.value.replace("_", "_<wbr>") for column in columns)]
    return table("Confusion: rows are the labels, columns what was said", heads, rows)


def _confused(recall: Share, wrong: int, diagonal: bool) -> str:
    count = recall.right if diagonal else wrong
    if not count:
        return "·"
    kind = "right" if diagonal else "worse" if wrong >= _MANY * recall.of else "wrong"
    return f'<td class="{kind}">{count}</td>'


def bins(figures: Figures) -> str:
    """The numbers of the reliability diagram."""
    rows = [
        [f"{each.lowest:.3f}–{each.highest:.3f}", str(each.right.of), f"{each.confidence:.3f}", share(each.right)]
        for each in figures.bins
    ]
    return table("Reliability in bins of equally many cases", ["confidence", "cases", "mean", "right"], rows)


def deciders(caption: str, found: Sequence[OfDecider]) -> str:
    """Who decided how many, and how many of them rightly."""
    rows = [
        [f"<code>{said(each.name)}</code>", str(each.right.of), share(each.right), f"{each.confidence:.3f}"]
        for each in found
    ]
    return table(caption, ["decided by", "cases", "right", "mean confidence"], rows)


def wrong_case(one: Scored) -> str:
    """A case that is wrong, to be opened: what it is, what was said of it, and the trace."""
    spoken = one.said
    head = (
        f"<code>{said(one.id)}</code> {one.label}, said <strong>{spoken}</strong> "
        f"({spoken.confidence:.2f}, {said(spoken.decided_by or 'nobody')})"
    )
    rows = [
        [
            f"<code>{said(answer.decided_by)}</code>",
            f"<td{_TEXT}>{answer.category}/{answer.reason}</td>",
            f"{answer.confidence:.2f}",
            f"<td{_TEXT}>{said(f'{answer.outcome}: {answer.why}'.strip(': '))}</td>",
            f"<td{_TEXT}>{'; '.join(map(said, answer.evidence))}</td>",
        ]
        for answer in spoken.trace
    ]
    trace = (
        table(f"Trace of line {one.line}", ["decided by", "says", "confidence", "outcome", "evidence"], rows)
        if rows
        else "<p>No decider said anything of it.</p>"
    )
    return f"<details><summary>{head}</summary><div><p>{said(one.title)}</p>{trace}</div></details>"
