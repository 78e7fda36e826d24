"""What the pool's share of a category is worth as a probability: beta calibration, fitted on cases of elsewhere.

The pool treats the deciders as independent witnesses, which they are not, and rules are right more often on what they
were written by than on new wordings. Beta calibration (Kull, Silva Filho and Flach, 2017) brings a share p onto the
scale of what was right: logit = a ln p - b ln(1 - p) + c. `python -m tools.calibrate CASES` fits it on labelled cases
and prints what it is worth by cross-validation over repositories.
"""

from dataclasses import dataclass
from math import exp, log

SUREST = 0.999
"""No machine is surer than this."""
_EDGE = 1e-4
"""Shares nearer to 0 or 1 than this are taken for it: the pool excludes nothing, and proves nothing."""


@dataclass(frozen=True, slots=True)
class Beta:
    """The three parameters; a and b at least 0, so that more share is never worth less."""

    a: float
    b: float
    c: float
    version: str = ""

    def worth(self, share: float) -> float:
        """The probability that a share of 0..1 is worth, to four places."""
        inside = min(max(share, _EDGE), 1.0 - _EDGE)
        return min(round(self.raw(log(inside), -log(1.0 - inside)), 4), SUREST)

    def raw(self, low: float, high: float) -> float:
        """The same of ln p and -ln(1 - p), not rounded."""
        return 1.0 / (1.0 + exp(-(self.a * low + self.b * high + self.c)))


AS_IT_IS = Beta(1.0, 1.0, 0.0, "0")
"""Takes every share at its word."""
