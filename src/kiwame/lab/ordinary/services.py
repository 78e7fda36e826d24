"""What other people's services answer to the shop: a carrier, a bank, a geocoder, GitHub, Stripe, S3.

Sources of the bodies: GitHub's REST documentation ("Troubleshooting"), Stripe's API reference ("Errors"), Amazon S3's
API reference ("Error responses").
"""

import secrets

from kiwame.lab.provider.answer import Answer, Ending, html_answer, json_answer


def _s3_error(status: int, code: str, message: str) -> Answer:
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message>'
        f"<RequestId>{secrets.token_hex(8).upper()}</RequestId><HostId>{secrets.token_hex(16)}</HostId></Error>"
    )
    return Answer(status=status, headers=(("content-type", "application/xml"),), body=body.encode())


def _stripe_error(status: int, kind: str, message: str, code: str | None = None) -> Answer:
    error = {"type": kind, "message": message, **({"code": code} if code else {})}
    return json_answer(status, {"error": error}, {"request-id": f"req_{secrets.token_hex(7)}"})


def _github_error(status: int, message: str) -> Answer:
    return json_answer(status, {"message": message, "status": str(status)}, {"server": "github.com"})


def answer(path: str, headers: dict[str, str]) -> Answer:
    """What the service behind `path` says; the body of a request plays no part."""
    plain = path.split("?", 1)[0]
    if plain.startswith("/v1/customers/"):
        said = f"No such customer: '{plain.rsplit('/', 1)[-1]}'"
        return _stripe_error(404, "invalid_request_error", said, "resource_missing")
    if plain.startswith("/receipts/"):
        if "content-length" in headers and headers["content-length"] != "0":
            return _s3_error(403, "AccessDenied", "Access Denied")
        return _s3_error(404, "NoSuchKey", "The specified key does not exist.")
    return _ANSWERS.get(plain) or json_answer(404, {"error": "not found"})


_ANSWERS = {
    "/v2/labels": json_answer(500, {"error": "internal error"}),
    "/v2/rates": html_answer(503, "503 Service Temporarily Unavailable"),
    "/exchange": html_answer(502, "502 Bad Gateway"),
    "/tax": html_answer(504, "504 Gateway Time-out"),
    "/stock": Answer(ending=Ending.HANG),
    "/catalogue": Answer(ending=Ending.RESET),
    "/feed": Answer(headers=(("content-type", "application/json"),), body=b'{"articles": [', ending=Ending.CUT_LENGTH),
    "/opening-hours": html_answer(200, "Welcome"),
    "/geo": json_answer(429, {"error": "too many requests"}, {"retry-after": "1"}),
    "/repos/shop/catalogue": _github_error(404, "Not Found"),
    "/user": _github_error(401, "Bad credentials"),
    "/orgs/shop/members": _github_error(403, "Resource not accessible by personal access token"),
    "/v1/charges": _stripe_error(402, "card_error", "Your card was declined.", "card_declined"),
    "/v1/refunds": _stripe_error(401, "invalid_request_error", "Invalid API Key provided: sk_test_********0000"),
    "/v1/payouts": _stripe_error(429, "invalid_request_error", "Request rate limit exceeded.", "rate_limit"),
}
"""By path; what the shop sent plays no part."""
