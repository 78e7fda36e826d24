"""Which names, hosts, classes and phrases mean which provider or peer, and what people call it.

Sources: the providers' public API hosts and the client libraries' module names; LiteLLM prefixes its messages with
'<Provider>Exception -'; LangChain and others use the provider's name as a tag.
"""

DISPLAY = {
    "openai": "OpenAI", "azure_openai": "Azure OpenAI", "anthropic": "Anthropic", "google": "Google Gemini",
    "vertex": "Google Vertex AI", "bedrock": "Amazon Bedrock", "mistral": "Mistral", "cohere": "Cohere",
    "groq": "Groq",
    "deepseek": "DeepSeek", "moonshot": "Moonshot", "zhipu": "Zhipu", "qwen": "Qwen (DashScope)",
    "volcengine": "Volcengine",
    "siliconflow": "SiliconFlow", "minimax": "MiniMax", "together": "Together", "fireworks": "Fireworks",
    "openrouter": "OpenRouter", "perplexity": "Perplexity", "xai": "xAI", "huggingface": "Hugging Face",
    "nvidia": "NVIDIA",
    "cerebras": "Cerebras", "sambanova": "SambaNova", "replicate": "Replicate", "baichuan": "Baichuan",
    "qianfan": "Baidu Qianfan",
    "hunyuan": "Tencent Hunyuan", "spark": "iFlytek Spark", "stepfun": "StepFun", "novita": "Novita",
    "deepinfra": "DeepInfra",
    "ollama": "Ollama", "vllm": "vLLM", "tgi": "Text Generation Inference", "llamacpp": "llama.cpp",
    "lmstudio": "LM Studio",
    "xinference": "Xinference", "sglang": "SGLang", "localai": "LocalAI", "litellm": "LiteLLM", "oneapi": "One API",
    "holysheep": "HolySheep", "github": "GitHub Models", "cloudflare": "Cloudflare", "voyage": "Voyage",
    "jina": "Jina",
    "elevenlabs": "ElevenLabs", "assemblyai": "AssemblyAI", "stability": "Stability", "watsonx": "IBM watsonx",
    "pinecone": "Pinecone", "qdrant": "Qdrant", "weaviate": "Weaviate", "chroma": "Chroma", "milvus": "Milvus",
    "elasticsearch": "Elasticsearch", "redis": "Redis", "postgresql": "PostgreSQL", "mysql": "MySQL",
    "mongodb": "MongoDB",
    "sqlite": "SQLite", "tavily": "Tavily", "serpapi": "SerpApi", "vercel": "Vercel AI Gateway", "yi": "01.AI",
    "modelscope": "ModelScope", "ai21": "AI21", "databricks": "Databricks", "deepgram": "Deepgram",
}  # fmt: skip

SELF_HOSTED = frozenset({"ollama", "vllm", "tgi", "llamacpp", "lmstudio", "xinference", "sglang", "localai"})

STORES = frozenset(
    {"pinecone", "qdrant", "weaviate", "chroma", "milvus", "elasticsearch", "redis", "postgresql", "mysql", "mongodb",
     "sqlite"}
)  # fmt: skip
"""Peers that are databases: what they answer is no model's."""

ALIASES = {
    "azure": "azure_openai", "azureopenai": "azure_openai", "azure_ai": "azure_openai",
    "azurechatopenai": "azure_openai",
    "chatopenai": "openai", "chatgpt": "openai", "claude": "anthropic", "chatanthropic": "anthropic",
    "gemini": "google",
    "google_genai": "google", "googleai": "google", "google_ai": "google", "google_generativeai": "google",
    "gcp_gemini": "google",
    "google_vertex": "vertex", "vertex_ai": "vertex", "vertexai": "vertex", "gcp_vertex_ai": "vertex",
    "palm": "google",
    "aws": "bedrock", "aws_bedrock": "bedrock", "amazon_bedrock": "bedrock", "amazon": "bedrock",
    "mistralai": "mistral",
    "mistral_ai": "mistral", "cohere_ai": "cohere", "kimi": "moonshot", "moonshotai": "moonshot", "zai": "zhipu",
    "z_ai": "zhipu",
    "zhipuai": "zhipu", "bigmodel": "zhipu", "chatglm": "zhipu", "glm": "zhipu", "tongyi": "qwen",
    "dashscope": "qwen",
    "aliyun": "qwen", "alibaba": "qwen", "bailian": "qwen", "doubao": "volcengine", "ark": "volcengine",
    "volcengine_ark": "volcengine", "together_ai": "together", "togetherai": "together", "fireworks_ai": "fireworks",
    "fireworksai": "fireworks", "open_router": "openrouter", "pplx": "perplexity", "x_ai": "xai", "grok": "xai",
    "hf": "huggingface", "hugging_face": "huggingface", "huggingface_hub": "huggingface",
    "text_generation_inference": "tgi",
    "nvidia_nim": "nvidia", "nim": "nvidia", "llama_cpp": "llamacpp", "llama_cpp_python": "llamacpp",
    "lm_studio": "lmstudio",
    "postgres": "postgresql", "pgvector": "postgresql", "pg": "postgresql", "psycopg": "postgresql",
    "mariadb": "mysql",
    "mongo": "mongodb", "chromadb": "chroma", "elastic": "elasticsearch", "opensearch": "elasticsearch",
    "wenxin": "qianfan",
    "ernie": "qianfan", "baidu": "qianfan", "litellm_proxy": "litellm", "one_api": "oneapi", "new_api": "oneapi",
    "github_copilot": "github", "iflytek": "spark", "xunfei": "spark", "huawei": "pangu", "lingyi": "yi",
    "google_vertex_ai": "vertex", "google_gemini": "google", "generativeai": "google",
    "azure_ai_inference": "azure_openai", "az_ai_openai": "azure_openai", "az_ai_inference": "azure_openai",
    "gcp_vertex": "vertex", "aws_bedrock_runtime": "bedrock",
    "vercel_ai_gateway": "vercel", "hosted_vllm": "vllm",
    "copilot": "github", "silicon_flow": "siliconflow", "voyageai": "voyage",
}  # fmt: skip

DOCS = (
    ("platform.openai.com", "openai"), ("help.openai.com", "openai"), ("developers.openai.com", "openai"),
    ("docs.anthropic.com", "anthropic"), ("docs.claude.com", "anthropic"), ("console.anthropic.com", "anthropic"),
    ("platform.claude.com", "anthropic"), ("support.claude.com", "anthropic"), ("console.groq.com", "groq"),
    ("ai.google.dev", "google"), ("aistudio.google.com", "google"), ("ai.dev/", "google"),
    ("cloud.google.com/vertex-ai", "vertex"), ("oai.azure.com", "azure_openai"), ("aka.ms/oai", "azure_openai"),
    ("help.aliyun.com", "qwen"), ("alibabacloud.com/help/en/model-studio", "qwen"),
    ("bailian.console.aliyun.com", "qwen"), ("openrouter.ai/", "openrouter"), ("console.mistral.ai", "mistral"),
    ("docs.mistral.ai", "mistral"), ("api-docs.deepseek.com", "deepseek"), ("platform.deepseek.com", "deepseek"),
    ("docs.cohere.", "cohere"), ("dashboard.cohere.com", "cohere"), ("platform.moonshot.", "moonshot"),
    ("bigmodel.cn", "zhipu"), ("docs.z.ai", "zhipu"), ("console.volcengine.com", "volcengine"),
    ("cloud.siliconflow.", "siliconflow"), ("docs.siliconflow.", "siliconflow"),
    ("platform.minimax", "minimax"), ("api.together.", "together"), ("docs.together.ai", "together"),
    ("together.ai/", "together"), ("fireworks.ai/", "fireworks"), ("docs.perplexity.ai", "perplexity"),
    ("perplexity.ai/settings", "perplexity"), ("console.x.ai", "xai"), ("docs.x.ai", "xai"),
    ("huggingface.co/", "huggingface"), ("build.nvidia.com", "nvidia"), ("docs.nvidia.com/nim", "nvidia"),
    ("cloud.cerebras.ai", "cerebras"), ("inference-docs.cerebras.ai", "cerebras"), ("cloud.sambanova.ai", "sambanova"),
    ("app.pinecone.io", "pinecone"), ("docs.pinecone.io", "pinecone"), ("weaviate.io/", "weaviate"),
    ("docs.trychroma.com", "chroma"), ("milvus.io/", "milvus"), ("redis.io/", "redis"),
)  # fmt: skip
"""Pages that a provider's own messages point to."""

PORTS = {
    "11434": "ollama", "1234": "lmstudio", "9997": "xinference", "5432": "postgresql", "6379": "redis",
    "3306": "mysql", "27017": "mongodb", "6333": "qdrant", "6334": "qdrant", "19530": "milvus",
    "9200": "elasticsearch",
}  # fmt: skip
"""Well-known ports; a hint of the last resort."""

LIBRARIES = {
    # Python
    "openai": "openai", "anthropic": "anthropic", "groq": "groq", "mistralai": "mistral", "cohere": "cohere",
    "ollama": "ollama", "google.genai": "google", "google.generativeai": "google", "vertexai": "vertex",
    "botocore": "", "dashscope": "qwen", "zhipuai": "zhipu", "zai": "zhipu", "qianfan": "qianfan",
    "volcenginesdkarkruntime": "volcengine", "together": "together", "fireworks": "fireworks", "xai_sdk": "xai",
    "huggingface_hub": "huggingface", "text_generation": "tgi", "cerebras": "cerebras", "sambanova": "sambanova",
    "perplexity": "perplexity", "openrouter": "openrouter", "lmstudio": "lmstudio", "xinference": "xinference",
    "xinference_client": "xinference", "xoscar": "xinference", "vllm": "vllm", "llama_cpp": "llamacpp",
    "sglang": "sglang", "replicate": "replicate", "ai21": "ai21", "voyageai": "voyage", "tavily": "tavily",
    "elevenlabs": "elevenlabs", "deepgram": "deepgram", "assemblyai": "assemblyai", "ibm_watsonx_ai": "watsonx",
    "langchain_openai": "openai", "langchain_anthropic": "anthropic", "langchain_google_genai": "google",
    "langchain_google_vertexai": "vertex", "langchain_aws": "bedrock", "langchain_mistralai": "mistral",
    "langchain_groq": "groq", "langchain_cohere": "cohere", "langchain_ollama": "ollama",
    "langchain_huggingface": "huggingface", "langchain_deepseek": "deepseek", "langchain_xai": "xai",
    "langchain_together": "together", "langchain_fireworks": "fireworks", "langchain_perplexity": "perplexity",
    "langchain_nvidia_ai_endpoints": "nvidia", "langchain_pinecone": "pinecone", "langchain_qdrant": "qdrant",
    "langchain_chroma": "chroma", "langchain_milvus": "milvus", "langchain_weaviate": "weaviate",
    "langchain_postgres": "postgresql", "psycopg": "postgresql", "psycopg2": "postgresql",
    "psycopg_pool": "postgresql", "asyncpg": "postgresql", "redis": "redis", "aioredis": "redis",
    "pymongo": "mongodb", "motor": "mongodb", "pymysql": "mysql", "mysql": "mysql", "sqlite3": "sqlite",
    "qdrant_client": "qdrant", "weaviate": "weaviate", "chromadb": "chroma", "pymilvus": "milvus",
    "milvus_lite": "milvus", "pinecone": "pinecone", "elasticsearch": "elasticsearch",
    "elastic_transport": "elasticsearch", "google.api_core": "google", "httpx": "", "httpx2": "", "httpcore": "",
    "httpcore2": "", "requests": "", "urllib3": "", "aiohttp": "", "litellm": "", "langchain": "",
    "langchain_core": "", "langgraph": "", "pydantic": "", "pydantic_core": "", "pydantic_ai": "", "agents": "",
    "instructor": "", "llama_index": "", "crewai": "", "sqlalchemy": "", "tenacity": "", "grpc": "",
    "semantic_kernel": "", "transformers": "", "azure.core": "", "dspy": "", "autogen": "", "haystack": "",
    # Java, Kotlin, Scala
    "com.openai": "openai", "com.theokanning.openai": "openai", "dev.ai4j.openai4j": "openai",
    "com.anthropic": "anthropic", "com.google.genai": "google", "com.google.cloud.vertexai": "vertex",
    "software.amazon.awssdk.services.bedrockruntime": "bedrock", "com.azure.ai.openai": "azure_openai",
    "com.alibaba.dashscope": "qwen", "com.zhipu.oapi": "zhipu", "ai.z.openapi": "zhipu",
    "com.volcengine.ark": "volcengine", "io.github.ollama4j": "ollama", "io.pinecone": "pinecone",
    "io.qdrant": "qdrant", "io.weaviate": "weaviate", "io.milvus": "milvus", "redis.clients.jedis": "redis",
    "io.lettuce": "redis", "org.redisson": "redis", "org.springframework.data.redis": "redis",
    "org.postgresql": "postgresql", "com.mongodb": "mongodb", "com.mysql": "mysql",
    # .NET, PHP, Ruby, Rust and Go, whose packages and crates stand before the class
    "azure.ai.openai": "azure_openai", "openai.exceptions": "openai", "openai.errors": "openai",
    "anthropic.errors": "anthropic", "mistral.sdk": "mistral", "ollamasharp": "ollama",
    "amazon.bedrockruntime": "bedrock", "qdrant.client": "qdrant", "pinecone.exceptions": "pinecone",
    "stackexchange.redis": "redis", "predis": "redis", "npgsql": "postgresql", "mysqlconnector": "mysql",
    "pg": "postgresql", "pq": "postgresql", "pgconn": "postgresql", "pgx": "postgresql", "goredis": "redis",
    "tokio_postgres": "postgresql", "async_openai": "openai", "ollama_rs": "ollama", "genai": "google",
    "googleapi": "google", "bedrockruntime": "bedrock", "ruby_llm": "",
}  # fmt: skip
"""Modules of client libraries, with the provider that a library alone speaks for ('' where it speaks to anybody)."""

COMPATIBLE = frozenset(
    {"openai", "langchain_openai", "com.openai", "com.theokanning.openai", "dev.ai4j.openai4j", "openai.exceptions",
     "openai.errors", "async_openai", "google.api_core", "googleapi"}
)  # fmt: skip
"""Libraries that are pointed at other providers as well; what they speak to is only a guess."""

WRAPPED = {
    f"{name}exception": provider
    for name, provider in {
        "openai": "openai", "azure": "azure_openai", "azure_ai": "azure_openai", "azureopenai": "azure_openai",
        "azure_openai": "azure_openai", "anthropic": "anthropic", "gemini": "google", "google": "google",
        "vertex_ai": "vertex", "vertexai": "vertex", "vertex_ai_beta": "vertex", "vertexaibeta": "vertex",
        "bedrock": "bedrock", "sagemaker": "sagemaker", "groq": "groq", "mistral": "mistral", "codestral": "mistral",
        "cohere": "cohere", "deepseek": "deepseek", "ollama": "ollama", "ollama_chat": "ollama",
        "openrouter": "openrouter", "huggingface": "huggingface", "together_ai": "together", "togetherai": "together",
        "together": "together", "fireworks_ai": "fireworks", "fireworksai": "fireworks", "xai": "xai",
        "perplexity": "perplexity", "dashscope": "qwen", "moonshot": "moonshot", "volcengine": "volcengine",
        "hosted_vllm": "vllm", "vllm": "vllm", "nvidia_nim": "nvidia", "sambanova": "sambanova",
        "cerebras": "cerebras", "litellm_proxy": "litellm", "lm_studio": "lmstudio", "replicate": "replicate",
        "minimax": "minimax", "zai": "zhipu", "zhipu": "zhipu", "siliconflow": "siliconflow", "xinference":
        "xinference", "llamafile": "llamacpp", "github": "github", "github_copilot": "github",
        "databricks": "databricks", "watsonx": "watsonx", "ai21": "ai21", "novita": "novita",
        "deepinfra": "deepinfra", "cloudflare": "cloudflare", "voyage": "voyage", "jina_ai": "jina",
        "infinity": "infinity", "predibase": "predibase", "nebius": "nebius", "baseten": "baseten",
        "hyperbolic": "hyperbolic", "friendliai": "friendli", "featherless_ai": "featherless",
        "elevenlabs": "elevenlabs", "deepgram": "deepgram",
    }.items()
}  # fmt: skip
"""LiteLLM's prefixes, in lower case."""

MODEL_PREFIXES = (
    ("openrouter/", "openrouter"), ("groq/", "groq"), ("ollama/", "ollama"), ("ollama_chat/", "ollama"),
    ("azure/", "azure_openai"), ("bedrock/", "bedrock"), ("vertex_ai/", "vertex"), ("gemini/", "google"),

    ("together_ai/", "together"), ("fireworks_ai/", "fireworks"),
    ("accounts/fireworks/", "fireworks"),
    ("dashscope/", "qwen"), ("volcengine/", "volcengine"), ("huggingface/", "huggingface"),
    ("hosted_vllm/", "vllm"), ("nvidia_nim/", "nvidia"), ("cerebras/", "cerebras"), ("sambanova/", "sambanova"),
    ("@cf/", "cloudflare"), ("gpt-oss", ""), ("gpt-", "openai"), ("chatgpt-", "openai"), ("o1-", "openai"),
    ("o3", "openai"), ("o4-", "openai"), ("text-embedding-3", "openai"), ("text-embedding-ada", "openai"),
    ("dall-e", "openai"), ("whisper-1", "openai"), ("claude", "anthropic"), ("gemini", "google"),
    ("deepseek-chat", "deepseek"), ("deepseek-reasoner", "deepseek"), ("moonshot-", "moonshot"), ("kimi-", "moonshot"),
    ("glm-", "zhipu"), ("qwen-", "qwen"), ("qwen3-max", "qwen"), ("qwen-plus", "qwen"), ("doubao", "volcengine"),
    ("ep-20", "volcengine"), ("grok", "xai"), ("mistral-", "mistral"), ("codestral", "mistral"),
    ("magistral", "mistral"), ("ministral", "mistral"), ("pixtral", "mistral"), ("open-mixtral", "mistral"),
    ("command-r", "cohere"), ("command-a", "cohere"), ("embed-english-v", "cohere"),
    ("embed-multilingual-v", "cohere"), ("sonar", "perplexity"), ("anthropic.", "bedrock"), ("amazon.", "bedrock"),
    ("us.anthropic.", "bedrock"), ("eu.anthropic.", "bedrock"), ("apac.anthropic.", "bedrock"),
    ("global.anthropic.", "bedrock"), ("us.amazon.", "bedrock"), ("us.meta.", "bedrock"), ("meta.llama", "bedrock"),
    ("arn:aws:bedrock", "bedrock"), ("abab", "minimax"), ("minimax-", "minimax"), ("ernie-", "qianfan"),
    ("hunyuan-", "hunyuan"), ("voyage-", "voyage"), ("jina-", "jina"), ("step-", "stepfun"),
)  # fmt: skip
"""How models' names begin that only one provider serves under this name; a maker's name before '/' is no provider."""


def canonical(name: str) -> str:
    """The canonical id of a provider's name as a tag or a library gives it; the name itself where it is not known."""
    key = name.strip().lower().replace("-", "_").replace(" ", "_").replace(".", "_")
    return ALIASES.get(key, key)[:40]


def display(provider: str) -> str:
    """What people call the provider with this canonical id.

    >>> display("azure_openai"), display("some_gateway")
    ('Azure OpenAI', 'Some Gateway')
    """
    return DISPLAY.get(provider) or provider.replace("_", " ").title()
