"""Calls through ollama, to a server that the team runs itself."""

from kiwame.lab.fault import Call

MODEL = "llama3.1:8b"


def chat(call: Call, *, model: str = MODEL, timeout: float = 5.0, host: str = "") -> str:
    """A chat answer; its text."""
    import ollama

    client = ollama.Client(host=host or call.url, headers=call.headers, timeout=timeout)
    answer = client.chat(model=model, messages=[{"role": "user", "content": call.draw.prompt()}])
    return answer.message.content or ""
