"""``export``: the JSON Schema that editors complete and validate with."""

from dataclasses import dataclass

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.schema import json_schema
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House

KINDS = ("schema",)


@dataclass(frozen=True, slots=True)
class Exported(Answer):
    """What was asked for, as JSON."""

    what: str
    body: Json


def export(house: House, what: str = "schema") -> Exported:  # noqa: ARG001 (every verb takes the house)
    """Export the schema of the plan.

    Raises:
        NotFound: there is no such export.
    """
    if what not in KINDS:
        raise NotFound(
            Text(en=f"'{what}' cannot be exported.", fr=f"« {what} » ne peut être exporté."),
            nearest(what, KINDS),
        )
    return Exported(what, json_schema())
