"""Failures of AI applications in which no provider answered, or their own code, packages and settings are at fault.

Wordings as httpx, httpx2, aiohttp, requests, undici, Go's net, OkHttp, reqwest and .NET's HttpClient have them under the clients
of model providers; and as the clients themselves word what is missing (their source, 2025 and 2026).
"""

from kiwame.lab.everyday.row import Row, rows

_PYTHON = rows(
    "python",
    """
network_other | openai.APIConnectionError | Connection error.
network_other | anthropic.APIConnectionError | Connection error.
network_other | litellm.exceptions.APIConnectionError | litellm.APIConnectionError: <<one OpenAIException|OllamaException>> - Connection error.
network_other | httpx.ConnectError | All connection attempts failed
network_other | httpx.ConnectError | [Errno 101] Network is unreachable
network_other | OSError | [Errno 113] No route to host
dns_failure | httpx.ConnectError | [Errno -2] Name or service not known
dns_failure | httpx.ConnectError | [Errno 11001] getaddrinfo failed
dns_failure | socket.gaierror | [Errno -3] Temporary failure in name resolution
dns_failure | aiohttp.client_exceptions.ClientConnectorDNSError | Cannot connect to host api.<<one openai|mistral|anthropic>>.example:443 ssl:default [Name or service not known]
dns_failure | google.api_core.exceptions.ServiceUnavailable | 503 DNS resolution failed for generativelanguage.googleapis.com:443: C-ares status is not ARES_SUCCESS
connection_refused | httpx.ConnectError | [Errno 111] Connection refused
connection_refused | httpx.ConnectError | [WinError 10061] No connection could be made because the target machine actively refused it
connection_refused | ollama._client.ConnectionError | Failed to connect to Ollama. Please check that Ollama is downloaded, running and accessible. https://ollama.com/download
connection_refused | aiohttp.client_exceptions.ClientConnectorError | Cannot connect to host localhost:<<one 11434|8000|1234>> ssl:default [Connect call failed ('127.0.0.1', 11434)]
connection_refused | litellm.exceptions.APIConnectionError | litellm.APIConnectionError: OllamaException - [Errno 111] Connection refused
connection_refused | ConnectionError | HTTPConnectionPool(host='localhost', port=<<one 11434|6333|8000>>): Max retries exceeded with url: /api/chat (Caused by NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused'))
connection_reset | httpx.ReadError | [Errno 104] Connection reset by peer
connection_reset | httpx.RemoteProtocolError | Server disconnected without sending a response.
connection_reset | aiohttp.client_exceptions.ServerDisconnectedError | Server disconnected
connection_reset | aiohttp.client_exceptions.ClientOSError | [Errno 104] Connection reset by peer
connection_reset | httpx.WriteError | [Errno 32] Broken pipe
stream_interrupted | httpx.RemoteProtocolError | peer closed connection without sending complete message body (incomplete chunked read)
stream_interrupted | aiohttp.client_exceptions.ClientPayloadError | Response payload is not completed: <TransferEncodingError: 400, message='Not enough data to satisfy transfer length header.'>
stream_interrupted | requests.exceptions.ChunkedEncodingError | Response ended prematurely
stream_interrupted | openai.APIError | An error occurred during streaming: the stream ended before the last chunk
tls_error | httpx.ConnectError | [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: <<one self-signed certificate in certificate chain|unable to get local issuer certificate|certificate has expired>> (_ssl.c:<<n 990 1017>>)
tls_error | httpx.ConnectError | [SSL: <<one WRONG_VERSION_NUMBER] wrong version number|UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol|TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version>> (_ssl.c:1000)
tls_error | aiohttp.client_exceptions.ClientConnectorCertificateError | Cannot connect to host api.example.com:443 ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')]
tls_error | OSError | Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ssl/certs/corp.pem
proxy_error | httpx.ProxyError | <<one 407 Proxy Authentication Required|403 Forbidden|502 Bad Gateway|503 Service Unavailable>>
proxy_error | requests.exceptions.ProxyError | HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: /v1/chat/completions (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))
proxy_error | ValueError | Unknown scheme for proxy URL URL('socks://127.0.0.1:<<n 1000 9000>>/')
connect_timeout | httpx.ConnectTimeout | <<one |timed out|_ssl.c:983: The handshake operation timed out>>
connect_timeout | aiohttp.client_exceptions.ConnectionTimeoutError | Connection timeout to host https://api.example.com/v1/chat/completions
connect_timeout | openai.APITimeoutError | Request timed out while connecting: connect timeout=<<n 2 9>>
read_timeout | httpx.ReadTimeout | <<one |The read operation timed out|timed out>>
read_timeout | aiohttp.client_exceptions.SocketTimeoutError | Timeout on reading data from socket
read_timeout | botocore.exceptions.ReadTimeoutError | Read timeout on endpoint URL: "https://bedrock-runtime.us-east-1.amazonaws.com/model/invoke"
read_timeout | litellm.exceptions.Timeout | litellm.Timeout: APITimeoutError - Request timed out. Error_str: Request timed out. after waiting for the response
timeout_other | openai.APITimeoutError | Request timed out.
timeout_other | asyncio.exceptions.TimeoutError | <<one |the model did not answer within 30 seconds>>
timeout_other | llama_index.core.workflow.errors.WorkflowTimeoutError | Operation timed out after <<n 10 120>>.0 seconds
timeout_other | TimeoutError | agent run exceeded its deadline of <<n 30 600>> s
pool_timeout | httpx.PoolTimeout | <<one |Timed out waiting for a connection from the pool>>
gateway_timeout | google.api_core.exceptions.DeadlineExceeded | 504 Deadline Exceeded
missing_dependency | ModuleNotFoundError | No module named '<<one tiktoken|langchain_community|chromadb|faiss|sentence_transformers|litellm|transformers|anthropic|openai|pypdf>>'
missing_dependency | ImportError | Could not import <<one tiktoken|faiss|sentence_transformers|pypdf>> python package. Please install it with `pip install <<one tiktoken|faiss-cpu|pypdf>>`.
missing_dependency | ImportError | Missing optional dependency. Run `pip install 'pydantic-ai-slim[<<one groq|mistral>>]'` to use this model
missing_dependency | ImportError | Please install the <<one google-genai|boto3|httpx[socks]>> package: pip install <<one google-genai|boto3>>
missing_dependency | ImportError | Using SOCKS proxy, but the 'socksio' package is not installed. Make sure to install httpx using `pip install httpx[socks]`.
version_incompatibility | AttributeError | module 'openai' has no attribute '<<one ChatCompletion|Completion|error|Embedding>>'
version_incompatibility | openai.lib._old_api.APIRemovedInV1 | You tried to access openai.<<one ChatCompletion|Embedding>>, but this is no longer supported in openai>=1.0.0 - see the README at https://github.com/openai/openai-python for the API.
version_incompatibility | TypeError | Client.__init__() got an unexpected keyword argument '<<one proxies|proxy>>'
version_incompatibility | ImportError | cannot import name '<<one OpenAI|ChatOpenAI|BaseTool|LLMChain|Ollama>>' from '<<one langchain.llms|langchain.chat_models|llama_index|openai>>' (/usr/lib/python3.12/site-packages/langchain/__init__.py)
version_incompatibility | ImportError | cannot import name '<<one ServiceContext|GPTSimpleVectorIndex|LLMPredictor>>' from 'llama_index.core'
version_incompatibility | pydantic.errors.PydanticUserError | The `__modify_schema__` method is not supported in Pydantic v2. Use `__get_pydantic_json_schema__` instead
version_incompatibility | ModuleNotFoundError | No module named 'langchain.<<one chains|memory|embeddings|vectorstores>>'
version_incompatibility | RuntimeError | Your system has an unsupported version of sqlite3. Chroma requires sqlite3 >= 3.35.0.
sdk_misuse | TypeError | Completions.create() got an unexpected keyword argument '<<one model_name|engine|max_token>>'
sdk_misuse | TypeError | AsyncClient.chat() missing 1 required positional argument: 'model'
sdk_misuse | AttributeError | 'ChatCompletion' object has no attribute '<<one get|text|message>>'
sdk_misuse | TypeError | 'ChatCompletionMessage' object is not subscriptable
sdk_misuse | ValueError | <<one streaming is required for operations that may take longer than 10 minutes|`temperature` must be set on the model, not on the call>>
sdk_misuse | TypeError | Missing required arguments; Expected either ('messages' and 'model') or ('messages', 'model' and 'stream') arguments to be given
sdk_misuse | ValueError | Expected LLM to be an instance of BaseLanguageModel, got <class 'str'>
async_misuse | RuntimeError | asyncio.run() cannot be called from a running event loop while calling agent.run_sync()
async_misuse | TypeError | object ChatCompletion can't be used in 'await' expression
async_misuse | TypeError | 'async for' requires an object with __aiter__ method, got coroutine
async_misuse | AttributeError | 'coroutine' object has no attribute '<<one choices|content|text>>'
async_misuse | RuntimeError | This event loop is already running
async_misuse | RuntimeError | Event loop is closed while closing the AsyncOpenAI client
configuration | litellm.exceptions.BadRequestError | litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=<<one my-model|chat>>
configuration | ValueError | Must provide either the `api_version` argument or the `OPENAI_API_VERSION` environment variable
configuration | ValueError | Must provide one of the `base_url` or `azure_endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable
configuration | ValueError | Unknown model provider '<<one opanai|local>>' in the settings
configuration | httpx.UnsupportedProtocol | Request URL is missing an 'http://' or 'https://' protocol.
configuration | httpx.LocalProtocolError | Illegal header value b'Bearer '
configuration | ValueError | Project must be set: GOOGLE_CLOUD_PROJECT is empty
missing_credentials | openai.OpenAIError | The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable
missing_credentials | TypeError | "Could not resolve authentication method. Expected either api_key or auth_token to be set. Or for one of the `X-Api-Key` or `Authorization` headers to be explicitly omitted"
missing_credentials | ValueError | Did not find <<one openai_api_key|cohere_api_key|groq_api_key>>, please add an environment variable `<<one OPENAI_API_KEY|GROQ_API_KEY>>` which contains it, or pass `openai_api_key` as a named parameter.
missing_credentials | pydantic_ai.exceptions.UserError | Set the `<<one OPENAI_API_KEY|ANTHROPIC_API_KEY|GEMINI_API_KEY>>` environment variable or pass it via the provider's `api_key` argument to use this model.
missing_credentials | google.auth.exceptions.DefaultCredentialsError | Your default credentials were not found. To set up Application Default Credentials, see https://cloud.google.com/docs/authentication/external/set-up-adc for more information.
missing_credentials | botocore.exceptions.NoCredentialsError | Unable to locate credentials
missing_credentials | KeyError | '<<one OPENAI_API_KEY|ANTHROPIC_API_KEY|MISTRAL_API_KEY>>'
missing_credentials | ValueError | <<one HF_TOKEN|DASHSCOPE_API_KEY|TAVILY_API_KEY>> is not set
expired_credentials | botocore.exceptions.TokenRetrievalError | Error when retrieving token from sso: Token has expired and refresh failed
expired_credentials | google.auth.exceptions.RefreshError | ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant'})
resource_exhausted | torch.cuda.OutOfMemoryError | CUDA out of memory. Tried to allocate <<n 100 900>>.00 MiB. GPU 0 has a total capacity of 15.77 GiB while training
resource_exhausted | RuntimeError | [enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: can't allocate memory
model_unavailable | ValueError | Failed to load model from file: /models/<<one llama|qwen>>.gguf
model_unavailable | OSError | Error no file named model.safetensors, pytorch_model.bin found in directory /models/<<one bert|llama>>.
malformed_response | openai.APIResponseValidationError | Data returned by API invalid for expected schema.
malformed_response | openai.APIError | Expecting value: line 1 column 1 (char 0) while decoding the response body of the API
malformed_response | litellm.exceptions.APIError | litellm.APIError: Unable to get json response - Expecting value: line 1 column 1 (char 0), Original Response: <!DOCTYPE html>
malformed_response | aiohttp.client_exceptions.ContentTypeError | 200, message='Attempt to decode JSON with unexpected mimetype: text/html', url='https://api.example.com/v1/chat/completions'
malformed_response | AttributeError | 'str' object has no attribute 'choices'
unhandled_exception | IndexError | list index out of range while reading response.choices[0]
unhandled_exception | KeyError | '<<one choices|content|output|candidates>>'
unhandled_exception | TypeError | 'NoneType' object is not subscriptable while reading choices
unhandled_exception | AttributeError | 'NoneType' object has no attribute '<<one content|strip|tool_calls>>'
database | chromadb.errors.InvalidDimensionException | Embedding dimension <<one 384|768>> does not match collection dimensionality 1536
database | chromadb.errors.NotFoundError | Collection [<<one docs|kb>>] does not exists
database | pymilvus.exceptions.MilvusException | <MilvusException: (code=<<n 100 800>>, message=<<one collection not found|index not found|collection not loaded>>[collection=docs])>
database | qdrant_client.http.exceptions.UnexpectedResponse | Unexpected Response: 400 (Bad Request)⏎Raw response content:⏎b'{"status":{"error":"Wrong input: Vector dimension error: expected dim: 1536, got 768"}}'
database | weaviate.exceptions.UnexpectedStatusCodeError | Object was not added! Unexpected status code: 422, with response body: vector lengths don't match
database | pinecone.exceptions.PineconeApiException | (400)⏎Reason: Bad Request⏎HTTP response body: Vector dimension 768 does not match the dimension of the index 1536
database | AssertionError | d == self.d while adding to the faiss index
""",
)
_JAVASCRIPT = rows(
    "javascript",
    """
network_other | APIConnectionError | Connection error.
network_other | TypeError | fetch failed
network_other | AI_APICallError | Cannot connect to API: <<one fetch failed|network error>>
connection_refused | AI_APICallError | Cannot connect to API: connect ECONNREFUSED 127.0.0.1:<<one 11434|1234|8000>>
connection_refused | TypeError | fetch failed⏎[cause]: Error: connect ECONNREFUSED ::1:11434
connection_refused | FetchError | request to http://localhost:11434/api/chat failed, reason: connect ECONNREFUSED 127.0.0.1:11434
dns_failure | TypeError | fetch failed⏎[cause]: Error: getaddrinfo <<one ENOTFOUND|EAI_AGAIN>> api.<<one openai|anthropic>>.example
dns_failure | FetchError | request to https://api.example.com/v1/messages failed, reason: getaddrinfo ENOTFOUND api.example.com
connection_reset | TypeError | fetch failed⏎[cause]: Error: read ECONNRESET
connection_reset | Error | Client network socket disconnected before secure TLS connection was established
connection_reset | TypeError | fetch failed⏎[cause]: SocketError: other side closed {code: 'UND_ERR_SOCKET'}
stream_interrupted | TypeError | terminated
stream_interrupted | Error | Premature close
stream_interrupted | Error | aborted⏎code: 'ECONNRESET' while reading the stream
connect_timeout | TypeError | fetch failed⏎[cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: api.example.com:443, timeout: 10000ms) {code: 'UND_ERR_CONNECT_TIMEOUT'}
connect_timeout | Error | connect ETIMEDOUT 104.18.6.<<n 2 200>>:443
read_timeout | TypeError | fetch failed⏎[cause]: HeadersTimeoutError: Headers Timeout Error {code: 'UND_ERR_HEADERS_TIMEOUT'}
read_timeout | TypeError | terminated⏎[cause]: BodyTimeoutError: Body Timeout Error {code: 'UND_ERR_BODY_TIMEOUT'}
timeout_other | APIConnectionTimeoutError | Request timed out.
timeout_other | Error | The operation timed out after <<n 10000 60000>> ms
tls_error | Error | <<one self-signed certificate in certificate chain|unable to verify the first certificate|certificate has expired|unable to get local issuer certificate>>
tls_error | TypeError | fetch failed⏎[cause]: Error: unable to get local issuer certificate {code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'}
tls_error | Error | Hostname/IP does not match certificate's altnames: Host: api.example.com. is not in the cert's altnames
proxy_error | Error | tunneling socket could not be established, statusCode=<<one 407|403|502>>
proxy_error | RequestAbortedError | Proxy response (407) !== 200 when HTTP Tunneling
missing_credentials | OpenAIError | The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option
missing_credentials | AI_LoadAPIKeyError | <<one OpenAI|Anthropic|Google Generative AI>> API key is missing. Pass it using the 'apiKey' parameter or the OPENAI_API_KEY environment variable.
missing_credentials | Error | Could not resolve authentication method. Expected either apiKey or authToken to be set.
configuration | AI_LoadSettingError | <<one Azure OpenAI resource name|Vertex project>> setting is missing.
configuration | AI_NoSuchModelError | No such <<one languageModel|imageModel>>: chat
version_incompatibility | Error | AI_UnsupportedModelVersionError: Unsupported model version v1. AI SDK 5 only supports models that implement specification version "v2".
version_incompatibility | TypeError | <<one openai.createChatCompletion|configuration.baseOptions|client.beta.chat>> is not a function
version_incompatibility | TypeError | <<one Configuration|OpenAIApi>> is not a constructor
missing_dependency | Error | Cannot find module '<<one openai|@langchain/openai|@ai-sdk/google|onnxruntime-node>>'
sdk_misuse | Error | It looks like you're running in a browser-like environment. This is disabled by default, as it risks exposing your secret API credentials to attackers.
sdk_misuse | AI_InvalidArgumentError | Invalid argument for parameter <<one maxRetries|maxTokens|temperature>>: must be a number
sdk_misuse | AI_InvalidPromptError | Invalid prompt: prompt and messages cannot be defined at the same time
sdk_misuse | AI_InvalidResponseDataError | Expected 'id' to be a string.
unhandled_exception | TypeError | Cannot read properties of undefined (reading '<<one choices|content|message|0>>')
malformed_response | SyntaxError | Unexpected token '<', "<!DOCTYPE "... is not valid JSON
malformed_response | AI_EmptyResponseBodyError | Empty response body
malformed_response | AI_APICallError | Invalid JSON response
""",
)
_OTHERS = (
    *rows(
        "go",
        """
connection_refused | *url.Error | Post "http://localhost:<<one 11434|8080>>/v1/chat/completions": dial tcp 127.0.0.1:11434: connect: connection refused
dns_failure | *url.Error | Post "https://api.example.com/v1/chat/completions": dial tcp: lookup api.example.com: no such host
connect_timeout | *url.Error | Post "https://api.example.com/v1/chat/completions": dial tcp 104.18.6.<<n 2 200>>:443: i/o timeout
connect_timeout | *url.Error | Post "https://api.example.com/v1/messages": net/http: TLS handshake timeout
read_timeout | *url.Error | Post "https://api.example.com/v1/chat/completions": net/http: request canceled (Client.Timeout exceeded while awaiting headers)
timeout_other | *url.Error | Post "https://api.example.com/v1/chat/completions": context deadline exceeded
connection_reset | *url.Error | Post "https://api.example.com/v1/messages": read tcp 10.0.0.4:<<n 30000 60000>>->104.18.6.9:443: read: connection reset by peer
connection_reset | *url.Error | Post "https://api.example.com/v1/messages": EOF
stream_interrupted | - | unexpected EOF while reading the stream
stream_interrupted | - | stream error: stream ID <<n 1 99>>; INTERNAL_ERROR; received from peer
tls_error | *url.Error | Post "https://api.example.com/v1/messages": tls: failed to verify certificate: x509: certificate signed by unknown authority
proxy_error | *url.Error | Post "https://api.example.com/v1/messages": proxyconnect tcp: dial tcp 127.0.0.1:<<n 1000 9000>>: connect: connection refused
missing_credentials | - | missing the OpenAI API key, set it in the OPENAI_API_KEY environment variable
malformed_response | - | invalid character '<' looking for beginning of value
""",
    ),
    *rows(
        "java",
        """
connection_refused | org.springframework.web.client.ResourceAccessException | I/O error on POST request for "http://localhost:11434/api/chat": Connection refused
read_timeout | org.springframework.web.client.ResourceAccessException | I/O error on POST request for "https://api.example.com/v1/chat/completions": Read timed out
read_timeout | java.net.http.HttpTimeoutException | request timed out while waiting for the response
connect_timeout | java.net.http.HttpConnectTimeoutException | HTTP connect timed out
read_timeout | java.util.concurrent.TimeoutException | Did not observe any item or terminal signal within <<n 10000 60000>>ms in 'map' (and no fallback has been configured)
connection_reset | reactor.netty.http.client.PrematureCloseException | Connection prematurely closed BEFORE response
stream_interrupted | reactor.netty.http.client.PrematureCloseException | Connection prematurely closed DURING response
dns_failure | java.net.UnknownHostException | api.example.com: nodename nor servname provided, or not known
tls_error | javax.net.ssl.SSLHandshakeException | Remote host terminated the handshake
missing_credentials | java.lang.IllegalArgumentException | OpenAI API key must be set. Use the connection property: spring.ai.openai.api-key
pool_timeout | org.apache.http.conn.ConnectionPoolTimeoutException | Timeout waiting for connection from pool
""",
    ),
    *rows(
        "csharp",
        """
connection_refused | System.Net.Http.HttpRequestException | No connection could be made because the target machine actively refused it. (localhost:11434)
dns_failure | System.Net.Http.HttpRequestException | No such host is known. (api.example.com:443)
tls_error | System.Net.Http.HttpRequestException | The SSL connection could not be established, see inner exception.
read_timeout | System.Threading.Tasks.TaskCanceledException | The request was canceled due to the configured HttpClient.Timeout of <<n 30 100>> seconds elapsing.
timeout_other | Polly.Timeout.TimeoutRejectedException | The operation didn't complete within the allowed timeout of '00:00:<<n 10 30>>'.
stream_interrupted | System.Net.Http.HttpIOException | The response ended prematurely. (ResponseEnded)
connection_reset | System.IO.IOException | Unable to read data from the transport connection: Connection reset by peer.
missing_credentials | System.ArgumentException | Value cannot be an empty string. (Parameter 'apiKey')
""",
    ),
    *rows(
        "php",
        """
connection_refused | GuzzleHttp\\Exception\\ConnectException | cURL error 7: Failed to connect to localhost port 11434 after <<n 0 9>> ms: Couldn't connect to server
dns_failure | GuzzleHttp\\Exception\\ConnectException | cURL error 6: Could not resolve host: api.example.com
read_timeout | Illuminate\\Http\\Client\\ConnectionException | cURL error 28: Operation timed out after <<n 10000 60000>> milliseconds with 0 bytes received
connect_timeout | GuzzleHttp\\Exception\\ConnectException | cURL error 28: Connection timed out after <<n 5000 9000>> milliseconds
tls_error | GuzzleHttp\\Exception\\RequestException | cURL error 60: SSL certificate problem: unable to get local issuer certificate
connection_reset | GuzzleHttp\\Exception\\ConnectException | cURL error 56: Recv failure: Connection reset by peer
stream_interrupted | GuzzleHttp\\Exception\\RequestException | cURL error 18: transfer closed with outstanding read data remaining
proxy_error | GuzzleHttp\\Exception\\ConnectException | cURL error 5: Could not resolve proxy: proxy.internal
""",
    ),
    *rows(
        "rust",
        """
connection_refused | reqwest::Error | error sending request for url (http://localhost:11434/api/chat): error trying to connect: tcp connect error: Connection refused (os error 111)
dns_failure | reqwest::Error | error sending request for url (https://api.example.com/v1/messages): dns error: failed to lookup address information
read_timeout | reqwest::Error | error decoding response body: operation timed out
stream_interrupted | reqwest::Error | error decoding response body: unexpected EOF during chunk size line
tls_error | reqwest::Error | error sending request: invalid peer certificate: UnknownIssuer
""",
    ),
)

ROWS: tuple[Row, ...] = (*_PYTHON, *_JAVASCRIPT, *_OTHERS)
