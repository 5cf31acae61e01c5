"""Tasks: what people do themselves: brief, dates, tracking link; what it cost and brought."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.errors import NotAllowed, NotFound, UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask, house
from passerelle.web.doors import opens
from passerelle.web.names import names
from passerelle.web.templatetags.say import read_text


@opens("read")
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the task sheets: the reader's own first, then what is open, then what is done."""
    return _show(request)


@opens("answer_task")
@require_POST
def task_done(request: HttpRequest, action: str) -> HttpResponse:
    """Write down what a task cost and brought."""
    typed = {name: request.POST.get(name, "").strip() for name in ("cost", "result")}
    done = "done" in request.POST
    try:
        ask(request, "task-done", action=action, **typed, done=done)
    except (NotAllowed, NotFound):
        raise
    except UserError as fault:
        wrong = {"action": action, "faults": [one.as_json() for one in fault.faults], **typed}
        return _show(request, wrong)
    kept = Text(en="What you reported is kept.", fr="Ce que vous avez rapporté est gardé.")
    messages.success(request, read_text(kept))
    return redirect("tasks")


def _show(request: HttpRequest, wrong: dict[str, Any] | None = None) -> HttpResponse:
    found = ask(request, "tasks")
    known = names(request)
    today = house().workspace.today
    sheets = [
        {
            **sheet,
            "owner_title": known.owner(sheet["owner"]),
            "mine": sheet["action"] in found["mine"],
            "late": bool(not sheet["done"] and sheet["end"] and sheet["end"] < today),
            "wrong": wrong if wrong and wrong["action"] == sheet["action"] else None,
        }
        for sheet in found["sheets"]
    ]
    sheets.sort(
        key=lambda one: (one["done"], not one["mine"], one["start"] or date.max.isoformat())
    )
    context = {
        "sheets": sheets,
        "open": sum(not one["done"] for one in sheets),
        "late": sum(one["late"] for one in sheets),
        "mine": sum(one["mine"] and not one["done"] for one in sheets),
    }
    return render(request, "passerelle/tasks.html", context, status=422 if wrong else 200)


urlpatterns = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/<str:action>/done/", task_done, name="task-done"),
]
