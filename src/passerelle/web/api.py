"""``/api/``: the same verbs for programs, one address each, described by ``/api/openapi.json``.

Who is signed in, or whose token is sent, is who asks; a role may do through here what it may do on
the pages. Verbs that read answer GET, others POST (with a CSRF token when a browser's session asks).
A long verb answers when it is done; there is no progress.
"""

from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from ninja import Body, NinjaAPI, Query
from ninja.security import HttpBearer, SessionAuth

from passerelle import __version__
from passerelle.base.errors import InputErrors, NotFound
from passerelle.verbs.catalogue import VERBS, Verb, verb_named
from passerelle.verbs.people import allow
from passerelle.verbs.tokens import owner_of_token
from passerelle.web.api_problem import problem, refuse_in, stranger, unknown_arguments
from passerelle.web.api_schema import answers, takes, words_of_function
from passerelle.web.asking import ask, house
from passerelle.web.doors import opens

NOT_HERE = frozenset(
    {"sign-in-link", "set-password", "tokens", "make-token", "revoke-token", "import-plan"}
    | {"feeds", "renew-feeds"}
)
"""What opens doors is done on the pages: a token must not make another way in. What reads a file of
the server is asked for in its terminal."""

NO_BODY = (b"", b"{}")
"""What may be posted to a verb that takes nothing."""


class Token(HttpBearer):
    """``Authorization: Bearer``: a person's own program, whose role may do ``operation``."""

    def __init__(self, operation: str) -> None:
        super().__init__()
        self.operation = operation

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ANN401 (as ninja has it)
        """Let the token's owner ask; None when it opens nothing."""
        user = owner_of_token(token, house().clock)
        if user is not None:
            request.user = user
            allow(user, self.operation)
        return user


class Session(SessionAuth):
    """A browser's session, whose role may do ``operation``."""

    def __init__(self, operation: str) -> None:
        super().__init__()
        self.operation = operation

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ANN401 (as ninja has it)
        """Let whoever signed in ask; None for strangers."""
        user = super().authenticate(request, key)
        if user is not None:
            allow(user, self.operation)
        return user


def build() -> NinjaAPI:
    """Build the API out of the catalogue of verbs."""
    api = NinjaAPI(
        title="Passerelle",
        version=__version__,
        description="The verbs of Passerelle. Sentences come in both languages.",
        docs_url=None,  # its page would fetch a script from elsewhere
        openapi_url=None,  # ours asks who reads it
        urls_namespace="api",
    )
    refuse_in(api)
    for verb in VERBS.values():
        if verb.name not in NOT_HERE and find_spec(
            f"passerelle.verbs.{verb.path.partition(':')[0]}"
        ):
            _add(api, verb)
    return api


def routes(api: NinjaAPI) -> list[Any]:
    """Give the routes of the API, each declaring its operation as the pages do."""
    patterns = [one for one in api.urls[0] if str(one.pattern) in VERBS]
    for pattern in patterns:
        callback: Any = pattern.callback
        callback.operation = VERBS[str(pattern.pattern)].operation

    @_for_programs
    def described(request: HttpRequest) -> HttpResponse:
        del request
        return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))

    @opens("read")
    def shown(request: HttpRequest) -> HttpResponse:
        described = api.get_openapi_schema(path_prefix="/api/")
        return render(request, "passerelle/api.html", {"operations": _listed(described)})

    return [
        *patterns,
        path("", shown, name="api"),
        path("openapi.json", described, name="openapi"),
        path("<path:rest>", _nothing, name="api-nothing"),
    ]


def _for_programs(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a route beside the verbs to whoever may read, by session or by token."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if not request.user.is_authenticated:
            Token("read")(request)
        if not request.user.is_authenticated:
            return stranger(request)
        allow(request.user, "read")
        return view(request, *args, **kwargs)

    guarded.operation = "read"  # type: ignore[attr-defined]
    return guarded


@_for_programs
def _nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that there is no such verb, and which resemble it."""
    try:
        verb_named(rest[:100].rstrip("/"))
    except NotFound as fault:
        return problem(request, 404, fault.faults)
    return problem(request, 404)


def _add(api: NinjaAPI, verb: Verb) -> None:
    function = verb.load()
    wanted = takes(verb, function)
    known = frozenset(wanted.model_fields)
    given_in: Any = Query(...) if verb.reads else Body(...)  # type: ignore[type-arg]

    def view(request: HttpRequest, given: wanted = given_in) -> dict[str, Any]:  # type: ignore[valid-type]
        if unknown := sorted(set(request.GET) - (known if verb.reads else set())):
            raise InputErrors(unknown_arguments(unknown, known))
        return ask(request, verb.name, **given.model_dump(exclude_unset=True))  # type: ignore[attr-defined]

    def bare(request: HttpRequest) -> dict[str, Any]:
        given = sorted(request.GET) or ([] if request.body.strip() in NO_BODY else ["…"])
        if given:
            raise InputErrors(unknown_arguments(given, known))
        return ask(request, verb.name)

    summary, description = words_of_function(function)
    api.api_operation(
        ["GET" if verb.reads else "POST"],
        f"/{verb.name}",
        summary=summary,
        description=f"{description}\n\nOperation: `{verb.operation}`.".strip(),
        auth=[Token(verb.operation), Session(verb.operation)],
        operation_id=verb.name.replace("-", "_"),
        openapi_extra={"responses": answers(function), "x-operation": verb.operation},
    )(view if known else bare)


def _listed(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what the page of the API shows of each operation."""
    known = described["components"]["schemas"]
    return [
        {
            "address": address,
            "method": method.upper(),
            "takes": _arguments(one, known),
            "right": one["x-operation"],
            "summary": one["summary"].replace("`", ""),
        }
        for address, methods in described["paths"].items()
        for method, one in methods.items()
    ]


def _arguments(one: dict[str, Any], known: dict[str, Any]) -> list[dict[str, Any]]:
    """List the arguments of an operation: name, and whether it is needed."""
    if "requestBody" not in one:
        return [
            {"name": given["name"], "required": given.get("required")}
            for given in one["parameters"]
        ]
    schema = one["requestBody"]["content"]["application/json"]["schema"]
    schema = known.get(schema.get("$ref", "").rpartition("/")[2], schema)
    needed = schema.get("required", ())
    return [{"name": name, "required": name in needed} for name in schema["properties"]]
