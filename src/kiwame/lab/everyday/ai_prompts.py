"""Failures of AI applications in which the prompt or the model's answer is at fault, as the frameworks word them.

Wordings as langchain, llama-index, dspy, instructor, pydantic-ai, openai-agents, crewai, haystack, Vercel's ai, LangChain.js,
Spring AI, LangChain4j and Semantic Kernel raise them (their source, 2025 and 2026).
"""

from kiwame.lab.everyday.row import Row, rows

_PYTHON = rows(
    "python",
    """
invalid_output_format | langchain_core.exceptions.OutputParserException | Invalid json output: Sure! The <<one invoice|order>> has <<n 2 9>> lines.⏎For troubleshooting, visit: https://python.langchain.com/docs/troubleshooting/errors/OUTPUT_PARSING_FAILURE
invalid_output_format | langchain_core.exceptions.OutputParserException | Failed to parse <<one Invoice|Answer|Plan>> from completion {"total": "<<one many|none>>"}. Got: 1 validation error for Invoice
invalid_output_format | langchain_core.exceptions.OutputParserException | Could not parse LLM output: `I think the answer is <<n 2 99>>`
invalid_output_format | ValueError | An output parsing error occurred. In order to pass this error back to the agent and have it try again, pass `handle_parsing_errors=True` to the AgentExecutor. This is the error: Could not parse LLM output: `<<prompt>>`
invalid_output_format | llama_index.core.exceptions.OutputParserException | Got invalid JSON object. Error: Expecting value: line 1 column 1 (char 0) . Got JSON string: <<prompt>>
invalid_output_format | ValueError | Could not extract json string from output: <<prompt>>
invalid_output_format | ValueError | Could not extract final answer from input text: Thought: (Implicit) I can answer without any more tools!
invalid_output_format | dspy.utils.exceptions.AdapterParseError | Adapter <<one JSONAdapter|ChatAdapter>> failed to parse the LM response. ⏎⏎LM Response: <<prompt>>⏎⏎Expected to find output fields in the LM response: [reasoning, answer]
invalid_output_format | instructor.exceptions.InstructorRetryException | <<n 1 3>> validation error for <<one Invoice|Person>>⏎age⏎  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='<<one old|unknown>>', input_type=str]
invalid_output_format | pydantic_core._pydantic_core.ValidationError | 1 validation error for <<one Answer|Plan|Summary>>⏎  Invalid JSON: EOF while parsing a string at line 1 column <<n 20 900>> [type=json_invalid, input_value='{"answer": "It is', input_type=str]
invalid_output_format | pydantic_core._pydantic_core.ValidationError | 1 validation error for <<one AnswerSchema|RouteQuery>>⏎  Invalid JSON: expected value at line 1 column 1 [type=json_invalid, input_value="Here's the JSON", input_type=str]
invalid_output_format | pydantic_ai.exceptions.UnexpectedModelBehavior | Exceeded maximum <<one retries|output retries>> (<<n 1 5>>) for <<one output|result>> validation
invalid_output_format | agents.exceptions.ModelBehaviorError | Invalid JSON when parsing {"answer": for TypeAdapter(<<one Answer|Plan>>); 1 validation error for Answer
invalid_output_format | json.decoder.JSONDecodeError | Expecting ',' delimiter: line <<n 1 9>> column <<n 2 90>> (char <<n 20 900>>) while parsing the model's answer
invalid_output_format | ValueError | LLM response is not valid JSON: Expecting value: line 1 column 1 (char 0)
invalid_output_format | ValueError | The model did not return <<one JSON|a JSON object|the expected format>>
invalid_output_format | ValueError | Invalid response from LLM call - None or empty.
invalid_output_format | guardrails.errors.ValidationError | Validation failed for field with errors: Generated JSON did not match the schema
invalid_output_format | outlines.exceptions.InvalidOutput | The completion does not match the regular expression
invalid_output_format | autogen_core.exceptions.MessageError | Reply of the assistant could not be parsed into the response format
output_truncated | openai.LengthFinishReasonError | Could not parse response content as the length limit was reached - CompletionUsage(completion_tokens=<<n 256 4096>>, prompt_tokens=<<n 20 900>>)
output_truncated | instructor.exceptions.IncompleteOutputException | The output is incomplete due to a max_tokens length limit.
output_truncated | ValueError | Model response was cut off: finish_reason=length, raise max_tokens
output_truncated | pydantic_ai.exceptions.IncompleteToolCall | Model token limit (<<n 256 4096>>) exceeded while generating a tool call, resulting in incomplete arguments. Increase max tokens or simplify tool call arguments to fit within limit.
output_truncated | RuntimeError | the answer stopped at the token limit before the JSON was complete
content_filtered | openai.ContentFilterFinishReasonError | Could not parse response content as the request was rejected by the content filter
content_filtered | ValueError | Azure has not provided the response due to a content filter being triggered
content_filtered | ValueError | The `response.text` quick accessor only works when the response contains a valid `Part`, but none was returned. Please check the `candidate.safety_ratings` to determine if the response was blocked.
content_filtered | google.generativeai.types.generation_types.BlockedPromptException | prompt_feedback { block_reason: <<one SAFETY|OTHER|PROHIBITED_CONTENT>> }
content_filtered | google.generativeai.types.generation_types.StopCandidateException | finish_reason: <<one SAFETY|RECITATION>>
content_filtered | ValueError | Response was blocked: finish reason <<one SAFETY|RECITATION|content_filter>>
refusal | ValueError | Model refused to answer: I'm sorry, I can't help with that request.
refusal | langchain_openai.chat_models.base.OpenAIRefusalError | I'm sorry, but I cannot assist with that.
refusal | RuntimeError | The model declined: stop_reason refusal
refusal | agents.exceptions.ModelRefusalError | Model refused to produce structured output: I can't <<one assist with|provide>> that.
prompt_injection | agents.exceptions.InputGuardrailTripwireTriggered | Guardrail InputGuardrail triggered tripwire
prompt_injection | ValueError | Prompt injection detected in <<one user input|document|tool output>>: score 0.<<n 80 99>>
prompt_injection | RuntimeError | Request blocked: the input tries to override the system instructions (jailbreak)
invalid_tool_call | agents.exceptions.ModelBehaviorError | Tool <<one get_weather|search_orders>> not found in agent <<one Assistant|Support>>
invalid_tool_call | pydantic_ai.exceptions.UnexpectedModelBehavior | Tool '<<one search|lookup>>' exceeded max retries count of <<n 1 3>>
invalid_tool_call | pydantic_ai.exceptions.UnexpectedModelBehavior | Unknown tool name: '<<one serach|final>>'. Available tools: <<one search|lookup>>
invalid_tool_call | pydantic_core._pydantic_core.ValidationError | 1 validation error for <<one get_weather|search_orders>>⏎city⏎  Field required [type=missing, input_value={}, input_type=dict]⏎while calling the tool
invalid_tool_call | langchain_core.exceptions.OutputParserException | Function <<one search|add>> arguments:⏎⏎{"a": 1,⏎⏎are not valid JSON. Received JSONDecodeError Expecting property name enclosed in double quotes
invalid_tool_call | ToolInvocationError | Error invoking tool '<<one search|lookup>>' with kwargs {} with error: missing argument city
invalid_tool_call | haystack.components.tools.errors.ToolNotFoundException | Tool '<<one search|calc>>' not found in the list of tools. Available tools: lookup
invalid_tool_call | ValueError | The model called a tool that does not exist: <<one delete_all|browse>>
invalid_tool_call | json.decoder.JSONDecodeError | Unterminated string starting at: line 1 column <<n 9 80>> (char <<n 8 79>>) in the tool call's arguments
invalid_tool_call | crewai.tools.tool_usage.ToolUsageErrorException | Error: the Action Input is not a valid key, value dictionary.
agent_loop | langgraph.errors.GraphRecursionError | Recursion limit of <<n 10 50>> reached without hitting a stop condition. You can increase the limit by setting the `recursion_limit` config key.
agent_loop | agents.exceptions.MaxTurnsExceeded | Max turns (<<n 5 30>>) exceeded
agent_loop | ValueError | Agent stopped due to <<one iteration limit or time limit|max iterations>>.
agent_loop | ValueError | Reached max iterations of <<n 10 40>>! Either something went wrong with the reasoning or the task needs more steps.
agent_loop | llama_index.core.workflow.errors.WorkflowRuntimeError | Max iterations of <<n 10 40>> reached! Either something went wrong or you can increase the max iterations with `.run(.., max_iterations=...)`
agent_loop | pydantic_ai.exceptions.UsageLimitExceeded | The next request would exceed the request_limit of <<n 10 50>>
agent_loop | smolagents.utils.AgentMaxStepsError | Reached max steps.
agent_loop | crewai.agents.errors.IterationError | Maximum iterations reached. Requesting final answer.
agent_loop | RuntimeError | the agent repeated the same tool call <<n 5 20>> times and was stopped
template_error | KeyError | "Input to ChatPromptTemplate is missing variables {'<<one context|question|history>>'}.  Expected: ['context', 'question'] Received: ['input']⏎Note: if you intended {context} to be part of the string and not a variable, please escape it with double curly braces"
template_error | ValueError | Missing some input keys: {'<<one context|question|chat_history>>'}
template_error | ValueError | Invalid prompt schema; check for mismatched or missing input parameters. ['<<one context|tools>>'] from <<one ['input']|[]>>.
template_error | ValueError | One input key expected got ['<<one text|question>>', 'context']
template_error | KeyError | '\\n  "<<one name|answer|steps>>"'
template_error | KeyError | 'Prompt missing required variables: {<<one agent_scratchpad|tool_names>>}'
template_error | ValueError | Single '}' encountered in format string of the prompt
template_error | jinja2.exceptions.UndefinedError | '<<one documents|query>>' is undefined in the prompt template
template_error | ValueError | Missing required input variables in PromptBuilder: <<one question|documents>>. Required variables: ['question', 'documents']. Provided variables: [].
template_error | dspy.utils.exceptions.SignatureError | Not all input fields were provided to module. Present: []. Missing: ['<<one question|context>>'].
prompt_other | ValueError | The prompt is empty after the history was trimmed
""",
)
_JAVASCRIPT = rows(
    "javascript",
    """
invalid_output_format | AI_NoObjectGeneratedError | No object generated: <<one could not parse the response|response did not match schema>>.
invalid_output_format | AI_TypeValidationError | Type validation failed: Value: {"total":"<<one many|none>>"}.⏎Error message: [{"code":"invalid_type","expected":"number","received":"string","path":["total"]}]
invalid_output_format | AI_JSONParseError | JSON parsing failed: Text: <<prompt>>.⏎Error message: Unexpected token 'S', "Sure! Here"... is not valid JSON
invalid_output_format | OutputParserException | Failed to parse. Text: "<<prompt>>". Error: SyntaxError: Unexpected token H in JSON at position 0
invalid_output_format | Error | Could not parse LLM output: <<prompt>>
invalid_output_format | SyntaxError | Unexpected token '`', "```json⏎{"... is not valid JSON
invalid_output_format | ZodError | [{"code":"invalid_type","expected":"array","received":"undefined","path":["steps"],"message":"Required"}] in the model's response
output_truncated | AI_NoObjectGeneratedError | No object generated: the model stopped at its token limit (finishReason: length)
output_truncated | LengthFinishReasonError | Could not parse response content as the length limit was reached
content_filtered | ContentFilterFinishReasonError | Could not parse response content as the request was rejected by the content filter
content_filtered | GoogleGenerativeAIResponseError | [GoogleGenerativeAI Error]: <<one Candidate|Text not available. Response>> was blocked due to SAFETY
invalid_tool_call | AI_NoSuchToolError | Model tried to call unavailable tool '<<one search|browse>>'. Available tools: weather.
invalid_tool_call | AI_InvalidToolInputError | Invalid input for tool <<one weather|search>>: Type validation failed: Value: {}.
invalid_tool_call | AI_InvalidToolArgumentsError | Invalid arguments for tool <<one weather|search>>: JSON parsing failed: Text: {"city": "Par
invalid_tool_call | ToolInputParsingException | Received tool input did not match expected schema
invalid_tool_call | MCPError | MCP error -32602: Tool <<one search|read>> not found
agent_loop | GraphRecursionError | Recursion limit of 25 reached without hitting a stop condition. You can increase the limit by setting the "recursionLimit" config key.
agent_loop | MaxTurnsExceededError | Max turns (<<n 5 20>>) exceeded
agent_loop | Error | Agent stopped due to max iterations.
template_error | Error | Missing value for input variable `<<one context|question>>`
template_error | Error | Missing value for input <<one context|question>>
template_error | Error | (f-string) Missing value for input <<one history|topic>>
refusal | AI_RefusalError | The model refused: I'm sorry, I can't assist with that.
prompt_injection | InputGuardrailTripwireTriggered | Input guardrail triggered: possible prompt injection
""",
)
_OTHERS = (
    *rows(
        "java",
        """
invalid_output_format | com.fasterxml.jackson.core.JsonParseException | Unrecognized token 'Here': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')⏎ at [Source: (String)"Here is the JSON"] in BeanOutputConverter
invalid_output_format | dev.langchain4j.service.output.OutputParsingException | Failed to parse "<<prompt>>" into com.example.Answer
invalid_tool_call | dev.langchain4j.exception.ToolArgumentsException | com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input in the tool's arguments
invalid_tool_call | java.lang.IllegalStateException | No ToolCallback found for tool name: <<one getWeather|search>>
template_error | java.lang.IllegalStateException | Not all variables were replaced in the template. Missing variable names are: [<<one question|context>>].
template_error | java.lang.IllegalArgumentException | Value for the variable '<<one it|name>>' is missing
agent_loop | java.lang.RuntimeException | Something is wrong, exceeded <<n 10 100>> sequential tool executions
""",
    ),
    *rows(
        "csharp",
        """
invalid_output_format | System.Text.Json.JsonException | 'H' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0. while reading the completion
template_error | Microsoft.SemanticKernel.KernelException | Missing argument for function parameter '<<one input|style>>'
invalid_tool_call | Microsoft.SemanticKernel.KernelException | Function <<one search|getTime>> not found in any plugin
content_filtered | Azure.RequestFailedException | The response was filtered due to the prompt triggering Azure OpenAI's content management policy.
""",
    ),
    *rows(
        "go",
        """
invalid_output_format | *json.SyntaxError | invalid character '<<one H|S|`>>' looking for beginning of value in the model's output
invalid_output_format | - | unable to parse agent output: <<prompt>>
agent_loop | - | agent not finished before max iterations
agent_loop | - | exceeds max steps
template_error | - | missing key in input values: <<one question|context>>
invalid_tool_call | - | tool <<one search|calc>> not found
""",
    ),
)

ROWS: tuple[Row, ...] = (*_PYTHON, *_JAVASCRIPT, *_OTHERS)
