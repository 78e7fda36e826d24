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
    "sqlite": "SQLite", "tavily": "Tavily", "serpapi": "SerpApi",
}  # fmt: skip

SELF_HOSTED = frozenset({"ollama", "vllm", "tgi", "llamacpp", "lmstudio", "xinference", "sglang", "localai"})

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
    "github_copilot": "github", "copilot": "github", "silicon_flow": "siliconflow", "voyageai": "voyage",
}  # fmt: skip

DOCS = (
    ("platform.openai.com", "openai"), ("help.openai.com", "openai"), ("docs.anthropic.com", "anthropic"),
    ("docs.claude.com", "anthropic"), ("console.anthropic.com", "anthropic"), ("console.groq.com", "groq"),
    ("ai.google.dev", "google"),
    ("cloud.google.com/vertex-ai", "vertex"), ("oai.azure.com", "azure_openai"), ("help.aliyun.com", "qwen"),
    ("openrouter.ai/", "openrouter"), ("console.mistral.ai", "mistral"), ("api-docs.deepseek.com", "deepseek"),
)  # fmt: skip
"""Pages that a provider's own messages point to."""

PORTS = {"11434": "ollama", "1234": "lmstudio", "5432": "postgresql", "6379": "redis", "3306": "mysql",
"27017": "mongodb",
         "6333": "qdrant", "19530": "milvus", "9200": "elasticsearch"}  # fmt: skip
"""Well-known ports; a hint of the last resort."""

LIBRARIES = {
    "openai": "openai", "anthropic": "anthropic", "groq": "groq", "mistralai": "mistral", "cohere": "cohere",
    "ollama": "ollama",
    "google.genai": "google", "google.generativeai": "google", "vertexai": "vertex", "botocore": "bedrock",
    "dashscope": "qwen",
    "zhipuai": "zhipu", "volcenginesdkarkruntime": "volcengine", "together": "together",
    "huggingface_hub": "huggingface",
    "langchain_openai": "openai", "langchain_anthropic": "anthropic", "psycopg": "postgresql",
    "psycopg2": "postgresql",
    "asyncpg": "postgresql", "redis": "redis", "pymongo": "mongodb", "pymysql": "mysql", "mysql": "mysql",
    "sqlite3": "sqlite",
    "qdrant_client": "qdrant", "weaviate": "weaviate", "chromadb": "chroma", "pymilvus": "milvus",
    "pinecone": "pinecone",
    "elasticsearch": "elasticsearch", "elastic_transport": "elasticsearch", "httpx": "", "httpx2": "", "httpcore": "",
    "httpcore2": "",
    "requests": "", "urllib3": "", "aiohttp": "", "litellm": "", "langchain": "", "langchain_core": "",
    "langgraph": "",
    "pydantic": "", "pydantic_core": "", "pydantic_ai": "", "agents": "", "instructor": "", "llama_index": "",
    "crewai": "",
    "sqlalchemy": "", "tenacity": "", "grpc": "", "google.api_core": "google", "semantic_kernel": "",
    "transformers": "",
}  # fmt: skip
"""Modules of client libraries, with the provider that a library alone speaks for ('' where it speaks to anybody)."""

OWN_WORDS = (
    ("authentication fails, your api key", "deepseek"), ("no auth credentials found", "openrouter"),
    ("the api deployment for this resource does not exist", "azure_openai"), ("deploymentnotfound", "azure_openai"),
)  # fmt: skip
"""What only one provider says, heard through a client library that speaks to several."""

COMPATIBLE = frozenset({"openai", "langchain_openai"})
"""Libraries that are pointed at other providers as well; what they speak to is only a guess."""

WRAPPED = {
    "openaiexception": "openai", "azureexception": "azure_openai", "anthropicexception": "anthropic",
    "geminiexception": "google",
    "vertex_aiexception": "vertex", "vertexaiexception": "vertex", "bedrockexception": "bedrock",
    "groqexception": "groq",
    "mistralexception": "mistral", "cohereexception": "cohere", "deepseekexception": "deepseek",
    "ollamaexception": "ollama",
    "openrouterexception": "openrouter", "huggingfaceexception": "huggingface", "together_aiexception": "together",
    "fireworks_aiexception": "fireworks", "xaiexception": "xai", "perplexityexception": "perplexity",
    "dashscopeexception": "qwen",
    "moonshotexception": "moonshot", "volcengineexception": "volcengine", "hosted_vllmexception": "vllm",
    "vllmexception": "vllm",
    "nvidia_nimexception": "nvidia", "sambanovaexception": "sambanova", "cerebrasexception": "cerebras",
    "litellm_proxyexception": "litellm", "lm_studioexception": "lmstudio",
}  # fmt: skip
"""LiteLLM's prefixes, in lower case."""

MODEL_PREFIXES = (
    ("gpt-", "openai"), ("o1-", "openai"), ("o3", "openai"), ("o4-", "openai"), ("text-embedding-3", "openai"),
    ("claude", "anthropic"),
    ("gemini", "google"), ("deepseek-chat", "deepseek"), ("deepseek-reasoner", "deepseek"), ("moonshot-", "moonshot"),
    ("kimi-", "moonshot"), ("glm-", "zhipu"), ("qwen-", "qwen"), ("doubao", "volcengine"), ("ep-20", "volcengine"),
    ("grok", "xai"),
    ("mistral-", "mistral"), ("command-r", "cohere"), ("sonar", "perplexity"), ("anthropic.", "bedrock"), ("amazon.",
    "bedrock"),
    ("us.anthropic.", "bedrock"), ("openrouter/", "openrouter"), ("groq/", "groq"), ("ollama/", "ollama"), ("azure/",
    "azure_openai"),
    ("bedrock/", "bedrock"), ("vertex_ai/", "vertex"), ("abab", "minimax"),
)  # fmt: skip


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
