"""Go, Java, C#, Rust.

Sources: `error.go` of sashabaranov/go-openai, `internal/apierror` of openai-go and anthropic-sdk-go, googleapi.Error, grpc status, smithy-go's OperationError; Spring AI's
RetryUtils ("HTTP 429 - …"), RestClientResponseException, langchain4j, openai4j, theokanning, openai-java, AWS SDK v2, azure-core; ClientResultException of
System.ClientModel, Azure.RequestFailedException, Semantic Kernel; `error.rs` of async-openai, reqwest, rig.
"""

from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.wrapper import (
    Text,
    Wrapper,
    compact,
    hosted_model,
    inner,
    json_body,
    of,
    one_of,
    only_status,
    openai_like,
    phrase,
    said_code,
)


def status_line(said: Said) -> str:
    """Number and phrase, as a status line has them."""
    return f"{said.status} {phrase(said.status)}"


def words(said: Said) -> str:
    """The body's sentence; the body itself, or the status's phrase, where there is none."""
    return said.message if json_body(said) else said.body.strip() or phrase(said.status)


def _go_openai(said: Said, draw: Draw) -> Text:
    if json_body(said):
        text = one_of(
            draw,
            f"error, status code: {said.status}, status: {status_line(said)}, message: {words(said)}",
            f"error, status code: {said.status}, message: {words(said)}",
        )
    else:
        text = f"error, status code: {said.status}, status: {status_line(said)}, message: invalid character '<' looking for beginning of value, body: {said.body}"
    return Text(
        platform="go", type=one_of(draw, "", "*openai.APIError", "*errors.errorString"), message=text, frames="go"
    )


def _go_official(said: Said, draw: Draw) -> Text:
    shown = compact(inner(said)) if openai_like(said) and json_body(said) else said.body
    path = "messages" if said.format.provider == "anthropic" else "chat/completions"
    return Text(
        platform="go",
        type=one_of(draw, "", "*openai.Error", "*apierror.Error"),
        message=f'POST "https://{said.host}/v1/{path}": {status_line(said)} {shown}',
        frames="go",
    )


def _go_langchain(said: Said, draw: Draw) -> Text:
    return Text(
        platform="go",
        type="",
        message=one_of(
            draw,
            f"API returned unexpected status code: {said.status}: {words(said)}",
            f"[NodeRunError] failed to create chat completion: error, status code: {said.status}, status: {status_line(said)}, message: {words(said)}\n------------------------\nnode path: [chat_model]",
        ),
        frames="go",
    )


def _go_by_hand(said: Said, draw: Draw) -> Text:
    words = (
        f"provider error: API error: {status_line(said)} - {said.body}",
        f"unexpected status {said.status}: {said.body}",
        f"API returned status {said.status}: {said.body}",
        f"upstream returned {said.status}: {said.body}",
    )
    return Text(platform="go", type="", message=one_of(draw, *words), frames="go")


def _go_genai(said: Said, draw: Draw) -> Text:
    text = one_of(
        draw,
        f"Error {said.status}, Message: {said.message}, Status: {said.format.kind}, Details: []",
        f"googleapi: Error {said.status}: {said.message}",
        f"rpc error: code = {_grpc_name(said)} desc = {said.message}",
    )
    return Text(platform="go", type="", message=text, frames="go")


def _grpc_name(said: Said) -> str:
    return "".join(part.capitalize() for part in said.format.kind.split("_"))


def _go_aws(said: Said, draw: Draw) -> Text:
    text = f"operation error Bedrock Runtime: {one_of(draw, 'InvokeModel', 'Converse')}, https response error StatusCode: {said.status}, RequestID: {draw.uuid()}, {said.format.kind}: {said.message}"
    return Text(platform="go", type="", message=text, frames="go")


def _go_ollama(said: Said, draw: Draw) -> Text:
    return Text(
        platform="go",
        type="",
        message=one_of(
            draw, f"Error: {said.message}", said.message, f"Error: {said.status} {phrase(said.status)}: {said.message}"
        ),
        frames="go",
    )


_SPRING = {400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 422: "UnprocessableEntity", 429: "TooManyRequests",
           500: "InternalServerError", 502: "BadGateway", 503: "ServiceUnavailable", 504: "GatewayTimeout"}  # fmt: skip


def _spring_class(said: Said) -> str:
    side = "HttpClientErrorException" if said.status < 500 else "HttpServerErrorException"
    kind = _SPRING.get(said.status)
    return f"org.springframework.web.client.{side}${kind}" if kind else f"org.springframework.web.client.{side}"


def _spring_rest(said: Said, draw: Draw) -> Text:
    body = said.body.replace("\n", "<EOL>") if said.body else ""
    return Text(
        platform="java",
        type=_spring_class(said),
        message=f'{status_line(said)}: "{body}"' if body else f"{status_line(said)}: [no body]",
        frames="java",
    )


def _spring_ai(said: Said, draw: Draw) -> Text:
    kind = "Non" if said.status < 500 else ""
    return Text(
        platform="java",
        type=f"org.springframework.ai.retry.{kind}TransientAiException",
        message=one_of(draw, f"HTTP {said.status} - {said.body}", f"{said.status} - {said.body}"),
        frames="java",
    )


def _webclient(said: Said, draw: Draw) -> Text:
    kind = _SPRING.get(said.status)
    name = "org.springframework.web.reactive.function.client.WebClientResponseException" + (f"${kind}" if kind else "")
    return Text(
        platform="java",
        type=name,
        message=f"{status_line(said)} from POST https://api.example.com/v1/chat/completions",
        frames="java",
    )


_LC4J = {
    401: "AuthenticationException",
    403: "AuthenticationException",
    404: "ModelNotFoundException",
    429: "RateLimitException",
    400: "InvalidRequestException",
}


def _langchain4j(said: Said, draw: Draw) -> Text:
    kind = one_of(
        draw,
        f"dev.langchain4j.exception.{_LC4J.get(said.status, 'InternalServerException')}",
        "dev.langchain4j.exception.HttpException",
        "dev.ai4j.openai4j.OpenAiHttpException",
    )
    return Text(platform="java", type=kind, message=said.body or f"status code: {said.status}", frames="java")


def _openai_java(said: Said, draw: Draw) -> Text:
    kind = {
        400: "BadRequestException",
        401: "UnauthorizedException",
        403: "PermissionDeniedException",
        404: "NotFoundException",
        422: "UnprocessableEntityException",
        429: "RateLimitException",
    }.get(said.status, "InternalServerException")
    package = (
        one_of(draw, "com.openai.errors", "com.openai.errors")
        if said.format.provider != "anthropic"
        else "com.anthropic.errors"
    )
    return Text(platform="java", type=f"{package}.{kind}", message=f"{said.status}: {words(said)}", frames="java")


def _theokanning(said: Said, draw: Draw) -> Text:
    kind = one_of(
        draw, "com.theokanning.openai.OpenAiHttpException", "com.aallam.openai.api.exception.OpenAIAPIException"
    )
    return Text(platform="java", type=kind, message=words(said), frames="java")


def _aws_java(said: Said, draw: Draw) -> Text:
    text = f"{said.message} (Service: BedrockRuntime, Status Code: {said.status}, Request ID: {draw.uuid()})"
    return Text(
        platform="java",
        type=f"software.amazon.awssdk.services.bedrockruntime.model.{said.format.kind}",
        message=text,
        frames="java",
    )


def _azure_java(said: Said, draw: Draw) -> Text:
    return Text(
        platform="java",
        type="com.azure.core.exception.HttpResponseException",
        message=f'Status code {said.status}, "{said.body or "(empty body)"}"',
        frames="java",
    )


def _dashscope_java(said: Said, draw: Draw) -> Text:
    error = inner(said)
    shown = compact(
        {
            "statusCode": said.status,
            "message": error.get("message"),
            "code": error.get("code"),
            "isJson": True,
            "requestId": draw.uuid(),
        }
    )
    return Text(platform="java", type="com.alibaba.dashscope.exception.ApiException", message=shown, frames="java")


def _client_result(said: Said, draw: Draw) -> Text:
    error = inner(said)
    names = ": ".join(str(error[key]) for key in ("type", "code") if error.get(key))
    head = f"HTTP {said.status} ({names})" if names else f"HTTP {said.status} ({phrase(said.status)})"
    param = f"\r\nParameter: {error['param']}" if error.get("param") else ""
    kind = one_of(
        draw,
        "System.ClientModel.ClientResultException",
        "Microsoft.SemanticKernel.HttpOperationException",
        "System.ClientModel.ClientResultException",
    )
    return Text(platform="csharp", type=kind, message=f"{head}{param}\r\n\r\n{words(said)}", frames="csharp")


def _request_failed(said: Said, draw: Draw) -> Text:
    code = said_code(said)
    text = f"{words(said)}\r\nStatus: {said.status} ({code if code and not code.isdigit() else phrase(said.status)})"
    if code:
        text += f"\r\nErrorCode: {code}"
    if draw.number(0, 1):
        text += f"\r\n\r\nContent:\r\n{said.body}\r\n\r\nHeaders:\r\nx-ms-region: REDACTED\r\napim-request-id: REDACTED\r\nDate: Mon, 02 Mar 2026 10:12:44 GMT"
    return Text(
        platform="csharp",
        type=one_of(draw, "Azure.RequestFailedException", "Microsoft.SemanticKernel.HttpOperationException"),
        message=text,
        frames="csharp",
    )


def _okge(said: Said, draw: Draw) -> Text:
    name = phrase(said.status).replace(" ", "").replace("-", "")
    text = f"Error at chat/completions (https://api.openai.com/v1/chat/completions) with HTTP status code: {name}. Content: {said.body}"
    return Text(platform="csharp", type="System.Net.Http.HttpRequestException", message=text, frames="csharp")


def _http_request(said: Said, draw: Draw) -> Text:
    return Text(
        platform="csharp",
        type="System.Net.Http.HttpRequestException",
        message=f"Response status code does not indicate success: {said.status} ({phrase(said.status)}).",
        frames="csharp",
    )


def _async_openai(said: Said, draw: Draw) -> Text:
    error = inner(said)
    kind = f"{error['type']}: " if error.get("type") else ""
    code = f" (code: {error['code']})" if error.get("code") else ""
    return Text(
        platform="rust",
        type=one_of(draw, "", "ApiError", "async_openai::error::OpenAIError"),
        message=f"{kind}{words(said)}{code}",
        frames="rust",
    )


def _rig(said: Said, draw: Draw) -> Text:
    words = (
        f"CompletionError: ProviderError: {said.body}",
        f"API error (status {status_line(said)}): {said.body}",
        f"HttpError: Invalid status code {status_line(said)} with message: {said.body}",
        f"unexpected status {status_line(said)}: {said.body}, url: https://{said.host}/v1/chat/completions",
    )
    return Text(platform="rust", type="", message=one_of(draw, *words), frames="rust")


def _reqwest(said: Said, draw: Draw) -> Text:
    side = "client" if said.status < 500 else "server"
    return Text(
        platform="rust",
        type=one_of(draw, "reqwest::Error", ""),
        message=f"HTTP status {side} error ({status_line(said)}) for url (https://api.example.com/v1/chat/completions)",
        frames="rust",
    )


WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper(name="go-openai", speaks=lambda said: openai_like(said) and bool(said.body), tells=_go_openai),
    Wrapper(
        name="go-official",
        speaks=lambda said: (openai_like(said) or said.format.provider == "anthropic") and said.status >= 400,
        tells=_go_official,
    ),
    Wrapper(name="go-frameworks", speaks=openai_like, tells=_go_langchain),
    Wrapper(name="go-by-hand", speaks=lambda said: bool(said.body) and said.status >= 400, tells=_go_by_hand),
    Wrapper(name="go-google", speaks=of("google", "vertex"), tells=_go_genai),
    Wrapper(name="go-aws", speaks=of("bedrock"), tells=_go_aws),
    Wrapper(name="go-ollama", speaks=of("ollama"), tells=_go_ollama),
    Wrapper(name="spring-rest", speaks=hosted_model, tells=_spring_rest),
    Wrapper(name="spring-ai", speaks=hosted_model, tells=_spring_ai),
    Wrapper(name="spring-webclient", speaks=only_status, tells=_webclient),
    Wrapper(name="langchain4j", speaks=lambda said: openai_like(said) and bool(said.body), tells=_langchain4j),
    Wrapper(
        name="openai-java",
        speaks=lambda said: openai_like(said) or said.format.provider == "anthropic",
        tells=_openai_java,
    ),
    Wrapper(name="theokanning", speaks=of("openai", "oneapi"), tells=_theokanning),
    Wrapper(name="aws-java", speaks=of("bedrock"), tells=_aws_java),
    Wrapper(name="azure-java", speaks=of("azure_openai", ""), tells=_azure_java),
    Wrapper(
        name="dashscope-java",
        speaks=lambda said: said.format.provider == "qwen" and json_body(said),
        tells=_dashscope_java,
    ),
    Wrapper(name="openai-dotnet", speaks=openai_like, tells=_client_result),
    Wrapper(name="azure-dotnet", speaks=of("azure_openai", "openai"), tells=_request_failed),
    Wrapper(name="dotnet-okge", speaks=of("openai", "azure_openai"), tells=_okge),
    Wrapper(name="dotnet-http", speaks=only_status, tells=_http_request),
    Wrapper(name="async-openai", speaks=lambda said: openai_like(said) and json_body(said), tells=_async_openai),
    Wrapper(name="rust-by-hand", speaks=lambda said: hosted_model(said) and bool(said.body), tells=_rig),
    Wrapper(name="reqwest", speaks=only_status, tells=_reqwest),
)
