"""Vector stores that answer over HTTP: Pinecone, Qdrant, Weaviate, Chroma, Milvus. (Redis and PostgreSQL speak no HTTP: `texts`.)

Sources: docs.pinecone.io "Errors"; qdrant's `status.error`; weaviate.io/developers "error handling" ({"error": [{"message"}]}, {"code", "message"});
chroma's FastAPI errors; milvus.io REST v2 ("code", "message") and pymilvus `MilvusException`.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host


def _pinecone(*, message: str, status: int, code: object) -> object:
    return {"error": {"code": code, "message": message}, "status": status}


def _qdrant(*, message: str, status: int) -> object:
    return {"status": {"error": message}, "time": 0.0001}


def _weaviate(*, message: str, status: int) -> object:
    return {"error": [{"message": message}]}


def _chroma(*, message: str, status: int, kind: object) -> object:
    return {"error": kind, "message": message}


_P = Host(
    provider="pinecone",
    host="docs-<<hex 7>>.svc.aped-4627-b74a.pinecone.io",
    shape=_pinecone,
    client="httpx",
    models=(),
    source="docs.pinecone.io/reference/api/errors",
)
_Q = Host(
    provider="qdrant",
    host="localhost:6333",
    shape=_qdrant,
    client="httpx",
    models=(),
    source="qdrant.tech/documentation/interfaces",
)
_W = Host(
    provider="weaviate",
    host="localhost:8080",
    shape=_weaviate,
    client="httpx",
    models=(),
    source="weaviate.io/developers/weaviate/api/rest",
)
_C = Host(
    provider="chroma",
    host="localhost:8000",
    shape=_chroma,
    client="httpx",
    models=(),
    source="docs.trychroma.com/reference/chroma-reference",
)
_M = Host(
    provider="milvus",
    host="localhost:19530",
    shape=shapes.flat,
    client="httpx",
    models=(),
    source="milvus.io/api-reference/restful/v2.4.x/About.md",
)

FORMATS: tuple[Format, ...] = (
    _P.says("key", R.INVALID_API_KEY, 401, "Invalid API Key", code="UNAUTHENTICATED", raw="Invalid API Key"),
    _P.says("dimension", R.DATABASE, 400, "Vector dimension <<one 384|768|1536>> does not match the dimension of the index <<one 1024|3072>>", code=3, raw='{"code": 3, "message": "Vector dimension <<one 384|768|1536>> does not match the dimension of the index <<one 1024|3072>>", "details": []}'),
    _P.says("index", R.DATABASE, 404, "Resource <<one docs|kb|notes>> not found", code="NOT_FOUND"),
    _P.says("exists", R.DATABASE, 409, "Resource  already exists", code="ALREADY_EXISTS"),
    _P.says("pod-quota", R.QUOTA_EXHAUSTED, 403, "Request failed. You've reached the max number of serverless indexes allowed in project Default (5). To add more serverless indexes, upgrade your plan.", code="FORBIDDEN"),
    _P.says("write-units", R.QUOTA_EXHAUSTED, 429, "Request failed. You've reached your write unit limit for the current month (2000000). To continue writing data, upgrade your plan.", code="RESOURCE_EXHAUSTED"),
    _P.says("rate", R.REQUESTS_LIMIT, 429, "Request failed. You've reached the max upsert requests per second limit (<<n 50 200>>). Pace your requests or contact Pinecone Support to request a limit increase.", code="RESOURCE_EXHAUSTED"),
    _P.says("metadata", R.PAYLOAD_TOO_LARGE, 400, "Metadata size is <<n 40961 90000>> bytes, which exceeds the limit of 40960 bytes per vector", code="INVALID_ARGUMENT"),
    _P.says("internal", R.DATABASE, 500, "Internal server error", code="INTERNAL"),
    _Q.says("collection", R.DATABASE, 404, "Not found: Collection `<<one docs|memory|faq>>` doesn't exist!"),
    _Q.says("dimension", R.DATABASE, 400, "Wrong input: Vector dimension error: expected dim: <<one 768|1536>>, got <<one 384|1024>>"),
    _Q.says("vector-name", R.DATABASE, 400, "Wrong input: Not existing vector name error: <<one text|dense>>"),
    _Q.says("payload-index", R.DATABASE, 400, "Bad request: Index required but not found for \"<<one tenant|metadata.source>>\" of one of the following types: [keyword]. Help: Create an index for this key or use a different filter."),
    _Q.says("disk", R.DATABASE, 500, "Service internal error: No space left on device: WAL buffer size exceeds available disk space"),
    _Q.says("key", R.MISSING_CREDENTIALS, 401, "Must provide an API key or an Authorization bearer token", raw="Must provide an API key or an Authorization bearer token"),
    _Q.says("forbidden", R.PERMISSION_DENIED, 403, "forbidden", raw="forbidden"),
    _Q.says("payload", R.PAYLOAD_TOO_LARGE, 400, "Payload error: JSON payload (<<n 33554433 90000000>> bytes) is larger than allowed (limit: 33554432 bytes)."),
    _Q.says("uuid", R.DATABASE, 400, "Format error in JSON body: value <<one doc-1|item_7>> is not a valid point ID, valid values are either an unsigned integer or a UUID"),
    _W.says("anonymous", R.AUTHENTICATION_OTHER, 401, "anonymous access not enabled. Please authenticate through one of the available methods: [API-keys]", raw='{"code": 401, "message": "anonymous access not enabled. Please authenticate through one of the available methods: [API-keys]"}'),
    _W.says("key", R.INVALID_API_KEY, 401, "unauthorized: invalid api key", raw='{"code": 401, "message": "unauthorized: invalid api key, please provide a valid api key"}'),
    _W.says("class", R.DATABASE, 422, "could not find class <<one Document|Article>> in schema"),
    _W.says("exists", R.DATABASE, 422, "class name <<one Document|Article>> already exists"),
    _W.says("vectorizer", R.DATABASE, 422, "vectorizer: no module with name \"<<one text2vec-openai|text2vec-cohere>>\" present"),
    _W.says("length", R.DATABASE, 500, "vector lengths don't match: <<one 1536|768>> vs <<one 384|1024>>"),
    _W.says("readonly", R.DATABASE, 500, "put object: import into index document: shard <<b62 12>>: store is read-only due to: disk usage too high. Set to read-only at 90.1%"),
    _W.says("upstream-quota", R.QUOTA_EXHAUSTED, 500, "update vector: connection to: OpenAI API failed with status: 429 error: You exceeded your current quota, please check your plan and billing details."),
    _W.says("upstream-key", R.MISSING_CREDENTIALS, 500, "update vector: API Key: no api key found neither in request header: X-OpenAI-Api-Key nor in environment variable under OPENAI_APIKEY"),
    _C.says("collection", R.DATABASE, 404, "Collection [<<one docs|kb|chat_memory>>] does not exists", kind="NotFoundError"),
    _C.says("dimension", R.DATABASE, 400, "Collection expecting embedding with dimension of <<one 384|768>>, got <<one 1536|1024>>", kind="InvalidArgumentError"),
    _C.says("exists", R.DATABASE, 409, "Collection [<<one docs|kb>>] already exists", kind="UniqueConstraintError"),
    _C.says("tenant", R.DATABASE, 404, "Tenant [default_tenant] not found", kind="NotFoundError"),
    _C.says("compaction", R.DATABASE, 500, "Error executing plan: Internal error: Error creating hnsw segment reader: Nothing found on disk", kind="InternalError"),
    _C.says("forbidden", R.PERMISSION_DENIED, 403, "Forbidden", kind="AuthError"),
    _C.says("quota", R.QUOTA_EXHAUSTED, 422, "'Number of records' exceeded quota limit for action 'Add': current usage of <<n 300 900>> exceeds limit of 300 of your plan", kind="ChromaError"),
    _M.says("collection", R.DATABASE, 200, "can't find collection[database=default][collection=<<one docs|kb>>]", code=100),
    _M.says("not-loaded", R.DATABASE, 200, "collection not loaded[collection=<<digits 18>>]", code=101),
    _M.says("dimension", R.DATABASE, 200, "vector dimension mismatch, expected vector size(byte) <<one 3072|6144>>, actual <<one 1536|4096>>.", code=65535),
    _M.says("schema", R.DATABASE, 200, "The Input data type is inconsistent with defined schema, please check it.", code=1),
    _M.says("length", R.DATABASE, 200, "the length (<<n 65536 99000>>) of <<n 0 9>>th VarChar field text exceeds max length (65535)", code=1100),
    _M.says("auth", R.INVALID_API_KEY, 200, "auth check failure, please check api key is correct", code=1800),
    _M.says("rate", R.REQUESTS_LIMIT, 200, "request is rejected by grpc RateLimiter middleware, please retry later: rate limit exceeded[rate=<<n 1 9>>] requests per second", code=8),
    _M.says("memory", R.SERVER_OUT_OF_MEMORY, 200, "load segment failed, OOM if load, maxSegmentSize = <<n 100 900>> MB, memUsage = <<n 7000 7900>> MB, totalMem = 7982 MB", code=65535),
    _M.says("quota", R.DATABASE, 200, "quota exceeded[reason=memory quota exceeded, please allocate more resources]", code=9),
)  # fmt: skip
