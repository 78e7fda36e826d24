"""Rules for ordinary web applications: a framework's own classes and words, which no model or provider ever raises.

They stand early in the table, so that a template, a route, a form or a field is not read as one of a prompt.
`FRAMEWORK` by class and by words · `BODIES` and `HANDLED` by the frames of what calls a handler.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule
from kiwame.decide.view import LOG_LINE

R = Reason

_HANDLERS = (
    "django/core/handlers",
    "flask/app",
    "starlette/routing",
    "fastapi/routing",
    "rest_framework/",
    "express/lib",
    "router/lib",
    "koa/lib",
    "fastify/lib",
    "aiohttp/web",
    "tornado/web",
    "sanic/",
    "celery/app/trace",
    "org/springframework/web",
    "org/apache/catalina",
    "action_controller",
    "rack/",
    "laravel/framework",
    "symfony/http-kernel",
    "microsoft/aspnetcore",
    "net/http:serverhandler",
    "gin-gonic",
    "actix_web",
    "axum",
)
"""Parts of paths of what calls an application's own handlers."""

_OF_MODELS = (
    "model", "llm", "prompt", "completion", "token", "openai", "anthropic", "claude", "gpt", "gemini", "agent",
    "embedding", "inference", "chat", "api", "http", "status", "error code", "exception", "traceback", "errno",
    "socket", "upstream", "provider", "request", "connect", "refused", "dns", "certificate", "quota", "gateway",
    "database", "sql", "redis", "memory", "模型", "モデル", "请求", "リクエスト", "接口", "接続", "连接",
)  # fmt: skip
"""Words of models, peers and stores: a log line with one of them is not an application's talk of its own trade."""

FRAMEWORK = (
    rule("code.log_line", R.CODE_OTHER, 0.92,
        "capture_message of Sentry's SDKs: a line without an exception, a peer or a word of one",
        codes=(LOG_LINE,), unless=_OF_MODELS, status=(0,)),
    rule("code.framework_wiring", R.CONFIGURATION, 0.92,
        "Spring's wiring, Django's hosts",
        classes=("nosuchbeandefinitionexception", "disallowedhost"), status=(0, 400, 500),
        unless=("api key", "openai", "chatmodel")),
    rule("code.framework_wiring_said", R.CONFIGURATION, 0.9,
        "Spring's wiring", says=("no qualifying bean of type", "required a bean of type"), status=(0, 500),
        unless=("api key", "openai", "chatmodel")),
    rule("code.framework_response", R.UNHANDLED_EXCEPTION, 0.92,
        "FastAPI on what the application answers", root=("responsevalidationerror",), frames=("fastapi/routing",),
        status=(0, 500)),
    rule("code.framework_route", R.UNHANDLED_EXCEPTION, 0.92,
        "werkzeug's HTTP errors, Laravel's forms, Jinja's pages: the class tells that the application itself answers",
        root=("notfound", "methodnotallowed", "validationexception", "templatenotfound", "responsevalidationerror"),
        says=("if you entered the url manually", "method is not allowed for the requested url", "field is required.",
              "field must be", "has already been taken", ".html", "'loc': ('response'"), unless=("api key", "llm"),
        status=(0, 404, 405, 422, 500)),
    rule("code.framework_store", R.DATABASE, 0.92,
        "classes of ORMs on a broken constraint",
        classes=("sequelizeuniqueconstrainterror", "sequelizeforeignkeyconstrainterror", "recordnotunique",
                 "uniqueconstraintviolationexception", "foreignkeyconstraintviolationexception"), status=(0, 500)),
    rule("code.framework_page", R.UNHANDLED_EXCEPTION, 0.9,
        "a page's template, by the path of a frame",
        classes=("undefinederror", "templatesyntaxerror", "templatenotfound", "templateassertionerror", "keyerror",
                 "compileexception", "syntaxexception"),
        frames=(".html:", ".htm:", ".html.jinja", "flask/templating", "starlette/templating", "django/template",
                ".mako:", "rendertemplate", ":render_template"), status=(0, 500), unless=("prompt", "llm")),
    rule("code.framework_class", R.UNHANDLED_EXCEPTION, 0.92,
        "classes of Django, Flask, Express, Mongoose, Spring, Thymeleaf, Rails, Laravel and Symfony",
        classes=("noreversematch", "templatedoesnotexist", "fielderror", "fielddoesnotexist", "rawpostdataexception",
                 "suspiciousfileoperation", "disallowedredirect", "appregistrynotready", "builderror", "multererror",
                 "casterror", "badrequestkeyerror", "multivaluedictkeyerror", "suspiciousoperation",
                 "requestvalidationerror", "fastapierror", "doublerendererror", "recordinvalid",
                 "unknownattributeerror", "webexchangebindexception", "serverwebinputexception",
                 "handlermethodvalidationexception", "conversionfailedexception", "beaninstantiationexception",
                 "beandefinitionstoreexception", "applicationcontextexception", "nouniquebeandefinitionexception",
                 "maxuploadsizeexceededexception", "missingrequestheaderexception",
                 "missingservletrequestpartexception", "invalidmodelstateexception", "antiforgeryvalidationexception",
                 "badhttprequestexception", "invalidsignature", "inertiaexception", "livewireexception",
                 "loadererror", "tokenerror", "csrferror", "ebadcsrftoken", "missingschemaerror",
                 "overwritemodelerror", "divergentarrayerror", "stricterror", "beancreationexception",
                 "unsatisfieddependencyexception", "beancurrentlyincreationexception",
                 "httpmessagenotreadableexception", "httpmessagenotwritableexception",
                 "httprequestmethodnotsupportedexception", "httpmediatypenotsupportedexception",
                 "methodargumentnotvalidexception", "methodargumenttypemismatchexception",
                 "missingservletrequestparameterexception", "noresourcefoundexception", "nohandlerfoundexception",
                 "templateinputexception", "templateprocessingexception", "lazyinitializationexception",
                 "parametermissing", "invalidauthenticitytoken", "missingtemplate", "unknownformat", "routingerror",
                 "methodnotallowedhttpexception", "notfoundhttpexception", "tokenmismatchexception",
                 "modelnotfoundexception", "bindingresolutionexception", "massassignmentexception",
                 "routenotfoundexception", "viewexception"), unless=("api key", "llm", "openai", "prompt"),
        status=(0, 404, 405, 500)),
    rule("code.framework_said", R.UNHANDLED_EXCEPTION, 0.92,
        "Django, Express, React, Rails, Twig and XML parsers in their own words",
        says=("did you forget to register or load this tag", "cannot resolve keyword", "cannot set headers after",
              "requires a callback function but got", "undefined local variable or method",
              "working outside of application context", "working outside of request context",
              "not well-formed (invalid token)", "error resolving template", "could not build url for endpoint",
              "no route matches", "could not find a matching route", "html.twig", ".blade.php", ".html.erb",
              "the csrf token is invalid", "csrf token mismatch", "csrf verification failed",
              "rendered more hooks than", "invalid hook call", "missing staticfiles manifest",
              "didn't return an httpresponse", "did not return a valid response. the function",
              "must be a \" … \" instance", "view function mapping is overwriting", "invalid block tag on line",
              "could not parse the remainder", "unknown \" … filter", "unknown \" … function.", "unknown \" … tag",
              "cast to objectid failed", "user validation failed", "cast to number failed",
              "invalid args for response field", "no response returned", "declared content-length",
              "response content longer than content-length", "response content shorter than content-length",
              "apps aren't loaded yet", "models aren't loaded yet", "conflicting … models in application",
              "reverse accessor", "isn't in installed_apps", "is not a registered namespace",
              "circular import in urls", "root_urlconf", "expected asgi message", "unexpected asgi message",
              "before request.parseform", "assets … not precompiled", "vite manifest not found", "mix manifest",
              "page not found (404)", "error executing template", "failed to compile", "failed to collect page data",
              "getserversideprops", "getstaticprops", "middleware is not a function", "router.use() requires",
              "app.use() requires", "is not a valid http status code", "invalid status code: undefined"),
        unless=("api key", "llm", "openai", "prompt"),
        status=(0, 403, 404, 419, 500)),
)  # fmt: skip

BODIES = (
    rule("code.framework_json", R.UNHANDLED_EXCEPTION, 0.96,
        "a request's body is no JSON: a web framework's frames, and no word or frame of a model's text",
        classes=("jsondecodeerror", "syntaxerror", "badrequestkeyerror"), frames=_HANDLERS, status=(0, 400, 500),
        unless=("llm", "model", "prompt", "completion", "openai")),
    rule("code.framework_model", R.UNHANDLED_EXCEPTION, 0.94,
        "a data model rejects what a handler gave it",
        classes=("validationerror",), frames=_HANDLERS, status=(0, 500),
        unless=("json_invalid", "llm", "completion", "for output", "for answer", "for response", "for result",
                "prompt", "agent", "settings", "config")),
)  # fmt: skip
"""Where only the frames tell that an ordinary handler speaks; after the rules of the model's text."""

HANDLED = (
    rule("code.framework_named", R.UNHANDLED_EXCEPTION, 0.78,
        "an error of the application's own in a handler, and no word of a model", named=True, frames=_HANDLERS,
        providers=("",), libraries=("",), status=(0,),
        unless=("llm", "prompt", "openai", "gpt", "completion", "model", "agent", "token", "api", "response",
                "connect", "network", "socket", "timeout", "timed out", "unavailable", "upstream", "chat", "key",
                "quota", "limit", "模型", "接口", "モデル")),
)  # fmt: skip
"""The least sure of them."""
