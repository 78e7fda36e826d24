"""What to do when the upstream failed though the request was fine."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

_WAIT = (
    N_("Look at the status page of {provider}; wait or fail over while it lasts."),
    N_("Look at the provider's status page; wait or fail over while it lasts."),
)
_RETRY = (N_("Retry with exponential backoff and jitter, a few times at most."),)

PLAYBOOKS = {
    Reason.INTERNAL_ERROR: Playbook(
        headline=(N_("{provider} has an internal error"), N_("The provider has an internal error")),
        cause=(N_("The server failed while it worked on a request that it had accepted."),),
        actions=(
            _RETRY,
            _WAIT,
            (N_("If one kind of request fails, open a ticket with the smallest that does, and its request id."),),
        ),
    ),
    Reason.OVERLOADED: Playbook(
        headline=(
            N_("{provider} is overloaded (model {model})"),
            N_("{provider} is overloaded"),
            N_("The server is overloaded"),
        ),
        cause=(N_("The upstream has no capacity left at the moment; it is not a limit of this account."),),
        actions=(
            (
                N_("Retry with exponential backoff and jitter, at the earliest after {retry_after}."),
                N_("Retry with exponential backoff and jitter over minutes, not seconds."),
            ),
            (N_("Fail over to another model, region or provider while it lasts."),),
            (N_("For a server of your own: add capacity, or lower the number of requests it accepts at once."),),
        ),
    ),
    Reason.BAD_GATEWAY: Playbook(
        headline=(
            N_("A gateway at {provider} got no usable answer (502)"),
            N_("A gateway got no usable answer from the server behind it (502)"),
        ),
        cause=(N_("The gateway was reached; the server behind it failed, was restarting or closed the connection."),),
        actions=(
            _RETRY,
            _WAIT,
            (N_("If the gateway is yours, look at the log of the server behind it in the same second."),),
        ),
    ),
    Reason.SERVICE_UNAVAILABLE: Playbook(
        headline=(N_("{provider} is not available at the moment"), N_("The service is not available at the moment")),
        cause=(N_("The server says that it cannot serve now: maintenance, restart or an outage."),),
        actions=(
            _RETRY,
            _WAIT,
            (N_("For a server of your own: check that it runs, is ready, and has passed its health check."),),
        ),
    ),
    Reason.MALFORMED_RESPONSE: Playbook(
        headline=(
            N_("{provider} answered with something that is not a valid response"),
            N_("The server answered with something that is not a valid response"),
        ),
        cause=(N_("The body of the answer is empty, an HTML page or of another shape than the API promises."),),
        actions=(
            (N_("Look at status, content type and first bytes of the answer: HTML is a proxy's or a wrong URL's."),),
            (N_("Check the base URL (path /v1, trailing parts) and any gateway between."),),
            _RETRY,
            (N_("Check that the client library's version fits the API's version."),),
        ),
    ),
    Reason.MODEL_UNAVAILABLE: Playbook(
        headline=(
            N_("The model {model} is not ready at {provider}"),
            N_("The model {model} is not ready"),
            N_("The model is not ready"),
        ),
        cause=(N_("The model exists, and is still loading, could not be loaded, or is switched off for the moment."),),
        actions=(
            (N_("If it is loading, retry after its loading time, or keep it warm."),),
            (N_("On a server of your own, read its log: missing file, too little memory, wrong format."),),
            (N_("Fail over to another model until it is back."),),
        ),
    ),
    Reason.SERVER_OUT_OF_MEMORY: Playbook(
        headline=(
            N_("The model server ran out of memory with {model}"),
            N_("The model server ran out of memory"),
        ),
        cause=(N_("Weights, context and concurrent requests together need more memory than the server has."),),
        actions=(
            (N_("Lower context length, batch size or concurrent requests of the model server."),),
            (N_("Use a smaller or more strongly quantised model, or a machine with more memory."),),
            (N_("Look for other processes on the same GPU, and restart the server to free what is held."),),
        ),
    ),
    Reason.PROVIDER_OTHER: Playbook(
        headline=(N_("{provider} failed in a way of its own"), N_("The provider failed in a way of its own")),
        cause=(N_("The upstream reports a failure on its side that fits no common kind."),),
        actions=(
            (N_("Read the message of the provider; note its request id."),),
            _RETRY,
            (
                N_("Open a ticket at {provider} with request id and time if it lasts."),
                N_("Open a ticket at the provider with request id and time if it lasts."),
            ),
        ),
    ),
}
