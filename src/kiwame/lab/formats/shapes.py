"""The shapes of error bodies that several providers share."""


def openai(*, message: str, status: int, kind: object = None, code: object = None, param: object = None) -> object:
    """OpenAI's: {"error": {"message", "type", "param", "code"}}."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def bare(*, message: str, status: int, kind: object = None, code: object = None) -> object:
    """OpenAI's without the fields that a provider leaves out: {"error": {"message", ["type"], ["code"]}}."""
    body: dict[str, object] = {"message": message}
    if kind is not None:
        body["type"] = kind
    if code is not None:
        body["code"] = code
    return {"error": body}


def anthropic(*, message: str, status: int, kind: object) -> object:
    """Anthropic's: {"type": "error", "error": {"type", "message"}, "request_id"}."""
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_011C<<b62 20>>"}


def google(*, message: str, status: int, kind: object, details: object = None) -> object:
    """google.rpc.Status: {"error": {"code", "message", "status", "details"}}."""
    error: dict[str, object] = {"code": status, "message": message, "status": kind}
    if details is not None:
        error["details"] = details
    return {"error": error}


def code_message(*, message: str, status: int, code: object) -> object:
    """{"error": {"code", "message"}}, as Azure and Zhipu have it."""
    return {"error": {"code": code, "message": message}}


def flat(*, message: str, status: int, code: object = None, kind: object = None) -> object:
    """{"message"} with a code and a type at its side, no object around."""
    body: dict[str, object] = {"message": message}
    if code is not None:
        body = {"code": code, **body}
    if kind is not None:
        body["type"] = kind
    return body


def error_text(*, message: str, status: int, kind: object = None) -> object:
    """{"error": "…"}, with TGI's error_type where there is one."""
    return {"error": message} if kind is None else {"error": message, "error_type": kind}


def detail(*, message: str, status: int) -> object:
    """FastAPI's: {"detail": "…"}."""
    return {"detail": message}
