"""The shop's background tasks in Celery, run as a worker runs them, in this process."""

from functools import cache
from typing import Any

from kiwame.lab.fault import Ports


@cache
def _application(broker: int) -> Any:
    from celery import Celery  # type: ignore[import-not-found]  # it lives in the second environment only

    application = Celery("shop", broker=f"redis://127.0.0.1:{broker}/0")
    at_once = {"max_retries": 0, "interval_start": 0}
    application.conf.update(task_always_eager=True, task_eager_propagates=False, broker_transport_options=at_once)

    @application.task(name="shop.import_prices")  # type: ignore[untyped-decorator]
    def import_prices(row: str) -> float:
        return float(row.split(";")[1])

    @application.task(name="shop.resize_photo", bind=True, max_retries=3)  # type: ignore[untyped-decorator]
    def resize_photo(self: Any, number: int) -> None:
        try:
            raise RuntimeError(f"photo {number} has no pixels")
        except RuntimeError as error:
            raise self.retry(countdown=0) from error

    @application.task(name="shop.yearly_report")  # type: ignore[untyped-decorator]
    def yearly_report(year: int) -> None:
        # A worker's pool raises this in the task when the soft limit passes; an eager run has no pool.
        from billiard.exceptions import SoftTimeLimitExceeded  # type: ignore[import-not-found]

        raise SoftTimeLimitExceeded

    return application


def meet(where: str, ports: Ports, number: int) -> None:
    """Run one task, or fail to send it."""
    application = _application(ports.closed)
    tasks = application.tasks
    match where:
        case "import_prices":
            tasks["shop.import_prices"].apply(args=[f"pen;{number} EUR"])
        case "resize_photo":
            tasks["shop.resize_photo"].apply(args=[number])
        case "yearly_report":
            tasks["shop.yearly_report"].apply(args=[2000 + number % 30])
        case "unknown_task":
            tasks["shop.remove_carts"].apply(args=[number])
        case "with_object":
            _to_broker(application, object())
        case _:
            _to_broker(application, number)


def _to_broker(application: Any, argument: object) -> None:
    application.conf.task_always_eager = False
    try:
        application.tasks["shop.import_prices"].apply_async(args=[argument], retry=False)
    finally:
        application.conf.task_always_eager = True
