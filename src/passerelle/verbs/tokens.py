"""``tokens``: what a person's own programs sign in with; made in the web, shown once, revocable."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.clock import Clock
from passerelle.base.errors import NotFound, Refused, UserError
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import user_of

if TYPE_CHECKING:
    from passerelle.records.people import User
    from passerelle.records.tokens import ApiToken

AT_MOST = 20
"""Tokens in force that one person may have."""

LONGEST = 100
"""Characters of a token's name."""


@dataclass(frozen=True, slots=True)
class Tokens(Answer):
    """The actor's own tokens, latest first; the tokens themselves are known to nobody."""

    tokens: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class TokenMade(Answer):
    """A new token: shown once and stored nowhere."""

    number: int
    name: str
    token: str


def tokens(house: House) -> Tokens:
    """List the actor's own tokens."""
    return Tokens(tuple(_row(row) for row in user_of(house).tokens.all()))


def make_token(house: House, name: str) -> TokenMade:
    """Make a token for the actor; it may do what the actor's role may do.

    Args:
        house: The workspace, seen by whom the token will be.
        name: What the token is for, so that its owner knows which one to revoke.

    Raises:
        UserError: the name is empty or too long.
        Refused: the actor has many tokens already.
    """
    from passerelle.records.audit import note
    from passerelle.records.tokens import create_token

    called = name.strip()
    if not 0 < len(called) <= LONGEST:
        raise UserError(
            Text(en="A token needs a name.", fr="Un jeton a besoin d'un nom."),
            Text(
                en=f"Say in at most {LONGEST} characters what it is for.",
                fr=f"Dites en {LONGEST} caractères au plus à quoi il sert.",
            ),
        )
    user, now = user_of(house), house.clock.now()
    if user.tokens.filter(revoked_at=None).count() >= AT_MOST:
        raise Refused(
            Text(en=f"You have {AT_MOST} tokens.", fr=f"Vous avez {AT_MOST} jetons."),
            Text(en="Revoke one first.", fr="Révoquez-en un d'abord."),
        )
    row, token = create_token(user, called, at=now)
    note(user, "make-token", f"tokens/{row.pk}", at=now, detail={"name": called})
    return TokenMade(row.pk, called, token)


def revoke_token(house: House, number: int) -> Tokens:
    """Revoke one of the actor's own tokens; from now on it opens nothing.

    Raises:
        NotFound: the actor has no token of that number in force.
    """
    from passerelle.records.audit import note
    from passerelle.records.tokens import revoke_token as revoke

    user, now = user_of(house), house.clock.now()
    if not revoke(user, number, at=now):
        raise NotFound(
            Text(
                en=f"You have no token {number} in force.",
                fr=f"Vous n'avez pas de jeton {number} en vigueur.",
            ),
            Text(en="Look at the list again.", fr="Regardez de nouveau la liste."),
        )
    note(user, "revoke-token", f"tokens/{number}", at=now)
    return tokens(house)


def owner_of_token(token: str, clock: Clock) -> "User | None":
    """Say who calls with this token; None when it opens nothing."""
    from passerelle.records.tokens import owner_of

    return owner_of(token, at=clock.now())


def _row(row: "ApiToken") -> Json:
    return {
        "number": row.pk,
        "name": row.name,
        "made_at": row.made_at.isoformat(),
        "used_at": row.used_at.isoformat() if row.used_at else None,
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
    }
