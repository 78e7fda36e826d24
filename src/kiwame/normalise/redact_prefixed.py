"""Keys that show by their beginning whose they are: a table, one line for each maker.

Patterns are written in what `re` and RE2 both know, without look-around, so that one text serves for both. Each begins
with a literal and ends in one open run, so that a text is walked once: linear in its length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiwame.normalise.redact_spans import Span

_WORDS = re.compile(r"[a-z]{0,12}")
_MASKED = re.compile(r"\*{2}|\.{3}|…|[xX]{5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefixed:
    """A kind of key. `literals`: one of them is in every such key. `sure(key)`: it is one, and no ordinary word."""

    label: str
    literals: tuple[str, ...]
    pattern: str
    sure: Callable[[str], bool]


def _always(_: str) -> bool:
    return True


def _random(key: str) -> bool:
    """A digit, or letters of both cases, as a chance string of this length has."""
    return any(c.isdigit() for c in key) or (key.lower() != key != key.upper())


def _sk(key: str) -> bool:
    """An `sk-` key, whole or as a provider masks it; not a name of hyphened words such as `sk-learn-feature-tools`."""
    if _MASKED.search(key):
        return True
    body = key[3:]
    if len(body) < 16:
        return False
    if body.startswith(("proj-", "ant-", "or-", "svcacct-", "admin-", "lf-")):
        return True
    return not all(_WORDS.fullmatch(part) for part in re.split(r"[-_.]", body))


def _row(label: str, literals: str, pattern: str, sure: Callable[[str], bool] = _always) -> Prefixed:
    return Prefixed(label=label, literals=tuple(literals.split()), pattern=pattern, sure=sure)


_KEY = "api_key"
TABLE: tuple[Prefixed, ...] = (
    # OpenAI, Anthropic, OpenRouter, DeepSeek, Moonshot, HolySheep, LiteLLM, Langfuse and many who copied the form.
    _row(_KEY, "sk-", r"sk-[A-Za-z0-9_*.…-]{6,}", _sk),
    _row(_KEY, "sk_ rk_ pk_", r"(?:sk|rk|pk)_(?:live|test|prod)_[A-Za-z0-9*]{8,}"),
    _row(_KEY, "sk_", r"sk_[0-9a-fA-F]{32,}"),
    _row(_KEY, "AIza", r"AIza[A-Za-z0-9_-]{30,}"),
    _row(_KEY, "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{16,}"),
    _row("token", "ya29.", r"ya29\.[A-Za-z0-9_.-]{16,}"),
    _row(_KEY, "AKIA ASIA ABIA ACCA AROA AIDA", r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{12,}"),
    _row(_KEY, "JQQJ99", r"[A-Za-z0-9]{40,60}JQQJ99[A-Za-z0-9]{8,}"),  # Azure's newer keys carry this
    _row(_KEY, "hf_ api_org_", r"(?:hf|api_org)_[A-Za-z0-9]{16,}", _random),
    _row("token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9]{16,}"),
    _row("token", "github_pat_", r"github_pat_[A-Za-z0-9_]{16,}"),
    _row("token", "xox", r"xox[a-zA-Z][-.][A-Za-z0-9.-]{8,}"),
    _row("token", "xapp-", r"xapp-[A-Za-z0-9-]{8,}"),
    _row("secret", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_+-]{4,}"),
    _row("secret", "/api/webhooks/", r"/api/webhooks/[0-9]{5,20}/[A-Za-z0-9_-]{16,}"),
    _row("secret", ".webhook.office.com/", r"\.webhook\.office\.com/[A-Za-z0-9/_@-]{16,}"),
    _row("token", "sntrys_ sntryu_ sntrya_ sntryi_", r"sntry[suai]_[A-Za-z0-9_=+/.-]{16,}"),
    _row(_KEY, "gsk_", r"gsk_[A-Za-z0-9]{16,}"),
    _row(_KEY, "xai-", r"xai-[A-Za-z0-9]{16,}", _random),
    _row(_KEY, "r8_", r"r8_[A-Za-z0-9]{16,}"),
    _row(_KEY, "pplx-", r"pplx-[A-Za-z0-9]{20,}"),
    _row(_KEY, "nvapi-", r"nvapi-[A-Za-z0-9_-]{16,}"),
    _row(_KEY, "csk- tvly- fc- jina_ e2b_ fw_ pcsk_ lin_api_ ntn_",
         r"(?:csk-|tvly-|fc-|jina_|e2b_|fw_|pcsk_|lin_api_|ntn_)[A-Za-z0-9_-]{20,}", _random),
    _row(_KEY, "lsv2_", r"lsv2_(?:pt|sk)_[A-Za-z0-9_]{16,}"),
    _row("secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{16,}"),
    _row("token", "npm_", r"npm_[A-Za-z0-9]{20,}", _random),
    _row("token", "pypi-", r"pypi-[A-Za-z0-9_-]{24,}", _random),
    _row("token", "glpat- glptt- gldt- glrt- glcbt- glft- glsoat- glagent-",
         r"gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent)-[A-Za-z0-9_.-]{16,}"),
    _row(_KEY, "SG.", r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"),
    _row("token", "dop_v1_ doo_v1_ dor_v1_", r"do[opr]_v1_[0-9a-f]{32,}"),
    _row("token", "dapi", r"dapi[0-9a-f]{32,}"),
    _row("token", "hvs. hvb.", r"hv[sb]\.[A-Za-z0-9_-]{20,}"),
    _row("token", "dp.", r"dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9.]{32,}"),
    _row("token", "shpat_ shpca_ shppa_ shpss_", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32,}"),
    _row("token", "sbp_ sb_secret_", r"(?:sbp|sb_secret)_[A-Za-z0-9_]{20,}"),
    _row("token", "glc_ glsa_", r"gl(?:c|sa)_[A-Za-z0-9_=+/]{24,}"),
    _row("token", "phx_", r"phx_[A-Za-z0-9]{24,}", _random),
    _row("token", "NRAK-", r"NRAK-[A-Z0-9]{20,}"),
    _row(_KEY, "key-", r"key-[0-9a-f]{32,}"),
    _row("token", ":AA", r"[0-9]{8,12}:AA[A-Za-z0-9_-]{30,}"),  # Telegram's bots
    # A JWT, whole or cut off: base64 of '{"' begins so. A body without a dot is still a body.
    _row("token", "eyJ", r"eyJ[A-Za-z0-9_=.-]{20,}"),
)  # fmt: skip

ZHIPU = r"[0-9a-f]{32}\.[A-Za-z0-9]{16}"
"""Zhipu's keys are `id.secret`: no literal, but nothing else has this form."""

SCANS: tuple[str, ...] = (*(row.pattern for row in TABLE), ZHIPU)

# A letter or digit right before means that the beginning is the middle of a longer word: 'task-force'.
_BEFORE = "(?<![A-Za-z0-9])"
_COMPILED = tuple((row, re.compile(row.pattern if row.pattern[0] in "/\\" else _BEFORE + row.pattern)) for row in TABLE)
# One flat row a literal: a generator for each row of the table costs four times the looking.
_LITERALS = tuple((literal, at) for at, (row, _) in enumerate(_COMPILED) for literal in row.literals)
_ZHIPU = re.compile(rf"(?<![0-9A-Za-z]){ZHIPU}(?![0-9A-Za-z])")


def found_in(text: str) -> Iterator[Span]:
    """Keys of known makers in `text`."""
    for at in dict.fromkeys([at for literal, at in _LITERALS if literal in text]):
        row, pattern = _COMPILED[at]
        for found in pattern.finditer(text):
            start, end = found.span()
            while text[end - 1] in ".-" and end > start:
                end -= 1
            if row.sure(text[start:end]):
                yield Span(start, end, row.label)
    if "." in text:
        for found in _ZHIPU.finditer(text):
            yield Span(found.start(), found.end(), "api_key")
