"""An application that calls a provider, fails, and reports it: real clients, real faults, the real sentry-sdk."""

from collections.abc import Iterator
from contextlib import contextmanager

import sentry_sdk

from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Ports
from kiwame.lab.faults.table import FAULTS
from tests.e2e.running import Serving, until


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
        try:
            FAULTS[fault].run(Call(fault=fault, seed=seed, ports=self._ports, draw=Draw(f"app:{seed}")))
        except Exception as error:
            with sentry_sdk.new_scope() as scope:
                scope.set_client(self._client)
                scope.set_user({"id": f"user-{self._met}"})
                if mark:
                    scope.fingerprint = [fault, mark]
                self._client.options["release"] = release
                event_id = sentry_sdk.capture_exception(error)
            self._client.flush(10)
            assert event_id is not None, "the SDK did not take it"
            return event_id
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


def issue_of(server: Serving, event_id: str) -> str:
    """The issue that an event became part of; waits for it."""
    found: list[str] = []

    def look() -> bool:
        for issue in server.get("/api/v1/issues?limit=5")["issues"]:
            events = server.get(f"/api/v1/issues/{issue['id']}/events")["events"]
            found.extend(str(issue["id"]) for event in events if event["event_id"] == event_id)
        return bool(found)

    until(look, f"no issue of event {event_id}")
    return found[0]
