"""Personal data: e-mail addresses, payment cards, public IP addresses. Addresses of one's own network stay."""

import re
from collections.abc import Iterator

from kiwame.normalise.redact_spans import Span

EMAIL_SCAN = r"@[0-9A-Za-z\x{80}-\x{10FFFF}]"
CARD_SCAN = r"[2-6][0-9]{3}[ -][0-9]{4,6}[ -][0-9]{4,5}|[2-6][0-9]{13}"
IPV4_SCAN = r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]"
IPV6_SCAN = r"[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:]{3}"

_DOMAIN = re.compile(r"@((?:[A-Za-z0-9-]{1,63}\.){1,8})([A-Za-z]{2,24})(?![A-Za-z0-9])")
_WIDE_DOMAIN = re.compile(r"@(?:[^\W_]{1,63}\.){1,8}([^\W\d_]{2,24})")
_FILES = frozenset({
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "cjs", "ts", "tsx", "jsx", "css", "json", "py",
    "pyc", "html", "htm", "md", "txt", "pdf", "mp4", "mp3", "wav", "so", "dll", "yaml",
})  # fmt: skip
"""Endings of file names: `icon@2x.png` is no address."""
_LOCAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-'")

_CARD = re.compile(
    r"[2-6](?<![\w.-].)(?:[0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}|[0-9]{3}([ -])[0-9]{6}\2[0-9]{4,5}|[0-9]{13,18})"
    r"(?![\w-])(?!\.[0-9])"
)

_OCTET = r"[0-9]{1,3}"
# The first character stands before the look-behind: so the search skips to digits at the speed of a literal.
_IPV4 = re.compile(
    rf"[0-9](?<![0-9A-Za-z_.].)[0-9]{{0,2}}\.({_OCTET})\.({_OCTET})\.({_OCTET})"
    r"(?![0-9A-Za-z_]|\.[0-9]|-[A-Za-z]|\.(?:jar|war|tgz|tar|whl|zip|dll|so|gem|nupkg|exe|deb|rpm|apk)(?![0-9A-Za-z]))"
)
_VERSIONED = re.compile(r"(?:\bv|ver|versions?|release|build|driver|jar:|[=<>~!]=|[<>~^])[ :=]{0,2}\Z", re.IGNORECASE)
_IPV6 = re.compile(r"[23](?<![0-9A-Za-z_:.].)[0-9A-Fa-f]{3}:[0-9A-Fa-f:]{3,40}")


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses. Each `@` is looked at once, and what stands before it read backwards, so linear."""
    floor = 0
    at = text.find("@")
    while at >= 0:
        end = _domain_end(text, at)
        if end:
            start = at
            while start > floor and text[start - 1] in _LOCAL:
                start -= 1
            if start == at:
                while start > floor and text[start - 1].isalnum():
                    start -= 1
            if start < at:
                yield Span(start, end, "email")
            floor = end
        at = text.find("@", max(at + 1, end))


def _domain_end(text: str, at: int) -> int:
    found = _DOMAIN.match(text, at)
    if found is not None:
        return 0 if found[2].lower() in _FILES else found.end()
    wide = _WIDE_DOMAIN.match(text, at)
    return wide.end() if wide is not None and not wide[1].isascii() else 0


def cards(text: str) -> Iterator[Span]:
    """Payment card numbers: an issuer's prefix and length, Luhn's check, and no part of a longer number or id."""
    for found in _CARD.finditer(text):
        digits = found[0].replace(" ", "").replace("-", "")
        if _issued(digits) and _luhn(digits):
            yield Span(found.start(), found.end(), "card")


def _issued(digits: str) -> bool:
    """True for a prefix and length that some card network issues; a clock's milliseconds begin with 1 and do not."""
    first, two, four, size = digits[0], int(digits[:2]), int(digits[:4]), len(digits)
    if first == "4":
        return size in (16, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720:
        return size == 16
    if two in (34, 37):
        return size == 15
    if two in (36, 38) or 3000 <= four <= 3059:
        return size in (14, 16)
    return (two in (35, 62, 65) or four == 6011 or 6440 <= four <= 6499) and 16 <= size <= 19


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def addresses(text: str) -> Iterator[Span]:
    """Public IPv4 and IPv6 addresses, without their ports.

    Loopback, private, link-local, carrier-grade NAT (a cluster's or a VPN's own), benchmark and multicast addresses
    stay: they name a machine of the operator's. Documentation ranges go like public ones: in examples they stand for
    somebody's.
    """
    if "." in text:
        for found in _IPV4.finditer(text):
            octets = [int(part) for part in found[0].split(".")]
            if max(octets) <= 255 and not _own(octets) and not _is_version(text, found.start(), octets):
                yield Span(found.start(), found.end(), "ip")
    if ":" in text:
        for found in _IPV6.finditer(text):
            end = found.end()
            while text[end - 1] == ":" and not text.startswith("::", end - 2):
                end -= 1
            port = text.rfind(":", found.start(), end) if found[0].count(":") == 8 else end
            if _is_ipv6(text[found.start() : end]):
                yield Span(found.start(), end, "ip")
            elif _is_ipv6(text[found.start() : port]):  # all eight groups, then a port
                yield Span(found.start(), port, "ip")


def _own(octets: list[int]) -> bool:
    a, b, c, _ = octets
    return (
        a in (0, 10, 127)
        or a >= 224
        or (a == 100 and 64 <= b <= 127)
        or (a == 169 and b == 254)
        or (a == 172 and 16 <= b <= 31)
        or (a == 192 and (b == 168 or (b == 0 and c == 0)))
        or (a == 198 and b in (18, 19))
    )


def _is_version(text: str, start: int, octets: list[int]) -> bool:
    """'version 1.2.3.4', 'lib==1.2.3.4', 'lib-1.2.3.4.jar', 'Chrome/120.0.0.0'."""
    if _VERSIONED.search(text, max(0, start - 12), start):
        return True
    if start < 2 or not text[start - 2].isalnum():
        return False
    return text[start - 1] == "-" or (text[start - 1] == "/" and octets[2] == octets[3] == 0)


def _is_ipv6(text: str) -> bool:
    """True for a global unicast address (2000::/3): the only public ones."""
    groups = text.split(":")
    if any(len(group) > 4 for group in groups):
        return False
    if "::" in text:
        return text.count("::") == 1 and ":::" not in text and len(groups) <= 9 and any(c.isdigit() for c in text[1:])
    return len(groups) == 8 and all(groups)
