"""What a company stands for: brand, limits, positionings, promises, words."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from passerelle.plan.analysis import Place10, Tier
from passerelle.plan.fields import Entity, inherits, said
from passerelle.plan.types import IndexText, PercentText, Refs


class Means(Entity):
    """What a promise or a word means in each P of the mix."""

    product: Annotated[str | None, said("Product", "Produit")] = None
    price: Annotated[str | None, said("Price", "Prix")] = None
    place: Annotated[str | None, said("Place", "Distribution")] = None
    promotion: Annotated[str | None, said("Promotion", "Communication")] = None


class Never(Entity):
    """The limits that a brand sets itself."""

    discount_over: Annotated[
        PercentText | None, said("No public discount over", "Pas de remise publique au-delà de")
    ] = None
    clearance_over: Annotated[
        PercentText | None, said("No legal clearance over", "Pas de soldes au-delà de")
    ] = None
    deal_days_over: Annotated[
        int | None,
        said(
            "No more days a year with anything on public discount than",
            "Pas plus de jours par an avec quoi que ce soit en remise publique que",
        ),
    ] = None
    deal_share_over: Annotated[
        PercentText | None,
        said(
            "No more of the revenue on discount than", "Pas plus du chiffre d'affaires remisé que"
        ),
    ] = None
    index_under: Annotated[
        IndexText | None,
        said(
            "No price under: share of the competitors' median",
            "Pas de prix sous : part du prix médian des concurrents",
        ),
    ] = None
    index_over: Annotated[
        IndexText | None,
        said(
            "No price over: share of the competitors' median",
            "Pas de prix au-delà de : part du prix médian des concurrents",
        ),
    ] = None
    channels_below: Annotated[
        Tier | None,
        said("No channel below: price tier", "Pas de canal sous : niveau de gamme"),
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
    mentions: Annotated[
        Refs,
        said("Mentions: that every message carries", "Mentions : que porte chaque message"),
    ] = ()
    evidence: Annotated[Refs, said("Evidence", "Preuves", ref="facts")] = ()


class Positioning(Entity):
    """The place that a brand, a range or an offer wants in people's minds."""

    extends: Annotated[str | None, inherits("positionings")] = None
    offers: Annotated[
        Refs,
        said(
            "Offers: nothing means the whole brand",
            "Offres : rien veut dire toute la marque",
            ref="offers",
        ),
    ] = ()
    segment: Annotated[str | None, said("For: segment", "Pour : segment", ref="segments")] = None
    category: Annotated[str | None, said("Category", "Catégorie")] = None
    benefit: Annotated[
        str | None, said("Benefit: one sentence", "Bénéfice : une phrase", widget="text")
    ] = None
    unlike: Annotated[
        Refs, said("Unlike: competitors", "À la différence de : concurrents", ref="competitors")
    ] = ()
    because: Annotated[Refs, said("Because: facts", "Parce que : enseignements", ref="facts")] = ()
    tier: Annotated[Tier | None, said("Price tier", "Niveau de gamme")] = None
    attributes: Annotated[
        dict[str, Means],
        said(
            "Attributes: each word, and what people would see of it",
            "Attributs : chaque mot, et ce que l'on en verrait",
        ),
    ] = {}
    never: Annotated[Never, said("Limits of its own", "Limites propres")] = Never()
    at: Annotated[
        dict[str, Place10],
        said(
            "Stands at: 0 to 10 on each axis of the positioning map",
            "Se situe à : de 0 à 10 sur chaque axe de la carte de positionnement",
        ),
    ] = {}


class Proposition(Entity):
    """A value proposition: what an offer does for the people of a segment."""

    extends: Annotated[str | None, inherits("propositions")] = None
    segment: Annotated[str, said("Segment", "Segment", ref="segments")]
    offer: Annotated[str | None, said("Offer", "Offre", ref="offers")] = None
    says: Annotated[
        str | None, said("Promise: one sentence", "Promesse : une phrase", widget="text")
    ] = None
    jobs: Annotated[
        Refs, said("Jobs: what they try to do", "Tâches : ce qu'ils cherchent à faire")
    ] = ()
    pains: Annotated[
        dict[str, str | None],
        said("Pains: each with what relieves it", "Frustrations : chacune avec ce qui la soulage"),
    ] = {}
    gains: Annotated[
        dict[str, str | None],
        said("Gains: each with what creates it", "Bénéfices : chacun avec ce qui le crée"),
    ] = {}
    proof: Annotated[Refs, said("Proof", "Preuves", ref="facts")] = ()


class Persona(Entity):
    """A typical person of a segment: channels and languages that reach them."""

    title: Annotated[str, said("Persona", "Persona")]
    segment: Annotated[str, said("Segment", "Segment", ref="segments")]
    channels: Annotated[Refs, said("Channels where they are", "Canaux où ils se trouvent")] = ()
    languages: Annotated[Refs, said("Languages they read", "Langues qu'ils lisent")] = ()
    objections: Annotated[Refs, said("Objections to answer", "Objections à lever")] = ()


class KeyMessage(Entity):
    """A sentence to carry, for a segment, with its proof."""

    extends: Annotated[str | None, inherits("messages")] = None
    says: Annotated[str, said("Key message", "Message clé", widget="text")]
    segment: Annotated[str | None, said("Segment", "Segment", ref="segments")] = None
    proposition: Annotated[
        str | None,
        said(
            "Value proposition it comes from",
            "Proposition de valeur dont il vient",
            ref="propositions",
        ),
    ] = None
    tags: Annotated[
        Refs,
        said("Tags: exclusivity, deal, eco…", "Étiquettes : exclusivité, bonne affaire, écologie…"),
    ] = ()
    evidence: Annotated[Refs, said("Proof", "Preuves", ref="facts")] = ()


class EditorialLine(Entity):
    """What a brand speaks of, in which tone, to whom."""

    title: Annotated[str | None, said("Editorial line", "Ligne éditoriale")] = None
    segment: Annotated[str | None, said("Segment", "Segment", ref="segments")] = None
    themes: Annotated[Refs, said("Themes", "Thèmes")] = ()
    tone: Annotated[str | None, said("Tone", "Ton")] = None
    aims: Annotated[
        Literal["awareness", "acquisition", "loyalty"] | None,
        said("Aim", "Objectif"),
    ] = None


class Term(Entity):
    """A word of the house, in both languages, and what it means here."""

    en: Annotated[str | None, said("English", "Anglais")] = None
    fr: Annotated[str | None, said("French", "Français")] = None
    says: Annotated[str, said("Meaning: one sentence", "Sens : une phrase", widget="text")]
    also: Annotated[Refs, said("Synonyms", "Synonymes")] = ()
    means: Annotated[Means, said("What people would see of it", "Ce que l'on en verrait")] = Means()
