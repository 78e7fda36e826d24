"""The shop's own exceptions, in words that failures of models use too; further mistakes with the standard library."""

import asyncio
import concurrent.futures
import contextlib
import io
import json
import pickle
import shutil
import sqlite3
import statistics
import struct
import tempfile
import time
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiwame.lab.fault import Ports


class ShopError(Exception):
    """What the shop raises where its own rules are broken."""


class CarNotFound(ShopError):
    """A car that the shop does not rent."""


class SessionExpired(ShopError):
    """A customer who must sign in again."""


class VoucherUsedUp(ShopError):
    """A voucher that was used as often as it may be."""


class OrderRejected(ShopError):
    """An order that breaks a rule of the shop."""


class ImportFailed(ShopError):
    """An import that came to no end."""


_SAID: dict[str, tuple[type[ShopError], str]] = {
    "car_model": (CarNotFound, "Model not found: 'Panda {n}'"),
    "car_context": (CarNotFound, "No car of this length fits into parking space {n}: maximum length is 480 cm"),
    "session_token": (SessionExpired, "The session token of customer {n} has expired, sign in again"),
    "wrong_role": (SessionExpired, "Role 'cashier' may not open the ledger {n}"),
    "voucher_quota": (VoucherUsedUp, "The quota of voucher {n} is used up for today"),
    "voucher_limit": (VoucherUsedUp, "Limit of 3 requests for a refund per customer reached, order {n}"),
    "invalid_tool": (OrderRejected, "Invalid tool: article {n} is a spare part and no tool"),
    "order_content": (OrderRejected, "The content of parcel {n} was refused by the customs filter"),
    "order_format": (OrderRejected, "Order {n} has an invalid format of address: street is missing"),
    "order_overloaded": (OrderRejected, "Lorry {n} is overloaded by 40 kg, choose another tour"),
    "prompt_payment": (OrderRejected, "Prompt payment discount of invoice {n} does not apply after 14 days"),
    "completion_date": (OrderRejected, "Completion of order {n} is missing its date"),
    "import_timeout_word": (ImportFailed, "Import {n} stopped: row 429 has no price"),
    "import_status_word": (ImportFailed, "Import {n} stopped at line 503 of prices.csv: a column is missing"),
    "chat_agent": (ImportFailed, "Support agent of chat {n} has no calendar"),
    "max_tokens_game": (ImportFailed, "Game table {n} has more than the maximum of 12 tokens on one field"),
}


def _own(where: str, number: int) -> None:
    kind, said = _SAID[where]
    raise kind(said.replace("{n}", str(number)))


def unpack(number: int, ports: Ports) -> object:
    """A pair of three."""
    row: Any = (number, 2, 3)
    first, second = row
    return first, second


def unbound(number: int, ports: Ports) -> object:
    """A variable that only one branch sets."""
    if number < 0:
        total = 1
    return total


def undefined_name(number: int, ports: Ports) -> object:
    """A name that was never defined."""
    return number * vat_rate  # type: ignore[name-defined]  # noqa: F821 (that is the bug)


def missing_argument(number: int, ports: Ports) -> object:
    """A call without an argument that the shop's own function wants."""
    function: Any = _own
    return function("car_model")


def circular(number: int, ports: Ports) -> str:
    """A basket that holds itself."""
    basket: dict[str, object] = {"number": number}
    basket["again"] = basket
    return json.dumps(basket)


def struct_size(number: int, ports: Ports) -> object:
    """A record that is too short."""
    return struct.unpack("!ii", b"\0\0\0\1")


def broken_zip(number: int, ports: Ports) -> object:
    """An archive that is none."""
    return zipfile.ZipFile(io.BytesIO(b"not an archive"))


def broken_stream(number: int, ports: Ports) -> object:
    """A compressed file that is cut."""
    return zlib.decompress(zlib.compress(b"prices" * 99)[:12])


def broken_pickle(number: int, ports: Ports) -> object:
    """A cache that another program wrote."""
    return pickle.loads(b"not a pickle")


def no_data(number: int, ports: Ports) -> object:
    """The mean of nothing, by the standard library."""
    return statistics.mean([])


def too_large_number(number: int, ports: Ports) -> object:
    """A number that no float holds."""
    return float(10**400)


def same_file(number: int, ports: Ports) -> object:
    """A copy onto itself."""
    with tempfile.NamedTemporaryFile() as file:
        return shutil.copy(file.name, file.name)


def folder_exists(number: int, ports: Ports) -> None:
    """A folder that is there already."""
    Path(tempfile.gettempdir()).mkdir()


def closed_database(number: int, ports: Ports) -> object:
    """A database used after it was closed."""
    connection = sqlite3.connect(":memory:")
    connection.close()
    return connection.execute("SELECT 1")


def no_database(number: int, ports: Ports) -> object:
    """A file that is no database."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"this is a list of prices and no database" * 40)
        file.flush()
        with contextlib.closing(sqlite3.connect(file.name)) as connection:
            return connection.execute("SELECT * FROM prices").fetchall()


def result_too_late(number: int, ports: Ports) -> object:
    """A pool's result that is not waited for long enough."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(time.sleep, 0.2).result(0.01)


def invalid_state(number: int, ports: Ports) -> object:
    """A future's result before there is one."""

    async def main() -> object:
        return asyncio.get_running_loop().create_future().result()

    return asyncio.run(main())


def library_404(number: int, ports: Ports) -> object:
    """A local address that nobody serves, by urllib."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return opener.open(f"http://127.0.0.1:{ports.closed}/prices/{number}", timeout=5)


_MISTAKES: dict[str, Callable[[int, Ports], object]] = {
    each.__name__: each
    for each in (
        unpack, unbound, undefined_name, missing_argument, circular, struct_size, broken_zip, broken_stream,
        broken_pickle, no_data, too_large_number, same_file, folder_exists, closed_database, no_database,
        result_too_late, invalid_state, library_404,
    )
}  # fmt: skip


def knows(where: str) -> bool:
    """Whether this module has the script of that name."""
    return where in _SAID or where in _MISTAKES


def meet(where: str, ports: Ports, number: int) -> None:
    """Run one script."""
    if where in _MISTAKES:
        _MISTAKES[where](number, ports)
    else:
        _own(where, number)
