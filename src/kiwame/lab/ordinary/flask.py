"""Bugs of a shop in Flask, with SQLAlchemy and Jinja pages."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = bugs(
    Framework.FLASK,
    ("flask-key-error", _BUG, "GET /price/{n}", "an article that the price list lacks"),
    ("flask-undefined", _BUG, "GET /receipt/{n}", "a page's template uses a field that is not there"),
    ("flask-template-missing", _BUG, "GET /about/{w}", "a page's template that nobody wrote"),
    ("flask-template-syntax", _BUG, "GET /terms/{n}", "a page's template with a mistake in its syntax"),
    ("flask-build-error", _BUG, "GET /menu/{n}", "a link to a view that was renamed"),
    ("flask-no-answer", _BUG, "GET /wishlist/{w}", "a view that returns nothing"),
    ("flask-no-json", _BUG, "GET /basket/{n}.json", "a Decimal in a JSON answer"),
    ("flask-none-subscript", _BUG, "GET /address/{w}", "None where a row was expected"),
    ("flask-no-row", _BUG, "GET /parcel/{n}", "one() finds nothing"),
    ("flask-no-context", Reason.SDK_MISUSE, "GET /export/{n}", "a thread uses the application without its context"),
    ("flask-detached", Reason.DATABASE, "GET /supplier/{n}", "a lazy attribute after the session was closed"),
    ("flask-foreign-key", Reason.DATABASE, "POST /parcel/{n}", "a row that points to none"),
    ("flask-no-column", Reason.DATABASE, "GET /stock/{n}", "a column that the table lacks"),
    ("flask-rolled-back", Reason.DATABASE, "POST /stock/{n}", "a session used on after its flush failed"),
    ("flask-deadlock", Reason.DATABASE, "POST /pay/{n}", "PostgreSQL ends a deadlock"),
    ("flask-too-many-clients", Reason.DATABASE, "GET /ledger/{n}", "PostgreSQL takes no more connections"),
    ("flask-pool", Reason.POOL_TIMEOUT, "GET /report/{n}", "no connection is free in the pool"),
    ("flask-database-refused", Reason.CONNECTION_REFUSED, "GET /archive/{n}", "nobody listens at PostgreSQL's port"),
    ("flask-not-found", Reason.CODE_OTHER, "GET /gone/{w}", "the shop's own 404, reported"),
)
