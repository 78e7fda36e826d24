"""Policy of a verdict: whether it is said, whether it is sure, who owns it, and what its playbook may name."""

from kiwame.core.event import Facts
from kiwame.core.taxonomy import Category, Owner, Reason, owner_of
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW, Verdict
from kiwame.normalise.providers import display


def is_said(confidence: float, *, unclassified_below: float = UNCLASSIFIED_BELOW) -> bool:
    """Whether the best guess is said at all; below, the verdict is `unclassified`."""
    return confidence >= unclassified_below


def unsure(verdict: Verdict, *, unsure_below: float = UNSURE_BELOW) -> bool:
    """Whether a verdict is shown marked unsure, and the LLM may be asked. A human's word is sure."""
    return not verdict.by_human and (verdict.category is Category.UNCLASSIFIED or verdict.confidence < unsure_below)


def owner(reason: Reason | None, facts: Facts) -> Owner | None:
    """The role that acts; None where the verdict is a state."""
    return None if reason is None else owner_of(reason, self_hosted=facts.self_hosted)


def parameters_of(facts: Facts) -> dict[str, str]:
    """What a playbook may fill in, only what is known: provider (as people call it), model, host, status, retry_after
    (whole seconds), code, parameter, library, request_id."""
    named = {
        "provider": display(facts.provider) if facts.provider else "",
        "model": facts.model,
        "host": facts.host,
        "status": str(facts.http_status) if facts.http_status else "",
        "retry_after": str(max(1, round(facts.retry_after))) if facts.retry_after else "",
        "code": facts.error_code,
        "parameter": facts.error_param,
        "library": facts.library,
        "request_id": facts.request_id,
    }
    return {name: value[:200] for name, value in named.items() if value}
