"""The compass: what a company knows, what it stands for, whom it wants, what it aims at."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from passerelle.plan.fields import Entity, said
from passerelle.plan.types import (
    ConditionText,
    Day,
    EstimateText,
    MoneyText,
    PercentText,
    PeriodText,
    Refs,
    TargetText,
)

Tier = Literal["luxury", "premium", "mainstream", "value"]
Score5 = Annotated[int, Field(ge=1, le=5)]


class Year(Entity):
    """The period that the plan covers, and its money."""

    period: Annotated[
        PeriodText,
        said("Period: the days the plan covers", "Période : les jours que couvre le plan"),
    ]
    budget: Annotated[
        MoneyText | None,
        said("Budget: the ceiling for all actions", "Budget : le plafond de toutes les actions"),
    ] = None


class Fact(Entity):
    """What a study or the data taught us, from where, and until when it holds."""

    says: Annotated[str, said("Fact: one sentence", "Enseignement : une phrase", widget="text")]
    source: Annotated[
        str | None,
        said(
            "From: study, survey or data it comes from",
            "Source : étude, enquête ou données",
            alias="from",
        ),
    ] = None
    n: Annotated[
        int | None, said("Sample: number of answers", "Échantillon : nombre de réponses")
    ] = None
    until: Annotated[
        Day | None,
        said(
            "Valid until: after this day it supports nothing",
            "Valable jusqu'au : après ce jour il ne prouve plus rien",
        ),
    ] = None
    assumption: Annotated[
        bool, said("Assumption: not proved yet", "Hypothèse : pas encore prouvée")
    ] = False


class SwotItem(Entity):
    """A strength, weakness, opportunity or threat, and what answers it."""

    says: Annotated[str, said("Item: one sentence", "Élément : une phrase", widget="text")]
    quadrant: Annotated[
        Literal["strength", "weakness", "opportunity", "threat"], said("Quadrant", "Quadrant")
    ]
    impact: Annotated[Score5 | None, said("Impact: 1 to 5", "Impact : de 1 à 5")] = None
    probability: Annotated[Score5 | None, said("Probability: 1 to 5", "Probabilité : de 1 à 5")] = (
        None
    )
    evidence: Annotated[
        Refs,
        said(
            "Evidence: facts it rests on",
            "Preuves : enseignements sur lesquels il repose",
            ref="facts",
        ),
    ] = ()
    answered_by: Annotated[
        Refs,
        said(
            "Answered by: objectives or actions",
            "Réponse : objectifs ou actions",
            ref="objectives|actions",
        ),
    ] = ()


class Market(Entity):
    """Where the company sells, and how that place grows."""

    title: Annotated[str, said("Market", "Marché")]
    countries: Annotated[Refs, said("Countries: ISO codes", "Pays : codes ISO")] = ()
    growth: Annotated[
        EstimateText | None,
        said(
            "Growth: low / likely / high, a year", "Croissance : basse / probable / haute, par an"
        ),
    ] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


class Means(Entity):
    """What the promise means in each P of the mix."""

    product: Annotated[str | None, said("Product", "Produit")] = None
    price: Annotated[str | None, said("Price", "Prix")] = None
    place: Annotated[str | None, said("Place", "Distribution")] = None
    promotion: Annotated[str | None, said("Promotion", "Communication")] = None


class Never(Entity):
    """The brand's own limits."""

    discount_over: Annotated[
        PercentText | None, said("No public discount over", "Pas de remise publique au-delà de")
    ] = None
    clearance_over: Annotated[
        PercentText | None, said("No legal clearance over", "Pas de soldes au-delà de")
    ] = None
    words: Annotated[Refs, said("Words never used", "Mots que la marque n'emploie jamais")] = ()


class Brand(Entity):
    """What the company promises, and what it never does."""

    tier: Annotated[Tier | None, said("Price tier", "Niveau de gamme")] = None
    promise: Annotated[
        str | None, said("Promise: one sentence", "Promesse : une phrase", widget="text")
    ] = None
    means: Annotated[
        Means, said("What it means in the mix", "Ce qu'elle veut dire dans le mix")
    ] = Means()
    never: Annotated[Never, said("Limits", "Limites")] = Never()
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


class Offer(Entity):
    """Something sold: its price, its cost, where."""

    title: Annotated[str, said("Offer", "Offre")]
    price: Annotated[MoneyText, said("Price, taxes included", "Prix TTC")]
    cost: Annotated[MoneyText | None, said("Unit cost", "Coût unitaire")] = None
    markets: Annotated[Refs, said("Markets", "Marchés", ref="markets")] = ()
    products: Annotated[
        Refs, said("Product ids in the data", "Identifiants des produits dans les données")
    ] = ()


class Segment(Entity):
    """A group of people by a condition, its rank, and what it is promised."""

    rank: Annotated[
        int | None, said("Rank: 1 is the first battle", "Rang : 1 est la première bataille")
    ] = None
    who: Annotated[
        ConditionText | None,
        said("Who: a phrase, or all / any / not", "Qui : une phrase, ou all / any / not"),
    ] = None
    promise: Annotated[
        str | None,
        said(
            "Promise: what these people are promised",
            "Promesse : ce qu'on promet à ces personnes",
            widget="text",
        ),
    ] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()
    approved_by: Annotated[
        Refs,
        said("Agreed by: people or teams", "Validé par : personnes ou équipes", ref="people|teams"),
    ] = ()


class Persona(Entity):
    """A typical person of a segment: channels and languages that reach them."""

    title: Annotated[str, said("Persona", "Persona")]
    segment: Annotated[str, said("Segment", "Segment", ref="segments")]
    channels: Annotated[Refs, said("Channels where they are", "Canaux où ils se trouvent")] = ()
    languages: Annotated[Refs, said("Languages they read", "Langues qu'ils lisent")] = ()
    objections: Annotated[Refs, said("Objections to answer", "Objections à lever")] = ()


class KeyMessage(Entity):
    """A sentence to carry, for a segment, with its proof."""

    says: Annotated[str, said("Key message", "Message clé", widget="text")]
    segment: Annotated[str | None, said("Segment", "Segment", ref="segments")] = None
    evidence: Annotated[Refs, said("Proof", "Preuves", ref="facts")] = ()


class KeyResult(Entity):
    """A measure that proves the objective: the short text is its target."""

    target: Annotated[
        TargetText, said("Target: 24 % -> 28 % by 2027-12-31", "Cible : 24 % -> 28 % by 2027-12-31")
    ]
    metric: Annotated[
        str | None, said("KPI, when the name differs", "Indicateur, si le nom diffère")
    ] = None
    segment: Annotated[
        str | None, said("Segment it is read on", "Segment sur lequel il est lu", ref="segments")
    ] = None
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
    source: Annotated[
        str | None,
        said("Source, for a figure typed by hand", "Source, pour un chiffre saisi à la main"),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:  # noqa: ANN401
        """Let the target alone stand for the whole."""
        return value if isinstance(value, dict | KeyResult) else {"target": value}


class Objective(Entity):
    """A desired result, measurable and dated."""

    title: Annotated[
        str, said("Objective: a result, not work", "Objectif : un résultat, pas un travail")
    ]
    level: Annotated[Literal["strategic", "operational"], said("Level", "Niveau")] = "strategic"
    owner: Annotated[
        str | None,
        said(
            "Owner: the one person accountable",
            "Responsable : la seule personne qui en répond",
            ref="people",
        ),
    ] = None
    within: Annotated[
        str | None,
        said(
            "Within: the objective it serves",
            "Au sein de : l'objectif qu'il sert",
            ref="objectives",
        ),
    ] = None
    priority: Annotated[
        int | None, said("Priority: 1 is first", "Priorité : 1 est la première")
    ] = None
    start: Annotated[Day | None, said("Start", "Début")] = None
    market: Annotated[str | None, said("Market", "Marché", ref="markets")] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts|swot")] = ()
    results: Annotated[
        dict[str, KeyResult], said("Key results, by KPI", "Résultats clés, par indicateur")
    ] = {}


class Metric(Entity):
    """A KPI of this plan: one of the catalogue made precise, or one typed by hand."""

    title: Annotated[str | None, said("Name", "Nom")] = None
    unit: Annotated[
        Literal["share", "money", "count", "score", "days", "hours"] | None, said("Unit", "Unité")
    ] = None
    direction: Annotated[Literal["up", "down"] | None, said("Better when", "Meilleur vers le")] = (
        None
    )
    phase: Annotated[Literal["strategic", "operational"] | None, said("Phase", "Phase")] = None
    formula: Annotated[str | None, said("Formula, in words", "Formule, en mots")] = None
    source: Annotated[str | None, said("Source of the figure", "Source du chiffre")] = None
    owner: Annotated[str | None, said("Who types it", "Qui le saisit", ref="people")] = None
    driven_by: Annotated[Refs, said("Product of these KPIs", "Produit de ces indicateurs")] = ()
    through: Annotated[
        PercentText | None,
        said(
            "Share of revenue that goes through them",
            "Part du chiffre d'affaires qui passe par eux",
        ),
    ] = None
    market: Annotated[
        str | None,
        said("Market, for a market share", "Marché, pour une part de marché", ref="markets"),
    ] = None


class Waiver(Entity):
    """An accepted exception to a rule: by whom, why, until when."""

    rule: Annotated[str, said("Rule: AL-030", "Règle : AL-030")]
    on: Annotated[str, said("On: the name of the node", "Sur : le nom de l'élément")]
    reason: Annotated[str, said("Reason", "Raison", widget="text")]
    approved_by: Annotated[str, said("Approved by", "Approuvée par", ref="people")]
    until: Annotated[Day, said("Until", "Jusqu'au")]
