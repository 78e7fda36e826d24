"""What to do when a limit of ours was reached: requests, tokens, a day's allowance, concurrency, credit."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

_SLOW_DOWN = (
    N_("Retry with exponential backoff and jitter, and wait {retry_after} as {provider} asks."),
    N_("Retry with exponential backoff and jitter, and wait as long as the answer's Retry-After says."),
)
_RAISE = (
    N_("Ask {provider} for a higher limit, or move to a higher tier, if this is normal traffic."),
    N_("Ask the provider for a higher limit, or move to a higher tier, if this is normal traffic."),
)

PLAYBOOKS = {
    Reason.REQUESTS_LIMIT: Playbook(
        headline=(
            N_("{provider} refuses requests: too many for {model} in a short time"),
            N_("{provider} refuses requests: too many in a short time"),
            N_("The provider refuses requests: too many in a short time"),
        ),
        cause=(
            N_("The account sends more requests than its limit at {provider} allows."),
            N_("The account sends more requests than its limit at the provider allows."),
        ),
        actions=(
            _SLOW_DOWN,
            (N_("Put one limiter in front of all workers, set below the account's requests per minute."),),
            _RAISE,
        ),
    ),
    Reason.TOKENS_LIMIT: Playbook(
        headline=(
            N_("{provider} refuses requests: the token limit for {model} is reached"),
            N_("{provider} refuses requests: the token limit is reached"),
            N_("The provider refuses requests: the token limit is reached"),
        ),
        cause=(
            N_("Prompts and answers together use more tokens in the window than the account may use at {provider}."),
            N_("Prompts and answers together use more tokens in the window than the account may use."),
        ),
        actions=(
            _SLOW_DOWN,
            (N_("Shorten prompts or lower the maximum length of answers: both count against the limit."),),
            (N_("Spread large jobs over time, or send them through the provider's batch interface."),),
            _RAISE,
        ),
    ),
    Reason.DAILY_LIMIT: Playbook(
        headline=(
            N_("The daily allowance at {provider} for {model} is used up"),
            N_("The daily allowance at {provider} is used up"),
            N_("The daily allowance at the provider is used up"),
        ),
        cause=(N_("A limit over a day or more is reached; waiting a few seconds does not help."),),
        actions=(
            (
                N_("Look up at {provider} when the allowance is renewed, and stop retrying until then."),
                N_("Look up at the provider when the allowance is renewed, and stop retrying until then."),
            ),
            (N_("Move to a paid tier or a higher allowance, or send the traffic to another model or provider."),),
            (N_("Find what used it up: compare today's requests per feature and user with an ordinary day."),),
        ),
    ),
    Reason.CONCURRENCY_LIMIT: Playbook(
        headline=(
            N_("Too many requests to {provider} are open at the same time"),
            N_("Too many requests to the provider are open at the same time"),
        ),
        cause=(N_("The account may only have a certain number of requests in flight, and more were sent."),),
        actions=(
            (N_("Limit requests in flight with one semaphore or queue that all workers share."),),
            (N_("Check that streams and timed-out requests are closed: open ones keep counting."),),
            _RAISE,
        ),
    ),
    Reason.QUOTA_EXHAUSTED: Playbook(
        headline=(
            N_("The {provider} account is out of credit or has reached its spending limit"),
            N_("The provider account is out of credit or has reached its spending limit"),
        ),
        cause=(
            N_("{provider} refuses every request of this account until credit or plan allows more."),
            N_("The provider refuses every request of this account until credit or plan allows more."),
        ),
        actions=(
            (
                N_("Open the billing page of {provider}: add credit, or raise the spending limit or plan."),
                N_("Open the provider's billing page: add credit, or raise the spending limit or plan."),
            ),
            (N_("Check that the key in use belongs to the account and project that you pay for."),),
            (N_("Stop retries for this error, and fail over to another provider where you have one."),),
            (N_("Set a billing alert well below the limit, so that the next time is known a day before."),),
        ),
    ),
    Reason.RATE_LIMIT_OTHER: Playbook(
        headline=(
            N_("{provider} limits our requests (429)"),
            N_("The provider limits our requests (429)"),
        ),
        cause=(N_("A limit of this account was reached; the answer does not say which one."),),
        actions=(
            _SLOW_DOWN,
            (
                N_("Compare the traffic of the last minutes with the account's limits at {provider}."),
                N_("Compare the traffic of the last minutes with the account's limits at the provider."),
            ),
            (N_("Log the rate-limit headers of the answers: they name the limit and when it resets."),),
        ),
    ),
}
