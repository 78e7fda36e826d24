"""The report of `kiwame eval` for people at a terminal: a screen of figures, and the wrong cases that are asked for."""

from collections.abc import Iterator, Sequence

from kiwame.evaluate.figures import Figures, Share
from kiwame.evaluate.gates import named
from kiwame.evaluate.report import Report, SetUp
from kiwame.evaluate.scored import Scored
from kiwame.service.terminal import harmless, width_of

MOST_CONFUSED = 6
MOST_RULES = 8
_TITLE = 140
"""Characters of a wrong case's title."""


def text_of(report: Report, *, wrong: int) -> str:
    """The report, with the first `wrong` of the cases that the first set-up has wrong."""
    set_ups = [report.first] if report.against is None else [report.first, report.against]
    lines = [
        *_summary(set_ups),
        "",
        *_categories(report.first.figures),
        "",
        *_closer(report.first.figures),
        *_comparison(report),
        *_wrong(report.first, wrong),
    ]
    if report.short:
        lines += ["", named(report.short)]
    return "\n".join(lines) + "\n"


def _share(share: Share) -> str:
    if share.interval is None:
        return "–"
    low, high = share.interval
    return f"{share.value:.3f} ({low:.3f}–{high:.3f}) {share.right}/{share.of}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell, all but the last padded."""
    widths = [max(width_of(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def _summary(set_ups: Sequence[SetUp]) -> Iterator[str]:
    heads = [f"{set_ups[0].figures.cases} cases", *(harmless(each.name) for each in set_ups)]
    rows = [heads]
    rows += [
        [name, *(_share(dict(each.figures.shares)[name]) for each in set_ups)] for name, _ in set_ups[0].figures.shares
    ]
    rows.append(["calibration error", *(f"{each.figures.calibration_error:.3f}" for each in set_ups)])
    return _table(rows)


def _categories(figures: Figures) -> Iterator[str]:
    rows = [["category", "cases", "said", "precision", "recall"]]
    rows += [
        [each.category.value, str(each.recall.of), str(each.precision.of), _share(each.precision), _share(each.recall)]
        for each in figures.categories
    ]
    return _table(rows)


def _closer(figures: Figures) -> Iterator[str]:
    confused = [f"{each.label} as {each.said} {each.cases}" for each in figures.confusions[:MOST_CONFUSED]]
    yield f"most confused: {', '.join(confused) or 'none'}"
    decided = [
        f"{harmless(each.name)} {each.right.right}/{each.right.of} ({each.right.value:.3f}, says {each.confidence:.3f})"
        for each in figures.by_decider[:MOST_RULES]
    ]
    yield f"decided by: {', '.join(decided)}"
    bins = [f"{each.confidence:.2f}→{each.right.value:.2f}" for each in figures.bins]
    yield f"said→right: {' '.join(bins)}"


def _comparison(report: Report) -> Iterator[str]:
    found = report.comparison
    if found is None or report.against is None:
        return
    first, second = harmless(report.first.name), harmless(report.against.name)
    yield (
        f"side by side: both right {found.both}, {first} alone {len(found.only_first)}, "
        f"{second} alone {len(found.only_second)}, neither {found.neither}"
    )


def _wrong(measured: SetUp, most: int) -> Iterator[str]:
    categories = sum(not one.category_right for one in measured.wrong)
    hint = "" if most or not measured.wrong else " (--wrong N shows N of them)"
    yield f"wrong: {categories} categories, {len(measured.wrong) - categories} reasons more{hint}"
    for one in measured.wrong[:most]:
        yield from _case(one)


def _case(one: Scored) -> Iterator[str]:
    said = one.said
    by = harmless(said.decided_by or "nobody")
    yield f"- {harmless(one.id)} (line {one.line}) is {one.label}, said {said} ({said.confidence:.2f}, {by})"
    yield f"    {harmless(one.title)[:_TITLE]}"
    for answer in said.trace:
        evidence = harmless("; ".join(answer.evidence))[:_TITLE]
        yield (
            f"    {answer.outcome:6} {harmless(answer.decided_by)} {answer.reason} {answer.confidence:.2f}"
            + (f": {evidence}" if evidence else "")
        )
