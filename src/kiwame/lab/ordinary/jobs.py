"""Bugs of background jobs: Celery tasks and plain scripts."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = (
    *bugs(
        Framework.CELERY,
        ("celery-value-error", _BUG, "import_prices", "a price that is no number"),
        ("celery-gave-up", _BUG, "resize_photo", "a task that was tried three times"),
        ("celery-encode", _BUG, "with_object", "an argument that is no JSON"),
        ("celery-unregistered", Reason.CONFIGURATION, "unknown_task", "a task that the worker does not know"),
        ("celery-soft-limit", Reason.TIMEOUT_OTHER, "yearly_report", "the task's own limit of time"),
        ("celery-broker-refused", Reason.CONNECTION_REFUSED, "by_broker", "nobody listens at the broker's port"),
    ),
    *bugs(
        Framework.SCRIPT,
        ("script-zero-division", _BUG, "mean_basket", "the mean of no baskets"),
        ("script-no-file", _BUG, "read_prices", "a file of prices that never came"),
        ("script-folder", _BUG, "write_export", "a folder where a file is written"),
        ("script-csv", _BUG, "read_stock", "a row with too few columns"),
        ("script-decimal", _BUG, "parse_amount", "an amount that is no decimal number"),
        ("script-assertion", _BUG, "check_total", "a total that does not add up"),
        ("script-encode", _BUG, "write_label", "a name that ASCII lacks"),
        ("script-date", _BUG, "parse_date", "a date in another order"),
        ("script-naive-time", _BUG, "age_of_order", "a time with a zone less one without"),
        ("script-command", _BUG, "backup", "a program that ends with status 2"),
        ("script-xml", _BUG, "read_feed", "a feed that is no XML"),
        ("script-regex", _BUG, "find_article", "a customer's search as a regular expression"),
        ("script-iteration", _BUG, "drop_empty", "a dictionary changed while it is walked"),
        ("script-thread", _BUG, "count_in_thread", "a KeyError in a thread of its own"),
        ("script-no-module", Reason.MISSING_DEPENDENCY, "barcode", "a package that nobody installed"),
        ("script-removed-name", Reason.VERSION_INCOMPATIBILITY, "old_collections", "a name that Python 3.10 took away"),
        ("script-wrong-argument", Reason.SDK_MISUSE, "wrong_argument", "an argument that the function never had"),
        ("script-environment", Reason.CONFIGURATION, "database_address", "a variable of the environment that is unset"),
        ("script-ini", Reason.CONFIGURATION, "read_settings", "a section that the settings lack"),
        ("script-disk-full", Reason.RESOURCE_EXHAUSTED, "write_cache", "a write to a full device"),
        ("script-memory", Reason.RESOURCE_EXHAUSTED, "load_everything", "an allocation larger than any memory"),
        ("script-open-files", Reason.RESOURCE_EXHAUSTED, "open_many", "more files than the process may open"),
        ("script-locked", Reason.DATABASE, "write_while_locked", "SQLite is locked by another connection"),
        ("script-no-relation", Reason.DATABASE, "read_documents", "PostgreSQL lacks a table"),
        ("script-read-only", Reason.DATABASE, "cache_price", "a Redis replica is written to"),
        ("script-command-slow", Reason.TIMEOUT_OTHER, "slow_backup", "a program that takes too long"),
        ("message-coupon", Reason.CODE_OTHER, "log_coupon", "the shop's log speaks of a coupon's rate limit"),
        ("message-signed-out", Reason.CODE_OTHER, "log_signed_out", "the shop's log speaks of a session's timeout"),
        ("message-password", Reason.CODE_OTHER, "log_password", "the shop's log speaks of a customer's password"),
        ("message-stock", Reason.CODE_OTHER, "log_stock", "the shop's log speaks of a low stock"),
    ),
)
