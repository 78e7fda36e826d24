"""Where Kiwame's pages are, for links in messages and for what `kiwame serve` prints."""

import ipaddress

from kiwame.service.settings import Settings


def page_address(settings: Settings) -> str:
    """The public address, else this machine's by the port given; no slash at its end."""
    return settings.public_url or f"http://{reachable(settings.host)}:{settings.port}"


def reachable(host: str) -> str:
    """An address that a program on this machine can use: 127.0.0.1 for 0.0.0.0, [::1] for ::."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "127.0.0.1" if address.version == 4 else "[::1]"
    return str(address) if address.version == 4 else f"[{address}]"
