"""Events whose every field is an attack: what a page shows of them must be text, and nothing else."""

import time
from typing import Any

MARKUP = (
    "<script>window.owned='script';alert(1)</script>"
    "<img src=x onerror=\"window.owned='onerror'\"><svg/onload=\"window.owned='onload'\">"
    "<a href=\"javascript:window.owned='href'\">click</a>"
)
ENDS = "</title></textarea></style></template></pre></td></table></details></main></body><style>*{display:none}</style>"
BASE = (
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example/'>"
    "<link rel=stylesheet href=//evil.example/x.css><form action=//evil.example/><input name=csrf>"
)
QUOTES = "\"'><b onmouseover=window.owned='quotes' onfocus=window.owned='focus' autofocus tabindex=1 x=\"'`"
TEMPLATE = "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {{ config }} %(x)s {0} {n} %s {"
MARKDOWN = "[click](javascript:window.owned='markdown') ![x](http://evil.example/x.png) <!channel> <@U1> **bold** `x`"
LINK = "javascript:window.owned='link'//http://evil.example/"
MARKS = (
    "\u202e\u2067gnp.exe\u200b\u200d\ufeff \x00\x07\x1b[31m\x7f\u0085\u2028 \ud83d\ude08\u0e01\u0e47\u0e47\u0e47\u0e47"
)
LONG = "l" + "o" * 10_000 + "ng"

TEXTS = {
    "markup": MARKUP,
    "ends": ENDS,
    "base": BASE,
    "quotes": QUOTES,
    "template": TEMPLATE,
    "markdown": MARKDOWN,
    "link": LINK,
    "marks": MARKS.encode("utf-16", "surrogatepass").decode("utf-16"),
    "long": LONG,
}


def event(event_id: str, text: str) -> dict[str, Any]:
    """An event with `text` in each field that a page may show."""
    frame = {
        "filename": text, "abs_path": text, "module": text, "function": text, "lineno": 7, "in_app": True,
        "pre_context": [text, text], "context_line": text, "post_context": [text],
        "vars": {text: text, "deep": {"deeper": [text, {text: text}]}},
    }  # fmt: skip
    theirs = {**frame, "in_app": False}
    error = {
        "type": text, "module": text, "value": text, "mechanism": {"type": text, "handled": False},
        "stacktrace": {"frames": [frame, theirs]},
    }  # fmt: skip
    cause = {"type": text, "module": text, "value": text}
    crumb = {
        "timestamp": time.time(), "type": text, "category": text, "level": "error", "message": text,
        "data": {text: text},
    }  # fmt: skip
    return {
        "event_id": event_id,
        "platform": "python",
        "timestamp": time.time(),
        "level": "error",
        "exception": {"values": [cause, error]},
        "logentry": {"message": text, "params": [text], "formatted": text},
        "logger": text,
        "transaction": text,
        "server_name": text,
        "release": text[:150],
        "environment": text.replace("/", "")[:60],
        "dist": text[:60],
        "tags": {"model": text[:190], "provider": text[:190], text[:30]: text[:190], "url": text[:190]},
        "extra": {text: text},
        "contexts": {text: {text: text}, "runtime": {"name": text, "version": text}, "trace": {"op": text}},
        "user": {"id": text, "email": text, "username": text, "ip_address": text},
        "request": {"url": text, "method": text, "headers": {text: text}, "data": {text: text}, "query_string": text},
        "breadcrumbs": {"values": [crumb, crumb]},
        "fingerprint": [text],
        "modules": {text: text},
        "sdk": {"name": text, "version": text},
    }
