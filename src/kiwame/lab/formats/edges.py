"""What answers before the provider does: reverse proxies, content delivery networks, load balancers; status and page are all there is.

Sources, looked up: nginx's `ngx_http_special_response.c` and envoy's `router.cc`, read; Cloudflare's pages, AWS's and Express's bodies as
seen in public logs and tests (their documentation names statuses, no bodies); Go's `http.NotFound`; FastAPI's
default handlers, run; the sections of RFC 9110. Not looked up: Spring Boot's body, API Gateway's for a missing token, nginx's 429 page (later
than the source read), Cloudflare's titles other than 520 and 524.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_H = Host(
    provider="", host="<<one api.openai.com|llm.internal.example|gateway.example.com|api.deepseek.com>>", shape=shapes.error_text, client="httpx",
    source="nginx src/http/ngx_http_special_response.c", models=("gpt-4o", "deepseek-chat", "claude-sonnet-4-5"),
)  # fmt: skip
_CF = "seen in logs and tests of public GitHub repositories"
_ENVOY = "envoyproxy/envoy source/common/router/router.cc"
_GATEWAY = "docs.aws.amazon.com/apigateway supported-gateway-response-types (statuses); bodies seen in public logs"


def _nginx(title: str) -> str:
    return f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx<<one /1.25.3|/1.18.0 (Ubuntu)|>></center>\r\n</body>\r\n</html>\r\n"


def _cloudflare(title: str) -> str:
    return (
        "<!DOCTYPE html>\n<!--[if lt IE 7]> <html class=\"no-js ie6 oldie\" lang=\"en-US\"> <![endif]-->\n<head>\n<title><<one api.openai.com|api.example.com"
        f"|chat.example.net>> | {title}</title>\n<meta charset=\"UTF-8\" />\n</head>\n<body>\n<span class=\"code-label\">Error code {title.partition(':')[0]}</span>"
        "\n<span>Cloudflare Ray ID: <strong class=\"font-semibold\"><<hex 16>></strong></span>\n</body>\n</html>"
    )  # fmt: skip


FORMATS: tuple[Format, ...] = tuple(
    _H.says(name, reason, status, message, raw=raw, source=source)
    for name, reason, status, message, raw, source in (
        ("nginx-502", R.BAD_GATEWAY, 502, "502 Bad Gateway", _nginx("502 Bad Gateway"), _H.source),
        ("nginx-503", R.SERVICE_UNAVAILABLE, 503, "503 Service Temporarily Unavailable", _nginx("503 Service Temporarily Unavailable"), _H.source),
        ("nginx-504", R.GATEWAY_TIMEOUT, 504, "504 Gateway Time-out", _nginx("504 Gateway Time-out"), _H.source),
        ("nginx-413", R.PAYLOAD_TOO_LARGE, 413, "413 Request Entity Too Large", _nginx("413 Request Entity Too Large"), _H.source),
        ("nginx-404", R.ENDPOINT_NOT_FOUND, 404, "404 Not Found", _nginx("404 Not Found"), _H.source),
        ("nginx-405", R.ENDPOINT_NOT_FOUND, 405, "405 Not Allowed", _nginx("405 Not Allowed"), _H.source),
        ("nginx-401", R.AUTHENTICATION_OTHER, 401, "401 Authorization Required", _nginx("401 Authorization Required"), _H.source),
        ("nginx-500", R.INTERNAL_ERROR, 500, "500 Internal Server Error", _nginx("500 Internal Server Error"), _H.source),
        ("nginx-429", R.RATE_LIMIT_OTHER, 429, "429 Too Many Requests", _nginx("429 Too Many Requests"), _H.source),
        ("cf-502", R.BAD_GATEWAY, 502, "502: Bad gateway", _cloudflare("502: Bad gateway"), _CF),
        ("cf-504", R.GATEWAY_TIMEOUT, 504, "504: Gateway time-out", _cloudflare("504: Gateway time-out"), _CF),
        ("cf-524", R.GATEWAY_TIMEOUT, 524, "524: A timeout occurred", _cloudflare("524: A timeout occurred"), _CF),
        ("cf-522", R.GATEWAY_TIMEOUT, 522, "522: Connection timed out", _cloudflare("522: Connection timed out"), _CF),
        ("cf-short-502", R.BAD_GATEWAY, 502, "error code: 502", "error code: 502", _CF),
        ("cf-short-524", R.GATEWAY_TIMEOUT, 524, "error code: 524", "error code: 524", _CF),
        ("cf-short-504", R.GATEWAY_TIMEOUT, 504, "error code: 504", "error code: 504", _CF),
        ("envoy-503", R.SERVICE_UNAVAILABLE, 503, "upstream connect error or disconnect/reset before headers. reset reason: connection termination", "upstream connect error or disconnect/reset before headers. reset reason: <<one connection termination|connection failure|remote connection failure|overflow>>", _ENVOY),
        ("envoy-504", R.GATEWAY_TIMEOUT, 504, "upstream request timeout", "upstream request timeout", _ENVOY),
        ("envoy-no-healthy", R.SERVICE_UNAVAILABLE, 503, "no healthy upstream", "no healthy upstream", _ENVOY),
        ("alb-504", R.GATEWAY_TIMEOUT, 504, "504 Gateway Time-out", "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n</body>\r\n</html>\r\n", "seen in logs and tests of public GitHub repositories"),
        ("api-gateway-504", R.GATEWAY_TIMEOUT, 504, "Endpoint request timed out", '{"message": "Endpoint request timed out"}', _GATEWAY),
        ("api-gateway-403", R.MISSING_CREDENTIALS, 403, "Missing Authentication Token", '{"message": "Missing Authentication Token"}', _GATEWAY),
        ("api-gateway-413", R.PAYLOAD_TOO_LARGE, 413, "Request Too Long", '{"message": "Request Too Long"}', _GATEWAY),
        ("go-404", R.ENDPOINT_NOT_FOUND, 404, "404 page not found", "404 page not found\n", "go net/http server.go: NotFound"),
        ("spring-404", R.ENDPOINT_NOT_FOUND, 404, "Not Found", '{"timestamp": "<<day>>T<<time>>.000+00:00", "status": 404, "error": "Not Found", "path": "/<<one api/chat/completions|v1/v1/chat/completions>>"}', "spring boot BasicErrorController"),
        ("spring-500", R.INTERNAL_ERROR, 500, "Internal Server Error", '{"timestamp": "<<day>>T<<time>>.000+00:00", "status": 500, "error": "Internal Server Error", "path": "/v1/chat/completions"}', "spring boot BasicErrorController"),
        ("fastapi-404", R.ENDPOINT_NOT_FOUND, 404, "Not Found", '{"detail": "Not Found"}', "fastapi default handlers"),
        ("fastapi-405", R.ENDPOINT_NOT_FOUND, 405, "Method Not Allowed", '{"detail": "Method Not Allowed"}', "fastapi default handlers"),
        ("express-413", R.PAYLOAD_TOO_LARGE, 413, "PayloadTooLargeError: request entity too large", '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>PayloadTooLargeError: request entity too large</pre>\n</body>\n</html>\n', _CF),
        ("empty-500", R.INTERNAL_ERROR, 500, "Internal Server Error", "", "RFC 9110 15.6.1"),
        ("empty-502", R.BAD_GATEWAY, 502, "Bad Gateway", "", "RFC 9110 15.6.3"),
        ("empty-503", R.SERVICE_UNAVAILABLE, 503, "Service Unavailable", "", "RFC 9110 15.6.4"),
        ("empty-504", R.GATEWAY_TIMEOUT, 504, "Gateway Timeout", "", "RFC 9110 15.6.5"),
        ("empty-429", R.RATE_LIMIT_OTHER, 429, "Too Many Requests", "", "RFC 6585 4"),
        ("empty-401", R.AUTHENTICATION_OTHER, 401, "Unauthorized", "", "RFC 9110 15.5.2"),
        ("empty-403", R.PERMISSION_DENIED, 403, "Forbidden", "", "RFC 9110 15.5.4"),
        ("empty-413", R.PAYLOAD_TOO_LARGE, 413, "Payload Too Large", "", "RFC 9110 15.5.14"),
        ("empty-422", R.INVALID_REQUEST_OTHER, 422, "Unprocessable Entity", "", "RFC 9110 15.5.21"),
        ("empty-400", R.INVALID_REQUEST_OTHER, 400, "Bad Request", "", "RFC 9110 15.5.1"),
    )
)  # fmt: skip
