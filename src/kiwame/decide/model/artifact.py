"""The model's file: a line that says what it is, a header in JSON, the known buckets, a row of weights for each.

    kiwame model 1\\n | length of the header, 4 bytes | header | buckets, 4 bytes each, rising | rows, a byte a class

Numbers are little-endian. Buckets are hashes: no word of a case can be read from the file.
"""

import json
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from zlib import crc32

from kiwame.core.errors import KiwameError
from kiwame.core.taxonomy import REASONS_OF, Reason
from kiwame.decide.model.features import FEATURES_VERSION
from kiwame.decide.model.linear import Rows

MAGIC = b"kiwame model 1\n"
FILE = "weights.bin"
MOST_BYTES = 2 * 1024 * 1024
REMEDY = "rules go on without it; install kiwame again to have it back"

REASONS: tuple[Reason, ...] = tuple(reason for reasons in REASONS_OF.values() for reason in reasons)
"""The classes, in the order of a row: category by category, as TAXONOMY lists them."""

Knots = tuple[tuple[int, int], ...]
"""What a share is worth: (share, probability) in millionths, both rising."""


class ModelUnusable(KiwameError):
    """The model's file is missing, damaged or of another version; the message says which, and what remains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """Everything that the model knows. `unit` is what a weight of 1 is worth, in 2^-20; `trained_on` counts cases."""

    keys: Sequence[int]
    body: bytes
    unit: int
    category_knots: Knots
    reason_knots: Knots
    trained_on: dict[str, int]
    version: str = ""

    def rows(self) -> Rows:
        """The weights, to be summed."""
        return Rows(self.keys, self.body, len(REASONS))


def packed(artifact: Artifact) -> bytes:
    """The file's bytes. Its version is the format of the features and a hash of all it knows."""
    keys = array("I", artifact.keys)
    if sys.byteorder == "big":
        keys.byteswap()
    body = keys.tobytes() + artifact.body
    header: dict[str, object] = {
        "features": FEATURES_VERSION,
        "classes": list(REASONS),
        "rows": len(artifact.keys),
        "unit": artifact.unit,
        "category_knots": artifact.category_knots,
        "reason_knots": artifact.reason_knots,
        "trained_on": artifact.trained_on,
        "crc32": crc32(body),
    }
    digest = sha256(_written(header) + body).hexdigest()
    head = _written({**header, "version": f"{FEATURES_VERSION}.{digest[:8]}"})
    return MAGIC + len(head).to_bytes(4, "little") + head + body


def unpacked(data: bytes) -> Artifact:
    """The artifact in a file's bytes. ModelUnusable where they are none that this release can use."""
    if not data.startswith(MAGIC):
        raise ModelUnusable(f"the model's file is damaged (it does not begin as one): {REMEDY}")
    at = len(MAGIC) + 4
    try:
        size = int.from_bytes(data[len(MAGIC) : at], "little")
        header = json.loads(data[at : at + size])
        rows = int(header["rows"])
        body = data[at + size :]
        whole = len(body) == rows * (4 + len(header["classes"])) and crc32(body) == header["crc32"]
        same = header["features"] == FEATURES_VERSION and header["classes"] == list(REASONS)
        version, unit = str(header["version"]), int(header["unit"])
        categories, reasons = _knots(header["category_knots"]), _knots(header["reason_knots"])
        trained_on = {str(name): int(number) for name, number in header["trained_on"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ModelUnusable(f"the model's file is damaged (its header cannot be read): {REMEDY}") from None
    if not whole:
        raise ModelUnusable(f"the model's file is damaged (its checksum does not fit): {REMEDY}")
    if not same:
        raise ModelUnusable(f"the model's file belongs to another release: {REMEDY}")
    keys = array("I")
    keys.frombytes(body[: 4 * rows])
    if sys.byteorder == "big":
        keys.byteswap()
    return Artifact(
        keys=keys, body=body[4 * rows :], unit=unit, category_knots=categories, reason_knots=reasons,
        trained_on=trained_on, version=version,
    )  # fmt: skip


def _written(header: dict[str, object]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _knots(value: object) -> Knots:
    found = tuple((int(share), int(worth)) for share, worth in value) if isinstance(value, list) else ()
    if len(found) < 2 or any(one[0] >= two[0] or one[1] > two[1] for one, two in pairwise(found)):
        raise ValueError("no knots")
    return found
