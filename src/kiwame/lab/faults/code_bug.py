"""Faults of the application's own code, configuration, dependencies or data stores."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.fault import Fault
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider.answer import always, html_answer
from kiwame.lab.tasks import bugs, settings, stores

FAULTS = (
    Fault(
        name="bug-key-error", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="a table without the model asked for", run=bugs.price_of,
    ),
    Fault(
        name="bug-answer-key", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="a field of an answer that is not always there", run=bugs.usage_of,
    ),
    Fault(
        name="bug-none-attribute", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="None where a text was expected", run=bugs.first_sentence,
    ),
    Fault(
        name="bug-index-error", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="the last element of an empty list", run=bugs.newest_message,
    ),
    Fault(
        name="bug-zero-division", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="the mean of nothing", run=bugs.mean_score,
    ),
    Fault(
        name="bug-type-error", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="arithmetic with a text", run=bugs.token_budget,
    ),
    Fault(
        name="bug-value-error", reason=Reason.UNHANDLED_EXCEPTION, provider="", client="",
        how="a number out of a text that is none", run=bugs.score_of,
    ),
    Fault(
        name="bug-empty-choices", reason=Reason.UNHANDLED_EXCEPTION, provider="openai", client="openai",
        how="the first choice of an answer without choices", run=bugs.first_choice, answer=openai_says.no_choices,
    ),
    Fault(
        name="bug-html-as-answer", reason=Reason.UNHANDLED_EXCEPTION, provider="openai", client="openai",
        how="the client hands on an HTML page as text, the application takes it for an answer",
        run=bugs.text_of_page, answer=always(html_answer(200, "We will be back soon")),
    ),
    Fault(
        name="missing-package", reason=Reason.MISSING_DEPENDENCY, provider="", client="",
        how="an import of what is not installed", run=bugs.rerank,
    ),
    Fault(
        name="old-import", reason=Reason.VERSION_INCOMPATIBILITY, provider="", client="openai",
        how="an import of a name that older releases had", run=bugs.old_import,
    ),
    Fault(
        name="old-call", reason=Reason.VERSION_INCOMPATIBILITY, provider="", client="openai",
        how="the way that releases below 1 were called", run=bugs.old_call,
    ),
    Fault(
        name="old-argument", reason=Reason.VERSION_INCOMPATIBILITY, provider="", client="httpx",
        how="an argument that older releases took", run=bugs.old_argument,
    ),
    Fault(
        name="wrong-arguments", reason=Reason.SDK_MISUSE, provider="", client="openai",
        how="a call without an argument that every release wants", run=bugs.without_messages,
    ),
    Fault(
        name="loop-in-loop", reason=Reason.ASYNC_MISUSE, provider="", client="openai",
        how="asyncio.run within a running loop", run=bugs.loop_in_loop,
    ),
    Fault(
        name="not-awaited", reason=Reason.ASYNC_MISUSE, provider="", client="openai",
        how="a coroutine used as its result", run=bugs.not_awaited,
    ),
    Fault(
        name="out-of-memory", reason=Reason.RESOURCE_EXHAUSTED, provider="", client="",
        how="an allocation larger than any memory", run=bugs.too_much_memory,
    ),
    Fault(
        name="full-disk", reason=Reason.RESOURCE_EXHAUSTED, provider="", client="",
        how="a write to a full device", run=bugs.full_disk,
    ),
    Fault(
        name="bad-setting", reason=Reason.CONFIGURATION, provider="", client="",
        how="a setting that is no number", run=settings.timeout_setting,
    ),
    Fault(
        name="missing-config-file", reason=Reason.CONFIGURATION, provider="", client="",
        how="a configuration file that is not there", run=settings.model_file,
    ),
    Fault(
        name="httpx-no-scheme", reason=Reason.CONFIGURATION, provider="", client="httpx",
        how="an address without its scheme", run=settings.url_without_scheme,
    ),
    Fault(
        name="openai-no-scheme", reason=Reason.CONFIGURATION, provider="", client="openai",
        how="a base URL without its scheme", run=settings.base_url_without_scheme,
    ),
    Fault(
        name="postgres-no-table", reason=Reason.DATABASE, provider="postgresql", client="psycopg",
        how="42P01 undefined_table", run=partial(stores.in_postgres, database="catalogue"),
    ),
    Fault(
        name="postgres-deadlock", reason=Reason.DATABASE, provider="postgresql", client="psycopg",
        how="40P01 deadlock_detected", run=partial(stores.in_postgres, database="sessions"),
    ),
    Fault(
        name="postgres-too-many-clients", reason=Reason.DATABASE, provider="postgresql", client="psycopg",
        how="53300 too_many_connections, at connecting", run=partial(stores.in_postgres, database="billing"),
    ),
    Fault(
        name="redis-out-of-memory", reason=Reason.DATABASE, provider="redis", client="redis",
        how="OOM: maxmemory is reached", run=partial(stores.in_redis, database=1),
    ),
    Fault(
        name="redis-read-only", reason=Reason.DATABASE, provider="redis", client="redis",
        how="READONLY: a replica was written to", run=partial(stores.in_redis, database=2),
    ),
    Fault(
        name="redis-loading", reason=Reason.DATABASE, provider="redis", client="redis",
        how="LOADING: the server is starting", run=partial(stores.in_redis, database=3),
    ),
    Fault(
        name="sqlite-no-table", reason=Reason.DATABASE, provider="sqlite", client="sqlite3",
        how="a table that no migration made", run=stores.no_such_table,
    ),
    Fault(
        name="sqlite-same-twice", reason=Reason.DATABASE, provider="sqlite", client="sqlite3",
        how="a primary key inserted twice", run=stores.same_twice,
    ),
)  # fmt: skip
