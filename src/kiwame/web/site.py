"""What all pages are built on: the store's ports, what is configured, and the frame that they are shown in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request

from kiwame.core.alert import Channel
from kiwame.core.loopback import parse_authority
from kiwame.core.ports import Channels, Deliveries, IssueCommands, Project, Projects, Reader
from kiwame.core.regrouping import Regrouping
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.web.findings import Finding

if TYPE_CHECKING:
    from kiwame.web.pages.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What pages read, change and say. The store's ports and the callables wait on a database: call them in a thread.

    `language` is the one that is configured, for whoever's browser asks for none of ours. `public_url` is where others
    reach us, "" where that is not said. `operator_channels` are set in environment or file; those that people set on
    the page are in `channels`. `send_test` sends a marked test message and answers "" where it arrived, else a
    sentence that says why not; None where this server cannot send. `webhooks`: Sentry's webhook has a client secret.
    """

    reader: Reader
    commands: IssueCommands
    regrouping: Regrouping
    projects: Projects
    deliveries: Deliveries
    channels: Channels
    frame: "Frame"
    clock: Callable[[], float]
    findings: Callable[[], Sequence[Finding]]
    language: str = "en"
    public_url: str = ""
    unsure_below: float = UNSURE_BELOW
    version: str = "1"
    operator_channels: tuple[Channel, ...] = ()
    send_test: Callable[[Channel], str] | None = None
    webhooks: bool = False

    def address(self, request: Request) -> str:
        """Where whoever asks can reach us, without a slash at its end: the public address, else the one asked."""
        return self.public_url.rstrip("/") or address_asked(request)


def address_asked(request: Request) -> str:
    """The address that a request came to, "" where its Host is none."""
    host = request.headers.get("host", "")
    if parse_authority(host) is None:
        return ""
    return f"{request.scope['scheme']}://{host}"


def dsn(project: Project, address: str) -> str:
    """What an SDK is given: the project's first key at `address`; "" where it has no key.

    >>> dsn(Project(id="1", name="default", public_keys=("ab" * 16,)), "https://kiwame.example/errors")
    'https://abababababababababababababababab@kiwame.example/errors/1'
    """
    if not project.public_keys or not address:
        return ""
    parts = urlsplit(address)
    return f"{parts.scheme}://{project.public_keys[0]}@{parts.netloc}{parts.path}/{project.id}"
