"""`kiwame serve`: take events, judge them, show them."""

import argparse

from kiwame.service.cli_data import add_data_options, loaded_of, need_server


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("serve", help="take events, judge them, show them: the server")
    parser.add_argument("--host", help="where to listen (default 127.0.0.1; 0.0.0.0 or :: for every interface)")
    parser.add_argument("--port", help="the port (default 8969; 0 takes a free one)")
    add_data_options(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until a signal ends it."""
    need_server("kiwame serve")
    loaded = loaded_of(args, host=args.host, port=args.port)
    from kiwame.service.supervisor import serve

    return serve(loaded.settings, loaded.path)
