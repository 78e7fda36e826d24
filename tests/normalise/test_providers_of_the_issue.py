"""Providers: each by host, by class or module of its clients, by its body's shape, by its words or its request ids."""

import json
from typing import Any

import pytest

from kiwame.core.event import Door, ErrorEvent, Frame, Link
from kiwame.core.hosts import provider_at
from kiwame.normalise import decode, facts
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event


def provider(message: str, kind: str = "Error", module: str = "", frames: tuple[Frame, ...] = ()) -> str:
    link = Link(type=kind, module=module, message=message, frames=frames)
    event = ErrorEvent(event_id="e", project="p", timestamp=0.0, received_at=0.0, door=Door.STORE, chain=(link,))
    return facts.read(event).provider


HOSTS = {
    "openai": ("api.openai.com", "eu.api.openai.com"),
    "azure_openai": ("kiwa.openai.azure.com", "kiwa.cognitiveservices.azure.com", "kiwa.services.ai.azure.com",
                     "kiwa.openai.azure.us"),
    "anthropic": ("api.anthropic.com",),
    "google": ("generativelanguage.googleapis.com",),
    "vertex": ("aiplatform.googleapis.com", "us-central1-aiplatform.googleapis.com"),
    "bedrock": ("bedrock-runtime.eu-west-1.amazonaws.com", "bedrock-agent-runtime.us-east-1.amazonaws.com"),
    "mistral": ("api.mistral.ai", "codestral.mistral.ai"),
    "cohere": ("api.cohere.com", "api.cohere.ai"),
    "groq": ("api.groq.com",),
    "deepseek": ("api.deepseek.com",),
    "moonshot": ("api.moonshot.cn", "api.moonshot.ai"),
    "zhipu": ("open.bigmodel.cn", "api.z.ai"),
    "qwen": ("dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com"),
    "volcengine": ("ark.cn-beijing.volces.com",),
    "siliconflow": ("api.siliconflow.cn", "api.siliconflow.com"),
    "minimax": ("api.minimax.chat", "api.minimaxi.com", "api.minimax.io"),
    "together": ("api.together.xyz", "api.together.ai"),
    "fireworks": ("api.fireworks.ai",),
    "openrouter": ("openrouter.ai",),
    "perplexity": ("api.perplexity.ai",),
    "xai": ("api.x.ai", "us-east-1.api.x.ai"),
    "huggingface": ("api-inference.huggingface.co", "router.huggingface.co", "kiwa.endpoints.huggingface.cloud"),
    "nvidia": ("integrate.api.nvidia.com", "ai.api.nvidia.com"),
    "cerebras": ("api.cerebras.ai",),
    "sambanova": ("api.sambanova.ai",),
    "ollama": ("ollama:11434", "ollama.models.svc.cluster.local"),
    "vllm": ("vllm:8000", "vllm-llama3.internal"),
    "tgi": ("tgi:8080",),
    "llamacpp": ("llamacpp:8080",),
    "lmstudio": ("lmstudio:1234",),
    "xinference": ("xinference:9997",),
    "holysheep": ("api.holysheep.ai",),
    "pinecone": ("kiwa-1a2b3c.svc.aped-4627-b74a.pinecone.io", "api.pinecone.io"),
    "qdrant": ("qdrant:6333", "kiwa.eu-central.aws.cloud.qdrant.io"),
    "weaviate": ("weaviate:8080", "kiwa.weaviate.network"),
    "chroma": ("chroma:8000", "chromadb:8000", "api.trychroma.com"),
    "milvus": ("milvus-standalone:19530", "in03-kiwa.api.gcp-us-west1.zillizcloud.com"),
    "redis": ("redis:6379", "redis-master.shop.svc.cluster.local", "kiwa.redis.cache.windows.net"),
    "postgresql": ("postgres:5432", "pgbouncer:6432", "ep-kiwa.eu-central-1.aws.neon.tech"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "host"), [(name, host) for name, hosts in HOSTS.items() for host in hosts])
def test_by_host(name: str, host: str) -> None:
    assert provider_at(host) == name


@pytest.mark.parametrize("host", ["redis.example.org", "ollama-news.example.com", "shop.internal", "redistributor", ""])
def test_a_name_of_the_public_internet_or_of_another_server_is_no_provider(host: str) -> None:
    assert provider_at(host) == ""


CLIENTS = (
    ("RateLimitError", "anthropic", "anthropic"),
    ("ResourceExhausted", "google.api_core.exceptions", "google"),
    ("ClientError", "google.genai.errors", "google"),
    ("SDKError", "mistralai.models", "mistral"),
    ("TooManyRequestsError", "cohere.errors", "cohere"),
    ("AuthenticationError", "groq", "groq"),
    ("ArkRateLimitError", "volcenginesdkarkruntime._exceptions", "volcengine"),
    ("APIRequestFailedError", "zhipuai.core._errors", "zhipu"),
    ("AuthenticationError", "dashscope.common.error", "qwen"),
    ("RateLimitError", "together.error", "together"),
    ("HfHubHTTPError", "huggingface_hub.errors", "huggingface"),
    ("RateLimitError", "cerebras.cloud.sdk", "cerebras"),
    ("APIStatusError", "sambanova", "sambanova"),
    ("ResponseError", "ollama._types", "ollama"),
    ("LMStudioServerError", "lmstudio", "lmstudio"),
    ("ValidationError", "text_generation.errors", "tgi"),
    ("PineconeApiException", "pinecone.exceptions.exceptions", "pinecone"),
    ("UnexpectedResponse", "qdrant_client.http.exceptions", "qdrant"),
    ("WeaviateQueryError", "weaviate.exceptions", "weaviate"),
    ("InvalidDimensionException", "chromadb.errors", "chroma"),
    ("MilvusException", "pymilvus.exceptions", "milvus"),
    ("ConnectionError", "redis.exceptions", "redis"),
    ("UndefinedTable", "psycopg.errors", "postgresql"),
    ("OperationalError", "psycopg2", "postgresql"),
    # Java
    ("RateLimitException", "com.anthropic.errors", "anthropic"),
    ("BadRequestException", "com.openai.errors", "openai"),
    ("ThrottlingException", "software.amazon.awssdk.services.bedrockruntime.model", "bedrock"),
    ("ApiException", "com.alibaba.dashscope.exception", "qwen"),
    ("ClientException", "com.google.genai.errors", "google"),
    ("PSQLException", "org.postgresql.util", "postgresql"),
    ("JedisConnectionException", "redis.clients.jedis.exceptions", "redis"),
    ("MilvusClientException", "io.milvus.exception", "milvus"),
    # .NET, PHP, Ruby, Go, Rust
    ("PostgresException", "Npgsql", "postgresql"),
    ("RedisConnectionException", "StackExchange.Redis", "redis"),
    ("ErrorException", "OpenAI\\Exceptions", "openai"),
    ("ConnectionException", "Predis\\Connection", "redis"),
    ("*pgconn.PgError", "", "postgresql"),
    ("*googleapi.Error", "", "google"),
    # JavaScript, where a class has no module
    ("PineconeBadRequestError", "", "pinecone"),
    ("GoogleGenerativeAIFetchError", "", "google"),
    ("MistralError", "", "mistral"),
    ("CohereTimeoutError", "", "cohere"),
    ("WeaviateQueryError", "", "weaviate"),
    ("ChromaConnectionError", "", "chroma"),
    ("ReplyError", "", "redis"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "module", "name"), CLIENTS)
def test_by_class_or_module(kind: str, module: str, name: str) -> None:
    assert provider("went wrong", kind, module) == name


BODIES = (
    ("azure_openai", "{'error': {'message': 'no', 'innererror': {'content_filter_result': {'hate': {'a': True}}}}}"),
    ("openrouter", "{'error': {'message': 'no', 'code': 429, 'metadata': {'raw': 'no', 'provider_name': 'A'}}}"),
    ("minimax", '{"base_resp":{"status_code":1008,"status_msg":"no money"}}'),
    ("mistral", '{"object":"error","message":"no","type":"x","param":null,"code":"3051","raw_status_code":400}'),
    ("llamacpp", '{"error":{"code":400,"message":"too long","type":"exceed_context_size_error","n_prompt_tokens":9}}'),
    ("moonshot", "{'error': {'message': 'wait', 'type': 'engine_overloaded_error'}}"),
    ("volcengine", "{'error': {'code': 'AccountOverdueError', 'message': 'no', 'type': 'Forbidden'}}"),
    ("qwen", "{'error': {'code': 'data_inspection_failed', 'message': 'no'}}"),
    ("groq", "{'error': {'message': 'no', 'code': 'tool_use_failed', 'failed_generation': 'x'}}"),
    ("tgi", '{"error":"Generation broke off","error_type":"incomplete_generation"}'),
    ("cerebras", "{'message': 'no', 'type': 'invalid_request_error', 'param': 'api_key', 'code': 'wrong_api_key'}"),
    ("google", '{"error":{"code":400,"message":"no","details":[{"reason":"API_KEY_INVALID","domain":"x"}]}}'),
    ("oneapi", "{'error': {'message': 'no', 'type': 'new_api_error', 'param': '', 'code': 'x'}}"),
    ("nvidia", '{"type":"urn:nvcf-worker-service:problem-details","title":"Not Found","status":404,"detail":"no"}'),
)  # fmt: skip


@pytest.mark.parametrize(("name", "body"), BODIES)
def test_by_the_shape_of_the_body_behind_a_client_of_many_providers(name: str, body: str) -> None:
    assert provider(f"Error code: 400 - {body}", "BadRequestError", "openai") == name


REQUEST_IDS = (
    ("openai", "req_0123456789abcdef0123456789abcdef"),
    ("anthropic", "req_011CSHoEeqs5C35K2UUqR7Fy"),
    ("groq", "req_01jdx5n3t8fm3tzcrq4sqyf0a2"),
    ("vertex", "req_vrtx_011CSHoEeqs5C35K2UUqR7Fy"),
    ("bedrock", "req_bdrk_011CSHoEeqs5C35K2UUqR7Fy"),
    ("huggingface", "Root=1-66b3a1f2-0123456789abcdef01234567;0123abcd-0123-4567-89ab-0123456789ab"),
    ("volcengine", "021718067849899d92fcbe0865fdffdde5e2"),
)


@pytest.mark.parametrize(("name", "request_id"), REQUEST_IDS)
@pytest.mark.parametrize(
    "said",
    [
        "It failed (Request ID: {0})",
        "It failed. request id: {0}",
        '400 {{"error":{{"message":"no"}},"request_id":"{0}"}}',
    ],
)
def test_by_the_form_of_a_request_id(said: str, name: str, request_id: str) -> None:
    assert provider(said.format(request_id)) == name


WORDS = (
    ("deepseek", "Error code: 401 - {'error': {'message': 'Authentication Fails (governor)'}}"),
    ("azure_openai", "Requests have exceeded call rate limit of your current AIServices S0 pricing tier."),
    ("bedrock", "operation error Bedrock Runtime: Converse, https response error StatusCode: 429, RequestID: 0f, x"),
    ("bedrock", "An error occurred (ThrottlingException) when calling the Converse operation: wait"),
    ("xai", "Your team or its API key may not use this. See https://console.x.ai"),
    ("together", "Too fast. See https://api.together.xyz/settings"),
    ("ollama", "model 'kiwa' not found, try pulling it first"),
    ("vllm", "tool choice needs --enable-auto-tool-choice to be set"),
    ("lmstudio", "No models loaded. Load one in LM Studio or with `lms load`."),
    ("holysheep", "HolySheep relay: the group is empty"),
    ("nvidia", "404 Function 'f': Not found for account 'a'"),
    ("postgresql", '(psycopg2.errors.UndefinedTable) relation "kiwa" does not exist'),
    ("postgresql", 'ERROR: relation "kiwa" does not exist (SQLSTATE 42P01)'),
    ("redis", "WRONGTYPE Operation against a key holding the wrong kind of value"),
    ("perplexity", "litellm.RateLimitError: PerplexityException - wait"),
    ("zhipu", "litellm.BadRequestError: ZaiException - no"),
    ("siliconflow", "403 see https://cloud.siliconflow.cn/account"),
    ("sambanova", "429 see https://cloud.sambanova.ai/plans"),
    ("fireworks", "404 see https://fireworks.ai/models"),
    ("xinference", "connect ECONNREFUSED 127.0.0.1:9997"),
    ("lmstudio", "connect ECONNREFUSED 127.0.0.1:1234"),
    ("milvus", "failed to connect to 10.0.0.4:19530"),
)


@pytest.mark.parametrize(("name", "message"), WORDS)
def test_by_words_pages_and_ports(name: str, message: str) -> None:
    assert provider(message) == name


@pytest.mark.parametrize(
    ("module", "filename", "name"),
    [
        ("anthropic._base_client", "anthropic/_base_client.py", "anthropic"),
        ("", "/srv/.venv/lib/python3.12/site-packages/google/genai/_api_client.py", "google"),
        ("", "C:\\app\\.venv\\Lib\\site-packages\\mistralai\\chat.py", "mistral"),
        ("", "/app/node_modules/@anthropic-ai/sdk/core.js", "anthropic"),
        ("", "/app/node_modules/@ai-sdk/google/dist/index.mjs", "google"),
        ("", "/app/node_modules/@langchain/groq/dist/chat_models.js", "groq"),
        ("", "/app/node_modules/openai/core.js", "openai"),
        ("", "/app/node_modules/express/lib/router.js", ""),
        ("django.core.handlers", "django/core/handlers/base.py", ""),
    ],
)
def test_by_the_client_at_work(module: str, filename: str, name: str) -> None:
    own = Frame(function="ask", module="shop.chat", filename="shop/chat.py", in_app=True)
    assert provider("timed out", "ReadTimeout", "httpx", (own, Frame(module=module, filename=filename))) == name
    assert provider("timed out", "ReadTimeout", "httpx", (Frame(module=module, filename=filename), own)) == ""


def test_one_client_of_all_of_aws_is_no_model_provider_by_itself() -> None:
    text = "An error occurred (NoSuchKey) when calling the GetObject operation: no"
    assert provider(text, "NoSuchKey", "botocore.errorfactory") == ""


@pytest.mark.parametrize(
    "message",
    ["The user 'chroma' likes fireworks", "vector of redis streams", "{'error': {'message': 'no', 'code': 'x'}}"],
)
def test_ordinary_words_are_no_provider(message: str) -> None:
    assert provider(message, "ValueError") == ""


_VARIABLES = {"request": "<Request('POST', 'https://api.deepseek.com/chat/completions')>"}
_CALLS = [
    {"category": "httplib", "data": {"url": "https://api.groq.com/openai/v1/models", "http.response.status_code": 200}},
    {"category": "httplib", "data": {"url": "https://api.moonshot.cn/v1/chat", "http.response.status_code": 429}},
]


def sent(variables: dict[str, str], calls: list[dict[str, Any]], module: str = "openai") -> str:
    event = {
        "exception": {
            "values": [
                {
                    "type": "RateLimitError", "module": module,
                    "value": "Error code: 429 - {'error': {'message': 'The model `kiwa-7b` is in demand'}}",
                    "stacktrace": {"frames": [{"module": "openai._base_client", "vars": variables}]},
                }
            ]
        },
        "breadcrumbs": {"values": calls},
    }  # fmt: skip
    payload = decode.decode_event(json.dumps(event).encode())
    made = to_event(
        payload, project="p", door=Door.ENVELOPE, received_at=0.0, sent_at=None, event_id=None, redactor=redactor()
    )
    return made.facts.provider


def test_a_client_of_many_providers_is_known_by_the_request_that_it_made() -> None:
    assert sent({}, []) == ""
    assert sent(_VARIABLES, []) == "deepseek"
    assert sent({}, _CALLS) == "moonshot"
    assert sent({}, _CALLS[:1]) == ""
    assert sent({"request": "<Request('POST', 'http://127.0.0.1:8000/v1')>"}, []) == ""
    assert sent(_VARIABLES, _CALLS, module="anthropic") == "anthropic"
