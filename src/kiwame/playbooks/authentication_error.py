"""What to do when the upstream refused who asked."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.INVALID_API_KEY: Playbook(
        headline=(N_("{provider} does not accept the API key"), N_("The provider does not accept the API key")),
        cause=(N_("The key was sent and refused: mistyped, revoked, of another account, or for another address."),),
        actions=(
            (
                N_("Check in {provider}'s console that the key exists and is active; make a new one if in doubt."),
                N_("Check in the provider's console that the key exists and is active; make a new one if in doubt."),
            ),
            (N_("Compare the key that the process has with the stored one: other environment, quotes, line break."),),
            (N_("Check that base URL and key belong together (region, proxy, compatible provider)."),),
            (N_("Restart the processes that read the key at start."),),
        ),
    ),
    Reason.MISSING_CREDENTIALS: Playbook(
        headline=(N_("No credentials for {provider} were given"), N_("No credentials were given")),
        cause=(N_("The call was made without key, token or password."),),
        actions=(
            (
                N_("Set {credential} in the environment of the process that failed, and restart it."),
                N_("Set the key in the environment of the process that failed, and restart it."),
            ),
            (N_("Check that the secret reaches this process: name of the variable, secret store, container, CI."),),
            (N_("Fail at start when the key is missing, so that it is seen at deploy and not by users."),),
        ),
    ),
    Reason.EXPIRED_CREDENTIALS: Playbook(
        headline=(N_("The credentials for {provider} have expired"), N_("The credentials have expired")),
        cause=(N_("Token, key or session was valid once, and its time is over."),),
        actions=(
            (N_("Renew the token or key, and restart the processes that hold the old one."),),
            (N_("Let the client refresh tokens by itself before they expire; check the machine's clock."),),
            (N_("Keep a reminder ahead of the next expiry."),),
        ),
    ),
    Reason.PERMISSION_DENIED: Playbook(
        headline=(
            N_("{provider} does not allow this account to use {model}"),
            N_("{provider} does not allow this account to do that"),
            N_("The account is known, and not allowed to do that"),
        ),
        cause=(N_("Who asked is known; its role, project, plan or agreement does not include what was asked."),),
        actions=(
            (
                N_("Grant the key's project or role what it needs at {provider} (model access, scope, terms)."),
                N_("Grant the key's project or role what it needs (model access, scope, terms)."),
            ),
            (N_("Check that the key belongs to the organisation and project where access was granted."),),
            (N_("Until then, use a model or feature that this account may use."),),
        ),
    ),
    Reason.REGION_BLOCKED: Playbook(
        headline=(
            N_("{provider} is not available from this country or region"),
            N_("The provider is not available from this country or region"),
        ),
        cause=(N_("The provider refuses by the address that the request comes from, or by the account's region."),),
        actions=(
            (N_("Run the calling service in a supported region, or route its traffic through one."),),
            (N_("Check that a VPN, proxy or new cloud region did not change the outgoing address."),),
            (N_("Use the model through a provider that serves your region."),),
        ),
    ),
    Reason.AUTHENTICATION_OTHER: Playbook(
        headline=(
            N_("{provider} rejects our credentials without saying why"),
            N_("The server rejects our credentials without saying why"),
        ),
        cause=(N_("Authentication failed; the answer does not say whether key, account or permission is at fault."),),
        actions=(
            (N_("Check the key first: present, active, of the right account, sent to the right address."),),
            (N_("Then check the account: payment, permissions, restrictions by address."),),
            (N_("Repeat the call with curl and the same key, and read the whole answer."),),
        ),
    ),
}
