"""``people``: who may sign in, with what role; a one-time link for each; their own password."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.errors import Fault, InputErrors, NotFound, Refused, nearest
from passerelle.base.ids import is_slug
from passerelle.base.language import LANGUAGES, Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.records.people import User


@dataclass(frozen=True, slots=True)
class People(Answer):
    """Everyone, by username; ``roles`` are those that can be given."""

    people: tuple[Json, ...]
    roles: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class LinkMade(Answer):
    """A one-time link, shown once and stored nowhere."""

    username: str
    path: str
    minutes: int


def people(house: House) -> People:  # noqa: ARG001 (every verb takes the house)
    """List who may sign in."""
    from passerelle.records.people import ROLE_NAMES, User

    rows = User.objects.exclude(username="terminal")
    named = tuple({"role": role, "name": name.as_json()} for role, name in ROLE_NAMES.items())
    return People(tuple(_row(user) for user in rows), named)


def save_person(  # noqa: PLR0913 (one argument a field)
    house: House,
    username: str,
    name: str = "",
    role: str = "reader",
    team: str = "",
    person: str = "",
    language: str = "",
    *,
    active: bool = True,
) -> People:
    """Add someone, or change their name, role, team, person of the plan, or right to sign in.

    ``language`` is the one they read, empty for that of their browser.

    Raises:
        InputErrors: the username cannot be one, or there is no such role or language.
        Refused: no administrator would be left.
    """
    from passerelle.records.audit import note
    from passerelle.records.people import User
    from passerelle.verbs.ownership import user_of

    _refuse_unknown(username, role, language)
    last = User.objects.filter(role="administrator", is_active=True).exclude(
        username__in=[username, "terminal"]
    )
    held = User.objects.filter(username=username).first()
    if (
        held
        and held.role == "administrator"
        and (role != "administrator" or not active)
        and not last.exists()
    ):
        raise Refused(
            Text(en="No administrator would be left.", fr="Il ne resterait aucun administrateur."),
            Text(
                en="Make someone else administrator first.",
                fr="Nommez d'abord un autre administrateur.",
            ),
        )
    user = held or User.objects.create_user(username)
    user.name, user.role, user.team, user.person, user.is_active = name, role, team, person, active
    user.language = language
    user.save()
    note(
        user_of(house),
        "save-person",
        f"people/{username}",
        at=house.clock.now(),
        detail={"role": role, "active": active},
    )
    return people(house)


def link_for(house: House, username: str) -> LinkMade:
    """Make a one-time sign-in link for someone.

    Raises:
        NotFound: nobody is called that.
    """
    from passerelle.records.audit import note
    from passerelle.records.people import LINK_LASTS, User, create_sign_in_link
    from passerelle.verbs.ownership import user_of

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(
            Text(
                en=f"Nobody who may sign in is called '{username}'.",
                fr=f"Personne d'actif ne s'appelle « {username} ».",
            ),
            nearest(
                username, User.objects.filter(is_active=True).values_list("username", flat=True)
            ),
        )
    now = house.clock.now()
    note(user_of(house), "make-link", f"people/{username}", at=now)
    token = create_sign_in_link(user, at=now)
    return LinkMade(username, f"/sign-in/{token}/", int(LINK_LASTS.total_seconds() // 60))


def _row(user: "User") -> Json:
    return {
        "username": user.username,
        "name": user.name,
        "role": user.role,
        "team": user.team,
        "person": user.person,
        "language": user.language,
        "active": user.is_active,
        "seen": user.last_login.isoformat() if user.last_login else None,
    }


def _refuse_unknown(username: str, role: str, language: str) -> None:
    from passerelle.records.people import Role

    faults = []
    if not is_slug(username) or username == "terminal":
        faults.append(
            Fault(
                Text(
                    en=f"'{username}' cannot be a username.",
                    fr=f"« {username} » ne peut être un identifiant.",
                ),
                Text(
                    en="Use lower-case letters, digits and hyphens.",
                    fr="Employez minuscules, chiffres et traits d'union.",
                ),
            )
        )
    if role not in Role.values:
        faults.append(
            Fault(
                Text(en=f"There is no role '{role}'.", fr=f"Il n'y a pas de rôle « {role} »."),
                nearest(role, Role.values),
            )
        )
    if language not in ("", *LANGUAGES):
        faults.append(
            Fault(
                Text(
                    en=f"There is no language '{language}' here.",
                    fr=f"Il n'y a pas ici de langue « {language} ».",
                ),
                nearest(language, LANGUAGES),
            )
        )
    if faults:
        raise InputErrors(faults)
