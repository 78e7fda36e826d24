"""Which Host headers name us. Pure.

A page elsewhere can point its own name to our address (DNS rebinding), and a browser then lets its scripts read what
we answer to that name: so we answer to our own names only. An address cannot be re-pointed, and is ours whatever it is.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from ipaddress import ip_address
from urllib.parse import urlsplit

from kiwame.core.loopback import is_loopback_host, parse_authority


class HostAnswer(Enum):
    """What a request's Host headers say."""

    OURS = auto()
    FOREIGN = auto()
    UNREADABLE = auto()


class OwnHosts:
    """This machine's loopback names, IP addresses, the public address's name, and those that are allowed by setting."""

    def __init__(self, *, public_url: str = "", allowed: Iterable[str] = ()) -> None:
        named = urlsplit(public_url).hostname if public_url else None
        self._names = frozenset(name.lower().rstrip(".") for name in (*allowed, *([named] if named else [])))

    def judge(self, hosts: Sequence[str]) -> HostAnswer:
        """Whether a request with these Host headers means us. One is needed, and not more; any port will do.

        >>> own = OwnHosts(public_url="https://kiwame.example.com", allowed=["kiwame"])
        >>> [own.judge([host]).name for host in ("KIWAME.example.com", "kiwame:8969", "10.0.0.7:80", "evil.example")]
        ['OURS', 'OURS', 'OURS', 'FOREIGN']
        """
        authority = parse_authority(hosts[0]) if len(hosts) == 1 else None
        if authority is None:
            return HostAnswer.UNREADABLE
        ours = authority[0] in self._names or is_loopback_host(hosts[0]) or _is_address(authority[0])
        return HostAnswer.OURS if ours else HostAnswer.FOREIGN


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
