"""Write docs/reference/*.md from the code: settings, commands, API, taxonomy, rules; house tests keep them fresh."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kiwame.core.taxonomy import REASONS_OF, Reason, base_severity, owner_of
from kiwame.core.verdict import Verdict
from kiwame.decide.rules.rule import NO_STATUS, Phrase, Rule
from kiwame.decide.rules.table import RULES_VERSION, TABLE
from kiwame.playbooks.render import render
from kiwame.service import cli, settings
from kiwame.web.app import make_app
from kiwame.web.pages.frame import Frame
from kiwame.web.site import Site

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
IN_TAXONOMY = ("Category", "Reason")  # their values are listed on the taxonomy's page, once
WRITTEN = "<!-- Written by tools/reference.py from the code; change it there. -->\n\n"


def settings_page() -> str:
    """Every setting with default, unit, meaning and its place in kiwame.toml."""
    lines = [
        "# Settings\n",
        "Read once at start: the environment first, then `--config FILE`, else the file named by `KIWAME_CONFIG`, else",
        "`kiwame.toml` in the data folder. A secret may also come from a file: its name with `_FILE` at the end.",
        "`kiwame check` shows what is set, and says what is wrong with it.\n",
        "| environment | in kiwame.toml | default | unit | meaning |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row, (name, default, unit, doc) in zip(settings.rows(), settings.describe(), strict=True):
        place = row.metadata["table"] or row.name
        secret = " Secret." if row.metadata["secret"] else ""
        shown = f"`{default}`" if default else "–"
        lines.append(f"| `{name}` | `{place}` | {shown} | {_cell(unit)} | {_cell(doc)}{secret} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Every command with its arguments."""
    lines = [
        "# Commands\n",
        "Exit status: 0 it went well, 1 it failed, 2 wrong usage, setting, installation or data folder. Errors go to",
        "standard error, one line each, and say what to do.\n",
    ]
    for name, (_, summary) in cli.COMMANDS.items():
        parser = argparse.ArgumentParser(prog="kiwame")
        subparsers = parser.add_subparsers(dest="command")
        cli.load(name).add_parser(subparsers)
        lines += [f"## kiwame {name}\n", f"{summary[0].upper()}{summary[1:]}.\n"]
        lines += list(_arguments(f"kiwame {name}", subparsers.choices[name]))
    return "\n".join(lines).rstrip() + "\n"


def _arguments(prefix: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    actions = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    nested = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    plain = [action for action in actions if action not in nested]
    if plain:
        yield "| argument | meaning |"
        yield "| --- | --- |"
        yield from (f"| `{_spelling(action)}` | {_cell(_meaning(action))} |" for action in plain)
        yield ""
    for action in nested:
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, child in action.choices.items():
            yield f"### {prefix} {name}\n"
            yield f"{helps.get(name, '')[:1].upper()}{helps.get(name, '')[1:]}.\n"
            yield from _arguments(f"{prefix} {name}", child)


def _spelling(action: argparse.Action) -> str:
    value = (
        ""
        if action.nargs == 0
        else str(action.metavar or (action.dest.upper() if action.option_strings else action.dest))
    )
    if action.choices and not action.metavar:
        value = "|".join(str(choice) for choice in action.choices)
    return " ".join([*action.option_strings[:1], *([value] if value else [])])


def _meaning(action: argparse.Action) -> str:
    default = action.default
    known = default not in (None, False, argparse.SUPPRESS, "") and action.nargs != 0 and action.option_strings
    text = (action.help or "").replace("%(default)s", str(default))
    return f"{text} (default {default})" if known and "default" not in text else text


def api_page() -> str:
    """Every route of the API, from its OpenAPI description, and the fields of what it answers."""
    ports = dict.fromkeys(("reader", "commands", "regrouping", "projects", "deliveries", "channels"))
    site = Site(frame=Frame(clock=float), clock=float, findings=tuple, **ports)  # type: ignore[arg-type]  # only described
    app = make_app(site=site, access=None, readiness=tuple, metrics=bytes)  # type: ignore[arg-type]  # the same
    document = app.openapi()
    lines = [
        "# API\n",
        "Described at `/api/v1/openapi.json`. Open without credentials where the peer and the Host header are both",
        "loopback and no forwarding header is present; else `Authorization: Bearer TOKEN`",
        "([tokens](../how-to/api-tokens.md)). Errors are RFC 9457 problems (`application/problem+json`) whose `detail`",
        "says what to do. Times are RFC 3339 in UTC.\n",
    ]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines.append(f"## {method.upper()} {path}\n")
            summary = operation.get("summary") or operation.get("description", "")
            lines.append(summary + ("" if summary.endswith("?") else ".") + "\n")
            rows = [
                f"| `{p['name']}` | {p['in']} | {_cell(_kind(p['schema'], document))} |"
                for p in operation.get("parameters", [])
            ]
            if rows:
                lines += ["| parameter | in | value |", "| --- | --- | --- |", *rows, ""]
    lines.append("## What the answers hold\n")
    for name, schema in document["components"]["schemas"].items():
        if "properties" not in schema:
            continue
        lines += [f"### {name}\n", "| field | value |", "| --- | --- |"]
        lines += [f"| `{key}` | {_cell(_kind(value, document))} |" for key, value in schema["properties"].items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _kind(schema: dict[str, object], document: dict[str, object]) -> str:
    description = schema.get("description")
    text = f" – {description}" if description else ""
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        target = document["components"]["schemas"][name]  # type: ignore[index]  # OpenAPI's own shape
        if name in IN_TAXONOMY:
            return f"a [{name.lower()}](taxonomy.md){text}"
        return (
            "one of " + ", ".join(f"`{value}`" for value in target["enum"]) if "enum" in target else f"`{name}`"
        ) + text
    for union in ("anyOf", "oneOf"):
        if union in schema:
            options = schema[union]
            assert isinstance(options, list)
            return " or ".join(dict.fromkeys(_kind(option, document) for option in options)) + text
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema.get("const")]
        assert isinstance(values, list)
        return "one of " + ", ".join(f"`{value}`" for value in values) + text
    if schema.get("type") == "array":
        items = schema.get("items")
        return "list of " + (_kind(items, document) if isinstance(items, dict) and items else "values") + text
    bounds = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in schema]
    if "default" in schema and schema["default"] is not None:
        bounds.append(f"default {schema['default']}")
    return str(schema.get("type", "value")) + (f" ({', '.join(bounds)})" if bounds else "") + text


def taxonomy_page() -> str:
    """Every category and reason, with owner, base severity and the playbook's headline."""
    lines = [
        "# Taxonomy\n",
        "One issue has one category, one reason in it, one owner and one severity. What is judged is the root failure",
        "that the event shows, not the wrapper around it. Where nobody is sure enough the category is `unclassified`",
        "(or, once a language model takes part, `classification_failed`, `classification_skipped`), and the reason is",
        "null.\n",
        "Severity starts at the base below and moves in named steps: not production −1; handled −1 (not where the base",
        "is critical); at least 50 users or 100 events in 10 minutes, or ten times its own rate over at least an hour,",
        "+1; back after resolve +1. An issue keeps the highest since it opened or came back.\n",
    ]
    for category, reasons in REASONS_OF.items():
        lines += [f"## {category}\n", "| reason | owner | base severity | says |", "| --- | --- | --- | --- |"]
        for reason in reasons:
            lines.append(f"| `{reason}` | {_owner(reason)} | {base_severity(reason)} | {_headline(reason)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _owner(reason: Reason) -> str:
    hosted, own = owner_of(reason, self_hosted=False), owner_of(reason, self_hosted=True)
    return str(hosted) if hosted is own else f"{hosted}, {own} where self-hosted"


def _headline(reason: Reason) -> str:
    category = next(category for category, reasons in REASONS_OF.items() if reason in reasons)
    verdict = Verdict(
        category=category, reason=reason, owner=owner_of(reason, self_hosted=False), confidence=1.0, decided_by=None
    )
    return _cell(render(verdict).headline)


def rules_page() -> str:
    """Every rule in the order of precedence, with what it asks for."""
    lines = [
        "# Rules\n",
        f"Version {RULES_VERSION}, {len(TABLE)} rules. The first that fires decides what the rules say; the others",
        "that fire stay in the trace. A rule fires where every condition that it names holds, and inside a condition",
        f"any one of its values does; words are compared in lower case, and `…` stands for a gap. At most {_SHOWN}",
        "values of a condition are listed here; the code has them all (`src/kiwame/decide/rules/`).\n",
        "| | rule | concludes | sure | asks for | knows the format of |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for number, rule in enumerate(TABLE, 1):
        said = f"{rule.category} / {rule.reason}"
        asks = "; ".join(f"{what} {_few(values)}" for what, values in _conditions(rule) if values)
        source = _cell(rule.source)
        lines.append(f"| {number} | `{rule.id}` | {said} | {rule.confidence:.2f} | {_cell(asks)} | {source} |")
    return "\n".join(lines) + "\n"


_SHOWN = 6


def _conditions(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """What a rule asks for, in words; a condition that it does not name has no values."""
    yield "status", ["none" if status == NO_STATUS else str(status) for status in sorted(rule.status)]
    yield "code", sorted(rule.codes)
    yield "class", sorted(rule.classes)
    yield "root class", sorted(rule.root)
    yield "provider", sorted(rule.providers)
    yield "library", sorted(rule.libraries)
    yield "parameter", list(rule.params)
    yield "deadline", [rule.deadline.value] if rule.deadline else []
    yield "says", _written(rule.says)
    yield "and also", _written(rule.also)
    yield "in a frame of", list(rule.frames)
    yield "unless it says", _written(rule.unless)
    yield "unless code", sorted(rule.unless_codes)
    yield "unless class", sorted(rule.unless_classes)
    yield "any class", ["as root"] if rule.named else []
    yield "of ordinary code, and also", _written(rule.if_plain)


def _written(phrases: tuple[Phrase, ...]) -> list[str]:
    return [" … ".join(phrase.parts) for phrase in phrases]


def _few(values: list[str]) -> str:
    shown = [f"`{value}`" for value in values[:_SHOWN]]
    more = len(values) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {
    "settings": settings_page,
    "commands": commands_page,
    "api": api_page,
    "taxonomy": taxonomy_page,
    "rules": rules_page,
}


def main() -> int:
    """Write all pages."""
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(WRITTEN + page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
