"""Gates: the figures that must be reached, and which fell short. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiwame.evaluate.figures import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """The least that each share must be, and the most that the calibration error may be; None: whatever it is."""

    category: float | None = None
    reason: float | None = None
    coverage: float | None = None
    sure: float | None = None
    calibration: float | None = None

    def shortfalls(self, figures: Figures) -> tuple[str, ...]:
        """What fell short, each with its figure and its gate; none where all is well."""
        gates = {"category": self.category, "reason": self.reason, "coverage": self.coverage, "sure": self.sure}
        short: list[str] = []
        for name, share in figures.shares:
            least = gates[name]
            if least is not None and share.value < least:
                short.append(f"{name} {_apart(share.value, least)}")
        error = figures.calibration_error
        if self.calibration is not None and error > self.calibration:
            short.append(f"calibration error {_apart(error, self.calibration)}")
        return tuple(short)


def _apart(value: float, gate: float) -> str:
    """Both in as many digits as show that they differ: 0.94996 < 0.95 is not said as 0.950 < 0.950."""
    sign = "<" if value < gate else ">"
    for digits in range(3, 10):
        if f"{value:.{digits}f}" != f"{gate:.{digits}f}":
            break
    return f"{value:.{digits}f} {sign} {gate:.{digits}f}"


def named(short: Sequence[str]) -> str:
    """The line that says what fell short."""
    return f"falls short: {', '.join(short)}"
