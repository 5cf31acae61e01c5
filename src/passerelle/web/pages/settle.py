"""One click writes the one value that settles a finding; one more takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text

NAMES = ("rule", "node", "field", "settle")
"""What a finding is known by: it must still offer that value when the button is pressed."""


@opens("edit_plan")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Write the value that a finding offers, with the finding as the reason."""
    asked = {name: request.POST.get(name, "") for name in NAMES}
    found = ask(request, "check")["findings"]
    still = next((one for one in found if {n: one[n] or "" for n in NAMES} == asked), None)
    if still is None:
        return _told(request, *_GONE)
    change = {"node": asked["node"], "field": asked["field"], "value": asked["settle"]}
    reason = f"{asked['rule']}. {read_text(still['message'])}"
    try:
        done = ask(request, "edit", changes=[change], reason=reason, base=_number(request, "base"))
    except UserError as fault:
        return _told(request, *(said for one in fault.faults[:1] for said in (one.what, one.fix)))
    if done["conflicts"]:
        return _told(request, *_CHANGED)
    return redirect(f"{reverse('plan')}?settled={done['revision']}#findings")


@opens("edit_plan")
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Write back what the last revision changed, when nobody has written since."""
    number = _number(request, "revision")
    last = ask(request, "history", limit=1)["revisions"][0]
    if last["number"] != number:
        return _told(request, *_CHANGED)
    back = [
        {"node": one["node"], "field": one["field"], "value": one["before"]}
        for one in reversed(last["changes"])
    ]
    done = ask(request, "edit", changes=back, reason=_undone(number), base=number)
    if done["conflicts"]:
        return _told(request, *_CHANGED)
    messages.success(request, read_text(Text(en="Taken back.", fr="Annulé.")))
    return redirect(f"{reverse('plan')}#findings")


def _undone(number: int | None) -> str:
    return read_text(Text(en=f"Takes revision {number} back", fr=f"Annule la révision {number}"))


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given[:15]) if given.isdecimal() else None


def _told(request: HttpRequest, *said: Text) -> HttpResponse:
    messages.warning(request, " ".join(map(read_text, said)))
    return redirect(f"{reverse('plan')}#findings")


_GONE = (
    Text(
        en="The plan has changed: this finding no longer offers that value. Nothing was written.",
        fr="Le plan a changé\u202f: ce constat ne propose plus cette valeur. Rien n'a été écrit.",
    ),
)
_CHANGED = (
    Text(
        en="Someone has written since: look at the plan again. Nothing was written.",
        fr="Quelqu'un a écrit entre-temps\u202f: relisez le plan. Rien n'a été écrit.",
    ),
)

urlpatterns = [
    path("plan/-/settle/", settle, name="settle"),
    path("plan/-/undo/", undo, name="undo"),
]
