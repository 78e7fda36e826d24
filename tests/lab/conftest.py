"""The lab's peers in this process, and one recording of every fault that all tests of this folder share."""

from collections.abc import Iterator

import pytest

from kiwame.lab.capture import Envelope, record
from kiwame.lab.fault import Environment, Ports
from kiwame.lab.faults.table import faults_of
from tests.peers import peers

TABLE = faults_of(Environment.MAIN)
SIXTY = [TABLE[place * len(TABLE) // 60] for place in range(60)]


@pytest.fixture(scope="session", autouse=True)
def _own_network() -> Iterator[None]:
    """Client libraries in this process: not led away by the machine's proxies, not waiting for an absent resolver."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        patch.setenv("RES_OPTIONS", "attempts:1 timeout:2")
        yield


@pytest.fixture(scope="session")
def ports() -> Iterator[Ports]:
    """The fake provider and its fellows, served by a thread."""
    with peers() as found:
        yield found


@pytest.fixture(scope="session")
def recorded() -> list[Envelope]:
    """Every fault of the demo's environment, and sixty of them until those have been raised two hundred times."""
    return record([*TABLE, *SIXTY, *SIXTY, *SIXTY[:20]], seed=3)
