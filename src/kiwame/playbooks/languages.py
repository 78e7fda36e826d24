"""The languages that texts exist in, and their catalogues (gettext, compiled by `make messages`)."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

LANGUAGES = ("en", "ja", "zh")
DEFAULT_LANGUAGE = "en"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of `language`; English, the language of the code, for any that is not in LANGUAGES."""
    if language not in LANGUAGES or language == DEFAULT_LANGUAGE:
        return NullTranslations()
    catalogue = files("kiwame.playbooks") / "locale" / language / "LC_MESSAGES" / "kiwame.mo"
    with catalogue.open("rb") as compiled:
        return GNUTranslations(compiled)
