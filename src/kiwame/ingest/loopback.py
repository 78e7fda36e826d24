"""Whether a request was made on this machine, by a program on it, and not by a web page or through a proxy."""

from collections.abc import Sequence

from kiwame.core.errors import Refused
from kiwame.core.loopback import is_forwarding, is_loopback_address, is_loopback_host


def check(client: Sequence[object] | None, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Raise Refused 403 unless the peer is loopback, the one Host header names loopback (a page whose name was rebound
    to 127.0.0.1 sends its own), the Origin is absent or loopback, and no proxy forwarded the request.

    `client` is ASGI's (address, port), `headers` have names in lower case.
    """
    if not client or not is_loopback_address(str(client[0])):
        raise _refused("peer", "it came from another machine")
    if any(is_forwarding(name) for name, _ in headers):
        raise _refused("forwarded", "a proxy forwarded it")
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not is_loopback_host(hosts[0]):
        raise _refused("host", "its Host header does not name this machine as localhost, 127.0.0.1 or [::1]")
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    if not all(_is_loopback_origin(origin) for origin in origins):
        raise _refused("origin", "a page of another origin made it")


def _is_loopback_origin(origin: str) -> bool:
    scheme, _, host = origin.partition("://")
    return scheme in {"http", "https"} and is_loopback_host(host)


def _refused(cause: str, why: str) -> Refused:
    return Refused(
        403,
        f"The stream takes events only from programs on this machine, and {why}.",
        causes=(f"not_loopback_{cause}",),
    )
