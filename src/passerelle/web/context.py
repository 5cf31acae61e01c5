"""What every template knows: the reader, the workspace, the navigation, what the role may do."""

from typing import Any

from django.http import HttpRequest

from passerelle.verbs.people import may, operations, role_name
from passerelle.web.asking import house
from passerelle.web.navigation import shown
from passerelle.web.reader import reader
from passerelle.web.switches import theme_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Give ``language``, ``theme``, ``workspace``, ``nav``, ``may`` and ``role``.

    ``may.apply`` is true when the person's role may apply: show no button that would be refused.
    """
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    settings = house().settings
    demo = settings.sending.inbox
    return {
        "language": reader().language,
        "theme": theme_of(request),
        "workspace": settings.name,
        "demo": demo,
        "nav": shown(request, demo=demo) if signed_in else [],
        "may": {word: may(user, word) for word in operations()} if signed_in else {},
        "role": role_name(user.role) if user and signed_in else None,
    }
