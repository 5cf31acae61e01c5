"""Text without the characters that no XML, PDF or PPTX can hold."""

import re

_HELD_NOWHERE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    r"""Put a space for each character that has no place in a document.

    >>> plain_text("a\x00b")
    'a b'
    """
    return _HELD_NOWHERE.sub(" ", text)
