"""`kiwame token`: who may read and change over the API from elsewhere. A token is shown once and kept as a hash."""

import argparse
import secrets
import time

from kiwame.core.errors import UsageError
from kiwame.service.cli_data import add_data_options, opened_store

_ROLES = ("viewer", "member", "admin")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("token", help="create, list and revoke API tokens")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="a new token, shown once")
    create.add_argument("--name", required=True, help="what the audit calls its holder")
    create.add_argument("--role", required=True, choices=_ROLES)
    listed = actions.add_parser("list", help="names, roles and ages")
    revoke = actions.add_parser("revoke", help="refuse it from now on")
    revoke.add_argument("--name", required=True)
    for each in (create, listed, revoke):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it; a running server follows at once."""
    with opened_store(args) as store:
        match args.action:
            case "create":
                from kiwame.web.auth import token_hash

                token = "kwm_" + secrets.token_urlsafe(32)
                store.tokens.create(_name(args.name), args.role, token_hash(token), time.time())
                print(token)
            case "list":
                for each in store.tokens.all():
                    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(each.created_at))
                    print(f"{each.name}\t{each.role}\t{made}")
            case _:
                store.tokens.revoke(args.name)
                print("revoked")
    return 0


def _name(name: str) -> str:
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise UsageError(f"a token's name is one line of 1 to 100 characters: {name[:40]!r}")
    return name.strip()
