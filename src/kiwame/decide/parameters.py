"""What a playbook may name of an event: provider, model, host, waiting time; of code its class, place, package."""

import re

from kiwame.core.event import ErrorEvent, Facts, Frame
from kiwame.normalise.providers import display

_LONGEST = 120
"""Characters of a value: they come from the event, and stand in sentences."""
_READ = 2000
"""Characters of a message that are looked at."""

# Names only, never free text: what an event says must not write our sentences.
_PACKAGE = re.compile(
    r"""(?:No module named|Cannot find (?:module|package)|Could not (?:find|import)(?: module)?|pip install) ['"`]?"""
    r"""((?:@[\w.-]{1,60}/)?[A-Za-z_][\w.-]{0,80})"""
)
_SETTING = re.compile(r"\b([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6})\b")
_CREDENTIAL = re.compile(
    r"\b(?!MISSING|INVALID|NO_)([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,5}_(?:KEY|TOKEN|SECRET|CREDENTIALS|PASSWORD))\b"
)
_VARIABLE = re.compile(r"""['"`{ ]([A-Za-z_]\w{0,60})['"`}] is (?:undefined|not defined|missing)""")
_MISSING = re.compile(
    r"""(?:[Mm]issing (?:some )?(?:input |prompt )?(?:keys?|variables?|values?)[^'"]{0,40}|^)"""
    r"""['"]([A-Za-z_]\w{0,60})['"]"""
)
_WITH_PORT = re.compile(r"(?:^[^:]+|\]):\d{1,5}$")
_NUMERIC = re.compile(r"[\d.]+")
_UNITS = ((3600.0, "h"), (60.0, "min"))


def parameters_of(event: ErrorEvent) -> dict[str, str]:
    """What is known of what playbooks name, and nothing that is not: `choose` then takes the wording that fits."""
    return _known({**_of_facts(event.facts), **_of_code(event)})


def _of_facts(facts: Facts) -> dict[str, str]:
    return {
        "provider": display(facts.provider) if facts.provider else "",
        "model": facts.model,
        "host": facts.host,
        "name": name_in(facts.host),
        "address": address_of(facts.host),
        "status": str(facts.http_status) if facts.http_status else "",
        "retry_after": waiting_time(facts.retry_after) if facts.retry_after else "",
        "code": facts.error_code,
        "param": facts.error_param,
        "library": facts.library,
        "request_id": facts.request_id,
    }


def _of_code(event: ErrorEvent) -> dict[str, str]:
    root = event.root
    message = (root.message if root else event.message)[:_READ]
    return {
        "error": root.type if root else "",
        "place": _place(event),
        **_missing(message),
        "credential": _first(_CREDENTIAL, message),
        # The root often tells only the value: the application's own link around it names the setting.
        "setting": _first(_SETTING, "\n".join((message, *(link.message[:_READ] for link in event.chain)))),
        "variable": _first(_VARIABLE, message) or _first(_MISSING, message),
    }


def _missing(message: str) -> dict[str, str]:
    """Python names a package that is not there alone, and a part that a package lacks with the dots before it."""
    package = _first(_PACKAGE, message)
    inside = "." in package and f"No module named '{package}" in message
    return {"module": package} if inside else {"package": package}


def _place(event: ErrorEvent) -> str:
    """The application's own frame nearest to where the root was raised: `total (shop/cart.py)`."""
    stacks = [link.frames for link in event.chain] or [event.threads_frames]
    frame = next((frame for frames in stacks for frame in reversed(frames) if frame.in_app), None)
    return _shown(frame) if frame else ""


def _shown(frame: Frame) -> str:
    path = frame.filename.replace("\\", "/").rstrip("/")
    file = "/".join(path.split("/")[-2:]) if path else frame.module
    # What Python calls <module>, <lambda>, <stdin> or <string> is no name that anybody looks for.
    function, file = ("" if name.startswith("<") else name for name in (frame.function, file))
    return f"{function} ({file})" if function and file else function or file


def name_in(host: str) -> str:
    """The name that DNS was asked for: `host` without its port, nothing for an address.

    >>> name_in("models.internal:8443"), name_in("10.0.3.7:5432"), name_in("[::1]:80")
    ('models.internal', '', '')
    """
    name = host.rpartition(":")[0] if _WITH_PORT.search(host) else host
    return "" if ":" in name or _NUMERIC.fullmatch(name) else name


def address_of(host: str) -> str:
    """`host` with a port, HTTPS's where none is named: what openssl connects to; nothing for a bare IPv6 address."""
    if not host or _WITH_PORT.search(host):
        return host
    return "" if host.count(":") > 1 and not host.startswith("[") else f"{host}:443"


def waiting_time(seconds: float) -> str:
    """Seconds as people say them, never less than asked: `90 s`, `6 min`, `2 h`.

    >>> waiting_time(121.0)
    '3 min'
    """
    for length, unit in _UNITS:
        if seconds >= 2 * length:
            return f"{-int(-seconds // length)} {unit}"
    return f"{max(1, -int(-seconds // 1))} s"


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _known(named: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split())[:_LONGEST] for name, value in named.items() if value.strip()}
