"""Lists of issues: which of them a filter means, in which order they come, and where a page of them ends."""

import json
from collections.abc import Sequence
from typing import Any, assert_never

from sqlalchemy import Column, ColumnElement, Select, cast, exists, func, select
from sqlalchemy.dialects.postgresql import JSONB

from kiwame.core.errors import NotFound
from kiwame.core.issue import IssueFilter, Order
from kiwame.store.batch import NAME_LENGTH
from kiwame.store.event_json import to_json
from kiwame.store.schema import issue_texts, issues, verdicts
from kiwame.store.search import holds_every_word
from kiwame.store.seen import project_number
from kiwame.store.text import clean


def words_of(matching: IssueFilter) -> str:
    """What makes a list this one and no other: its cursors fit only here."""
    named = [matching.status, matching.category, matching.project, matching.text]
    further = [matching.severity, matching.owner, matching.release, matching.environment]
    return json.dumps([*named, *further, matching.order])


def ordering(order: Order) -> tuple[Column[Any], ...]:
    """The columns that an order sorts by, each descending, the id last."""
    match order:
        case Order.LAST_SEEN:
            return issues.c.last_seen, issues.c.id
        case Order.NEEDED:
            return issues.c.severity_rank, issues.c.last_seen, issues.c.id
        case _:
            assert_never(order)


def matched(query: Select[Any], matching: IssueFilter, *, sqlite: bool) -> Select[Any]:
    """`query` on `issues`, narrowed to those that match, joined with no more tables than the filter needs."""
    if matching.owner is not None:
        query = query.join(verdicts, verdicts.c.id == issues.c.verdict_id).where(
            verdicts.c.owner == matching.owner.value
        )
    if matching.text is not None and matching.text.strip():
        query = query.join(issue_texts, issue_texts.c.issue_id == issues.c.id).where(holds_every_word(matching.text))
    return query.where(*_own_conditions(matching), *_named(matching, sqlite=sqlite))


def _own_conditions(matching: IssueFilter) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [issues.c.merged_into.is_(None)]
    if matching.status is not None:
        conditions.append(issues.c.status == matching.status.value)
    if matching.category is not None:
        conditions.append(issues.c.category == matching.category.value)
    if matching.severity is not None:
        conditions.append(issues.c.severity_rank == matching.severity.rank)
    if matching.project is not None:
        try:
            conditions.append(issues.c.project_id == project_number(matching.project))
        except NotFound:
            # A filter that nothing matches gives an empty page; only an address may be missing.
            conditions.append(issues.c.project_id == -1)
    return conditions


def _named(matching: IssueFilter, *, sqlite: bool) -> Sequence[ColumnElement[bool]]:
    wanted = ((issues.c.releases, matching.release), (issues.c.environments, matching.environment))
    conditions: list[ColumnElement[bool]] = []
    for column, name in wanted:
        if name is not None:
            conditions += _remembers(column, clean(name, NAME_LENGTH), sqlite=sqlite)
    return conditions


def _remembers(column: Column[str], name: str, *, sqlite: bool) -> Sequence[ColumnElement[bool]]:
    """That a list of names in JSON holds `name`. Its text alone is found fast and proves nothing: `","` stands
    in `["a","b"]`. So it only spares reading the JSON of most rows."""
    text = to_json(name)
    if sqlite:
        each = func.json_each(column).table_valued("value")
        return func.instr(column, text) > 0, exists(select(1).select_from(each).where(each.c.value == name))
    return func.strpos(column, text) > 0, cast(column, JSONB).contains([name])
