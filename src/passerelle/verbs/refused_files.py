"""Files that could not be recorded: the answer is kept, so that a page need not find it out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.errors import InputErrors

if TYPE_CHECKING:
    from passerelle.records.revisions import Revision


@dataclass(slots=True)
class RefusedFiles:
    """The last refusal: what head and the files were, and what was said of them."""

    number: int = 0
    texts: Mapping[str, str] | None = None
    faults: InputErrors | None = None

    def keep(
        self, current: "Revision | None", texts: Mapping[str, str], faults: InputErrors
    ) -> None:
        """Remember a refusal; one that may pass by itself (git at work) is not one of the files."""
        if all(fault.place and fault.place.file != "passerelle.yaml" for fault in faults.faults):
            self.number, self.texts, self.faults = current.number if current else 0, texts, faults

    def again(self, current: "Revision | None", texts: Mapping[str, str]) -> None:
        """Say the same again of the same files and the same head.

        Raises:
            InputErrors: what was said before.
        """
        same = self.number == (current.number if current else 0) and self.texts == texts
        if same and self.faults is not None:
            raise InputErrors(self.faults.faults)
