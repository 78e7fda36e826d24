"""Stack traces as each language prints them: the frames of the application, then those of the library that raised."""

from kiwame.lab.draw import Draw
from kiwame.lab.wrappers.wrapper import Text, one_of

_SITES = (
    "/usr/local/lib/python3.11/site-packages", "/app/.venv/lib/python3.12/site-packages", "/opt/conda/lib/python3.10/site-packages",
    "/home/user/project/.venv/lib/python3.13/site-packages", "C:\\Users\\user\\anaconda3\\Lib\\site-packages", "/usr/lib/python3/dist-packages",
)  # fmt: skip
_LIBRARIES: dict[str, tuple[tuple[str, int, str], ...]] = {
    "openai": (("openai/_utils/_utils.py", 287, "wrapper"), ("openai/resources/chat/completions/completions.py", 1147, "create"), ("openai/_base_client.py", 1259, "post"), ("openai/_base_client.py", 1047, "request")),
    "openai-old": (("openai/api_resources/chat_completion.py", 25, "create"), ("openai/api_requestor.py", 298, "request"), ("openai/api_requestor.py", 765, "_interpret_response_line")),
    "anthropic": (("anthropic/resources/messages/messages.py", 978, "create"), ("anthropic/_base_client.py", 1290, "post"), ("anthropic/_base_client.py", 1071, "request")),
    "groq": (("groq/resources/chat/completions.py", 378, "create"), ("groq/_base_client.py", 1242, "post"), ("groq/_base_client.py", 1044, "request")),
    "mistralai": (("mistralai/chat.py", 114, "complete"), ("mistralai/chat.py", 152, "complete")),
    "cohere": (("cohere/client.py", 192, "chat"), ("cohere/v2/client.py", 870, "chat")),
    "google.genai": (("google/genai/models.py", 5023, "generate_content"), ("google/genai/_api_client.py", 1223, "request"), ("google/genai/errors.py", 103, "raise_for_response")),
    "google.api_core": (("google/ai/generativelanguage_v1beta/services/generative_service/client.py", 835, "generate_content"), ("google/api_core/retry/retry_unary.py", 293, "retry_wrapped_func"), ("google/api_core/grpc_helpers.py", 78, "error_remapped_callable")),
    "botocore": (("botocore/client.py", 569, "_api_call"), ("botocore/context.py", 123, "wrapper"), ("botocore/client.py", 1023, "_make_api_call")),
    "ollama": (("ollama/_client.py", 342, "chat"), ("ollama/_client.py", 180, "_request"), ("ollama/_client.py", 124, "_request_raw")),
    "huggingface_hub": (("huggingface_hub/inference/_client.py", 915, "chat_completion"), ("huggingface_hub/utils/_http.py", 482, "hf_raise_for_status")),
    "zhipuai": (("zhipuai/api_resource/chat/completions.py", 99, "create"), ("zhipuai/core/_http_client.py", 586, "_request")),
    "requests": (("requests/api.py", 115, "post"), ("requests/models.py", 1024, "raise_for_status")),
    "httpx": (("httpx/_client.py", 1144, "post"), ("httpx/_models.py", 829, "raise_for_status")),
    "httpx-transport": (("httpx/_client.py", 1014, "_send_single_request"), ("httpx/_transports/default.py", 250, "handle_request"), ("httpx/_transports/default.py", 118, "map_httpcore_exceptions")),
    "urllib3": (("urllib3/connectionpool.py", 787, "urlopen"), ("urllib3/connection.py", 205, "_new_conn"), ("requests/adapters.py", 700, "send")),
    "aiohttp": (("aiohttp/client.py", 730, "_request"), ("aiohttp/client_reqrep.py", 629, "raise_for_status")),
    "litellm": (("litellm/main.py", 3091, "completion"), ("litellm/llms/openai/openai.py", 736, "completion"), ("litellm/utils.py", 1356, "wrapper"), ("litellm/litellm_core_utils/exception_mapping_utils.py", 2273, "exception_type")),
    "langchain": (("langchain_core/runnables/base.py", 3047, "invoke"), ("langchain_core/language_models/chat_models.py", 383, "invoke"), ("langchain_openai/chat_models/base.py", 1131, "_generate")),
    "langgraph": (("langgraph/pregel/__init__.py", 2844, "invoke"), ("langgraph/pregel/runner.py", 161, "tick")),
    "llama_index": (("llama_index/core/instrumentation/dispatcher.py", 323, "wrapper"), ("llama_index/llms/openai/base.py", 431, "_chat")),
    "pydantic_ai": (("pydantic_ai/agent/abstract.py", 325, "run"), ("pydantic_ai/_agent_graph.py", 432, "_make_request"), ("pydantic_ai/models/openai.py", 492, "_completions_create")),
    "haystack": (("haystack/core/pipeline/pipeline.py", 381, "run"), ("haystack/core/pipeline/pipeline.py", 72, "_run_component")),
    "semantic_kernel": (("semantic_kernel/kernel.py", 192, "invoke"), ("semantic_kernel/connectors/ai/open_ai/services/open_ai_handler.py", 93, "_send_request")),
    "instructor": (("instructor/core/client.py", 371, "create"), ("instructor/core/retry.py", 286, "retry_sync")),
    "dspy": (("dspy/predict/predict.py", 110, "__call__"), ("dspy/clients/lm.py", 127, "forward")),
    "crewai": (("crewai/crew.py", 669, "kickoff"), ("crewai/agents/crew_agent_executor.py", 188, "_invoke_loop"), ("crewai/llm.py", 952, "call")),
    "agents": (("agents/run.py", 267, "run"), ("agents/run.py", 1398, "_get_new_response"), ("agents/models/openai_chatcompletions.py", 76, "get_response")),
    "smolagents": (("smolagents/agents.py", 440, "run"), ("smolagents/agents.py", 1654, "_step_stream")),
    "autogen": (("autogen_agentchat/teams/_group_chat/_base_group_chat.py", 554, "run_stream"), ("autogen_ext/models/openai/_openai_client.py", 622, "create")),
    "psycopg": (("sqlalchemy/engine/base.py", 1967, "_exec_single_context"), ("psycopg/cursor.py", 97, "execute")),
    "redis": (("redis/client.py", 621, "execute_command"), ("redis/connection.py", 389, "connect")),
    "pydantic": (("pydantic/main.py", 253, "__init__"),),
    "jinja2": (("jinja2/environment.py", 1295, "render"),),
    "django": (("django/core/handlers/exception.py", 55, "inner"), ("django/core/handlers/base.py", 197, "_get_response")),
    "flask": (("flask/app.py", 1511, "wsgi_app"), ("flask/app.py", 865, "dispatch_request")),
    "fastapi": (("starlette/middleware/errors.py", 187, "__call__"), ("fastapi/routing.py", 301, "app")),
    "asyncio": (("../asyncio/base_events.py", 687, "run_until_complete"), ("../asyncio/tasks.py", 520, "wait_for")),
    "app": (),
}  # fmt: skip
_OWN = (
    ("main.py", "main"),
    ("app/chat.py", "ask"),
    ("services/llm.py", "complete"),
    ("agent/run.py", "step"),
    ("api/routes.py", "create_answer"),
    ("worker.py", "handle"),
    ("rag/query.py", "answer"),
)
_NODE: dict[str, tuple[tuple[str, str], ...]] = {
    "openai-node": (("APIError.generate", "openai/core/error.mjs:41:20"), ("OpenAI.makeStatusError", "openai/client.mjs:158:32"), ("OpenAI.makeRequest", "openai/client.mjs:301:30")),
    "anthropic-node": (("APIError.generate", "@anthropic-ai/sdk/core/error.mjs:37:20"), ("Anthropic.makeStatusError", "@anthropic-ai/sdk/client.mjs:150:32"), ("Anthropic.makeRequest", "@anthropic-ai/sdk/client.mjs:282:30")),
    "ai-sdk": (("null.<anonymous>", "@ai-sdk/provider-utils/dist/index.mjs:239:14"), ("async postToApi", "@ai-sdk/provider-utils/dist/index.mjs:415:28"), ("async OpenAIChatLanguageModel.doGenerate", "@ai-sdk/openai/dist/index.mjs:580:50")),
    "langchain-js": (("APIError.generate", "openai/error.mjs:44:20"), ("async RetryOperation._fn", "p-retry/index.js:50:12"), ("async ChatOpenAI._generate", "@langchain/openai/dist/chat_models.js:912:28")),
    "google-node": (("handleResponseNotOk", "@google/generative-ai/dist/index.mjs:432:11"), ("async makeRequest", "@google/generative-ai/dist/index.mjs:401:9"), ("async generateContent", "@google/generative-ai/dist/index.mjs:867:22")),
    "aws-node": (("de_CommandError", "@aws-sdk/client-bedrock-runtime/dist-cjs/index.js:1205:14"), ("process.processTicksAndRejections", "node:internal/process/task_queues:105:5")),
    "axios": (("settle", "axios/lib/core/settle.js:19:12"), ("IncomingMessage.handleStreamEnd", "axios/lib/adapters/http.js:599:11")),
    "undici": (("node:internal", "deps/undici/undici:13510:13"), ("process.processTicksAndRejections", "node:internal/process/task_queues:105:5")),
    "app-js": (),
}  # fmt: skip
_NODE_OWN = (
    ("async POST", "app/api/chat/route.ts:31:20"),
    ("async ask", "src/llm.ts:88:11"),
    ("async run", "dist/index.js:412:9"),
    ("async Agent.step", "src/agent.ts:140:22"),
    ("handleSubmit", "src/components/Chat.tsx:57:13"),
)
_JAVA = (
    "org.springframework.ai.openai.OpenAiChatModel.lambda$call$1(OpenAiChatModel.java:204)",
    "org.springframework.retry.support.RetryTemplate.doExecute(RetryTemplate.java:344)",
    "com.example.chat.ChatService.ask(ChatService.java:{0})",
    "com.example.chat.ChatController.post(ChatController.java:{0})",
    "java.base/java.lang.Thread.run(Thread.java:1583)",
)
_CSHARP = (
    "Azure.AI.OpenAI.ClientPipelineExtensions.ProcessMessageAsync(ClientPipeline pipeline, PipelineMessage message, RequestOptions options)",
    "Microsoft.SemanticKernel.Connectors.OpenAI.ClientCore.RunRequestAsync[T](Func`1 request)",
    "Contoso.Chat.ChatService.AskAsync(String prompt) in /src/Chat/ChatService.cs:line {0}",
    "Contoso.Chat.Program.Main(String[] args) in /src/Chat/Program.cs:line {0}",
)


def stack(text: Text, draw: Draw) -> str:
    """The stack trace of `text` in its language's form; "" where its language has none worth showing."""
    match text.platform:
        case "python":
            return python_stack(text, draw)
        case "javascript":
            head = f"{text.type or 'Error'}: {text.message}\n" if draw.number(0, 1) else ""
            return head + "\n".join(f"    at {name} ({place})" for name, place in _node_frames(text, draw))
        case "java":
            lines = "\n".join(f"\tat {line.format(draw.number(20, 300))}" for line in _JAVA[draw.number(0, 2) :])
            return f"{text.type}: {text.message}\n{lines}"
        case "csharp":
            lines = "\n".join(f"   at {line.format(draw.number(20, 300))}" for line in _CSHARP[draw.number(0, 2) :])
            return f"{text.type}: {text.message}\n{lines}" if draw.number(0, 1) else lines
        case "go":
            return f"main.ask\n\t/app/llm.go:{draw.number(20, 300)}\nmain.main\n\t/app/main.go:{draw.number(20, 90)}\nruntime.main\n\t/usr/local/go/src/runtime/proc.go:283"
        case "php":
            return f"#0 /var/www/html/vendor/guzzlehttp/guzzle/src/Middleware.php(72): GuzzleHttp\\Exception\\RequestException::create()\n#1 /var/www/html/app/Services/Chat.php({draw.number(20, 300)}): App\\Services\\Chat->ask()\n#2 {{main}}"
        case _:
            return ""


def python_frames(library: str, draw: Draw) -> list[tuple[str, int, str]]:
    """(path, line, function) of the application's frames and then the library's."""
    site = one_of(draw, *_SITES)
    root = one_of(draw, "/app", "/home/user/project", "/srv/api", "C:\\work\\bot")
    first = draw.number(0, len(_OWN) - 1)
    own = [(f"{root}/{path}", draw.number(8, 400), name) for path, name in (_OWN[first], _OWN[(first + 2) % len(_OWN)])]
    return own + [
        (f"{site}/{path}", line + draw.number(0, 40), name) for path, line, name in _LIBRARIES.get(library, ())
    ]


def python_stack(text: Text, draw: Draw, cause: tuple[str, str, str] | None = None) -> str:
    """A traceback; `cause` is (class, message, library) of the exception behind it."""
    before = ""
    if cause is not None:
        kind, message, library = cause
        link = (
            "The above exception was the direct cause of the following exception:"
            if draw.number(0, 1)
            else "During handling of the above exception, another exception occurred:"
        )
        before = f"{_traceback(python_frames(library, draw))}\n{kind}{': ' + message if message else ''}\n\n{link}\n\n"
    last = f"{text.type or 'Exception'}: {text.message}" if text.message else text.type
    return f"{before}{_traceback(python_frames(text.frames, draw))}\n{last}"


def _traceback(frames: list[tuple[str, int, str]]) -> str:
    lines = "\n".join(f'  File "{path}", line {line}, in {name}' for path, line, name in frames)
    return f"Traceback (most recent call last):\n{lines}"


def _node_frames(text: Text, draw: Draw) -> list[tuple[str, str]]:
    root = one_of(draw, "/app/node_modules", "file:///srv/bot/node_modules", "webpack-internal:///(rsc)/./node_modules")
    library = [
        (name, place if place.startswith("node:") else f"{root}/{place}") for name, place in _NODE.get(text.frames, ())
    ]
    first = draw.number(0, len(_NODE_OWN) - 1)
    return [
        *library,
        *((name, f"/app/{place}") for name, place in (_NODE_OWN[first], _NODE_OWN[(first + 1) % len(_NODE_OWN)])),
    ]
