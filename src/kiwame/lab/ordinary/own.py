"""Bugs in words that failures of models use too, and further mistakes with the standard library."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = bugs(
    Framework.SCRIPT,
    ("python-unpack", _BUG, "unpack", "too many values"),
    ("python-unbound", _BUG, "unbound", "a local variable without a value"),
    ("python-name", _BUG, "undefined_name", "a name that is not defined"),
    ("python-argument", _BUG, "missing_argument", "an argument of the shop's own function"),
    ("python-circular", _BUG, "circular", "a JSON document that holds itself"),
    ("python-struct", _BUG, "struct_size", "a record that is too short"),
    ("python-zip", _BUG, "broken_zip", "an archive that is none"),
    ("python-zlib", _BUG, "broken_stream", "a compressed file that is cut"),
    ("python-pickle", _BUG, "broken_pickle", "a cache in another format"),
    ("python-mean", _BUG, "no_data", "the mean of nothing"),
    ("python-overflow", _BUG, "too_large_number", "a number that no float holds"),
    ("python-same-file", _BUG, "same_file", "a copy onto itself"),
    ("python-folder", _BUG, "folder_exists", "a folder that is there already"),
    ("python-state", Reason.ASYNC_MISUSE, "invalid_state", "a future's result before there is one"),
    ("python-closed-database", Reason.DATABASE, "closed_database", "a database after it was closed"),
    ("python-no-database", Reason.DATABASE, "no_database", "a file that is no database"),
    ("python-result", Reason.TIMEOUT_OTHER, "result_too_late", "a pool's result, not waited for long enough"),
    ("python-refused", Reason.CONNECTION_REFUSED, "library_404", "nobody listens, by urllib"),
)

TRAPS = bugs(
    Framework.SCRIPT,
    ("own-car-model", _BUG, "car_model", "a car's model that is not found"),
    ("own-car-length", _BUG, "car_context", "a car's maximum length"),
    ("own-session-token", _BUG, "session_token", "a session's token that has expired"),
    ("own-role", _BUG, "wrong_role", "a cashier's role"),
    ("own-voucher-quota", _BUG, "voucher_quota", "a voucher's quota"),
    ("own-refund-limit", _BUG, "voucher_limit", "a customer's limit of requests for refunds"),
    ("own-tool", _BUG, "invalid_tool", "an article that is no tool"),
    ("own-customs-filter", _BUG, "order_content", "a parcel's content that customs refused"),
    ("own-address-format", _BUG, "order_format", "an address' invalid format"),
    ("own-lorry", _BUG, "order_overloaded", "a lorry that is overloaded"),
    ("own-prompt-payment", _BUG, "prompt_payment", "a discount for prompt payment"),
    ("own-completion", _BUG, "completion_date", "the completion of an order"),
    ("own-row-429", _BUG, "import_timeout_word", "row 429 of a table"),
    ("own-line-503", _BUG, "import_status_word", "line 503 of a file"),
    ("own-agent", _BUG, "chat_agent", "a support agent of a chat"),
    ("own-tokens", _BUG, "max_tokens_game", "the tokens of a game"),
)
"""No part of a stream: each says what a failure of a model would say, in a shop's own exception."""
