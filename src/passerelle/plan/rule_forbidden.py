"""Words that a brand never uses, found in a text whatever their ending, unless they are denied."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from passerelle.plan.rule_balance import without_balances
from passerelle.plan.rule_fold import folded

_ENDINGS = (
    ("est", 5), ("ing", 5), ("ees", 4), ("en", 6), ("em", 6), ("er", 5), ("ed", 5),
    ("ee", 4), ("es", 5), ("s", 4), ("e", 5),
)  # fmt: skip
"""Endings of number, gender, degree and tense in French, English and German; letters left at least.

A short word keeps its ending: *base* is not *bas*, *vente* is not *vent*.
"""

_DOUBLED = re.compile(r"(ll|nn|tt)(es?)$")
_NOT = frozenset((
    "jamais", "sans", "aucun", "aucune", "aucuns", "aucunes", "ni", "pas", "point", "non",
    "arreter", "arretons", "cesser", "refuser", "never", "no", "not", "without", "neither", "nor",
    "stop", "hors", "dehors", "sauf", "except", "nie", "nicht", "ohne", "kein", "keine", "keinen",
))  # fmt: skip
_BETWEEN = frozenset((
    "de", "d", "du", "des", "le", "la", "les", "l", "un", "une", "au", "aux", "a", "an", "any",
    "the", "of", "be", "been", "so", "very", "trop", "tres", "en",
))  # fmt: skip
_BREAK = re.compile(r"[.,:;!?…|•()\[\]\n\u2013\u2014]+|<[^>]*>")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Give a plain word without the ending of its number, gender, degree or tense.

    >>> stem("billige"), stem("destockages"), stem("discounts"), stem("discontinue")
    ('billig', 'destockag', 'discount', 'discontinu')
    """
    single = _DOUBLED.sub(lambda found: found[1][0] + found[2], word)
    if word.endswith("ux"):
        return word[:-1]
    for ending, least in _ENDINGS:
        if single.endswith(ending) and len(single) - len(ending) >= least:
            return single[: -len(ending)]
    return single


@lru_cache(maxsize=8192)
def stems(text: str) -> str:
    """Give the stems of a text, one space before, between and after them."""
    return f" {' '.join(map(stem, folded(text).split()))} "


def uses(text: str, words: str) -> bool:
    """Whether a text uses these words, in any of their endings, without denying them.

    >>> uses("Nos prix cassés", "prix cassé"), uses("Jamais de prix cassés", "prix cassé")
    (True, False)
    """
    wanted, text = stems(words), without_balances(text)
    if not wanted.strip() or wanted not in stems(text):
        return False
    denied = [_denied(stems(part), wanted) for part in _BREAK.split(text) if wanted in stems(part)]
    return not denied or not all(denied)


def uses_as_written(text: str, words: str) -> bool:
    """Whether a text holds these very words, accents and capitals apart."""
    return f" {folded(words)} " in f" {folded(text)} "


def _denied(part: str, wanted: str) -> bool:
    """Whether each use in one part of a sentence is denied: *jamais de*, *sans*, *ne … pas*."""
    around = [words.split() for words in part.split(wanted)]
    return all(
        _ends_in_no(before) or _is_short_not(before) or _within_ne(before, after)
        for before, after in pairwise(around)
    )


def _is_short_not(before: Sequence[str]) -> bool:
    """Whether a text ends in an English *n't*: *doesn't*, *won't*."""
    return len(before) > 1 and before[-1] == "t" and before[-2] in _STEMS_BEFORE_T


def _within_ne(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a French *ne* stands before and what completes it after; *ne … pas que* denies nothing."""
    verb = next((word for word in reversed(before) if word not in _STEMS_OF_PRONOUNS), "")
    if verb not in {"ne", "n"} or not after or after[0] not in _STEMS_OF_PAS:
        return False
    return not (len(after) > 1 and after[1] in _STEMS_OF_ONLY)


def _ends_in_no(words: Sequence[str]) -> bool:
    return next((word in _STEMS_OF_NO for word in reversed(words) if word not in _SKIPPED), False)


def _all_stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


_STEMS_OF_NO = _all_stems(_NOT)
_STEMS_OF_PAS = _all_stems(
    ("pas", "rien", "jamais", "plus", "point", "aucun", "aucune", "personne")
)
_STEMS_OF_ONLY = _all_stems(("que", "qu", "seulement", "uniquement"))
_STEMS_OF_PRONOUNS = _all_stems(
    ("se", "s", "me", "te", "le", "la", "les", "l", "lui", "y", "en", "vous")
)
_STEMS_BEFORE_T = _all_stems(
    ("don", "doesn", "didn", "isn", "aren", "wasn", "won", "can", "couldn", "wouldn", "shouldn")
)
_SKIPPED = _all_stems(_BETWEEN)
