"""What to do when there is no usable connection."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.DNS_FAILURE: Playbook(
        headline=(
            N_("The name {name} cannot be resolved"),
            N_("The name of {provider}'s server cannot be resolved"),
            N_("A host name cannot be resolved"),
        ),
        cause=(N_("The resolver of the machine knows no address for this name: a typing error, or DNS is down."),),
        actions=(
            (
                N_("Check the base URL for a typing error, then resolve {name} on the machine that failed."),
                N_("Check the base URL for a typing error, then resolve its name on the machine that failed."),
            ),
            (N_("Check the resolver of the container or host (resolv.conf, cluster DNS, VPN, egress rules)."),),
            (N_("If other names fail as well, treat it as an outage of your DNS."),),
        ),
    ),
    Reason.CONNECTION_REFUSED: Playbook(
        headline=(
            N_("{provider} at {host} refuses the connection: nothing listens there"),
            N_("{host} refuses the connection: nothing listens there"),
            N_("{provider} refuses the connection: nothing listens there"),
            N_("The connection is refused: nothing listens there"),
        ),
        cause=(N_("The machine was reached and no process accepts connections at that address and port."),),
        actions=(
            (
                N_("Check that the server at {host} is running and listens on that address and port."),
                N_("Check that the server is running and listens on the address and port in use."),
            ),
            (N_("In a container, localhost is the container itself: use the service's or the host's name."),),
            (N_("Start or restart the server, then look at its log for why it ended."),),
        ),
    ),
    Reason.CONNECTION_RESET: Playbook(
        headline=(
            N_("The connection to {host} was cut by the other side"),
            N_("The connection to {provider} was cut by the other side"),
            N_("The connection was cut by the other side"),
        ),
        cause=(N_("The peer or a device between closed the connection, often an idle one that was used again."),),
        actions=(
            (N_("Retry once on a fresh connection; if that succeeds, lower the client's keep-alive time."),),
            (N_("Check firewalls, proxies and load balancers on the way for idle timeouts and restarts."),),
            (N_("If it happens at every request, check protocol, port and size of the request."),),
        ),
    ),
    Reason.TLS_ERROR: Playbook(
        headline=(
            N_("No secure connection to {host}: TLS fails"),
            N_("No secure connection to {provider}: TLS fails"),
            N_("No secure connection: TLS fails"),
        ),
        cause=(N_("The handshake or the check of the certificate failed; nothing was sent."),),
        actions=(
            (
                N_("Look at the certificate with openssl s_client -connect {address}: date, name, issuer."),
                N_("Look at the server's certificate with openssl s_client -connect: date, name, issuer."),
            ),
            (N_("Behind an inspecting proxy, install its root certificate (SSL_CERT_FILE); keep the checks on."),),
            (N_("Check the scheme and port (https to an http port fails like this), and the machine's clock."),),
        ),
    ),
    Reason.PROXY_ERROR: Playbook(
        headline=(
            # No {host}: where a proxy fails, the address in the message is the proxy's as often as the destination's.
            N_("The proxy does not let the request through"),
        ),
        cause=(N_("The request goes through a proxy, and the proxy refused it or could not be reached."),),
        actions=(
            (N_("Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the process, and the proxy's credentials."),),
            (N_("Ask whoever runs the proxy to allow this destination, and look at its log."),),
            (N_("If no proxy is wanted, unset these variables or tell the client not to trust the environment."),),
        ),
    ),
    Reason.STREAM_INTERRUPTED: Playbook(
        headline=(
            N_("{provider} cut the answer off in the middle"),
            N_("The answer was cut off in the middle"),
        ),
        cause=(N_("The connection ended before the whole answer had arrived."),),
        actions=(
            (N_("Ask again from the start; use a partial answer only where half a text is of use."),),
            (N_("Check for timeouts of proxies and load balancers that are shorter than the longest answer."),),
            (
                N_("If it comes in series, look at the status page of {provider}."),
                N_("If it comes in series, look at the provider's status page."),
            ),
        ),
    ),
    Reason.NETWORK_OTHER: Playbook(
        headline=(
            N_("No usable connection to {host}"),
            N_("No usable connection to {provider}"),
            N_("No usable connection to the server"),
        ),
        cause=(N_("The client reports a connection error without its cause."),),
        actions=(
            (
                N_("From the machine that failed, try to reach {host} (curl -v): name, port, TLS, proxy."),
                N_("From the machine that failed, try to reach the server (curl -v): name, port, TLS, proxy."),
            ),
            (N_("Log the exception with its cause (__cause__): it names DNS, refusal, TLS or timeout."),),
            (N_("Retry with backoff if it happens only now and then."),),
        ),
    ),
}
