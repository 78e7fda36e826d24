"""Score the offline deciders on labelled cases: python -m tools.score CASES.jsonl [--wrong N] [--goals].

A case is a JSON object a line: id, type, message, stacktrace, tags, platform, and its labels category and reason (null
where that is open). Only the former are shown to the judge. `--goals`: exit status 1 where a goal below is missed.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kiwame.classifier import Judgement, OfflineJudge
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

SURE = 0.9
GOALS = {"category": 0.85, "reason": 0.70, "answered surely": 0.50, "right where sure": 0.98}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One case with what was said of it."""

    case: dict[str, object]
    said: Judgement

    @property
    def category_right(self) -> bool:
        """The category is the label's."""
        return self.said.verdict.category == self.case["category"]

    @property
    def reason_right(self) -> bool:
        """Category and reason are the label's."""
        return self.category_right and self.said.verdict.reason == self.case["reason"]


def judged(cases: list[dict[str, object]]) -> list[Scored]:
    """Judge every case without its labels."""
    judge, secrets = OfflineJudge(), redactor()
    scored = []
    for case in cases:
        tags = case.get("tags")
        event = to_event(
            event_id="0" * 32,
            type=str(case.get("type") or ""),
            message=str(case.get("message") or ""),
            stacktrace=str(case.get("stacktrace") or ""),
            tags={str(key): str(value) for key, value in tags.items()} if isinstance(tags, dict) else {},
            platform=str(case.get("platform") or ""),
            timestamp=0.0,
            redactor=secrets,
        )
        scored.append(Scored(case=case, said=judge.judge(event)))
    return scored


def figures(scored: list[Scored]) -> dict[str, float]:
    """The shares that the goals are about."""
    with_reason = [one for one in scored if one.case.get("reason")]
    sure = [one for one in scored if one.said.verdict.confidence >= SURE]
    return {
        "category": sum(one.category_right for one in scored) / len(scored),
        "reason": sum(one.reason_right for one in with_reason) / max(1, len(with_reason)),
        "answered surely": len(sure) / len(scored),
        "right where sure": sum(one.category_right for one in sure) / max(1, len(sure)),
    }


def main() -> int:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show N misjudged cases")
    parser.add_argument("--goals", action="store_true")
    given = parser.parse_args()
    cases = [json.loads(line) for line in given.cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    began = time.perf_counter()
    scored = judged(cases)
    took = time.perf_counter() - began
    wrong = [one for one in scored if not one.category_right]
    for one in wrong[: given.wrong]:
        said = one.said.verdict
        print(f"{one.case['id']}: {one.case['category']}/{one.case['reason']}, said {said.category}/{said.reason}")
        print(f"    {one.said.event.title[:110]}")
    found = figures(scored)
    print(f"{len(cases)} cases, {len(cases) / took:.0f} a second")
    print(", ".join(f"{name} {share:.3f}" for name, share in found.items()))
    confused = Counter((str(one.case["category"]), str(one.said.verdict.category)) for one in wrong)
    print("most confused:", ", ".join(f"{a} as {b} {n}" for (a, b), n in confused.most_common(6)) or "none")
    missed = [f"{name} {found[name]:.3f} < {goal}" for name, goal in GOALS.items() if found[name] < goal]
    if given.goals and missed:
        print("falls short:", ", ".join(missed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
