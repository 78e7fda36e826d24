"""The user's own rules made ready to judge: their regular expressions run in google-re2, so that none is slow."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from kiwame.decide.user_rules import UserRule, UserRules

_MEMORY = 1 << 20
"""Bytes that one compiled expression may take: one that asks for more is refused, and none is slow to compile."""


def own_rules(rules: Sequence[UserRule], *, projects: Mapping[str, str] | None = None) -> UserRules | None:
    """What judges by `rules`, None for none. `projects`: names by id, for rules that name a project."""
    if not rules:
        return None
    return UserRules(rules, version_of(rules), compile_pattern=compile_pattern, projects=projects)


def version_of(rules: Sequence[UserRule]) -> str:
    """8 hex digits that change with any rule; "" for none."""
    if not rules:
        return ""
    from hashlib import blake2b

    said = "\n".join(map(repr, rules))
    return blake2b(said.encode("utf-8", "backslashreplace"), digest_size=4).hexdigest()


def compile_pattern(pattern: str, where: str = "match.message_re") -> Callable[[str], bool]:
    """What says whether a text holds the expression, in time linear in both.

    ValueError where google-re2 is not installed, or cannot use the expression.
    """
    try:
        re2 = import_module("re2")
    except ImportError:
        raise ValueError(
            f"has {where}, a regular expression, which needs the extra 'server': pip install 'kiwame[server]', "
            "or use message or message_glob instead"
        ) from None
    options = re2.Options()
    options.log_errors = False  # else RE2 writes to stderr
    options.max_mem = _MEMORY
    try:
        compiled = re2.compile(pattern.encode(), options)
    except (re2.error, UnicodeEncodeError) as error:
        detail = error.args[0] if error.args else error
        said = detail.decode(errors="replace") if isinstance(detail, bytes) else str(detail)
        raise ValueError(
            f"has {pattern[:60]!r} in {where}, which is no regular expression of RE2 ({said[:120]}): "
            "it knows no look-around and no back-references"
        ) from None
    return lambda text: compiled.search(text.encode("utf-8", "replace")) is not None
