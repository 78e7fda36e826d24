"""`kiwame quarantine`: what was taken but could not be processed, kept for at most a week."""

import argparse
import sys
import time
from collections.abc import Iterator

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.ports import Inbox, Quarantined
from kiwame.service.cli_data import add_data_options, opened_inbox

_PAGE = 200


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("quarantine", help="list, retry and drop what could not be processed")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="what is there and why, never what it says")
    retry = actions.add_parser("retry", help="process it again, after an upgrade perhaps")
    drop = actions.add_parser("drop", help="forget it now")
    for each in (retry, drop):
        each.add_argument("ids", nargs="*", type=int, metavar="ID")
        each.add_argument("--all", action="store_true", help="all that is there")
        each.add_argument("--reason", help="all with this reason")
    for each in (listed, retry, drop):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    with opened_inbox(args) as inbox:
        if args.action == "list":
            return _list(inbox)
        ids = args.ids
        if args.all or args.reason:
            ids = [entry.id for entry in _all(inbox) if args.reason in (None, entry.reason)]
        elif not ids:
            raise UsageError("which entries? Name their ids, or --reason NAME, or --all")
        act = inbox.retry if args.action == "retry" else inbox.drop
        gone = [entry_id for entry_id in ids if not act(entry_id)]
        print(f"{len(ids) - len(gone)} {'put back' if args.action == 'retry' else 'dropped'}")
        if gone:
            raise NotFound(f"not in quarantine: {', '.join(map(str, gone[:20]))}")
    return 0


def _list(inbox: Inbox) -> int:
    number = 0
    for entry in _all(inbox):
        number += 1
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(entry.at))
        where = entry.raw.project or "-"
        size = f"{len(entry.raw.body)} bytes"
        print("\t".join((str(entry.id), at, entry.raw.door.value, where, size, entry.reason, entry.detail)))
    counts = ", ".join(f"{reason} {count}" for reason, count in inbox.quarantine_counts().items())
    print(f"{number} in quarantine; ever: {counts or 'none'}", file=sys.stderr)
    return 0


def _all(inbox: Inbox) -> Iterator[Quarantined]:
    after = 0
    while page := inbox.quarantined(_PAGE, after):
        yield from page
        after = page[-1].id
