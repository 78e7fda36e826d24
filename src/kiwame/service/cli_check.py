"""`kiwame check`: what is configured, what works and what is missing. Changes nothing, and sends only when told."""

import argparse

from kiwame.service.checkup import look
from kiwame.service.cli_data import add_data_options, need_server
from kiwame.service.settings import Settings
from kiwame.service.settings_source import load
from kiwame.web.findings import Mark


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "check",
        help="what is configured, what works and what is missing",
        description="Exit status: 0 where everything that is configured works, 1 where something does not, "
        "2 where a setting cannot be used.",
    )
    parser.add_argument(
        "--send", metavar="CHANNEL", help="send a marked test message to this channel, and do only that"
    )
    add_data_options(parser)


def run(args: argparse.Namespace) -> int:
    """Look at everything; 0 or 1. SettingsError where a setting cannot be used."""
    loaded = load(options={"data": args.data}, config=args.config)
    if args.send is not None:
        return _send(args.send, loaded.settings)
    failed = False
    for found in look(loaded):
        print(f"{found.mark.value}  {found.what:<13} {found.says}")
        failed = failed or found.mark is Mark.FAILS
    return 1 if failed else 0


def _send(name: str, settings: Settings) -> int:
    """A test message; 0 where it arrived. UsageError where there is no such channel."""
    need_server("kiwame check --send")
    from kiwame.notify.outcome import Fate
    from kiwame.service.check_channels import channel_named, says_of, trial

    outcome = trial(channel_named(settings, name), settings)
    sent = outcome.fate is Fate.SENT
    print(f"{(Mark.WORKS if sent else Mark.FAILS).value}  {name}: {says_of(outcome)}")
    return 0 if sent else 1
