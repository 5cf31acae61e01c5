"""Signing in by one-use link or by password, and signing out."""

from datetime import timedelta
from math import ceil

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.base.errors import NotAllowed
from passerelle.base.language import Text
from passerelle.verbs.people import spend_link
from passerelle.web.asking import house
from passerelle.web.brake import FROM_ONE_ADDRESS, NAMED, Brake
from passerelle.web.doors import opens, public

BACKEND = "django.contrib.auth.backends.ModelBackend"

WRONG = Text(
    en="This name and password do not match.",
    fr="Ce nom et ce mot de passe ne correspondent pas.",
)

by_name = Brake(NAMED)
by_address = Brake(FROM_ONE_ADDRESS)


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST check name and password."""
    if request.method == "GET":
        return _form(request)
    name = request.POST.get("name", "").strip()[:150]
    address = request.META.get("REMOTE_ADDR", "")
    key = f"{address} {name.lower()}"
    now = house().clock.now()
    pause = max(by_name.wait(key, now), by_address.wait(address, now))
    if pause > timedelta(0):
        return _slow_down(request, pause)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        by_name.failed(key, now)
        by_address.failed(address, now)
        return _form(request, WRONG, status=422)
    by_name.forget(key)
    login(request, user, backend=BACKEND)
    return redirect(_back(request))


@public
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button, so that looking at the link does not spend it; on POST spend it."""
    if request.method == "GET":
        return render(request, "passerelle/sign_in_link.html")
    address = request.META.get("REMOTE_ADDR", "")
    now = house().clock.now()
    pause = by_address.wait(address, now)
    if pause > timedelta(0):
        return _slow_down(request, pause)
    try:
        user = spend_link(token, house().clock)
    except NotAllowed:
        by_address.failed(address, now)
        raise
    login(request, user, backend=BACKEND)
    return redirect("/")


@opens("read")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("/sign-in/")


def _form(request: HttpRequest, wrong: Text | None = None, status: int = 200) -> HttpResponse:
    context = {"wrong": wrong, "next": _back(request), "name": request.POST.get("name", "")}
    return render(request, "passerelle/sign_in.html", context, status=status)


def _slow_down(request: HttpRequest, pause: timedelta) -> HttpResponse:
    minutes = ceil(pause / timedelta(minutes=1))
    wait = Text(
        en=f"Too many attempts. Try again in {minutes} min.",
        fr=f"Trop d'essais. Réessayez dans {minutes} min.",
    )
    answer = _form(request, wrong=wait, status=429)
    answer["Retry-After"] = str(ceil(pause.total_seconds()))
    return answer


def _back(request: HttpRequest) -> str:
    """Where to go afterwards: only a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if own and wanted.startswith("/") else "/"
