"""Rules for `code_bug`, first part: what the application is built on and how it calls it.

`DEPENDENCY` · `STATED` · `VERSION` · `ASYNC` · `MISUSE`; further parts are `code_bug_stores`, `code_bug_set_up` and
`code_bug_plain`.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule

R = Reason

DEPENDENCY = (
    rule("code.module_missing", R.MISSING_DEPENDENCY, 0.95,
        "ModuleNotFoundError, Node's MODULE_NOT_FOUND, Java ClassNotFoundException, Go, Rust, loaders",
        says=("no module named", "cannot find module", "cannot find package", "module_not_found",
              "err_module_not_found", "module not found", "please install", "pip install", "please `pip",
              "npm install", "is not installed", "not installed", "could not import", "cannot open shared object file",
              "missing optional dependency", "missing dependency", "missing dependencies", "unable to import required",
              "classnotfoundexception", "noclassdeffounderror", "failed to resolve import", "failed to resolve module",
              "can't resolve '", "cannot load such file", "class … not found", "executable doesn't exist",
              "dll load failed", "failed to load shared library", "|command not found",
              "no such file or directory: 'ffmpeg'", "needs to be installed", "package … is required",
              "package is required", "requires the following packages", "library not found", "but … is not installed",
              "未安装", "请安装", "インストールされていません"),
        unless=("your api key", "upgrade", "model '", "is not a package", "unsupported version", "ollama pull",
                "not compatible", "incompatible", "cannot import name"), status=(0,)),
    rule("code.module_class", R.MISSING_DEPENDENCY, 0.93,
        "classes of a missing module",
        classes=("modulenotfounderror", "classnotfoundexception", "noclassdeffounderror", "packagenotfounderror",
                 "module_not_found"), unless=("is not a package",)),
    rule("code.module_node", R.MISSING_DEPENDENCY, 0.94,
        "Node's loader codes", codes=("err_module_not_found", "module_not_found")),
)  # fmt: skip

STATED = (
    rule("code.configuration_stated", R.CONFIGURATION, 0.93,
        "LiteLLM and others cannot tell whom to call: no status is theirs",
        says=("llm provider not provided", "llm provider not", "no llm provider", "unable to infer model provider",
              "could not infer provider")),
)  # fmt: skip

VERSION = (
    rule("code.import_name", R.VERSION_INCOMPATIBILITY, 0.94,
        "a name that another release of a package has",
        says=("cannot import name", "has no attribute 'chatcompletion'", "no longer supported in openai>=1.0",
              "you tried to access openai.", "unsupported version of sqlite3", "requires sqlite3", "has been removed",
              "was removed in", "is no longer supported", "no longer supported", "is not a package"),
        unless=("model", "partially initialized", "circular import"), status=(0,)),
    rule("code.import_partial", R.UNHANDLED_EXCEPTION, 0.8,
        "a circular import is the application's own", says=("partially initialized module", "circular import"),
        status=(0,)),
    rule("code.import_name_any", R.VERSION_INCOMPATIBILITY, 0.92,
        "a name that another release of a package has", says=("cannot import name",), status=(0,)),
    rule("code.proxies", R.VERSION_INCOMPATIBILITY, 0.95,
        "older openai and anthropic clients pass 'proxies' to an httpx that dropped it",
        says=("unexpected keyword argument 'proxies",)),
    rule("code.module_attribute", R.VERSION_INCOMPATIBILITY, 0.88,
        "a module lacks what another release has", says=("module '", "module \""), also=("has no attribute",),
        status=(0,)),
    rule("code.java_linkage", R.VERSION_INCOMPATIBILITY, 0.95,
        "the JVM links against another release",
        classes=("nosuchmethoderror", "nosuchfielderror", "abstractmethoderror", "incompatibleclasschangeerror",
                 "unsupportedclassversionerror", "missingmethodexception", "typeloadexception",
                 "incompatibleclasschange")),
    rule("code.version_said", R.VERSION_INCOMPATIBILITY, 0.93,
        "checks of versions, and binary interfaces that moved",
        says=("is incompatible with", "are incompatible", "incompatible version", "version conflict",
              "versionconflict", "requires python", "numpy.dtype size changed", "binary incompatibility",
              "compiled using numpy 1", "requires a different version", "version mismatch",
              "versions of … do not match", "was not found, or a member", "please upgrade", "please downgrade",
              "upgrade your", "undefined symbol", "unsupported version", "version `glibc", "glibcxx",
              "does not provide an export named", "err_require_esm", "requires version", "minimum version",
              "version … or later", "peer dependency", "could not load file or assembly", "pydantic.v1", "pydantic v2",
              "deprecated and … removed", "protobuf", "descriptors cannot be created directly", "metaclass conflict",
              "版本不兼容", "版本过低", "バージョンが"),
        unless=("api version", "api-version", "model", "http version", "tls", "dimension", "database"), status=(0,)),
    rule("code.keyword_library", R.VERSION_INCOMPATIBILITY, 0.75,
        "an argument that a library's release does not know, passed by another library",
        says=("got an unexpected keyword argument", "unexpected keyword arguments"),
        frames=("site-packages", "dist-packages"), status=(0,)),
    rule("code.keyword", R.SDK_MISUSE, 0.6,
        "an argument that the called function does not have",
        says=("missing required arguments", "got an unexpected keyword argument", "unexpected keyword arguments",
              "missing 1 required positional argument", "takes no keyword arguments",
              "missing … required positional argument", "positional arguments but", "missing 1 required keyword-only"),
        classes=("typeerror",), status=(0,)),
)  # fmt: skip

ASYNC = (
    rule("code.async", R.ASYNC_MISUSE, 0.95,
        "asyncio's own words",
        says=("event loop is closed", "event loop is already running", "loop is already running", "was never awaited",
              "no running event loop", "no current event loop", "attached to a different loop", "different event loop",
              "cannot be called from a running event loop", "asyncio.run() cannot",
              "object … can't be used in 'await' expression", "can't be used in 'await'", "'coroutine' object",
              "coroutine … not", "is bound to a different event loop", "cancel scope in a different task",
              "you cannot use asynctosync", "you cannot call this from an async context", "greenlet_spawn",
              "synchronousonlyoperation", "async_generator' object", "cannot reuse already awaited",
              "generator didn't stop", "inside a running event loop", "await … in sync", "unhandled promise",
              "イベントループ"), unless=("unhandled promise rejection … status",)),
    rule("code.async_class", R.ASYNC_MISUSE, 0.95,
        "classes of async misuse",
        classes=("missinggreenlet", "synchronousonlyoperation", "runtimewarning", "invalidstateerror"),
        says=("await", "async", "loop", "coroutine", "greenlet")),
)  # fmt: skip

MISUSE = (
    rule("code.misuse_class", R.SDK_MISUSE, 0.93,
        "langgraph on how a graph was built",
        classes=("invalidupdateerror", "emptyinputerror", "graphbuilderror", "invalidnodeupdateerror")),
    rule("code.misuse_browser", R.SDK_MISUSE, 0.95,
        "openai's and anthropic's JavaScript clients in a browser",
        says=("dangerouslyallowbrowser", "browser-like environment")),
    rule("code.misuse_said", R.SDK_MISUSE, 0.88,
        "clients and frameworks on how they were called",
        says=("this method should", "you must call", "must be called before", "must be called within",
              "is not initialized", "not been initialized", "was not initialized", "called before",
              "must be an instance of", "is not an instance of", "expected an instance", "instead of a",
              "invalid usage", "mutually exclusive", "you can only use", "cannot specify both", "can't use both",
              "should be used with", "not callable", "is not a constructor", "is not iterable", "used without",
              "object is not a valid", "unsupported argument", "use `.", "validation error for chatopenai",
              "client has been closed", "cannot send a request, as the client has been closed",
              "i/o operation on closed", "please use"), unless=("model", "event loop", "max_tokens", "port"),
        status=(0,)),
    rule("code.misuse_is_not_function", R.SDK_MISUSE, 0.6,
        "a method that the client does not have", says=("is not a function",),
        also=("openai", "client", "chat", "completions", "model", "anthropic", "llm"), status=(0,)),
)  # fmt: skip
