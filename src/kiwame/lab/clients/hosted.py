"""Calls to a provider at an address of its own, by clients that live as long as the application, as most have them.

The address is `http://host:port` of the fake provider; who resolves `host` to this machine is the caller's affair.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from kiwame.lab.fault import Call

if TYPE_CHECKING:
    import anthropic
    import cohere
    import groq
    import httpx
    import ollama
    import openai
    import requests
    from google import genai
    from mistralai.client import Mistral

TIMEOUT = 10.0
"""Seconds; far above what the fake provider needs."""


class ModelCallFailed(Exception):
    """What an application without a provider's library raises over an answer that is no success."""


def _asked(call: Call) -> Any:
    return [{"role": "user", "content": call.draw.prompt()}]


@cache
def _openai(base: str) -> "openai.OpenAI":
    import openai

    return openai.OpenAI(api_key="lab-000000000000", base_url=base, timeout=TIMEOUT, max_retries=0)


def by_openai(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat completion through openai, of any provider that speaks its protocol."""
    completions = _openai(base + path).chat.completions
    answer = completions.create(model=model, messages=_asked(call), extra_headers=call.headers)
    return answer.choices[0].message.content or ""


@cache
def _azure(base: str) -> "openai.AzureOpenAI":
    import openai

    return openai.AzureOpenAI(
        api_key="0" * 32, azure_endpoint=base, api_version="2024-10-21", timeout=TIMEOUT, max_retries=0
    )


def by_azure(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat completion of an Azure OpenAI deployment."""
    completions = _azure(base).chat.completions
    answer = completions.create(model=model or "gpt-4o", messages=_asked(call), extra_headers=call.headers)
    return answer.choices[0].message.content or ""


@cache
def _anthropic(base: str) -> "anthropic.Anthropic":
    import anthropic

    return anthropic.Anthropic(api_key="lab-000000000000", base_url=base, timeout=TIMEOUT, max_retries=0)


def by_anthropic(call: Call, *, base: str, path: str, model: str) -> str:
    """A message through anthropic."""
    messages = _anthropic(base).messages
    answer = messages.create(model=model, max_tokens=512, messages=_asked(call), extra_headers=call.headers)
    return "".join(block.text for block in answer.content if block.type == "text")


@cache
def _google(base: str) -> "genai.Client":
    from google import genai
    from google.genai import types

    options = types.HttpOptions(
        base_url=base, timeout=int(TIMEOUT * 1000), retry_options=types.HttpRetryOptions(attempts=1)
    )
    if "aiplatform" in base:
        from google.oauth2.credentials import Credentials

        credentials: Any = Credentials(token="lab-000000000000")  # type: ignore[no-untyped-call]
        return genai.Client(
            vertexai=True, project="lab", location="us-central1", credentials=credentials, http_options=options
        )
    return genai.Client(api_key="lab-000000000000", http_options=options)


def by_google(call: Call, *, base: str, path: str, model: str) -> str:
    """A generation through google-genai, of AI Studio or Vertex."""
    from google.genai import types

    wanted = types.GenerateContentConfig(http_options=types.HttpOptions(headers=call.headers))
    answer = _google(base).models.generate_content(model=model, contents=call.draw.prompt(), config=wanted)
    return answer.text or ""


@cache
def _mistral(base: str) -> "Mistral":
    from mistralai.client import Mistral

    return Mistral(api_key="lab0000000000000", server_url=base, timeout_ms=int(TIMEOUT * 1000))


def by_mistral(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat completion through mistralai."""
    answer = _mistral(base).chat.complete(model=model, messages=_asked(call), http_headers=call.headers)
    return str(answer.choices[0])


@cache
def _groq(base: str) -> "groq.Groq":
    import groq

    return groq.Groq(api_key="lab-000000000000", base_url=base, timeout=TIMEOUT, max_retries=0)


def by_groq(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat completion through groq."""
    completions = _groq(base).chat.completions
    answer = completions.create(model=model, messages=_asked(call), extra_headers=call.headers)
    return answer.choices[0].message.content or ""


@cache
def _cohere(base: str) -> "cohere.ClientV2":
    import cohere

    return cohere.ClientV2(api_key="lab", base_url=base, timeout=TIMEOUT, max_retries=0)


def by_cohere(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat answer through cohere."""
    answer = _cohere(base).chat(
        model=model,
        messages=_asked(call),
        request_options={"additional_headers": call.headers, "max_retries": 0},
    )
    return str(answer.message.content)


@cache
def _ollama(base: str, header: tuple[str, str]) -> "ollama.Client":
    import ollama

    return ollama.Client(host=base, headers=dict([header]), timeout=TIMEOUT)


def by_ollama(call: Call, *, base: str, path: str, model: str) -> str:
    """A chat answer through ollama, whose client takes headers only when it is made."""
    ((name, value),) = call.headers.items()
    answer = _ollama(base, (name, value)).chat(model=model, messages=_asked(call))
    return (answer.message and answer.message.content) or ""


@cache
def _httpx() -> "httpx.Client":
    import httpx

    return httpx.Client(timeout=TIMEOUT, trust_env=False)


def by_httpx(call: Call, *, base: str, path: str, model: str) -> str:
    """POST with httpx; what is no success is raised with the body, which raise_for_status would leave out."""
    answer = _httpx().post(base + path, json={"model": model, "messages": _asked(call)}, headers=call.headers)
    _look(answer.status_code, answer.reason_phrase, base + path, answer.text)
    return answer.text


@cache
def _requests() -> "requests.Session":
    import requests

    session = requests.Session()
    session.trust_env = False
    return session


def by_requests(call: Call, *, base: str, path: str, model: str) -> str:
    """POST with requests; else as by_httpx."""
    body = {"model": model, "messages": _asked(call)}
    answer = _requests().post(base + path, json=body, headers=call.headers, timeout=TIMEOUT)
    _look(answer.status_code, answer.reason, base + path, answer.text)
    return answer.text


def _look(status: int, phrase: str, url: str, text: str) -> None:
    """Raise over an answer whose status is no success, and over one that hides its failure in a 200's body."""
    if status >= 400 or '"base_resp"' in text or text.startswith(('{"code"', '{"error"')):
        raise ModelCallFailed(f"{status} {phrase} from {url}: {text}")


def by_httpx_status(call: Call, *, base: str, path: str, model: str) -> str:
    """POST with httpx and raise_for_status: status and address are all that is told."""
    answer = _httpx().post(base + path, json={"model": model, "messages": _asked(call)}, headers=call.headers)
    answer.raise_for_status()
    return answer.text


def by_requests_status(call: Call, *, base: str, path: str, model: str) -> str:
    """POST with requests and raise_for_status."""
    body = {"model": model, "messages": _asked(call)}
    answer = _requests().post(base + path, json=body, headers=call.headers, timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.text
