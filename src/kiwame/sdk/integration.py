"""The integration: an event processor that adds tags of facts to events that an exception made."""

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import sentry_sdk
from sentry_sdk.integrations import Integration
from sentry_sdk.scope import add_global_event_processor

from kiwame.sdk import clients
from kiwame.sdk.article import ERROR_CATEGORY, error_category
from kiwame.sdk.failed_call import FailedCall, as_tags, of_links
from kiwame.sdk.links import MOST, hidden, shown
from kiwame.sdk.plain import LONGEST, module_of, name_of

if TYPE_CHECKING:
    from sentry_sdk._types import Event, Hint


class KiwameIntegration(Integration):
    """`sentry_sdk.init(dsn=…, integrations=[KiwameIntegration()])`: tags facts of a failed call, no judgement.

    Provider, host, model, status, error code, request id, seconds to wait, the root's class: whatever the exception, or
    one behind it, holds. A guest: it raises nothing, changes nothing, asks nobody, and no tag that the application has
    set is touched.
    """

    identifier = "kiwame"

    def __init__(self, *, article_tags: bool = False) -> None:
        """`article_tags` adds `error_category`, made from the exception's class and status alone."""
        self.article_tags = article_tags

    @staticmethod
    def setup_once() -> None:
        """Called by sentry-sdk once in a process, whatever the number of clients."""
        add_global_event_processor(_process)


def _process(event: "Event", hint: "Hint") -> "Event":
    with contextlib.suppress(Exception):
        integration = sentry_sdk.get_client().get_integration(KiwameIntegration)
        error = hint["exc_info"][1] if integration is not None and hint.get("exc_info") else None
        if integration is not None and error is not None:
            _add(event, facts_of(error, article_tags=integration.article_tags))  # type: ignore[arg-type]  # a TypedDict
    return event


def facts_of(error: BaseException, *, article_tags: bool = False) -> list[tuple[tuple[str, ...], str]]:
    """(names of a tag, the one to set first; its value) for every fact that `error`, or one behind it, holds."""
    chain = shown(error)
    call = of_links(_calls(chain))
    if not call.host:
        call = of_links([call, *_calls(hidden(chain))])
    found = as_tags(call, _class_path(chain[0]) if len(chain) < MOST else "")
    if article_tags:
        found.append(((ERROR_CATEGORY,), error_category(chain, call.status)))
    return found


def _calls(links: Iterable[BaseException]) -> Iterable[FailedCall]:
    for link in links:
        with contextlib.suppress(Exception):
            yield clients.read(link)


def _class_path(error: BaseException) -> str:
    module, name = module_of(type(error)), name_of(type(error))
    return (name if module in ("builtins", "") else f"{module}.{name}")[:LONGEST]


def _add(event: dict[str, Any], found: list[tuple[tuple[str, ...], str]]) -> None:
    """Give the event a new set of tags, so that a dict which the application handed in stays as it was."""
    own = event.get("tags")
    pairs = list(own.items()) if isinstance(own, dict) else list(own or ())
    known = {pair[0] for pair in pairs}
    event["tags"] = dict(pairs) | {names[0]: value for names, value in found if known.isdisjoint(names)}
