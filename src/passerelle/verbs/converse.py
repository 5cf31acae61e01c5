"""The conversation: who must read what, who has, who objects, who approved, what was decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import user_of

if TYPE_CHECKING:
    from passerelle.records.conversation import Acknowledgement
    from passerelle.records.people import User


@dataclass(frozen=True, slots=True)
class Readings(Answer):
    """Everything someone was asked to read; ``mine`` are those that wait for the actor."""

    asked: tuple[Json, ...]
    mine: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Answered(Answer):
    """One answer to a request to read."""

    about: str
    who: str
    answer: str
    comment: str


def reading_list(house: House) -> Readings:
    """List what was asked to be read in the revision in force or about to be."""
    from passerelle.records.conversation import Acknowledgement, to_read

    rows = Acknowledgement.objects.select_related("revision", "answered_by").order_by(
        "answer", "asked_at"
    )
    return Readings(
        tuple(_row(row) for row in rows), tuple(_row(row) for row in to_read(_reader(house, "")))
    )


def acknowledge(
    house: House,
    about: str,
    answer: Literal["read", "objection"] = "read",
    comment: str = "",
    team: str = "",
) -> Answered:
    """Answer a request to read: read and understood, or an objection that says what must change.

    Raises:
        NotFound: nobody was asked to read this.
        NotAllowed: the actor was not asked.
        Refused: an objection says nothing.
    """
    from passerelle.records.conversation import answer_reading

    reader = _reader(house, team)
    asked = _asked(about, reader)
    row = answer_reading(asked, reader, answer, at=house.clock.now(), comment=comment)
    return Answered(row.about, row.team or row.person, row.answer, row.comment)


def _reader(house: House, team: str) -> "User":
    """The actor; at the terminal, whoever holds the files answers for the team they name."""
    user = user_of(house)
    if house.actor.name == "terminal" and team:
        user.team = team
    return user


def _asked(about: str, reader: "User") -> "Acknowledgement":
    from passerelle.records.conversation import Acknowledgement

    rows = (
        Acknowledgement.objects.filter(about=about)
        .select_related("revision")
        .order_by("-revision__number")
    )
    mine = [
        row
        for row in rows
        if row.team == reader.team or (row.person and row.person == reader.person)
    ]
    found = (mine or list(rows))[:1]
    if not found:
        known = Acknowledgement.objects.values_list("about", flat=True).distinct()
        raise NotFound(
            Text(
                en=f"Nobody was asked to read {about}.", fr=f"Personne n'est invité à lire {about}."
            ),
            nearest(about, known),
        )
    return found[0]


def _row(row: "Acknowledgement") -> Json:
    return {
        "id": row.pk,
        "about": row.about,
        "revision": row.revision.number,
        "who": row.team or row.person,
        "answer": row.answer,
        "comment": row.comment,
        "answered_by": str(row.answered_by or ""),
        "asked_at": row.asked_at.isoformat(),
        "answered_at": row.answered_at.isoformat() if row.answered_at else None,
    }
