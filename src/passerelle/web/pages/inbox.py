"""Inbox: what the built-in inbox of a demo received, so that nothing leaves the machine."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.papers import framed

LAST = 50
TOLD = ("From", "To", "Subject", "Date", "List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID")
"""Headers shown first; the others stand under them."""


@opens("read_people")
def inbox(request: HttpRequest) -> HttpResponse:
    """List the latest messages, or those to one recipient."""
    to = request.GET.get("to", "").strip()
    found = ask(request, "inbox", to=to, last=LAST)
    return render(request, "passerelle/inbox.html", {"inbox": found, "to": to})


@opens("read_people")
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """Open one message: headers, text, and its HTML in a frame of its own."""
    found = ask(request, "inbox", number=number, last=1)
    opened: dict[str, Any] = found["opened"]
    headers = [(name, value) for name, value in opened["headers"]]
    context = {
        "mail": opened,
        "first": [pair for pair in headers if pair[0] in TOLD],
        "others": [pair for pair in headers if pair[0] not in TOLD],
        "total": found["total"],
        "number": number,
        "newer": number + 1 if number < found["total"] else None,
        "older": number - 1 if number > 1 else None,
    }
    return render(request, "passerelle/mail.html", context)


@opens("read_people")
def mail_html(request: HttpRequest, number: int) -> HttpResponse:
    """Give the HTML of one message, for its frame; links open in a new tab."""
    opened = ask(request, "inbox", number=number, last=1)["opened"]
    return framed(opened["html"], links=True)


urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/<int:number>/", mail, name="mail"),
    path("inbox/<int:number>/html/", mail_html, name="mail-html"),
]
