"""Fit the calibration of the cascade: python -m tools.calibrate CASES.jsonl … [--folds N].

CASES are labelled errors as `kiwame eval` takes them, from repositories that neither rules nor model were made by: on
those it only says how well they learnt by heart. Prints how wrong the confidences are as the pool gives them, as they
ship, and fitted anew by cross-validation over repositories; then the parameters for `decide/pool.py`.
"""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from zlib import crc32

from kiwame.decide.by_model import shipped
from kiwame.decide.by_rules import ByRules
from kiwame.decide.calibration import AS_IT_IS, Beta
from kiwame.decide.pool import CALIBRATION, shares_of
from kiwame.decide.view import View
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

SURE = 0.9
_STEPS, _RATE = 4000, 0.05
_PULL = 20.0
"""How strongly the parameters are held at taking shares at their word: in cases."""
_REPOSITORY = re.compile(r"github\.com/([^/]+/[^/]+)")


@dataclass(frozen=True, slots=True)
class Shared:
    """A case as the calibration sees it: its repository, the best category's share, whether that category is right."""

    group: str
    share: float
    right: bool


def read(paths: Sequence[Path]) -> list[Shared]:
    """The cases of files that somebody says anything of."""
    rules, model, clean = ByRules(), shipped().model, redactor()
    found: list[Shared] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            event = to_event(
                event_id=case["id"],
                type=case["type"],
                message=case["message"],
                stacktrace=case["stacktrace"],
                tags=case["tags"] or {},
                platform=case["platform"],
                timestamp=0.0,
                redactor=clean,
            )
            view = View(event)
            shares = shares_of(rules.answers(event, view)[:1], model.distribution(view))
            if shares is not None:
                best = max(shares, key=shares.__getitem__)
                source = _REPOSITORY.search(str(case.get("source", "")))
                found.append(Shared(source[1] if source else case["id"], shares[best], best == case["category"]))
    return found


def fit(cases: Sequence[Shared], version: str = "") -> Beta:
    """Maximum likelihood by gradient descent from (1, 1, 0), pulled towards it; a and b stay at least 0."""
    a, b, c = 1.0, 1.0, 0.0
    inputs = [(log(max(one.share, 1e-4)), -log(max(1 - one.share, 1e-4)), one.right) for one in cases]
    for _ in range(_STEPS):
        by_a = _PULL * (a - 1)
        by_b = _PULL * (b - 1)
        by_c = 0.0
        for low, high, right in inputs:
            gap = Beta(a, b, c).raw(low, high) - right
            by_a += gap * low
            by_b += gap * high
            by_c += gap
        size = max(len(cases), 1)
        a, b = max(0.0, a - _RATE * by_a / size), max(0.0, b - _RATE * by_b / size)
        c -= _RATE * by_c / size
    return Beta(round(a, 3), round(b, 3), round(c, 3), version)


def told(name: str, pairs: Sequence[tuple[float, bool]]) -> str:
    """One line of figures of (confidence, right)."""
    ordered = sorted(pairs)
    n = len(ordered)
    bins = [ordered[n * at // 10 : n * (at + 1) // 10] for at in range(10)]
    gap = sum(abs(sum(said for said, _ in each) - sum(right for _, right in each)) for each in bins) / max(n, 1)
    sure = [right for said, right in ordered if said >= SURE]
    right = sum(sure) / max(len(sure), 1)
    return f"{name:<34} error {gap:.3f}  sure {len(sure) / max(n, 1):.3f} of cases, right {right:.3f}"


def main() -> int:
    """Read, fit, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    cases = read(options.cases)
    print(f"{len(cases)} cases, {len({one.group for one in cases})} repositories")
    print(told("the pool as it is", [(AS_IT_IS.worth(one.share), one.right) for one in cases]))
    print(told(f"as it ships ({CALIBRATION.version})", [(CALIBRATION.worth(one.share), one.right) for one in cases]))
    crossed: list[tuple[float, bool]] = []
    for fold in range(options.folds):
        inside = [one for one in cases if crc32(one.group.encode()) % options.folds == fold]
        beta = fit([one for one in cases if crc32(one.group.encode()) % options.folds != fold])
        crossed += [(beta.worth(one.share), one.right) for one in inside]
    print(told("fitted anew, other repositories", crossed))
    whole = fit(cases)
    print(f"Beta({whole.a}, {whole.b}, {whole.c})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
