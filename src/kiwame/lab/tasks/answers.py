"""What the sample app does with a model's answer, and what it raises where the answer is no use."""

import json
from typing import Any

from pydantic import BaseModel

from kiwame.lab.clients import anthropic, google, openai
from kiwame.lab.fault import Call


class AnswerUnusable(Exception):
    """The model answered, and the answer cannot be used."""


class ModelRefused(AnswerUnusable):
    """The model declined."""


class AnswerBlocked(AnswerUnusable):
    """A filter of the provider blocked prompt or answer."""


class AnswerTruncated(AnswerUnusable):
    """The answer was cut off at its token limit."""


class ResponseFailed(AnswerUnusable):
    """The provider failed while it answered."""


class Invoice(BaseModel):
    """What the model is asked to extract."""

    number: str
    total: float
    due: str


def extract_json(call: Call) -> Any:
    """Parse the model's text as JSON."""
    return json.loads(openai.chat(call, model="gpt-4.1"))


def extract_invoice(call: Call) -> Invoice:
    """Validate the model's text as an invoice."""
    return Invoice.model_validate_json(openai.chat(call, model="gpt-4.1"))


def parse_invoice(call: Call) -> object:
    """Let the client validate the model's text."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer = openai.client(call).chat.completions.parse(model="gpt-4.1", messages=messages, response_format=Invoice)
    return answer.choices[0].message.parsed


def complete(call: Call) -> str:
    """A chat completion whose ending is looked at."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer = openai.client(call).chat.completions.create(model="gpt-4.1", messages=messages, max_tokens=256)
    choice = answer.choices[0]
    if choice.message.refusal:
        raise ModelRefused(f"The model refused to answer: {choice.message.refusal}")
    match choice.finish_reason:
        case "length":
            tokens = answer.usage.completion_tokens if answer.usage else 0
            raise AnswerTruncated(f"The answer was cut off after {tokens} tokens (finish_reason=length)")
        case "content_filter":
            raise AnswerBlocked("The answer was withheld by the content filter (finish_reason=content_filter)")
        case _:
            return choice.message.content or ""


def respond(call: Call) -> str:
    """A response of the Responses API whose status is looked at."""
    answer = openai.client(call).responses.create(model="gpt-4.1", input=call.draw.prompt(), max_output_tokens=256)
    if answer.error is not None:
        raise ResponseFailed(f"The response failed: {answer.error.code}: {answer.error.message}")
    if answer.incomplete_details is not None and answer.incomplete_details.reason == "max_output_tokens":
        raise AnswerTruncated("The response is incomplete: max_output_tokens was reached")
    return answer.output_text


def ask_claude(call: Call) -> str:
    """A message whose ending is looked at."""
    asked: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer = anthropic.client(call).messages.create(model=anthropic.MODEL, max_tokens=256, messages=asked)
    match answer.stop_reason:
        case "refusal":
            raise ModelRefused("Claude declined to answer (stop_reason=refusal)")
        case "max_tokens":
            raise AnswerTruncated(f"The answer stopped at {answer.usage.output_tokens} tokens (stop_reason=max_tokens)")
        case _:
            return str(answer.content)


def ask_gemini(call: Call) -> str:
    """A generation whose prompt feedback is looked at."""
    client = google.client(call)
    answer = client.models.generate_content(model=google.MODEL, contents=call.draw.prompt())
    if answer.prompt_feedback and answer.prompt_feedback.block_reason:
        raise AnswerBlocked(f"Gemini blocked the prompt: block_reason={answer.prompt_feedback.block_reason.value}")
    return answer.text or ""
