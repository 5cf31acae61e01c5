"""The marketing mix: what is sold and where, what strategy allows and what operations choose."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from passerelle.plan.analysis import Tier
from passerelle.plan.fields import Entity, inherits, said
from passerelle.plan.types import CountText, Day, MoneyText, Refs

P = Literal["product", "price", "place", "promotion", "people", "process", "evidence"]


class Offer(Entity):
    """Something sold: its price, its cost, where, how many there are."""

    extends: Annotated[str | None, inherits("offers")] = None
    title: Annotated[str, said("Offer", "Offre")]
    kind: Annotated[
        Literal["product", "service"],
        said("Kind: a service asks for seven P", "Type : un service demande sept P"),
    ] = "product"
    price: Annotated[MoneyText, said("Price, taxes included", "Prix TTC")]
    prices: Annotated[
        dict[str, MoneyText],
        said(
            "Price list: where a channel asks for another price",
            "Tarif : quand un canal demande un autre prix",
            keys="channels",
        ),
    ] = {}
    cost: Annotated[MoneyText | None, said("Unit cost", "Coût unitaire")] = None
    stock: Annotated[CountText | None, said("Units in stock", "Unités en stock")] = None
    arriving: Annotated[CountText | None, said("Units on order", "Unités commandées")] = None
    launch: Annotated[Day | None, said("Launched on", "Lancée le")] = None
    answers: Annotated[Refs, said("Answers: needs", "Répond à : besoins", ref="needs")] = ()
    markets: Annotated[Refs, said("Markets", "Marchés", ref="markets")] = ()
    products: Annotated[
        Refs, said("Product ids in the data", "Identifiants des produits dans les données")
    ] = ()


class Channel(Entity):
    """A way to people: a shop, a site, a retailer, a medium; actions name it in `by`."""

    title: Annotated[str | None, said("Channel", "Canal")] = None
    family: Annotated[
        Literal["own", "partner", "media"] | None,
        said(
            "Family: own, a partner who resells, a medium",
            "Famille : à nous, à un revendeur, un média",
        ),
    ] = None
    tier: Annotated[Tier | None, said("Price tier that suits it", "Niveau de gamme")] = None
    markets: Annotated[Refs, said("Markets it reaches", "Marchés qu'il touche", ref="markets")] = ()


class Policy(Entity):
    """What strategy allows in one P of the mix."""

    extends: Annotated[str | None, inherits("policies")] = None
    p: Annotated[P, said("P of the mix", "P du mix")]
    says: Annotated[
        str | None, said("Policy: one sentence", "Politique : une phrase", widget="text")
    ] = None
    allows: Annotated[Refs, said("Allowed choices", "Choix permis")] = ()
    refuses: Annotated[Refs, said("Refused choices", "Choix refusés")] = ()
    offers: Annotated[
        Refs, said("Offers: nothing means all", "Offres : rien veut dire toutes", ref="offers")
    ] = ()


class Choice(Entity):
    """What operations chose in one P of the mix."""

    p: Annotated[P, said("P of the mix", "P du mix")]
    chosen: Annotated[str, said("Choice", "Choix")]
    offers: Annotated[
        Refs, said("Offers: nothing means all", "Offres : rien veut dire toutes", ref="offers")
    ] = ()
