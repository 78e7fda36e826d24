"""Rules for `code_bug`: what the application is given to run with. `RESOURCE` · `CONFIGURATION`."""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule

R = Reason

RESOURCE = (
    rule("code.resource", R.RESOURCE_EXHAUSTED, 0.94,
        "the application's own memory, disk, files, recursion",
        says=("no space left on device", "disk quota exceeded", "enospc", "cuda out of memory",
              "javascript heap out of memory", "heap out of memory", "java heap space", "outofmemoryerror",
              "out of memory", "too many open files", "|emfile|", "cannot allocate memory", "can't start new thread",
              "unable to create native thread", "maximum recursion depth exceeded", "maximum call stack size",
              "gc overhead limit", "oomkilled", "killed process", "signal: killed", "exit code 137", "exit status 137",
              "disk is full", "database or disk is full", "mps backend out of memory", "failed to allocate memory",
              "unable to allocate", "defaultcpuallocator", "resource temporarily unavailable", "内存不足", "磁盘空间",
              "メモリ不足", "メモリが不足", "ディスク容量", "sigkill", "std::bad_alloc", "dataloader worker … killed",
              "worker was sent sigkill")),
    rule("code.resource_class", R.RESOURCE_EXHAUSTED, 0.94,
        "MemoryError, OutOfMemoryError, RecursionError",
        classes=("memoryerror", "outofmemoryerror", "recursionerror", "stackoverflowerror", "outofmemoryexception",
                 "workerlosterror")),
)  # fmt: skip

CONFIGURATION = (
    rule("code.configuration_url", R.CONFIGURATION, 0.93,
        "clients on a base URL that is none",
        says=("missing an 'http://'", "missing a schema", "no scheme supplied", "no schema supplied", "invalid url '",
              "unsupported protocol scheme", "invalid url: ", "failed to parse url",
              "no connection adapters were found", "only absolute urls", "err_invalid_url", "unsupportedprotocol",
              "invalid port", "invalid base url", "invalid endpoint", "relative url without a base", "builder error",
              "not a valid url", "invalid uri", "unknown scheme for proxy", "base_url and azure_endpoint"),
        unless=("image", "invalid url (", "image_url"), status=(0,)),
    rule("code.configuration_class", R.CONFIGURATION, 0.92,
        "classes of settings",
        classes=("settingserror", "configerror", "configurationerror", "improperlyconfigured", "unsupportedprotocol",
                 "missingschema", "invalidschema", "invalidurl", "configurationexception", "configexception",
                 "configvalidationerror", "badconfigerror", "invalidconfigerror", "noregionerror", "profilenotfound",
                 "optionsvalidationexception"), status=(0,)),
    rule("code.configuration_said", R.CONFIGURATION, 0.9,
        "settings that are missing or wrong",
        says=("environment variable", "env var", "must specify a region", "you must specify", "not configured",
              "is not configured", "misconfigur", "invalid configuration", "configuration error", "config error",
              "configuration file", "config file", "configuration property", "could not resolve placeholder",
              "settings error", "missing configuration", "missing config", "validation error for settings",
              "validation errors for settings", "please configure", "no provider … configured",
              "llm provider not provided", "llm provider not", "unsupported provider", "unknown provider",
              "no llm configured", "no model configured", "invalid setting", "not set in", "config.toml", ".env file",
              "yaml.scanner", "tomldecodeerror", "unable to find config", "default model", "must be set", "is not set",
              "please set", "the api version", "api_version", "azure_endpoint", "resource not configured",
              "no default", "suitable tls ca certificate bundle", "address already in use", "eaddrinuse",
              "port is already", "service of type … not registered", "未配置", "配置错误", "配置文件", "请先设置",
              "環境変数", "設定ファイル", "設定されていません"),
        unless=("api key", "api_key", "token", "credential", "password", "is not installed", "apikey", "secret"),
        status=(0,)),
    rule("code.configuration_file", R.CONFIGURATION, 0.6,
        "a file that the deployment should have",
        classes=("filenotfounderror", "nosuchfileexception", "permissionerror"), status=(0,)),
    rule("code.configuration_permission", R.CONFIGURATION, 0.7,
        "the deployment's file rights", says=("[errno 13]", "eacces", "permission denied: '"), status=(0,)),
)  # fmt: skip
