"""Finding issues by words: every word must occur in what an issue is searched by, as a part, case folded."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, true

from kiwame.store.database import Database
from kiwame.store.schema import issue_texts, issues
from kiwame.store.seen import project_number
from kiwame.store.text import query_words


def holds_every_word(text: str) -> ColumnElement[bool]:
    """The condition on `issue_texts`; true for a text without words. `%`, `_` and `\\` stand for themselves."""
    words = query_words(text)
    column = issue_texts.c.search_text
    return and_(true(), *(column.contains(word, autoescape=True) for word in words))


@dataclass(frozen=True, slots=True)
class SqlSearch:
    """`Search` on a database: parts of words, so that a language without spaces is found too."""

    database: Database

    def matching(self, text: str, project: str | None, limit: int) -> list[str]:
        """Ids of issues whose title, messages or facts hold every word of `text` (case folded), last seen first.

        NotFound for a project id that is no number.
        """
        query = (
            select(issues.c.id)
            .join(issue_texts, issue_texts.c.issue_id == issues.c.id)
            .where(holds_every_word(text), issues.c.merged_into.is_(None))
        )
        if project is not None:
            query = query.where(issues.c.project_id == project_number(project))
        query = query.order_by(issues.c.last_seen.desc(), issues.c.id.desc()).limit(limit)
        with self.database.read() as connection:
            return [str(issue) for issue in connection.scalars(query)]
