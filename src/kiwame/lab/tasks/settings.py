"""The sample app's settings, which somebody got wrong."""

from pathlib import Path

from kiwame.lab.clients import http, openai
from kiwame.lab.fault import Call


class SettingsError(Exception):
    """A setting of the sample app cannot be used."""


def timeout_setting(call: Call) -> float:
    """Read a number that is none."""
    environment = {"MODEL_TIMEOUT": "soon", "MODEL": "gpt-4.1"}
    try:
        return float(environment["MODEL_TIMEOUT"])
    except ValueError as error:
        raise SettingsError("Invalid configuration: MODEL_TIMEOUT must be a number of seconds, not 'soon'") from error


def model_file(call: Call) -> str:
    """Read a configuration file that is not there."""
    return Path("/etc/sample-app/models.yaml").read_text(encoding="utf-8")


def url_without_scheme(call: Call) -> str:
    """Call a model at an address whose setting forgot the scheme."""
    return http.by_httpx(call, url="llm-gateway:8000/v1/chat/completions".removeprefix("llm-gateway:8000"))


def base_url_without_scheme(call: Call) -> str:
    """The same through openai."""
    return openai.chat_at(call, base_url="llm-gateway/v1", model="gpt-4.1")
