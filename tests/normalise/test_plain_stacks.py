"""Readers of printed stacks of other languages than Python."""

import pytest

from kiwame.normalise.stacks.parsed import Parsed
from kiwame.normalise.stacks.table import read_stack


def _chain(text: str, platform: str = "") -> list[tuple[str, str]]:
    return [(link.name, link.message) for link in read_stack(text, platform)]


def _places(link: Parsed) -> list[tuple[str, int | None, bool]]:
    return [(frame.function, frame.lineno, frame.in_app) for frame in link.frames]


_NODE = """\
/srv/bot/index.js:3
throw new RateLimitError()
^

RateLimitError: 429 slow down
and come back later
    at Bot.ask (/srv/bot/index.js:3:11)
    at async main (file:///srv/bot/main.mjs:9:1)
    ... 4 lines matching cause stack trace ...
    at node:internal/main/run_main_module:33:47 {
  status: 429,
  code: 'rate_limit_exceeded',
  [cause]: Error: connect ECONNREFUSED 10.0.3.7:443
      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
      at new Client (/srv/bot/node_modules/openai/client.js:5:1) {
    errno: -111,
    code: 'ECONNREFUSED'
  }
}

Node.js v24.19.0
"""


def test_node_cause_and_properties() -> None:
    root, raised = read_stack(_NODE)

    assert (root.name, root.message) == ("Error", "connect ECONNREFUSED 10.0.3.7:443")
    assert _places(root) == [("Client", 5, False), ("TCPConnectWrap.afterConnect", 1555, False)]
    assert root.properties == {"errno": "-111", "code": "ECONNREFUSED"}
    assert (raised.name, raised.message) == ("RateLimitError", "429 slow down\nand come back later")
    assert _places(raised)[1:] == [("main", 9, True), ("Bot.ask", 3, True)]
    assert raised.properties == {"status": "429", "code": "rate_limit_exceeded"}


def test_node_aggregate_with_causes_of_members() -> None:
    text = """\
[AggregateError: All promises were rejected] {
  [errors]: [
    TypeError: fetch failed
        at ask (/srv/bot/a.js:1:1) {
      [cause]: Error: getaddrinfo ENOTFOUND api.example.com
          at GetAddrInfoReqWrap.onlookup (node:dns:111:26)
    },
    Error: second
        at ask (/srv/bot/a.js:2:1),
    Error: third
        at ask (/srv/bot/a.js:3:1)
  ]
}
"""
    assert _chain(text) == [
        ("Error", "getaddrinfo ENOTFOUND api.example.com"),
        ("TypeError", "fetch failed"),
        ("Error", "second"),
        ("Error", "third"),
        ("AggregateError", "All promises were rejected"),
    ]


def test_javascript_name_in_brackets_and_code_in_brackets() -> None:
    (named,) = read_stack("APICallError [AI_APICallError]: Bad Request\n    at call (/srv/a.js:1:2)\n")
    (coded,) = read_stack("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'openai'\n    at resolve (node:x:1:2)\n")
    assert named.name == "AI_APICallError"
    assert (coded.name, coded.properties) == ("Error", {"code": "ERR_MODULE_NOT_FOUND"})


_JAVA = """\
Exception in thread "main" java.lang.RuntimeException: java.lang.IllegalStateException: no model
second line
	at com.example.Chat.main(Chat.java:4)
	Suppressed: java.io.IOException: closing
		at com.example.Chat.main(Chat.java:4)
	Caused by: java.lang.Error: of the suppressed one
		... 8 more
Caused by: java.lang.IllegalStateException: no model
second line
	at com.example.Chat.ask(Chat.java:3) ~[chat.jar:1.2]
	at java.base/java.lang.reflect.Method.invoke(Method.java:569)
	... 1 more
Caused by: java.net.ConnectException
	at java.base/sun.nio.ch.Net.connect0(Native Method)
	... 9 more
"""


def test_java_causes_without_suppressed() -> None:
    root, middle, raised = read_stack(_JAVA)

    assert (root.name, root.message) == ("java.net.ConnectException", "")
    assert (middle.name, middle.message) == ("java.lang.IllegalStateException", "no model\nsecond line")
    assert [(f.module, f.function, f.filename, f.lineno, f.in_app) for f in middle.frames] == [
        ("java.lang.reflect.Method", "invoke", "Method.java", 569, False),
        ("com.example.Chat", "ask", "Chat.java", 3, True),
    ]
    assert raised.name == "java.lang.RuntimeException"


_DOTNET = """\
Unhandled exception. System.AggregateException: One or more errors occurred. (No such host)
 ---> System.Net.Http.HttpRequestException: No such host (api.example.com:443)
 ---> System.Net.Sockets.SocketException (11001): No such host
   at System.Net.Sockets.Socket.Connect(String host)
   --- End of inner exception stack trace ---
   at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request)
--- End of stack trace from previous location ---
   at Shop.Assistant.Answer(String question) in /src/Shop/Assistant.cs:line 42
   --- End of inner exception stack trace ---
   at Shop.Program.Main(String[] args) in C:\\src\\Shop\\Program.cs:line 12
 ---> (Inner Exception #1) System.TimeoutException: too slow<---
"""


def test_dotnet_inner_exceptions() -> None:
    root, middle, raised = read_stack(_DOTNET)

    assert (root.name, root.message) == ("System.Net.Sockets.SocketException", "No such host")
    assert (middle.name, _places(middle)) == (
        "System.Net.Http.HttpRequestException",
        [("Answer", 42, True), ("ConnectAsync", None, False)],
    )
    assert (raised.name, raised.is_group) == ("System.AggregateException", True)
    assert [(f.module, f.filename, f.lineno) for f in raised.frames] == [
        ("Shop.Program", "C:\\src\\Shop\\Program.cs", 12)
    ]


def test_dotnet_on_one_line() -> None:
    assert _chain("System.Exception: outer ---> System.TimeoutException: inner\n   at A.B.C()\n") == [
        ("System.TimeoutException", "inner"),
        ("System.Exception", "outer"),
    ]


def test_go_panic_with_the_goroutine_that_failed() -> None:
    text = """\
panic: runtime error: index out of range [3] with length 2

goroutine 1 [running]:
main.(*Client).Complete(0x0, {0x4a2f1e, 0x5})
	/srv/bot/client.go:18 +0x1d
net/http.(*Server).Serve(0xc0000, {0x1, 0x2})
	/usr/local/go/src/net/http/server.go:3285 +0x4b4
main.main()
	/srv/bot/main.go:9 +0x29

goroutine 5 [select]:
runtime.gopark()
	/usr/local/go/src/runtime/proc.go:1 +0x1
exit status 2
"""
    (link,) = read_stack(text)
    assert (link.name, link.message) == ("panic", "runtime error: index out of range [3] with length 2")
    assert _places(link) == [("main", 9, True), ("(*Server).Serve", 3285, False), ("(*Client).Complete", 18, True)]


def test_go_errors_printed_with_their_stacks() -> None:
    text = "connection refused\nmain.dial\n\t/app/dial.go:10\nasking the model\nmain.ask\n\t/app/ask.go:30\n"
    assert _chain(text, "go") == [("", "connection refused"), ("", "asking the model")]


_RUBY = """\
app/services/chat.rb:12:in `complete': the server said 429 (Faraday::TooManyRequestsError)
	from /usr/local/bundle/gems/faraday-2.9.0/lib/faraday/response.rb:14:in `on_complete'
	from app/main.rb:3:in `<main>'
app/services/http.rb:7:in 'Http#read': execution expired (Net::ReadTimeout)
	from app/services/chat.rb:9:in 'Chat#complete'
"""


def test_ruby_cause_below() -> None:
    root, raised = read_stack(_RUBY)
    assert (root.name, root.message) == ("Net::ReadTimeout", "execution expired")
    assert (raised.name, raised.message) == ("Faraday::TooManyRequestsError", "the server said 429")
    assert _places(raised) == [("<main>", 3, True), ("on_complete", 14, False), ("complete", 12, True)]


def test_ruby_in_the_log_of_rails() -> None:
    text = "Faraday::UnauthorizedError (the server said 401):\n\napp/services/chat.rb:12:in `complete'\n"
    assert _chain(text) == [("Faraday::UnauthorizedError", "the server said 401")]


_PHP = """\
PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ConnectException: cURL error 28: late in /app/vendor/Curl.php:210
Stack trace:
#0 /app/vendor/g/Curl.php(158): GuzzleHttp\\Handler\\Curl::reject()
#1 /app/src/Chat.php(21): GuzzleHttp\\Client->request('POST', 'v1/chat')
#2 {main}

Next App\\ChatFailed: The model did not answer in /app/src/Chat.php:25
Stack trace:
#0 /app/public/index.php(7): App\\Chat->ask('hi')
#1 {main}
  thrown in /app/src/Chat.php on line 25
"""


def test_php_previous_exception() -> None:
    root, raised = read_stack(_PHP)
    assert (root.name, root.message) == ("GuzzleHttp\\Exception\\ConnectException", "cURL error 28: late")
    assert _places(root) == [("request", 21, True), ("reject", 158, False), ("", 210, False)]
    assert (raised.name, raised.message) == ("App\\ChatFailed", "The model did not answer")


def test_php_in_the_log_of_laravel() -> None:
    text = r"""
[2026-11-23 10:00:00] prod.ERROR: none {"exception":"[object] (App\\ChatFailed(code: 0): no answer at /app/Chat.php:25)
[stacktrace]
#0 /app/vendor/laravel/Controller.php(54): App\\Http\\ChatController->ask()
#1 {main}

[previous exception] [object] (OpenAI\\ErrorException(code: 0): Incorrect API key at /app/vendor/Http.php:120)
[stacktrace]
#0 /app/app/Chat.php(20): OpenAI\\Client->chat()
"}"""
    assert _chain(text) == [("OpenAI\\ErrorException", "Incorrect API key"), ("App\\ChatFailed", "no answer")]


def test_rust_panic_in_both_forms() -> None:
    new = (
        "thread 'main' (71) panicked at src/main.rs:1:91:\nno answer\nand no more\nnote: run with `RUST_BACKTRACE=1`\n"
    )
    old = "thread 'main' panicked at 'no answer', src/main.rs:1:91\nnote: run with `RUST_BACKTRACE=1`\n"
    (first,) = read_stack(new)
    assert (first.name, first.message, _places(first)) == ("panic", "no answer\nand no more", [("", 1, True)])
    assert _chain(old) == [("panic", "no answer")]


def test_rust_backtrace() -> None:
    text = """\
thread 'main' panicked at src/chat.rs:7:9:
no answer
stack backtrace:
   0: core::panicking::panic_fmt
             at /rustc/59807616/library/core/src/panicking.rs:80:14
   1: bot::chat::ask
             at ./src/chat.rs:7:9
note: some details are omitted
"""
    (link,) = read_stack(text)
    assert [(f.module, f.function, f.lineno, f.in_app) for f in link.frames] == [
        ("bot::chat", "ask", 7, True),
        ("core::panicking", "panic_fmt", 80, False),
    ]


def test_rust_report_with_causes() -> None:
    text = "Error: no chat\n\nCaused by:\n    0: sending failed\n    1: refused\n\nLocation:\n    src/main.rs:1:2\n"
    assert _chain(text) == [("", "refused"), ("", "sending failed"), ("Error", "no chat")]


@pytest.mark.parametrize(
    "text", ["", "\n", "hello", "at ", "    at ", "#0", "Caused by:", "panic: ", '  File "', "---> ", "{", "a\0b"]
)
@pytest.mark.parametrize("platform", ["", "python", "javascript", "java", "csharp", "go", "ruby", "php", "rust"])
def test_scraps_give_no_frames(text: str, platform: str) -> None:
    assert all(len(link.frames) <= 1 for link in read_stack(text, platform))
