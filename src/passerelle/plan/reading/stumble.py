"""Where the YAML parser stopped, and the lines above it that may be the cause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.model import NAMED, SINGLE

KEY = re.compile(r"( *)((?:- +)?)([\w-]+):(?: |$)")
"""A name and its colon at the head of a line: indentation, hyphen, name."""

_BLOCK = re.compile(r".*(?::|^ *-) +[|>][+\-\d]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where the parser stopped, and what it said; ``line`` and ``column`` count from 0."""

    file: str
    lines: list[str]
    line: int
    column: int
    said: str

    @property
    def here(self) -> str:
        """The line where it stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def says(self, *words: str) -> bool:
        """Whether the parser said one of these."""
        return any(one in self.said for one in words)

    def fault(self, line: int, column: int, what: Text, fix: Text) -> Fault:
        """Say what is wrong at a line, and how to repair it."""
        return Fault(what, fix, Place(self.file, line + 1, column + 1))

    def above(self) -> Iterator[int]:
        """Walk the lines of the section that say something, upwards from the stumble.

        Notes, empty lines and the lines of a block text (``|``, ``>``) are left out.
        """
        texts = _block_texts(self.lines)
        for number in range(min(self.line, len(self.lines) - 1), -1, -1):
            text = self.lines[number].lstrip()
            if text and not text.startswith("#") and number not in texts:
                yield number
            if is_section(self.lines[number]):
                return


def is_section(text: str) -> bool:
    """Whether a line opens a section of the plan."""
    found = KEY.match(text)
    return bool(found and not found[1] and not found[2] and found[3] in {*NAMED, *SINGLE})


def indent(text: str) -> int:
    """Count the spaces before the first word."""
    return len(text) - len(text.lstrip(" "))


def _block_texts(lines: list[str]) -> set[int]:
    inside: set[int] = set()
    width = -1
    for number, text in enumerate(lines):
        if width >= 0 and (not text.strip() or indent(text) > width):
            inside.add(number)
        else:
            width = indent(text) if _BLOCK.fullmatch(text) else -1
    return inside
