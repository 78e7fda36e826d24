"""A browser without script: keeps cookies, reads pages, fills in the forms that they hold."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import httpx


@dataclass
class Form:
    """A form of a page: where it goes, what it holds, which buttons it has."""

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


_WITHIN_A_LINE = frozenset({"a", "b", "bdi", "code", "i", "span", "strong", "time"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag not in _WITHIN_A_LINE:
            self.text.append(" ")
        self.tags.append((tag, held))
        name, value = held.get("name") or "", held.get("value") or ""
        match tag:
            case "form":
                self._form = Form(method=held.get("method") or "get", action=held.get("action") or "")
                self.forms.append(self._form)
            case "a":
                self.links.append(held.get("href") or "")
            case "input" if self._form and name:
                is_box = held.get("type") in ("checkbox", "radio")
                (self._form.boxes if is_box else self._form.fields).append((name, value))
            case "select":
                self._select = name
            case "option" if self._form and self._select:
                if "selected" in held or not any(key == self._select for key, _ in self._form.fields):
                    self._form.fields.append((self._select, value))
            case "button" if self._form and name:
                self._form.buttons.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@dataclass
class Page:
    """What came back, read."""

    response: httpx.Response
    reader: _Reader

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.text

    @property
    def text(self) -> str:
        """What people read, with single blanks."""
        return " ".join("".join(self.reader.text).split())

    @property
    def links(self) -> list[str]:
        return self.reader.links

    def attributes(self, tag: str, name: str) -> list[str]:
        """The values of an attribute on all elements of a kind."""
        return [held[name] or "" for found, held in self.reader.tags if found == tag and name in held]

    def form(self, action: str, *, button: tuple[str, str] | None = None, holding: str = "") -> Form:
        """The form that goes to `action` (with that button, or that field)."""
        return next(
            form
            for form in self.reader.forms
            if form.action == action
            and (button is None or button in form.buttons)
            and (not holding or any(name == holding for name, _ in form.fields))
        )


class Browser:
    """Over real HTTP, on one server."""

    def __init__(self, port: int, *, language: str = "en", host: str = "") -> None:
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": language}
        if host:
            headers["Host"] = host
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, follow_redirects=True)

    def open(self, path: str, **headers: str) -> Page:
        """A page."""
        return _read(self.http.get(path, headers=headers))

    def send(self, form: Form, button: tuple[str, str] | None = None, **values: Any) -> Page:
        """The form with `values` set (a list: several of that name) and `button` pressed."""
        fields = [(name, value) for name, value in form.fields if name not in values]
        for name, value in values.items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        if button is not None:
            assert button in form.buttons
            fields.append(button)
        encoded = urlencode(fields).encode()
        if form.method == "get":
            return self.open(f"{form.action}?{encoded.decode()}")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return _read(self.http.post(form.action, content=encoded, headers=headers))

    def close(self) -> None:
        """End it."""
        self.http.close()


def _read(response: httpx.Response) -> Page:
    reader = _Reader()
    reader.feed(response.text)
    return Page(response=response, reader=reader)
