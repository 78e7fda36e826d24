"""How often a password may be tried, from one address and in all. Pure: the time is an argument."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network, ip_address

WINDOW_SECONDS = 900.0
TRIES_OF_ONE = 10
"""Wrong tries of one address in a quarter of an hour: enough for a forgotten password."""
TRIES_OF_ALL = 300
"""Wrong tries of all addresses together in that time, so that many addresses do not make many guesses."""
_ADDRESSES = 10_000


@dataclass(slots=True)
class Tries:
    """Counts tries, in memory, one process. Not for several threads at once."""

    _by_client: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _all: deque[float] = field(default_factory=deque)

    def take(self, client: str, now: float) -> float:
        """Take a try for an address: 0.0 where it was granted, else the seconds until one may be made again."""
        key = network_of(client)
        own = self._by_client.setdefault(key, deque())
        self._by_client.move_to_end(key)
        while len(self._by_client) > _ADDRESSES:
            self._by_client.popitem(last=False)
        wait = max(_wait(own, TRIES_OF_ONE, now), _wait(self._all, TRIES_OF_ALL, now))
        if wait == 0.0:
            own.append(now)
            self._all.append(now)
        return wait

    def forgive(self, client: str) -> None:
        """The try was right: what this address tried before does not count any more."""
        own = self._by_client.pop(network_of(client), deque())
        for tried in own:
            if tried in self._all:
                self._all.remove(tried)


def network_of(client: str) -> str:
    """What counts as one address: IPv6 by its /64, since a machine has as many of those as it likes.

    >>> network_of("2001:db8::1") == network_of("2001:db8::ffff:1"), network_of("10.0.0.1")
    (True, '10.0.0.1')
    """
    try:
        address = ip_address(client)
    except ValueError:
        return client[:64]
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address)


def _wait(tried: deque[float], most: int, now: float) -> float:
    while tried and tried[0] <= now - WINDOW_SECONDS:
        tried.popleft()
    return tried[0] + WINDOW_SECONDS - now if len(tried) >= most else 0.0
