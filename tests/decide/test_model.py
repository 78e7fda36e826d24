"""The local model: its arithmetic, its file, what it says and when it says nothing."""

import json
import math
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from tests.decide.events import plain

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Reason
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.decide import by_model
from kiwame.decide.by_model import ByModel
from kiwame.decide.cascade import offline_cascade
from kiwame.decide.model import artifact as file
from kiwame.decide.model.artifact import MAGIC, REASONS, Artifact, ModelUnusable, packed, unpacked
from kiwame.decide.model.features import BUCKETS_LOG2, FEATURES_VERSION, buckets
from kiwame.decide.model.linear import MOST_ROWS, ONE, Rows, shares
from kiwame.decide.model.model import Model, worth
from kiwame.decide.view import View

SHIPPED = Path(file.__file__).with_name(file.FILE)
STRAIGHT = ((0, 0), (1_000_000, 1_000_000))


def row(**weights: int) -> bytes:
    """A row of weights, by reason."""
    return bytes(128 + weights.get(reason, 0) for reason in REASONS)


def tiny(rows: dict[str, bytes], *, unit: int = 1 << 16) -> Artifact:
    """An artifact that knows these names alone."""
    keyed = sorted((buckets([name])[0], body) for name, body in rows.items())
    return unpacked(
        packed(
            Artifact(
                keys=[key for key, _ in keyed],
                body=b"".join(body for _, body in keyed),
                unit=unit,
                category_knots=STRAIGHT,
                reason_knots=STRAIGHT,
                trained_on={"real": 1, "lab": 2},
            )
        )
    )


@pytest.fixture
def unread() -> Iterator[None]:
    """The shipped model is read anew, before and after."""
    by_model._shipped.cache_clear()
    yield
    by_model._shipped.cache_clear()


def test_sums_are_those_of_the_rows() -> None:
    bodies = [bytes((place * 37 + at * 11) % 256 for at in range(9)) for place in range(MOST_ROWS)]
    rows = Rows(list(range(MOST_ROWS)), b"".join(bodies), 9)
    places = list(range(MOST_ROWS))
    assert rows.sums(places) == [sum(column) for column in zip(*bodies, strict=True)]
    assert rows.sums([3]) == list(bodies[3])
    assert rows.weights([3, 4], 2) == [bodies[3][2] - 128, bodies[4][2] - 128]


def test_a_lane_holds_the_most_rows_at_their_largest() -> None:
    rows = Rows(list(range(MOST_ROWS)), b"\xff" * (3 * MOST_ROWS), 3)
    assert rows.sums(list(range(MOST_ROWS))) == [255 * MOST_ROWS] * 3


def test_shares_are_a_softmax() -> None:
    found = [one / ONE for one in shares([40, 0, -25], 16, 1 << 14)]
    scores = [value * 2 / 64 for value in (40, 0, -25)]  # sixteen rows count by 8 / 4 each
    whole = sum(math.exp(score) for score in scores)
    assert found == pytest.approx([math.exp(score) / whole for score in scores], abs=0.01)


def test_shares_are_the_same_numbers_everywhere() -> None:
    assert shares([12, 9, 0, -40], 30, 60_000) == [497179124, 387203491, 182901978, 6457229]


def test_worth_runs_straight_between_knots() -> None:
    knots = ((0, 0), (500_000, 200_000), (1_000_000, 990_000))
    assert worth(0, knots) == 0.0
    assert worth(ONE // 4, knots) == pytest.approx(0.1, abs=1e-5)
    assert worth(ONE, knots) == 0.99
    assert worth(ONE * 3 // 4, knots) == pytest.approx(0.595, abs=1e-5)


def test_the_likeliest_reason_is_said_with_what_weighed_most() -> None:
    model = Model(tiny({"word:quota": row(quota_exhausted=120), "word:the": row(read_timeout=10)}))
    said = ByModel(model).answers(plain("Odd", "the quota is gone"))
    assert (said[0].category, said[0].reason) == (Category.RATE_LIMIT, Reason.QUOTA_EXHAUSTED)
    assert said[0].evidence == ("word quota",)
    assert said[0].decided_by == f"model:{model.version}"
    assert all(one.confidence >= two.confidence for one, two in pairwise(said))
    assert len({one.category for one in said}) == len(said) <= 3


def test_probabilities_add_up() -> None:
    model = Model(tiny({"word:quota": row(quota_exhausted=40, daily_limit=30, read_timeout=20)}))
    found = model.distribution(View(plain("Odd", "quota")))
    assert found is not None
    assert sum(likely for _, likely in found.categories) == pytest.approx(1.0, abs=1e-4)
    assert sum(likely for _, likely in found.reasons) == pytest.approx(1.0, abs=1e-4)
    assert found.reasons[0][0] is found.best is Reason.QUOTA_EXHAUSTED
    for category, likely in found.categories:
        assert sum(found.of(reason) for reason in REASONS_OF[category]) == pytest.approx(likely, abs=1e-4)
        assert CATEGORY_OF[found.best_of(category)] is category


def test_nothing_is_said_of_what_was_never_seen() -> None:
    model = ByModel(Model(tiny({"word:quota": row(quota_exhausted=99), "bias": row(code_other=3)})))
    assert model.answers(plain("", "xyzzy plugh")) == ()
    assert model.answers(plain("", "")) == ()


def test_nothing_is_said_where_everything_is_as_likely() -> None:
    model = ByModel(Model(tiny({"word:quota": row()}, unit=1)))
    found = model.model.distribution(View(plain("", "quota")))
    assert found is not None
    assert found.categories[0][1] < by_model.ABSTAINS_BELOW
    assert model.said(found) == ()


def test_the_shipped_model_fits_the_taxonomy() -> None:
    data = SHIPPED.read_bytes()
    found = unpacked(data)
    assert len(data) <= file.MOST_BYTES
    assert set(REASONS) == set(Reason)
    assert len(found.body) == len(found.keys) * len(REASONS)
    assert list(found.keys) == sorted(set(found.keys))
    assert max(found.keys) < 1 << BUCKETS_LOG2
    assert packed(found) == data
    assert found.version.startswith(f"{FEATURES_VERSION}.")
    assert min(found.trained_on.values()) > 100


def test_the_shipped_model_holds_no_text_of_a_case() -> None:
    data = SHIPPED.read_bytes()
    size = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 4], "little")
    header = json.loads(data[len(MAGIC) + 4 : len(MAGIC) + 4 + size])
    words = {name for name, value in header.items() if not isinstance(value, int)}
    assert words == {"classes", "category_knots", "reason_knots", "trained_on", "version"}
    assert set(header["trained_on"]) == {"real", "lab", "repositories", "formats"}


@pytest.mark.parametrize(
    ("kind", "message", "reason"),
    [
        ("openai.RateLimitError", "Error code: 429 - You exceeded your current quota", Reason.QUOTA_EXHAUSTED),
        ("", "账户余额不足，请充值后重试", Reason.QUOTA_EXHAUSTED),
        ("ModuleNotFoundError", "No module named 'tiktoken'", Reason.MISSING_DEPENDENCY),
        ("httpx.ReadTimeout", "The read operation timed out", Reason.READ_TIMEOUT),
        ("KeyError", "'customer_id'", Reason.UNHANDLED_EXCEPTION),
    ],
)
def test_the_shipped_model_knows_plain_things(kind: str, message: str, reason: Reason) -> None:
    said = by_model.shipped().answers(plain(kind, message))
    assert said[0].reason is reason, said


@pytest.mark.parametrize(
    "message",
    [
        "rate limit timeout invalid request unauthorized internal server error connection refused TypeError refusal",
        "429 too many requests, 408 timed out, 400 invalid, 401 bad key, 500 upstream, reset by peer, database, filter",
        " ".join(Category),
        "限流 超时 无效 密钥 服务繁忙 连接断开 数据库 内容安全",
    ],
)
def test_a_message_that_names_every_category_makes_nobody_sure(message: str) -> None:
    assert all(one.confidence < UNSURE_BELOW for one in by_model.shipped().answers(plain("", message)))
    # "429 too many requests" at the beginning of a text is a status that is stated: there rules may believe it.
    stated = message.startswith("429")
    assert stated or offline_cascade().judge(plain("", message)).confidence < UNSURE_BELOW


def test_a_long_message_is_no_more_work_than_a_page() -> None:
    found = by_model.shipped().model.distribution(View(plain("", "quota exceeded " + "lorem ipsum " * 90_000)))
    assert found is not None
    assert found.known <= MOST_ROWS


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda data: b"", "does not begin as one"),
        (lambda data: b"PK" + data, "does not begin as one"),
        (lambda data: data[:40], "header cannot be read"),
        (lambda data: data[:-1], "checksum"),
        (lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], "checksum"),
        (lambda data: data.replace(b'"quota_exhausted"', b'"quota_exhauster"', 1), "another release"),
        (lambda data: data.replace(b'"rows":', b'"rowz":', 1), "header cannot be read"),
    ],
)
def test_a_damaged_file_says_so_and_what_remains(damage: Callable[[bytes], bytes], says: str) -> None:
    data = packed(tiny({"word:quota": row()}))
    with pytest.raises(ModelUnusable, match=says) as raised:
        unpacked(damage(data))
    assert "rules go on" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.usefixtures("unread")
def test_a_missing_file_leaves_the_model_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_model, "FILE", "nowhere.bin")
    for _ in range(2):
        with pytest.raises(ModelUnusable, match=r"nowhere\.bin is missing: rules go on"):
            by_model.shipped()


@pytest.mark.usefixtures("unread")
def test_the_file_is_read_from_a_zip_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "packed.zip"
    with zipfile.ZipFile(target, "w") as packed_zip:
        packed_zip.writestr("zipped_model/__init__.py", "")
        packed_zip.writestr("zipped_model/artifact.py", "")
        packed_zip.writestr(f"zipped_model/{file.FILE}", packed(tiny({"word:quota": row()})))
    monkeypatch.syspath_prepend(str(target))
    inside = import_module("zipped_model.artifact")
    monkeypatch.setattr("kiwame.decide.model.artifact", inside, raising=False)
    monkeypatch.setitem(sys.modules, "kiwame.decide.model.artifact", inside)
    assert by_model.shipped().model.trained_on == {"real": 1, "lab": 2}
