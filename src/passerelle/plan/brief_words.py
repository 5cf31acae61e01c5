"""Words of the task sheet: people and teams by name, and the choices of fields as people read them."""

from collections.abc import Iterable, Iterator

from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.plan.rule_words import label, say

Line = tuple[Text, Text]
"""A heading and what stands under it."""

Lines = Iterator[Line]


def same(text: str) -> Text:
    """Give a text of the plan, the same to readers of both languages."""
    return Text(en=text, fr=text)


def joined(parts: Iterable[Text]) -> Text:
    """Put sentences beside each other; those that are empty are left out."""
    found = [one for one in parts if one.en]
    return Text(en="; ".join(one.en for one in found), fr="\u202f; ".join(one.fr for one in found))


def person_text(plan: Plan, name: str) -> Text:
    """Name a person of the plan: role, team and its family, address."""
    person = plan.people.get(name)
    if person is None:
        return same(name)
    said = same(label(name, person.title))
    if person.team:
        said = say("{who}, {team}", "{who}, {team}", who=said, team=team_text(plan, person.team))
    if person.email:
        said = say("{who}, <{address}>", "{who}, <{address}>", who=said, address=person.email)
    return said


def team_text(plan: Plan, name: str) -> Text:
    """Name a team of the plan, with its family."""
    team = plan.teams.get(name)
    title = label(name, team.title if team else None)
    if team is None or team.family is None:
        return same(title)
    return say("{team} ({family})", "{team} ({family})", team=title, family=FAMILIES[team.family])


TIERS = {
    "luxury": Text(en="luxury", fr="luxe"),
    "premium": Text(en="premium", fr="haut de gamme"),
    "mainstream": Text(en="mainstream", fr="milieu de gamme"),
    "value": Text(en="value", fr="petit prix"),
}
"""Price tiers, as people read them."""

FAMILIES = {
    "strategy": Text(en="strategy", fr="stratégie"),
    "operations": Text(en="operations", fr="opérations"),
    "sales": Text(en="sales", fr="vente"),
    "product": Text(en="product", fr="produit"),
    "service": Text(en="service", fr="service"),
    "finance": Text(en="finance", fr="finance"),
}
"""Families of teams, as people read them."""

CHANNELS = {
    "own": Text(en="ours", fr="à nous"),
    "partner": Text(en="of a partner who resells", fr="d'un revendeur"),
    "media": Text(en="a medium", fr="un média"),
}
"""Families of channels."""

PS = {
    "product": Text(en="product", fr="produit"),
    "price": Text(en="price", fr="prix"),
    "place": Text(en="place", fr="distribution"),
    "promotion": Text(en="promotion", fr="communication"),
    "people": Text(en="people", fr="personnes"),
    "process": Text(en="process", fr="parcours"),
    "evidence": Text(en="physical evidence", fr="preuves visibles"),
}
"""The seven P."""

CONTENTS = {
    "article": Text(en="article", fr="article"),
    "video": Text(en="video", fr="vidéo"),
    "post": Text(en="post", fr="publication"),
    "newsletter": Text(en="newsletter", fr="lettre d'information"),
    "page": Text(en="page", fr="page"),
    "press": Text(en="press release", fr="communiqué"),
    "brochure": Text(en="brochure", fr="brochure"),
    "sample": Text(en="sample", fr="échantillon"),
}
"""Kinds of content."""

AIMS = {
    "awareness": Text(en="be known", fr="se faire connaître"),
    "acquisition": Text(en="win new customers", fr="gagner des clients"),
    "loyalty": Text(en="keep customers", fr="garder ses clients"),
}
"""Aims of an editorial line."""

PURPOSES = {
    "brand": Text(en="the brand: it need not pay for itself", fr="la marque : sans devoir se payer"),
    "learning": Text(en="to learn: it need not pay for itself", fr="apprendre : sans devoir se payer"),
}  # fmt: skip
"""Purposes of an action other than sales."""

MODELS = {
    "flat": Text(en="flat price", fr="forfait"),
    "cpm": Text(en="a thousand impressions", fr="les mille impressions"),
    "cpc": Text(en="a click", fr="le clic"),
    "cpl": Text(en="a lead", fr="le prospect"),
    "cpa": Text(en="a sale", fr="la vente"),
    "grp": Text(en="a rating point", fr="le point de GRP"),
}
"""What one unit of a media line is."""

MECHANISMS = {
    "price": Text(en="off the price", fr="sur le prix"),
    "gift": Text(en="as a gift", fr="en cadeau"),
    "bundle": Text(en="on a bundle", fr="sur un lot"),
    "second_unit": Text(en="on the second one", fr="sur le deuxième article"),
    "free_shipping": Text(en="as free delivery", fr="en livraison offerte"),
}
"""How a promotion works."""

METHODS = {
    "survey": Text(en="survey", fr="enquête"),
    "focus_group": Text(en="focus group", fr="table ronde"),
    "interview": Text(en="interviews", fr="entretiens"),
    "panel": Text(en="panel", fr="panel"),
    "desk": Text(en="desk research", fr="étude documentaire"),
    "data": Text(en="own data", fr="données de la maison"),
}
"""Methods of a study."""

SEEN_BY = {
    "public": Text(en="for all to see", fr="à la vue de tous"),
    "members": Text(en="for members", fr="pour les membres"),
    "private": Text(en="in private", fr="en privé"),
}
"""Who sees a discount."""

CLEARANCE = Text(en="as a legal clearance", fr="en soldes")

DEMANDS = {
    "language": Text(en="language", fr="langue"),
    "legal": Text(en="law", fr="droit"),
    "technical": Text(en="technique", fr="technique"),
}
"""Kinds of constraint."""
