"""The report as one HTML file that opens without a network: no script, nothing loaded, one style sheet inside."""

from base64 import b64encode
from hashlib import sha256

from kiwame.evaluate import page_tables as tables
from kiwame.evaluate.page_chart import reliability
from kiwame.evaluate.page_style import STYLE
from kiwame.evaluate.report import Report, SetUp
from kiwame.evaluate.scored import Scored

MOST_WRONG = 1000
"""Wrong cases of a set-up that are listed: a page of more is of no use to people, and --json has them all."""


def page_of(report: Report) -> str:
    """The whole document. Its policy lets in its own style by hash and nothing else, whatever a case's text tries."""
    set_ups = [report.first] if report.against is None else [report.first, report.against]
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = [
        _head(report),
        tables.summary(set_ups),
        _comparison(report),
        "<h2>How sure, how right</h2>",
        reliability([(tables.plain(each.name), each.figures.bins) for each in set_ups]),
        *(_details(each, alone=len(set_ups) == 1) for each in set_ups),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Kiwame eval: {report.first.figures.cases} cases</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def _head(report: Report) -> str:
    lines = [f"<h1>{report.first.figures.cases} labelled cases</h1>", f"<p>{tables.said(report.source)}"]
    if report.skipped:
        lines.append(f"; <strong>{report.skipped} bad lines left out</strong>")
    versions = ", ".join(f"{name} {tables.said(version)}" for name, version in report.first.versions.items())
    lines.append(f"; {versions}</p>" if versions else "</p>")
    if report.short:
        lines.append(f'<p class="bad">Falls short: {tables.said(", ".join(report.short))}</p>')
    return "".join(lines)


def _comparison(report: Report) -> str:
    found = report.comparison
    if found is None or report.against is None:
        return ""
    first, second = tables.said(report.first.name), tables.said(report.against.name)
    alone = f"{first} alone {len(found.only_first)}, {second} alone {len(found.only_second)}"
    counts = f"<p>Both have {found.both} categories right, neither has {found.neither}; {alone}.</p>"
    parts = ["<h2>Side by side</h2>", counts]
    for name, pairs in ((first, found.only_first), (second, found.only_second)):
        if pairs:
            rows = [_apart(pair) for pair in pairs[:MOST_WRONG]]
            heads = ["case", "is", f"{first} says", f"{second} says"]
            parts.append(f"<details><summary>Right by {name} alone: {len(pairs)}</summary><div>")
            parts.append(tables.table("Cases that one alone has right", heads, rows) + "</div></details>")
    return "".join(parts)


def _apart(pair: tuple[Scored, Scored]) -> list[str]:
    one, other = pair
    return [
        f"<code>{tables.said(one.id)}</code>",
        str(one.label),
        f"{one.said} ({one.said.confidence:.2f})",
        f"{other.said} ({other.said.confidence:.2f})",
    ]


def _details(measured: SetUp, *, alone: bool) -> str:
    figures, wrong = measured.figures, measured.wrong
    of = "" if alone else f": {tables.said(measured.name)}"
    parts = [
        f"<h2>By confidence{of}</h2>",
        tables.bins(figures),
        f"<h2>By category{of}</h2>",
        tables.categories(figures),
        f"<h2>Confusion{of}</h2>",
        tables.confusion(figures),
        f"<h2>By decider{of}</h2>",
        tables.deciders("Who decided", figures.by_decider),
        f"<h2>What is wrong{of}</h2>",
        f'<p class="quiet">{len(wrong)} cases: wrong categories first, then reasons, the surest first.</p>',
        *(tables.wrong_case(one) for one in wrong[:MOST_WRONG]),
    ]
    if len(wrong) > MOST_WRONG:
        parts.append(f"<p>{len(wrong) - MOST_WRONG} more: --json has them all.</p>")
    rules = [each for each in figures.by_answer if each.right.right < each.right.of]
    if rules:
        parts += [f"<h2>Rules and versions that erred{of}</h2>", tables.deciders("By rule or version", rules)]
    return "".join(parts)
