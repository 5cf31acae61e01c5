"""People and their rights, for the doors: who signs in, what a role may do and is called."""

from typing import TYPE_CHECKING

from passerelle.base.clock import Clock
from passerelle.base.language import Language, Text

if TYPE_CHECKING:
    from passerelle.records.people import User


def spend_link(token: str, clock: Clock) -> "User":
    """Spend a sign-in link and say whose it was.

    Raises:
        NotAllowed: the link is unknown, spent or too old.
    """
    from passerelle.records.audit import note
    from passerelle.records.people import use_sign_in_link

    user = use_sign_in_link(token, at=clock.now())
    note(user, "sign-in", "link", at=clock.now())
    return user


def may(user: object, operation: str) -> bool:
    """Whether someone may do something; no for strangers and unknown words."""
    from passerelle.records import permissions

    return permissions.may(user, operation)


def allow(user: object, operation: str) -> None:
    """Let someone pass, or say why not.

    Raises:
        NotAllowed: the role may not do it; the text names the roles that may.
    """
    from passerelle.records import permissions

    permissions.allow(user, operation)


def sees_people(role: str) -> bool:
    """Whether a role may see who somebody is, beside how many there are."""
    from passerelle.records.permissions import MATRIX, Operation

    return Operation.READ_PEOPLE in MATRIX.get(role, frozenset())


def matrix() -> "tuple[tuple[str, frozenset[str]], ...]":
    """Give each operation with the roles that may do it, in the order of the roles."""
    from passerelle.records.permissions import MATRIX, Operation

    return tuple(
        (word.value, frozenset(str(role) for role, allowed in MATRIX.items() if word in allowed))
        for word in Operation
    )


def operations() -> frozenset[str]:
    """Every operation that a route may declare."""
    from passerelle.records.permissions import Operation

    return frozenset(operation.value for operation in Operation)


def role_name(role: str) -> Text:
    """Give a role as readers see it."""
    from passerelle.records.people import ROLE_NAMES

    return ROLE_NAMES.get(role, Text(en=role, fr=role))


def keep_language(user: "User", language: Language) -> None:
    """Remember the language that someone reads."""
    from passerelle.records.people import User as Users

    Users.objects.filter(pk=user.pk).update(language=language)
