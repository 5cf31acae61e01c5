"""The compass: whom a company wants, what it aims at, and how its aims hang together."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Any, Literal

from pydantic import model_validator

from passerelle.plan.fields import Entity, inherits, said
from passerelle.plan.organisation import Raci
from passerelle.plan.types import (
    ConditionText,
    CountText,
    Day,
    EstimateText,
    IndexText,
    MoneyText,
    PercentText,
    PeriodText,
    Refs,
    TargetText,
)


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
    locked: Annotated[
        Day | None,
        said(
            "Baseline locked on: later changes of planned amounts are strategic",
            "Référence figée le : changer ensuite un montant prévu est stratégique",
        ),
    ] = None


class Horizon(Entity):
    """How far the vision looks, and when it is looked at again."""

    until: Annotated[
        Day | None,
        said(
            "Until: the day that the vision describes",
            "Jusqu'au : le jour que décrit la vision",
        ),
    ] = None
    review: Annotated[
        Day | None,
        said("Looked at again on", "À revoir le"),
    ] = None


class Segment(Entity):
    """A group of people by a condition, its rank, and what it is promised."""

    rank: Annotated[
        int | None, said("Rank: 1 is the first battle", "Rang : 1 est la première bataille")
    ] = None
    who: Annotated[
        ConditionText | None,
        said("Who: a phrase, or all / any / not", "Qui : une phrase, ou all / any / not"),
    ] = None
    size: Annotated[
        CountText | None,
        said(
            "Size at planning: how many people it held",
            "Taille au plan : combien de personnes il comptait",
        ),
    ] = None
    least: Annotated[
        MoneyText | None,
        said("Least useful spend a year", "Dépense utile minimale par an"),
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
    why: Annotated[
        str | None,
        said(
            "Why it matters, though it does not feed the North Star",
            "Pourquoi il compte, bien qu'il ne nourrisse pas l'étoile polaire",
            widget="text",
        ),
    ] = None
    pace: Annotated[
        Literal["even", "season"] | None,
        said(
            "Pace: even all year, or with the season",
            "Rythme : égal toute l'année, ou selon la saison",
        ),
    ] = None
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

    extends: Annotated[str | None, inherits("objectives")] = None
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
    of: Annotated[
        str | None,
        said(
            "Of: a team or a person; nothing means the company",
            "De : une équipe ou une personne ; rien veut dire l'entreprise",
            ref="teams|people",
        ),
    ] = None
    pillar: Annotated[str | None, said("Pillar", "Axe stratégique", ref="pillars")] = None
    cycle: Annotated[PeriodText | None, said("Cycle: 2027-Q1", "Cycle : 2027-Q1")] = None
    ambitious: Annotated[
        bool,
        said("Ambitious: meant to be hard to reach", "Ambitieux : voulu difficile à atteindre"),
    ] = False
    priority: Annotated[
        int | None, said("Priority: 1 is first", "Priorité : 1 est la première")
    ] = None
    start: Annotated[Day | None, said("Start", "Début")] = None
    market: Annotated[str | None, said("Market", "Marché", ref="markets")] = None
    evidence: Annotated[
        Refs, said("Evidence", "Preuves", ref="facts|swot|needs|opportunities")
    ] = ()
    raci: Annotated[Raci | None, said("Roles (RACI)", "Rôles (RACI)")] = None
    results: Annotated[
        dict[str, KeyResult], said("Key results, by KPI", "Résultats clés, par indicateur")
    ] = {}


class Pillar(Entity):
    """A line of the strategy that objectives follow."""

    title: Annotated[str, said("Pillar", "Axe stratégique")]
    intent: Annotated[
        str | None, said("Intent: one sentence", "Intention : une phrase", widget="text")
    ] = None
    priority: Annotated[
        int | None, said("Priority: 1 is first", "Priorité : 1 est la première")
    ] = None


class Link(Entity):
    """How one KPI moves another: the short text is the operation."""

    op: Annotated[
        Literal["multiply", "add", "subtract", "divide", "elasticity", "mean"],
        said("Operation", "Opération"),
    ]
    coefficient: Annotated[
        EstimateText | None,
        said(
            "Coefficient: low / likely / high; an elasticity, a weight",
            "Coefficient : bas / probable / haut ; une élasticité, un poids",
        ),
    ] = None
    lag_days: Annotated[
        int | None, said("Lag in days, until the effect shows", "Délai en jours avant l'effet")
    ] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:  # noqa: ANN401
        """Let the operation alone stand for the whole."""
        return value if isinstance(value, dict | Link) else {"op": value}


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
    made_of: Annotated[
        dict[str, Link],
        said(
            "Made of: KPIs, each with its link",
            "Composé de : indicateurs, chacun avec son lien",
        ),
    ] = {}
    latency_days: Annotated[
        int | None,
        said("Days until it shows an effect", "Jours avant qu'il montre un effet"),
    ] = None
    fresh_days: Annotated[
        int | None, said("Days that a reading stays fresh", "Jours où un relevé reste frais")
    ] = None
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


class Bonus(Entity):
    """What people earn when objectives are reached: simulated only, never paid by Passerelle."""

    title: Annotated[str | None, said("Bonus scheme", "Système de prime")] = None
    of: Annotated[
        str | None,
        said("Of: a person or a team", "De : une personne ou une équipe", ref="people|teams"),
    ] = None
    pays: Annotated[
        MoneyText | None, said("Pays: when all is reached", "Verse : quand tout est atteint")
    ] = None
    rewards: Annotated[
        dict[str, PercentText],
        said(
            "Rewards: objectives, each with its weight",
            "Récompense : objectifs, chacun avec son poids",
            keys="objectives",
        ),
    ] = {}
    threshold: Annotated[
        PercentText | None,
        said("Threshold: nothing below this attainment", "Seuil : rien sous cette atteinte"),
    ] = None
    cap: Annotated[
        IndexText | None,
        said(
            "Cap: no more than this share of the sum",
            "Plafond : pas plus de cette part de la somme",
        ),
    ] = None
    guardrails: Annotated[
        Refs,
        said(
            "Guardrails: key results kept, or nothing is paid",
            "Garde-fous : résultats tenus, sinon rien n'est versé",
            ref="objectives",
        ),
    ] = ()


class Waiver(Entity):
    """An accepted exception to a rule: by whom, why, until when."""

    rule: Annotated[str, said("Rule: AL-030", "Règle : AL-030")]
    on: Annotated[str, said("On: the name of the node", "Sur : le nom de l'élément")]
    reason: Annotated[str, said("Reason", "Raison", widget="text")]
    approved_by: Annotated[str, said("Approved by", "Approuvée par", ref="people")]
    until: Annotated[Day, said("Until", "Jusqu'au")]
