"""Every route says who may take it: ``@opens("read")`` or ``@public``; a test holds them to it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from passerelle.verbs.people import allow

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PUBLIC = "public"


def opens(operation: str) -> Callable[[View[P]], View[P]]:
    """Open a route to those whose role may do ``operation``; strangers are sent to sign in.

    Args:
        operation: A word of ``records.permissions.Operation``.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            allow(request.user, operation)
            return view(request, *args, **kwargs)

        guarded.operation = operation  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return guard


def public(view: View[P]) -> View[P]:
    """Open a route to everyone: signing in, unsubscribing, what has an unguessable link of its own."""
    view.operation = PUBLIC  # type: ignore[attr-defined]
    return view


def operation_of(view: object) -> str | None:
    """What a view declares, None when it declares nothing."""
    return getattr(view, "operation", None)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else "/"
    target = "/sign-in/?" + urlencode({"next": back})
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = "/sign-in/?" + urlencode({"next": "/"})
        return answer
    return redirect(target)
