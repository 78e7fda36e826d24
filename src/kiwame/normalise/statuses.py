"""Reads an HTTP status off a message, from the places where libraries print one; never a bare number in a text.

Printed so by: openai, groq and others ('Error code: 429 - {…}', and in JavaScript '429 status code (no body)' or '400 {…}'),
requests ('404 Client Error: … for url'), httpx ("Client error '404 Not Found' for url"), Guzzle ('resulted in a `413 …`
response'), Go clients ('POST "url": 404 Not Found'), axios ('Request failed with status code 503'), Azure's .NET
('Status: 404 (DeploymentNotFound)'), Spring AI ('HTTP 404 - …'), nginx and Cloudflare pages ('<title>502 Bad Gateway').
"""

import re

_PHRASES = (
    "bad request|unauthorized|payment required|forbidden|not found|method not allowed|not acceptable|request time-?out|conflict|gone"
    "|payload too large|content too large|request entity too large|unsupported media type|unprocessable entity|unprocessable content"
    "|too many requests|request header fields too large|unavailable for legal reasons|internal server error|not implemented|bad gateway"
    "|service unavailable|service temporarily unavailable|gateway time-?out|site is overloaded|client error|server error|status code"
)
_STATED = re.compile(
    r"""(?:error\ code|http[ _]?code|response\ code):?\ *["'(]?(?P<a>[45]\d\d)\b
      | (?<!exit\ )\bhttp[ _]?status(?:[ _]?code)?["']?\s*[:=]?\s*["'(]?(?P<b>[45]\d\d)\b
      | (?<!exit\ )(?<!exit\ code:\ )(?:status|code)["']?\ ?(?:code|error)?["']?\s*[:=]?\s*["'(<]?(?:http\ )?(?P<c>[45]\d\d)\b(?!\s*(?:ms|tokens|characters|items))
      | \bhttp(?:/[\d.]{1,4})?(?:\ error|\ response)?[ :=(\[]+(?P<d>[45]\d\d)\b
      | \b(?P<e>[45]\d\d)\b[ :]+["'(\[]?(?:%s)\b
      | <title>[^<]{0,80}?\b(?P<f>[45]\d\d)\b
      | \|\ (?P<g>5\d\d):\ 
    """ % _PHRASES,
    re.VERBOSE,
)  # fmt: skip
_LEADING = re.compile(
    r"""^\W{0,6}(?:[\w.]{0,60}(?:error|exception)\b[:\s]{0,3}){0,3}[(\[<"]?(?P<h>[45]\d\d)\b(?=[:,\s\-{\])>"]|$)
      | \b(?:error|err|exception)(?:\ code)?[ :(\[<]{1,3}(?P<i>[45]\d\d)\b(?=[:,\s\-{\])>]|$)
      | <(?P<j>[45]\d\d)>
    """,
    re.VERBOSE | re.MULTILINE,
)
_DIGITS = re.compile(r"[45]\d\d")


def read_status(text: str) -> int | None:
    """The HTTP error status (400–599) that `text`, in lower case and without echoes, states; None where it states none."""
    if not _DIGITS.search(text):
        return None
    found = _STATED.search(text) or _LEADING.search(text)
    return int(found[found.lastgroup]) if found and found.lastgroup else None


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
