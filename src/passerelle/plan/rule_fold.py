"""Words compared as people hear them: case, accents, punctuation and marks apart."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

_TAG = re.compile(r"<[^>]*>")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Keep letters and digits only, one space between words.

    >>> folded("<b>Prix&nbsp;CASSÉS</b> !")
    'prix casses'
    """
    plain = unicodedata.normalize("NFKD", unescape(_TAG.sub(" ", text)).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))


def holds(text: str, words: str) -> bool:
    """Whether ``text`` holds ``words``, whole and in their order.

    >>> holds("Du linge", "du lin"), holds("Du lin, toujours", "du lin")
    (False, True)
    """
    return f" {folded(words)} " in f" {folded(text)} "
