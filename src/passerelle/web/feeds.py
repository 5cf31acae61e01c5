"""Where calendar programs read the plan, without signing in: the link itself is the proof."""

from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from passerelle.base.errors import NotFound
from passerelle.verbs import feeds
from passerelle.web.asking import house
from passerelle.web.brake import Brake
from passerelle.web.doors import public
from passerelle.web.errors import error_page

guesses = Brake(30)
"""Unknown links from one address in a quarter of an hour."""


@public
@require_safe
def feed(request: HttpRequest, token: str, kind: str, name: str) -> HttpResponse:
    """Give a calendar to whoever has its link; guesses are slowed down, links never are."""
    now, address = house().clock.now(), str(request.META.get("REMOTE_ADDR", ""))
    try:
        body = feeds.feed(house(), token, kind, name)
    except NotFound as fault:
        pause = guesses.wait(address, now)
        if pause > timedelta(0):
            answer = error_page(request, 429)
            answer["Retry-After"] = str(ceil(pause.total_seconds()))
            return answer
        guesses.failed(address, now)
        return error_page(request, 404, fault)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


urlpatterns = [path("feed/<str:token>/<slug:kind>/<slug:name>.ics", feed, name="feed")]
