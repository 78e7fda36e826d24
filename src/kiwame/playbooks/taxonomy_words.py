"""The taxonomy in words, for Slack, the pages and the terminal alike: severities, who acts, steps, deciders. Marked
texts: whoever shows them translates them."""

from kiwame.core.taxonomy import Owner, Severity
from kiwame.core.verdict import SeverityStep
from kiwame.playbooks.playbook import N_

SHAPES = {Severity.CRITICAL: "▲", Severity.HIGH: "◆", Severity.MEDIUM: "●", Severity.LOW: "○"}
"""A severity is told by its shape, its word or its colour: any one of them alone must do."""
SEVERITIES = {
    Severity.CRITICAL: N_("Critical"),
    Severity.HIGH: N_("High"),
    Severity.MEDIUM: N_("Medium"),
    Severity.LOW: N_("Low"),
}
OWNERS = {
    Owner.OPERATOR: N_("The operator (keys, billing, network, capacity)"),
    Owner.PROVIDER: N_("The provider: wait, fail over, or open a ticket"),
    Owner.CALLER: N_("The caller: it is the end user's input"),
    Owner.US: N_("Us, the application's team"),
}
TEAM = N_("{team}: {role}")
"""Who acts where a rule of the user's own names the team for a role."""
NOBODY_YET = N_("Not known: nobody was sure what this is")
STEPS = {
    SeverityStep.NOT_PRODUCTION: N_("the environment is not production"),
    SeverityStep.HANDLED: N_("the application handled it"),
    SeverityStep.MANY: N_("many users or events meet it"),
    SeverityStep.REGRESSED: N_("it came back after it was resolved"),
    SeverityStep.LLM_ALONE: N_("known from a language model alone"),
    SeverityStep.FLOOR: N_("a rule of yours sets a floor"),
    SeverityStep.CEILING: N_("a rule of yours sets a ceiling"),
    SeverityStep.HELD: N_("the highest since it opened is kept"),
    SeverityStep.HUMAN: N_("a person said so"),
}
DECIDERS = {
    "rules": N_("rules"),
    "memory": N_("memory"),
    "model": N_("local model"),
    "llm": N_("language model"),
}
"""By the first part of `decided_by`, but for a person."""
