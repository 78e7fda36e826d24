"""Which playbook belongs to which reason, and to each state that has none."""

from kiwame.core.taxonomy import Category, Reason
from kiwame.playbooks import (
    authentication_error,
    code_bug,
    invalid_request,
    network_error,
    prompt_issue,
    provider_error,
    rate_limit,
    timeout,
)
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS: dict[Reason, Playbook] = {
    **rate_limit.PLAYBOOKS,
    **timeout.PLAYBOOKS,
    **invalid_request.PLAYBOOKS,
    **authentication_error.PLAYBOOKS,
    **provider_error.PLAYBOOKS,
    **network_error.PLAYBOOKS,
    **code_bug.PLAYBOOKS,
    **prompt_issue.PLAYBOOKS,
}

STATES: dict[Category, Playbook] = {
    Category.UNCLASSIFIED: Playbook(
        headline=(N_("Not classified: nobody was sure enough"),),
        cause=(N_("No rule fits this error well enough to say what it is."),),
        actions=(
            (N_("Read class, message and frames of the newest event."),),
            (N_("Correct category and reason of this issue if you know them: your word holds from then on."),),
        ),
    ),
    Category.CLASSIFICATION_FAILED: Playbook(
        headline=(N_("Not classified: the language model gave no usable answer"),),
        cause=(N_("The cheaper deciders were unsure, and the model that was asked did not help."),),
        actions=((N_("Read class, message and frames of the newest event, and correct the issue."),),),
    ),
    Category.CLASSIFICATION_SKIPPED: Playbook(
        headline=(N_("Not classified yet: the language model was not asked"),),
        cause=(N_("A budget or limit left no room to ask the model; it is tried again."),),
        actions=((N_("Read class, message and frames of the newest event, and correct the issue if it is urgent."),),),
    ),
}
