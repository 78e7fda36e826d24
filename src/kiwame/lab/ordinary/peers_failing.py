"""Failures of other people's services that a shop calls: no model is among them, judged like any upstream's."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

BUGS = bugs(
    Framework.SCRIPT,
    ("carrier-internal", Reason.INTERNAL_ERROR, "carrier_label", "500 of a carrier, by requests"),
    ("carrier-unavailable", Reason.SERVICE_UNAVAILABLE, "carrier_rates", "503 of a carrier, by httpx"),
    ("carrier-bad-gateway", Reason.BAD_GATEWAY, "exchange_rate", "502 of a bank, by requests"),
    ("carrier-gateway-timeout", Reason.GATEWAY_TIMEOUT, "tax_of", "504 of a tax service, by requests"),
    ("carrier-read-timeout", Reason.READ_TIMEOUT, "slow_stock", "no answer within the client's own timeout"),
    ("carrier-connect-timeout", Reason.CONNECT_TIMEOUT, "far_stock", "no connection within the client's own timeout"),
    ("carrier-dns", Reason.DNS_FAILURE, "lost_partner", "a partner's name that does not resolve"),
    ("carrier-refused", Reason.CONNECTION_REFUSED, "closed_partner", "nobody listens at a partner's port"),
    ("carrier-reset", Reason.CONNECTION_RESET, "reset_partner", "a partner resets the connection"),
    ("carrier-cut", Reason.STREAM_INTERRUPTED, "cut_catalogue", "a catalogue cut off in the middle"),
    ("carrier-untrusted", Reason.TLS_ERROR, "untrusted_partner", "a certificate that nobody trusts"),
    ("carrier-no-json", Reason.MALFORMED_RESPONSE, "page_as_json", "a page where JSON was announced, by requests"),
    ("geo-limit", Reason.RATE_LIMIT_OTHER, "locate", "429 of a geocoder, by requests"),
    ("github-no-repository", Reason.ENDPOINT_NOT_FOUND, "repository", "404 of GitHub, by requests"),
    ("github-bad-credentials", Reason.AUTHENTICATION_OTHER, "whoami", "401 of GitHub, by httpx"),
    ("github-forbidden", Reason.PERMISSION_DENIED, "organisation", "403 of GitHub, by requests"),
    ("stripe-declined", Reason.INVALID_REQUEST_OTHER, "charge", "402 card_declined, by stripe"),
    ("stripe-no-customer", Reason.INVALID_REQUEST_OTHER, "customer", "404 resource_missing, by stripe"),
    ("stripe-invalid-key", Reason.INVALID_API_KEY, "refund", "401, by stripe"),
    ("stripe-limit", Reason.REQUESTS_LIMIT, "payout", "429 rate_limit, by stripe"),
    ("s3-denied", Reason.PERMISSION_DENIED, "store_receipt", "403 AccessDenied, by boto3"),
    ("s3-no-key", Reason.INVALID_REQUEST_OTHER, "load_receipt", "404 NoSuchKey, by boto3"),
    ("s3-no-credentials", Reason.MISSING_CREDENTIALS, "list_receipts", "no credentials anywhere, by boto3"),
)
