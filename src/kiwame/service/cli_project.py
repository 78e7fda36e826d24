"""`kiwame project`: who may send events, each under keys and issues of its own."""

import argparse
import secrets
import time

from kiwame.core.errors import UsageError
from kiwame.service.cli_data import add_data_options, opened_store

_NAME_MAX = 100


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("project", help="create, list, close and reopen projects")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="a new project with its first key")
    create.add_argument("name")
    listed = actions.add_parser("list", help="all projects with their keys")
    close = actions.add_parser("close", help="refuse its events from now on")
    reopen = actions.add_parser("reopen", help="take its events again")
    for each in (close, reopen):
        each.add_argument("project", metavar="ID")
    for each in (create, listed, close, reopen):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it; a running server follows within two seconds."""
    with opened_store(args) as store:
        match args.action:
            case "create":
                project = store.projects.create(project_name(args.name), secrets.token_hex(16), time.time())
                print(f"project {project.id} {project.name} key {project.public_keys[0]}")
            case "list":
                for project in store.projects.all():
                    state = "closed" if project.closed else "open"
                    print("\t".join((project.id, state, project.name, " ".join(project.public_keys) or "(no key)")))
            case "close":
                store.projects.close(args.project)
                print(f"project {args.project} is closed")
            case _:
                store.projects.reopen(args.project)
                print(f"project {args.project} is open")
    return 0


def project_name(name: str) -> str:
    """A name as it is kept: one printable line of at most 100 characters that is no number (ids are). UsageError."""
    words = name.strip()
    if not words or len(words) > _NAME_MAX or not words.isprintable() or words.isdecimal():
        raise UsageError(f"a project's name is one line of 1 to {_NAME_MAX} characters and not a number: {name[:40]!r}")
    return words
