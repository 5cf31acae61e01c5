"""*Solde* as what is left on a card or an account, which is no sale."""

import re

_OF = r"(?:(?:de|du|des|d['\u2019]|sur)\s*)?(?:(?:l['\u2019]|la|le|les|vos|votre|mes|mon|ma|ses|son|tes|ton)\s*)?"
_HOLDERS = (
    r"cartes?|comptes?|points|cagnottes?|avoirs?|crédits?|budgets?|factures?|acomptes?|bancaires?|"
    r"congés?|commandes?|fidélité|bons?|chèques?|coffrets?|séjours?|réservations?|devis"
)
_AFTER = re.compile(rf"\s+{_OF}(?:{_HOLDERS})\b", re.IGNORECASE)
_WHOLE = re.compile(rf"\bsoldes?\s+{_OF}(?:{_HOLDERS})\b", re.IGNORECASE)


def is_balance(text: str, end: int) -> bool:
    """Whether what follows the word that ends at ``end`` has a balance: a card, an account, a bill."""
    return bool(_AFTER.match(text, end))


def without_balances(text: str) -> str:
    """Give a text without the words that name a balance.

    >>> without_balances("Le solde de votre bon reste valable")
    'Le reste valable'
    """
    return _WHOLE.sub("", text).replace("  ", " ") if "olde" in text.casefold() else text
