"""What to do when a deadline passed before an answer came."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.CONNECT_TIMEOUT: Playbook(
        headline=(
            N_("No connection to {host} in time"),
            N_("No connection to {provider} in time"),
            N_("No connection to the server in time"),
        ),
        cause=(
            N_("The connect timeout passed first: the server accepts nothing new, or packets are lost on the way."),
        ),
        actions=(
            (
                N_("From the machine that failed, try to reach {host} (curl -v), to see where it stops."),
                N_("From the machine that failed, try to reach the server (curl -v), to see where it stops."),
            ),
            (N_("Check firewall, security group, egress rules and proxy for this destination and port."),),
            (N_("If only some attempts fail, retry with backoff; the network path or the server is saturated."),),
        ),
    ),
    Reason.READ_TIMEOUT: Playbook(
        headline=(
            N_("{provider} did not answer in time (model {model})"),
            N_("{provider} did not answer in time"),
            N_("{host} did not answer in time"),
            N_("The server did not answer in time"),
        ),
        cause=(N_("The request was sent, and the client's own read timeout passed before the answer was there."),),
        actions=(
            (
                N_("Look at the status page of {provider} and at the latency of other calls in the same minutes."),
                N_("Look at the provider's status page and at the latency of other calls in the same minutes."),
            ),
            (N_("Stream the answer, or raise the read timeout for long outputs; reasoning models need minutes."),),
            (N_("Retry once with backoff if the call may be repeated, else fail over to another model."),),
        ),
    ),
    Reason.GATEWAY_TIMEOUT: Playbook(
        headline=(
            N_("{provider} ran into its own timeout (gateway timeout)"),
            N_("A gateway gave up waiting for the server behind it"),
        ),
        cause=(N_("The answer came from the peer: a gateway or the provider itself stopped waiting for its backend."),),
        actions=(
            (N_("Retry with backoff; one in a while is normal, a series is an incident at the provider."),),
            (
                N_("Look at the status page of {provider}, and fail over if it lasts."),
                N_("Look at the provider's status page, and fail over if it lasts."),
            ),
            (N_("If your own gateway or load balancer answers, raise its idle timeout or stream the answer."),),
        ),
    ),
    Reason.POOL_TIMEOUT: Playbook(
        headline=(N_("No free connection in the client's pool"),),
        cause=(N_("All connections of the pool were in use until the deadline: too small, or not given back."),),
        actions=(
            (N_("Check that every response and stream is closed, also when an error or a cancellation happens."),),
            (N_("Use one client for the whole process, and size its pool to the concurrency you allow."),),
            (N_("Limit concurrent work in front of the client, so that waiting happens in your own queue."),),
        ),
    ),
    Reason.TIMEOUT_OTHER: Playbook(
        headline=(
            N_("A call to {provider} took longer than its deadline"),
            N_("A call took longer than its deadline"),
        ),
        cause=(N_("A deadline passed; the error does not say whether it was the client's, a task's or a gateway's."),),
        actions=(
            (N_("Find which deadline it was: the client's timeout, a task's wait_for, or a retry policy's total."),),
            (N_("Make the outer deadline longer than the inner ones with all their retries."),),
            (N_("Retry once with backoff if the call may be repeated."),),
        ),
    ),
}
