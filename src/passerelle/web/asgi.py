"""One ASGI application: health and forwarded verbs here, pages in Django.

Django runs as WSGI in eight kept threads: under ASGI each request would open its own thread and
SQLite connection (849 against 260-350 requests a second when tried).
"""

from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from passerelle import __version__
from passerelle.web import owner_api

WORKERS = 8
"""Threads that write pages."""


async def health(request: Request) -> JSONResponse:
    """Say that this process answers."""
    del request
    return JSONResponse({"status": "ok", "version": __version__})


def build() -> Starlette:
    """Build the application; Django must know its settings."""
    django: Any = get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 (read now: who leaves by a first request does not wait)
    pages: Any = WSGIMiddleware(django, workers=WORKERS)
    return Starlette(
        routes=[Route("/healthz", health), *owner_api.routes, Mount("/", app=pages)],
    )
