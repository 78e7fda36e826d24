"""`kiwame demo`: the fault lab against a server of its own, to look at and to prove that all of it works."""

import argparse

from kiwame.core.errors import MissingExtra


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("demo", help="a server, a sample AI application and its faults, to look at")
    parser.add_argument("--events", type=int, default=300, metavar="N", help="how many events to send (default 300)")
    parser.add_argument("--exit", action="store_true", help="end when all is sent and compared")
    parser.add_argument("--all", action="store_true", help="with the second environment: litellm, langchain-openai")
    parser.set_defaults(command="demo")


def run(args: argparse.Namespace) -> int:
    """Run the demo; MissingExtra where the client libraries that the lab runs are not installed."""
    try:
        from kiwame.lab import demo
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kiwame":
            raise
        raise MissingExtra("server,demo", "kiwame demo") from error
    return demo.run(events=args.events, stay=not args.exit, every=args.all)
