"""An event whose every field is an attack: what it must never do is to be anything but text."""

import time
from typing import Any

RTL = "\u202e\u2067gnp.exe\u200b\u200d\ufeff"
CONTROL = "\x00\x07\x1b[31m\x7f\u0085\u2028"
MARKUP = (
    "<script>window.owned='script';alert(1)</script>"
    "<img src=x onerror=\"window.owned='onerror';alert(2)\">"
    "<svg/onload=\"window.owned='onload'\"><a href=\"javascript:window.owned='href'\">click</a>"
    "</title></textarea></style></template></pre></td></table></main></body>"
    "<style>*{display:none!important}</style><base href='//evil.example/'>"
    "<meta http-equiv=refresh content='0;url=//evil.example/'><form action=//evil.example/><input name=csrf>"
)
QUOTES = "\"'><b onmouseover=window.owned='quotes' x=\"'`"
TEMPLATE = "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {{ config }} %(x)s {0} {n}"
MARKDOWN = "[click](javascript:window.owned='markdown') ![x](http://evil.example/x.png) <!channel> <@U1> **bold**"
LINKS = "javascript:window.owned='link'//http://evil.example/ data:text/html,<script>window.owned=1</script>"
LONG = "l" + "o" * 10_000 + "ng"

TEXT = f"{MARKUP} {QUOTES} {TEMPLATE} {MARKDOWN} {LINKS} {RTL} {CONTROL}"


def event(event_id: str, mark: str) -> dict[str, Any]:
    """An event with hostile text in each field that a page may show; `mark` tells it from others."""
    frame = {
        "filename": f"app/{MARKUP}.py",
        "abs_path": LINKS,
        "module": f"app.{QUOTES}",
        "function": TEXT,
        "lineno": 7,
        "in_app": True,
        "pre_context": [TEXT, LONG],
        "context_line": MARKUP,
        "post_context": [TEMPLATE, RTL],
        "vars": {TEXT: TEXT, "plain": LONG, RTL: {"deep": [MARKUP, {"deeper": QUOTES}]}},
    }
    link = {
        "type": f"Error{MARKUP}",
        "module": QUOTES,
        "value": f"{mark} {TEXT} {LONG}",
        "stacktrace": {"frames": [frame] * 3},
    }
    root = {"type": LONG, "module": RTL, "value": LINKS, "mechanism": {"type": TEXT, "handled": False}}
    crumb = {
        "timestamp": time.time(), "type": MARKUP, "category": QUOTES, "level": "error", "message": TEXT,
        "data": {TEXT: TEXT, "url": LINKS},
    }  # fmt: skip
    return {
        "event_id": event_id,
        "platform": "python",
        "timestamp": time.time(),
        "level": "error",
        "exception": {"values": [root, link]},
        "logentry": {"message": TEXT, "params": [QUOTES], "formatted": TEXT},
        "logger": TEXT,
        "transaction": TEXT,
        "server_name": TEXT,
        "release": f"{MARKUP[:120]}{mark}",
        "environment": "<b>prod</b>'\"{{7*7}}"[:60],
        "dist": QUOTES,
        "tags": {"model": MARKUP[:190], "url": "javascript:window.owned='tag'", "q": QUOTES, "rtl": RTL, "t": TEMPLATE},
        "extra": {TEXT: TEXT, "long": LONG},
        "contexts": {MARKUP: {QUOTES: TEXT, "type": MARKUP}, "runtime": {"name": TEXT, "version": QUOTES}},
        "user": {"id": TEXT, "email": MARKUP, "username": RTL, "ip_address": QUOTES},
        "request": {
            "url": LINKS,
            "method": MARKUP,
            "headers": {TEXT: TEXT},
            "data": {TEXT: TEXT},
            "query_string": TEXT,
        },
        "breadcrumbs": {"values": [crumb] * 5},
        "fingerprint": [TEXT, mark],
        "modules": {MARKUP: QUOTES},
        "sdk": {"name": MARKUP, "version": QUOTES},
    }
