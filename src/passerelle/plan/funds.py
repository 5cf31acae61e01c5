"""Money: ceilings, and amounts by month in four states."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
import re
from typing import Annotated

from pydantic import field_validator

from passerelle.plan.fields import Entity, said
from passerelle.plan.scalars.loose_days import guess
from passerelle.plan.types import MoneyText, Refs
from passerelle.plan.unreadable import not_a

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Envelope(Entity):
    """A ceiling for part of the money."""

    amount: Annotated[MoneyText, said("Ceiling", "Plafond")]
    channels: Annotated[Refs, said("Channels it pays for", "Canaux qu'elle paie")] = ()
    objectives: Annotated[
        Refs, said("Objectives it pays for", "Objectifs qu'elle paie", ref="objectives")
    ] = ()


class Month(Entity):
    """The amounts of one month: planned once, forecast as it goes, committed, spent."""

    planned: Annotated[MoneyText | None, said("Planned", "Prévu")] = None
    forecast: Annotated[MoneyText | None, said("Forecast", "Estimé")] = None
    committed: Annotated[MoneyText | None, said("Committed", "Engagé")] = None
    actual: Annotated[MoneyText | None, said("Spent", "Dépensé")] = None


class BudgetLine(Entity):
    """What one thing of the plan costs, month by month."""

    pays: Annotated[
        str,
        said(
            "Pays for: an action, an objective, a study…",
            "Paie : une action, un objectif, une étude…",
            ref="actions|objectives|studies|trainings|loyalty|partners",
        ),
    ]
    months: Annotated[dict[str, Month], said("Months: 2027-01", "Mois : 2027-01")] = {}

    @field_validator("months", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        """Refuse a key that names no month."""
        for name in value if isinstance(value, dict) else ():
            if not _MONTH.fullmatch(str(name)):
                raise not_a(name, "a month", "un mois", guess(name) or "2027-01")
        return value
