"""What an application, a log or an issue tracker does to a text: puts a prefix before it, drops the class, adds the stack, cuts it, quotes it."""

from collections.abc import Callable
from dataclasses import replace

from kiwame.lab.draw import Draw
from kiwame.lab.wrappers.stacks import stack
from kiwame.lab.wrappers.wrapper import Text, one_of

Dressed = tuple[Text, str]
"""The text and its stack trace."""


def _plain(text: Text, draw: Draw) -> Dressed:
    return text, ""


def _stacked(text: Text, draw: Draw) -> Dressed:
    return text, stack(text, draw)


def _only_stack(text: Text, draw: Draw) -> Dressed:
    """Somebody pasted the traceback; class and message are its last line's."""
    return replace(text, message=text.message.split("\n", 1)[0]), stack(text, draw)


def _named(text: Text, draw: Draw) -> Dressed:
    """The class stands before the message."""
    if not text.type:
        return text, ""
    return replace(text, message=f"{text.type}: {text.message}", type=one_of(draw, "", text.type)), ""


def _classless(text: Text, draw: Draw) -> Dressed:
    return replace(text, type=""), ""


_PREFIXES = (
    "An error occurred: ", "Error: ", "ERROR: ", "❌ ", "❌ Error: ", "Something went wrong: ", "Failed to generate response: ", "Exception: ", "Error calling model: ",
    "LLM request failed: ", "Chat completion failed: ", "Unexpected error: ", "Agent error: ", "错误: ", "请求失败: ", "模型调用失败：", "发生错误：", "エラーが発生しました: ",
    "リクエストに失敗しました: ", "API呼び出しエラー: ", "Ошибка: ", "Erreur : ", "Fehler: ", "Error en la solicitud: ", "Task failed after 3 attempts: ", "[ERROR] ", "> ",
)  # fmt: skip


def _prefixed(text: Text, draw: Draw) -> Dressed:
    words = one_of(draw, *_PREFIXES) + text.message
    return replace(text, message=words, type=one_of(draw, "", "", "Exception" if text.platform == "python" else "")), ""


def _logged(text: Text, draw: Draw) -> Dressed:
    """A line of a log."""
    clock = f"2026-0{draw.number(1, 9)}-{draw.number(10, 28)} {draw.number(10, 23)}:{draw.number(10, 59)}:{draw.number(10, 59)}"
    heads = (f"{clock},{draw.number(100, 999)} - ERROR - ", f"{clock} | ERROR    | app.llm:ask:{draw.number(10, 400)} - ", f"[{clock}] production.ERROR: ", "ERROR:root:", "ERROR:app.chat:",
             f"time=\"{clock}\" level=error msg=", f"{clock.replace(' ', 'T')}Z  ERROR agent: ", f"[{clock}] [ERROR] [llm.py:{draw.number(10, 400)}] ", f"{clock} ERROR {draw.number(1, 90)} --- [nio-8080-exec-{draw.number(1, 9)}] c.e.chat.ChatService : ")  # fmt: skip
    named = f"{text.type}: {text.message}" if text.type and draw.number(0, 1) else text.message
    return replace(text, message=one_of(draw, *heads) + named, type=""), ""


def _cut(text: Text, draw: Draw) -> Dressed:
    """A field of limited length."""
    length = draw.number(180, 400)
    return replace(text, message=text.message[:length]), ""


def _quoted(text: Text, draw: Draw) -> Dressed:
    """Inside another error's sentence."""
    head = one_of(
        draw,
        "Error in agent step",
        "Tool 'ask_model' failed",
        "Pipeline failed",
        "Workflow node 'LLM' failed",
        "Job failed",
    )
    return replace(
        text,
        message=f"{head}: {text.type + '(' + repr(text.message) + ')' if text.type else text.message}",
        type=one_of(draw, "", "RuntimeError" if text.platform == "python" else ""),
    ), ""


def _retried(text: Text, draw: Draw) -> Dressed:
    """A retry's last words."""
    if text.platform != "python" or not text.type:
        return text, ""
    name = text.type.rsplit(".", 1)[-1]
    return Text(
        platform="python",
        type="tenacity.RetryError",
        message=f"RetryError[<Future at 0x7f{draw.hex(10)} state=finished raised {name}>]",
        frames=text.frames,
        tags=text.tags,
    ), stack(text, draw)


DRESSES: tuple[tuple[str, int, Callable[[Text, Draw], Dressed]], ...] = (
    ("plain", 5, _plain),
    ("stack", 4, _stacked),
    ("traceback", 2, _only_stack),
    ("named", 3, _named),
    ("classless", 4, _classless),
    ("prefix", 3, _prefixed),
    ("log", 2, _logged),
    ("cut", 1, _cut),
    ("quoted", 1, _quoted),
    ("retried", 1, _retried),
)
"""Name, weight, and what it does."""
_CHOICES = tuple(name for name, weight, _ in DRESSES for _ in range(weight))
_BY_NAME = {name: dress for name, _, dress in DRESSES}


def dress(text: Text, draw: Draw, *, safe: bool = False) -> tuple[str, Text, str]:
    """(the dress's name, the text, its stack trace); `safe` leaves out those that lose a part of the message."""
    name = one_of(draw, *_CHOICES)
    if name in {"cut", "traceback"} and safe:
        name = "plain"
    done, trace = _BY_NAME[name](text, draw)
    return name, done, trace
