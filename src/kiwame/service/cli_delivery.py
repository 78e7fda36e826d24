"""`kiwame delivery`: what was sent to channels, what was not and why; and trying again."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from kiwame.core.alert import Delivery, DeliveryState
from kiwame.core.issue import IssueFilter
from kiwame.service.cli_data import add_data_options, opened_store
from kiwame.service.terminal import harmless

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second
    from kiwame.store.engine import Store

_ISSUES = 200
_FAILED = DeliveryState.FAILED


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("delivery", help="list what was sent to channels and what failed, and try again")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="each delivery of the 200 issues seen last, the newest issue first")
    listed.add_argument("--failed", action="store_true", help="only those that failed for good")
    listed.add_argument("--issue", metavar="ID", help="only those of one issue")
    retry = actions.add_parser("retry", help="send what failed for good again, where the issue is still open")
    retry.add_argument("channel", metavar="CHANNEL")
    for each in (listed, retry):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it; a running server sends within a second."""
    with opened_store(args) as store:
        if args.action == "retry":
            return _retry(store, args.channel)
        listed = [each for each in _deliveries(store, args.issue) if not args.failed or each.state is _FAILED]
    for delivery in listed:
        print(_line(delivery))
    if not listed:
        print("none failed for good" if args.failed else "nothing was sent to a channel", file=sys.stderr)
    return 0


def _retry(store: "Store", channel: str) -> int:
    """Make due again what failed; a name that no delivery has is a slip."""
    names = [state.channel for state in store.deliveries.channel_states()]
    if channel not in names:
        there = ", ".join(harmless(name) for name in names) or "none yet"
        print(f"kiwame: nothing was ever for a channel {harmless(channel)!r}; there is: {there}", file=sys.stderr)
        return 2
    print(f"{store.deliveries.retry(channel, time.time())} due again")
    return 0


def _deliveries(store: "Store", issue_id: str | None) -> list[Delivery]:
    if issue_id is not None:
        return store.deliveries.of_issue(store.reader.issue(issue_id).id)
    page = store.reader.issues(IssueFilter(), _ISSUES, None)
    return [delivery for issue in page.issues for delivery in store.deliveries.of_issue(issue.id)]


def _line(delivery: Delivery) -> str:
    at = delivery.finished_at or delivery.created_at
    words = (
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)),
        f"issue {delivery.issue_id}",
        delivery.channel,
        delivery.alert,
        delivery.state.value,
        f"tries {delivery.tries}",
        harmless(delivery.last_error),
    )
    return "\t".join(words).rstrip()
