"""`kiwame demo`: the fault lab against a server of its own, to look at and to prove that all of it works."""

import argparse

from kiwame.core.errors import MissingExtra, UsageError
from kiwame.service.cli_data import SERVER_PARTS, missing_of

DEMO_PARTS = (
    "openai", "anthropic", "google.genai", "mistralai", "groq", "cohere", "ollama", "httpx", "httpx2", "requests",
    "aiohttp", "jinja2", "psycopg", "redis", "sentry_sdk", "cryptography",
)  # fmt: skip
"""What the `demo` extra brings: the client libraries that fail for real, and what their peers are made of."""

_MOST_EVENTS = 1_000_000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("demo", help="a server, a sample AI application and its faults, to look at")
    parser.add_argument("--events", default=300, metavar="N", help="how many events to send (default 300)")
    parser.add_argument("--exit", action="store_true", help="end when all is sent and compared")
    parser.add_argument("--all", action="store_true", help="with the second environment: litellm, langchain-openai")
    parser.set_defaults(command="demo")


def run(args: argparse.Namespace) -> int:
    """Run the demo. UsageError; MissingExtra where the client libraries that the lab runs are not installed."""
    events = _number(args.events)
    if missing_of((*SERVER_PARTS, *DEMO_PARTS)):
        raise MissingExtra("server,demo", "kiwame demo")
    from kiwame.lab import demo

    return demo.run(events=events, stay=not args.exit, every=args.all)


def _number(events: int | str) -> int:
    text = str(events)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:10]) <= _MOST_EVENTS):
        raise UsageError(f"--events is {text[:40]!r}; it must be a whole number from 1 to {_MOST_EVENTS}")
    return int(text)
