"""Stack frames: whether a frame is the application's own code, and how many are kept."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")

MAX_FRAMES = 250
"""Frames kept per exception: a runaway recursion has thousands, of which the first and last tell all."""

_LONGEST = 500
"""Characters of a path or module that are looked at."""

_LIBRARY_PARTS = (
    "site-packages/", "dist-packages/", "node_modules/", "lib/python3", "lib/python2", "<frozen ", "/usr/lib/",
    "/usr/share/", "/vendor/", "/gems/", "/lib/ruby/", "/.cargo/registry/", "/.cargo/git/", "/rustc/", "/.rustup/",
    "/go/pkg/mod/", "/usr/local/go/", "/goroot/", "/usr/include/", "/pyodide/", "/.nvm/", "python.zip/",
    "/electron/js2c/",
)  # fmt: skip
_LIBRARY_STARTS = (
    "node:", "internal/", "native:", "<anonymous>", "<frozen", "<__array_function__", "[native", "native code",
    "webpack/", "/rustc/", "vendor/", "gems/", "ext:", "deno:", "bun:", "<internal:", "site-packages", "dist-packages",
    "node_modules",
)  # fmt: skip
_WINDOWS_STDLIB = re.compile(r"/(?:(?:python|anaconda|miniconda)[\d.\-]{0,8}|envs/[^/]{1,80})/lib/")
_GO_STDLIB = (
    "runtime/", "net/", "crypto/", "io/", "os/", "sync/", "testing/", "context/", "reflect/", "encoding/", "bufio/",
    "database/sql/", "fmt/", "syscall/", "log/",
)  # fmt: skip
_JVM_LIBRARIES = (
    "java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.", "clojure.",
    "org.springframework.", "reactor.", "io.netty.", "io.reactivex.", "io.grpc.", "io.ktor.", "io.vertx.", "io.quarkus",
    "io.smallrye.", "io.micronaut.", "io.opentelemetry.", "io.sentry.", "org.apache.", "org.jboss.", "org.eclipse.",
    "org.hibernate.", "org.postgresql.", "org.slf4j.", "org.codehaus.", "org.glassfish.", "org.mybatis.", "okhttp3.",
    "okio.", "retrofit2.", "feign.", "com.fasterxml.", "com.google.", "com.azure.", "com.openai.", "com.anthropic.",
    "com.theokanning.", "com.zaxxer.", "com.mysql.", "com.mongodb.", "com.intellij.", "com.squareup.", "com.amazonaws.",
    "software.amazon.", "dev.langchain4j.", "ch.qos.logback.", "android.", "androidx.", "redis.clients.",
)  # fmt: skip
_DOTNET_LIBRARIES = (
    "System.", "Microsoft.", "Azure.", "OpenAI.", "Anthropic.", "Google.", "Polly.", "Newtonsoft.", "Npgsql.", "Grpc.",
    "StackExchange.", "RestSharp.", "Serilog.", "Sentry.", "Amazon.", "MySql.", "HandlebarsDotNet.",
)  # fmt: skip
_JVM = frozenset({"java", "kotlin", "scala", "groovy", "clojure", "android"})
_DOTNET = frozenset({"csharp", "dotnet", "fsharp", "vb"})


def in_app_by_path(path: str, module: str, platform: str) -> bool:
    """True where neither the file's path nor the module says that a frame belongs to a library or to the runtime.

    Asked only where the SDK does not say.
    """
    return _in_app(path[:_LONGEST], module[:_LONGEST], platform[:32])


@lru_cache(maxsize=8192)
def _in_app(path: str, module: str, platform: str) -> bool:
    """Cached: the same frames come with every event of a service. The key is short, so that the cache stays small."""
    place = path.replace("\\", "/").lower()
    if place.startswith(_LIBRARY_STARTS) or any(part in place for part in _LIBRARY_PARTS):
        return False
    if _WINDOWS_STDLIB.search(place):
        return False
    if platform == "go" and (place.startswith(_GO_STDLIB) or module.split("/", 1)[0] in _GO_MODULES):
        return False
    if platform in _JVM:
        return bool(module) and not module.startswith(_JVM_LIBRARIES)
    if platform in _DOTNET:
        return bool(module) and not module.startswith(_DOTNET_LIBRARIES)
    return bool(place or module)


_GO_MODULES = frozenset(
    {"runtime", "net", "crypto", "golang.org", "google.golang.org", "reflect", "testing", "syscall"}
)


def bounded(frames: Sequence[_T]) -> Sequence[_T]:
    """At most `MAX_FRAMES`: the oldest and the newest halves."""
    if len(frames) <= MAX_FRAMES:
        return frames
    half = MAX_FRAMES // 2
    return (*frames[:half], *frames[-half:])
