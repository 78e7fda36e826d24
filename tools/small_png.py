"""A screenshot made small: at most 256 colours, as an indexed PNG. Pages have few colours, and letters' edges many."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
_MOST = 256
_SEEN = 20
"""Pixels from which on a colour counts in full."""


def small(png: bytes) -> bytes:
    """The same picture with at most 256 colours, each other one replaced by the nearest; transparency is dropped.

    Takes what Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced. ValueError for anything else.
    """
    width, height, pixels = _decoded(png)
    colours = Counter(pixels)
    palette = _palette(colours)
    place_of = {colour: place for place, colour in enumerate(palette)}
    for colour in colours:
        if colour not in place_of:
            place_of[colour] = min(range(len(palette)), key=lambda place: _distance(palette[place], colour))
    places = bytes(place_of[colour] for colour in pixels)
    rows = b"".join(b"\0" + places[start : start + width] for start in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _palette(colours: Counter[bytes]) -> list[bytes]:
    """The most frequent colours; then, one by one, those that are furthest from all taken: a rare hue is not lost."""
    palette = [colour for colour, _ in colours.most_common(_MOST // 2)]
    far = {colour: min(_distance(colour, taken) for taken in palette) for colour in colours}
    while len(palette) < min(_MOST, len(colours)):
        furthest = max(far, key=lambda colour: far[colour] * min(colours[colour], _SEEN))
        palette.append(furthest)
        far = {colour: min(distance, _distance(colour, furthest)) for colour, distance in far.items()}
    return palette


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _decoded(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and each pixel as three bytes."""
    chunks = list(_chunks(png))
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if not png.startswith(_SIGNATURE) or depth != 8 or kind not in _CHANNELS or rest != [0, 0, 0]:
        raise ValueError("not a PNG as Chromium writes it")
    channels = _CHANNELS[kind]
    raw = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    pixels: list[bytes] = []
    before = bytearray(width * channels)
    for start in range(0, len(raw), width * channels + 1):
        row = bytearray(raw[start + 1 : start + 1 + width * channels])
        _unfilter(raw[start], row, before, channels)
        pixels += [bytes(row[place : place + 3]) for place in range(0, len(row), channels)]
        before = row
    return width, height, pixels


def _unfilter(kind: int, row: bytearray, before: bytearray, channels: int) -> None:
    """Undo a row's filter (PNG specification, 9.2)."""
    for place in range(len(row)):
        left = row[place - channels] if place >= channels else 0
        above = before[place]
        corner = before[place - channels] if place >= channels else 0
        match kind:
            case 0:
                return
            case 1:
                guess = left
            case 2:
                guess = above
            case 3:
                guess = (left + above) // 2
            case 4:
                guess = min((left, above, corner), key=lambda one: abs(left + above - corner - one))
            case _:
                raise ValueError("a filter that PNG does not have")
        row[place] = (row[place] + guess) & 0xFF
