"""Every (category, reason) has a playbook that reads well without a fact, in every language, with fresh catalogues."""

import pytest
from tools import messages

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Reason
from kiwame.playbooks.languages import LANGUAGES, translations
from kiwame.playbooks.playbook import Playbook, parameters_in
from kiwame.playbooks.render import PERHAPS
from kiwame.playbooks.table import PLAYBOOKS, STATES

ALL = {**{str(reason): book for reason, book in PLAYBOOKS.items()}, **{str(c): book for c, book in STATES.items()}}


def texts(playbook: Playbook) -> list[str]:
    return [text for wordings in (playbook.headline, playbook.cause, *playbook.actions) for text in wordings]


def test_every_reason_has_a_category_and_a_playbook() -> None:
    assert set(PLAYBOOKS) == set(Reason) == set(CATEGORY_OF)
    assert set(REASONS_OF) == {category for category in Category if not category.is_state}
    assert set(STATES) == {category for category in Category if category.is_state}


@pytest.mark.parametrize("name", ALL)
def test_a_playbook_is_complete(name: str) -> None:
    playbook = ALL[name]
    assert 1 <= len(playbook.actions) <= 4
    for wordings in (playbook.headline, playbook.cause, *playbook.actions):
        assert not parameters_in(wordings[-1]), "the last wording must need no fact"
    assert all(len(text) <= 130 for text in texts(playbook))
    assert not any(text.endswith(".") for text in playbook.headline)
    assert all(text.endswith(".") for action in (playbook.cause, *playbook.actions) for text in action)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_translated_with_the_same_parameters(language: str) -> None:
    catalogue = translations(language)
    for text in [PERHAPS, *(text for playbook in ALL.values() for text in texts(playbook))]:
        translated = catalogue.gettext(text)
        assert translated != text, text
        assert parameters_in(translated) == parameters_in(text), text


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogues_are_fresh(language: str) -> None:
    text, compiled = messages.catalogue(language)
    path = messages.po_path(language)
    assert path.read_bytes() == text, "run: make messages"
    assert path.with_suffix(".mo").read_bytes() == compiled, "run: make messages"
