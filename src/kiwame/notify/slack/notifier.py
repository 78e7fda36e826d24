"""Posts a message to an incoming webhook and says what became of it. The address is a secret: it is in no error."""

import asyncio
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx

from kiwame.notify.outcome import Fate, Outcome
from kiwame.notify.slack.answers import PASSES, READ_BYTES, outcome

TIMEOUT_S = 10.0
"""From the first look-up of the name to the last byte of the answer."""

_NO_NAME = "the webhook's host name cannot be found: check the address, DNS and proxy; it is tried again by itself"
_NO_TLS = "no safe connection: check the certificates of this machine or of its proxy; it is tried again by itself"
_NO_WAY = "nobody answers at the webhook's address: check the network and proxy; it is tried again by itself"
_BAD_ADDRESS = "the webhook's address cannot be used: set it anew"


@dataclass(frozen=True, slots=True)
class SlackNotifier:
    """Posts JSON. Proxies are the environment's, redirects are not followed. `clock` gives Unix seconds."""

    clock: Callable[[], float] = field(default=time.time)
    timeout: float = TIMEOUT_S

    def post(self, url: str, body: bytes) -> Outcome:
        """What became of `body`; never raises for what the network or the receiver does."""
        try:
            return asyncio.run(self._bounded(url, body))
        except TimeoutError:
            return Outcome(fate=Fate.RETRY, code="timeout", remedy=PASSES)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, UnicodeError):
            return Outcome(fate=Fate.PERMANENT, code="bad_address", remedy=_BAD_ADDRESS)
        except httpx.TimeoutException:
            return Outcome(fate=Fate.RETRY, code="timeout", remedy=PASSES)
        except httpx.ConnectError as error:
            return _not_connected(error)
        except Exception as error:  # a proxy's address that cannot be read is a ValueError, and more may come
            # Its words may name the address; its class does not.
            return Outcome(fate=Fate.RETRY, code=f"connection_failed ({type(error).__name__})", remedy=_NO_WAY)

    async def _bounded(self, url: str, body: bytes) -> Outcome:
        asyncio.get_running_loop().set_default_executor(_Abandoned(max_workers=1))
        async with asyncio.timeout(self.timeout):
            return await self._post(url, body)

    async def _post(self, url: str, body: bytes) -> Outcome:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "kiwame",
            "Accept-Encoding": "identity",  # the answer is read raw and a word long: nothing to unpack, no bomb
        }
        async with (
            httpx.AsyncClient(timeout=self.timeout, follow_redirects=False) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            read = b""
            async for part in answer.aiter_raw():
                read += part
                if len(read) >= READ_BYTES:
                    break
            return outcome(
                answer.status_code,
                read[:READ_BYTES],
                retry_after=answer.headers.get("Retry-After", ""),
                now=self.clock(),
            )


class _Abandoned(ThreadPoolExecutor):
    """Where names are looked up. A look-up cannot be stopped, and at its end a loop waits for all of its executor's:
    a resolver that hangs would hold the message, and its claim, far beyond the time that a post may take."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for nobody."""
        super().shutdown(wait=False, cancel_futures=True)


def _not_connected(error: httpx.ConnectError) -> Outcome:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Outcome(fate=Fate.RETRY, code=f"tls_failed ({cause.reason or 'SSL'})", remedy=_NO_TLS)
        if type(cause).__name__ == "gaierror":
            return Outcome(fate=Fate.RETRY, code="name_not_found", remedy=_NO_NAME)
        cause = cause.__cause__ or cause.__context__
    return Outcome(fate=Fate.RETRY, code="connection_failed", remedy=_NO_WAY)
