"""The process of the second environment in which the ordinary bugs are met, each in a trace of its own.

`python -m kiwame.lab.ordinary.app` reads its settings as one line of JSON (dsn, ports, shop, release), then one order a
line ({"name", "framework", "where", "number"}), answers each with an empty line, and the line "sent" with what it sent.
"""

import json
import sys
from typing import Any

import sentry_sdk

from kiwame.lab.fault import Ports
from kiwame.lab.ordinary import celery_jobs, clients, django_site, fastapi_shop, flask_shop, own_errors, scripts
from kiwame.lab.sent import Sent


class _Shop(Sent):
    """What was sent for which bug. One bug is met at a time, so also a thread's event is the current one's."""

    current = ""

    def note(self, event: Any, hint: Any) -> Any:
        """As sentry-sdk's `before_send`."""
        self.events.append((event["event_id"], self.current))
        return event


def _start_sentry(dsn: str, release: str, sent: Sent) -> None:
    """As in a shop, which has no client of a model: this environment has some, and theirs would enable themselves."""
    from sentry_sdk.integrations.boto3 import Boto3Integration
    from sentry_sdk.integrations.celery import CeleryIntegration
    from sentry_sdk.integrations.django import DjangoIntegration
    from sentry_sdk.integrations.fastapi import FastApiIntegration
    from sentry_sdk.integrations.flask import FlaskIntegration
    from sentry_sdk.integrations.httpx import HttpxIntegration
    from sentry_sdk.integrations.redis import RedisIntegration
    from sentry_sdk.integrations.sqlalchemy import SqlalchemyIntegration
    from sentry_sdk.integrations.starlette import StarletteIntegration

    sentry_sdk.init(
        dsn=dsn,
        environment="production",
        release=release,
        auto_enabling_integrations=False,
        integrations=[
            Boto3Integration(),
            CeleryIntegration(),
            DjangoIntegration(),
            FastApiIntegration(),
            FlaskIntegration(),
            HttpxIntegration(),
            RedisIntegration(),
            SqlalchemyIntegration(),
            StarletteIntegration(),
        ],
        traces_sample_rate=0.1,
        attach_stacktrace=True,
        in_app_include=["kiwame.lab"],
        before_send=sent.note,
        transport_queue_size=2000,
    )


def _run(asked: dict[str, Any], ports: Ports, shop: int) -> None:
    where, number = asked["where"], asked["number"]
    match asked["framework"]:
        case "django":
            django_site.meet(where, ports)
        case "flask":
            flask_shop.meet(where, ports)
        case "fastapi":
            fastapi_shop.meet(where, ports)
        case "celery":
            celery_jobs.meet(where, ports, number)
        case _ if own_errors.knows(where):
            own_errors.meet(where, ports, number)
        case _ if hasattr(scripts, where):
            scripts.meet(where, ports, number)
        case _:
            clients.meet(where, ports, shop, number)


def meet(asked: dict[str, Any], ports: Ports, shop: int) -> None:
    """Meet one bug, in a trace of its own; what no integration reports is captured, as a script's last resort does."""
    with sentry_sdk.isolation_scope() as scope:
        scope.set_new_propagation_context()
        try:
            _run(asked, ports, shop)
        except Exception as error:
            sentry_sdk.capture_exception(error)


def main() -> None:
    """Meet orders until standard input ends."""
    settings = json.loads(sys.stdin.readline())
    sent = _Shop()
    ports = Ports(**settings["ports"])
    _start_sentry(settings["dsn"], settings["release"], sent)
    answers, sys.stdout = sys.stdout, sys.stderr
    print(file=answers, flush=True)
    for line in sys.stdin:
        if line.strip() == "sent":
            sentry_sdk.flush(20.0)
            print(json.dumps(sent.events), file=answers, flush=True)
            continue
        asked = json.loads(line)
        sent.current = asked["name"]
        meet(asked, ports, settings["shop"])
        print(file=answers, flush=True)


if __name__ == "__main__":
    main()
