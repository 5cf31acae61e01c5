"""Account: whoever signed in sets their own password, and makes tokens for their programs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text

KEPT = Text(
    en="Your new password is kept; your other sessions have ended.",
    fr="Votre nouveau mot de passe est enregistré ; vos autres sessions sont closes.",
)


@opens("read")
@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST set the password and stay signed in here."""
    if request.method == "GET":
        return _page(request, {})
    current, new = request.POST.get("current", ""), request.POST.get("new", "")
    try:
        done = ask(request, "set-password", new=new, current=current)
    except UserError as fault:
        faults = [one.as_json() for one in fault.faults]
        return _page(request, {"faults": faults}, status=422)
    update_session_auth_hash(request, get_user_model().objects.get_by_natural_key(done["username"]))
    messages.success(request, read_text(KEPT))
    return redirect("account")


@opens("read")
@require_POST
def token_make(request: HttpRequest) -> HttpResponse:
    """Make a token for one's own programs and show it, once."""
    made = ask(request, "make-token", name=request.POST.get("name", ""))
    return _page(request, {"made": made})


@opens("read")
@require_POST
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    ask(request, "revoke-token", number=number)
    gone = Text(en="The token is revoked.", fr="Le jeton est révoqué.")
    messages.success(request, read_text(gone))
    return redirect("account")


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    tokens = ask(request, "tokens")["tokens"]
    return render(request, "passerelle/account.html", {"tokens": tokens, **more}, status=status)


urlpatterns = [
    path("account/", account, name="account"),
    path("account/tokens/", token_make, name="token-make"),
    path("account/tokens/<int:number>/revoke/", token_revoke, name="token-revoke"),
]
