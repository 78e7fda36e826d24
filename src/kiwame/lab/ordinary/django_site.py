"""The shop in Django: its settings, its tables in memory, and the way to ask it something."""

from functools import cache
from typing import Any

from kiwame.lab.fault import Ports
from kiwame.lab.ordinary.wsgi import ask_wsgi

_PAGES = {"newsletter.html": "<h1>News</h1>{% load static %}{% shopping_cart %}", "home.html": "<h1>Shop</h1>"}


@cache
def _application(mail: int, redis: int) -> Any:
    import django  # type: ignore[import-not-found]  # it lives in the second environment only
    from django.conf import settings  # type: ignore[import-not-found]

    settings.configure(
        SECRET_KEY="not-secret-in-a-lab",
        ALLOWED_HOSTS=["shop.example"],
        ROOT_URLCONF="kiwame.lab.ordinary.django_views",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        CACHES={
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": f"redis://127.0.0.1:{redis}",
            }
        },
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=mail,
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", _PAGES)]},
            }
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    from django.core.wsgi import get_wsgi_application  # type: ignore[import-not-found]

    from kiwame.lab.ordinary.django_views import make_tables

    make_tables()
    return get_wsgi_application()


def meet(where: str, ports: Ports) -> None:
    """Ask the shop; "HOST /" asks it by a name that it does not know."""
    application = _application(ports.closed, ports.closed)
    if where.startswith("HOST "):
        ask_wsgi(application, where.replace("HOST", "GET", 1), host="198.51.100.23")
    else:
        ask_wsgi(application, where)
