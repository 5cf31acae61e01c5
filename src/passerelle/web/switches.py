"""The two switches of every page: language, and light or dark."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from passerelle.base.language import LANGUAGES, language_of
from passerelle.verbs.people import keep_language
from passerelle.web.doors import public

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on; kept with the session and the user."""
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        request.session["language"] = chosen
        if request.user.is_authenticated:
            keep_language(request.user, language_of(chosen))
    return redirect(_here(request))


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine is set."""
    answer = redirect(_here(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie(
            "theme", chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return answer


def theme_of(request: HttpRequest) -> str:
    """Which theme this browser chose."""
    chosen = request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _here(request: HttpRequest) -> str:
    back = request.POST.get("back", "/")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if own and back.startswith("/") else "/"
