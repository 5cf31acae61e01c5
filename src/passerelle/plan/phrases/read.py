"""From a phrase to its condition, with the column of what cannot be read."""

import re
from difflib import get_close_matches

from lark.exceptions import UnexpectedInput, VisitError

from passerelle.base.language import Text
from passerelle.plan.condition import Condition
from passerelle.plan.phrases.build import Build
from passerelle.plan.phrases.tables import parser
from passerelle.plan.unreadable import Unreadable, shown

EXAMPLE = "orders >= 3 in 24 months"
LONGEST = 4_000
DEEPEST = 30

KEYWORDS = (
    "orders", "spend", "average order", "event", "sum of", "average of", "first order",
    "last order",
    "recency score", "frequency score", "monetary score", "in segment", "consents to", "everyone",
    "and", "or", "not", "where", "in", "between", "since", "until", "before", "after", "within",
    "ago", "days", "weeks", "months", "years", "contains", "is known", "is unknown", "is", "is not",
    "commandes", "dépense", "panier moyen", "événement", "première commande", "dernière commande",
    "il y a plus de", "tout le monde", "jours", "semaines", "mois", "ans", "et", "ou", "non", "où",
)  # fmt: skip
"""What a phrase may be made of, in both languages, for suggestions."""


def read_phrase(phrase: str) -> Condition:
    """Read ``orders >= 3 in 24 months and country is FR``.

    Raises:
        Unreadable: With the column in the phrase and the nearest keywords.
    """
    text = " ".join(phrase.split("\n"))
    _check_size(text)
    try:
        return Build().transform(parser().parse(text))
    except UnexpectedInput as error:
        raise _unexpected(text, error) from None
    except VisitError as error:
        if isinstance(error.orig_exc, Unreadable):
            raise error.orig_exc from None
        raise


def _check_size(text: str) -> None:
    words = re.findall(r"\(|\)|\b(?:not|non|pas)\b", text)
    depth = deepest = 0
    for word in words:
        depth += -1 if word == ")" else 1
        deepest = max(deepest, depth)
    if len(text) > LONGEST or deepest > DEEPEST * 2:
        raise Unreadable(
            Text(
                en=f"The phrase has {len(text)} characters and is nested {deepest} deep.",
                fr=f"La phrase a {len(text)} caractères et {deepest} niveaux.",
            ),
            Text(
                en="Cut it: a segment may name another one with « in segment ».",
                fr="Coupez-la : un segment peut en nommer un autre avec « in segment ».",
            ),
        )


def _unexpected(text: str, error: UnexpectedInput) -> Unreadable:
    start = error.pos_in_stream
    start = len(text) if start is None else start  # type: ignore[redundant-expr]
    ended = type(error).__name__ == "UnexpectedEOF" or getattr(error, "token", None) == ""
    found = re.match(r"\S[\w'’.-]*|", text[start:])
    word = found[0] if found and not ended else ""
    if not word and text.count("(") > text.count(")"):
        return _not_closed(text)
    if not word:
        return Unreadable(
            Text(
                en=f"The condition {shown(text)} stops too early.",
                fr=f"La condition {shown(text)} s’arrête trop tôt.",
            ),
            Text(en=f"Write for example: {EXAMPLE}", fr=f"Écrivez par exemple : {EXAMPLE}"),
            len(text) + 1,
        )
    close = get_close_matches(word.lower(), KEYWORDS, n=1, cutoff=0.75)
    close = [] if word.lower() in close else close  # a known word in the wrong place
    listed = ", ".join(close)
    return Unreadable(
        Text(
            en=f"{shown(word)} is not understood at column {start + 1} of {shown(text)}.",
            fr=f"{shown(word)} n’est pas compris, colonne {start + 1} de {shown(text)}.",
        ),
        Text(en=f"Did you mean: {listed}?", fr=f"Vouliez-vous dire : {listed} ?")
        if close
        else Text(
            en=f"Write for example: {EXAMPLE}; put names with spaces between quotes.",
            fr=f"Écrivez par exemple : {EXAMPLE} ; mettez les noms à espaces entre guillemets.",
        ),
        start + 1,
    )


def _not_closed(text: str) -> Unreadable:
    return Unreadable(
        Text(
            en=f"A parenthesis is not closed in {shown(text)}.",
            fr=f"Une parenthèse n’est pas refermée dans {shown(text)}.",
        ),
        Text(
            en='Close it; inside { } put the phrase between quotes: who: "country in (FR, BE)"',
            fr='Refermez-la ; entre { }, mettez des guillemets : who: "country in (FR, BE)"',
        ),
        len(text) + 1,
    )
