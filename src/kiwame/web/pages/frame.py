"""The frame around every page: templates, language, and what the bar at the top shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urlsplit

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kiwame.core.loopback import parse_authority
from kiwame.playbooks.languages import DEFAULT_LANGUAGE, LANGUAGES
from kiwame.web.pages import language, said
from kiwame.web.pages.static_files import static_files
from kiwame.web.pages.visible import first_line, shown, visible
from kiwame.web.pages.words import Words, iso


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Renders templates. `language` is the one for browsers that ask for none of ours; `clock` gives Unix seconds.

    `public_url` may have a path, which a proxy in front of us strips: then every address on a page that was asked for
    by that name begins with it.
    """

    clock: Callable[[], float]
    language: str = DEFAULT_LANGUAGE
    public_url: str = ""
    _environments: dict[str, jinja2.Environment] = field(default_factory=dict, init=False, repr=False)

    def words(self, request: Request) -> Words:
        """The words of the language in which this request is answered."""
        chosen = language.choose(
            kept=request.cookies.get(language.COOKIE, ""),
            accepted=request.headers.get("accept-language", ""),
            default=self.language,
        )
        return Words(chosen)

    def address_of(self, request: Request, path: str) -> str:
        """Where a browser finds `path` of this server ("/issues/1"): for every link, form and redirect."""
        public = urlsplit(self.public_url)
        prefix = public.path.rstrip("/")
        return prefix + path if prefix and _is_host_of(public, request.headers.get("host", "")) else path

    def render(
        self,
        request: Request,
        template: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """A page. What a form did is said once: its cookie is taken back.

        Beside `context` a template knows: `at(path)` (for every address), `_(text, **values)`, `words`, `now`, `csrf`
        (for each form), `caller` (None where nobody is known), `path` (what was asked for, with its query), `here` (a
        page to come back to), `said` (what the last form did, or None).
        """
        words = self.words(request)
        done = said.read(request.cookies.get(said.COOKIE, ""))
        html = (
            self._environment(words.language)
            .get_template(template)
            .render(
                words=words,
                at=partial(self.address_of, request),
                now=self.clock(),
                csrf=request.scope.get("kiwame.csrf", ""),
                caller=request.scope.get("kiwame.caller"),
                path=path_of(request),
                here=path_of(request) if request.method == "GET" else "/",
                said=said.sentence(done, words) if done else None,
                **{"section": "", "section_itself": True, **context},
            )
        )
        response = HTMLResponse(html, status, headers=dict(headers or {}))
        response.headers["Content-Language"] = words.tag
        response.headers["Vary"] = "Accept-Language, Cookie"
        if done:
            secure = request.url.scheme == "https"
            response.delete_cookie(said.COOKIE, path="/", secure=secure, httponly=True, samesite="lax")
        return response

    def tell_next(self, request: Request, answer: Response, done: said.Said) -> None:
        """Have the next page say what a form did."""
        answer.set_cookie(
            said.COOKIE,
            done.value(),
            max_age=said.SECONDS,
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )

    def _environment(self, chosen: str) -> jinja2.Environment:
        if chosen not in self._environments:
            self._environments[chosen] = _environment(Words(chosen))
        return self._environments[chosen]


def _environment(words: Words) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kiwame.web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals |= {
        "_": words.markup,
        "static": static_files().addresses.__getitem__,
        "languages": [(one, language.NAMES[one], language.TAGS[one]) for one in LANGUAGES],
        "iso": iso,
    }
    environment.filters |= {"shown": shown, "line": first_line, "as_is": _as_is}
    return environment


def _is_host_of(public: SplitResult, host: str) -> bool:
    default = {"http": 80, "https": 443}.get(public.scheme)
    asked, ours = parse_authority(host), parse_authority(public.netloc)
    if asked is None or ours is None:
        return False
    return (asked[0], asked[1] or default) == (ours[0], ours[1] or default)


def _finalize(value: object) -> object:
    """Whatever a template prints: text gets its marks even where nobody thought of it, in attributes too."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _as_is(text: str) -> Markup:
    """Text that a form must send back as it was."""
    return Markup(escape(text))  # noqa: S704  just escaped


def path_of(request: Request) -> str:
    """The address of a page within this server: where a form leads back to."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")
