"""Text at the store's door: what both databases can keep, and the form it is searched in."""

from kiwame.core.event import ErrorEvent

SEARCHED_CHARACTERS = 4000
"""How much of an issue's words is kept for search: enough for titles, facts and messages, not for a whole prompt."""

QUERY_WORDS = 20
QUERY_CHARACTERS = 500


def clean(text: str, limit: int | None = None) -> str:
    """`text` without U+0000 and lone surrogates (each becomes U+FFFD), cut to `limit` characters.

    PostgreSQL keeps neither in a text column, SQLite's driver refuses the latter; both get the same.
    """
    if limit is not None and len(text) > limit:
        text = text[:limit]
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def folded(text: str) -> str:
    """`text` as it is searched: case folded, character by character, so that a part stays a part."""
    return clean(text).casefold()


def searchable(event: ErrorEvent, title: str) -> str:
    """The words an issue is found by: title, facts, culprit, then classes and messages of its first event's chain."""
    facts = event.facts
    parts = [
        title,
        facts.provider,
        facts.model,
        facts.error_code,
        facts.error_type,
        facts.host,
        facts.library,
        str(facts.http_status or ""),
        event.culprit,
        event.transaction,
    ]
    for link in reversed(event.chain):
        parts += [link.type, link.module, link.message[:1000]]
    parts.append(event.message[:1000])
    return folded("\n".join(part for part in parts if part)[:SEARCHED_CHARACTERS])


def query_words(text: str) -> list[str]:
    """The words of a query, folded: at most 20, of the first 500 characters: each has its price in every row."""
    return folded(text[:QUERY_CHARACTERS]).split()[:QUERY_WORDS]
