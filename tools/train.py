"""Train the local model: python -m tools.train CASES.jsonl [--lab FILE] [--out FILE] [--folds N] [--try FILE …].

CASES are real labelled errors (as ../shared/cases/dev.jsonl); the lab's cases are those that it renders
(`kiwame.lab.written`, `kiwame.lab.everyday.written`) and the project's own of tests/cases, or read from --lab FILE.
Prints what the model says of cases from repositories that it has not seen, writes the artifact, and prints its size and
hash: the same cases give the same bytes on every machine. --try: figures on further files.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from kiwame.core.errors import UsageError
from kiwame.decide.model import artifact
from kiwame.decide.model.artifact import FILE, Artifact, Knots, packed
from tools.train_data import Case, columns_of, lines_of, read_cases
from tools.train_figures import Guess, categories_of, figures, guess, knots, out_of_fold, trained
from tools.train_fit import Recipe

OUT = Path(artifact.__file__).parent / FILE
RECIPE = Recipe()
LAB = ("kiwame.lab.written", "kiwame.lab.everyday.written")
OWN = Path(__file__).parents[1] / "tests" / "cases"


def lab_lines() -> list[str]:
    """The lab's cases: the providers' formats and the failures of ordinary applications, rendered anew, and the
    project's own, which hold the taxonomy's boundaries and traps."""
    lines: list[str] = []
    for module in LAB:
        command = (sys.executable, "-m", module)
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if run.returncode:
            last = run.stderr.strip().splitlines()[-1:] or ["nothing said"]
            raise UsageError(f"{module} failed ({last[0]}): mend it, or give the lab's cases with --lab FILE")
        lines += run.stdout.splitlines()
    for file in sorted(OWN.glob("*.jsonl")):
        lines += file.read_text(encoding="utf-8").splitlines()
    return lines


def made(cases: Sequence[Case], guesses: Sequence[Guess]) -> Artifact:
    """The artifact that ships: learnt from all cases, its shares worth what they were worth out of fold."""
    known, weights, unit = trained(cases, RECIPE)
    real = [one for one in guesses if one.case.real]
    return Artifact(
        keys=list(known),
        body=(weights + 128).astype(np.uint8).tobytes(),
        unit=unit,
        category_knots=knots([(one.category_share, one.category_right) for one in real]),
        reason_knots=knots([(one.reason_share, one.reason_right) for one in real if one.case.reason is not None]),
        trained_on={
            "real": sum(case.real for case in cases),
            "lab": sum(not case.real for case in cases),
            "repositories": len({case.group for case in cases if case.real}),
            "formats": len({case.group for case in cases if not case.real}),
        },
    )


def told(name: str, guesses: Sequence[Guess], scales: Sequence[Knots]) -> str:
    """One line of figures."""
    found = figures(guesses, scales)
    return f"{name:16} " + "  ".join(
        f"{key} {value:.3f}" if key != "cases" else f"{key} {value:5.0f}" for key, value in found.items()
    )


def report(folds: Sequence[Sequence[Guess]]) -> None:
    """What was found out of fold: by fold, over all, by category; what a fold's shares are worth, the others say."""
    real = [[one for one in fold if one.case.real] for fold in folds]
    scales: list[Knots] = []
    for number, fold in enumerate(real, 1):
        others = [one for at, other in enumerate(real, 1) if at != number for one in other]
        scale = knots([(one.category_share, one.category_right) for one in others])
        scales += [scale] * len(fold)
        print(told(f"fold {number}", fold, [scale] * len(fold)))
    together = [one for fold in real for one in fold]
    print(told("real cases", together, scales))
    lab = [one for fold in folds for one in fold if not one.case.real]
    if lab:
        scale = knots([(one.category_share, one.category_right) for one in together])
        print(told("lab's cases", lab, [scale] * len(lab)))
    for category, (right, said, labelled) in categories_of(together).items():
        print(
            f"  {category:22} precision {right / max(1, said):.3f}  recall {right / max(1, labelled):.3f}  {labelled:4}"
        )


def main() -> int:
    """Read, cross-validate, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--lab", type=Path, help="the lab's cases, instead of rendering them")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--try", type=Path, nargs="*", default=[], dest="tried", help="figures on these cases too")
    given = parser.parse_args()
    try:
        real = read_cases(lines_of(given.cases), real=True, name=given.cases.name)
        lines = lines_of(given.lab) if given.lab else lab_lines()
        lab = read_cases(lines, real=False, name="lab")
        cases = [*real, *lab]
        folds = out_of_fold(cases, RECIPE, given.folds)
        found = made(cases, [one for fold in folds for one in fold])
        report(folds)
        if given.tried:
            known, weights, unit = trained(cases, RECIPE)
            for path in given.tried:
                others = read_cases(lines_of(path), real=True, name=path.name)
                guesses = [guess(case, columns_of(case, known), weights, unit) for case in others]
                print(told(path.name, guesses, [found.category_knots] * len(guesses)))
    except UsageError as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    data = packed(found)
    given.out.write_bytes(data)
    print(f"{given.out}: {len(data)} bytes, {len(found.keys)} buckets, sha256 {sha256(data).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
