"""Every kind of secret, in every dress it comes in, under both engines: it goes, and what stands around it stays."""

import json

import pytest

from kiwame.normalise.redact import PatternRedactor, redactor

# Put together at run time, so that no scanner takes this file for a leak.
CHANCE = "q7Zr2mW9xK4tB8vN1cL6"
HEX32 = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

KEYS = {
    "openai": "sk-" + CHANCE + CHANCE,
    "openai project": "sk-" + "proj-" + CHANCE + "_" + CHANCE,
    "openai service account": "sk-" + "svcacct-" + CHANCE,
    "anthropic": "sk-" + "ant-api03-" + CHANCE + "-" + CHANCE + "AA",
    "openrouter": "sk-" + "or-v1-" + HEX32 + HEX32,
    "deepseek": "sk-" + HEX32,
    "google": "AI" + "za" + "SyD" + CHANCE + "abcdefghijkl",
    "google oauth": "ya" + "29." + CHANCE + CHANCE,
    "aws": "AK" + "IA" + "Q7ZR2MW9XK4TB8VN",
    "aws session": "AS" + "IA" + "Q7ZR2MW9XK4TB8VN",
    "azure": CHANCE + CHANCE + "abcdefghijkl" + "JQQJ99" + "BBACYeBjFXJ3w3AAABACOG" + CHANCE[:6],
    "hugging face": "hf" + "_" + CHANCE + "abcdefghijklmn",
    "github": "gh" + "p_" + CHANCE + "abcdefghijklmnop",
    "github oauth": "gh" + "o_" + CHANCE + "abcdefghijklmnop",
    "github server": "gh" + "s_" + CHANCE + "abcdefghijklmnop",
    "github fine": "github" + "_pat_" + CHANCE + "_" + CHANCE,
    "slack": "xo" + "xb-" + "123456789012-1234567890123-" + CHANCE,
    "slack app": "xa" + "pp-1-" + "A012BCD-1234567-" + CHANCE,
    "sentry org": "sntr" + "ys_" + CHANCE + CHANCE,
    "sentry user": "sntr" + "yu_" + HEX32 + HEX32,
    "groq": "gs" + "k_" + CHANCE + CHANCE,
    "xai": "xa" + "i-" + CHANCE + CHANCE + CHANCE,
    "replicate": "r" + "8_" + CHANCE + "abcdefghijklmnopq",
    "perplexity": "pp" + "lx-" + CHANCE + CHANCE,
    "stripe": "sk" + "_live_" + CHANCE,
    "stripe restricted": "rk" + "_test_" + CHANCE,
    "npm": "np" + "m_" + CHANCE + "abcdefghijklmnop",
    "pypi": "py" + "pi-" + "AgEIcHlwaS5vcmc" + CHANCE,
    "gitlab": "gl" + "pat-" + CHANCE,
    "sendgrid": "S" + "G." + CHANCE + "." + CHANCE + CHANCE,
    "nvidia": "nv" + "api-" + CHANCE + CHANCE,
    "zhipu": HEX32 + "." + CHANCE[:16],
    "langsmith": "lsv2" + "_pt_" + HEX32 + "_0f1e2d3c4b",
    "telegram": "1234567890" + ":AA" + CHANCE + "abcdefghijklm",
    "jwt": "ey" + "JhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + CHANCE + CHANCE,
}
DRESSES = (
    "{}",
    "used {} for it",
    "key={}",
    "the key '{}' was refused",
    'the key "{}".',
    "({})",
    "[{}]",
    "first line\\n{}\\nlast line",
    "{{'headers': {{'x': '{}'}}}}",
    "https://api.example.com/v1?q=a&k={}&z=1",
    "https://api.example.com/v1?next=a%20{}%20b%22",
    "密钥{}无效",
    "a\u0000{}\u0000b",
    "\ud800{}\ud800",
)
WHOLE_VALUES = ("hunter2", "correcthorse", "p@ss/w:rd#1", "Tr0ub4dor&3", "ひみつの言葉", CHANCE, "x" * 300)


@pytest.fixture(params=["re", "re2"])
def redact(request: pytest.FixtureRequest) -> PatternRedactor:
    return redactor(engine=request.param)


@pytest.mark.parametrize("kind", KEYS)
def test_a_providers_key_goes_in_every_dress(redact: PatternRedactor, kind: str) -> None:
    key = KEYS[kind]
    for dress in DRESSES:
        clean = redact.text(dress.format(key))
        assert key not in clean, (dress, clean)
        assert key[8:] not in clean, (dress, clean)
        assert "[redacted:" in clean
        assert redact.text(clean) == clean


def test_what_stands_around_a_key_stays(redact: PatternRedactor) -> None:
    key = KEYS["openai project"]
    assert redact.text(f"Incorrect API key provided: {key}. You can find it at https://a.example/keys.") == (
        "Incorrect API key provided: [redacted:api_key]. You can find it at https://a.example/keys."
    )
    assert redact.text(f"a\n{key}\tb") == "a\n[redacted:api_key]\tb"


@pytest.mark.parametrize(
    "masked",
    ["sk-abc***xyz", "sk-proj-" + "*" * 40 + "xQ4A", "sk-***", "sk-ab...wxyz", "sk-12345…6789", "abcd****wxyz"],
)
def test_a_key_that_its_provider_masked_goes_whole(redact: PatternRedactor, masked: str) -> None:
    clean = redact.text(
        f"Error code: 401 - {{'error': {{'message': 'Incorrect API key provided: {masked}. You can'}}}}"
    )
    assert (
        clean == "Error code: 401 - {'error': {'message': 'Incorrect API key provided: [redacted:api_key]. You can'}}"
    )


@pytest.mark.parametrize(
    "name", ["password", "passwd", "PWD", "secret", "api_key", "apiKey", "access_token", "client_secret"]
)
@pytest.mark.parametrize("value", WHOLE_VALUES)
def test_a_value_under_a_name_that_says_secret_goes(redact: PatternRedactor, name: str, value: str) -> None:
    texts = [
        f'"{name}": "{value}"',
        f"'{name}': '{value}'",
        f"{{'a': 1, '{name}': '{value}', 'b': 2}}",
        f"Client({name}='{value}', timeout=5)",
        f'{name} = "{value}"',
        f"Db{name.title()}='{value}'",
        json.dumps(json.dumps({name: value, "n": 1}, ensure_ascii=False), ensure_ascii=False),
        json.dumps(
            {"body": json.dumps(json.dumps({name: value}, ensure_ascii=False), ensure_ascii=False)}, ensure_ascii=False
        ),
        repr({name: value}),
        f"[('{name}', '{value}')]",
        f'config["{name}"] = "{value}"',
        f'"{name}"=>"{value}"',
    ]
    if not any(c in value for c in "&"):
        texts += [
            f"{name}={value}",
            f"{name}: {value}",
            f"x={value[:0]}&{name}={value}&y=1",
            f"--{name} {value} --verbose",
        ]
    for text, clean in zip(texts, redact.texts(texts), strict=True):
        assert value not in clean, (text, clean)
        assert name.lower() in clean.lower()


def test_quotes_and_escapes_within_a_value_do_not_end_it(redact: PatternRedactor) -> None:
    for value in ('a"tail', "a\\tail", 'a\\"tail', "a'tail", "tail\\", "a\ntail", "a\ttail"):
        once = json.dumps({"password": value, "model": "gpt-4o"})
        for text in (once, json.dumps(once), json.dumps(json.dumps(once)), repr(once), repr({"password": value})):
            clean = redact.text(text)
            assert "tail" not in clean, (text, clean)
            assert "gpt-4o" in clean or "gpt-4o" not in text


def test_headers_and_cookies(redact: PatternRedactor) -> None:
    basic = "Basic " + "dXNlcjpodW50ZXIy"
    for text in (
        f"Authorization: {basic}", f"authorization: Bearer {CHANCE}", f"'Authorization': 'Bearer {CHANCE}'",
        f"headers={{'Authorization': '{basic}'}}", f"(b'authorization', b'{basic}')", f"Bearer {CHANCE}",
        f"sent {basic} and", f"{basic}=/{basic}=&x=1", f'"{{\\\"h\\\": \\\"{basic}\\\"}}"',
        f"Proxy-Authorization: {basic}", f"X-API-Key: {CHANCE}", f"x-api-key={CHANCE}",
        f"map[Authorization:[Bearer {CHANCE}]]",
        f"Cookie: sid={CHANCE}; theme=dark", f"Set-Cookie: id={CHANCE}; Path=/; HttpOnly", f'"cookie": "a={CHANCE}"',
        f'Authorization: Digest username="bob", response="{CHANCE}"',
        f"AWS4-HMAC-SHA256 Credential=x, Signature={CHANCE}",
        f"Ocp-Apim-Subscription-Key: {HEX32}", f"AccountKey={CHANCE}==;EndpointSuffix=core.windows.net",
        f"https://x.blob.core.windows.net/c?sv=1&sig={CHANCE}", f"aws_secret_access_key = {CHANCE}/{CHANCE}",
        f"secret key={CHANCE}",
    ):  # fmt: skip
        clean = redact.text(text)
        for secret in (CHANCE, "dXNlcjpo", HEX32):
            assert secret not in clean, (text, clean)


def test_private_keys_whole_cut_off_and_escaped(redact: PatternRedactor) -> None:
    body = "\n".join([CHANCE * 3 + "abcd"] * 4)
    begin, end = "-----BEGIN RSA PRIVATE" + " KEY-----", "-----END RSA PRIVATE" + " KEY-----"
    whole = f"{begin}\n{body}\n{end}"
    texts = {
        f"before {whole} after": "before [redacted:private_key] after",
        f"before {whole.replace(chr(10), chr(92) + 'n')} after": "before [redacted:private_key] after",
        f"before {begin}\n{body}": "before [redacted:private_key]",
        f"{begin}\n{body[:50]}": "[redacted:private_key]",
        f'{{"k": "{begin}\\n{CHANCE}'.replace("\n", "\\n"): '{"k": "[redacted:private_key]',
        f"{whole}\n{whole}": "[redacted:private_key]\n[redacted:private_key]",
        f"{body}\n{end} after": "[redacted:private_key] after",
    }
    for text, expected in texts.items():
        assert redact.text(text) == expected


def test_passwords_in_urls_of_any_scheme(redact: PatternRedactor) -> None:
    assert redact.text("postgresql+psycopg://app:hunter2@db.example.com:5432/x?a=1") == (
        "postgresql+psycopg://app:[redacted:password]@db.example.com:5432/x?a=1"
    )
    for url in (
        "redis://:hunter2@h:6379/0",
        "amqp://u:hunter2@h//",
        "http://u:hunter2@h/",
        "mongodb+srv://u:hunter2@a,b/x",
    ):
        assert "hunter2" not in redact.text(url)
    for password in ("p/hunter2", "p#hunter2", "p@hunter2", "p?hunter2", "p:hunter2", "p%40hunter2", "密码hunter2"):
        assert "hunter2" not in redact.text(f"mysql://root:{password}@10.0.0.1:3306/db")
    dsn = f"https://{HEX32}:{HEX32[::-1]}@o1.ingest.example.io/42"
    assert redact.text(dsn) == "https://[redacted:secret]:[redacted:password]@o1.ingest.example.io/42"
    assert (
        redact.text(f"https://{HEX32}@o1.ingest.example.io/42") == "https://[redacted:secret]@o1.ingest.example.io/42"
    )
    hook = "https://hooks.slack" + ".com/services/T01/B02/" + CHANCE
    assert CHANCE not in redact.text(hook)


def test_e_mail_addresses(redact: PatternRedactor) -> None:
    for text in (
        "bob@example.com", "<Bob.Smith+x@mail.example.co.uk>", "mailto:a_b%c@example.museum", "联系bob@example.com吧",
        "'o'brien@example.com", "bob\\u0040example.com", "u=bob%40example.com&x", "b@例子.公司",
        "x" * 80 + "@example.com",
    ):  # fmt: skip
        clean = redact.text(text)
        assert "[redacted:email]" in clean, text
        assert "example" not in clean, (text, clean)
        assert "例子" not in clean, (text, clean)
    for text in (
        "icon@2x.png",
        "@sentry/node",
        "openai@4.52.0_zod@3.23.8",
        "@app.route('/')",
        "claude-3-opus@20240229",
        "a @ b",
    ):
        assert redact.text(text) == text


def test_card_numbers(redact: PatternRedactor) -> None:
    cards = ("4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "378282246310005", "3782 822463 10005",
             "6011111111111117", "3530111333300000", "30569309025904", "2223003122003222",
             "6212345678901265")  # fmt: skip
    for card in cards:
        assert redact.text(f"card {card}, exp 12/30") == "card [redacted:card], exp 12/30"
    for text in (
        "1700000000000", "at 1764000000000 ms", "4111111111111112", "4111-1111-1111-1111-1", "id_4111111111111111",
        "550e8400-e29b-41d4-a716-446655440000", "12345678901234567890", "4111111111111111a", "0.4111111111111111",
    ):  # fmt: skip
        assert redact.text(text) == text


def test_public_addresses_go_and_ones_own_stay(redact: PatternRedactor) -> None:
    for text, expected in {
        "8.8.8.8": "[redacted:ip]",
        "connect to 104.18.7.192:443 failed": "connect to [redacted:ip]:443 failed",
        "('93.184.216.34', 443)": "('[redacted:ip]', 443)",
        "http://203.0.113.7/x": "http://[redacted:ip]/x",
        "from 1.2.3.4.": "from [redacted:ip].",
        "ip=1.2.3.4,": "ip=[redacted:ip],",
        "[2606:4700::1111]:443": "[[redacted:ip]]:443",
        "2001:db8::1 and 2a00:1450:4001:81b::200e": "[redacted:ip] and [redacted:ip]",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334": "[redacted:ip]",
        "2001:db8:85a3:1:2:8a2e:370:7334:443)": "[redacted:ip]:443)",
        "::ffff:8.8.4.4": "::ffff:[redacted:ip]",
    }.items():
        assert redact.text(text) == expected
    for text in (
        "10.0.3.7:5432", "127.0.0.1:8000", "192.168.1.1", "172.16.0.1", "172.31.255.254", "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0:80", "255.255.255.255", "::1", "fe80::1%eth0", "fd00::1", "v1.2.3.4", "version 1.2.3.4",
        "lib==1.2.3.4",
        "Chrome/120.0.0.0", "1.2.3.4.5", "1.2.3.999", "12:30:45", "2024:10:12", "1.2.3.4-beta", "std::vector", "1.2.3",
    ):  # fmt: skip
        assert redact.text(text) == text


def test_172_32_is_public(redact: PatternRedactor) -> None:
    assert redact.text("172.32.0.1") == "[redacted:ip]"


@pytest.mark.parametrize(
    "text",
    [
        "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 28112, Requested 9000.",
        "task-force-of-some-length-2026 and disk-usage-of-this-machine-1234",
        "ft:gpt-4o-mini-2024-07-18:acme::abc meta-llama/Llama-3.1-70B-Instruct pplx-70b-online sk-learn-feature-tools",
        "The api_key client option must be set either by passing api_key to the client or by setting OPENAI_API_KEY",
        "max_tokens=4096, 'prompt_tokens': 12, \"total_tokens\": 99, token_count: 5, eos_token='</s>'",
        "KeyError: 'api_key'", "Unexpected token '<' at position 0", "invalid x-api-key", "'code': 'invalid_api_key'",
        "token: expired", "api_key: field required", "password=None", "'token': None", 'author="Bob", keyboard: us',
        "Bearer error=\"invalid_token\"", "lib-1.0.0.2.jar:1.0.0.2]", "Basic Authentication is required",
        "bearer token missing", "Bearer authentication", "session closed: retry",
        "password authentication failed for user \"app\"", "authentication_error: invalid", "secretary: Ann",
        "monkey=5",
        "File \"/app/auth.py\", line 3, in check", "def f(token: str, secret: str = '')", "os.environ['API_KEY']",
        "api_key=os.environ[\"OPENAI_API_KEY\"]", "self.token = get_token(user)",
        "AuthenticationError: Error code: 401",
        "https://api.openai.com:443/v1/chat/completions", "http://localhost:8000/a@b", "user:group@", "://",
    ],
)  # fmt: skip
def test_ordinary_text_stays(redact: PatternRedactor, text: str) -> None:
    assert redact.text(text) == text


def test_names_in_other_scripts(redact: PatternRedactor) -> None:
    assert redact.text("用户密码：hunter2，重试") == "用户密码：[redacted:password]，重试"
    assert redact.text("パスワード: hunter2 です") == "パスワード: [redacted:password] です"
    assert redact.text("API密钥无效 密钥: 无效") == "API密钥无效 密钥: 无效"
