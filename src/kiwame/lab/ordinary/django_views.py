"""Models, views and addresses of the shop in Django. Only imported where Django is, after its settings are made."""

import json
from typing import Any

import sentry_sdk
from django.conf import settings  # type: ignore[import-not-found]  # Django lives in the second environment only
from django.core.cache import cache  # type: ignore[import-not-found]
from django.core.exceptions import ImproperlyConfigured, PermissionDenied  # type: ignore[import-not-found]
from django.core.mail import send_mail  # type: ignore[import-not-found]
from django.db import IntegrityError, connection, models, transaction  # type: ignore[import-not-found]
from django.http import HttpResponse, JsonResponse  # type: ignore[import-not-found]
from django.shortcuts import render  # type: ignore[import-not-found]
from django.urls import path, reverse  # type: ignore[import-not-found]


class Customer(models.Model):  # type: ignore[misc]  # its base is known in the second environment only
    """Who buys."""

    name = models.CharField(max_length=12)
    email = models.EmailField(unique=True)

    class Meta:
        app_label = "shop"


class Order(models.Model):  # type: ignore[misc]
    """What somebody bought."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    total = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        app_label = "shop"


class Voucher(models.Model):  # type: ignore[misc]
    """A discount, whose table was never made."""

    code = models.CharField(max_length=20)

    class Meta:
        app_label = "shop"


def make_tables() -> None:
    """The tables of all models but the forgotten one, and two customers."""
    with connection.schema_editor() as editor:
        editor.create_model(Customer)
        editor.create_model(Order)
    Customer.objects.create(name="aiko", email="aiko@shop.example")
    Customer.objects.create(name="aiko", email="aiko@other.example")


def shipping(request: Any, number: int) -> Any:
    """What shipping a cart costs."""
    cart = {"id": number, "items": []}
    return JsonResponse({"shipping": cart["shipping"]})


def account(request: Any, name: str) -> Any:
    """A customer's page."""
    customer = Customer.objects.filter(name=f"{name}!").first()
    return HttpResponse(f"Hello {customer.email}")


def cart_total(request: Any, number: int) -> Any:
    """What a cart costs."""
    prices: list[Any] = [number, "12.50"]
    return HttpResponse(sum(prices))


def order(request: Any, number: int) -> Any:
    """An order's page."""
    return HttpResponse(Order.objects.get(pk=number).total)


def newest_customer(request: Any, name: str) -> Any:
    """The newest customer of a name."""
    return HttpResponse(Customer.objects.get(name="aiko").email)


def orders_of(request: Any, name: str) -> Any:
    """A customer's orders."""
    return HttpResponse(Order.objects.filter(customer_id=name).count())


def search(request: Any, word: str) -> Any:
    """Orders by a word."""
    return HttpResponse(Order.objects.filter(title__icontains=word).count())


def rename(request: Any, name: str) -> Any:
    """Another name for a customer."""
    customer = Customer(name=f"{name} of the very long second name", email="no address")
    customer.full_clean()
    customer.save()
    return HttpResponse(customer.name)


def update_cart(request: Any, number: int) -> Any:
    """A cart as JSON."""
    return JsonResponse(json.loads(request.body))


def upload(request: Any, number: int) -> Any:
    """A file for an order: its kind by the first bytes, then all of it."""
    kind = request.read(4)
    return HttpResponse(kind + request.body)


def page(request: Any, name: str) -> Any:
    """A page of the shop."""
    return render(request, f"pages/{name}.html", {"name": name})


def newsletter(request: Any, number: int) -> Any:
    """A newsletter as a page."""
    return render(request, "newsletter.html", {"number": number})


def sitemap(request: Any, number: int) -> Any:
    """All pages' addresses."""
    return HttpResponse(reverse("article-detail", kwargs={"number": number}))


def new_customer(request: Any, name: str) -> Any:
    """A customer's registration."""
    Customer.objects.create(name=name, email="aiko@shop.example")
    return HttpResponse("welcome")


def import_order(request: Any, number: int) -> Any:
    """An order from elsewhere."""
    Customer.objects.create(name=None, email=f"c{number}@shop.example")
    return HttpResponse("imported")


def voucher(request: Any, number: int) -> Any:
    """A voucher."""
    return HttpResponse(Voucher.objects.filter(code=str(number)).count())


def merge(request: Any, number: int) -> Any:
    """Two orders made one."""
    with transaction.atomic():
        try:
            Customer.objects.create(name="aiko", email="aiko@shop.example")
        except IntegrityError:
            Customer.objects.count()
    return HttpResponse("merged")


def home(request: Any) -> Any:
    """The first page, with the address of the shop."""
    return render(request, "home.html", {"address": request.build_absolute_uri("/")})


def pdf(request: Any, number: int) -> Any:
    """An invoice as PDF."""
    if not hasattr(settings, "INVOICE_FONT"):
        raise ImproperlyConfigured("The INVOICE_FONT setting must be set to the path of a font.")
    return HttpResponse("PDF")


async def live(request: Any, number: int) -> Any:
    """How many orders there are, now."""
    return HttpResponse(str(Order.objects.count()))


def legal(request: Any, name: str) -> Any:
    """A page of law, translated."""
    from django.utils.translation import ugettext  # type: ignore[import-not-found]

    return HttpResponse(ugettext(name))


def staff(request: Any, number: int) -> Any:
    """The rooms of the staff; who tries the door is reported."""
    try:
        raise PermissionDenied("Customers must not see the staff's rooms")
    except PermissionDenied as error:
        sentry_sdk.capture_exception(error)
        raise


def confirm(request: Any, number: int) -> Any:
    """A mail that confirms an order."""
    send_mail("Your order", f"Thank you for order {number}.", "shop@shop.example", ["aiko@shop.example"])
    return HttpResponse("confirmed")


def teaser(request: Any, number: int) -> Any:
    """A cached teaser."""
    return HttpResponse(cache.get(f"teaser:{number}") or "none")


urlpatterns = [
    path("", home),
    path("cart/<int:number>/shipping", shipping),
    path("cart/<int:number>/total", cart_total),
    path("account/<str:name>", account),
    path("orders/<int:number>", order),
    path("orders/of/<str:name>", orders_of),
    path("orders/<int:number>/import", import_order),
    path("orders/<int:number>/merge", merge),
    path("orders/<int:number>/confirm", confirm),
    path("customers/<str:name>", new_customer),
    path("customers/<str:name>/newest", newest_customer),
    path("customers/<str:name>/rename", rename),
    path("search/<str:word>", search),
    path("api/cart/<int:number>", update_cart),
    path("api/upload/<int:number>", upload),
    path("pages/<str:name>", page),
    path("newsletter/<int:number>", newsletter),
    path("sitemap/<int:number>", sitemap),
    path("vouchers/<int:number>", voucher),
    path("invoices/<int:number>/pdf", pdf),
    path("live/<int:number>", live),
    path("legal/<str:name>", legal),
    path("staff/<int:number>", staff),
    path("teaser/<int:number>", teaser),
]
