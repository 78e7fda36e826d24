"""Who acts, and the base of severity, for every reason: TAXONOMY's lists written out."""

import pytest

from kiwame.core.event import Facts
from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Owner, Reason, Severity, base_severity
from kiwame.decide.policy import owner

OPERATOR = """
quota_exhausted daily_limit tokens_limit requests_limit concurrency_limit rate_limit_other invalid_api_key
missing_credentials expired_credentials permission_denied region_blocked authentication_other dns_failure
connection_refused connection_reset tls_error proxy_error network_other server_out_of_memory configuration database
resource_exhausted connect_timeout pool_timeout
"""
PROVIDER = """
internal_error overloaded bad_gateway service_unavailable malformed_response provider_other gateway_timeout read_timeout
timeout_other stream_interrupted
"""
CALLER = "content_filtered refusal prompt_injection invalid_media payload_too_large"
US = """
context_length_exceeded model_not_found unsupported_parameter invalid_parameter_value malformed_messages
invalid_tool_schema endpoint_not_found invalid_request_other unhandled_exception sdk_misuse missing_dependency
version_incompatibility code_other async_misuse invalid_output_format output_truncated invalid_tool_call template_error
agent_loop prompt_other
"""
OWNERS = {
    Reason(name): acts
    for acts, names in ((Owner.OPERATOR, OPERATOR), (Owner.PROVIDER, PROVIDER), (Owner.CALLER, CALLER), (Owner.US, US))
    for name in names.split()
}
"""Of everything but `model_unavailable`, whose owner hangs on who runs the server."""

CRITICAL = "quota_exhausted invalid_api_key expired_credentials missing_credentials"
HIGH = """
permission_denied region_blocked authentication_other model_not_found endpoint_not_found daily_limit dns_failure
connection_refused tls_error proxy_error model_unavailable server_out_of_memory unhandled_exception sdk_misuse
missing_dependency version_incompatibility configuration database resource_exhausted async_misuse code_other
prompt_injection
"""
LOW = "content_filtered refusal"
BASES = {
    Reason(name): base
    for base, names in ((Severity.CRITICAL, CRITICAL), (Severity.HIGH, HIGH), (Severity.LOW, LOW))
    for name in names.split()
}
"""All others are medium."""


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("self_hosted", [False, True], ids=["hosted", "self-hosted"])
def test_owners(reason: Reason, self_hosted: bool) -> None:
    expected = OWNERS.get(reason, Owner.OPERATOR if self_hosted else Owner.PROVIDER)
    assert owner(reason, Facts(self_hosted=self_hosted)) is expected


def test_the_lists_are_whole() -> None:
    assert set(Reason) - OWNERS.keys() == {Reason.MODEL_UNAVAILABLE}
    assert len(OWNERS) == sum(len(names.split()) for names in (OPERATOR, PROVIDER, CALLER, US))
    assert owner(None, Facts()) is None


@pytest.mark.parametrize("reason", [*Reason, None])
def test_bases(reason: Reason | None) -> None:
    expected = Severity.MEDIUM if reason is None else BASES.get(reason, Severity.MEDIUM)
    assert base_severity(reason) is expected


def test_every_category_ends_with_its_unspecific_reason() -> None:
    eight = [category for category in Category if not category.is_state]
    assert list(REASONS_OF) == eight
    unspecific = [REASONS_OF[category][-1].value.endswith("_other") for category in eight]
    assert unspecific == [True] * 8
    assert CATEGORY_OF.keys() == set(Reason)
