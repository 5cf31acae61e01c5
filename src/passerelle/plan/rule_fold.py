"""Words compared as people hear them: case, accents, punctuation and marks apart."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


class _Marks(dict[int, int | None]):
    """Drops the marks that combine with a letter; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Marks()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Keep letters and digits only, one space between words.

    >>> folded("<b>Prix&nbsp;CASSÉS</b> !")
    'prix casses'
    """
    plain = unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_BARE)
    return " ".join(_WORD.findall(plain.casefold()))


def holds(text: str, words: str) -> bool:
    """Whether ``text`` holds ``words``, whole and in their order.

    >>> holds("Du linge", "du lin"), holds("Du lin, toujours", "du lin")
    (False, True)
    """
    return f" {folded(words)} " in f" {folded(text)} "
