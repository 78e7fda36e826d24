"""Which hosts are which provider's: for the application that names them, and for the server that reads them."""

from functools import lru_cache

HOSTS = (
    ("api.openai.com", "openai"),
    ("openai.azure.com", "azure_openai"),
    ("cognitiveservices.azure.com", "azure_openai"),
    ("services.ai.azure.com", "azure_openai"),
    ("api.anthropic.com", "anthropic"),
    ("generativelanguage.googleapis.com", "google"),
    ("aiplatform.googleapis.com", "vertex"),
    ("bedrock-runtime.", "bedrock"),
    ("bedrock.", "bedrock"),
    ("api.mistral.ai", "mistral"),
    ("api.cohere.", "cohere"),
    ("api.groq.com", "groq"),
    ("api.deepseek.com", "deepseek"),
    ("api.moonshot.", "moonshot"),
    ("open.bigmodel.cn", "zhipu"),
    ("api.z.ai", "zhipu"),
    ("dashscope", "qwen"),
    ("volces.com", "volcengine"),
    ("api.siliconflow.", "siliconflow"),
    ("api.minimax", "minimax"),
    ("api.together.", "together"),
    ("api.fireworks.ai", "fireworks"),
    ("openrouter.ai", "openrouter"),
    ("api.perplexity.ai", "perplexity"),
    ("api.x.ai", "xai"),
    ("huggingface.co", "huggingface"),
    ("hf.co", "huggingface"),
    ("integrate.api.nvidia.com", "nvidia"),
    ("api.nvcf.nvidia.com", "nvidia"),
    ("api.cerebras.ai", "cerebras"),
    ("api.sambanova.ai", "sambanova"),
    ("registry.ollama.ai", "ollama"),
    ("holysheep.ai", "holysheep"),
    ("api.replicate.com", "replicate"),
    ("api.novita.ai", "novita"),
    ("api.deepinfra.com", "deepinfra"),
    ("models.github.ai", "github"),
    ("githubcopilot.com", "github"),
    ("api.cloudflare.com", "cloudflare"),
    ("aip.baidubce.com", "qianfan"),
    ("qianfan.baidubce.com", "qianfan"),
    ("hunyuan.tencent", "hunyuan"),
    ("xf-yun.com", "spark"),
    ("api.stepfun.com", "stepfun"),
    ("api.baichuan-ai.com", "baichuan"),
    ("pinecone.io", "pinecone"),
    ("cloud.qdrant.io", "qdrant"),
    ("weaviate.", "weaviate"),
    ("api.voyageai.com", "voyage"),
    ("api.jina.ai", "jina"),
    ("api.tavily.com", "tavily"),
    ("api.elevenlabs.io", "elevenlabs"),
    ("mongodb.net", "mongodb"),
    ("elastic.cloud", "elasticsearch"),
    ("elastic-cloud.com", "elasticsearch"),
    ("serpapi.com", "serpapi"),
)
"""Parts of host names, looked for in hosts and URLs only, each from the beginning of one of a name's words."""

_BEFORE_A_WORD = frozenset("./-@")


@lru_cache(maxsize=512)
def provider_at(host: str) -> str:
    """The canonical id of the provider that a host, with or without port, is of; "" where it is not known.

    >>> provider_at("api.openai.com"), provider_at("EU.openai.azure.com:443"), provider_at("a.test")
    ('openai', 'azure_openai', '')
    >>> provider_at("europe-west1-aiplatform.googleapis.com"), provider_at("shf.com")
    ('vertex', '')
    """
    lowered = host.lower()
    return next((provider for part, provider in HOSTS if _begins_a_word(part, lowered)), "") if lowered else ""


def _begins_a_word(part: str, host: str) -> bool:
    at = host.find(part)
    while at > 0 and host[at - 1] not in _BEFORE_A_WORD:
        at = host.find(part, at + 1)
    return at >= 0
