"""What gives a provider away where neither host nor library does: words, body keys, request ids, class names, modules.

Sources, provider by provider: OpenAI and Groq number requests `req_` + 32 hexadecimal digits and `req_01` + ULID
(both send `x-request-id`), Anthropic `req_01` + base 58 (header `request-id`; `req_vrtx_`, `req_bdrk_` through Vertex
and Bedrock), Hugging Face `Root=1-…` (AWS X-Ray), Volcengine `02` + time + hexadecimal digits. Azure's bodies carry
`innererror`, OpenRouter's `metadata.provider_name`, Mistral's `raw_status_code`, llama.cpp's `n_ctx`, MiniMax's
`base_resp`, TGI's `error_type`, Google's `@type` of google.rpc; LiteLLM writes '<Provider>Exception - …'.
"""

import re

OWN_WORDS = (
    ("authentication fails", "deepseek"),
    ("model not exist", "deepseek"),
    ("no auth credentials found", "openrouter"),
    ("no endpoints found", "openrouter"),
    ("no allowed providers are available", "openrouter"),
    ("requires more credits, or fewer max_tokens", "openrouter"),
    ("the api deployment for this resource does not exist", "azure_openai"),
    ("deploymentnotfound", "azure_openai"),
    ("azure openai", "azure_openai"),
    ("wrong api endpoint. make sure", "azure_openai"),
    ("current aiservices s0", "azure_openai"),
    ("current openai s0", "azure_openai"),
    ("operation error bedrock runtime", "bedrock"),
    ("bedrock runtime:", "bedrock"),
    ("bedrockruntime", "bedrock"),
    ("bedrockruntimeclient", "bedrock"),
    ("calling the converse", "bedrock"),
    ("calling the invokemodel", "bedrock"),
    ("your credit balance is too low to access the anthropic", "anthropic"),
    ("anthropic api", "anthropic"),
    ("anthropic-version", "anthropic"),
    ("generativelanguage", "google"),
    ("googlegenerativeai error", "google"),
    ("api key not valid. please pass a valid api key", "google"),
    ("vertex ai", "vertex"),
    ("aiplatform", "vertex"),
    ("incorrect api key provided: sk-", "openai"),
    ("on tokens per min (tpm)", "openai"),
    ("on requests per min (rpm)", "openai"),
    ("in organization org-0", "groq"),
    ("organization `org_0", "groq"),
    ("max organization", "moonshot"),
    ("your account org-", "moonshot"),
    ("moonshot", "moonshot"),
    ("siliconflow", "siliconflow"),
    ("dashscope", "qwen"),
    ("free tier of the model has been exhausted", "qwen"),
    ("volcengine", "volcengine"),
    ("has not activated the model", "volcengine"),
    ("minimax", "minimax"),
    ("fireworks ai", "fireworks"),
    ("team or its api key", "xai"),
    ("console.x.ai", "xai"),
    ("wrong api key. please", "cerebras"),
    ("sambanova", "sambanova"),
    ("text-generation-inference", "tgi"),
    ("nvcf", "nvidia"),
    ("nvcf-worker", "nvidia"),
    ("not found for account", "nvidia"),
    ("try pulling it first", "ollama"),
    ("is ollama running", "ollama"),
    ("failed to connect to ollama", "ollama"),
    ("llama runner", "ollama"),
    ("vllm", "vllm"),
    ("--enable-auto-tool-choice", "vllm"),
    ("llama.cpp", "llamacpp"),
    ("llama-server", "llamacpp"),
    ("lm studio", "lmstudio"),
    ("lms load", "lmstudio"),
    ("xinference", "xinference"),
    ("holysheep", "holysheep"),
    ("new_api_error", "oneapi"),
    ("one_api_error", "oneapi"),
    ("pinecone", "pinecone"),
    ("qdrant", "qdrant"),
    ("weaviate", "weaviate"),
    ("chromadb", "chroma"),
    ("milvus", "milvus"),
    ("(psycopg.", "postgresql"),
    ("(psycopg2.", "postgresql"),
    ("(sqlstate ", "postgresql"),
    ("wrongtype operation", "redis"),
    ("noauth authentication required", "redis"),
    ("oom command not allowed", "redis"),
    ("misconf redis", "redis"),
    ("loading redis", "redis"),
)  # fmt: skip
"""What only one provider says, in lower case, heard through a client of several; the first that is found."""

CONNECTORS = (
    ("azureopenai", "azure_openai"), ("azurechat", "azure_openai"), ("chatanthropic", "anthropic"),
    ("anthropicchat", "anthropic"), ("chatgooglegenerativeai", "google"), ("googlegenai", "google"),
    ("googleaigemini", "google"), ("chatvertexai", "vertex"), ("vertexaigemini", "vertex"), ("chatbedrock", "bedrock"),
    ("amazonbedrock", "bedrock"), ("bedrockchat", "bedrock"), ("chatmistralai", "mistral"), ("mistralchat", "mistral"),
    ("chatcohere", "cohere"), ("coherechat", "cohere"), ("chatgroq", "groq"), ("chatollama", "ollama"),
    ("ollamachat", "ollama"), ("chatdeepseek", "deepseek"), ("huggingfacechat", "huggingface"),
    ("chatopenai", "openai"), ("openaichat", "openai"), ("openaiembed", "openai"), ("openaigenerator", "openai"),
    ("openairesponses", "openai"), ("openaimodel", "openai"), ("openai api", "openai"), ("openai error", "openai"),
    ("claude api", "anthropic"), ("gemini api", "google"), ("mistral api", "mistral"), ("groq api", "groq"),
    ("deepseek api", "deepseek"), ("cohere api", "cohere"), ("perplexity api", "perplexity"), ("kimi api", "moonshot"),
    ("together api", "together"), ("openrouter api", "openrouter"), ("ollama api", "ollama"), ("xai api", "xai"),
    ("hugging face", "huggingface"), ("通义千问", "qwen"), ("百炼", "qwen"), ("豆包", "volcengine"),
    ("火山方舟", "volcengine"), ("火山引擎", "volcengine"), ("智谱", "zhipu"), ("月之暗面", "moonshot"),
    ("硅基流动", "siliconflow"), ("文心一言", "qianfan"), ("千帆", "qianfan"), ("混元", "hunyuan"),
)  # fmt: skip
"""Connectors of frameworks and phrases of applications that name whom they call; asked last, since they only name."""

BODY_KEYS = {
    "base_resp": "minimax", "innererror": "azure_openai", "content_filter_results": "azure_openai",
    "content_filter_result": "azure_openai", "raw_status_code": "mistral", "n_ctx": "llamacpp",
    "n_prompt_tokens": "llamacpp", "provider_name": "openrouter", "failed_generation": "groq", "x_groq": "groq",
    "done_reason": "ollama", "one_api_error": "oneapi",
}  # fmt: skip
"""Keys that only one provider's error bodies have."""

BODY_TYPES = {
    "new_api_error": "oneapi", "one_api_error": "oneapi", "exceed_context_size_error": "llamacpp",
    "engine_overloaded_error": "moonshot",
    "exceeded_current_quota_error": "moonshot", "rate_limit_reached_error": "moonshot",
    "access_terminated_error": "moonshot", "authorized_error": "minimax", "serviceoverdue": "volcengine",
    "accountoverdueerror": "volcengine", "modelnotopen": "volcengine", "setlimitexceeded": "volcengine",
    "endpointrpmexceeded": "volcengine", "modelaccounttpmratelimitexceeded": "volcengine",
    "modelaccountrpmratelimitexceeded": "volcengine", "accountratelimitexceeded": "volcengine",
    "inputtextriskdetection": "volcengine", "sensitivecontentdetected": "volcengine",
    "datainspectionfailed": "qwen", "data_inspection_failed": "qwen", "throttling.ratequota": "qwen",
    "throttling.allocationquota": "qwen", "throttling.burstrate": "qwen", "arrearage": "qwen",
    "allocationquota.freetieronly": "qwen", "modelnotreadyexception": "bedrock",
    "modelstreamerrorexception": "bedrock", "modeltimeoutexception": "bedrock", "modelerrorexception": "bedrock",
    "api_key_invalid": "google", "quotafailure": "google", "deploymentnotfound": "azure_openai",
    "operationnotsupported": "azure_openai", "responsibleaipolicyviolation": "azure_openai",
    "unsupported_country_region_territory": "openai",
    "invalid_request_message_order": "mistral", "wrong_api_key": "cerebras", "incomplete_generation": "tgi",
    "urn:nvcf-worker-service:problem-details": "nvidia",
}  # fmt: skip
"""Codes and types, in lower case, that only one provider gives."""

REQUEST_IDS = (
    (re.compile(r"req_vrtx_"), "vertex"),
    (re.compile(r"req_bdrk_"), "bedrock"),
    (re.compile(r"req_01[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{24}(?![0-9A-Za-z])"), "groq"),
    (re.compile(r"req_011[1-9A-HJ-NP-Za-km-z]{18,25}(?![0-9A-Za-z])"), "anthropic"),
    (re.compile(r"req_[0-9a-f]{32}(?![0-9A-Za-z])"), "openai"),
    (re.compile(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}"), "huggingface"),
    (re.compile(r"02[12]\d{11}[0-9a-f]{20,32}(?![0-9a-z])"), "volcengine"),
    (re.compile(r"chatcmpl-tool-|cmpl-[0-9a-f]{32}(?![0-9a-f])"), "vllm"),
)
"""Forms of request ids; the first whose form the id has."""

CLASS_STARTS = (
    ("pinecone", "pinecone"), ("milvus", "milvus"), ("weaviate", "weaviate"), ("qdrant", "qdrant"),
    ("chromadb", "chroma"), ("chromaerror", "chroma"), ("chromaclient", "chroma"), ("chromaconnection", "chroma"),
    ("chromanotfound", "chroma"), ("chromaserver", "chroma"), ("chromaunique", "chroma"), ("chromavalue", "chroma"),

    ("ollama", "ollama"), ("anthropic", "anthropic"), ("groq", "groq"), ("mistral", "mistral"), ("cohere", "cohere"),
    ("bedrock", "bedrock"), ("vertexai", "vertex"), ("googlegenerativeai", "google"), ("googlegenai", "google"),
    ("dashscope", "qwen"), ("deepseek", "deepseek"), ("together", "together"), ("fireworks", "fireworks"),
    ("openrouter", "openrouter"), ("perplexity", "perplexity"), ("cerebras", "cerebras"), ("sambanova", "sambanova"),
    ("hfhub", "huggingface"), ("huggingface", "huggingface"), ("inferenceclient", "huggingface"),
    ("lmstudio", "lmstudio"), ("zhipu", "zhipu"), ("minimax", "minimax"), ("moonshot", "moonshot"),
    ("siliconflow", "siliconflow"), ("volcengine", "volcengine"), ("azureopenai", "azure_openai"),
    ("psqlexception", "postgresql"), ("postgres", "postgresql"), ("pgerror", "postgresql"), ("redis", "redis"),
    ("jedis", "redis"), ("replyerror", "redis"), ("mongo", "mongodb"), ("elasticsearch", "elasticsearch"),
    ("replicate", "replicate"), ("elevenlabs", "elevenlabs"), ("tavily", "tavily"), ("voyage", "voyage"),
    ("gatedrepo", "huggingface"), ("repositorynotfound", "huggingface"),
)  # fmt: skip
"""How the classes of clients begin, in lower case, in languages whose classes carry no module."""

NPM = {
    "openai": "openai", "@anthropic-ai/sdk": "anthropic", "groq-sdk": "groq", "@google/generative-ai": "google",
    "@google/genai": "google", "@google-cloud/vertexai": "vertex", "@mistralai/mistralai": "mistral",
    "cohere-ai": "cohere", "together-ai": "together", "@huggingface/inference": "huggingface", "ollama": "ollama",
    "@aws-sdk/client-bedrock-runtime": "bedrock", "@azure/openai": "azure_openai", "@pinecone-database/pinecone":
    "pinecone", "@qdrant/js-client-rest": "qdrant", "weaviate-client": "weaviate", "chromadb": "chroma",
    "@zilliz/milvus2-sdk-node": "milvus", "ioredis": "redis", "redis": "redis", "@redis/client": "redis",
    "pg": "postgresql", "pg-pool": "postgresql", "postgres": "postgresql", "mongodb": "mongodb", "mysql2": "mysql",
    "replicate": "replicate", "@lmstudio/sdk": "lmstudio", "@cerebras/cerebras_cloud_sdk": "cerebras",
    "@elastic/elasticsearch": "elasticsearch", "@openrouter/ai-sdk-provider": "openrouter",
}  # fmt: skip
"""Packages of npm, as their folders in node_modules are called."""
NPM_FAMILIES = ("@ai-sdk/", "@langchain/", "@llamaindex/", "@genkit-ai/")
"""Families of packages that are named after the provider: `@ai-sdk/anthropic`."""
