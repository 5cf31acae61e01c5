"""Reading: what someone is asked to read, and who has read what, or objects."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text


@opens("read")
def reading(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader, and all requests with their answers."""
    found = ask(request, "reading-list")
    return render(request, "passerelle/reading.html", {"reading": found})


@opens("acknowledge")
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Write down that the reader has read, or objects."""
    said = "objection" if request.POST.get("answer") == "objection" else "read"
    about, comment = request.POST.get("about", ""), request.POST.get("comment", "")
    ask(request, "acknowledge", about=about, answer=said, comment=comment)
    kept = Text(en=f"Your answer on {about} is kept.", fr=f"Votre réponse sur {about} est gardée.")
    messages.success(request, read_text(kept))
    return redirect("reading")


urlpatterns = [
    path("reading/", reading, name="reading"),
    path("reading/answer/", answer, name="reading-answer"),
]
