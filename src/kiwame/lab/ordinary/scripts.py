"""The shop's plain scripts: each function is one, with a mistake that such scripts have, or one line for its log."""

import collections
import configparser
import csv
import datetime
import importlib
import io
import json
import logging
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiwame.lab.fault import Ports

log = logging.getLogger("shop")


def mean_basket(number: int, ports: Ports) -> float:
    """The mean price of no baskets."""
    baskets: list[float] = []
    return sum(baskets) / len(baskets)


def read_prices(number: int, ports: Ports) -> str:
    """The prices that a partner puts there each night."""
    return Path(f"/srv/shop/import/prices-{number}.csv").read_text(encoding="utf-8")


def write_export(number: int, ports: Ports) -> None:
    """An export into what is a folder."""
    with open(tempfile.gettempdir(), "w", encoding="utf-8") as file:
        file.write(str(number))


def read_stock(number: int, ports: Ports) -> int:
    """The third column of a row with two."""
    [row] = csv.reader(io.StringIO(f"pen;{number}"), delimiter=";")
    return int(row[2])


def parse_amount(number: int, ports: Ports) -> Decimal:
    """An amount as customers write it."""
    return Decimal(f"{number},- EUR")


def check_total(number: int, ports: Ports) -> None:
    """A total that does not add up."""
    assert number < 0, "the total does not match its positions"


def write_label(number: int, ports: Ports) -> bytes:
    """A label for an old printer."""
    return f"Müller {number}".encode("ascii")


def parse_date(number: int, ports: Ports) -> datetime.datetime:
    """A date as another country writes it."""
    return datetime.datetime.strptime(f"{number % 28 + 1}.13.2026", "%d.%m.%Y")  # noqa: DTZ007 (that is the script's way)


def age_of_order(number: int, ports: Ports) -> datetime.timedelta:
    """How old an order is."""
    return datetime.datetime.now(datetime.UTC) - datetime.datetime(2026, 1, number % 28 + 1)  # noqa: DTZ001 (the bug)


def backup(number: int, ports: Ports) -> None:
    """A program that fails."""
    subprocess.run([sys.executable, "-c", "import sys; sys.exit(2)"], check=True)


def slow_backup(number: int, ports: Ports) -> None:
    """A program that takes longer than the script waits."""
    subprocess.run(["sleep", "30"], check=True, timeout=0.02)


def read_feed(number: int, ports: Ports) -> object:
    """A feed that ends in the middle."""
    return ET.fromstring(f"<feed><article number='{number}'></feed>")


def find_article(number: int, ports: Ports) -> object:
    """What a customer typed, as a regular expression."""
    return re.compile(f"pen ({number}")


def drop_empty(number: int, ports: Ports) -> None:
    """Drop the empty shelves."""
    shelves = {"a": 0, "b": number}
    for name, left in shelves.items():
        if not left:
            del shelves[name]


def count_in_thread(number: int, ports: Ports) -> None:
    """Count in a thread; the SDK reports what it raises."""
    counts: dict[str, int] = {"pen": number}
    worker = threading.Thread(target=lambda: counts["ink"])
    worker.start()
    worker.join()


def barcode(number: int, ports: Ports) -> object:
    """Use a package that nobody installed."""
    return importlib.import_module("shop_barcodes").draw(number)


def old_collections(number: int, ports: Ports) -> object:
    """Use a name that Python 3.10 took away."""
    return collections.Mapping  # type: ignore[attr-defined]  # that it is missing is the fault


def wrong_argument(number: int, ports: Ports) -> str:
    """Pass an argument that json.dumps never had."""
    return json.dumps({"number": number}, pretty=True)


def database_address(number: int, ports: Ports) -> str:
    """The address of the database, which nobody set."""
    return os.environ["SHOP_DATABASE_URL"]


def read_settings(number: int, ports: Ports) -> str:
    """A section of settings that is not there."""
    settings = configparser.ConfigParser()
    settings.read_string("[shop]\nname = pens")
    return settings.get("payment", "account")


def write_cache(number: int, ports: Ports) -> None:
    """Write to a device that is always full (full(4))."""
    with open("/dev/full", "w", encoding="utf-8") as file:
        file.write(f"article {number}")


def load_everything(number: int, ports: Ports) -> int:
    """Load more than any machine has."""
    return len(bytearray((1 << 60) + number))


def open_many(number: int, ports: Ports) -> None:
    """Open more files than a process may."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    there = len(os.listdir("/proc/self/fd"))
    kept: list[int] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (there + 4, hard))
    try:
        for _ in range(64):
            kept += [os.open("/dev/zero", os.O_RDONLY)]
    finally:
        # Also what tells of the failure needs a file: so the limit ends before it is reported.
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for file in kept:
            os.close(file)


def write_while_locked(number: int, ports: Ports) -> None:
    """Write while another connection holds the database."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "shop.db"))
        with sqlite3.connect(file, isolation_level=None) as first, sqlite3.connect(file, timeout=0.01) as second:
            first.execute("CREATE TABLE baskets (id INTEGER)")
            first.execute("BEGIN EXCLUSIVE")
            second.execute("INSERT INTO baskets VALUES (?)", (number,))


def read_documents(number: int, ports: Ports) -> object:
    """Read a table that PostgreSQL lacks."""
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=ports.postgres, dbname="catalogue", user="shop", password="lab",
        sslmode="disable", connect_timeout=5, autocommit=True,
    ) as connection:  # fmt: skip
        return connection.execute("SELECT name FROM documents LIMIT 1").fetchone()


def cache_price(number: int, ports: Ports) -> object:
    """Keep a price in a Redis that only reads."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    with redis.Redis(port=ports.redis, db=2, socket_timeout=5, retry=Retry(NoBackoff(), 0)) as client:
        return client.set(f"price:{number}", number)


def log_coupon(number: int, ports: Ports) -> None:
    """A line for the log."""
    log.error("Coupon rate limit of 3 per customer reached, order %s goes on without discount", number)


def log_signed_out(number: int, ports: Ports) -> None:
    """A line for the log."""
    log.error("Session timeout: customer %s was signed out at the till", number)


def log_password(number: int, ports: Ports) -> None:
    """A line for the log."""
    log.error("Customer %s entered a wrong password five times, the account is locked", number)


def log_stock(number: int, ports: Ports) -> None:
    """A line for the log."""
    log.error("Stock of article %s is below its minimum", number)


def meet(where: str, ports: Ports, number: int) -> Any:
    """Run one script."""
    return globals()[where](number, ports)
