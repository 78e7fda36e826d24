"""The part of the sample application that runs in the second environment: a script, as a batch job would be.

`python -m kiwame.lab.wrapped_app` reads its settings as one line of JSON, then one order a line ({"fault", "seed"}),
answers each with an empty line, and the line "sent" with what it sent. Each order is met in a trace of its own.
"""

import json
import sys

import sentry_sdk

from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Ports
from kiwame.lab.faults.table import FAULTS
from kiwame.lab.sent import Sent, order, start_sentry


def meet(name: str, seed: str, ports: Ports) -> None:
    """Meet one fault, and capture what it raises."""
    call = Call(fault=name, seed=seed, ports=ports, draw=Draw(f"app:{seed}"))
    with sentry_sdk.isolation_scope() as scope:
        scope.set_new_propagation_context()
        order.set((name, seed))
        try:
            FAULTS[name].run(call)
        except Exception as error:
            sentry_sdk.capture_exception(error)


def main() -> None:
    """Meet orders until standard input ends."""
    settings = json.loads(sys.stdin.readline())
    sent = Sent()
    start_sentry(settings["dsn"], settings["release"], sent, facts=settings["facts"])
    ports = Ports(**settings["ports"])
    answers, sys.stdout = sys.stdout, sys.stderr
    print(file=answers, flush=True)
    for line in sys.stdin:
        if line.strip() == "sent":
            sentry_sdk.flush(20.0)
            print(json.dumps(sent.events), file=answers, flush=True)
            continue
        asked = json.loads(line)
        meet(asked["fault"], asked["seed"], ports)
        print(file=answers, flush=True)


if __name__ == "__main__":
    main()
