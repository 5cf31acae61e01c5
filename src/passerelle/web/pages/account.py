"""Account: whoever signed in sets their own password."""

from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

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
        return render(request, "passerelle/account.html")
    current, new = request.POST.get("current", ""), request.POST.get("new", "")
    try:
        done = ask(request, "set-password", new=new, current=current)
    except UserError as fault:
        faults = [one.as_json() for one in fault.faults]
        return render(request, "passerelle/account.html", {"faults": faults}, status=422)
    update_session_auth_hash(request, get_user_model().objects.get_by_natural_key(done["username"]))
    messages.success(request, read_text(KEPT))
    return redirect("account")


urlpatterns = [path("account/", account, name="account")]
