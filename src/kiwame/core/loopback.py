"""What names this machine, and what says that a request was passed on: for doors open to this machine alone."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address

_FORWARDING = frozenset(
    {
        b"forwarded", b"via", b"client-ip", b"forwarded-for", b"true-client-ip", b"cf-connecting-ip", b"cf-ray",
        b"fastly-client-ip", b"x-real-ip", b"x-client-ip", b"x-cluster-client-ip", b"x-remote-ip", b"x-remote-addr",
        b"x-original-forwarded-for", b"x-original-host", b"x-original-url", b"x-host", b"x-proxyuser-ip",
        b"x-envoy-external-address", b"x-azure-clientip", b"x-appengine-user-ip", b"x-arr-clientip",
    }
)  # fmt: skip
_AUTHORITY = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,255})(?::(?P<port>[0-9]{1,5}))?")


def is_forwarding(name: bytes) -> bool:
    """True for a header (in any case) that a proxy adds to what it passes on.

    >>> is_forwarding(b"X-Forwarded-For"), is_forwarding(b"Host")
    (True, False)
    """
    lowered = name.lower()
    return lowered in _FORWARDING or lowered.startswith(b"x-forwarded")


def is_loopback_address(text: str) -> bool:
    """True for 127.0.0.0/8, ::1 and the former written as IPv6 (::ffff:127.0.0.1), as a dual-stack socket reports it.

    >>> is_loopback_address("::ffff:127.0.0.1"), is_loopback_address("10.0.0.1"), is_loopback_address("")
    (True, False, False)
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def parse_authority(text: str) -> tuple[str, int | None] | None:
    """The name (lower case, no brackets, no trailing dot) and port of a Host header; None where it isn't one.

    >>> parse_authority("LocalHost.:9000"), parse_authority("[::1]:80"), parse_authority("a b")
    (('localhost', 9000), ('::1', 80), None)
    """
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return None
    port = int(match["port"]) if match["port"] else None
    if port is not None and port > 65535:
        return None
    name = match["name"].lower()
    if name.startswith("["):
        return (name[1:-1], port) if _is_ipv6(name[1:-1]) else None
    return name.removesuffix("."), port


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def is_loopback_host(text: str) -> bool:
    """True for a Host header that can only mean this machine: localhost, *.localhost (RFC 6761), 127.0.0.0/8, [::1].

    >>> is_loopback_host("127.0.0.1:8000"), is_loopback_host("127.0.0.1.evil.example"), is_loopback_host("127.1")
    (True, False, False)
    """
    authority = parse_authority(text)
    if authority is None:
        return False
    name = authority[0]
    if name == "localhost" or (name.endswith(".localhost") and not name.startswith(".") and ".." not in name):
        return True
    if ":" in name:
        return is_loopback_address(name)
    try:
        return IPv4Address(name).is_loopback
    except AddressValueError:
        return False
