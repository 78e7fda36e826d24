"""Which hosts are which provider's: for the application that names them, and for the server that reads them."""

import re
from functools import lru_cache

HOSTS = (
    ("api.openai.com", "openai"), ("oaiusercontent.com", "openai"),
    ("openai.azure.", "azure_openai"), ("cognitiveservices.azure.", "azure_openai"),
    ("services.ai.azure.com", "azure_openai"), ("models.ai.azure.com", "azure_openai"),
    ("inference.ml.azure.com", "azure_openai"), ("models.inference.ai.azure.com", "github"),
    ("api.anthropic.com", "anthropic"), ("generativelanguage.googleapis.com", "google"),
    ("aiplatform.googleapis.com", "vertex"), ("bedrock-runtime.", "bedrock"), ("bedrock-runtime-fips.", "bedrock"),
    ("bedrock-agent-runtime.", "bedrock"), ("bedrock-agent.", "bedrock"), ("bedrock-mantle.", "bedrock"),
    ("bedrock.", "bedrock"), ("api.mistral.ai", "mistral"), ("codestral.mistral.ai", "mistral"),
    ("api.cohere.", "cohere"), ("api.groq.com", "groq"), ("api.deepseek.com", "deepseek"),
    ("api.moonshot.", "moonshot"), ("api.kimi.com", "moonshot"), ("open.bigmodel.cn", "zhipu"), ("api.z.ai", "zhipu"),
    ("dashscope", "qwen"), ("maas.aliyuncs.com", "qwen"), ("volces.com", "volcengine"),
    ("bytepluses.com", "volcengine"), ("volcengineapi.com", "volcengine"), ("api.siliconflow.", "siliconflow"),
    ("api-st.siliconflow.", "siliconflow"), ("api.minimax", "minimax"), ("api-uw.minimax", "minimax"),
    ("api.together.", "together"), ("api.fireworks.ai", "fireworks"), ("openrouter.ai", "openrouter"),
    ("api.perplexity.ai", "perplexity"), ("api.x.ai", "xai"), ("huggingface.co", "huggingface"),
    ("huggingface.cloud", "huggingface"), ("hf.co", "huggingface"), ("hf.space", "huggingface"),
    ("integrate.api.nvidia.com", "nvidia"), ("ai.api.nvidia.com", "nvidia"), ("nvcf.nvidia.com", "nvidia"),
    ("api.cerebras.ai", "cerebras"), ("api.sambanova.ai", "sambanova"), ("sambanova.ai", "sambanova"),
    ("registry.ollama.ai", "ollama"), ("ollama.com", "ollama"), ("holysheep.ai", "holysheep"),
    ("api.replicate.com", "replicate"), ("api.novita.ai", "novita"), ("api.deepinfra.com", "deepinfra"),
    ("models.github.ai", "github"), ("githubcopilot.com", "github"), ("api.cloudflare.com", "cloudflare"),
    ("gateway.ai.cloudflare.com", "cloudflare"), ("ai-gateway.vercel.sh", "vercel"), ("aip.baidubce.com", "qianfan"),
    ("qianfan.baidubce.com", "qianfan"), ("hunyuan.tencent", "hunyuan"), ("hunyuan.cloud.tencent", "hunyuan"),
    ("lkeap.", "hunyuan"), ("xf-yun.com", "spark"), ("api.stepfun.", "stepfun"), ("api.baichuan-ai.com", "baichuan"),
    ("lingyiwanwu.com", "yi"), ("modelscope.cn", "modelscope"), ("api.ai21.com", "ai21"),
    ("api.voyageai.com", "voyage"), ("api.jina.ai", "jina"), ("r.jina.ai", "jina"), ("api.tavily.com", "tavily"),
    ("api.elevenlabs.io", "elevenlabs"), ("api.deepgram.com", "deepgram"), ("api.assemblyai.com", "assemblyai"),
    ("api.stability.ai", "stability"), ("ml.cloud.ibm.com", "watsonx"), ("api.hyperbolic.xyz", "hyperbolic"),
    ("api.lepton.ai", "lepton"), ("api.studio.nebius", "nebius"), ("tokenfactory.nebius", "nebius"),
    ("api.friendli.ai", "friendli"), ("api.featherless.ai", "featherless"), ("api.exa.ai", "exa"),
    ("inference.baseten.co", "baseten"), ("api.anyscale.com", "anyscale"), ("endpoints.anyscale.com", "anyscale"),
    ("databricks.com", "databricks"), ("azuredatabricks.net", "databricks"), ("pinecone.io", "pinecone"),
    ("cloud.qdrant.io", "qdrant"), ("weaviate.", "weaviate"), ("trychroma.com", "chroma"), ("zillizcloud", "milvus"),
    ("vectordb.zillizcloud.com", "milvus"), ("mongodb.net", "mongodb"), ("elastic.cloud", "elasticsearch"),
    ("elastic-cloud.com", "elasticsearch"), ("es.amazonaws.com", "elasticsearch"), ("serpapi.com", "serpapi"),
    ("upstash.io", "redis"), ("redis.cache.windows.net", "redis"), ("cache.amazonaws.com", "redis"),
    ("redislabs.com", "redis"), ("redis-cloud.com", "redis"), ("neon.tech", "postgresql"),
    ("pooler.supabase.com", "postgresql"), ("postgres.database.azure.com", "postgresql"),
)  # fmt: skip
"""Parts of host names, looked for in hosts and URLs only, each from the beginning of one of a name's words."""

SERVICES = {
    **{name: name for name in (
        "ollama", "vllm", "tgi", "xinference", "sglang", "localai", "lmstudio", "litellm", "qdrant", "weaviate",
        "milvus", "chroma", "redis", "postgresql", "mysql", "elasticsearch",
    )},
    "chromadb": "chroma", "postgres": "postgresql", "pgvector": "postgresql", "pgbouncer": "postgresql",
    "timescaledb": "postgresql", "mongo": "mongodb", "mongodb": "mongodb", "mariadb": "mysql", "valkey": "redis",
    "opensearch": "elasticsearch", "llamacpp": "llamacpp", "llama": "llamacpp",
}  # fmt: skip
"""What people call a server of their own in a compose file or a cluster; believed of names without a public domain."""

_BEFORE_A_WORD = frozenset("./-@")
_INSIDE = (".svc", ".local", ".internal", ".lan", ".intra", ".home", ".docker")
_HEAD = re.compile(r"[a-z]{3,20}")


@lru_cache(maxsize=512)
def provider_at(host: str) -> str:
    """The canonical id of the provider that a host, with or without port, is of; "" where it is not known.

    >>> provider_at("api.openai.com"), provider_at("EU.openai.azure.com:443"), provider_at("a.test")
    ('openai', 'azure_openai', '')
    >>> provider_at("europe-west1-aiplatform.googleapis.com"), provider_at("shf.com")
    ('vertex', '')
    >>> provider_at("qdrant:6333"), provider_at("redis-master.shop.svc.cluster.local")
    ('qdrant', 'redis')
    """
    lowered = host.lower()
    if not lowered:
        return ""
    known = next((provider for part, provider in HOSTS if _begins_a_word(part, lowered)), "")
    return known or _service(lowered.partition(":")[0])


def _service(name: str) -> str:
    """The server that a name inside of a network is called after."""
    head = _HEAD.match(name)
    if head is None or ("." in name and not name.endswith(_INSIDE)):
        return ""
    return SERVICES.get(head[0], "") if name[head.end() : head.end() + 1] in ("", "-", "_", ".", "1") else ""


def _begins_a_word(part: str, host: str) -> bool:
    at = host.find(part)
    while at > 0 and host[at - 1] not in _BEFORE_A_WORD:
        at = host.find(part, at + 1)
    return at >= 0
