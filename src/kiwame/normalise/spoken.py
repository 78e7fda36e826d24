"""What an error itself says, apart from what it merely repeats.

A provider's error often echoes the caller's prompt, a model's answer or an input value; a status number or the words
'rate limit' inside such an echo say nothing of the failure. `hear` takes a message apart: error bodies are read into
codes and the provider's own words, every other object literal and everything behind an echo's cue is blanked.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kiwame.core.event import ErrorEvent
from kiwame.normalise.bodies import Value, find_objects
from kiwame.normalise.endings import ending_of

HEAD, TAIL = 16_384, 8_192
"""Characters of a message that are read: its beginning and its end; whatever lies between is an echo or a dump."""
MAX_NESTING = 6
"""Bodies inside the messages of bodies."""
MAX_LEVELS = 9
"""Objects and lists inside one another, in one body."""

MAX_KEYS = 64
"""Names of a body's fields that are remembered."""

MAX_CUES = 24
"""Echoes that are blanked in one piece of text."""
MAX_LINKS = 16
"""Links of a chain that are read: its root's side and its last."""

BLANK = "…"


@dataclass(slots=True)
class Heard:
    """What one message says: `text` as written, `codes` in lower case, `said` the innermost message of a body.

    `status` is a numeric status or code of a body. `fields` are request id, model, retry delay … found in bodies;
    `keys` the names of the bodies' own fields, which give the provider away; `nesting` how many strings it lay in.
    """

    text: str
    prose: str
    codes: list[str] = field(default_factory=list)
    said: str = ""
    code: str = ""
    type: str = ""
    param: str = ""
    status: int | None = None
    fields: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    nesting: int = 0


_MESSAGE_KEYS = (
    "message", "Message", "msg", "error_msg", "errorMessage", "error_message", "error_description", "errorMsg",
    "detail", "details_message", "title", "reason_message", "err_msg", "status_msg", "errmsg", "description", "raw",
)  # fmt: skip
_CODE_KEYS = ("code", "error_code", "errorCode", "err_code", "status_code", "statusCode", "errcode", "Code")
_TYPE_KEYS = ("type", "__type", "error_type", "errorType", "status", "reason", "name", "object_type")
_STATUS_KEYS = ("status", "code", "status_code", "statusCode", "http_status", "httpStatus", "http_code", "error_code")
_CHILD_KEYS = (
    "error", "errors", "err", "message", "details", "detail", "innererror", "inner_error", "innerError", "fault",
    "metadata", "base_resp",
    "header", "output", "violations", "Error", "data", "body", "cause", "response", "causes", "result", "exception",
    "status", "warnings",
)  # fmt: skip
_EXTRA_KEYS = (
    "retryDelay",
    "retry_after",
    "quotaId",
    "quotaMetric",
    "request_id",
    "requestId",
    "estimated_time",
    "param",
)
_ECHO_SHAPE = frozenset(("messages", "prompt", "choices", "tools", "tool_calls", "temperature", "role", "arguments"))
_TYPES_PROPER = frozenset(("type", "__type", "error_type", "errorType", "status"))
_NOTHING = frozenset(("", "None", "null", "undefined", "nil"))
_CODE_SHAPE = re.compile(r"[A-Za-z][\w.\-/:]{1,79}\Z")

_ECHO_CUE = re.compile(
    r"""input_value=
      | \b(?:LM\ Response|Raw\ (?:response|output|text)|Response\ text|Completion|Input\ value|Your\ input|Prompt\ was
        |Request\ (?:body|payload|data)|Response\ content|Model\ output|failed_generation|You\ passed
        |Input\ prompt)\s*[:=]
      | \b(?:Received|Got|Value|Text|Prompt|Input|Output|Given\ input|Content\ received|received|prompt|input|payload
        |got)\s*[:=]\s*(?=["'`\[{<])
      | \binvalid\ literal\ for\ [^:\n]{1,40}: | \bcould\ not\ convert\ string\ to\ \w{1,20}: | \btime\ data\b
      | \b[Ii]nvalid\ isoformat\ string: | \bunconverted\ data\ remains:
      | \binvalid\ input\ syntax\ for\ [^:\n]{1,40}: | \bTruncated\ incorrect\ \w{1,20}\ value:
      | \bFor\ input\ string: | \bstrconv\.\w{1,20}:\ parsing
      | \(reading\ (?=') | \bgiven\ key\ (?=') | \bUndefined\ (?:array\ key|index:)\ (?=") | \[(?:SQL|parameters):
      | \bFailed\ to\ parse\ (?=")
      | \b(?:wrote|typed|entered|asked|searched\ for|searching\ for|user\ input|for\ input|question|query|utterance)
        \s?[:=]?\s?(?=["'`“「])
      | \bfrom\ completion\b | \bInvalid\ json\ output:
      | \bCould\ not\ parse\ LLM\ output: | \bwhen\ parsing\b
      | \bCould\ not\ parse\ (?:function\ call|tool\ (?:input|call)|output
        |the\ (?:LLM|model)\ (?:output|response)): """,
    re.VERBOSE,
)
_KEY = re.compile(r"""(['"`])[a-z][\w.\-]{0,80}\1\Z""")
"""The whole message is a key in quotes: the name of what was missing, which says nothing of why."""
_BLANKS = re.compile(r"\s*")
_CUE_WORDS = (
    "eceived", "Got", "got", "nput", "Value", "Text", "rompt", "utput", "esponse", "ompletion", "parse", "parsing",
    "(reading ", "given key", "array key", "ndefined index", "[SQL:", "[parameters:",
    "ayload", "passed", "equest body", "equest data", "failed_generation",
    "wrote", "typed", "entered", "asked", "search", "user input", "uestion", "uery", "utterance",
    "literal for", "onvert string", "soformat", "nconverted data", "input s", "time data", "incorrect",
)  # fmt: skip
_ECHO_END = re.compile(
    r", input_type=|\[type=|\. Got: |\bExpected to find|\bTroubleshooting|\bfor TypeAdapter|⏎|\n(?=\S)|\Z"
)
_QUOTED = re.compile(r"""'(?:[^'\\\n]|\\.){0,400}'|"(?:[^"\\\n]|\\.){0,400}"|`[^`\n]{0,400}`|“[^”\n]{0,400}”""")

_DUMPED_KEY = re.compile(r'\["(\w{1,60})"(?::[\w"]{1,60})?\]=>\s{0,80}')
_DUMPED = re.compile(r"\b(?:object\([\w\\]{1,80}\)#\d{1,9} \(\d{1,6}\)|array\(\d{1,6}\)|string\(\d{1,9}\)) ")
_NODE_CAUSE = re.compile(r"\{\s{0,40}\[?cause\]?:\s{1,8}\[?_?[A-Z]\w{0,60}(?:Error|Exception):")
"""How Node prints an error behind another: `{ [cause]: ConnectTimeoutError: … { code: '…' } }`. All of it is said."""
_UNESCAPED = re.compile(r'"\{(?="[a-z_]+":)')
"""A body in a string of a body, its quotes not escaped: some gateways paste one into the other."""


def cut(text: str) -> str:
    """The part of a long message that is read: `HEAD` characters of its beginning and `TAIL` of its end."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"


def heard_of(event: ErrorEvent) -> list[tuple[str, Heard]]:
    """What the event says, root first: (where, heard) of each link with words and a message that no link repeats."""
    links = list(enumerate(event.chain))
    if len(links) > MAX_LINKS:
        links = links[: MAX_LINKS - 4] + links[-4:]
    found = [(f"chain[{index}].message", hear(link.message)) for index, link in links if link.message]
    if event.message and all(event.message != link.message for _, link in links):
        found.append(("message", hear(event.message)))
    return found


@lru_cache(maxsize=64)
def hear(message: str) -> Heard:
    """Take `message` apart. Never raises; time linear in the length, and bounded by `HEAD` + `TAIL`."""
    text = BLANK if len(message) < 84 and _KEY.match(message) else cut(message)
    if '"{' in text:
        text = _UNESCAPED.sub("{", text)
    if '"]=>' in text:
        # PHP's var_dump, as plugins of shops and sites log an answer.
        text = _DUMPED.sub("", _DUMPED_KEY.sub(r'"\1": ', text))
    if "<EOL>" in text:
        # Spring's RestClientResponseException prints its body in one line.
        text = text.replace("<EOL>", " ")
    return _hear(text, 0)


def _hear(message: str, nesting: int) -> Heard:
    heard = Heard(text="", prose="", nesting=nesting)
    pieces: list[str] = []
    outside: list[str] = []
    at = 0
    for found in find_objects(message) if "{" in message else ():
        before = message[at : found.start]
        spoken, open_cue = _without_echo(before)
        pieces.append(spoken)
        outside.append(spoken)
        at = found.end
        if open_cue:
            pieces.append(BLANK)
            continue
        words = _read(found.value, heard)
        literal = message[found.start : found.end]
        if words is not None:
            pieces.append(f" {words} ")
            outside.append(f" {BLANK} ")
        else:
            printed = (
                len(literal) <= 40 or ("errno" in literal and "syscall" in literal) or bool(_NODE_CAUSE.match(literal))
            )
            ending = ending_of(literal, found.value)
            pieces.append(ending or (literal if printed else BLANK))
            outside.append(BLANK)
    spoken, _ = _without_echo(message[at:])
    pieces.append(spoken)
    outside.append(spoken)
    heard.text, heard.prose = "".join(pieces), "".join(outside)
    return heard


def _without_echo(text: str) -> tuple[str, bool]:
    """`text` with echoes blanked; True where an echo runs on behind its end (into an object literal)."""
    if not any(word in text for word in _CUE_WORDS):
        return text, False
    pieces: list[str] = []
    at = 0
    for _ in range(MAX_CUES):
        cue = _ECHO_CUE.search(text, at)
        if cue is None:
            break
        pieces.append(text[at : cue.end()])
        blank = _BLANKS.match(text, cue.end())
        start = blank.end() if blank else cue.end()
        if start >= len(text):
            return "".join(pieces), True
        quoted = _QUOTED.match(text, start)
        ending = quoted or _ECHO_END.search(text, start)
        at = max(quoted.end() if quoted else ending.start() if ending else len(text), cue.end())
        pieces.append(BLANK)
    pieces.append(text[at:])
    return "".join(pieces), False


def _read(value: dict[str, Value], heard: Heard) -> str | None:
    """The words of an error body, its codes added to `heard`; None where the object is no error body."""
    if not _is_body(value):
        return None
    words: list[str] = []
    _walk(value, heard, words, 0)
    return " . ".join(words) if words or heard.codes else None


def _is_body(value: dict[str, Value]) -> bool:
    keys = value.keys()
    if not keys & _BODY_KEYS and not any(isinstance(value.get(key), dict) for key in _HOLDERS):
        return False
    return not keys & _ECHO_SHAPE or "error" in keys or "errors" in keys


_HOLDERS = ("status", "header", "cause")
"""Keys whose object is an error, of an answer or of what Node prints of an error's cause."""
_BODY_KEYS = frozenset(
    (*_MESSAGE_KEYS, *_CODE_KEYS, "error", "errors", "Error", "fault", "base_resp", "__type", "detail", "errno")
)


def _walk(value: Value, heard: Heard, words: list[str], depth: int) -> None:
    """Collect words and codes of a body, outer levels first."""
    if depth > MAX_LEVELS:
        return
    if isinstance(value, str):
        _say(value, heard, words)
        return
    if isinstance(value, list):
        for item in value[:8]:
            _walk(item, heard, words, depth + 1)
        return
    if len(heard.keys) < MAX_KEYS:
        heard.keys.extend(value)
    _scalars(value, heard, words)
    for key in _CHILD_KEYS:
        child = value.get(key)
        if isinstance(child, (dict, list)) or (
            isinstance(child, str) and key in ("error", "Error", "detail", "body", "cause", "err", "fault")
        ):
            if key == "error" and isinstance(child, str) and _CODE_SHAPE.match(child):
                _code(child, heard)
            _walk(child, heard, words, depth + 1)


def _scalars(value: dict[str, Value], heard: Heard, words: list[str]) -> None:
    """What the object itself says: codes, type, numeric status, the few other fields that are facts, and words.

    Words come last: an error that is printed in them lies nearer to the root, and its code outranks the wrapper's.
    """
    for key in _CODE_KEYS:
        if text := _scalar(value, key):
            heard.code = _more_telling(text, heard.code)
            _code(text, heard)
    said: list[str] = []
    for key in _TYPE_KEYS:
        if text := _scalar(value, key):
            _type(key, text, heard, said)
    for key in _STATUS_KEYS:
        text = _scalar(value, key)
        if heard.status is None and len(text) == 3 and text.isdecimal() and "400" <= text <= "599":
            heard.status = int(text)
    heard.param = _scalar(value, "param")[:200] or heard.param
    for key in _MESSAGE_KEYS:
        child = value.get(key)
        if isinstance(child, str) and child and key != "detail":
            _say(child, heard, words)
    for key in _EXTRA_KEYS:
        if text := _scalar(value, key):
            heard.fields[key] = text
            if key.startswith("quota"):
                words.append(text)
    words += said


def _more_telling(inner: str, outer: str) -> str:
    """The code that is nearer to the root, unless it is a bare number and the other is none."""
    return outer if not inner or (inner.isdecimal() and outer and not outer.isdecimal()) else inner


def _scalar(value: dict[str, Value], key: str) -> str:
    """The text under `key`; empty where there is none, or where it says that there is none."""
    text = value.get(key)
    return text if isinstance(text, str) and text not in _NOTHING else ""


def _type(key: str, text: str, heard: Heard, words: list[str]) -> None:
    if _CODE_SHAPE.match(text):
        if text == "error":
            return
        if key in _TYPES_PROPER:
            heard.type = text
        _code(text, heard)
    elif " " in text and len(text) < 60:
        words.append(text)


def _code(text: str, heard: Heard) -> None:
    if len(text) > 80:
        return
    code = text.lower()
    heard.codes.append(code)
    if "." in code and not code.startswith("internalerror."):
        heard.codes += code.split(".")


def _say(text: str, heard: Heard, words: list[str]) -> None:
    """Words of a body: an error inside them is read in its turn, long quotations in them are the caller's."""
    if "{" in text and heard.nesting < MAX_NESTING:
        inner = _hear(text, heard.nesting + 1)
        heard.codes += inner.codes
        heard.said = inner.said or _without_quotations(inner.text)
        heard.code = _more_telling(inner.code, heard.code)
        heard.type, heard.param = inner.type or heard.type, inner.param or heard.param
        heard.status = heard.status or inner.status
        heard.fields.update(inner.fields)
        heard.keys += inner.keys
        words.append(_without_quotations(inner.text))
        return
    spoken = _without_quotations(_without_echo(text)[0])
    heard.said = spoken
    words.append(spoken)


def _without_quotations(text: str) -> str:
    """`text` without quotations of four words and more: a provider quotes what the caller sent."""
    if "'" not in text and '"' not in text and "`" not in text and "“" not in text:
        return text
    return _QUOTED.sub(lambda match: match[0] if match[0].count(" ") < 3 else f"'{BLANK}'", text)
