"""A whole plan: sections of named things, and where each stands in the text."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import PrivateAttr

from passerelle.base.place import Place
from passerelle.plan.analysis import (
    Capability,
    Competitor,
    Constraint,
    Fact,
    Factor,
    Market,
    MarketForce,
    Move,
    Need,
    Opportunity,
    Study,
    SwotItem,
)
from passerelle.plan.fields import Entity, said
from passerelle.plan.funds import BudgetLine, Envelope
from passerelle.plan.mix import Channel, Choice, Offer, Policy
from passerelle.plan.operations import (
    Action,
    Campaign,
    Content,
    Experiment,
    Loyalty,
    MediaLine,
    Promotion,
)
from passerelle.plan.organisation import (
    Absence,
    Blackout,
    Charter,
    Partner,
    Person,
    Right,
    Ritual,
    Sprint,
    Task,
    Team,
    Training,
)
from passerelle.plan.positioning import (
    Brand,
    EditorialLine,
    KeyMessage,
    Persona,
    Positioning,
    Proposition,
    Term,
)
from passerelle.plan.strategy import (
    Bonus,
    Horizon,
    Metric,
    Objective,
    Pillar,
    Segment,
    Waiver,
    Year,
)
from passerelle.plan.types import Star


class Plan(Entity):
    """What a company intends. Every named thing stands under its section, by id."""

    vision: Annotated[str | None, said("Vision", "Vision", widget="text")] = None
    horizon: Annotated[
        Horizon | None,
        said("Horizon: how far the vision looks", "Horizon : jusqu'où porte la vision"),
    ] = None
    north_star: Annotated[
        Star, said("North Star: the one KPI above all", "Métrique étoile polaire")
    ] = ()
    year: Annotated[Year | None, said("Year", "Exercice")] = None
    brand: Annotated[Brand | None, said("Brand", "Marque")] = None
    pillars: Annotated[dict[str, Pillar], said("Pillars", "Axes stratégiques")] = {}
    studies: Annotated[dict[str, Study], said("Studies", "Études")] = {}
    facts: Annotated[dict[str, Fact], said("Facts", "Enseignements")] = {}
    swot: Annotated[dict[str, SwotItem], said("SWOT", "SWOT")] = {}
    pestel: Annotated[dict[str, Factor], said("PESTEL", "PESTEL")] = {}
    forces: Annotated[dict[str, MarketForce], said("Five forces", "Cinq forces")] = {}
    competitors: Annotated[dict[str, Competitor], said("Competitors", "Concurrents")] = {}
    moves: Annotated[
        dict[str, Move], said("Moves of competitors", "Mouvements des concurrents")
    ] = {}
    capabilities: Annotated[dict[str, Capability], said("Capabilities", "Compétences clés")] = {}
    opportunities: Annotated[dict[str, Opportunity], said("Opportunities", "Opportunités")] = {}
    needs: Annotated[dict[str, Need], said("Needs", "Besoins")] = {}
    markets: Annotated[dict[str, Market], said("Markets", "Marchés")] = {}
    constraints: Annotated[dict[str, Constraint], said("Constraints", "Contraintes")] = {}
    positionings: Annotated[dict[str, Positioning], said("Positionings", "Positionnements")] = {}
    offers: Annotated[dict[str, Offer], said("Offers", "Offres")] = {}
    channels: Annotated[dict[str, Channel], said("Channels", "Canaux")] = {}
    policies: Annotated[dict[str, Policy], said("Mix policies", "Politiques du mix")] = {}
    segments: Annotated[dict[str, Segment], said("Segments", "Segments")] = {}
    personas: Annotated[dict[str, Persona], said("Personas", "Personas")] = {}
    propositions: Annotated[
        dict[str, Proposition], said("Value propositions", "Propositions de valeur")
    ] = {}
    messages: Annotated[dict[str, KeyMessage], said("Key messages", "Messages clés")] = {}
    editorial: Annotated[
        dict[str, EditorialLine], said("Editorial lines", "Lignes éditoriales")
    ] = {}
    metrics: Annotated[dict[str, Metric], said("KPIs", "Indicateurs")] = {}
    objectives: Annotated[dict[str, Objective], said("Objectives", "Objectifs")] = {}
    bonuses: Annotated[dict[str, Bonus], said("Bonus schemes", "Systèmes de prime")] = {}
    terms: Annotated[dict[str, Term], said("Glossary", "Glossaire")] = {}
    choices: Annotated[dict[str, Choice], said("Mix choices", "Choix du mix")] = {}
    campaigns: Annotated[dict[str, Campaign], said("Campaigns", "Campagnes")] = {}
    actions: Annotated[dict[str, Action], said("Actions", "Actions")] = {}
    media: Annotated[dict[str, MediaLine], said("Media plan", "Plan média")] = {}
    contents: Annotated[dict[str, Content], said("Contents", "Contenus")] = {}
    promotions: Annotated[dict[str, Promotion], said("Promotions", "Promotions")] = {}
    loyalty: Annotated[dict[str, Loyalty], said("Loyalty", "Fidélité")] = {}
    experiments: Annotated[dict[str, Experiment], said("Experiments", "Expériences")] = {}
    tasks: Annotated[dict[str, Task], said("Tasks", "Tâches")] = {}
    sprints: Annotated[dict[str, Sprint], said("Sprints", "Sprints")] = {}
    budget: Annotated[dict[str, Envelope], said("Budget envelopes", "Enveloppes budgétaires")] = {}
    spending: Annotated[dict[str, BudgetLine], said("Budget lines", "Lignes de budget")] = {}
    teams: Annotated[dict[str, Team], said("Teams", "Équipes")] = {}
    people: Annotated[dict[str, Person], said("People", "Personnes")] = {}
    partners: Annotated[dict[str, Partner], said("Partners", "Partenaires")] = {}
    absences: Annotated[dict[str, Absence], said("Absences", "Absences")] = {}
    trainings: Annotated[dict[str, Training], said("Training", "Formations")] = {}
    rituals: Annotated[dict[str, Ritual], said("Rituals", "Rituels")] = {}
    charter: Annotated[
        dict[str, Charter], said("Communication charter", "Charte de communication")
    ] = {}
    rights: Annotated[dict[str, Right], said("Decision rights", "Droits de décision")] = {}
    blackouts: Annotated[dict[str, Blackout], said("Blackout days", "Jours sans lancement")] = {}
    waivers: Annotated[dict[str, Waiver], said("Waivers", "Dérogations")] = {}

    _places: dict[str, Place] = PrivateAttr(default_factory=dict)
    _inherited: dict[str, frozenset[str]] = PrivateAttr(default_factory=dict)

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

    def inherited(self, node: str) -> frozenset[str]:
        """Name the fields that a node takes from the one it extends: ``actions/noel-ca``."""
        return self._inherited.get(node, frozenset())

    def extending(self, inherited: Mapping[str, frozenset[str]]) -> "Plan":
        """Give the same plan that knows which fields its nodes take from others."""
        copy = self.model_copy()
        copy._inherited = dict(inherited)  # noqa: SLF001
        return copy

    def nodes(self) -> Iterator[tuple[str, str, Entity]]:
        """Walk all named things as (section, id, entity)."""
        for section in NAMED:
            for name, entity in getattr(self, section).items():
                yield section, name, entity


SINGLE = ("vision", "horizon", "north_star", "year", "brand")
"""Sections that hold one thing."""

NAMED = tuple(name for name in Plan.model_fields if name not in SINGLE)
"""Sections that hold named things."""
