"""What Maison Lin sells, and the names that people and towns have."""

import numpy as np

RANGES = {
    "parures": (("Parure de lit", 149, 239), 8),
    "housses": (("Housse de couette", 89, 169), 9),
    "draps": (("Drap plat", 59, 119), 8),
    "taies": (("Taie d'oreiller", 19, 39), 10),
    "table": (("Nappe", 49, 109), 8),
    "serviettes": (("Serviettes de table", 24, 45), 7),
    "bain": (("Drap de bain", 29, 59), 7),
    "accessoires": (("Sachet de lavande", 9, 25), 3),
}
"""Range -> ((first words of the name, lowest and highest price in euros), number of products)."""

COLOURS = (
    "lin naturel", "blanc craie", "bleu brume", "vert sauge", "terre cuite",
    "gris galet", "ocre", "rose thé", "encre", "ivoire",
)  # fmt: skip

FIRST_NAMES = (
    "Camille", "Léa", "Manon", "Chloé", "Inès", "Jeanne", "Louise", "Alice", "Anne", "Sophie",
    "Claire", "Hélène", "Élodie", "Nathalie", "Isabelle", "Catherine", "Marie", "Julie", "Zoé",
    "Paul", "Louis", "Hugo", "Jules", "Gabriel", "Nicolas", "Thomas", "François", "Benoît",
    "Jérôme", "Loïc", "Antoine", "Mathieu", "Yann", "Karim", "Amélie", "Océane", "Margaux",
)  # fmt: skip

LAST_NAMES = (
    "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Richard", "Petit", "Durand", "Leroy",
    "Moreau", "Simon", "Laurent", "Lefèvre", "Michel", "Garcia", "David", "Bertrand", "Roux",
    "Vincent", "Fournier", "Morel", "Girard", "André", "Mercier", "Dupont", "Lambert", "Bonnet",
    "François", "Martinez", "Legrand", "Garnier", "Faure", "Rousseau", "Blanc", "Guérin",
    "Müller", "Peeters", "Janssens", "Nguyen", "Benali",
)  # fmt: skip

CITIES = (
    ("Paris", "FR", 20), ("Lille", "FR", 11), ("Lyon", "FR", 8), ("Nantes", "FR", 6),
    ("Bordeaux", "FR", 6), ("Marseille", "FR", 5), ("Toulouse", "FR", 5), ("Rennes", "FR", 4),
    ("Strasbourg", "FR", 4), ("Angers", "FR", 3), ("Dijon", "FR", 3), ("Montpellier", "FR", 3),
    ("Nice", "FR", 3), ("Roubaix", "FR", 3), ("Bruxelles", "BE", 6), ("Liège", "BE", 3),
    ("Namur", "BE", 2), ("Genève", "CH", 3), ("Lausanne", "CH", 2),
)  # fmt: skip
"""(town, ISO country, weight)."""

PAGES = (
    "/",
    "/parures",
    "/housses",
    "/draps",
    "/table",
    "/bain",
    "/journal",
    "/reparation",
    "/hotels",
)

ARRIVAL = ("organic", "search", "social", "affiliation", "display", "newsletter")
"""How a person came; the position is the code used in the arrays."""


def city_weights() -> np.ndarray:
    """Give the share of people in each town, shape (towns,), summing to 1."""
    weights = np.array([weight for _, _, weight in CITIES], dtype=float)
    return np.asarray(weights / weights.sum())
