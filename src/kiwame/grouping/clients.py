"""Whose error a link of a chain is: one of a provider's client, of an HTTP client or of a store's driver, or not.

Part of grouping v1 and frozen with it: another table would put old events into other issues.
"""

from kiwame.core.event import ErrorEvent, Link

_PROVIDERS = frozenset({
    "openai", "anthropic", "groq", "mistralai", "cohere", "ollama", "litellm", "google.genai", "google.api_core",
    "google.generativeai", "google.auth", "vertexai", "botocore", "boto3", "azure.core", "azure.identity", "azure.ai",
    "huggingface_hub", "replicate", "together", "fireworks", "xai_sdk", "dashscope", "zhipuai", "zai", "qianfan",
    "volcenginesdkarkruntime", "volcenginesdkcore", "tencentcloud", "cerebras", "ai21", "voyageai", "writerai",
    "perplexity", "openrouter", "elevenlabs", "deepgram", "assemblyai", "stability_sdk", "langchain_openai",
    "langchain_anthropic", "langchain_google_genai", "langchain_google_vertexai", "langchain_aws",
    "langchain_mistralai", "langchain_groq", "langchain_cohere", "langchain_ollama", "langchain_huggingface",
    "langchain_deepseek", "langchain_xai", "aleph_alpha_client", "ibm_watsonx_ai", "tavily", "serpapi", "exa_py",
})  # fmt: skip
"""Clients of model providers."""

_OTHERS = frozenset({
    # HTTP clients
    "httpx", "httpx2", "httpcore", "httpcore2", "requests", "urllib3", "aiohttp", "urllib.error", "http.client",
    "grpc", "h11", "h2", "niquests", "curl_cffi", "pycurl", "tornado.httpclient", "websockets", "httpx_sse",
    "aiobotocore",
    # Drivers of stores: peers like any other, whose one class covers many faults
    "psycopg", "psycopg2", "asyncpg", "redis", "pymongo", "pymysql", "MySQLdb", "mysql", "aiomysql", "qdrant_client",
    "weaviate", "chromadb", "pymilvus", "pinecone", "elasticsearch", "elastic_transport", "opensearchpy", "kombu",
    "amqp", "pika",
    # Java, Kotlin, Scala
    "com.openai", "com.anthropic", "com.azure", "com.google.genai", "com.google.api.gax", "software.amazon.awssdk",
    "okhttp3", "retrofit2", "feign", "java.net", "java.net.http", "org.apache.http", "org.apache.hc", "io.grpc",
    "io.ktor.client", "org.springframework.web.client", "org.springframework.web.reactive", "reactor.netty",
    "dev.langchain4j.exception",
    # C#, PHP, Ruby, Rust, Go
    "System.Net", "System.ClientModel", "Azure", "OpenAI", "Anthropic", "GuzzleHttp",
    "Symfony\\Component\\HttpClient", "Net", "Faraday", "HTTParty", "RestClient", "Excon", "reqwest", "hyper",
    "async_openai", "ureq", "tonic", "googleapi", "url", "net", "net/http",
})  # fmt: skip
"""Further modules whose exceptions mean that a peer or the way to it failed."""

_MODULES = _PROVIDERS | _OTHERS

_SQLALCHEMY = frozenset({
    "OperationalError", "ProgrammingError", "IntegrityError", "DataError", "DBAPIError", "InternalError",
    "InterfaceError", "DatabaseError", "NotSupportedError",
})  # fmt: skip
"""What SQLAlchemy raises for its driver's errors."""

_CLASSES = frozenset({
    # JavaScript's clients, whose classes carry no module
    "AxiosError", "FetchError", "APIConnectionError", "APIConnectionTimeoutError", "APIUserAbortError",
    "APIStatusError", "APITimeoutError", "APIResponseValidationError", "RateLimitError", "OpenAIError",
    "AnthropicError", "GroqError", "MistralError", "CohereError", "CohereTimeoutError", "TogetherError",
    "LiteLLMError", "GoogleGenerativeAIError", "GoogleGenerativeAIFetchError", "GoogleGenerativeAIResponseError",
    "GoogleGenerativeAIRequestInputError", "AI_APICallError", "AI_RetryError", "AI_LoadAPIKeyError",
    "AI_NoSuchModelError", "AI_EmptyResponseBodyError", "APICallError", "ConnectTimeoutError", "HeadersTimeoutError",
    "BodyTimeoutError", "SocketError", "UND_ERR_SOCKET", "RequestAbortedError", "ResponseStatusCodeError",
    "GaxiosError", "ThrottlingException", "ModelTimeoutException", "ModelNotReadyException", "ModelErrorException",
    "ServiceQuotaExceededException", "ModelStreamErrorException", "AccessDeniedException",
    "ServiceUnavailableException", "ConnectionTimeoutError",
    # Classes that name a client by themselves, where a text gave no module
    "HTTPStatusError", "ClientConnectorError", "ClientConnectorDNSError", "ClientResponseError",
    "ServerDisconnectedError", "ClientPayloadError", "ClientOSError", "MaxRetryError", "NewConnectionError",
    "RemoteProtocolError", "LocalProtocolError", "ReadTimeoutError", "ConnectTimeout", "PoolTimeout",
    "ServerTimeoutError", "RemoteDisconnected", "IncompleteRead", "BadRequestException", "ResourceExhausted",
    "DeadlineExceeded", "HfHubHTTPError", "HttpRequestException", "ClientResultException", "RequestFailedException",
    "HttpClientErrorException", "HttpServerErrorException", "SocketTimeoutException", "UnknownHostException",
    "ContextWindowExceededError", "ContentPolicyViolationError", "EndpointConnectionError", "NoCredentialsError",
})  # fmt: skip

_SHARED = frozenset({
    "APIError", "ApiError", "NotFoundError", "AuthenticationError", "BadRequestError", "ConflictError",
    "InternalServerError", "PermissionDeniedError", "UnprocessableEntityError", "ServiceUnavailableError",
    "ResponseError", "ClientError", "ServerError", "HTTPError", "HttpError", "RequestError", "SDKError",
    "TimeoutError", "RequestTimeoutError", "InvalidRequestError", "StatusError", "ReadTimeout", "ConnectError",
    "ReadError", "WriteError", "ProxyError", "OverloadedError", "SSLError", "TooManyRequestsError",
})  # fmt: skip
"""Names that applications use too: a client's only where the event says so by provider, status or code."""

_FETCH = (
    "fetch failed",
    "Failed to fetch",
    "NetworkError when attempting",
    "Load failed",
    "terminated",
    "network error",
)


def is_clients(link: Link, event: ErrorEvent) -> bool:
    """True where `link` is an error of a provider's client, an HTTP client or a store's driver.

    By module where it is known; else by class: one that only clients have, or one that others have too while the
    event's facts tell of a peer; or raised while a provider's client was at work (`json.JSONDecodeError` within it).
    The application's own frames and the mechanism do not count, so that two captures of one exception are seen alike.
    """
    return _by_class(link, event) or raised_within(link) != ""


def _by_class(link: Link, event: ErrorEvent) -> bool:
    module, name = class_of(link)
    if module:
        if module == "sqlalchemy.exc" or module.startswith("sqlalchemy.exc."):
            return name in _SQLALCHEMY
        return _listed(module, _MODULES) != ""
    if name in _CLASSES:
        return True
    if name == "TypeError":
        return link.message.startswith(_FETCH)
    return name in _SHARED and _tells_of_a_peer(event)


def raised_within(link: Link) -> str:
    """The provider's client in whose code `link` was raised, below the last frame of the application's own, or ""."""
    for frame in reversed(link.frames):
        if frame.in_app:
            return ""
        found = _listed(frame.module, _PROVIDERS)
        if found:
            return found
    return ""


def class_of(link: Link) -> tuple[str, str]:
    """(module, class): where the class was sent as a dotted path, its head is the module."""
    if link.module and link.module not in ("builtins", "__main__"):
        return link.module, link.type
    head, dot, last = link.type.rpartition(".")
    return (head, last) if dot and last and head and not link.type.startswith("*") else ("", link.type)


def _listed(module: str, table: frozenset[str]) -> str:
    """The entry of the table that is the module or that it lies in, or ""."""
    while module:
        if module in table:
            return module
        cut = max(module.rfind("."), module.rfind("\\"), module.rfind("::"))
        module = module[:cut].rstrip(":") if cut > 0 else ""
    return ""


def _tells_of_a_peer(event: ErrorEvent) -> bool:
    facts = event.facts
    return bool(facts.provider and (facts.http_status or facts.error_code or facts.error_type or facts.deadline))
