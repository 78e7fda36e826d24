"""Reads an HTTP status off a message, from the places where libraries print one; never a bare number in a text.

Printed so by: openai, groq and others ('Error code: 429 - {…}', in JavaScript '429 status code (no body)', '400 {…}'),
requests ('404 Client Error: … for url'), httpx ("Client error '404 Not Found' for url"), Guzzle ('resulted in a `413 …`
response'), Go clients ('POST "url": 404 Not Found'), axios ('Request failed with status code 503'), Azure's .NET
('Status: 404 (DeploymentNotFound)'), Spring AI ('HTTP 404 - …'), nginx and Cloudflare pages ('<title>502 Bad Gateway').
"""

import re
from itertools import islice

MAX_NUMBERS = 48
"""Numbers of three digits that are looked at."""

_NUMBER = re.compile(r"(?<![\w.\-#$])[45]\d\d(?![\w.]?\d)")
_BEFORE = re.compile(
    r"""(?: \b(?:error|http|response|status|statut|exit)?[ _]?code["']?:?\ *[:=]?\ *["'(\[]?
          | \b(?:http[ _]?|response[ _]|upstream[ _])?status(?:[ _]?code|\ error)?["']?\ *[:=]?\ *(?:http\ )?["'(<\[]?
          | \bhttp(?:/[\d.]{1,4})?(?:\ error|\ response)?[ :=(\[]{1,3}
          | \b(?:client|server)\ error:?\ ["'`(]
          | \bindicate\ success:[ ]
          | \bresulted\ in\ an?\ [`'"]
          | <title>[^<]{0,80}
        )$""",
    re.VERBOSE,
)
_EXIT = re.compile(r"\bexit(?:ed with)? (?:status|code)[: ]*$")
_AFTER = re.compile(
    r"""[ :]+["'(\[]?(?:bad\ request|unauthorized|payment\ required
          |forbidden|not\ found|method\ not\ allowed|not\ acceptable
          |request\ time-?out|conflict|gone|payload\ too\ large|content\ too\ large|request\ entity\ too\ large
          |unsupported\ media\ type|unprocessable\ entity|unprocessable\ content|too\ many\ requests
          |request\ header\ fields\ too\ large|unavailable\ for\ legal\ reasons|internal\ server\ error
          |not\ implemented|bad\ gateway
          |service\ unavailable|service\ temporarily\ unavailable|gateway\ time-?out|site\ is\ overloaded
          |client\ error|server\ error
          |status\ code|provider\s+returned\s+error)\b""",
    re.VERBOSE,
)
_COUNTED = re.compile(r"\s*(?:ms|milliseconds|tokens|characters|items|bytes|seconds|records)\b")
_LEADING = re.compile(r"(?:^|\n)\W{0,6}(?:[\w.]{0,60}(?:error|exception)\b[:\s]{0,3}){0,3}[(\[<\"]?$")
_SENT = re.compile(
    r"\b(?:returned|responded with|replied with|answered with|failed with|got)(?: an?)?(?: http)?(?: error)? ?$"
)
_ASKED = re.compile(r"://[^\s\"'`]{1,90}[\"'`]: $")
"""Clients in Go print the address that they asked, then the status, then the body: 'POST "https://…": 529 {…}'."""
_APART = ("", " ", "\n")
_CALLED = re.compile(r"\b(?:error|err|exception)[ :(\[<]{1,3}$|<$")
_ENDING = re.compile(r"[:,\s\-{\])>\"]|$")


def read_status(text: str) -> int | None:
    """The HTTP error status (400–599) that `text`, in lower case and without echoes, states; None where it states none.

    >>> read_status("error code: 429 - try later"), read_status("took 429 ms"), read_status("gave up at item 404")
    (429, None, None)
    """
    weaker: int | None = None
    for number in islice(_NUMBER.finditer(text), MAX_NUMBERS):
        start, end = number.span()
        before, after = text[max(0, start - 100) : start], text[end : end + 40]
        if _AFTER.match(after) or (_BEFORE.search(before) and not _EXIT.search(before) and not _COUNTED.match(after)):
            return int(number[0])
        if _SENT.search(before) and (not after or after[0] in ".,;:)\n"):
            return int(number[0])
        if (after.startswith(": ") and before.endswith("| ")) or (_ASKED.search(before) and after[:1] in _APART):
            return int(number[0])
        if weaker is None and _ENDING.match(after) and (_CALLED.search(before) or _LEADING.search(before)):
            weaker = int(number[0])
    return weaker


BY_CLASS = {
    "badrequesterror": 400, "authenticationerror": 401, "permissiondeniederror": 403, "notfounderror": 404,
    "unprocessableentityerror": 422, "ratelimiterror": 429, "toomanyrequestserror": 429, "toomanyrequests": 429,
    "badgatewayerror": 502, "resourceexhausted": 429, "notfound": 404, "permissiondenied": 403, "unauthenticated": 401,
    "invalidargument": 400, "conflicterror": 409, "unauthorizederror": 401, "forbiddenerror": 403,
}  # fmt: skip
"""Classes of the openai, anthropic, groq, cohere and google clients that stand for one status."""
CLASS_LIBRARIES = frozenset(
    {"openai", "anthropic", "groq", "cohere", "google.api_core", "litellm", "together", "cerebras"}
)
