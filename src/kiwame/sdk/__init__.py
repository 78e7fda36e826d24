"""In the application: an integration of sentry-sdk that tags what a failed call was, so that the server knows.

`integration` the event processor · `links` the exceptions behind one · `clients` which are read, and how · `exchange`
request and answer · `request_model` and `error_body` the few words taken from bodies · `failed_call` facts as tags ·
`plain` reading without running an object's code · `article` tags by class and status alone.
"""

try:
    import sentry_sdk as _sentry_sdk  # noqa: F401
except ImportError as error:
    raise ImportError("kiwame.sdk needs sentry-sdk: pip install sentry-sdk") from error

from kiwame.sdk.article import categorize_http_error
from kiwame.sdk.integration import KiwameIntegration

__all__ = ["KiwameIntegration", "categorize_http_error"]
