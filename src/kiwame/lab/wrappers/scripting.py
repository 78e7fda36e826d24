"""PHP, Ruby, and what curl prints.

Sources: RequestException of Guzzle, openai-php's exceptions, Laravel's HTTP client; Faraday; curl(1).
"""

from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.compiled import status_line, words
from kiwame.lab.wrappers.wrapper import Text, Wrapper, json_body, one_of, only_status, openai_like


def _guzzle(said: Said, draw: Draw) -> Text:
    side = "Client" if said.status < 500 else "Server"
    body = said.body if len(said.body) <= 120 else said.body[:120] + " (truncated...)"
    text = f"{side} error: `POST https://{said.host}/v1/chat/completions` resulted in a `{status_line(said)}` response:\n{body}\n"
    return Text(platform="php", type=f"GuzzleHttp\\Exception\\{side}Exception", message=text, frames="php")


def _openai_php(said: Said, draw: Draw) -> Text:
    return Text(
        platform="php",
        type=one_of(
            draw,
            "OpenAI\\Exceptions\\ErrorException",
            "OpenAI\\Exceptions\\RateLimitException" if said.status == 429 else "OpenAI\\Exceptions\\ErrorException",
            "Exception",
        ),
        message=words(said),
        frames="php",
    )


def _laravel(said: Said, draw: Draw) -> Text:
    return Text(
        platform="php",
        type="Illuminate\\Http\\Client\\RequestException",
        message=f"HTTP request returned status code {said.status}:\n{said.body}\n",
        frames="php",
    )


def _faraday(said: Said, draw: Draw) -> Text:
    return Text(
        platform="ruby",
        type=one_of(draw, "Faraday::ClientError" if said.status < 500 else "Faraday::ServerError", "Faraday::Error"),
        message=f"the server responded with status {said.status}",
        frames="ruby",
    )


def _curl(said: Said, draw: Draw) -> Text:
    text = one_of(
        draw,
        f"curl: (22) The requested URL returned error: {said.status}",
        f"curl: (22) The requested URL returned error: {status_line(said)}",
    )
    return Text(platform="other", type="", message=text, frames="none")


def _curl_body(said: Said, draw: Draw) -> Text:
    return Text(
        platform="other",
        type="",
        message=one_of(
            draw,
            f"HTTP/2 {said.status}\ncontent-type: application/json\n\n{said.body}",
            said.body,
            f"http status {said.status}: {said.body}",
        ),
        frames="none",
    )


def _guzzle_whole(said: Said) -> bool:
    return said.status >= 400 and 0 < len(said.body) <= 120


WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper(name="guzzle", speaks=_guzzle_whole, tells=_guzzle),
    Wrapper(name="openai-php", speaks=lambda said: openai_like(said) and json_body(said), tells=_openai_php),
    Wrapper(name="laravel", speaks=_guzzle_whole, tells=_laravel),
    Wrapper(name="faraday", speaks=only_status, tells=_faraday),
    Wrapper(name="curl", speaks=only_status, tells=_curl),
    Wrapper(name="curl-body", speaks=lambda said: bool(said.body), tells=_curl_body),
)
