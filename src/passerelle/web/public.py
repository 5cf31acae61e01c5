"""Where the links of messages lead, without signing in: counted links, and the way out.

A link that is ours is always answered. Only guesses, and the same token again and again, are
slowed down, so that nobody can keep others from leaving.
"""

from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from passerelle.base.errors import NotFound
from passerelle.base.language import LANGUAGES, language_of
from passerelle.verbs import letters
from passerelle.web.asking import house
from passerelle.web.brake import Brake
from passerelle.web.doors import public
from passerelle.web.errors import error_page
from passerelle.web.reader import Reader, read_by, reader

MINUTE = timedelta(minutes=1)

guesses = Brake(30)
"""Unknown links from one address in a quarter of an hour."""

again = Brake(30, MINUTE)
"""Uses of one link in a minute."""


@public
@require_http_methods(["GET", "HEAD"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to the page that the link was made for, and count it; looking (HEAD) does not count."""
    slow = _slow_down(request, "")
    try:
        target = letters.follow(house(), token, keep=False)
    except NotFound as fault:
        return slow or _unknown(request, fault)
    if request.method == "GET":
        if slow := _slow_down(request, token):
            return slow
        letters.follow(house(), token)
        again.failed(token, house().clock.now())
    # Not Django's redirect: the target keeps whatever scheme-checked form it was signed with.
    answer = HttpResponse(status=302, headers={"Location": target})
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public
@csrf_exempt  # mail programs post without a cookie (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button and do nothing; on POST unsubscribe at once, however often it is asked."""
    slow = _slow_down(request, "")
    try:
        found = letters.way_out(house(), token)
    except NotFound as fault:
        return slow or _unknown(request, fault)
    if request.method == "POST":
        if slow := _slow_down(request, token):
            return slow
        again.failed(token, house().clock.now())
        found = letters.leave(house(), token)
    return _page(request, found)


def _page(request: HttpRequest, found: letters.Leaving) -> HttpResponse:
    """Write the page in the language that the person chose here, or reads, or that of the browser."""
    language = request.session.get("language") or found.language
    if language not in LANGUAGES:
        language = reader().language
    read = language_of(language)
    with read_by(Reader(read, reader().zone, reader().currency)):
        answer = render(request, "passerelle/unsubscribe.html", {"way": found})
    answer["Content-Language"] = read
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _unknown(request: HttpRequest, fault: NotFound) -> HttpResponse:
    guesses.failed(_address(request), house().clock.now())
    return error_page(request, 404, fault)


def _slow_down(request: HttpRequest, token: str) -> HttpResponse | None:
    """Give the pause that this link, or whoever guesses at links, must wait; None to go on."""
    now = house().clock.now()
    pause = again.wait(token, now) if token else guesses.wait(_address(request), now)
    if pause <= timedelta(0):
        return None
    answer = error_page(request, 429)
    answer["Retry-After"] = str(ceil(pause.total_seconds()))
    return answer


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


urlpatterns = [
    path("r/<str:token>", link, name="link"),
    path("u/<str:token>", unsubscribe, name="unsubscribe"),
]
