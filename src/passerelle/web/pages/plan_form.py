"""The one form by which every entity of the plan is created and edited.

``plan_form(request, section, name)`` shows the fields that the schema gives for ``section``,
filled with the node ``name`` of head (empty name: a new one). On POST only what differs from what
was shown is submitted to the verb ``edit``, on the revision that was shown. The answer is a new
revision; or faults, each beside its field; or conflicts, when somebody wrote the same field in the
meantime: both values are shown with author and time, and the person chooses. What is typed is kept
as a draft at every pause (``plan_draft``), and comes back when the form is opened again.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.base.errors import NotAllowed, NotFound, PasserelleError, UserError
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.verbs.people import allow
from passerelle.web import forms
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text

Json = dict[str, Any]


@opens("read")
@require_http_methods(["GET", "POST"])
def plan_form(request: HttpRequest, section: str, name: str = "") -> HttpResponse:
    """Show the form of one entity, or record what was typed in it."""
    if request.method == "GET":
        asked = ask(request, "form", section=section, name=name)
        return _show(request, asked, _with_draft(request, asked))
    allow(request.user, "edit_plan")
    try:
        asked = ask(request, "form", section=section, name=name)
    except NotFound:
        return _removed_meanwhile(request, section, name)
    if "remove" in request.POST:
        gone = [{"node": _node(section, name), "field": "", "value": None}]
        return _submit(request, asked, gone, {})
    fields = asked["fields"]["fields"]
    typed = forms.typed_in(fields, dict(request.POST.lists()))
    if asked["fields"]["named"] and not name:
        return _create(request, asked, typed)
    seen = _carried(request, "seen", {})
    return _submit(request, asked, forms.changes(_node(section, name), seen, typed), typed)


@opens("edit_plan")
@require_POST
def plan_choose(request: HttpRequest, section: str, name: str) -> HttpResponse:
    """Record again after a conflict, with the values that the person chose."""
    name = "" if name == "-" else name
    wanted = _carried(request, "changes", [])
    kept = [one for one in wanted if request.POST.get(f"choice:{one['field']}", "mine") == "mine"]
    asked = ask(request, "form", section=section, name=name)
    return _submit(request, asked, kept, {one["field"]: one["value"] for one in kept})


@opens("edit_plan")
@require_POST
def plan_draft(request: HttpRequest, section: str, name: str = "") -> HttpResponse:
    """Keep what is being typed; answer with a word that it is kept."""
    if "discard" in request.POST:
        ask(request, "discard-draft", topic=_node(section, name))
        return redirect(_address(section, name))
    asked = ask(request, "form", section=section)  # of the section: the node may be gone meanwhile
    typed = forms.typed_in(asked["fields"]["fields"], dict(request.POST.lists()))
    seen = _carried(request, "seen", {})
    values = {one["field"]: one["value"] for one in forms.changes("", seen, typed)}
    kept = ask(
        request, "keep-draft", topic=_node(section, name), values=values, base=_base(request)
    )
    return render(request, "passerelle/plan/draft_kept.html", {"draft": kept})


def _carried(request: HttpRequest, name: str, empty: Any) -> Any:  # noqa: ANN401 (a mapping or a list)
    """Read what the form itself carries along as JSON, of the kind of ``empty``.

    Raises:
        UserError: it is not what the page had put there.
    """
    try:
        found = json.loads(request.POST.get(name) or "null")
    except ValueError:
        found = ()
    if found is None:
        return empty
    whole = found if isinstance(found, list) else []
    if not isinstance(found, type(empty)) or not all(isinstance(one, dict) for one in whole):
        raise UserError(
            Text(en="This form cannot be read.", fr="Ce formulaire ne peut être lu."),
            Text(en="Reload the page, then try again.", fr="Rechargez la page, puis recommencez."),
        )
    return found


def _create(request: HttpRequest, asked: Json, typed: Json) -> HttpResponse:
    section = asked["section"]
    title = typed.get("title") or typed.get("says") or ""
    name = request.POST.get("node-name", "").strip() or slug_of(str(title))[:60]
    if name in asked["names"]:
        taken = Text(en=f"'{name}' exists already.", fr=f"« {name} » existe déjà.")
        fix = Text(en="Choose another name.", fr="Choisissez un autre nom.")
        fault = {"what": taken.as_json(), "fix": fix.as_json(), "place": None, "why": None}
        return _show(request, asked, {"values": forms.whole(typed)}, faults=[fault])
    made = [{"node": _node(section, name), "field": "", "value": forms.whole(typed)}]
    return _submit(request, {**asked, "name": name, "new": True}, made, typed)


def _submit(
    request: HttpRequest, asked: Json, wanted: Sequence[Json], typed: Mapping[str, Any]
) -> HttpResponse:
    section, name = asked["section"], asked["name"]
    if not wanted:
        ask(request, "discard-draft", topic=_node(section, name))
        _tell(request, Text(en="Nothing was changed.", fr="Rien n'a changé."))
        return redirect(_address(section, name))
    reason = request.POST.get("why", "").strip()
    try:
        done = ask(request, "edit", changes=wanted, reason=reason, base=_base(request))
    except NotAllowed:
        raise
    except UserError as fault:
        faults = [one.as_json() for one in fault.faults]
        back = {**asked, "name": ""} if asked.get("new") else asked
        _keep(request, back, wanted, typed)
        return _show(request, back, {"values": forms.whole(typed)}, faults=faults)
    if done["conflicts"]:
        _keep(request, asked, wanted, typed)
        return _conflict(request, asked, done, wanted)
    return _recorded(request, section, name, done)


def _keep(
    request: HttpRequest, asked: Json, wanted: Sequence[Json], typed: Mapping[str, Any]
) -> None:
    """Keep what could not be recorded as a draft, for who leaves the page that says why."""
    values = {one["field"]: one["value"] for one in wanted if one["field"]}
    values = values or {path: value for path, value in typed.items() if value is not None}
    if values:
        topic = _node(asked["section"], asked["name"])
        ask(request, "keep-draft", topic=topic, values=values, base=_base(request))


def _removed_meanwhile(request: HttpRequest, section: str, name: str) -> HttpResponse:
    """Show what was typed on a node that someone removed, ready to be added anew."""
    asked = ask(request, "form", section=section)
    posted = dict(request.POST.lists())
    typed = forms.whole(forms.typed_in(asked["fields"]["fields"], posted))
    gone = Text(en=f"'{name}' was removed meanwhile.", fr=f"« {name} » a été retiré entre-temps.")
    fix = Text(
        en="Record to add it again, with what you see below.",
        fr="Enregistrez pour l'ajouter à nouveau, avec ce que vous voyez ci-dessous.",
    )
    fault = {"what": gone.as_json(), "fix": fix.as_json(), "place": None, "why": None}
    filled = {"values": typed, "name": name, "base": asked["revision"]}
    return _show(request, asked, filled, faults=[fault])


def _recorded(request: HttpRequest, section: str, name: str, done: Json) -> HttpResponse:
    ask(request, "discard-draft", topic=_node(section, name))
    ask(request, "discard-draft", topic=_node(section, ""))
    _tell(
        request,
        Text(
            en=f"Recorded as revision {done['revision']}.",
            fr=f"Enregistré\u202f: révision {done['revision']}.",
        ),
    )
    if "remove" in request.POST:
        return redirect("plan")
    return redirect(_address(section, name))


def _conflict(
    request: HttpRequest, asked: Json, done: Json, wanted: Sequence[Json]
) -> HttpResponse:
    context = {
        "asked": asked,
        "conflicts": [
            {**one, "mine": forms.write(one["mine"]), "theirs": forms.write(one["theirs"])}
            for one in done["conflicts"]
        ],
        "other": done["other"],
        "base": done["revision"],
        "changes": json.dumps(wanted, ensure_ascii=False),
        "why": request.POST.get("why", ""),
    }
    return render(request, "passerelle/plan/conflict.html", context, status=409)


def _show(
    request: HttpRequest, asked: Json, filled: Json, faults: Sequence[Json] = ()
) -> HttpResponse:
    fields, section = asked["fields"]["fields"], asked["section"]
    again = "name" in filled
    seen = (not again and request.POST.get("seen")) or json.dumps(
        forms.shown_in(fields, asked["values"]), ensure_ascii=False
    )
    node_name = filled.get("name") or request.POST.get("node-name", "")
    known = _known(request)
    built = forms.controls(fields, filled["values"], known)
    node = _node(section, asked["name"] or node_name)
    left = forms.mark(built, faults, node)
    context = {
        "asked": asked,
        "controls": built,
        "sought": forms.sought(built, known),
        "seen": seen,
        "base": (not again and _base(request)) or filled.get("base") or asked["revision"],
        "drafted": filled.get("at"),
        "faults": left,
        "wrong": bool(faults),
        "why": request.POST.get("why", ""),
        "node_name": node_name,
        "findings": [] if faults else _findings(request, node),
        "address": _address(section, asked["name"]),
        "draft_address": _address(section, asked["name"], "draft"),
    }
    status = 422 if faults else 200
    return render(request, "passerelle/plan/form.html", context, status=status)


def _with_draft(request: HttpRequest, asked: Json) -> Json:
    """Fill the form with head's values, and over them what the person typed and did not record."""
    drafted = ask(request, "draft", topic=_node(asked["section"], asked["name"]))
    fields = asked["fields"]["fields"]
    shown = forms.shown_in(fields, asked["values"])
    typed = {**shown, **drafted["values"]}
    if not forms.changes("", shown, typed):  # recorded since, by them or by someone else
        return {"values": forms.whole(shown), "at": None, "base": None}
    return {"values": forms.whole(typed), "at": drafted["at"], "base": drafted["base"]}


def _known(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Names that exist, each with its title, by section."""
    sections = ask(request, "outline")["sections"]
    return {
        one["section"]: {item["name"]: item["title"] for item in one["items"]} for one in sections
    }


def _findings(request: HttpRequest, node: str) -> list[Json]:
    """What the rules say of this node now; nothing when the files cannot be read."""
    try:
        found = ask(request, "check")["findings"]
    except PasserelleError:
        return []
    return [one for one in found if one["node"] == node]


def _base(request: HttpRequest) -> int | None:
    given = request.POST.get("base", "")
    return int(given[:15]) if given.isdecimal() else None


def _node(section: str, name: str) -> str:
    return f"{section}/{name}" if name else section


def _address(section: str, name: str, what: str = "form") -> str:
    kept = {"section": section, "name": name} if name else {"section": section}
    return reverse(f"plan-{what}" if name else f"plan-{what}-new", kwargs=kept)


def _tell(request: HttpRequest, text: Text) -> None:
    messages.success(request, read_text(text))


urlpatterns = [
    path("plan/<slug:section>/", plan_form, name="plan-form-new"),
    path("plan/<slug:section>/-/draft/", plan_draft, name="plan-draft-new"),
    path("plan/<slug:section>/<slug:name>/", plan_form, name="plan-form"),
    path("plan/<slug:section>/<slug:name>/choose/", plan_choose, name="plan-choose"),
    path("plan/<slug:section>/<slug:name>/draft/", plan_draft, name="plan-draft"),
]
