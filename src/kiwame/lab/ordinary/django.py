"""Bugs of a shop in Django."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = bugs(
    Framework.DJANGO,
    ("django-key-error", _BUG, "GET /cart/{n}/shipping", "a cart without the method of shipping"),
    ("django-none-attribute", _BUG, "GET /account/{w}", "None where a customer was expected"),
    ("django-type-error", _BUG, "GET /cart/{n}/total", "a price that is a text"),
    ("django-does-not-exist", _BUG, "GET /orders/{n}", "an order that is not there, without a guard"),
    ("django-several", _BUG, "GET /customers/{w}/newest", "get() finds several rows"),
    ("django-number-expected", _BUG, "GET /orders/of/{w}", "a name where a number is looked up"),
    ("django-field-error", _BUG, "GET /search/{w}", "a lookup of a field that the model lacks"),
    ("django-validation", _BUG, "POST /customers/{w}/rename", "full_clean() refuses what a form let through"),
    ("django-body-json", _BUG, "POST /api/cart/{n}", "a request's body that is no JSON"),
    ("django-body-read-twice", _BUG, "POST /api/upload/{n}", "the body is read after the form was"),
    ("django-template-missing", _BUG, "GET /pages/{w}", "a page's template that nobody wrote"),
    ("django-template-syntax", _BUG, "GET /newsletter/{n}", "a page's template with a tag that does not exist"),
    ("django-reverse", _BUG, "GET /sitemap/{n}", "a link to a view that was renamed"),
    ("django-unique", Reason.DATABASE, "POST /customers/{w}", "a customer's e-mail a second time"),
    ("django-not-null", Reason.DATABASE, "POST /orders/{n}/import", "a row without a column that must be there"),
    ("django-no-migration", Reason.DATABASE, "GET /vouchers/{n}", "a table that no migration made"),
    ("django-broken-transaction", Reason.DATABASE, "POST /orders/{n}/merge", "a query after one that failed"),
    ("django-bad-host", Reason.CONFIGURATION, "HOST /", "a Host header that ALLOWED_HOSTS lacks"),
    ("django-improper", Reason.CONFIGURATION, "GET /invoices/{n}/pdf", "a setting that is not there"),
    ("django-sync-only", Reason.ASYNC_MISUSE, "GET /live/{n}", "the ORM in an asynchronous view"),
    ("django-old-import", Reason.VERSION_INCOMPATIBILITY, "GET /legal/{w}", "a name that Django 4 took away"),
    ("django-forbidden", Reason.CODE_OTHER, "GET /staff/{n}", "a customer in the staff's rooms, reported"),
    ("django-mail-refused", Reason.CONNECTION_REFUSED, "POST /orders/{n}/confirm", "no mail server at its port"),
    ("django-cache-refused", Reason.CONNECTION_REFUSED, "GET /teaser/{n}", "no Redis at its port, behind the cache"),
)
