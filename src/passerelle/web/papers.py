"""Pages that are not ours to style: received mail, previews of messages, files to keep.

They are shown inside a frame of their own, where nothing can run, be sent or be fetched.
"""

from django.http import HttpResponse

CLOSED = "; ".join(  # noqa: FLY002 (one rule a line is read; one long line is not)
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
"""A message brings its own styles; nothing else of it comes to life."""

WITH_LINKS = "sandbox allow-popups allow-popups-to-escape-sandbox"
WITHOUT_LINKS = "sandbox"


def framed(html: str, *, links: bool = False) -> HttpResponse:
    """Give a message's HTML for a frame; ``links`` lets a reader open them in a new tab."""
    body = f'<base target="_blank">{html}' if links else html
    return _in_frame(body, WITH_LINKS if links else WITHOUT_LINKS)


def _in_frame(body: str, sandbox: str) -> HttpResponse:
    answer = HttpResponse(body, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = f"{CLOSED}; {sandbox}"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def download(body: bytes, name: str, kind: str) -> HttpResponse:
    """Give a file to keep under ``name``."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
