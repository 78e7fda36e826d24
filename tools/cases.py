"""Write tests/cases/lab.jsonl anew, from the lab: python -m tools.cases.

Every format of a provider is raised by its real client (`kiwame.lab.injected`); of the event that sentry-sdk makes, the
raised exception's class and message and the innermost frames become a case, labelled as the format is. At most
`MOST` of a reason are kept, in an order mixed over the providers. What the rules judge otherwise is printed and left
out: the gate keeps what is right, and tests/lab/test_injected.py bounds what is not.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.decide.by_rules import ByRules
from kiwame.lab.faults.formats import client_of
from kiwame.lab.formats.table import FORMATS
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

FILE = Path(__file__).parent.parent / "tests/cases/lab.jsonl"
MOST = 14
FRAMES = 3
_PORT = re.compile(r"(?<=[a-z0-9]):\d{5}(?=/)")
"""The fake provider's port behind a host's name, which differs from run to run."""

Case = dict[str, object]


def _frames(exception: dict[str, object]) -> str:
    """The innermost frames as Python prints them."""
    stack = exception.get("stacktrace")
    frames = stack["frames"][-FRAMES:] if isinstance(stack, dict) else []
    lines = ["Traceback (most recent call last):"]
    for frame in frames:
        path = str(frame["filename"]).rpartition("site-packages/")[2]
        lines.append(f'  File "{path}", line {frame["lineno"]}, in {frame["function"]}')
        if (frame.get("context_line") or "").strip():
            lines.append(f"    {frame['context_line'].strip()}")
    return "\n".join(lines)


def case_of(name: str, event: dict[str, object]) -> Case:
    """A case out of one recorded event."""
    one = FORMATS[name]
    chain = event["exception"]
    raised = chain["values"][-1] if isinstance(chain, dict) else {}
    module = f"{raised['module']}." if raised.get("module") else ""
    return {
        "id": f"lab-{name.lstrip('.')}",
        "platform": "python",
        "type": f"{module}{raised['type']}",
        "message": _PORT.sub("", str(raised["value"])),
        "stacktrace": _PORT.sub("", _frames(raised)),
        "tags": {},
        "category": CATEGORY_OF[one.reason],
        "reason": one.reason,
        "note": f"recorded from {client_of(one)} in the lab; format of {one.source}",
    }


def recorded() -> list[Case]:
    """A case for every format, in an order mixed over the providers."""
    told = subprocess.run([sys.executable, "-m", "kiwame.lab.injected"], capture_output=True, check=True)
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    lines.sort(key=lambda line: hashlib.sha256(line["format"].encode()).digest())
    return [case_of(line["format"], line["event"]) for line in lines]


def main() -> None:
    """Record, judge, write; print what was left out."""
    rules, clean = ByRules(), redactor()
    kept: list[Case] = []
    counted: Counter[object] = Counter()
    for case in recorded():
        shown = {key: str(case[key]) for key in ("type", "message", "stacktrace", "platform")}
        event = to_event(event_id=str(case["id"]), tags={}, timestamp=0.0, redactor=clean, **shown)
        said = rules.answers(event)
        if not said or said[0].reason != case["reason"]:
            print(f"left out: {case['id']} is {case['reason']}, said {said[0].reason if said else 'nothing'}")
        elif counted[case["reason"]] < MOST:
            counted[case["reason"]] += 1
            kept.append(case)
    order = list(Reason)
    kept.sort(key=lambda case: (order.index(Reason(str(case["reason"]))), str(case["id"])))
    FILE.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in kept), encoding="utf-8")
    print(f"{len(kept)} cases of {len(counted)} reasons in {FILE}")


if __name__ == "__main__":
    main()
