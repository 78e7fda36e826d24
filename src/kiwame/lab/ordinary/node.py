"""Bugs of a shop in Express."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = bugs(
    Framework.EXPRESS,
    ("express-undefined", _BUG, "GET /cart/{n}/total", "a field of undefined"),
    ("express-null", _BUG, "GET /account/{w}", "a field of null"),
    ("express-reference", _BUG, "GET /vat/{n}", "a name that is not defined"),
    ("express-no-function", _BUG, "GET /orders/{n}/sum", "a call of what is no function"),
    ("express-not-iterable", _BUG, "GET /orders/{n}/items", "a walk over what is no list"),
    ("express-json", _BUG, "GET /basket/{w}", "a cookie that is no JSON"),
    ("express-stack", _BUG, "GET /categories/{n}", "a recursion without an end"),
    ("express-array-length", _BUG, "GET /pages/{n}", "an array of a negative length"),
    ("express-big-int", _BUG, "GET /ledger/{n}", "a BigInt in a JSON answer"),
    ("express-no-file", _BUG, "GET /invoices/{n}", "a file that is not there"),
    ("express-headers-sent", _BUG, "GET /twice/{n}", "an answer sent twice"),
    ("express-view", _BUG, "GET /about/{w}", "a page's template that nobody wrote"),
    ("express-assertion", _BUG, "GET /check/{n}", "a total that does not add up"),
    ("express-rejection", _BUG, "GET /newsletter/{n}", "a rejected promise that nobody awaits"),
    ("express-no-module", Reason.MISSING_DEPENDENCY, "GET /barcode/{n}", "a package that nobody installed"),
    ("express-fetch-refused", Reason.CONNECTION_REFUSED, "GET /partner/{n}", "fetch finds nobody at the port"),
    ("express-fetch-deadline", Reason.TIMEOUT_OTHER, "GET /forecast/{n}", "AbortSignal.timeout over fetch"),
    ("express-axios-error", Reason.INTERNAL_ERROR, "GET /labels/{n}", "500 of a carrier, by axios"),
    ("express-axios-timeout", Reason.READ_TIMEOUT, "GET /stock/{n}", "no answer within axios' own timeout"),
    ("express-no-relation", Reason.DATABASE, "GET /documents/{n}", "PostgreSQL lacks a table, by pg"),
    ("express-deadlock", Reason.DATABASE, "GET /sessions/{n}", "PostgreSQL ends a deadlock, by pg"),
    ("express-database-refused", Reason.CONNECTION_REFUSED, "GET /archive/{n}", "nobody listens at PostgreSQL's port"),
)
