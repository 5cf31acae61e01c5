"""Templates: a launch, an entry into a market, a programme, a repositioning, made in one go."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from passerelle.base.errors import NotAllowed, UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text


@opens("edit_plan")
@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """List the templates with what each asks; on POST make one."""
    if request.method == "GET":
        return _show(request, [], request.GET.get("of", ""))
    name = request.POST.get("template", "")
    answers = {
        key.removeprefix("ask:"): str(value)
        for key, value in request.POST.items()
        if key.startswith("ask:")
    }
    try:
        done = ask(request, "template", name=name, answers=answers)
    except NotAllowed:
        raise
    except UserError as fault:
        return _show(request, [one.as_json() for one in fault.faults], name)
    count = len(done["nodes"])
    said = Text(
        en=f"{count} parts were made, as revision {done['revision']}. Go through them: what the "
        "template could not know is said in plain words.",
        fr=f"{count} éléments ont été créés, révision {done['revision']}. Parcourez-les\u202f: ce que "
        "le modèle ne pouvait savoir est dit en toutes lettres.",
    )
    messages.success(request, read_text(said))
    return redirect("plan")


def _show(request: HttpRequest, faults: list[dict[str, Any]], name: str) -> HttpResponse:
    outline = ask(request, "outline")["sections"]
    context = {
        "templates": ask(request, "templates")["templates"],
        "faults": faults,
        "open": name,
        "typed": {
            key.removeprefix("ask:"): value
            for key, value in request.POST.items()
            if key.startswith("ask:")
        },
        "known": {one["section"]: one["items"] for one in outline},
    }
    status = 422 if faults else 200
    return render(request, "passerelle/templates.html", context, status=status)


urlpatterns = [path("templates/", templates, name="templates")]
