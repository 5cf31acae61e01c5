"""The P of the mix, as people read them."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.mix import P

P_NAMES: Mapping[P, Text] = {
    "product": Text(en="product", fr="produit"),
    "price": Text(en="price", fr="prix"),
    "place": Text(en="place", fr="distribution"),
    "promotion": Text(en="promotion", fr="communication"),
    "people": Text(en="people", fr="personnes"),
    "process": Text(en="process", fr="processus"),
    "evidence": Text(en="physical evidence", fr="preuve tangible"),
}
"""The seven P; the first four are those of a product."""
