"""Stack traces of ordinary applications: the application's own frames and those of the framework around them."""

from kiwame.lab.draw import Draw

_SITE = "/usr/lib/python3.12/site-packages"
_PYTHON = (
    (),
    (
        (f"{_SITE}/django/core/handlers/exception.py", "inner"),
        (f"{_SITE}/django/core/handlers/base.py", "_get_response"),
    ),
    ((f"{_SITE}/flask/app.py", "full_dispatch_request"), (f"{_SITE}/flask/app.py", "dispatch_request")),
    ((f"{_SITE}/starlette/routing.py", "app"), (f"{_SITE}/fastapi/routing.py", "run_endpoint_function")),
    ((f"{_SITE}/celery/app/trace.py", "trace_task"), (f"{_SITE}/celery/app/trace.py", "__protected_call__")),
)
_DEEPER = {
    "django": (f"{_SITE}/django/db/backends/utils.py", "execute"),
    "sqlalchemy": (f"{_SITE}/sqlalchemy/engine/default.py", "do_execute"),
    "psycopg2": (f"{_SITE}/psycopg2/__init__.py", "connect"),
    "redis": (f"{_SITE}/redis/connection.py", "connect"),
    "requests": (f"{_SITE}/requests/adapters.py", "send"),
    "jinja2": (f"{_SITE}/jinja2/environment.py", "render"),
    "botocore": (f"{_SITE}/botocore/client.py", "_make_api_call"),
    "stripe": (f"{_SITE}/stripe/_api_requestor.py", "handle_error_response"),
    "json": ("/usr/lib/python3.12/json/decoder.py", "raw_decode"),
    "pydantic_core": (f"{_SITE}/pydantic/main.py", "__init__"),
}
_OWN = (
    "shop/views.py",
    "shop/cart.py",
    "orders/service.py",
    "api/customers.py",
    "jobs/export.py",
    "billing/invoices.py",
)
_DOES = ("total", "create_order", "show", "export", "checkout", "save", "load", "handle")
_NODE = (
    "Layer.handle [as handle_request] (/srv/shop/node_modules/express/lib/router/layer.js:95:5)",
    "next (/srv/shop/node_modules/express/lib/router/route.js:149:13)",
    "process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
)
_JAVA = (
    "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)",
    "org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)",
    "java.base/java.lang.Thread.run(Thread.java:1583)",
)


def stack(platform: str, kind: str, message: str, draw: Draw) -> str:
    """A stack trace as `platform` prints one; "" where it has no usual form here."""
    own, does, line = _OWN[draw.number(0, 5)], _DOES[draw.number(0, 7)], draw.number(8, 400)
    match platform:
        case "python":
            frames = [*_PYTHON[draw.number(0, 4)], (f"/srv/app/{own}", does)]
            deeper = _DEEPER.get(kind.partition(".")[0])
            frames += [deeper] if deeper else []
            told = "".join(f'  File "{path}", line {line + at}, in {name}\n' for at, (path, name) in enumerate(frames))
            return f"Traceback (most recent call last):\n{told}{kind}: {message}"
        case "javascript":
            told = "\n    at ".join((f"{does} (/srv/{own.replace('.py', '.js')}:{line}:{draw.number(3, 40)})", *_NODE))
            return f"{kind or 'Error'}: {message}\n    at {told}"
        case "java":
            told = "\n\tat ".join((f"com.example.shop.OrderService.{does}(OrderService.java:{line})", *_JAVA))
            return f"{kind}: {message}\n\tat {told}"
        case "csharp":
            return f"{kind}: {message}\n   at Shop.OrderService.{does.title()}(Int32 id) in /src/Shop/OrderService.cs:line {line}"
        case "php":
            return f"{kind}: {message} in /srv/shop/app/{own.replace('.py', '.php')}:{line}\nStack trace:\n#0 {{main}}"
        case "ruby":
            return f"app/{own.replace('.py', '.rb')}:{line}:in `{does}': {message} ({kind})"
        case _:
            return ""
