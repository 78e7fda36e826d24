"""Placeholders for what varies; what names the failure stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.normalise.message import parameterise

CASES = {
    # status numbers where the text says so, provider codes, models
    "Error code: 429 - {'error': {'message': 'Slow down.', 'type': 'tokens', 'param': None, "
    "'code': 'rate_limit_exceeded'}}":
        "Error code: 429 - {'error': {'message': 'Slow down.', 'type': 'tokens', 'param': None, "
        "'code': 'rate_limit_exceeded'}}",
    "HTTP 503, status 500, status_code=502, [400] (404) HTTP/1.1 413":
        "HTTP 503, status 500, status_code=502, [400] (404) HTTP/1.1 413",
    "Client error '429 Too Many Requests' for url 'https://api.example.com/v1/x?y=1'":
        "Client error '429 Too Many Requests' for url '<url>'",
    '{"error":{"code":"1302","message":"too fast"}}': '{"error":{"code":"1302","message":"too fast"}}',
    "requested 500 tokens, got 401 rows": "requested <num> tokens, got 401 rows",
    "[Errno 111] Connection refused; (os error 104); exit code 137; curl: (28)":
        "[Errno 111] Connection refused; (os error 104); exit code 137; curl: (28)",
    "ORA-00942 E11000 AADSTS50034 SQLSTATE 42P01": "ORA-00942 E11000 AADSTS50034 SQLSTATE 42P01",
    "gpt-4o claude-sonnet-4-5-20250929 llama-3.1-70b gemini-2.5-flash deepseek-chat meta-llama/Llama-3.1-70B-Instruct":
        "gpt-4o claude-sonnet-4-5-20250929 llama-3.1-70b gemini-2.5-flash deepseek-chat "
        "meta-llama/Llama-3.1-70B-Instruct",
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0 models/gemini-1.5-pro text-embedding-3-small o3-mini":
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0 models/gemini-1.5-pro text-embedding-3-small o3-mini",
    # ids
    "Request ID: req_011CQyzABCdef, trace 0af7651916cd43dd8448eb211c80319c": "Request ID: <id>, trace <hex>",
    "organization org-abc, project proj_x1y, call_9fK2, thread_jD1dj44APT, user_42, order #8812":
        "organization <id>, project <id>, <id>, <id>, user_<num>, order #<num>",
    "id 550e8400-e29b-41d4-a716-446655440000 Root=1-6824e511-0a1d60376d4eefac56a9c456": "id <uuid> Root=<id>",
    "<app.Chat object at 0x7f12ab34cd50>": "<app.Chat object at <hex>>",
    "request_format thread_pool user_name org_id file_path are names":
        "request_format thread_pool user_name org_id file_path are names",
    "utf-8 base64 sha256 int32 http2 iso-8859-1 v1beta": "utf-8 base64 sha256 int32 http2 iso-8859-1 v1beta",
    # numbers, times
    "Limit 30,000, Used 28112. Please try again in 6m0s. or 20ms or 1.5s or 7m12.5s":
        "Limit <num>, Used <num>. Please try again in <time>. or <time> or <time> or <time>",
    "at 2026-11-23T21:00:00.123Z and 12:30:45 on Mon, 23 Nov 2026 21:00:00 GMT": "at <time> and <time> on <time>",
    "line 12 column 5 (char 117), 3.5 %, -1": "line <num> column <num> (char <num>), <num> %, <num>",
    # addresses and paths
    "10.0.3.7:5432 [::1]:6379 localhost:11434 port=443 port 50123 api.openai.com:443":
        "<ip>:5432 <ip>:6379 localhost:11434 port=443 port <num> api.openai.com:443",
    "open /tmp/abc/x.json, C:\\Users\\bob\\x.py and ./a/b": "open <path>, <path> and <path>",
    # quoted: identifiers stay, what users wrote goes
    "'user_id' \"insufficient_quota\" `max_tokens` 'gpt-4' 'user_42'":
        "'user_id' \"insufficient_quota\" `max_tokens` 'gpt-4' 'user_<num>'",
    "no answer to 'What is the weather in Paris?' today": "no answer to '<str>' today",
    "用户「你好，世界」的请求 'gpt-4o' 失败，编号42": "用户「<str>」的请求 'gpt-4o' 失败，编号<num>",
    "Could not parse LLM output: `" + "df = [] and so on; " * 5 + "`": "Could not parse LLM output: `<str>`",
    "ProxyError('Unable to connect', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))":
        "ProxyError('Unable to connect', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))",
    "You didn't provide a key. It's missing.": "You didn't provide a key. It's missing.",
    # echoes
    "[type=int_parsing, input_value='twenty two', input_type=str]":
        "[type=int_parsing, input_value=<str>, input_type=str]",
    "Key (email)=(bob) already exists.": "Key (email)=(<str>) already exists.",
    "[parameters: ('alice', 5)]": "[parameters: <str>]",
    # bodies: values go, keys stay
    "{'detail': {'prompt': 'Tell me a story', 'user': 'u 1', 'n': 17, 'message': 'n must be at most 4'}}":
        "{'detail': {'prompt': '<str>', 'user': '<str>', 'n': <num>, 'message': 'n must be at most <num>'}}",
    '{"error":{"message":"{\\"error\\":{\\"code\\":400,\\"message\\":\\"Used 9 of 8\\"}}"}}':
        '{"error":{"message":"{"error":{"code":400,"message":"Used <num> of <num>"}}"}}',
    # sets print in any order
    "missing {'b', 'a', 'c'}": "missing {'a', 'b', 'c'}",
    # marks of redaction stay
    "Incorrect API key provided: [redacted:api_key].": "Incorrect API key provided: [redacted:api_key].",
    "a\n\n  b\tc": "a b c",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_what_varies_goes_and_what_names_the_failure_stays(text: str) -> None:
    assert parameterise(text) == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_twice_is_once(text: str) -> None:
    if '\\"' not in text:  # a body within a body loses one level of its quotes
        assert parameterise(CASES[text]) == CASES[text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rate limit for org-aB3 on tokens: Limit 30000, Used 28112. Try again in 6m0s.",
         "Rate limit for org-zZ9 on tokens: Limit 90000, Used 17. Try again in 120ms."),
        ("messages.1.content: cannot read 'How do I cook rice?'", "messages.12.content: cannot read 'Hi, Bob!'"),
        ("Item 'fc_0105b6f6953fb71a0068' of type 'call'", "Item 'fc_9905b6f6953fb71a0068' of type 'call'"),
        ("Cannot connect to host 127.0.0.1:45123", "Cannot connect to host 127.0.0.1:60001"),
        ("<Task-12 finished at 0x7f00aa>", "<Task-9 finished at 0x7f99bb00>"),
        ("file /tmp/tmp8x2k/a.json gone", "file /tmp/tmpq91z/b.json gone"),
        ("request e8e9b1c2-1111-4222-8333-444455556666 died", "request 00000000-1111-4222-8333-444455556666 died"),
    ],
)  # fmt: skip
def test_one_failure_at_two_times_reads_alike(one: str, other: str) -> None:
    assert parameterise(one) == parameterise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Error code: 429 - x", "Error code: 500 - x"),
        ("The model 'gpt-4o' does not exist", "The model 'gpt-5' does not exist"),
        ("connect ECONNREFUSED 10.0.0.1:5432", "connect ECONNREFUSED 10.0.0.1:6379"),
        ("[Errno 111] Connect call failed", "[Errno 113] Connect call failed"),
        ("Unsupported parameter: 'max_tokens'", "Unsupported parameter: 'temperature'"),
        ('{"code":"1302"}', '{"code":"1113"}'),
        ("'429 Too Many Requests'", "'503 Service Unavailable'"),
    ],
)
def test_two_failures_read_differently(one: str, other: str) -> None:
    assert parameterise(one) != parameterise(other)


PIECES = st.sampled_from([
    "'", '"', "`", "\\", "\\'", '\\"', "「", "」", "{", "}", "[", "]", "(", ")", ":", ", ", " ", "\n", "429", "code",
    "status ", "Error",
    "message", "gpt-4o", "http://a/b", "/a/b", "10.0.0.1", "::1", "0x7f", "req_abc123", "6m0s",
    "2026-11-23T21:00:00Z", "a", "é", "密",
    "<num>", "[redacted:ip]", "input_value=", "=(", "[parameters: ", "{'a', 'b'}", "\x00", "\ud800", "1e5", "-", "_",
    ".", "A1b2C3d4" * 6,
])  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_any_text_gives_one_line_and_never_an_exception(text: str) -> None:
    line = parameterise(text)
    assert "\n" not in line
    assert line == line.strip()
    assert len(line) <= 6 * len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_at_all(text: str) -> None:
    assert "\n" not in parameterise(text)
