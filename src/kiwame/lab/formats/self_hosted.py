"""Servers that teams run themselves: Ollama, vLLM, TGI, llama.cpp, LM Studio, Xinference.

Sources: `server/routes.go`, `llm/server.go` of ollama; `entrypoints/openai/` of vllm (ErrorResponse with a type named after the
exception); `router/src/` of text-generation-inference (error, error_type); `tools/server/` of llama.cpp (code, message, type);
LM Studio's docs and bug tracker; `api/restful_api.py` of xinference (FastAPI's detail).
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host


def _vllm(*, message: str, status: int, kind: object, param: object = None) -> object:
    return {"object": "error", "message": message, "type": kind, "param": param, "code": status}


def _llama(*, message: str, status: int, kind: object, **more: object) -> object:
    return {"error": {"code": status, "message": message, "type": kind, **more}}


_O = Host(
    provider="ollama", host="localhost:11434", shape=shapes.error_text, client="ollama", source="github.com/ollama/ollama server/routes.go",
    models=("llama3.1:8b", "deepseek-r1:14b", "qwen2.5-coder:7b", "gemma3:4b", "mistral", "nomic-embed-text"),
)  # fmt: skip
_OO = Host(
    provider="ollama", host="localhost:11434", shape=shapes.openai, source="github.com/ollama/ollama openai/openai.go",
    models=("llama3.1:8b", "deepseek-r1:14b", "qwen2.5-coder:7b", "gemma3:4b"),
)  # fmt: skip
_V = Host(
    provider="vllm", host="localhost:8000", shape=_vllm, source="github.com/vllm-project/vllm vllm/entrypoints/openai",
    models=("Qwen/Qwen2.5-7B-Instruct", "meta-llama/Llama-3.1-8B-Instruct", "mistralai/Mistral-7B-Instruct-v0.3", "/models/qwen"),
    headers=(("server", "uvicorn"),),
)  # fmt: skip
_T = Host(
    provider="tgi", host="localhost:8080", shape=shapes.error_text, source="github.com/huggingface/text-generation-inference router/src", client="httpx",
    models=("tgi",), headers=(("x-compute-type", "gpu+optimized"),),
)  # fmt: skip
_L = Host(
    provider="llamacpp", host="localhost:8080", shape=_llama, source="github.com/ggml-org/llama.cpp tools/server/README.md",
    models=("gpt-3.5-turbo", "qwen2.5-7b-instruct-q4_k_m.gguf", "gemma-3-12b-it.gguf"), headers=(("server", "llama.cpp"),),
)  # fmt: skip
_S = Host(
    provider="lmstudio", host="localhost:1234", shape=shapes.error_text, source="lmstudio.ai/docs/api",
    models=("qwen2.5-7b-instruct", "llama-3.2-3b-instruct", "google/gemma-3-12b"),
)  # fmt: skip
_X = Host(
    provider="xinference", host="localhost:9997", shape=shapes.detail, source="github.com/xorbitsai/inference xinference/api/restful_api.py",
    models=("qwen2.5-instruct", "bge-m3", "glm4-chat"),
)  # fmt: skip

_OLLAMA_RUNNER = "github.com/ollama/ollama llm/server.go"
_OLLAMA_SEEN = "seen in ollama/ollama issues"
_OLLAMA_UNREAD = "not looked up; expected in ollama/ollama issues"

OLLAMA: tuple[Format, ...] = (
    _O.says("model", R.MODEL_NOT_FOUND, 404, "model '<<model>>' not found"),
    _O.says("model-pull", R.MODEL_NOT_FOUND, 404, "model \"<<model>>\" not found, try pulling it first"),
    _OO.says("model-openai", R.MODEL_NOT_FOUND, 404, "model \"<<model>>\" not found, try pulling it first", kind="api_error", source="seen in netease-youdao/QAnything issues"),
    _O.says("memory", R.SERVER_OUT_OF_MEMORY, 500, "model requires more system memory (<<n 5 40>>.<<n 1 9>> GiB) than is available (<<n 1 4>>.<<n 1 9>> GiB)", source=_OLLAMA_RUNNER),
    _O.says("cuda", R.SERVER_OUT_OF_MEMORY, 500, "llama runner process has terminated: CUDA error: out of memory", source=_OLLAMA_SEEN),
    _O.says("runner", R.MODEL_UNAVAILABLE, 500, "llama runner process has terminated: exit status <<one 2|127|0xc0000409>>", source=_OLLAMA_RUNNER),
    _O.says("runner-signal", R.INTERNAL_ERROR, 500, "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details", source=_OLLAMA_RUNNER),
    _O.says("runner-start", R.MODEL_UNAVAILABLE, 500, "timed out waiting for llama runner to start - progress 0.<<n 10 99>> - ", source=_OLLAMA_RUNNER),
    _O.says("runner-gone", R.MODEL_UNAVAILABLE, 500, "llama runner process no longer running: <<one 1|2|-1>> ", source=_OLLAMA_RUNNER),
    _O.says("running", R.INTERNAL_ERROR, 500, "an error was encountered while running the model: unexpected EOF", source=_OLLAMA_RUNNER),
    _O.says("load", R.MODEL_UNAVAILABLE, 500, "unable to load model: /root/.ollama/models/blobs/sha256-<<hex 64>>", source="github.com/ollama/ollama llama/llama.go"),
    _O.says("architecture", R.MODEL_UNAVAILABLE, 500, "llama runner process has terminated: error loading model: error loading model architecture: unknown model architecture: '<<one qwen3next|gemma4|mistral9>>'", source=_OLLAMA_UNREAD),
    _O.says("buffer", R.SERVER_OUT_OF_MEMORY, 500, "llama runner process has terminated: error loading model: unable to allocate <<one CUDA0|backend>> buffer", source=_OLLAMA_SEEN),
    _O.says("busy", R.OVERLOADED, 503, "server busy, please try again.  maximum pending requests exceeded", source="github.com/ollama/ollama server/sched.go"),
    _O.says("tools", R.UNSUPPORTED_PARAMETER, 400, "registry.ollama.ai/library/<<model>> does not support tools"),
    _O.says("thinking", R.UNSUPPORTED_PARAMETER, 400, "\"<<model>>\" does not support thinking"),
    _O.says("generate", R.UNSUPPORTED_PARAMETER, 400, "\"<<one nomic-embed-text|bge-m3>>\" does not support <<one chat|generate>>"),
    _O.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "the input length exceeds the context length", source="seen in other projects' troubleshooting pages, as ResponseError with status code 400"),
    _O.says("context-embed", R.CONTEXT_LENGTH_EXCEEDED, 400, "input length exceeds maximum context length", models=("nomic-embed-text", "bge-m3")),
    _O.says("context-truncated", R.CONTEXT_LENGTH_EXCEEDED, 400, "input exceeds maximum context length and cannot be truncated further", models=("nomic-embed-text", "bge-m3")),
    _O.says("format", R.INVALID_PARAMETER_VALUE, 500, "invalid format: \"\\\"<<one yaml|text>>\\\"\"; expected \"json\" or a valid JSON Schema object", source=_OLLAMA_RUNNER),
    _O.says("format-schema", R.INVALID_PARAMETER_VALUE, 500, "invalid JSON schema in format", source=_OLLAMA_RUNNER),
    _O.says("options", R.INVALID_PARAMETER_VALUE, 500, "option \"<<one num_ctx|num_predict|top_k>>\" must be of type integer", source="github.com/ollama/ollama api/types.go"),
    _O.says("logprobs", R.INVALID_PARAMETER_VALUE, 400, "top_logprobs must be between 0 and 20"),
    _O.says("image", R.INVALID_MEDIA, 400, "illegal base64 data at input byte <<n 4 900>>", source="github.com/ollama/ollama server/routes.go with Go's encoding/base64"),
    _O.says("images", R.INVALID_MEDIA, 400, "this model only supports one image while more than one image requested", models=("llama3.2-vision",)),
    _O.says("messages", R.MALFORMED_MESSAGES, 400, "json: cannot unmarshal array into Go struct field ChatRequest.messages.content of type string", source=_OLLAMA_SEEN),
    _O.says("body", R.INVALID_REQUEST_OTHER, 400, "missing request body"),
    _O.says("model-required", R.INVALID_REQUEST_OTHER, 400, "model is required"),
    _O.says("page", R.ENDPOINT_NOT_FOUND, 404, "404 page not found", raw="404 page not found", source=_OLLAMA_SEEN),
    _O.says("unauthorized", R.AUTHENTICATION_OTHER, 401, "unauthorized", models=("gpt-oss:120b-cloud",), raw='{"error": "unauthorized", "signin_url": "https://ollama.com/connect?name=<<one gpu-01|workstation>>&key=<<b62 60>>"}'),
    _O.says("remote", R.UNSUPPORTED_PARAMETER, 400, "this server cannot run this remote model", models=("gpt-oss:120b-cloud",)),
    _O.says("cloud-limit", R.QUOTA_EXHAUSTED, 429, "you've reached your <<one weekly|hourly>> usage limit, please wait or upgrade to continue", models=("gpt-oss:120b-cloud",), source="seen in continuedev/continue and HomericIntelligence/Scylla issues"),
    _O.says("cloud-limit-account", R.QUOTA_EXHAUSTED, 429, "you (<<hex 9>>) have reached your <<one session|weekly>> usage limit, upgrade for higher limits: https://ollama.com/upgrade", models=("glm-5:cloud",), source="seen in continuedev/continue issues"),
    _O.says("manifest", R.MODEL_NOT_FOUND, 500, "pull model manifest: file does not exist", source=_OLLAMA_UNREAD),
    _O.says("unexpected-eof", R.STREAM_INTERRUPTED, 500, "POST predict: Post \"http://127.0.0.1:<<n 30000 60000>>/completion\": EOF", source=_OLLAMA_SEEN),
)  # fmt: skip

VLLM: tuple[Format, ...] = (
    _V.says("model", R.MODEL_NOT_FOUND, 404, "The model `<<model>>` does not exist.", kind="NotFoundError"),
    _V.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This model's maximum context length is <<one 4096|8192|32768>> tokens. However, you requested <<n 33000 60000>> tokens (<<n 20000 33000>> in the messages, <<n 1 4096>> in the completion). Please reduce the length of the messages or completion.", kind="BadRequestError"),
    _V.says("context-max", R.CONTEXT_LENGTH_EXCEEDED, 400, "'max_tokens' or 'max_completion_tokens' is too large: <<n 4000 9000>>. This model's maximum context length is <<one 4096|8192>> tokens and your request has <<n 900 8000>> input tokens (<<n 4000 9000>> > <<one 4096|8192>> - <<n 900 8000>>).", kind="BadRequestError"),
    _V.says("prompt-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "The decoder prompt (length <<n 33000 90000>>) is longer than the maximum model length of 32768. Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens.", kind="BadRequestError"),
    _V.says("tool-choice", R.UNSUPPORTED_PARAMETER, 400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", kind="BadRequestError"),
    _V.says("roles", R.MALFORMED_MESSAGES, 400, "Conversation roles must alternate user/assistant/user/assistant/...", kind="BadRequestError"),
    _V.says("template", R.MALFORMED_MESSAGES, 400, "As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.", kind="BadRequestError", raw='{"object": "error", "message": "System role not supported", "type": "BadRequestError", "param": null, "code": 400}'),
    _V.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "temperature must be non-negative, got -<<n 1 9>>.0.", kind="BadRequestError"),
    _V.says("top-p", R.INVALID_PARAMETER_VALUE, 400, "top_p must be in (0, 1], got <<n 2 9>>.0.", kind="BadRequestError"),
    _V.says("multimodal", R.UNSUPPORTED_PARAMETER, 400, "<<model>> is not a multimodal model", kind="BadRequestError"),
    _V.says("images", R.INVALID_PARAMETER_VALUE, 400, "At most 1 image(s) may be provided in one request.", kind="BadRequestError", param="images", raw='{"object": "error", "message": "[{\'type\': \'less_than_equal\', \'loc\': (\'body\', \'n\'), \'msg\': \'Input should be less than or equal to 128\', \'input\': <<n 129 900>>}]", "type": "BadRequestError", "param": null, "code": 400}'),
    _V.says("field", R.INVALID_REQUEST_OTHER, 400, "[{'type': 'missing', 'loc': ('body', 'model'), 'msg': 'Field required', 'input': {'max_tokens': <<n 10 900>>}}]", kind="BadRequestError"),
    _V.says("grammar", R.INVALID_TOOL_SCHEMA, 400, "Grammar error: The schema of the tool contains features not supported by xgrammar: <<one pattern|minItems|uniqueItems>>", kind="BadRequestError", raw='{"object": "error", "message": "The provided JSON schema contains features not supported by xgrammar.", "type": "BadRequestError", "param": null, "code": 400}'),
    _V.says("image-open", R.INVALID_MEDIA, 400, "cannot identify image file <_io.BytesIO object at 0x7f<<hex 10>>>", kind="BadRequestError"),
    _V.says("dead", R.INTERNAL_ERROR, 500, "EngineCore encountered an issue. See stack trace (above) for the root cause.", kind="InternalServerError"),
    _V.says("loop-dead", R.INTERNAL_ERROR, 500, "Background loop has errored already.", kind="InternalServerError"),
    _V.says("memory", R.SERVER_OUT_OF_MEMORY, 500, "CUDA out of memory. Tried to allocate <<n 1 9>>.<<n 10 99>> GiB. GPU 0 has a total capacity of <<one 23.68|79.15>> GiB of which <<n 10 900>>.00 MiB is free.", kind="InternalServerError"),
    _V.says("internal", R.INTERNAL_ERROR, 500, "Internal Server Error", raw="Internal Server Error"),
    _V.says("unauthorized", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"error": "Unauthorized"}'),
    _V.says("path", R.ENDPOINT_NOT_FOUND, 404, "Not Found", raw='{"detail": "Not Found"}'),
)  # fmt: skip

TGI: tuple[Format, ...] = (
    _T.says("overloaded", R.OVERLOADED, 429, "Model is overloaded", kind="overloaded"),
    _T.says("tokens", R.CONTEXT_LENGTH_EXCEEDED, 422, "Input validation error: `inputs` must have less than <<one 1024|4096>> tokens. Given: <<n 4097 9000>>", kind="validation"),
    _T.says("tokens-both", R.CONTEXT_LENGTH_EXCEEDED, 422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= <<one 2048|8192>>. Given: <<n 3000 9000>> `inputs` tokens and <<n 20 2000>> `max_new_tokens`", kind="validation"),
    _T.says("temperature", R.INVALID_PARAMETER_VALUE, 422, "Input validation error: `temperature` must be strictly positive", kind="validation"),
    _T.says("top-p", R.INVALID_PARAMETER_VALUE, 422, "Input validation error: `top_p` must be > 0.0 and < 1.0", kind="validation"),
    _T.says("generation", R.INTERNAL_ERROR, 424, "Request failed during generation: Server error: CUDA error: an illegal memory access was encountered", kind="generation"),
    _T.says("memory", R.SERVER_OUT_OF_MEMORY, 424, "Request failed during generation: Server error: CUDA out of memory. Tried to allocate <<n 20 900>>.00 MiB", kind="generation"),
    _T.says("incomplete", R.INTERNAL_ERROR, 500, "Incomplete generation", kind="incomplete_generation"),
    _T.says("template", R.MALFORMED_MESSAGES, 422, "Template error: invalid operation: Conversation roles must alternate user/assistant/user/assistant/... (in <string>:1)", kind="template_error"),
    _T.says("no-template", R.MALFORMED_MESSAGES, 422, "Template error: template not found", kind="template_error"),
    _T.says("tool", R.INVALID_TOOL_CALL, 422, "Tool error: Failed to parse generated text: expected value at line 1 column <<n 1 30>>", kind="tool_error"),
    _T.says("unhealthy", R.SERVICE_UNAVAILABLE, 503, "unhealthy", kind="healthcheck"),
    _T.says("image", R.INVALID_MEDIA, 422, "Input validation error: invalid image: The image format could not be determined", kind="validation"),
)  # fmt: skip

LLAMACPP: tuple[Format, ...] = (
    _L.says("loading", R.MODEL_UNAVAILABLE, 503, "Loading model", kind="unavailable_error"),
    _L.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "request (<<n 4097 90000>> tokens) exceeds the available context size (<<one 4096|8192>> tokens), try increasing it", kind="exceed_context_size_error", n_prompt_tokens=0, n_ctx=4096),
    _L.says("context-old", R.CONTEXT_LENGTH_EXCEEDED, 400, "the request exceeds the available context size. try increasing the context size or enable context shift", kind="invalid_request_error"),
    _L.says("too-large", R.CONTEXT_LENGTH_EXCEEDED, 500, "input (<<n 513 9000>> tokens) is too large to process. increase the physical batch size (current batch size: 512)", kind="server_error"),
    _L.says("key", R.INVALID_API_KEY, 401, "Invalid API Key", kind="authentication_error"),
    _L.says("jinja", R.UNSUPPORTED_PARAMETER, 500, "tools param requires --jinja flag", kind="server_error"),
    _L.says("endpoint", R.ENDPOINT_NOT_FOUND, 404, "File Not Found", kind="not_found_error"),
    _L.says("not-supported", R.UNSUPPORTED_PARAMETER, 501, "This server does not support embeddings. Start it with `--embeddings`", kind="not_supported_error"),
    _L.says("grammar", R.INVALID_TOOL_SCHEMA, 400, "Failed to parse tools: JSON schema conversion failed: Unrecognized schema: {\"type\":\"<<one date|any>>\"}", kind="invalid_request_error"),
    _L.says("roles", R.MALFORMED_MESSAGES, 500, "Conversation roles must alternate user/assistant/user/assistant/... at row <<n 5 30>>, column <<n 5 60>>", kind="server_error"),
    _L.says("content", R.MALFORMED_MESSAGES, 400, "Missing 'content' or 'tool_calls' in ChatMsg", kind="invalid_request_error", raw='{"error": {"code": 500, "message": "unsupported content[].type", "type": "server_error"}}'),
    _L.says("image", R.INVALID_MEDIA, 400, "Failed to load image or audio file", kind="invalid_request_error"),
    _L.says("multimodal", R.UNSUPPORTED_PARAMETER, 500, "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", kind="server_error"),
    _L.says("messages", R.INVALID_REQUEST_OTHER, 400, "'messages' is required", kind="invalid_request_error"),
    _L.says("slots", R.OVERLOADED, 503, "no slot available", kind="unavailable_error"),
    _L.says("compute", R.INTERNAL_ERROR, 500, "Compute error.", kind="server_error"),
    _L.says("tool-parse", R.INVALID_TOOL_CALL, 500, "Failed to parse tool call arguments as JSON: [json.exception.parse_error.101] parse error at line 1, column <<n 2 90>>: syntax error while parsing value - unexpected end of input", kind="server_error"),
)  # fmt: skip

LMSTUDIO: tuple[Format, ...] = (
    _S.says("no-models", R.MODEL_UNAVAILABLE, 404, "no models", raw='{"error": {"message": "No models loaded. Please load a model in the developer page or use the \'lms load\' command.", "type": "invalid_request_error", "param": "model", "code": "model_not_found"}}'),
    _S.says("crashed", R.MODEL_UNAVAILABLE, 400, "The model has crashed without additional information. (Exit code: <<n 1 18>>)"),
    _S.says("load", R.MODEL_UNAVAILABLE, 400, "Failed to load model \"<<model>>\". Error: Model loading was stopped due to insufficient system resources."),
    _S.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Trying to keep the first <<n 4097 9000>> tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input"),
    _S.says("context-overflow", R.CONTEXT_LENGTH_EXCEEDED, 400, "The number of tokens to keep from the initial prompt is greater than the context length."),
    _S.says("jinja", R.MALFORMED_MESSAGES, 400, "Error rendering prompt with jinja template: \"Conversation roles must alternate user/assistant/user/assistant/...\". This is usually an issue with the model's prompt template."),
    _S.says("roles", R.MALFORMED_MESSAGES, 400, "Error rendering prompt with jinja template: \"Only user and assistant roles are supported!\"."),
    _S.says("endpoint", R.ENDPOINT_NOT_FOUND, 200, "Unexpected endpoint or method. (<<one POST /chat/completions|GET /v1/chat>>)"),
    _S.says("field", R.INVALID_REQUEST_OTHER, 400, "'messages' field is required"),
    _S.says("vision", R.UNSUPPORTED_PARAMETER, 400, "Model does not support images. Please use a model that does."),
    _S.says("schema", R.UNSUPPORTED_PARAMETER, 400, "'response_format.type' must be 'json_schema' or 'text'", raw='{"error": "\'response_format.type\' must be \'json_schema\'"}'),
    _S.says("tools", R.INVALID_TOOL_SCHEMA, 400, "Invalid 'tools': [<<n 0 5>>].function.parameters.type: Invalid literal value, expected \"object\""),
)  # fmt: skip

XINFERENCE: tuple[Format, ...] = (
    _X.says("model", R.MODEL_NOT_FOUND, 400, "[address=0.0.0.0:<<n 30000 60000>>, pid=<<n 40 900>>] Model not found in the model list, uid: <<model>>"),
    _X.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "[address=0.0.0.0:<<n 30000 60000>>, pid=<<n 40 900>>] This model's maximum context length is 8192 tokens. However, you requested <<n 8193 30000>> tokens"),
    _X.says("memory", R.SERVER_OUT_OF_MEMORY, 500, "[address=0.0.0.0:<<n 30000 60000>>, pid=<<n 40 900>>] CUDA out of memory. Tried to allocate <<n 2 90>>.00 MiB. GPU 0 has a total capacity of 23.65 GiB"),
    _X.says("rate", R.OVERLOADED, 500, "Rate limit reached for the model. Request limit <<n 1 9>> for the model: <<model>>-0", raw='{"detail": "[address=0.0.0.0:<<n 30000 60000>>, pid=<<n 40 900>>] The model <<model>> is busy: its request queue is full"}'),
    _X.says("no-slots", R.MODEL_UNAVAILABLE, 500, "No available slot found for the model"),
    _X.says("actor", R.INTERNAL_ERROR, 500, "Remote server 0.0.0.0:<<n 30000 60000>> closed"),
    _X.says("ability", R.UNSUPPORTED_PARAMETER, 400, "Only <<one ['qwen-chat', 'chatglm3', 'glm4-chat']|QWEN_TOOL_CALL_FAMILY>> support tool calls", raw='{"detail": "Only [\'glm4-chat\', \'qwen1.5-chat\', \'qwen2-instruct\'] support tool calls"}'),
    _X.says("messages", R.MALFORMED_MESSAGES, 400, "Invalid input. Please specify the prompt.", raw='{"detail": "Invalid messages: the last message must be of role user"}'),
    _X.says("token", R.AUTHENTICATION_OTHER, 401, "Could not validate credentials"),
    _X.says("stream", R.INTERNAL_ERROR, 500, "[address=0.0.0.0:<<n 30000 60000>>, pid=<<n 40 900>>] Engine loop is not running. Inspect the stacktrace to find the original error: <<one RuntimeError()|AsyncEngineDeadError()>>."),
)  # fmt: skip

FORMATS = OLLAMA + VLLM + TGI + LLAMACPP + LMSTUDIO + XINFERENCE
