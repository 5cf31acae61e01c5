"""What a person does with a message they received: follow a link, or leave. Nobody signs in for it."""

from dataclasses import dataclass

from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whether a person has left, and the language they read, empty when it is not known."""

    done: bool
    language: str


def follow(house: House, token: str, *, keep: bool = True) -> str:
    """Keep a click, and say where the link leads.

    Args:
        house: The workspace.
        token: What stands after ``/r/``.
        keep: Whether it counts; a look at the link alone does not.

    Raises:
        NotFound: we did not make this link.
    """
    from passerelle.activation.links import resolve
    from passerelle.records.clicks import keep_click

    now = house.clock.now()
    click = resolve(token, secret=house.workspace.secret(), at=now)
    if keep:
        keep_click(click.target, click.action, click.person, at=now)
    return click.target


def way_out(house: House, token: str) -> Leaving:  # noqa: ARG001 (every verb takes the house)
    """Say what an unsubscription link would do, and do nothing.

    Raises:
        NotFound: we did not give this link.
    """
    from passerelle.activation.unsubscribe import look

    found = look(token)
    return Leaving(found.done, found.language)


def leave(house: House, token: str) -> Leaving:
    """Unsubscribe: no message that has not begun to leave goes to this person any more.

    Raises:
        NotFound: we did not give this link.
    """
    from passerelle.activation.unsubscribe import unsubscribe

    found = unsubscribe(token, at=house.clock.now())
    return Leaving(found.done, found.language)
