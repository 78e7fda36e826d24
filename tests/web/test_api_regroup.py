"""Merging, splitting and related issues by the API."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kiwame.store.engine import Store
from kiwame.web.app import make_app
from tests.web.conftest import Web, seed, served
from tests.web.site import make_access, make_site


@pytest.fixture
def seeded(store: Store) -> Iterator[Web]:
    """The web in front of five issues that nobody has touched, once on each kind of database."""
    seed(store)
    app = make_app(site=make_site(store), access=make_access(store), readiness=list, metrics=bytes)
    with served(app) as port:
        yield Web(app=app, store=store, port=port)


def post(web: Web, path: str, value: object = None, **headers: str) -> tuple[int, Any]:
    body = b"" if value is None else json.dumps(value).encode()
    sent = {"Content-Type": "application/json", **headers}
    status, _, answer = web.ask(f"/api/v1/issues/{path}", method="POST", body=body, headers=sent)
    return status, answer


def test_merge_and_unmerge(seeded: Web) -> None:
    status, whole = post(seeded, "1/merge", {"issues": ["2", "3"]})
    assert (status, whole["id"], whole["count"], whole["merged_into"]) == (200, "1", 9, None)
    assert {issue["id"] for issue in seeded.ask("/api/v1/issues")[2]["issues"]} == {"1", "4", "5"}
    assert [issue["id"] for issue in seeded.ask("/api/v1/issues/1/merged")[2]["merged"]] == ["2", "3"]
    assert seeded.ask("/api/v1/issues/2")[2]["merged_into"] == "1"
    status, again = post(seeded, "2/unmerge")
    assert (status, again["merged_into"], again["count"]) == (200, None, 0)
    trail = seeded.ask("/api/v1/issues/1/audit")[2]["audit"]
    assert [(line["action"], line["before"], line["after"]) for line in trail] == [
        ("merged", "", "2, 3"),
        ("merged", "2", ""),
    ]


def test_split_and_back(seeded: Web) -> None:
    assert post(seeded, "1/split", {"by": "transaction"})[0] == 200
    assert [split.by for split in seeded.store.regrouping.splits()] == ["transaction"]
    assert post(seeded, "1/split", {"by": None})[0] == 200
    assert seeded.store.regrouping.splits() == []


@pytest.mark.parametrize(
    ("path", "value", "status", "says"),
    [
        ("1/merge", {"issues": ["1"]}, 409, "part of itself"),
        ("1/merge", {"issues": []}, 422, "at least 1 entries"),
        ("1/merge", {"issues": [2]}, 422, "must be text"),
        ("1/merge", {"issues": ["two"]}, 422, "must be the id of an issue"),
        ("1/merge", {"issues": "2"}, 422, "must be a list"),
        ("1/merge", {"issue": ["2"]}, 422, "known are issues"),
        ("1/merge", {"issues": ["99"]}, 404, "no issue"),
        ("99/merge", {"issues": ["1"]}, 404, "no issue"),
        ("1/unmerge", None, 409, "not part of another"),
        ("1/split", {"by": "colour"}, 422, "'message', 'frames' or 'transaction'"),
        ("1/split", {}, 422, "is missing"),
    ],
)
def test_what_cannot_be_is_said(seeded: Web, path: str, value: object, status: int, says: str) -> None:
    found, problem = post(seeded, path, value)
    assert (found, says in problem["detail"]) == (status, True), problem
    assert len(seeded.ask("/api/v1/issues")[2]["issues"]) == 5


def test_who_may_only_look_may_not_merge(seeded: Web) -> None:
    assert post(seeded, "1/merge", {"issues": ["2"]}, Authorization="Bearer secret-viewer")[0] == 403
    assert post(seeded, "1/merge", {"issues": ["2"]}, Authorization="Bearer secret-member")[0] == 200


def test_related_issues(seeded: Web) -> None:
    assert seeded.ask("/api/v1/issues/1/related")[2] == {"related": []}
    assert seeded.ask("/api/v1/issues/99/related")[0] == 404
