"""Which language a page is in: what somebody chose, else what the browser asks for, else the setting. Pure."""

from kiwame.playbooks.languages import LANGUAGES

COOKIE = "kiwame_language"
"""Keeps a choice; its value is one of LANGUAGES, anything else counts for nothing."""

NAMES = {"en": "English", "ja": "日本語", "zh": "简体中文"}
"""What each language calls itself."""

TAGS = {"en": "en", "ja": "ja", "zh": "zh-Hans"}
"""The `lang` attribute: so that a browser takes Chinese or Japanese forms of the same characters."""

_MOST_RANGES = 50


def choose(*, kept: str, accepted: str, default: str) -> str:
    """One of LANGUAGES. `kept` is the cookie's value, `accepted` the Accept-Language header, each "" for none.

    >>> choose(kept="", accepted="fr-CH, ja;q=0.9, en;q=0.8", default="zh")
    'ja'
    >>> choose(kept="zh", accepted="ja", default="en"), choose(kept="xx", accepted="fr", default="ja")
    ('zh', 'ja')
    """
    if kept in LANGUAGES:
        return kept
    best, weight = default, 0.0
    for one in accepted.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        name, _, rest = one.partition(";")
        language = name.strip().lower().partition("-")[0]
        quality = _quality(rest)
        if language in LANGUAGES and quality > weight:
            best, weight = language, quality
    return best


def _quality(text: str) -> float:
    name, _, value = text.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0.0 <= quality <= 1.0 else 0.0
