"""What the API answers and takes about grouping, exactly; beside `schemas`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiwame.core.issue import Status
from kiwame.core.regrouping import SplitBy
from kiwame.web.schemas import Answered, IssueOut, Moment

MOST_AT_ONCE = 100

IssueNumber = Annotated[str, Field(pattern="^[0-9]{1,18}$", strict=True)]


class RelatedOut(Answered):
    """Another issue of the same provider and reason that failed in the same hours; `count` is its failures in them."""

    id: str
    project: str
    title: str
    status: Status
    count: Annotated[int, Field(ge=0)]
    last_seen: Moment
    url: str


class RelatedList(Answered):
    """Issues that may have one cause, the most failures first."""

    related: list[RelatedOut]


class MergedList(Answered):
    """Issues that are part of another one."""

    merged: list[IssueOut]


class Merge(BaseModel):
    """Which issues become part of the one that the address names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issues: Annotated[
        list[IssueNumber], Field(min_length=1, max_length=MOST_AT_ONCE, description="Ids of issues", examples=[["2"]])
    ]


class SplitChange(BaseModel):
    """By what the issue's later events are told apart beside their fingerprint; null takes that back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: SplitBy | None
