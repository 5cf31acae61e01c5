"""How a page asks the workspace: one verb by name, as the person who signed in, plain JSON back.

This is the only way from a page to what Passerelle knows. A page never computes; it asks and shows.
"""

from typing import Any

from django.http import HttpRequest

from passerelle.verbs.call import perform
from passerelle.verbs.catalogue import verb_named
from passerelle.verbs.house import Actor, House
from passerelle.verbs.people import allow
from passerelle.verbs.serving import serving_house


def house() -> House:
    """The workspace that this server serves."""
    return serving_house()


def actor_of(request: HttpRequest) -> Actor:
    """Who asks: the person who signed in; a stranger may nothing."""
    user = request.user
    if not user.is_authenticated:
        return Actor(name="", role="")
    return Actor(name=user.username, role=user.role, team=user.team)


def ask(request: HttpRequest, verb: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401
    """Ask a verb and give its answer as plain JSON.

    Args:
        request: The request; whoever signed in is the actor.
        verb: The verb's name in ``verbs.catalogue``.
        arguments: What the verb takes, as plain values.

    Raises:
        NotAllowed: The person's role may not do what the verb does.
        PasserelleError: What the verb raises; the middleware shows it as a page.
    """
    found = verb_named(verb)
    allow(request.user, found.operation)
    return perform(house().seen_by(actor_of(request)), found, arguments).answer
