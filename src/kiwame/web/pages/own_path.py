"""Where a form may lead back to: within this server, never elsewhere. Pure."""


def own_path(text: str) -> str:
    """`text` where it is an address within this server, else "/".

    >>> own_path("/issues/1?x=1"), own_path("//evil.example"), own_path("https://evil.example"), own_path("/" + chr(92))
    ('/issues/1?x=1', '/', '/', '/')
    """
    plain = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if plain and text.isascii() and text.isprintable() and len(text) <= 4000 else "/"
