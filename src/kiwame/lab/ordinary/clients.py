"""The shop's calls of other people's services, by the clients that shops use. Second environment only."""

from typing import Any

from kiwame.lab.fault import Ports
from kiwame.lab.faults.network import NOWHERE

TIMEOUT = 5.0
SHORT = 0.05


def _requests(address: str, *, timeout: Any = TIMEOUT, **more: Any) -> Any:
    import requests

    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(address, timeout=timeout, **more)
        answer.raise_for_status()
        return answer.json()


def _httpx(address: str, *, timeout: float = TIMEOUT) -> Any:
    import httpx

    with httpx.Client(timeout=timeout, trust_env=False) as client:
        answer = client.get(address)
        answer.raise_for_status()
        return answer.json()


def _stripe(address: str) -> Any:
    import stripe  # type: ignore[import-not-found]

    client = stripe.HTTPXClient(allow_sync_methods=True) if hasattr(stripe, "HTTPXClient") else None
    return stripe.StripeClient(
        "sk_test_lab0000000000", base_addresses={"api": address}, max_network_retries=0, http_client=client
    )


def _s3(address: str, **more: Any) -> Any:
    import boto3  # type: ignore[import-not-found]
    from botocore.config import Config  # type: ignore[import-not-found]

    config = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, connect_timeout=5, read_timeout=5)
    return boto3.session.Session().client("s3", endpoint_url=address, region_name="eu-central-1", config=config, **more)


_KEYS = {"aws_access_key_id": "AKIALAB0000000000000", "aws_secret_access_key": "lab"}


def _by_stripe(where: str, address: str, number: int) -> Any:
    api = _stripe(address).v1
    match where:
        case "charge":
            return api.charges.create({"amount": number, "currency": "eur", "source": "tok_visa"})
        case "customer":
            return api.customers.retrieve(f"cus_{number}")
        case "refund":
            return api.refunds.create({"charge": f"ch_{number}"})
        case _:
            return api.payouts.create({"amount": number, "currency": "eur"})


def _by_boto(where: str, address: str, number: int) -> Any:
    match where:
        case "store_receipt":
            return _s3(address, **_KEYS).put_object(Bucket="receipts", Key=f"{number}.pdf", Body=b"PDF")
        case "load_receipt":
            return _s3(address, **_KEYS).get_object(Bucket="receipts", Key=f"{number}.pdf")
        case _:
            return _s3(address).list_objects_v2(Bucket="receipts")


def _elsewhere(where: str, ports: Ports) -> Any:
    match where:
        case "far_stock":
            return _requests(f"http://127.0.0.1:{ports.full}/stock", timeout=(SHORT, 5))
        case "lost_partner":
            return _requests(f"http://partner.{NOWHERE}/stock")
        case "closed_partner":
            return _httpx(f"http://127.0.0.1:{ports.closed}/stock")
        case _:
            return _requests(f"https://127.0.0.1:{ports.tls}/stock", verify=True)


PATHS = {
    "carrier_label": "/v2/labels", "carrier_rates": "/v2/rates", "exchange_rate": "/exchange", "tax_of": "/tax",
    "slow_stock": "/stock", "reset_partner": "/catalogue", "cut_catalogue": "/feed", "page_as_json": "/opening-hours",
    "locate": "/geo", "repository": "/repos/shop/catalogue", "whoami": "/user", "organisation": "/orgs/shop/members",
}  # fmt: skip
"""Which path of the services each call asks for."""

_HTTPX = ("carrier_rates", "whoami")
_STRIPE = ("charge", "customer", "refund", "payout")
_BOTO = ("store_receipt", "load_receipt", "list_receipts")


def meet(where: str, ports: Ports, shop: int, number: int) -> Any:
    """Make one call; `shop` is the port of the services."""
    address = f"http://127.0.0.1:{shop}"
    if where in _STRIPE:
        return _by_stripe(where, address, number)
    if where in _BOTO:
        return _by_boto(where, address, number)
    if where not in PATHS:
        return _elsewhere(where, ports)
    timeout = SHORT if where == "slow_stock" else TIMEOUT
    ask = _httpx if where in _HTTPX else _requests
    return ask(f"{address}{PATHS[where]}?number={number}", timeout=timeout)
