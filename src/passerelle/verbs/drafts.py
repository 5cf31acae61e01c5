"""What someone typed in a form and did not record yet: kept as it is typed, never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import user_of


@dataclass(frozen=True, slots=True)
class Drafted(Answer):
    """The fields of one topic as typed; ``base`` is the revision of the first keystroke."""

    topic: str
    values: Json
    base: int | None
    at: str | None


def draft(house: House, topic: str) -> Drafted:
    """Give what the actor typed on a topic and did not record."""
    from passerelle.records.drafts import drafts

    rows = drafts(user_of(house), topic)
    return Drafted(
        topic,
        {row.field: row.value for row in rows},
        min((row.base for row in rows if row.base is not None), default=None),
        max(row.at for row in rows).isoformat() if rows else None,
    )


def keep_draft(house: House, topic: str, values: Mapping[str, Any], base: int | None) -> Drafted:
    """Keep what the actor is typing; ``values`` maps each field that differs to what is typed in it.

    A field that was typed in and is now as it stands in the plan is no draft any more.
    """
    from passerelle.records.drafts import drafts, save_drafts

    author = user_of(house)
    typed = {(topic, name): value for name, value in values.items()}
    for row in drafts(author, topic):
        if row.field not in values:
            row.delete()
    save_drafts(author, topic, typed, base=base, at=house.clock.now())
    return draft(house, topic)


def discard_draft(house: House, topic: str) -> Drafted:
    """Forget what the actor typed on a topic: it was recorded, or given up."""
    from passerelle.records.drafts import discard_drafts

    discard_drafts(user_of(house), topic)
    return draft(house, topic)
