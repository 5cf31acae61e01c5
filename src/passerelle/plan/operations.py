"""The engine: actions, campaigns, promotions, money, people."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from passerelle.plan.analysis import Score5
from passerelle.plan.fields import Entity, inherits, said
from passerelle.plan.organisation import Raci
from passerelle.plan.types import (
    BringsText,
    ConditionText,
    CountText,
    Day,
    DiscountText,
    EstimateText,
    MoneyText,
    NumberText,
    PercentText,
    PeriodText,
    Refs,
)


class Learning(Entity):
    """What a finished action taught."""

    says: Annotated[str, said("What we learned", "Ce que nous avons appris", widget="text")]
    keep: Annotated[Literal["keep", "change", "stop"] | None, said("Decision", "Décision")] = None


class Campaign(Entity):
    """Actions that go together: they inherit what they do not say, and share a ceiling."""

    extends: Annotated[str | None, inherits("campaigns")] = None
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

    extends: Annotated[str | None, inherits("actions")] = None
    title: Annotated[str | None, said("Title", "Titre")] = None
    lever: Annotated[
        str | None,
        said("Lever: email, press, seo, event…", "Levier : email, press, seo, event…"),
    ] = None
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
    lag_days: Annotated[
        int | None,
        said(
            "Lag in days, from its first day until its effect shows",
            "Délai en jours, de son premier jour à ce que son effet se voie",
        ),
    ] = None
    purpose: Annotated[
        Literal["sales", "brand", "learning"],
        said(
            "Purpose: only sales must earn more than they cost",
            "But : seules les ventes doivent rapporter plus qu'elles ne coûtent",
        ),
    ] = "sales"
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
    markets: Annotated[
        Refs, said("Markets it takes place in", "Marchés où elle a lieu", ref="markets")
    ] = ()
    languages: Annotated[Refs, said("Languages of its texts", "Langues de ses textes")] = ()
    meets: Annotated[
        Refs,
        said(
            "Meets: constraints of the market",
            "Respecte : contraintes du marché",
            ref="constraints",
        ),
    ] = ()
    landing: Annotated[str | None, said("Landing page", "Page d'arrivée")] = None
    work: Annotated[
        NumberText | None,
        said(
            "Work in person-days, its tasks included", "Travail en jours-personne, tâches comprises"
        ),
    ] = None
    skills: Annotated[
        dict[str, Score5],
        said("Skills it needs, each with its level", "Compétences requises, avec leur niveau"),
    ] = {}
    relies_on: Annotated[
        Refs,
        said("Relies on: capabilities", "Repose sur : compétences clés", ref="capabilities"),
    ] = ()
    raci: Annotated[Raci | None, said("Roles (RACI)", "Rôles (RACI)")] = None
    sells: Annotated[
        EstimateText | None,
        said(
            "Sells: units expected, low / likely / high",
            "Vend : unités attendues, bas / probable / haut",
        ),
    ] = None
    tickets: Annotated[
        EstimateText | None,
        said(
            "Questions to service a week: low / likely / high",
            "Demandes au service par semaine : bas / probable / haut",
        ),
    ] = None
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

    extends: Annotated[str | None, inherits("promotions")] = None
    discount: Annotated[DiscountText, said("Discount: 15 % members", "Remise : 15 % members")]
    mechanism: Annotated[
        Literal["price", "gift", "bundle", "second_unit", "free_shipping"],
        said("Mechanism", "Mécanisme"),
    ] = "price"
    when: Annotated[PeriodText, said("When", "Quand")]
    offers: Annotated[Refs, said("Offers", "Offres", ref="offers")] = ()
    action: Annotated[str | None, said("Announced by", "Annoncée par", ref="actions")] = None
    says: Annotated[
        str | None, said("Words of the announcement", "Texte de l'annonce", widget="text")
    ] = None
    reference: Annotated[
        MoneyText | None,
        said("Reference price that is struck through", "Prix de référence barré"),
    ] = None
    exempt: Annotated[
        Literal["successive", "perishable"] | None,
        said("Exempt from the 30 days", "Dispensée des 30 jours"),
    ] = None
    channels: Annotated[
        Refs, said("Channels: nothing means all", "Canaux : rien veut dire tous", ref="channels")
    ] = ()
    markets: Annotated[Refs, said("Markets", "Marchés", ref="markets")] = ()


class Tier(Entity):
    """One step of a loyalty programme: who is in it and what they get."""

    who: Annotated[ConditionText | None, said("Who", "Qui")] = None
    gives: Annotated[str | None, said("Gives", "Donne")] = None
    discount: Annotated[PercentText | None, said("Standing discount", "Remise permanente")] = None


class Loyalty(Entity):
    """A loyalty programme: its steps, its cost, what it serves."""

    title: Annotated[str, said("Loyalty programme", "Programme de fidélité")]
    segments: Annotated[
        Refs, said("For: segments", "Pour : segments", ref="segments", alias="for")
    ] = ()
    serves: Annotated[Refs, said("Serves: objectives", "Sert : objectifs", ref="objectives")] = ()
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
    when: Annotated[PeriodText | None, said("When", "Quand")] = None
    cost: Annotated[MoneyText | None, said("Cost", "Coût")] = None
    judged_on: Annotated[Refs, said("Judged on: KPIs", "Jugé sur : indicateurs")] = ()
    tiers: Annotated[dict[str, Tier], said("Tiers", "Paliers")] = {}


class Experiment(Entity):
    """A question put to the facts: what is believed, how small an effect must show."""

    action: Annotated[
        str | None, said("Action it is part of", "Action concernée", ref="actions")
    ] = None
    hypothesis: Annotated[str, said("Hypothesis", "Hypothèse", widget="text")]
    metric: Annotated[str | None, said("KPI", "Indicateur")] = None
    base: Annotated[PercentText | None, said("Rate today", "Taux aujourd'hui")] = None
    sees: Annotated[
        PercentText | None,
        said("Smallest effect to see, in points", "Plus petit effet à voir, en points"),
    ] = None
    when: Annotated[PeriodText | None, said("When", "Quand")] = None
    decided: Annotated[Literal["keep", "change", "stop"] | None, said("Decision", "Décision")] = (
        None
    )
    learned: Annotated[str | None, said("What it taught", "Ce qu'elle a appris", widget="text")] = (
        None
    )


class MediaLine(Entity):
    """A line of the media plan: what is bought, where, how, and whom it should reach."""

    action: Annotated[str, said("Action", "Action", ref="actions")]
    channel: Annotated[str | None, said("Channel", "Canal")] = None
    format: Annotated[str | None, said("Format", "Format")] = None
    when: Annotated[PeriodText | None, said("Flight", "Vague")] = None
    model: Annotated[
        Literal["flat", "cpm", "cpc", "cpl", "cpa", "grp"] | None,
        said("Cost model", "Modèle de coût"),
    ] = None
    price: Annotated[MoneyText | None, said("Unit price", "Prix unitaire")] = None
    volume: Annotated[
        CountText | None,
        said(
            "Volume bought: impressions, clicks, leads, points",
            "Volume acheté : impressions, clics, prospects, points",
        ),
    ] = None
    audience: Annotated[
        CountText | None,
        said("Audience: people who could be reached", "Univers : personnes touchables"),
    ] = None
    reach: Annotated[
        PercentText | None, said("Reach of that audience", "Couverture de l'univers")
    ] = None
    frequency: Annotated[
        NumberText | None,
        said("Frequency: times each is reached", "Répétition : contacts par personne"),
    ] = None


class Content(Entity):
    """A piece of content: an article, a video, a post, with its theme and its words."""

    title: Annotated[str, said("Content", "Contenu")]
    kind: Annotated[
        Literal["article", "video", "post", "newsletter", "page", "press", "brochure", "sample"]
        | None,
        said("Kind", "Type"),
    ] = None
    action: Annotated[str | None, said("Action", "Action", ref="actions")] = None
    line: Annotated[str | None, said("Editorial line", "Ligne éditoriale", ref="editorial")] = None
    theme: Annotated[str | None, said("Theme", "Thème")] = None
    segment: Annotated[str | None, said("Segment", "Segment", ref="segments")] = None
    language: Annotated[str | None, said("Language", "Langue")] = None
    text: Annotated[str | None, said("Words", "Texte", widget="text")] = None
    when: Annotated[Day | None, said("Published on", "Publié le")] = None
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
