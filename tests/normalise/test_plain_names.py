"""Names of classes, heads of log lines, and which frames are the application's own."""

import pytest

from kiwame.normalise.class_name import head_of, head_within, looks_like_class, split_class
from kiwame.normalise.frames import MAX_FRAMES, bounded, in_app_by_path
from kiwame.normalise.log_line import said


@pytest.mark.parametrize(
    "name",
    ["Error", "ValueError", "openai.RateLimitError", "java.net.SocketTimeoutException", "A\\B\\ConnectException",
     "Net::ReadTimeout", "socket.gaierror", "google.api_core.exceptions.ResourceExhausted", "AI_RetryError"],
)  # fmt: skip
def test_names_of_classes(name: str) -> None:
    assert looks_like_class(name)


@pytest.mark.parametrize(
    "name",
    ["", "ERROR", "INFO", "OpenAI", "error", "api.openai.com", "invalid_request_error", "main.py", "status", "A"],
)
def test_words_that_are_no_classes(name: str) -> None:
    assert not looks_like_class(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("litellm.RateLimitError", ("litellm", "RateLimitError")),
        ("GuzzleHttp\\Exception\\ConnectException", ("GuzzleHttp\\Exception", "ConnectException")),
        ("Net::ReadTimeout", ("Net", "ReadTimeout")),
        ("Error [ERR_MODULE_NOT_FOUND]", ("", "Error")),
        ("NoSuchToolError [AI_NoSuchToolError]", ("", "AI_NoSuchToolError")),
        ("*url.Error", ("", "*url.Error")),
        ("a sentence. Of words", ("", "a sentence. Of words")),
        ("", ("", "")),
    ],
)
def test_a_class_is_split_into_module_and_name(name: str, parts: tuple[str, str]) -> None:
    assert split_class(name) == parts


def test_heads_of_lines() -> None:
    head = head_of("System.Net.Sockets.SocketException (11001): No such host")
    assert head is not None
    assert (head.name, head.message) == ("System.Net.Sockets.SocketException", "No such host")
    assert head_of("https://api.example.com: not reached", sure=True) is None
    assert head_of("timeout: too late") is None
    sure = head_of("timeout: too late", sure=True)
    assert sure is not None
    assert sure.name == "timeout"
    within = head_within("chat 7 failed with httpx.ReadTimeout: timed out")
    assert within is not None
    assert (within.name, within.message) == ("httpx.ReadTimeout", "timed out")
    assert head_within("API Error: 529 Overloaded") is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2026-11-23 10:00:00,123 ERROR app.llm: no answer", "no answer"),
        ("2026-11-23T10:00:00.123Z [WARN] no answer", "no answer"),
        ("ERROR:app.llm:no answer", "no answer"),
        ("[10:00:00] ERROR: no answer", "no answer"),
        ("ERROR: Error code: 400", "Error code: 400"),
        ("no answer", "no answer"),
        ("Error: no answer", "Error: no answer"),
        ("ERRORS are many", "ERRORS are many"),
        ("", ""),
    ],
)
def test_what_a_log_line_says(line: str, words: str) -> None:
    assert said(line) == words


@pytest.mark.parametrize(
    ("path", "module", "platform", "own"),
    [
        ("/srv/app/chat.py", "", "python", True),
        ("app/chat.py", "app.chat", "python", True),
        ("/usr/lib/python3/dist-packages/requests/api.py", "", "python", False),
        ("C:\\Python311\\Lib\\asyncio\\base_events.py", "", "python", False),
        ("D:\\conda\\envs\\bot\\lib\\site-packages\\openai\\_client.py", "", "python", False),
        ("<frozen importlib._bootstrap>", "", "python", False),
        ("/srv/bot/node_modules/openai/core.js", "", "javascript", False),
        ("node:internal/process/task_queues", "", "javascript", False),
        ("/srv/bot/src/index.ts", "", "javascript", True),
        ("", "com.example.Chat", "java", True),
        ("", "org.springframework.web.Servlet", "java", False),
        ("", "Shop.Assistant", "csharp", True),
        ("", "System.Threading.Tasks.Task", "csharp", False),
        ("/go/pkg/mod/github.com/x/y@v1/z.go", "github.com/x/y", "go", False),
        ("/app/main.go", "main", "go", True),
        ("net/http/client.go", "net/http", "go", False),
        ("/app/vendor/guzzle/Client.php", "", "php", False),
        ("/usr/local/bundle/gems/faraday/x.rb", "", "ruby", False),
        ("/opt/.cargo/registry/src/x/lib.rs", "", "rust", False),
        ("", "", "", False),
    ],
)
def test_the_applications_own_frames(path: str, module: str, platform: str, own: bool) -> None:
    assert in_app_by_path(path, module, platform) is own


def test_of_many_frames_the_oldest_and_the_newest_are_kept() -> None:
    kept = bounded(range(1000))
    assert len(kept) == MAX_FRAMES
    assert (kept[0], kept[-1]) == (0, 999)
    assert list(bounded([1, 2])) == [1, 2]
