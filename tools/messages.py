"""Collect the translatable texts (N_ and _, in code and page templates), merge them into the catalogues, compile these.

The compiled catalogues are committed: `pip install kiwame` needs no build step. The same texts give the same bytes, and
`tests/house` checks that they are fresh.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "src/kiwame"
SOURCE = CODE / "playbooks"
LANGUAGES = ("ja", "zh")
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {"N_": None, "_": None}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date in the compiled header, so that the bytes depend on texts alone


def template() -> Catalog:
    """All texts of the code, in the order of the files."""
    found = Catalog()
    for _file, _line, text, _comments, _context in extract_from_dir(CODE, METHODS, keywords=KEYWORDS):
        found.add(text)
    return found


def catalogue(language: str) -> tuple[bytes, bytes]:
    """The .po and the .mo of `language`, merged with the texts of the code."""
    path = po_path(language)
    kept = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    kept.update(template(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.creation_date = kept.revision_date = EPOCH
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, kept, no_location=True, omit_header=True, width=0)
    write_mo(compiled, kept)
    return HEADER.encode() + text.getvalue(), compiled.getvalue()


def po_path(language: str) -> Path:
    """Where the translations into `language` are kept; the compiled form lies beside them."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "kiwame.po"


def main() -> int:
    """Write all catalogues; 1 where a text has no translation."""
    missing = 0
    for language in LANGUAGES:
        text, compiled = catalogue(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
        path.with_suffix(".mo").write_bytes(compiled)
        untranslated = [m.id for m in read_po(io.BytesIO(text), locale=language) if m.id and not m.string]
        print(f"{language}: {len(untranslated)} texts without translation")
        missing += len(untranslated)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
