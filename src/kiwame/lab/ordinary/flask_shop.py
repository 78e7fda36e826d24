"""The shop in Flask: SQLAlchemy's tables in memory, pages in Jinja."""

import threading
from decimal import Decimal
from functools import cache
from typing import Any

import sentry_sdk

from kiwame.lab.fault import Ports
from kiwame.lab.ordinary.flask_stores import STORES, Supplier, session
from kiwame.lab.ordinary.wsgi import ask_wsgi

_PAGES = {
    "receipt.html": "<h1>Receipt</h1>{{ order.positions.total }}",
    "terms.html": "<h1>Terms</h1>{% if country %}{{ country }}{% endfor %}",
}


def price(number: int) -> Any:
    """An article's price."""
    return {"price": {"pen": 2, "ink": 9}[f"article-{number}"]}


def receipt(number: int) -> Any:
    """A receipt as a page."""
    from flask import render_template  # type: ignore[import-not-found]  # it lives in the second environment only

    return render_template("receipt.html", order={"number": number})


def about(name: str) -> Any:
    """A page of the shop."""
    from flask import render_template

    return render_template(f"about/{name}.html")


def terms(number: int) -> Any:
    """The terms as a page."""
    from flask import render_template

    return render_template("terms.html", country=number)


def menu(number: int) -> Any:
    """The menu of a page."""
    from flask import url_for

    return url_for("article_detail", number=number)


def wishlist(name: str) -> Any:
    """A customer's wishes."""
    wishes = [wish for wish in ("pen", "ink") if wish == name]
    wishes.sort()


def basket(number: int) -> Any:
    """A basket as JSON, by an encoder that was not told of Decimal."""
    import json

    return json.dumps({"total": Decimal(number) / 100})


def address(name: str) -> Any:
    """Where a customer lives."""
    found: Any = {"aiko": ("Hill Road", 3)}.get(f"{name}!")
    return found[0]


def export(number: int) -> Any:
    """Start an export in a thread, and wait for it."""
    found: list[BaseException] = []

    def work() -> None:
        from flask import current_app

        try:
            found.append(KeyError(current_app.config["EXPORT"]))
        except Exception as error:
            found.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    raise found[0]


def supplier(number: int) -> Any:
    """A supplier's parcels."""
    with session() as open_session:
        found: Any = open_session.get(Supplier, 1)
    return {"parcels": len(found.parcels)}


def gone(name: str) -> Any:
    """A page that is no more; who asks for it is reported."""
    from werkzeug.exceptions import NotFound

    try:
        raise NotFound
    except NotFound as error:
        sentry_sdk.capture_exception(error)
        raise


_VIEWS = (
    ("/price/<int:number>", price),
    ("/receipt/<int:number>", receipt),
    ("/about/<name>", about),
    ("/terms/<int:number>", terms),
    ("/menu/<int:number>", menu),
    ("/wishlist/<name>", wishlist),
    ("/basket/<int:number>.json", basket),
    ("/address/<name>", address),
    ("/export/<int:number>", export),
    ("/supplier/<int:number>", supplier),
    ("/gone/<name>", gone),
)


@cache
def _application(ports: Ports) -> Any:
    import jinja2
    from flask import Flask

    application = Flask("shop")
    application.config["PORTS"] = ports
    application.jinja_loader = jinja2.DictLoader(_PAGES)
    for rule, view in _VIEWS:
        application.add_url_rule(rule, view_func=view, methods=["GET", "POST"])
    for rule, method, view in STORES:
        application.add_url_rule(rule, view_func=view, methods=[method])
    return application


def meet(where: str, ports: Ports) -> None:
    """Ask the shop."""
    ask_wsgi(_application(ports), where)
