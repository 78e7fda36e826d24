"""Bugs of ordinary applications in Java, Kotlin, Go, C#, PHP and Ruby: NOT run, but events written by hand.

Their SDKs cannot be installed by this project's means, so these events have the shapes that the SDKs document: the
"Event Payloads" pages of Sentry's developer documentation (exception and stack trace interfaces) and the SDKs' own
`SentryExceptionFactory` (Java), `convertException` (Go), `SentryException` (.NET), `ExceptionDataBag` (PHP) and
`SingleExceptionInterface` (Ruby). Classes and messages are those of the frameworks themselves.
"""

from dataclasses import dataclass

from kiwame.core.taxonomy import Reason
from kiwame.lab.draw import Draw
from kiwame.lab.ordinary.bug import Bug, Framework

_BUG = Reason.UNHANDLED_EXCEPTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What all events of a platform have in common: SDK, mechanism, and the library's frames before the shop's own.

    A frame is (module, function, file, whether it is the application's own); the outermost comes first.
    """

    name: str
    sdk: str
    mechanism: str
    outer: tuple[tuple[str, str, str, bool], ...]
    own: tuple[str, str, str, bool]


JAVA = Platform(
    name="java", sdk="sentry.java.spring-boot.jakarta", mechanism="Spring6ExceptionResolver",
    outer=(
        ("org.apache.tomcat.util.net.SocketProcessorBase", "run", "SocketProcessorBase.java", False),
        ("org.springframework.web.servlet.DispatcherServlet", "doDispatch", "DispatcherServlet.java", False),
    ),
    own=("shop.orders.OrderController", "total", "OrderController.java", True),
)  # fmt: skip
GO = Platform(
    name="go", sdk="sentry.go", mechanism="generic",
    outer=(("net/http", "(*conn).serve", "server.go", False),
           ("net/http", "HandlerFunc.ServeHTTP", "server.go", False)),
    own=("shop/orders", "(*Handler).Total", "orders.go", True),
)  # fmt: skip
CSHARP = Platform(
    name="csharp", sdk="sentry.dotnet.aspnetcore", mechanism="SentryTracingMiddleware",
    outer=(
        ("Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker", "InvokeAsync", "", False),
        ("Microsoft.AspNetCore.Routing.EndpointMiddleware", "Invoke", "", False),
    ),
    own=("Shop.Orders.OrderController", "Total", "OrderController.cs", True),
)  # fmt: skip
PHP = Platform(
    name="php", sdk="sentry.php.laravel", mechanism="generic",
    outer=(
        ("", "Illuminate\\Foundation\\Http\\Kernel::handle", "/vendor/laravel/framework/Kernel.php", False),
        ("", "Illuminate\\Routing\\Controller::callAction", "/vendor/laravel/framework/Controller.php", False),
    ),
    own=("", "App\\Http\\Controllers\\OrderController::total", "/app/Http/Controllers/OrderController.php", True),
)  # fmt: skip
RUBY = Platform(
    name="ruby", sdk="sentry.ruby.rails", mechanism="generic",
    outer=(
        ("", "call", "rack/runtime.rb", False),
        ("", "process_action", "action_controller/metal/rendering.rb", False),
    ),
    own=("", "total", "app/controllers/orders_controller.rb", True),
)  # fmt: skip

Link = tuple[str, str]
"""Class with its package or namespace, and message; {n} is a number that varies."""

_EVENTS: tuple[tuple[str, Reason, Platform, tuple[Link, ...]], ...] = (
    ("spring-null", _BUG, JAVA, (
        ("java.lang.NullPointerException", 'Cannot invoke "shop.orders.Customer.getEmail()" because "c" is null'),
    )),
    ("spring-not-present", _BUG, JAVA, (("java.util.NoSuchElementException", "No value present"),)),
    ("spring-cast", _BUG, JAVA, (
        ("java.lang.ClassCastException", ("class java.lang.Integer cannot be cast to class java.lang.String "
         "(java.lang.Integer and java.lang.String are in module java.base of loader 'bootstrap')")),
    )),
    ("spring-template", _BUG, JAVA, (
        ("org.thymeleaf.exceptions.TemplateInputException",
         "Error resolving template [orders/total], template might not exist or might not be accessible"),
    )),
    ("spring-unreadable", _BUG, JAVA, (
        ("com.fasterxml.jackson.core.JsonParseException",
         "Unexpected character ('i' (code 105)): was expecting double-quote to start field name"),
        ("org.springframework.http.converter.HttpMessageNotReadableException",
         "JSON parse error: Unexpected character ('i' (code 105)): was expecting double-quote to start field name"),
    )),
    ("spring-unique", Reason.DATABASE, JAVA, (
        ("org.postgresql.util.PSQLException",
         ('ERROR: duplicate key value violates unique constraint "customers_email_key"\n'
         "  Detail: Key (email)=(c{n}@shop.example) already exists.")),
        ("org.hibernate.exception.ConstraintViolationException", "could not execute statement"),
        ("org.springframework.dao.DataIntegrityViolationException",
         "could not execute statement; SQL [insert into customers]; constraint [customers_email_key]"),
    )),
    ("spring-lazy", _BUG, JAVA, (
        ("org.hibernate.LazyInitializationException",
         "failed to lazily initialize a collection of role: shop.Order.items: could not initialize proxy - no Session"),
    )),
    ("spring-no-bean", Reason.CONFIGURATION, JAVA, (
        ("org.springframework.beans.factory.NoSuchBeanDefinitionException",
         ("No qualifying bean of type 'shop.mail.Sender' available: expected at least 1 bean which qualifies as "
         "autowire candidate")),
    )),
    ("spring-heap", Reason.RESOURCE_EXHAUSTED, JAVA, (("java.lang.OutOfMemoryError", "Java heap space"),)),
    ("spring-pool", Reason.POOL_TIMEOUT, JAVA, (
        ("java.sql.SQLTransientConnectionException",
         "HikariPool-1 - Connection is not available, request timed out after 30{n}ms."),
        ("org.springframework.transaction.CannotCreateTransactionException",
         "Could not open JPA EntityManager for transaction"),
    )),
    ("go-nil", _BUG, GO, (("runtime.errorString",
        "runtime error: invalid memory address or nil pointer dereference"),)),
    ("go-range", _BUG, GO, (("runtime.boundsError", "runtime error: index out of range [{n}] with length 3"),)),
    ("go-unique", Reason.DATABASE, GO, (
        ("*pgconn.PgError",
         'ERROR: duplicate key value violates unique constraint "customers_email_key" (SQLSTATE 23505)'),
    )),
    ("go-refused", Reason.CONNECTION_REFUSED, GO, (
        ("*net.OpError", "dial tcp 10.0.3.17:5432: connect: connection refused"),
    )),
    ("aspnet-null", _BUG, CSHARP, (
        ("System.NullReferenceException", "Object reference not set to an instance of an object."),
    )),
    ("aspnet-format", _BUG, CSHARP, (
        ("System.FormatException", "The input string 'order {n}' was not in a correct format."),
    )),
    ("aspnet-unique", Reason.DATABASE, CSHARP, (
        ("Npgsql.PostgresException", '23505: duplicate key value violates unique constraint "IX_Customers_Email"'),
        ("Microsoft.EntityFrameworkCore.DbUpdateException",
         "An error occurred while saving the entity changes. See the inner exception for details."),
    )),
    ("aspnet-no-service", Reason.CONFIGURATION, CSHARP, (
        ("System.InvalidOperationException",
         ("Unable to resolve service for type 'Shop.Mail.ISender' while attempting to activate "
         "'Shop.Orders.OrderController'.")),
    )),
    ("laravel-null", _BUG, PHP, (("ErrorException", 'Attempt to read property "email" on null'),)),
    ("laravel-undefined-key", _BUG, PHP, (("ErrorException", 'Undefined array key "shipping"'),)),
    ("laravel-no-model", _BUG, PHP, (
        ("Illuminate\\Database\\Eloquent\\ModelNotFoundException",
         "No query results for model [App\\Models\\Order] {n}"),
    )),
    ("laravel-no-column", Reason.DATABASE, PHP, (
        ("PDOException", "SQLSTATE[42S22]: Column not found: 1054 Unknown column 'weight' in 'field list'"),
        ("Illuminate\\Database\\QueryException",
         ("SQLSTATE[42S22]: Column not found: 1054 Unknown column 'weight' in 'field list' "
         "(Connection: mysql, SQL: select `weight` from `articles` where `id` = {n})")),
    )),
    ("laravel-memory", Reason.RESOURCE_EXHAUSTED, PHP, (
        ("Symfony\\Component\\ErrorHandler\\Error\\FatalError",
         "Allowed memory size of 134217728 bytes exhausted (tried to allocate 20{n} bytes)"),
    )),
    ("rails-nil", _BUG, RUBY, (("NoMethodError", "undefined method `email' for nil:NilClass (NoMethodError)"),)),
    ("rails-not-found", _BUG, RUBY, (
        ("ActiveRecord::RecordNotFound", "Couldn't find Order with 'id'={n} (ActiveRecord::RecordNotFound)"),
    )),
    ("rails-template", _BUG, RUBY, (
        ("ActionView::Template::Error", "undefined local variable or method `total' for #<ActionView::Base:0x0007f3c>"),
    )),
    ("rails-unique", Reason.DATABASE, RUBY, (
        ("PG::UniqueViolation",
         ('ERROR:  duplicate key value violates unique constraint "index_customers_on_email"\n'
         "DETAIL:  Key (email)=(c{n}@shop.example) already exists.\n")),
        ("ActiveRecord::RecordNotUnique",
         ('PG::UniqueViolation: ERROR:  duplicate key value violates unique constraint "index_customers_on_email"\n'
         "DETAIL:  Key (email)=(c{n}@shop.example) already exists.\n (ActiveRecord::RecordNotUnique)")),
    )),
    ("rails-pending", Reason.DATABASE, RUBY, (
        ("ActiveRecord::PendingMigrationError",
         "\n\nMigrations are pending. To resolve this issue, run:\n\n        bin/rails db:migrate\n\n"),
    )),
)  # fmt: skip
"""Name, reason, platform, chain from the root cause outwards."""

_BY_NAME = {name: (platform, chain) for name, _, platform, chain in _EVENTS}

BUGS = tuple(
    Bug(
        name=name, reason=reason, framework=Framework.BY_HAND, where=f"GET /orders/{{n}} on {platform.name}",
        how=f"{chain[0][0]}, as {platform.sdk} would send it",
    )
    for name, reason, platform, chain in _EVENTS
)  # fmt: skip


def event(name: str, draw: Draw, timestamp: float) -> dict[str, object]:
    """The event of one meeting, as the platform's SDK would send it; `timestamp` in Unix seconds."""
    platform, chain = _BY_NAME[name]
    number = str(draw.number(100, 999))
    last = len(chain) - 1
    values = [
        _exception(platform, (kind, said.replace("{n}", number)), name, outermost=place == last)
        for place, (kind, said) in enumerate(chain)
    ]
    return {
        "event_id": draw.hex(32),
        "timestamp": timestamp,
        "platform": platform.name,
        "level": "error",
        "environment": "production",
        "release": "shop@2.4.0",
        "transaction": "GET /orders/{number}/total",
        "sdk": {"name": platform.sdk, "version": "8.0.0"},
        "contexts": {"trace": {"trace_id": draw.hex(32), "span_id": draw.hex(16), "op": "http.server"}},
        "request": {"url": f"http://shop.example/orders/{number}/total", "method": "GET"},
        "exception": {"values": values},
    }


def _exception(platform: Platform, link: Link, bug: str, *, outermost: bool) -> dict[str, object]:
    """One exception, raised in a function of its own; Java sends the package apart, the others within the class."""
    kind, said = link
    module, dot, name = kind.rpartition(".")
    found: dict[str, object] = {"type": kind, "value": said}
    if platform is JAVA and dot:
        found |= {"type": name, "module": module}
    where, function, file, own = platform.own
    frames = [*platform.outer, (where, f"{function}_{bug.partition('-')[2].replace('-', '_')}", file, own)]
    found["stacktrace"] = {"frames": [_frame(frame, place) for place, frame in enumerate(frames)]}
    if outermost:
        found["mechanism"] = {"type": platform.mechanism, "handled": False}
    return found


def _frame(frame: tuple[str, str, str, bool], place: int) -> dict[str, object]:
    module, function, file, own = frame
    known = {"module": module, "function": function, "filename": file, "lineno": 40 + place, "in_app": own}
    return {key: value for key, value in known.items() if value != ""}
