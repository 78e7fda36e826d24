"""An application that calls a provider, fails, and reports it: real clients, real faults, the real sentry-sdk."""

from collections.abc import Iterator
from contextlib import contextmanager

import sentry_sdk

from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Ports
from kiwame.lab.faults.table import FAULTS


class Application:
    """Its SDK is apart from any other of this process. `release` can be changed: it is that of the next event."""

    def __init__(self, client: "sentry_sdk.Client", ports: Ports) -> None:
        self._client = client
        self._ports = ports
        self._met = 0

    def meet(self, fault: str, mark: str = "", *, release: str = "shop@1.0.0") -> str:
        """Meet a fault of the lab that needs no event loop, and report it; the event's id. With another `mark` (the
        application's own fingerprint) it is another issue."""
        self._met += 1
        seed = f"{mark}.{self._met}"
        scope = sentry_sdk.Scope(client=self._client)
        scope.set_user({"id": f"user-{self._met}"})
        if mark:
            scope.fingerprint = [fault, mark]
        try:
            FAULTS[fault].run(Call(fault=fault, seed=seed, ports=self._ports, draw=Draw(f"app:{seed}")))
        except Exception as error:
            self._client.options["release"] = release
            event_id = scope.capture_exception(error)
            self._client.flush(10)
            return str(event_id)
        raise AssertionError(f"{fault} did not fail")


@contextmanager
def application(dsn: str, ports: Ports) -> Iterator[Application]:
    """A running application."""
    client = sentry_sdk.Client(
        dsn=dsn,
        environment="production",
        in_app_include=["kiwame.lab"],
        default_integrations=False,
        server_name="web-1",
    )
    yield Application(client, ports)
    client.close()
