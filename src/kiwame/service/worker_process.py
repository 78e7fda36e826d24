"""The worker's process: settings from the command, a lower priority than the doors, and the loop until a signal."""

import gc
import os
import signal
import time

from kiwame.core.errors import KiwameError
from kiwame.service import logs, wiring
from kiwame.service.halves import inherit, say_ready
from kiwame.service.worker import HEARTBEAT, Worker

_NICE = 5
"""Added to the priority's number: on a busy machine the doors answer first."""
_COLLECT = (50_000, 20, 100)
"""Thresholds of Python's garbage collector. A decoded event is thousands of objects without cycles: with its defaults
the collector walks the batch at hand several times an event and takes a tenth of the worker's time."""

_log = logs.logger(__name__)


def main() -> int:
    """The process: 0 when it was asked to end, 1 where its data cannot be used."""
    handed = inherit()
    settings = handed.settings
    os.umask(0o077)
    os.nice(_NICE)
    logs.set_up(
        level=settings.log_level, form=settings.log_format, process=HEARTBEAT, redactor=wiring.redaction(settings)
    )
    try:
        with wiring.worker_parts(settings, handed.config_file) as parts:
            worker = Worker(parts, settings)

            def stop(*_: object) -> None:
                worker.stop()
                parts.deliverer.stop()

            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, stop)
            parts.heartbeats.beat(HEARTBEAT, time.time())
            say_ready()
            gc.freeze()
            gc.set_threshold(*_COLLECT)
            _log.info("started")
            parts.deliverer.start()
            worker.run()
            parts.deliverer.join(settings.drain_seconds / 8)
            _log.info("ended", entries_waiting=parts.inbox.depth())
    except KiwameError as error:
        _log.error("worker_failed", error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
