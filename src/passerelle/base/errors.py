"""One tree of errors, sorted by who must act.

PasserelleError    catch this to catch all of ours
├── UserError       the caller can repair it; the text says how
│   ├── NotFound        a named thing does not exist; the nearest names are given
│   ├── NotAllowed      this person's role may not do it
│   ├── Refused         the thing is possible, but a rule of the house forbids it now
│   └── InputErrors     several places of one input are wrong; nothing was kept
├── OutsideError    another system failed; ``may_retry`` says whether to try again
└── Bug             we broke our own promise; never caught, always logged
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from passerelle.base.language import Language, Text
from passerelle.base.place import Place


class PasserelleError(Exception):
    """Anything Passerelle raises on purpose."""

    exit_code = 2
    """What the terminal exits with."""


class Bug(PasserelleError):
    """We broke our own promise."""

    exit_code = 70


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what was found, where, why it is wrong, how to repair it."""

    what: Text
    fix: Text
    place: Place | None = None
    why: Text | None = None

    def read(self, language: Language) -> str:
        """Write the fault as one paragraph, its place first."""
        parts = [str(self.place) + ":" if self.place else "", self.what.read(language)]
        if self.why:
            parts.append(self.why.read(language))
        parts.append(("→ " if self.fix.en else "") + self.fix.read(language))
        return " ".join(part for part in parts if part)

    def as_json(self) -> dict[str, object]:
        """Give the fault as plain JSON."""
        return {
            "what": self.what.as_json(),
            "fix": self.fix.as_json(),
            "place": str(self.place) if self.place else None,
            "why": self.why.as_json() if self.why else None,
        }


class UserError(PasserelleError):
    """The caller can repair this; ``faults`` say what, where, why and how."""

    def __init__(
        self,
        what: Text,
        fix: Text,
        place: Place | None = None,
        why: Text | None = None,
    ) -> None:
        self.faults: tuple[Fault, ...] = (Fault(what, fix, place, why),)
        super().__init__(self.faults[0].read("en"))

    def read(self, language: Language) -> str:
        """Write all faults, one a line."""
        return "\n".join(fault.read(language) for fault in self.faults)


class NotFound(UserError):
    """A named thing does not exist."""


class NotAllowed(UserError):
    """This person's role may not do it."""


class Refused(UserError):
    """Possible in general, forbidden now by a rule of the house; the text says which."""

    exit_code = 1


class InputErrors(UserError):
    """Several places of one input are wrong; nothing of it was kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(first.what, first.fix, first.place, first.why)
        self.faults = tuple(faults)
        self.args = (self.read("en"),)


class OutsideError(PasserelleError):
    """Another system failed; ``answer`` is what it said, unchanged."""

    exit_code = 75

    def __init__(self, what: Text, *, answer: str = "", may_retry: bool = False) -> None:
        super().__init__(what.en)
        self.what = what
        self.answer = answer
        self.may_retry = may_retry

    def read(self, language: Language) -> str:
        """Write what failed, with the other system's own words."""
        return self.what.read(language) + (f" ({self.answer})" if self.answer else "")


def nearest(name: str, known: Iterable[str]) -> Text:
    """Suggest the known names that resemble ``name``, or list what exists when none does.

    >>> nearest("Qty", ["Price", "Quantity"]).en
    'Did you mean: Quantity?'
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    close = close or [one for one in names if _shortens(name, one)][:3]
    if close:
        listed = ", ".join(close)
        return Text(en=f"Did you mean: {listed}?", fr=f"Vouliez-vous dire : {listed} ?")
    if names:
        listed = ", ".join(names[:8])
        return Text(en=f"Known names: {listed}.", fr=f"Noms connus : {listed}.")
    return Text(en="None is defined yet.", fr="Aucun n'est encore défini.")


def _shortens(name: str, known: str) -> bool:
    """Whether a name is the first letter of another and some of those that follow, in their order."""
    short, letters = name.casefold(), iter(known.casefold())
    return (
        len(short) > 1 and known[:1].casefold() == short[0] and all(one in letters for one in short)
    )
