"""Every bound of the doors, with its unit in its name."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
HEADER_LINE_BYTES = 8 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeLimits:
    """What one envelope may hold once it is decompressed; checked by the worker.

    `items` bounds the work that a body of nothing but item headers makes; SDKs send fewer than ten.
    """

    decompressed_bytes: int = 100 * MIB
    event_bytes: int = 1 * MIB
    header_line_bytes: int = HEADER_LINE_BYTES
    items: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLimits:
    """What a request may bring; checked by the door. The retry seconds are what a refused sender is told to wait.

    `held_bytes` bounds the parts of all bodies together that have not come whole: whoever sends many and never ends
    them, without a key even, must not fill the memory. `body_seconds` is how long a body may take to arrive.
    """

    compressed_bytes: int = 20 * MIB
    event_bytes: int = 1 * MIB
    held_bytes: int = 256 * MIB
    body_seconds: float = 60.0
    header_line_bytes: int = HEADER_LINE_BYTES
    inbox_high_water_bytes: int = 1024 * MIB
    high_water_retry_seconds: int = 30
    storage_retry_seconds: int = 5
