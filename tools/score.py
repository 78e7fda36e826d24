"""`kiwame eval` with the project's own goals: python -m tools.score CASES.jsonl [--wrong N] [--goals].

The figures are those of `kiwame.evaluate`. `--goals`: exit status 1 where a goal below is missed.
"""

import sys

from kiwame.service.cli import main

GOALS = (
    "--min-category", "0.95", "--min-reason", "0.85", "--min-coverage", "0.80", "--min-sure", "0.98",
    "--max-calibration", "0.05",
)  # fmt: skip


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--goals"]
    sys.exit(main(["eval", *words, *(GOALS if "--goals" in sys.argv else ())]))
