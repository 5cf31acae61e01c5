"""Off plan: rows that no action explains, and the one choice that says whose they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.names import names
from passerelle.web.templatetags.say import read_text


@opens("read")
def off_plan(request: HttpRequest) -> HttpResponse:
    """List what is off plan by source and value, the most frequent first."""
    found = ask(request, "off-plan")
    known = names(request)
    actions = sorted(
        ({"name": name, "title": known.action(name)} for name in found["actions"]),
        key=lambda one: one["title"].casefold(),
    )
    rows = sorted(found["rows"], key=lambda row: -row["rows"])
    context = {"rows": rows, "total": found["total"], "actions": actions}
    return render(request, "passerelle/off_plan.html", context)


@opens("import_data")
@require_POST
def belongs(request: HttpRequest) -> HttpResponse:
    """Write into the source that a value belongs to an action; its rows follow at once."""
    given = {name: request.POST.get(name, "") for name in ("source", "value", "action")}
    done = ask(request, "belongs", **given)
    title = names(request).action(done["action"])
    kept = Text(
        en=f"“{done['value']}” of {done['source']} belongs to {title}; its rows follow.",
        fr=f"« {done['value']} » de {done['source']} appartient à {title} ; ses lignes suivent.",
    )
    messages.success(request, read_text(kept))
    return redirect("off-plan")


urlpatterns = [
    path("off-plan/", off_plan, name="off-plan"),
    path("off-plan/belongs/", belongs, name="belongs"),
]
