"""A whole plan: sections of named things, and where each stands in the text."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import PrivateAttr

from passerelle.base.place import Place
from passerelle.plan.fields import Entity, said
from passerelle.plan.operations import Action, Campaign, Envelope, Person, Promotion, Team
from passerelle.plan.strategy import (
    Brand,
    Fact,
    KeyMessage,
    Market,
    Metric,
    Objective,
    Offer,
    Persona,
    Segment,
    SwotItem,
    Waiver,
    Year,
)


class Plan(Entity):
    """What a company intends. Every named thing stands under its section, by id."""

    vision: Annotated[str | None, said("Vision", "Vision", widget="text")] = None
    north_star: Annotated[
        str | None, said("North Star: the one KPI above all", "Métrique étoile polaire")
    ] = None
    year: Annotated[Year | None, said("Year", "Exercice")] = None
    brand: Annotated[Brand | None, said("Brand", "Marque")] = None
    facts: Annotated[dict[str, Fact], said("Facts", "Enseignements")] = {}
    swot: Annotated[dict[str, SwotItem], said("SWOT", "SWOT")] = {}
    markets: Annotated[dict[str, Market], said("Markets", "Marchés")] = {}
    offers: Annotated[dict[str, Offer], said("Offers", "Offres")] = {}
    segments: Annotated[dict[str, Segment], said("Segments", "Segments")] = {}
    personas: Annotated[dict[str, Persona], said("Personas", "Personas")] = {}
    messages: Annotated[dict[str, KeyMessage], said("Key messages", "Messages clés")] = {}
    metrics: Annotated[dict[str, Metric], said("KPIs", "Indicateurs")] = {}
    objectives: Annotated[dict[str, Objective], said("Objectives", "Objectifs")] = {}
    campaigns: Annotated[dict[str, Campaign], said("Campaigns", "Campagnes")] = {}
    actions: Annotated[dict[str, Action], said("Actions", "Actions")] = {}
    promotions: Annotated[dict[str, Promotion], said("Promotions", "Promotions")] = {}
    budget: Annotated[dict[str, Envelope], said("Budget envelopes", "Enveloppes budgétaires")] = {}
    teams: Annotated[dict[str, Team], said("Teams", "Équipes")] = {}
    people: Annotated[dict[str, Person], said("People", "Personnes")] = {}
    waivers: Annotated[dict[str, Waiver], said("Waivers", "Dérogations")] = {}

    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same; where it stands in the files has no meaning."""
        return isinstance(other, Plan) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def at(self, places: Mapping[str, Place]) -> "Plan":
        """Give the same plan that knows its places; keys are paths such as ``actions/x/when``."""
        copy = self.model_copy()
        copy._places = dict(places)  # noqa: SLF001
        return copy

    def place(self, *path: str) -> Place | None:
        """Find where a node or field stands; the nearest part above it when it is not written."""
        for length in range(len(path), 0, -1):
            found = self._places.get("/".join(path[:length]))
            if found:
                return found
        return None

    def nodes(self) -> Iterator[tuple[str, str, Entity]]:
        """Walk all named things as (section, id, entity)."""
        for section in NAMED:
            for name, entity in getattr(self, section).items():
                yield section, name, entity


SINGLE = ("vision", "north_star", "year", "brand")
"""Sections that hold one thing."""

NAMED = tuple(name for name in Plan.model_fields if name not in SINGLE)
"""Sections that hold named things."""
