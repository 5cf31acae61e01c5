"""The engine: actions, campaigns, promotions, money, people."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from passerelle.plan.fields import Entity, said
from passerelle.plan.types import (
    BringsText,
    DiscountText,
    EstimateText,
    MoneyText,
    PercentText,
    PeriodText,
    RateText,
    Refs,
)


class Learning(Entity):
    """What a finished action taught."""

    says: Annotated[str, said("What we learned", "Ce que nous avons appris", widget="text")]
    keep: Annotated[Literal["keep", "change", "stop"] | None, said("Decision", "Décision")] = None


class Campaign(Entity):
    """Actions that go together: they inherit what they do not say, and share a ceiling."""

    title: Annotated[str, said("Campaign", "Campagne")]
    serves: Annotated[Refs, said("Serves: objectives", "Sert : objectifs", ref="objectives")] = ()
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
    says: Annotated[
        str | None,
        said("Message of all its actions", "Message de toutes ses actions", widget="text"),
    ] = None
    budget: Annotated[MoneyText | None, said("Ceiling", "Plafond")] = None


class Action(Entity):
    """Work done to move a key result: for whom, by which channel, when, at what cost."""

    title: Annotated[str | None, said("Title", "Titre")] = None
    kind: Annotated[
        Literal["action", "run"],
        said("Kind: run is running cost", "Type : run est un coût courant"),
    ] = "action"
    campaign: Annotated[str | None, said("Campaign", "Campagne", ref="campaigns")] = None
    segments: Annotated[
        Refs, said("For: segments", "Pour : segments", ref="segments", alias="for")
    ] = ()
    by: Annotated[str | None, said("By: channel", "Par : canal")] = None
    when: Annotated[
        PeriodText | None, said("When: a day, or start..end", "Quand : un jour, ou début..fin")
    ] = None
    cost: Annotated[MoneyText | None, said("Cost", "Coût")] = None
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
    says: Annotated[
        str | None,
        said(
            "Says: a promise or a key message",
            "Dit : une promesse ou un message clé",
            widget="text",
        ),
    ] = None
    serves: Annotated[Refs, said("Serves: objectives", "Sert : objectifs", ref="objectives")] = ()
    brings: Annotated[
        BringsText | None,
        said(
            "Brings: low / likely / high, to its key result (or one by KPI)",
            "Apporte : bas / probable / haut, à son résultat clé (ou par indicateur)",
        ),
    ] = None
    judged_on: Annotated[Refs, said("Judged on: KPIs", "Jugée sur : indicateurs")] = ()
    holdout: Annotated[
        PercentText | None,
        said(
            "Holdout: share kept aside to measure",
            "Groupe témoin : part laissée de côté pour mesurer",
        ),
    ] = None
    arms: Annotated[
        dict[str, str], said("Arms: template of each", "Variantes : modèle de chacune")
    ] = {}
    message: Annotated[str | None, said("Template of the message", "Modèle du message")] = None
    subject: Annotated[str | None, said("Subject line", "Objet du message")] = None
    tell: Annotated[
        Refs,
        said(
            "Tell: teams or people who must read it",
            "Prévenir : équipes ou personnes qui doivent lire",
            ref="teams|people",
        ),
    ] = ()
    needs: Annotated[
        Refs,
        said("Needs: actions to finish before", "Après : actions à terminer avant", ref="actions"),
    ] = ()
    offers: Annotated[Refs, said("Offers", "Offres", ref="offers")] = ()
    promotion: Annotated[
        DiscountText | None, said("Discount: 15 % members", "Remise : 15 % members")
    ] = None
    product: Annotated[str | None, said("Product line of the mix", "Mix, produit")] = None
    price: Annotated[str | None, said("Price line of the mix", "Mix, prix")] = None
    place: Annotated[str | None, said("Place line of the mix", "Mix, distribution")] = None
    leads: Annotated[
        EstimateText | None,
        said(
            "Leads expected a week: low / likely / high",
            "Prospects attendus par semaine : bas / probable / haut",
        ),
    ] = None
    tracking: Annotated[
        str | None,
        said("Tracking code, when it is not the name", "Code de suivi, si ce n'est pas le nom"),
    ] = None
    reason: Annotated[
        str | None, said("Why it is running cost", "Pourquoi c'est un coût courant", widget="text")
    ] = None
    learned: Annotated[Learning | None, said("What it taught", "Ce qu'elle a appris")] = None


class Promotion(Entity):
    """A price reduction with its own dates and offers, that actions may announce."""

    discount: Annotated[DiscountText, said("Discount: 15 % members", "Remise : 15 % members")]
    when: Annotated[PeriodText, said("When", "Quand")]
    offers: Annotated[Refs, said("Offers", "Offres", ref="offers")] = ()
    action: Annotated[str | None, said("Announced by", "Annoncée par", ref="actions")] = None


class Envelope(Entity):
    """A ceiling for part of the money."""

    amount: Annotated[MoneyText, said("Ceiling", "Plafond")]
    channels: Annotated[Refs, said("Channels it pays for", "Canaux qu'elle paie")] = ()
    objectives: Annotated[
        Refs, said("Objectives it pays for", "Objectifs qu'elle paie", ref="objectives")
    ] = ()


class Team(Entity):
    """People who work together; a sales team says how many leads it can handle."""

    title: Annotated[str | None, said("Team", "Équipe")] = None
    family: Annotated[
        Literal["strategy", "operations", "sales", "product", "service", "finance"] | None,
        said("Family", "Famille"),
    ] = None
    handles: Annotated[
        RateText | None, said("Handles: 40 leads a week", "Traite : 40 leads a week")
    ] = None
    receives: Annotated[
        RateText | None,
        said("Receives today: 25 leads a week", "Reçoit aujourd'hui : 25 leads a week"),
    ] = None
    notice_days: Annotated[
        int | None, said("Notice it needs, in days", "Préavis nécessaire, en jours")
    ] = None


class Person(Entity):
    """A role that owns things; the team it belongs to."""

    title: Annotated[str | None, said("Role", "Rôle")] = None
    team: Annotated[str | None, said("Team", "Équipe", ref="teams")] = None
    email: Annotated[str | None, said("E-mail", "Adresse électronique")] = None
