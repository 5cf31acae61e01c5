"""What happens around every page: security headers, the reader's language, errors as pages."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from passerelle.base.errors import PasserelleError
from passerelle.web.asking import house
from passerelle.web.errors import error_page
from passerelle.web.reader import Reader, language_for, read_by
from passerelle.web.statuses import OURS, status_of

Answer = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 (one rule a line is read; one long line is not)
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""No inline script or style, nothing from elsewhere. A view that shows a received message sets its
own, stricter header (``sandbox``), which is then kept."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}

log = logging.getLogger("passerelle.web")


class SecurityHeaders:
    """Adds the headers that a view did not set itself."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with headers."""
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class Reading:
    """Writes the page in its reader's language, and errors of ours as pages in that language."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        settings = house().settings
        language = language_for(request, settings.language)
        who = Reader(language, settings.timezone, settings.currency)
        with read_by(who), translation.override(language):
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Vary", "Cookie, Accept-Language")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Show an error of ours as a page; others go to Django, which logs them."""
        if not isinstance(fault, PasserelleError):
            return None
        status = status_of(fault)
        if status == OURS:
            log.error("%s %s", request.method, request.path, exc_info=fault)
            return error_page(request, OURS)
        return error_page(request, status, fault)
