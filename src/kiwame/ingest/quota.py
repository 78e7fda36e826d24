"""How many events a project may send in a minute, counted in memory: one web process has one count."""

from kiwame.core.ports import Limiter

_KEYS_BEFORE_CLEARING = 10_000


class MemoryLimiter(Limiter):
    """A fixed window for each key: it opens with the key's first use and holds `limit` units for `window_seconds`."""

    def __init__(self, limit: int, window_seconds: float = 60.0) -> None:
        self._limit = limit
        self._window = window_seconds
        self._used: dict[str, tuple[float, int]] = {}

    def take(self, key: str, amount: int, now: float) -> float:
        """Take `amount`: 0.0 where granted (all of it), else the seconds until the window opens anew (nothing taken).

        `amount` above the limit is never granted. A clock that was set back opens a new window rather than waiting for
        the old time to come again.
        """
        opened, used = self._used.get(key, (now, 0))
        if not opened <= now < opened + self._window:
            opened, used = now, 0
        if used + amount > self._limit:
            return max(opened + self._window - now, 0.001)
        if len(self._used) >= _KEYS_BEFORE_CLEARING and key not in self._used:
            self._used = {k: v for k, v in self._used.items() if v[0] <= now < v[0] + self._window}
        self._used[key] = (opened, used + amount)
        return 0.0
