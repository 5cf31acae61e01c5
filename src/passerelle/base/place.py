"""Where something stands in the user's files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: lines and columns count from 1; ``sheet`` and ``cell`` name a spreadsheet's.

    >>> str(Place("plan/plan.yaml", 14, 3))
    'plan/plan.yaml:14:3'
    """

    file: str
    line: int = 1
    column: int = 1
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}!{self.cell}" if self.cell else f"{self.file}:{self.line}:{self.column}"
