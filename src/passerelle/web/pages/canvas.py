"""The canvases: each shown as strategists know it, edited in place, printed on one page.

A canvas has a template of its own, ``templates/passerelle/canvas/<id>.html``, which extends
``canvas/frame.html`` and shows ``body`` (what the verb ``canvas`` worked out) with two tags:
``{% cell node field value label %}`` is a value that opens into a small form, ``{% add_cell section
label %}`` a form for one more thing. Both post here; the answer leads back to the same place of
the page. Without JavaScript they work the same.
"""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from passerelle.base.errors import NotAllowed, UserError
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.web.anchors import anchor_of
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text

Json = dict[str, Any]

NAMING = ("title", "says", "chosen", "pays", "action")
"""Fields out of which a new thing gets its name, the first that is filled in."""

BARE = re.compile(r"\d[\d\s.,]*")
"""An amount typed without its currency."""


@opens("read")
def canvases(request: HttpRequest) -> HttpResponse:
    """List the canvases."""
    found = ask(request, "canvases")
    halves = [
        (Text(en="Course: strategy", fr="Le cap : stratégie"), "course"),
        (Text(en="Engine: operations", fr="La machine : opérations"), "engine"),
    ]
    context = {
        "revision": found["revision"],
        "halves": [
            (title, half, [one for one in found["canvases"] if one["half"] == half])
            for title, half in halves
        ],
    }
    return render(request, "passerelle/canvas/index.html", context)


@opens("read")
def canvas(request: HttpRequest, name: str) -> HttpResponse:
    """Show one canvas."""
    return _show(request, name)


@opens("edit_plan")
@require_POST
def canvas_edit(request: HttpRequest, name: str) -> HttpResponse:
    """Record one value that was typed in a canvas, or one more thing."""
    try:
        change, anchor = _wanted(request)
        base = request.POST.get("base", "")
        done = ask(
            request,
            "edit",
            changes=[change],
            reason=request.POST.get("why", "").strip(),
            base=int(base[:15]) if base.isdecimal() else None,
        )
    except NotAllowed:
        raise
    except UserError as fault:
        return _show(request, name, [one.as_json() for one in fault.faults])
    if done["conflicts"]:
        return _show(request, name, [_conflict(one, done["other"]) for one in done["conflicts"]])
    said = Text(
        en=f"Recorded as revision {done['revision']}.",
        fr=f"Enregistré\u202f: révision {done['revision']}.",
    )
    messages.success(request, read_text(said))
    query = request.GET.urlencode()
    back = f"{reverse('canvas', args=[name])}{'?' + query if query else ''}"
    return redirect(f"{back}#{anchor}")


def _wanted(request: HttpRequest) -> tuple[Json, str]:
    """Read the one change of the form: a field of a node, or a whole new node."""
    post = request.POST
    if "section" in post:
        return _new(request)
    node, key = post.get("node", ""), post.get("field", "")
    if "map" in post:
        key = f"{post['map']}/{_entry(post.get('key', ''))}"
    typed = post.getlist("value")
    value: Any = (typed or [""])[0].strip()
    if "several" in post:
        value = [one for one in typed if one]
    elif "lines" in post:
        value = [one.strip() for one in value.splitlines() if one.strip()]
    elif BARE.fullmatch(value) and post.get("currency"):
        value = f"{value} {post['currency'][:3]}"
    return {"node": node, "field": key, "value": value or None}, anchor_of(node)


def _entry(text: str) -> str:
    """Give the name of an entry as a path can hold it: a slash would be a level of its own.

    Raises:
        UserError: nothing was typed.
    """
    words = text.strip().replace("/", "∕")
    if not words:
        raise UserError(
            Text(en="Nothing was typed.", fr="Rien n'a été saisi."),
            Text(
                en="Type a few words, then record.", fr="Saisissez quelques mots, puis enregistrez."
            ),
        )
    return words


def _new(request: HttpRequest) -> tuple[Json, str]:
    section = request.POST["section"]
    preset = {
        key.removeprefix("set:"): (values[0] if len(values) == 1 else values)
        for key, values in request.POST.lists()
        if key.startswith("set:") and any(values)
    }
    nested: Json = {}
    for key, value in preset.items():
        *above, last = key.split("/")
        here = nested
        for part in above:
            here = here.setdefault(part, {})
        here[last] = value
    said = (preset[key] for key in NAMING if key in preset)
    name = request.POST.get("name", "").strip() or slug_of(str(next(said, "")))[:60]
    taken = ask(request, "form", section=section)["names"]
    if not name or not nested:
        raise UserError(
            Text(en="Nothing was typed.", fr="Rien n'a été saisi."),
            Text(
                en="Type a few words, then record.", fr="Saisissez quelques mots, puis enregistrez."
            ),
        )
    unique, count = name, 2
    while unique in taken:
        unique, count = f"{name}-{count}", count + 1
    node = f"{section}/{unique}"
    return {"node": node, "field": "", "value": nested}, anchor_of(node)


def _show(request: HttpRequest, name: str, faults: list[Json] | None = None) -> HttpResponse:
    chosen = {key: value[:100] for key, value in request.GET.items()}
    found = ask(request, "canvas", name=name, options=chosen)
    outline = ask(request, "outline")["sections"]
    context = {
        "canvas": found["canvas"],
        "body": found["body"],
        "query": request.GET.urlencode(),
        "revision": found["revision"],
        "faults": faults or [],
        "known": {one["section"]: one["items"] for one in outline},
    }
    template = f"passerelle/canvas/{found['canvas']['id']}.html"
    return render(request, template, context, status=422 if faults else 200)


def _conflict(one: Json, other: Json | None) -> Json:
    who = (other or {}).get("author", "?")
    what = Text(
        en=f"{who} wrote « {one['theirs']} » in the meantime; you typed « {one['mine']} ».",
        fr=f"{who} a écrit « {one['theirs']} » entre-temps\u202f; vous avez saisi « {one['mine']} ».",
    )
    fix = Text(
        en="Type yours again if it should stand.",
        fr="Saisissez de nouveau la vôtre si elle doit rester.",
    )
    return {"what": what.as_json(), "fix": fix.as_json(), "place": None, "why": None}


urlpatterns = [
    path("canvas/", canvases, name="canvases"),
    path("canvas/<slug:name>/", canvas, name="canvas"),
    path("canvas/<slug:name>/edit/", canvas_edit, name="canvas-edit"),
]
