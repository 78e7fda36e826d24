"""Whether a request was made on this machine, by a program on it, and not by a web page or through a proxy."""

import ipaddress
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from kiwame.core.errors import Refused

_FORWARDING = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"via")


def check(client: Sequence[object] | None, headers: Mapping[bytes, bytes]) -> None:
    """Raise Refused 403 unless the peer is loopback, the Host header names loopback (a page whose name was rebound to
    127.0.0.1 sends its own), the Origin is absent or loopback, and no proxy forwarded the request.

    `client` is ASGI's (address, port), `headers` have names in lower case.
    """
    if not client or not is_loopback_address(str(client[0])):
        raise _refused("peer", "it came from another machine")
    if any(name in headers for name in _FORWARDING):
        raise _refused("forwarded", "a proxy forwarded it")
    if not _is_loopback_host("//" + headers.get(b"host", b"").decode("latin-1")):
        raise _refused("host", "its Host header does not name this machine as localhost, 127.0.0.1 or [::1]")
    origin = headers.get(b"origin")
    if origin is not None and not _is_loopback_host(origin.decode("latin-1")):
        raise _refused("origin", "a page of another origin made it")


def is_loopback_address(address: str) -> bool:
    """True for 127.0.0.0/8 and ::1, also as IPv4 mapped into IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_loopback


def _is_loopback_host(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.rstrip(".") == "localhost" or host.endswith(".localhost") or is_loopback_address(host)


def _refused(cause: str, why: str) -> Refused:
    return Refused(
        403,
        f"The stream takes events only from programs on this machine, and {why}.",
        causes=(f"not_loopback_{cause}",),
    )
