"""Somebody at the other end of a socket: sends exactly the headers that a test names, and keeps cookies."""

import http.client
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

ELSEWHERE = "10.0.0.7"
"""An address as Host: ours, as every address is, but no loopback name: nobody is let in by it."""

PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"

_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def location(self) -> str:
        """Where it leads, "" where it leads nowhere."""
        return self.headers.get("Location", "")

    @property
    def set_cookies(self) -> dict[str, str]:
        """The Set-Cookie headers by cookie name."""
        return {line.partition("=")[0]: line for line in self.headers.get_all("Set-Cookie", [])}

    @property
    def csrf(self) -> str:
        """The token that the page's forms carry."""
        found = _CSRF.search(self.text)
        return found[1] if found else ""

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


@dataclass
class Visitor:
    """Asks one server, by default for pages and from elsewhere. `headers` go with every request."""

    port: int
    host: str = ELSEWHERE
    headers: Sequence[tuple[str, str]] = ()
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, *headers: tuple[str, str], method: str = "GET", body: bytes = b"", hosts: Sequence[str] = ()
    ) -> Answer:
        """One request. `hosts`: other Host headers than this visitor's one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = [*self.headers, *headers]
        names = {name.lower() for name, _ in sent}
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for host in hosts or (self.host,):
                connection.putheader("Host", host)
            if "accept" not in names:
                connection.putheader("Accept", PAGE)
            if self.cookies and "cookie" not in names:
                connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
            for name, value in sent:
                connection.putheader(name, value)
            if body or method not in ("GET", "HEAD"):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            value, _, attributes = rest.partition(";")
            if "max-age=0" in attributes.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return Answer(answer.status, answer.headers, text)

    def post(self, path: str, *headers: tuple[str, str], **fields: str) -> Answer:
        """A form, as a browser without script sends it; `csrf` is taken from the sign-in page or the list where it is
        not among `fields`."""
        if "csrf" not in fields:
            fields["csrf"] = self.token()
        return self.ask(path, ("Content-Type", FORM), *headers, method="POST", body=urlencode(fields).encode())

    def token(self) -> str:
        """The token that this visitor's forms carry now."""
        return self.ask("/sign-in").csrf or self.ask("/").csrf

    def sign_in(self, password: str, *headers: tuple[str, str], **fields: str) -> Answer:
        """The sign-in form, filled in and sent."""
        return self.post("/sign-in", *headers, password=password, **fields)

    def is_in(self) -> bool:
        """Whether the list of issues is shown."""
        return self.ask("/").status == 200
