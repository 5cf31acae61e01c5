"""French words for the fixed words of a plan: shown beside them, and understood when they are typed."""

from collections.abc import Sequence

from passerelle.base.ids import slug_of
from passerelle.base.language import Text

_FRENCH: dict[str, tuple[str, ...]] = {
    "acquisition": ("conquête",), "action": ("opération",), "actual": ("dépensé",), "add": ("ajouter",),
    "awareness": ("notoriété",), "brand": ("marque", "image"), "brochure": ("plaquette",),
    "bundle": ("lot",), "buyers": ("clients",), "change": ("changer",), "communication": ("publicité",),
    "count": ("nombre",), "data": ("données",), "days": ("jours",), "desk": ("documentation",),
    "distribution": ("vente",), "divide": ("diviser",), "down": ("le bas", "baisse"),
    "economic": ("économique",), "elasticity": ("élasticité",), "entrants": ("nouveaux entrants",),
    "environmental": ("environnemental", "écologique"), "even": ("égal", "régulier"), "evidence": ("preuve",),
    "finance": ("finances", "comptabilité", "achats"), "flat": ("forfait",), "focus_group": ("table ronde",),
    "free_shipping": ("port offert", "livraison offerte"), "gift": ("cadeau",), "hours": ("heures",),
    "interview": ("entretien",), "keep": ("garder",), "language": ("langue",), "launch": ("lancement",),
    "learning": ("apprendre", "apprentissage"), "legal": ("légal", "juridique"), "loyalty": ("fidélité",),
    "luxury": ("luxe",), "mainstream": ("grand public", "moyen de gamme", "milieu de gamme"), "mean": ("moyenne",),
    "media": ("média",), "money": ("argent", "montant"), "multiply": ("multiplier",), "newsletter": ("lettre",),
    "operational": ("opérationnel",), "operations": ("opérations", "exploitation", "production", "atelier"),
    "opportunity": ("opportunité",), "other": ("autre",), "own": ("à nous", "propre"), "page": ("page",),
    "partner": ("partenaire",), "people": ("personnes",), "perishable": ("périssable",), "place": ("distribution",),
    "political": ("politique",), "premium": ("haut de gamme",), "press": ("presse",), "price": ("prix",),
    "process": ("processus",), "product": ("produit",), "promotion": ("promotion", "communication"),
    "rivalry": ("rivalité", "concurrence"), "run": ("coût courant",), "sales": ("vente", "ventes", "commercial"),
    "sample": ("échantillon",), "season": ("saison",), "second_unit": ("second article",), "share": ("part",),
    "social": ("social",), "stop": ("arrêter",), "strategic": ("stratégique",),
    "strategy": ("stratégie", "direction", "marketing"), "strength": ("force",), "substitutes": ("substituts",),
    "subtract": ("soustraire",), "successive": ("successif",), "suppliers": ("fournisseurs",), "survey": ("sondage",),
    "technical": ("technique",), "technological": ("technologique",), "threat": ("menace",),
    "up": ("le haut", "hausse"),
    "value": ("petit prix", "entrée de gamme"), "video": ("vidéo",), "weakness": ("faiblesse",),
}  # fmt: skip
"""The first word is the one shown."""


def choose(words: Sequence[str], typed: object) -> Text:
    """Say which of some words to write: the one that was typed in French, else any of them."""
    said = slug_of(str(typed))
    meant = [one for one in words if said in {slug_of(word) for word in _called(one)}]
    if len(meant) == 1:
        return Text(en=f"Write {meant[0]}.", fr=f"Écrivez {meant[0]}.")
    return Text(
        en=f"Choose one of: {', '.join(words)}.",
        fr=f"Choisissez parmi : {', '.join(map(_beside, words))}.",
    )


def _called(word: str) -> tuple[str, ...]:
    return (word, *_FRENCH.get(word, ()))


def _beside(word: str) -> str:
    french = _FRENCH.get(word, (word,))[0]
    return word if slug_of(french) == slug_of(word) else f"{word} ({french})"
