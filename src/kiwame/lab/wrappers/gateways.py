"""Gateways that put a provider's answer into an answer of their own: a sentence, or JSON in a string in JSON.

Sources: `proxy/_types.py` and `router.py` of litellm (ProxyException, "Received Model Group"), relay code of one-api and new-api, OpenRouter's metadata.raw,
Portkey's and Cloudflare AI Gateway's docs, chat applications that show what they got.
"""

from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.frameworks import litellm
from kiwame.lab.wrappers.python import status_class
from kiwame.lab.wrappers.wrapper import Text, Wrapper, compact, hosted_model, json_body, one_of, openai_like, said_code


def _repr_error(status: int, body: object) -> str:
    return f"Error code: {status} - {body}"


def _litellm_proxy(said: Said, draw: Draw) -> Text:
    group = said.model or "gpt-4o"
    words = f"{litellm(said, draw).message}. Received Model Group={group}\nAvailable Model Group Fallbacks=None"
    if draw.number(0, 1):
        words += f" LiteLLM Retried: {draw.number(1, 3)} times, LiteLLM Max Retries: 3"
    body = {"error": {"message": words, "type": None, "param": None, "code": str(said.status)}}
    tags = {"gateway": "litellm"} if draw.number(0, 1) else {}
    if draw.number(0, 1):
        return Text(
            platform="python",
            type=f"openai.{status_class(said.status)}",
            message=_repr_error(said.status, body),
            frames="openai",
            tags=tags,
        )
    return Text(platform=one_of(draw, "python", "javascript", "other"), message=compact(body), frames="none", tags=tags)


def _nested(said: Said, draw: Draw) -> Text:
    body = {
        "error": {
            "message": said.body,
            "type": one_of(draw, "upstream_error", "api_error", "bad_response_status_code"),
            "code": said.status,
        }
    }
    where = draw.number(0, 2)
    if where == 0:
        return Text(
            platform="python",
            type=f"openai.{status_class(said.status)}",
            message=_repr_error(said.status, body),
            frames="openai",
        )
    if where == 1:
        return Text(
            platform="javascript",
            type=one_of(draw, "Error", "AI_APICallError", ""),
            message=f"{said.status} {said.body}",
            frames="openai-node",
        )
    return Text(platform="other", message=compact(body), frames="none")


def _twice_nested(said: Said, draw: Draw) -> Text:
    first = compact({"error": {"message": f"[{said.status}]: {said.body}", "code": said.status}})
    body = {
        "error": {
            "message": f"Provider API error: {first}",
            "type": "invalid_request_error" if said.status < 500 else "server_error",
            "code": said.status,
        }
    }
    return Text(
        platform=one_of(draw, "javascript", "python", "go"),
        message=f"{one_of(draw, 'API error', 'Upstream error', 'HTTP ' + str(said.status))}: {compact(body)}",
        frames="none",
    )


def _openrouter_raw(said: Said, draw: Draw) -> Text:
    name = {"google": "Google AI Studio", "vertex": "Google Vertex", "azure_openai": "Azure"}.get(
        said.format.provider, said.format.provider.capitalize()
    )
    body = {
        "error": {
            "message": "Provider returned error",
            "code": said.status,
            "metadata": {"raw": said.body, "provider_name": name},
        },
        "user_id": f"user_{draw.base62(27)}",
    }
    if draw.number(0, 1):
        return Text(
            platform="python",
            type=f"openai.{status_class(said.status)}",
            message=_repr_error(said.status, body),
            frames="openai",
            tags={"gateway": "openrouter"},
        )
    return Text(
        platform="javascript",
        type=one_of(draw, "Error", ""),
        message=f"{said.status} {compact(body)}",
        frames="openai-node",
    )


def _new_api(said: Said, draw: Draw) -> Text:
    body = {
        "error": {
            "message": f"{said.message} (request id: 20{draw.number(10**17, 10**18 - 1)}{draw.base62(8)})",
            "type": one_of(draw, "new_api_error", "upstream_error", "openai_error"),
            "param": "",
            "code": said_code(said) or None,
        }
    }
    match draw.number(0, 2):
        case 0:
            return Text(
                platform="python",
                type=f"openai.{status_class(said.status)}",
                message=_repr_error(said.status, body),
                frames="openai",
            )
        case 1:
            return Text(
                platform="javascript", message=f"{said.status} {body['error']['message']}", frames="openai-node"
            )
        case _:
            return Text(
                platform="go", message=f"bad response status code {said.status}, body: {compact(body)}", frames="none"
            )


def _portkey(said: Said, draw: Draw) -> Text:
    name = said.format.provider or "openai"
    body = {
        "error": {
            "message": f"{name} error: {said.message}",
            "type": None,
            "param": None,
            "code": said_code(said) or None,
        },
        "provider": name,
    }
    return Text(
        platform=one_of(draw, "python", "javascript"),
        message=f"Error code: {said.status} - {body}" if draw.number(0, 1) else compact(body),
        frames="none",
    )


WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper(name="litellm-proxy", speaks=hosted_model, tells=_litellm_proxy),
    Wrapper(name="nested", speaks=lambda said: hosted_model(said) and json_body(said), tells=_nested),
    Wrapper(name="nested-twice", speaks=lambda said: hosted_model(said) and json_body(said), tells=_twice_nested),
    Wrapper(
        name="openrouter-raw",
        speaks=lambda said: (
            hosted_model(said)
            and json_body(said)
            and said.format.provider not in {"openrouter", "oneapi", "ollama", "lmstudio", "llamacpp", ""}
        ),
        tells=_openrouter_raw,
    ),
    Wrapper(
        name="new-api",
        speaks=lambda said: (
            openai_like(said) and json_body(said) and said.format.provider not in {"oneapi", "ollama", "lmstudio"}
        ),
        tells=_new_api,
    ),
    Wrapper(name="portkey", speaks=lambda said: hosted_model(said) and json_body(said), tells=_portkey),
)
