"""The command line: imports the one command that was asked for, and turns our errors into one line and a status."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, Protocol

from kiwame.core.errors import KiwameError, MissingExtra, SettingsError, StorageUnusable, UsageError

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("kiwame.service.cli_serve", "take events, judge them, show them: the server"),
    "classify": ("kiwame.service.cli_judge", "say what an error is: a traceback, a log, JSON lines or Sentry's JSON"),
    "explain": ("kiwame.service.cli_judge", "the same with its evidence: facts, rules that fired, grouping parts"),
    "eval": ("kiwame.service.cli_eval", "score the deciders on labelled cases: how right, how sure, and a gate for CI"),
    "rules": ("kiwame.service.cli_rules", "list all rules, and try your own on cases before they are installed"),
    "replay": ("kiwame.service.cli_replay", "judge stored or saved events again and show what would change"),
    "rejudge": ("kiwame.service.cli_rejudge", "judge issues again after an upgrade, and show what changes"),
    "memory": ("kiwame.service.cli_memory", "list, forget, export and import what people's corrections taught"),
    "check": ("kiwame.service.cli_check", "what is configured, what works and what is missing"),
    "demo": ("kiwame.service.cli_demo", "a server, a sample AI application and its faults, to look at"),
    "project": ("kiwame.service.cli_project", "create, list, close and reopen projects"),
    "key": ("kiwame.service.cli_key", "add and revoke the keys of a project's DSN"),
    "token": ("kiwame.service.cli_token", "create, list and revoke API tokens"),
    "backup": ("kiwame.service.cli_backup", "write one file of everything in the data folder, while the server runs"),
    "restore": ("kiwame.service.cli_backup", "make a data folder of a backup"),
    "delivery": ("kiwame.service.cli_delivery", "list what was sent to channels and what failed, and try again"),
    "quarantine": ("kiwame.service.cli_quarantine", "list, retry and drop what could not be processed"),
}
"""Command name to (module, one line for --help). A module has `add_parser(subparsers)` and `run(args) -> int`; one that
serves two commands sees which in `args.command` and adds both parsers."""

_USAGE_ERRORS = (UsageError, SettingsError, MissingExtra, StorageUnusable)


class _Command(Protocol):
    def add_parser(self, subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


class _Version(argparse.Action):
    def __call__(self, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import version  # 20 ms that only --version pays

        print(f"kiwame {version('kiwame')}")
        raise SystemExit(0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 well, 1 failed, 2 wrong usage, setting, installation or data folder."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in words if not word.startswith("-")), None)
    try:
        command = load(name) if name in COMMANDS else None
        args, unknown = _parser(name, command).parse_known_args(words)
        if unknown:
            raise UsageError(f"unknown: {' '.join(unknown)}; `{_called(name)} --help` says what it takes")
        if command is None:
            return _usage()
        return command.run(args)
    except KiwameError as error:
        print(f"kiwame: {error}", file=sys.stderr)
        return 2 if isinstance(error, _USAGE_ERRORS) else 1
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): not an error, and the interpreter must not flush into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def load(name: str) -> _Command:
    path, _ = COMMANDS[name]
    try:
        module: _Command = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kiwame":
            raise
        raise MissingExtra("server", f"kiwame {name}") from error
    return module


class _Parser(argparse.ArgumentParser):
    """Whole option names only, in every command (`--por 80` is no `--port`), and errors as everywhere: one line."""

    def __init__(self, *, allow_abbrev: bool = False, **settings: Any) -> None:
        super().__init__(allow_abbrev=allow_abbrev, **settings)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; `{self.prog} --help` says what it takes")


def _called(name: str | None) -> str:
    return f"kiwame {name}" if name in COMMANDS else "kiwame"


def _parser(name: str | None, command: _Command | None) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="kiwame",
        description="Says of each error of an AI application what it is, who has to act, how soon, and what to do.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=False)
    if command is not None:
        command.add_parser(subparsers)
    for other, (path, summary) in COMMANDS.items():
        if command is None or path != COMMANDS[name or ""][0]:
            subparsers.add_parser(other, help=summary)
    return parser


def _usage() -> NoReturn:
    names = ", ".join(COMMANDS)
    raise UsageError(f"which command? One of: {names}. `kiwame --help` says what each does")


if __name__ == "__main__":
    raise SystemExit(main())
