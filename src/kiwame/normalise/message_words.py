"""Which words of a message vary from one event to the next, and which name what failed."""

import re

_FAMILIES = re.compile(
    r"(?:[\w.-]{1,40}/){0,4}(?:models/)?(?:us\.|eu\.|apac\.|global\.)?(?:[a-z]{2,12}\.)?"
    r"(?:chat)?(?:gpt|o[134](?![0-9a-z])|text-(?:embedding|davinci|bison|moderation)|davinci|babbage|curie|whisper|dall-?e|"
    r"tts-|claude|gemini|gemma|palm|(?:chat|text|code)-bison|llama|meta-llama|code-?llama|mistral|mixtral|codestral|"
    r"ministral|magistral|devstral|pixtral|open-mi|command|c4ai|embed-|rerank|aya-|deepseek|qwen|qwq|phi-?\d|grok|yi-|"
    r"glm|chatglm|kimi|moonshot|ernie|doubao|hunyuan|baichuan|internlm|sonar|pplx|nova-|titan|jamba|dbrx|falcon|"
    r"starcoder|wizard|vicuna|nomic|bge-|e5-|voyage|jina-|stable-|sdxl|flux|imagen|veo-|sora|hermes|nous-|solar|granite|"
    r"nemotron|olmo|zephyr|openchat|tinyllama|smollm|minimax|abab|all-minilm|mxbai|snowflake-arctic|paraphrase-)"
    r"[\w.:/@-]*",
    re.IGNORECASE | re.ASCII,
)
"""Names of model families, with the folders and regions that stand before them."""

_TECHNICAL = re.compile(
    r"(?:utf|int|uint|float|fp|bf|sha|md|base|ipv|http|oauth|x|py|cp|iso|latin|ascii|crc|h|mp|v|ec|s|k|p|i|l|rfc|tls|ssl|"
    r"sslv|tlsv|win|arm|amd|aarch|neo|log|web|es|vt|db|ed|rs|hs|aes|rsa|t|f|u|str|vec|mat|d)\d{1,5}(?:[a-z]{1,5}\d?)?",
    re.IGNORECASE,
)
"""`utf8`, `sha256`, `v1beta`: digits that are part of a term."""

_STANDARD = re.compile(
    r"(?:utf|iso|sha|cp|windows|us|http|tls|ssl|aes|euc|gb|latin|rfc|ieee|x|base)[-_]?\d{1,5}(?:-[a-z0-9]{1,5})*",
    re.IGNORECASE,
)
"""`utf-8`, `iso-8859-1`."""

_CODE = re.compile(r"[A-Z]{1,7}\d{3,6}|(?:ORA|DPY|TNS|SQL|MY|PLS|SP2|CVE|RFC|KB|GHSA|RUSTSEC)-\d{2,6}|\d{2}[A-Z0-9]{3}")
"""An error's code as databases and compilers give it: `E11000`, `ORA-00942`, `AADSTS50034`, `42P01`."""

_ID_PREFIX = re.compile(
    r"(?:req|request|org|proj|project|user|usr|call|chatcmpl|cmpl|msg|resp|response|run|thread|asst|file|batch|toolu|"
    r"srvtoolu|fc|rs|vs|ws|ft|ftjob|step|evt|event|sub|acct|cus|item|gen|trace|span|sess|session|conv|conversation|job|task|"
    r"tool_call|toolcall|ctx|tenant|customer|order|doc|document|upload|modelcall|corr|txn|tr|inv|invoice|id|key|ws|node|pod)"
    r"[-_:](?P<rest>[A-Za-z0-9_-]{2,})"
)
_PART = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]+")
_SPLIT = re.compile(r"([A-Za-z]{2,})(\d{2,})$")
_VERSION = re.compile(r"v?\d+(?:[._-]\d+)+(?:[a-z]{1,6}\d{0,3})?", re.IGNORECASE)


def is_model(word: str) -> bool:
    """True for a model's name, with or without its maker: `gpt-4o`, `meta-llama/Llama-3.1-70B`, `claude-sonnet-4-5`."""
    return bool(_FAMILIES.fullmatch(word))


def is_code(word: str) -> bool:
    """True for an error's code as databases and compilers give it."""
    return bool(_CODE.fullmatch(word))


def steady(word: str) -> str:
    """`word` with what varies of it replaced: ids, numbers and chance strings; names, codes and terms stay.

    >>> [steady(word) for word in ("gpt-4o", "user_42", "req_011CQyz8", "insufficient_quota", "E11000", "utf8")]
    ['gpt-4o', 'user_<num>', '<id>', 'insufficient_quota', 'E11000', 'utf8']
    """
    prefixed = _ID_PREFIX.fullmatch(word)
    if prefixed is not None and _is_chance(prefixed["rest"], word.startswith("org-")):
        return "<id>"
    if not any(c.isdigit() for c in word):
        return "<id>" if len(word) >= 20 and _mixed_case(word) else word
    if is_model(word) or is_code(word) or _STANDARD.fullmatch(word):
        return word
    if _VERSION.fullmatch(word):
        return "<num>"
    if len(word) >= 16 and "." not in word and sum(c.isdigit() for c in word) >= 3 and not _is_spoken(word):
        return "<id>"
    return "".join(_part(part) for part in _PART.findall(word))


def _is_chance(rest: str, organisation: bool) -> bool:
    """True where what follows an id's prefix is no word: `abc123`, `QyzPk`, but not `format` or `id`."""
    if any(c.isdigit() for c in rest):
        return not rest.isdigit()
    return organisation or (len(rest) >= 6 and _mixed_case(rest))


def _mixed_case(word: str) -> bool:
    """Capitals strewn among small letters as chance does, not as CamelCase does: three short runs or more."""
    if "_" in word or "." in word or word.islower() or word.isupper():
        return False
    runs = re.findall(r"[A-Z]+|[a-z]+", word)
    return sum(len(run) <= 2 for run in runs if run.islower()) >= 3


def _is_spoken(word: str) -> bool:
    """True for hyphened or underscored words with a number here and there: `max_retries_exceeded_after_12`."""
    parts = [part for part in re.split(r"[-_:/]", word) if part]
    return len(parts) > 1 and all(part.isalpha() or part.isdigit() or _TECHNICAL.fullmatch(part) for part in parts)


def _part(part: str) -> str:
    if not any(c.isdigit() for c in part):
        return part
    if part.isdigit():
        return "<num>"
    if _TECHNICAL.fullmatch(part) or _CODE.fullmatch(part):
        return part
    if len(part) >= 6 and all(c in "0123456789abcdef" for c in part.lower()):
        return "<hex>"
    split = _SPLIT.fullmatch(part)
    if split is not None:
        return f"{split[1]}<num>"
    digits = sum(c.isdigit() for c in part)
    return "<id>" if len(part) >= 8 and digits >= 2 else part
