"""Where the quotes of a YAML text open and close, line by line, as the parser takes them."""

import re
from dataclasses import dataclass

_OPENS = re.compile(r"(?:^\s*|:\s+|^\s*-\s+|[\[{,]\s*)([\"'])")
_CLOSES = {'"': re.compile(r'(?:[^"\\]|\\.)*(")'), "'": re.compile(r"(?:[^']|'')*(')(?!')")}
_REST = re.compile(r"\s*(#.*|[,\]}:].*)?$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text between quotes that ends before its line does; ``end`` is after the closing sign."""

    end: int
    sign: str
    rewritten: str

    @property
    def sign_en(self) -> str:
        """The sign that ends it, in English."""
        return 'inner "' if self.sign == '"' else "apostrophe"

    @property
    def sign_fr(self) -> str:
        """The sign that ends it, in French, at the head of a sentence."""
        return 'Le " intérieur' if self.sign == '"' else "L’apostrophe"


def quoted(text: str) -> str:
    """Write a text between the quotes that leave it as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def opened_before(lines: list[str], line: int) -> tuple[int, int] | None:
    """Find where the quotes opened that a quote of ``line`` closes, when more text follows it.

    Returns:
        Line and column, from 0; None when ``line`` does not close the quotes of a line above.
    """
    number = 0
    while number < min(line, len(lines)):
        at, sign = _left_open(lines[number])
        if at is None:
            number += 1
            continue
        end = next((n for n in range(number + 1, len(lines)) if _close(lines[n], sign)), None)
        if end is None or end > line:
            return None
        if end == line:
            closed = _close(lines[end], sign)
            return (number, at) if closed and not _REST.fullmatch(lines[end][closed:]) else None
        number = end + 1
    return None


def ended_early(text: str) -> Cut | None:
    """Find the first text between quotes that ends where something else follows it."""
    found = _OPENS.search(text)
    while found:
        end = _close(text[found.end() :], found[1])
        if not end:
            return None
        end += found.end()
        if not _REST.fullmatch(text[end:]):
            return Cut(end, found[1], _whole(text, found.start(1), found[1]))
        found = _OPENS.search(text, end)
    return None


def _whole(text: str, start: int, sign: str) -> str:
    """Write the rest of a line as one text between quotes."""
    key = text[:start].strip()
    rest = text[start + 1 :].rstrip()
    inner = rest[:-1] if rest.endswith(sign) else text[start:].rstrip()
    inner = inner.replace("''", "'") if sign == "'" else inner
    return f"{key} {quoted(inner)}".strip()


def _left_open(text: str) -> tuple[int | None, str]:
    """Find a quote that opens on a line and does not close on it."""
    found = _OPENS.search(text.partition(" #")[0])
    while found:
        end = _close(text[found.end() :], found[1])
        if not end:
            return found.start(1), found[1]
        found = _OPENS.search(text, found.end() + end)
    return None, ""


def _close(text: str, sign: str) -> int:
    """Give the place after the sign that closes the quotes, 0 when none does."""
    found = _CLOSES[sign].match(text)
    return found.end(1) if found else 0
