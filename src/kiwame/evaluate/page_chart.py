"""The reliability diagram as SVG: how right answers are, by how sure they said to be. No script, no own style."""

from collections.abc import Sequence

from kiwame.evaluate.figures import Bin

_SIZE = 360
_LEFT, _TOP, _FOOT = 48, 12, 44
_WHAT = (
    '<title id="rd-title">Reliability diagram</title>'
    '<desc id="rd-desc">Share of right categories by stated confidence, in bins of equally many cases; '
    "on the dashed line both are equal. The tables below have the numbers.</desc>"
)


def reliability(set_ups: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """The diagram of one or two set-ups as (name in HTML, bins): a dot is a bin, its bar Wilson's 95 % interval."""
    width, height = _LEFT + _SIZE + 12, _TOP + _SIZE + _FOOT + 20 * len(set_ups)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    parts = [f'<svg role="img" aria-labelledby="rd-title rd-desc" {size}>', _WHAT, *_frame()]
    for place, (name, bins) in enumerate(set_ups):
        kind = ("first", "second")[place]
        parts += _series(bins, kind)
        y = _TOP + _SIZE + _FOOT + 20 * place
        parts.append(_dot(_LEFT + 6, y, kind))
        parts.append(f'<text x="{_LEFT + 18}" y="{y + 4}">{name}</text>')
    return "".join([*parts, "</svg>"])


def _x(value: float) -> float:
    return round(_LEFT + _SIZE * value, 1)


def _y(value: float) -> float:
    return round(_TOP + _SIZE * (1 - value), 1)


def _frame() -> list[str]:
    parts = [f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}"/>']
    for tenth in range(0, 11, 2):
        at = tenth / 10
        if 0 < tenth < 10:
            parts.append(f'<line class="grid" x1="{_x(at)}" y1="{_y(0)}" x2="{_x(at)}" y2="{_y(1)}"/>')
            parts.append(f'<line class="grid" x1="{_x(0)}" y1="{_y(at)}" x2="{_x(1)}" y2="{_y(at)}"/>')
        parts.append(f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle">{at:.1f}</text>')
        parts.append(f'<text x="{_LEFT - 6}" y="{_y(at) + 4}" text-anchor="end">{at:.1f}</text>')
    parts.append(f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>')
    parts.append(f'<text x="{_x(0.5)}" y="{_y(0) + 32}" text-anchor="middle">stated confidence</text>')
    middle = _y(0.5)
    parts.append(f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">right</text>')
    return parts


def _series(bins: Sequence[Bin], kind: str) -> list[str]:
    points = [(_x(each.confidence), _y(each.right.value)) for each in bins]
    path = " ".join(f"{x},{y}" for x, y in points)
    parts = [f'<polyline class="line {kind}" points="{path}"/>'] if len(points) > 1 else []
    for each, (x, y) in zip(bins, points, strict=True):
        low, high = each.right.interval or (0.0, 0.0)
        parts.append(f'<line class="{kind}" x1="{x}" y1="{_y(low)}" x2="{x}" y2="{_y(high)}"/>')
        parts.append(_dot(x, y, kind))
    return parts


def _dot(x: float, y: float, kind: str) -> str:
    """A circle, or a square: told apart without colour."""
    if kind == "first":
        return f'<circle class="{kind}" cx="{x}" cy="{y}" r="4"/>'
    return f'<rect class="{kind}" x="{x - 4}" y="{y - 4}" width="8" height="8"/>'
