"""`kiwame key`: further keys for a project's DSN, and the end of old ones."""

import argparse
import secrets

from kiwame.service.cli_data import add_data_options, opened_store


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("key", help="add and revoke the keys of a project's DSN")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="a further key; the old ones stay")
    add.add_argument("project", metavar="ID")
    revoke = actions.add_parser("revoke", help="refuse this key from now on")
    revoke.add_argument("key")
    for each in (add, revoke):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it; a running server follows within two seconds."""
    with opened_store(args) as store:
        if args.action == "add":
            key = secrets.token_hex(16)
            store.projects.add_key(args.project, key)
            print(f"project {args.project} key {key}")
        else:
            store.projects.revoke_key(args.key.strip().lower())
            print("revoked")
    return 0
