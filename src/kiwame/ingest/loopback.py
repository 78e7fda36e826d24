"""Whether a request was made on this machine, by a program on it, and not by a web page or through a proxy."""

import ipaddress
import re
from collections.abc import Sequence

from kiwame.core.errors import Refused

_FORWARDING = frozenset(
    {
        b"forwarded", b"via", b"client-ip", b"true-client-ip", b"cf-connecting-ip", b"cf-ray", b"fastly-client-ip",
        b"x-real-ip", b"x-client-ip", b"x-cluster-client-ip", b"x-remote-ip", b"x-original-host", b"x-original-url",
        b"x-host", b"x-envoy-external-address", b"x-azure-clientip", b"x-appengine-user-ip",
    }
)  # fmt: skip
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,255})(?::[0-9]{1,5})?")
"""Host and port and nothing else: who puts a user, a path or a fragment there wants to be misread."""


def check(client: Sequence[object] | None, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Raise Refused 403 unless the peer is loopback, the one Host header names loopback (a page whose name was rebound
    to 127.0.0.1 sends its own), the Origin is absent or loopback, and no proxy forwarded the request.

    `client` is ASGI's (address, port), `headers` have names in lower case.
    """
    if not client or not is_loopback_address(str(client[0])):
        raise _refused("peer", "it came from another machine")
    if any(name in _FORWARDING or name.startswith(b"x-forwarded") for name, _ in headers):
        raise _refused("forwarded", "a proxy forwarded it")
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not _is_loopback_host(hosts[0]):
        raise _refused("host", "its Host header does not name this machine as localhost, 127.0.0.1 or [::1]")
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    if not all(_is_loopback_origin(origin) for origin in origins):
        raise _refused("origin", "a page of another origin made it")


def is_loopback_address(address: str) -> bool:
    """True for 127.0.0.0/8 and ::1, also as IPv4 mapped into IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_loopback


def _is_loopback_origin(origin: str) -> bool:
    scheme, _, host = origin.partition("://")
    return scheme in {"http", "https"} and _is_loopback_host(host)


def _is_loopback_host(authority: str) -> bool:
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return False
    host = found[1].lower().removesuffix(".").strip("[]")
    return host == "localhost" or host.endswith(".localhost") or is_loopback_address(host)


def _refused(cause: str, why: str) -> Refused:
    return Refused(
        403,
        f"The stream takes events only from programs on this machine, and {why}.",
        causes=(f"not_loopback_{cause}",),
    )
