"""What surrounds a company, as people read it: PESTEL, five forces, moves of competitors."""

from collections.abc import Mapping

from passerelle.base.language import Text

DIMENSIONS: Mapping[str, Text] = {
    "political": Text(en="political", fr="politique"),
    "economic": Text(en="economic", fr="économique"),
    "social": Text(en="social", fr="social"),
    "technological": Text(en="technological", fr="technologique"),
    "environmental": Text(en="environmental", fr="environnemental"),
    "legal": Text(en="legal", fr="légal"),
}
"""The six dimensions of PESTEL."""

FORCES: Mapping[str, Text] = {
    "rivalry": Text(en="rivalry", fr="rivalité"),
    "entrants": Text(en="new entrants", fr="nouveaux entrants"),
    "substitutes": Text(en="substitutes", fr="produits de substitution"),
    "suppliers": Text(en="suppliers", fr="fournisseurs"),
    "buyers": Text(en="buyers", fr="clients"),
}
"""Porter's five forces."""

KINDS: Mapping[str, Text] = {
    "price": Text(en="price", fr="prix"),
    "launch": Text(en="launch", fr="lancement"),
    "communication": Text(en="communication", fr="communication"),
    "distribution": Text(en="distribution", fr="distribution"),
    "other": Text(en="other", fr="autre"),
}
"""What a competitor's move is about."""
