"""Where each part of a plan stands, found when asked: few of its many fields ever are."""

from passerelle.base.place import Place
from passerelle.plan.reading.tree import Written


class Places(dict[str, Place]):
    """Places by path (``actions/x/when``).

    Sections and named things are kept; what stands inside them is looked up in the text as it was
    read, so that a plan of many thousand fields costs no more than its named things.
    """

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[str, Written] = {}

    def add(self, path: str, place: Place, value: Written) -> None:
        """Keep where a section or a named thing stands; what was added first is kept."""
        if path not in self:
            self[path] = place
            self._written[path] = value

    def get(self, path: str, default: Place | None = None) -> Place | None:  # type: ignore[override]
        """Find where a name stands, or an item of a list; ``default`` when it is not written."""
        found = super().get(path)
        return found or self._inside(path) or default

    def value(self, path: str) -> Written | None:
        """Find the value that stands at ``path``."""
        head, inner = self._split(path)
        here = self._written.get(head)
        for part in inner:
            here = _below(here, part) if here else None
        return here

    def _inside(self, path: str) -> Place | None:
        head, inner = self._split(path)
        holder = self.value("/".join((head, *inner[:-1]))) if inner else None
        if holder is None:
            return None
        item = _item(holder, inner[-1])
        return item.place if item else holder.key_place(inner[-1])

    def _split(self, path: str) -> tuple[str, list[str]]:
        """Cut a path into what is kept and the parts below it."""
        parts = path.split("/")
        named = "/".join(parts[:2])
        return (named, parts[2:]) if named in self._written else (parts[0], parts[1:])


def _below(holder: Written, part: str) -> Written | None:
    found = holder.pairs.get(part) if holder.pairs else None
    return found[1] if found else _item(holder, part)


def _item(holder: Written, part: str) -> Written | None:
    items = holder.items
    known = items is not None and part.isdecimal() and int(part) < len(items)
    return items[int(part)] if items and known else None
