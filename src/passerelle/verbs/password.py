"""``set-password``: whoever signed in chooses the password with which they sign in next time."""

from dataclasses import dataclass

from passerelle.base.errors import Fault, InputErrors, NotAllowed
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer
from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class PasswordSet(Answer):
    """Whose password is new; their other sessions have ended."""

    username: str


def set_password(house: House, new: str, current: str = "") -> PasswordSet:
    """Set the actor's own password.

    Args:
        house: The workspace, seen by the person.
        new: The password wanted, at least 12 characters and not a common one.
        current: The present password, when there is one.

    Raises:
        NotAllowed: the present password is another, or the actor is not a person.
        InputErrors: the new one is too weak; every reason is given.
    """
    from passerelle.records.audit import note
    from passerelle.records.people import User

    user = User.objects.filter(username=house.actor.name).first()
    if user is None or (user.has_usable_password() and not user.check_password(current)):
        raise NotAllowed(
            Text(
                en="The present password is another one.",
                fr="Le mot de passe actuel est différent.",
            ),
            Text(
                en="Type it again, or ask for a one-time link.",
                fr="Retapez-le, ou demandez un lien à usage unique.",
            ),
        )
    faults = _weak(new)
    if faults:
        raise InputErrors(faults)
    user.set_password(new)
    user.save()
    note(user, "set-password", f"people/{user.username}", at=house.clock.now())
    return PasswordSet(user.username)


def _weak(password: str) -> list[Fault]:
    """Ask Django's validators, once in each language."""
    from django.contrib.auth.password_validation import get_default_password_validators
    from django.core.exceptions import ValidationError
    from django.utils import translation

    faults = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password)
        except ValidationError as weak:
            said = {}
            for language in ("en", "fr"):
                with translation.override(language):
                    said[language] = " ".join(str(one) for one in weak.messages)
            faults.append(
                Fault(
                    Text(**said),
                    Text(
                        en="Choose a longer sentence of your own.",
                        fr="Choisissez une phrase plus longue, bien à vous.",
                    ),
                )
            )
    return faults
