"""Who a request comes from where reverse proxies stand between: what they say counts only where they are trusted. Pure.

X-Forwarded-For and X-Forwarded-Proto are read, as nginx, Caddy, Traefik and load balancers send them; Forwarded
(RFC 7239) is not, since most proxies pass on unchanged what a client wrote there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_MOST_HOPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request began: the client's address ("" where there is none), the scheme, and whether one of our
    proxies passed it on."""

    client: str
    scheme: str
    passed_on: bool


class TrustedProxies:
    """The proxies that are believed."""

    def __init__(self, networks: Iterable[str] = ()) -> None:
        self._networks = tuple(ip_network(network, strict=False) for network in networks)

    def origin(self, *, peer: str, scheme: str, forwarded_for: Sequence[str], forwarded_proto: Sequence[str]) -> Origin:
        """Where a request from `peer` began. The last two are the values of both headers, in order.

        The client is the rightmost address that is no proxy of ours: what stands left of it, anybody can write. What
        cannot be read ends the search, and the hop before it counts.

        >>> proxies = TrustedProxies(["10.0.0.0/8"])
        >>> hops = ["6.6.6.6, 203.0.113.9, 10.0.0.2"]
        >>> proxies.origin(peer="10.0.0.1", scheme="http", forwarded_for=hops, forwarded_proto=["https"])
        Origin(client='203.0.113.9', scheme='https', passed_on=True)
        """
        address = parse_address(peer)
        if address is None or not self._trusts(address):
            return Origin(client=str(address) if address else peer, scheme=scheme, passed_on=False)
        hops = [hop for value in forwarded_for for hop in value.split(",")]
        for hop in reversed(hops[-_MOST_HOPS:]):
            before = parse_address(hop)
            if before is None:
                break
            address = before
            if not self._trusts(address):
                break
        return Origin(client=str(address), scheme=_scheme(forwarded_proto) or scheme, passed_on=True)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def parse_address(text: str) -> Address | None:
    """An address as proxies write it, with or without a port; None where it is none. IPv4 within IPv6 is IPv4.

    >>> [str(parse_address(text)) for text in (" 10.0.0.1:443", "[fe80::1%eth0]:80", "::ffff:10.0.0.1", "unknown")]
    ['10.0.0.1', 'fe80::1', '10.0.0.1', 'None']
    """
    words = text.strip()
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        address = ip_address(words.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _scheme(values: Sequence[str]) -> str:
    """What the browser spoke: the first of several; "" for anything but http and https."""
    first = values[0].split(",")[0].strip().lower() if values else ""
    return first if first in {"http", "https"} else ""
