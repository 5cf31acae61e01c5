"""What a company has found out: studies, facts, its surroundings, its rivals, itself."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from pydantic import Field

from passerelle.plan.fields import Entity, said
from passerelle.plan.types import CountText, Day, EstimateText, MoneyText, PeriodText, Refs

Tier = Literal["luxury", "premium", "mainstream", "value"]
Score5 = Annotated[int, Field(ge=1, le=5)]
Place10 = Annotated[int, Field(ge=0, le=10)]


class Study(Entity):
    """Research that teaches facts: how it asks, whom, when, at what cost."""

    title: Annotated[str, said("Study", "Étude")]
    method: Annotated[
        Literal["survey", "focus_group", "interview", "panel", "desk", "data"] | None,
        said("Method", "Méthode"),
    ] = None
    n: Annotated[
        CountText | None, said("Sample: number of answers", "Échantillon : nombre de réponses")
    ] = None
    when: Annotated[PeriodText | None, said("Fieldwork", "Terrain")] = None
    cost: Annotated[MoneyText | None, said("Cost", "Coût")] = None
    measures: Annotated[
        Refs,
        said("Measures: KPIs that only it can read", "Mesure : indicateurs qu'elle seule donne"),
    ] = ()
    until: Annotated[
        Day | None,
        said(
            "Valid until: after this day its facts support nothing",
            "Valable jusqu'au : après ce jour ses enseignements ne prouvent plus rien",
        ),
    ] = None


class Fact(Entity):
    """What a study or the data taught us, from where, and until when it holds."""

    says: Annotated[str, said("Fact: one sentence", "Enseignement : une phrase", widget="text")]
    study: Annotated[
        str | None, said("Study it comes from", "Étude dont il vient", ref="studies")
    ] = None
    source: Annotated[
        str | None,
        said(
            "From: survey or data it comes from",
            "Source : enquête ou données",
            alias="from",
        ),
    ] = None
    n: Annotated[
        CountText | None, said("Sample: number of answers", "Échantillon : nombre de réponses")
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
    accepted: Annotated[
        str | None,
        said("Accepted: why it is left alone", "Acceptée : pourquoi on la laisse", widget="text"),
    ] = None
    until: Annotated[Day | None, said("Valid until", "Valable jusqu'au")] = None


class Factor(Entity):
    """A force of the surroundings (PESTEL): how hard it may hit, and what answers it."""

    says: Annotated[str, said("Factor: one sentence", "Facteur : une phrase", widget="text")]
    dimension: Annotated[
        Literal["political", "economic", "social", "technological", "environmental", "legal"],
        said("Dimension", "Dimension"),
    ]
    effect: Annotated[Literal["threat", "opportunity"], said("Effect on us", "Effet sur nous")] = (
        "threat"
    )
    impact: Annotated[Score5 | None, said("Impact: 1 to 5", "Impact : de 1 à 5")] = None
    probability: Annotated[Score5 | None, said("Probability: 1 to 5", "Probabilité : de 1 à 5")] = (
        None
    )
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()
    answered_by: Annotated[
        Refs,
        said(
            "Answered by: objectives or actions",
            "Réponse : objectifs ou actions",
            ref="objectives|actions",
        ),
    ] = ()
    accepted: Annotated[
        str | None,
        said("Accepted: why it is left alone", "Accepté : pourquoi on le laisse", widget="text"),
    ] = None
    until: Annotated[Day | None, said("Valid until", "Valable jusqu'au")] = None


class MarketForce(Entity):
    """One of Porter's five forces, how hard it presses, and what answers it."""

    force: Annotated[
        Literal["rivalry", "entrants", "substitutes", "suppliers", "buyers"],
        said("Force", "Force"),
    ]
    says: Annotated[str, said("Why: one sentence", "Pourquoi : une phrase", widget="text")]
    intensity: Annotated[Score5 | None, said("Intensity: 1 to 5", "Intensité : de 1 à 5")] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()
    answered_by: Annotated[
        Refs,
        said(
            "Answered by: objectives or actions",
            "Réponse : objectifs ou actions",
            ref="objectives|actions",
        ),
    ] = ()
    accepted: Annotated[
        str | None,
        said("Accepted: why it is left alone", "Acceptée : pourquoi on la laisse", widget="text"),
    ] = None
    until: Annotated[Day | None, said("Valid until", "Valable jusqu'au")] = None


class Competitor(Entity):
    """A rival: what it claims, what it asks for, where it stands."""

    title: Annotated[str, said("Competitor", "Concurrent")]
    tier: Annotated[Tier | None, said("Price tier", "Niveau de gamme")] = None
    indirect: Annotated[
        bool,
        said("Indirect: another way to meet the need", "Indirect : répond autrement au besoin"),
    ] = False
    claims: Annotated[Refs, said("Claims: what it promises", "Promesses : ce qu'il dit")] = ()
    prices: Annotated[
        dict[str, MoneyText],
        said(
            "Prices: of what it sells against each of our offers",
            "Prix : de ce qu'il vend face à chacune de nos offres",
            keys="offers",
        ),
    ] = {}
    at: Annotated[
        dict[str, Place10],
        said(
            "Stands at: 0 to 10 on each axis of the positioning map",
            "Se situe à : de 0 à 10 sur chaque axe de la carte de positionnement",
        ),
    ] = {}
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


class Move(Entity):
    """Something that a competitor did or will do."""

    competitor: Annotated[str, said("Competitor", "Concurrent", ref="competitors")]
    says: Annotated[str, said("Move: one sentence", "Mouvement : une phrase", widget="text")]
    kind: Annotated[
        Literal["price", "launch", "communication", "distribution", "other"] | None,
        said("Kind", "Type"),
    ] = None
    when: Annotated[Day | None, said("Day", "Jour")] = None
    impact: Annotated[Score5 | None, said("Impact on us: 1 to 5", "Impact sur nous : de 1 à 5")] = (
        None
    )
    source: Annotated[str | None, said("Source", "Source")] = None
    answered_by: Annotated[
        Refs,
        said(
            "Answered by: objectives or actions",
            "Réponse : objectifs ou actions",
            ref="objectives|actions",
        ),
    ] = ()
    accepted: Annotated[
        str | None,
        said("Accepted: why it is left alone", "Accepté : pourquoi on le laisse", widget="text"),
    ] = None


class Capability(Entity):
    """Something that the company can do, more or less well."""

    title: Annotated[str, said("Capability", "Compétence clé")]
    level: Annotated[Score5 | None, said("Level: 1 to 5", "Niveau : de 1 à 5")] = None
    mitigation: Annotated[
        str | None,
        said(
            "Mitigation: how we do without, while it is weak",
            "Parade : comment on s'en passe tant qu'elle est faible",
            widget="text",
        ),
    ] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


class Opportunity(Entity):
    """Something that could be done, weighed: size, fit, ease."""

    title: Annotated[str, said("Opportunity", "Opportunité")]
    size: Annotated[Score5 | None, said("Size: 1 to 5", "Taille : de 1 à 5")] = None
    fit: Annotated[
        Score5 | None, said("Fit with us: 1 to 5", "Adéquation avec nous : de 1 à 5")
    ] = None
    ease: Annotated[Score5 | None, said("Ease: 1 to 5", "Facilité : de 1 à 5")] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()
    answered_by: Annotated[
        Refs,
        said(
            "Answered by: objectives or actions",
            "Réponse : objectifs ou actions",
            ref="objectives|actions",
        ),
    ] = ()


class Need(Entity):
    """What people of a segment want, how much, and how well it is met today."""

    says: Annotated[str, said("Need: one sentence", "Besoin : une phrase", widget="text")]
    segment: Annotated[str | None, said("Segment", "Segment", ref="segments")] = None
    importance: Annotated[Score5 | None, said("Importance: 1 to 5", "Importance : de 1 à 5")] = None
    satisfaction: Annotated[
        Score5 | None,
        said("Satisfaction today: 1 to 5", "Satisfaction aujourd'hui : de 1 à 5"),
    ] = None
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


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
    law_confirmed_by: Annotated[
        str | None,
        said(
            "Law confirmed by: who has read the country file, so that it binds",
            "Droit confirmé par : qui a relu le dossier du pays, qui dès lors oblige",
            ref="people",
        ),
    ] = None


class Constraint(Entity):
    """What the law, the language or the technique of a market demands."""

    says: Annotated[str, said("Constraint", "Contrainte", widget="text")]
    market: Annotated[str, said("Market", "Marché", ref="markets")]
    kind: Annotated[Literal["language", "legal", "technical"], said("Kind", "Type")]
    offers: Annotated[
        Refs, said("Offers: nothing means all", "Offres : rien veut dire toutes", ref="offers")
    ] = ()
    channels: Annotated[
        Refs, said("Channels: nothing means all", "Canaux : rien veut dire tous", ref="channels")
    ] = ()
    languages: Annotated[
        Refs, said("Languages: that every text must exist in", "Langues : de tout texte")
    ] = ()
    mention: Annotated[
        str | None,
        said("Mention: that every text must carry", "Mention : que tout texte doit porter"),
    ] = None
    source: Annotated[str | None, said("Source: law or norm", "Source : loi ou norme")] = None
    confirmed_by: Annotated[
        str | None,
        said(
            "Confirmed by: who answers for it; then it cannot be waived",
            "Confirmée par : qui en répond ; dès lors sans dérogation",
            ref="people",
        ),
    ] = None
