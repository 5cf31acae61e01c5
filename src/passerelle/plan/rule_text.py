"""Words of a text, as rules compare them: accents, capitals and plural endings left out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Give the letters of a word, small and without accents.

    >>> plain("Créer")
    'creer'
    """
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in folded if letter.isalpha())


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Give a word without accents nor the endings of gender and number: *innovantes*, *innovant*."""
    return plain(word).removesuffix("s").removesuffix("e")


def first_word(text: str) -> str:
    """Give the first word of a text as ``plain`` does; empty when there is none."""
    parts = text.split(maxsplit=1)
    return plain(parts[0]) if parts else ""


def words(text: str) -> Iterator[str]:
    """Walk the words of a text as they are written; what a hyphen joins is one word."""
    yield from _WORD.findall(text)
