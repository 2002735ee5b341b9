"""The document that describes the interface, in OpenAPI 3.1."""

from .contract import PROBLEM_TYPE, VERSION
from .routers import webhooks
from .schemas import Problem

_ABOUT = """
Tickets for the client's app, for the vendor's back office, and for resellers' systems.

Each call brings a key in the header Authorization. A client's key does what the client
does on its pages. A key of a reseller's user does what that user does on the board, and
speaks for a client that the header Helpdesk-Client names; so does a key of the vendor.

Answers speak the language of the header Accept-Language, where Odoo speaks it. Times
are in UTC. What is written can be sent again safely with an Idempotency-Key.

Webhooks tell other programs what happens to tickets. Their texts are in the language of
the webhook. More events and more members may come: pass over what is not known.
"""

#: What the app is made with. The pages of FastAPI load scripts from other hosts.
PARAMETERS = {
    "title": "Helpdesk API",
    "version": VERSION,
    "description": _ABOUT,
    "openapi_url": "/openapi.json",
    "docs_url": None,
    "redoc_url": None,
    "redirect_slashes": False,
    "webhooks": webhooks.router,
    "separate_input_output_schemas": False,
    "generate_unique_id_function": lambda route: route.name,
}

_WORDS = {
    "304": "The caller has it already.",
    "400": "The request cannot be read.",
    "401": "The key is missing or not valid.",
    "403": "The key may not do this, or does not act for this client.",
    "404": "There is no such thing, for this key.",
    "409": "Somebody else is just changing the same, or the reference is doubtful.",
    "411": "The request does not say how long it is.",
    "413": "The request is too large.",
    "422": "Something is missing or wrong, or is not done.",
    "429": "Too many requests.",
}
#: What an answer to a webhook does.
_ANSWERS = {
    "2XX": {"description": "It is taken, if this is said within 15 seconds."},
    "default": {
        "description": "It is not taken, nor where there is no answer, and sent again, "
        "with pauses that grow, for three days. No redirect is followed."
    },
}
_LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def describe(app, root_path):
    """Let an app say of each answer what it is, the problems included.

    :param app: fastapi.FastAPI
    :param str root_path: where it is
    """
    tell, known = app.openapi, []

    def tell_all():
        if known:
            return known[0]
        document = tell()
        document["servers"] = [{"url": root_path}]
        for methods in document["paths"].values():
            for method, operation in methods.items():
                _complete(method, operation)
        for methods in document["webhooks"].values():
            for operation in methods.values():
                operation["responses"] = _ANSWERS
        schemas = document["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas.update(_get_problem_schemas())
        known.append(document)
        return document

    app.openapi = tell_all


def _complete(method, operation):
    responses = operation["responses"]
    for status in ("200", "201"):
        if status in responses:
            responses[status]["headers"] = {
                name: {"schema": {"type": "integer"}} for name in _LIMITS
            }
    if method == "get" and "application/json" in responses["200"]["content"]:
        responses["304"] = {"description": _WORDS["304"]}
    for status in ("400", "401", "403", "404", "409", "411", "413", "422", "429"):
        responses[status] = {
            "description": _WORDS[status],
            "content": {
                PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }


def _get_problem_schemas():
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), "Problem": schema}
