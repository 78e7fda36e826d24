"""The document about the API: what every route may answer besides what is wanted, and how one gets in."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kiwame.web.problems import MEDIA_TYPE
from kiwame.web.schemas import Problem

_MEANING = {
    400: "The request cannot be read",
    401: "No token, or one that is not known here",
    403: "The token's role is too small, or a page of another origin asks",
    404: "There is nothing of this name",
    405: "This address does not take this method",
    409: "It has been changed meanwhile, or does not allow the change",
    413: "The request is too large",
    422: "Some values cannot be used; the problem names them",
    500: "Kiwame failed",
    503: "The database does not answer; ask again",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer these problems, besides those that every route may."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    everywhere = {405, 413, 500, 503}
    return {
        status: {"description": _MEANING[status], "content": content} for status in sorted({*statuses, *everywhere})
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the problem's schema and the token; built once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        components = document.setdefault("components", {})
        template = "#/components/schemas/{model}"
        problem = Problem.model_json_schema(ref_template=template)
        components.setdefault("schemas", {}).update(problem.pop("$defs"), Problem=problem)
        components["securitySchemes"] = {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "A token from 'kiwame token create'. This machine itself needs none.",
            }
        }
        for path, operations in document["paths"].items():
            if path not in {"/healthz", "/readyz"}:
                for operation in operations.values():
                    operation["security"] = [{"token": []}, {}]
        app.openapi_schema = document
    return app.openapi_schema
