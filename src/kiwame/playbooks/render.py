"""A verdict's texts in one language: what is wrong, why, what to do."""

from kiwame.core.taxonomy import Category
from kiwame.core.verdict import Texts, Verdict
from kiwame.playbooks.languages import DEFAULT_LANGUAGE, translations
from kiwame.playbooks.playbook import N_, Playbook, Wordings, choose
from kiwame.playbooks.table import PLAYBOOKS, STATES

PERHAPS = N_("Perhaps: {headline}")


def render(verdict: Verdict, *, language: str = DEFAULT_LANGUAGE, unsure: bool | None = None) -> Texts:
    """Headline, cause and actions of `verdict` in `language`.

    `unsure` puts 'Perhaps:' before the headline; None: decided by the verdict's confidence and the default threshold.
    """
    playbook = playbook_of(verdict)
    catalogue = translations(language)

    def say(wordings: Wordings) -> str:
        # Chosen in English, so that every language has the same wording; then translated, then filled in.
        text = catalogue.gettext(choose(wordings, verdict.parameters))
        return text.format_map(verdict.parameters)

    headline = say(playbook.headline)
    if unsure is None:
        unsure = verdict.is_unsure()
    if unsure:
        headline = catalogue.gettext(PERHAPS).format(headline=headline)
    return Texts(
        headline=headline, root_cause=say(playbook.cause), actions=tuple(say(action) for action in playbook.actions)
    )


def playbook_of(verdict: Verdict) -> Playbook:
    """The playbook of the verdict's reason, or of its state where it has none."""
    if verdict.reason is not None:
        return PLAYBOOKS[verdict.reason]
    return STATES.get(verdict.category, STATES[Category.UNCLASSIFIED])
