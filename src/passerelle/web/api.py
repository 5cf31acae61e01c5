"""``/api/``: the same verbs for programs, one address each, described by ``/api/openapi.json``.

Who is signed in is who asks; a role may do through here what it may do on the pages. Verbs that
read answer GET, others POST with a CSRF token. What a verb takes comes from its own signature.
"""

import inspect
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from ninja import Body, NinjaAPI, Query, Schema
from ninja.security import django_auth
from pydantic import create_model

from passerelle import __version__
from passerelle.base.errors import PasserelleError, UserError
from passerelle.verbs.call import words_of
from passerelle.verbs.catalogue import VERBS, Verb
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.statuses import status_of

KEPT_BACK = frozenset({"export", "out", "reject_to"})
"""Arguments that name a file of this machine: the terminal may give them, a browser may not."""


def build() -> NinjaAPI:
    """Build the API out of the catalogue of verbs."""
    api = NinjaAPI(
        title="Passerelle",
        version=__version__,
        docs_url=None,  # its page would fetch a script from elsewhere
        openapi_url=None,  # ours asks who reads it
        auth=django_auth,
        urls_namespace="api",
    )
    api.exception_handler(PasserelleError)(_refusal(api))
    for verb in VERBS.values():
        if find_spec(f"passerelle.verbs.{verb.path.partition(':')[0]}"):
            _add(api, verb)
    return api


def routes(api: NinjaAPI) -> list[Any]:
    """Give the routes of the API, each declaring its operation as the pages do."""
    patterns = [one for one in api.urls[0] if str(one.pattern) in VERBS]
    for pattern in patterns:
        callback: Any = pattern.callback
        callback.operation = VERBS[str(pattern.pattern)].operation

    @opens("read")
    def described(request: HttpRequest) -> HttpResponse:
        del request
        return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))

    return [*patterns, path("openapi.json", described, name="openapi")]


def _add(api: NinjaAPI, verb: Verb) -> None:
    function = verb.load()
    takes = _takes(verb, function)
    given_in: Any = Query(...) if verb.reads else Body(...)  # type: ignore[type-arg]

    def view(request: HttpRequest, given: takes = given_in) -> dict[str, Any]:  # type: ignore[valid-type]
        return ask(request, verb.name, **given.model_dump(exclude_unset=True))  # type: ignore[attr-defined]

    api.api_operation(
        ["GET" if verb.reads else "POST"],
        f"/{verb.name}",
        summary=(inspect.getdoc(function) or verb.name).split("\n")[0],
        description=f"Operation: `{verb.operation}`.",
        operation_id=verb.name.replace("-", "_"),
        response=dict[str, Any],
    )(view)


def _takes(verb: Verb, function: Callable[..., Any]) -> type[Schema]:
    """Describe what a verb takes, from its signature, without the workspace and without files."""
    fields: dict[str, Any] = {
        name: (one.annotation, ... if one.default is inspect.Parameter.empty else one.default)
        for name, one in inspect.signature(function).parameters.items()
        if name != "house" and name not in KEPT_BACK
    }
    title = "".join(part.capitalize() for part in verb.name.split("-"))
    return create_model(f"{title}Takes", __base__=Schema, **fields)


def _refusal(api: NinjaAPI) -> Callable[[HttpRequest, Any], HttpResponse]:
    def refuse(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ANN401
        """Answer an error of ours as JSON, in both languages."""
        faults = [one.as_json() for one in fault.faults] if isinstance(fault, UserError) else []
        said = {"error": words_of(fault), "faults": faults, "code": fault.exit_code}
        return api.create_response(request, said, status=status_of(fault))

    return refuse
