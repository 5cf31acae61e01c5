"""Sends: what left and what will, who got it, who did not and why; the stop button."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.errors import NotAllowed, OutsideError, PasserelleError
from passerelle.base.language import Text
from passerelle.web.asking import ask, house
from passerelle.web.doors import opens
from passerelle.web.names import Names, names
from passerelle.web.papers import framed
from passerelle.web.templatetags.say import read_text

PAGE = 50
"""People shown at a time."""

OPEN = ("held", "due", "running")
"""States in which a send can still be stopped."""

NOT_YET = ("planned", "queued", "deferred", "sending")
KEPT_SECONDS = 600
"""How long a rendered preview is kept for its frames."""

Json = dict[str, Any]


@opens("read")
def sends(request: HttpRequest) -> HttpResponse:
    """List the sends, latest first, and the messages that a plan holds."""
    known = names(request)
    rows = [_shown(one, known) for one in ask(request, "sends")["sends"]]
    sent = {one["action"] for one in rows}
    planned = [
        one
        for one in ask(request, "home")["engine"]
        if one["by"] == "send" and one["action"] not in sent
    ]
    context = {
        "rows": rows,
        "planned": planned,
        "waiting": sum(one["open"] for one in rows),
    }
    return render(request, "passerelle/sends.html", context)


@opens("read")
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Show one send: counts, reasons, and people a page at a time."""
    state, start = request.GET.get("state", ""), _number(request.GET.get("start", ""))
    found = ask(request, "send-detail", send=str(number), state=state, start=start, limit=PAGE)
    shown = _shown(found["send"], names(request))
    snapshot = _in_zone(shown["snapshot"] or {})
    context = {
        "send": shown,
        "rows": found["rows"],
        "total": found["total"],
        "state": state,
        "first": start + 1,
        "last": start + found["shown"],
        "before": max(start - PAGE, 0) if start else None,
        "after": start + PAGE if start + found["shown"] < found["total"] else None,
        "snapshot": snapshot,
        "reachable": snapshot.get("matched", 0) - sum(shown["reasons"].values()),
        "command": "passerelle send",
        "explain": {"sql": snapshot.get("sql"), "as_of": snapshot.get("as_of")},
    }
    return render(request, "passerelle/send.html", context)


@opens("stop_send")
@require_POST
def send_stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stop a send: nothing begins after this."""
    ask(request, "stop", send=str(number))
    stopped = Text(
        en="The send is stopped; nothing more leaves.", fr="L'envoi est arrêté ; plus rien ne part."
    )
    messages.success(request, read_text(stopped))
    return redirect("send", number=number)


@opens("read_people")
def message(request: HttpRequest, action: str) -> HttpResponse:
    """Show a message on three people of its audience."""
    return _message(request, action)


@opens("read_people")
def message_html(request: HttpRequest, action: str, place: int) -> HttpResponse:
    """Give the HTML of one previewed message, for its frame."""
    kept = cache.get(_key(request, action)) or _rendered(request, action)["shown"]
    return framed(kept[place]["html"] if place < len(kept) else "")


@opens("send_test")
@require_POST
def message_test(request: HttpRequest, action: str) -> HttpResponse:
    """Send the message to one address of one's own; it counts for nobody."""
    address, arm = request.POST.get("address", "").strip(), request.POST.get("arm", "")
    try:
        ask(request, "test-message", action=action, address=address, arm=arm)
    except NotAllowed:
        raise
    except OutsideError as fault:
        return _message(request, action, fault)
    left = Text(en=f"A test left for {address}.", fr=f"Un essai est parti vers {address}.")
    messages.success(request, read_text(left))
    return redirect("message", action=action)


def _message(
    request: HttpRequest, action: str, fault: PasserelleError | None = None
) -> HttpResponse:
    found = _rendered(request, action)
    context = {
        "message": found,
        "faults": _once([fault for one in found["shown"] for fault in one["faults"]]),
        "title": names(request).action(action),
        "address": request.POST.get("address", ""),
        "arm": request.POST.get("arm", ""),
        "wrong": {"what": fault.what, "answer": fault.answer}
        if isinstance(fault, OutsideError)
        else None,
        "inbox": house().settings.sending.inbox,
    }
    return render(request, "passerelle/message.html", context, status=503 if fault else 200)


def _rendered(request: HttpRequest, action: str) -> Json:
    found = ask(request, "preview-message", action=action)
    cache.set(_key(request, action), found["shown"], KEPT_SECONDS)
    return found


def _in_zone(snapshot: Json) -> Json:
    """Say that a snapshot's moment is UTC, so that the page writes it in the reader's zone."""
    moment = str(snapshot.get("as_of") or "")
    return {**snapshot, "as_of": f"{moment}+00:00" if moment and "+" not in moment else moment}


def _once(faults: Sequence[Json]) -> list[Json]:
    """Give each fault once, in order."""
    return list({str(fault): fault for fault in faults}.values())


def _key(request: HttpRequest, action: str) -> str:
    return f"message:{request.session.session_key}:{action}"


def _shown(one: Mapping[str, Any], known: Names) -> Json:
    counts = one["counts"]
    hold = datetime.fromisoformat(one["hold_until"])
    left = (hold - house().clock.now()).total_seconds()
    return {
        **one,
        "title": known.action(one["action"]),
        "sent": sum(counts.get(word, 0) for word in ("sent", "delivered", "unsubscribed")),
        "troubled": sum(
            counts.get(word, 0) for word in ("failed", "bounced", "unknown", "complained")
        ),
        "excluded": counts.get("excluded", 0),
        "to_go": sum(counts.get(word, 0) for word in NOT_YET),
        "open": one["state"] in OPEN,
        "hold_left": max(0, round(left)) if one["state"] in OPEN else 0,
        "by_state": [(word, count) for word, count in counts.items() if count],
        "reasons": one["left_out"],
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


urlpatterns = [
    path("sends/", sends, name="sends"),
    path("sends/<int:number>/", send, name="send"),
    path("sends/<int:number>/stop/", send_stop, name="send-stop"),
    path("messages/<str:action>/", message, name="message"),
    path("messages/<str:action>/<int:place>/", message_html, name="message-html"),
    path("messages/<str:action>/test/", message_test, name="message-test"),
]
