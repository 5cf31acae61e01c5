"""One change to one field of the plan, as a form, a proposal or a merge submits it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What to write where.

    ``node`` is ``actions/x``, ``brand``, or a section of one value such as ``vision``. ``field`` is
    the key as it is typed; slashes go inside (``results/repurchase_rate/target``); empty means the
    whole node. ``value`` is JSON (texts as they would be typed, lists, maps, numbers, booleans);
    None removes the field or the node.
    """

    node: str
    field: str
    value: Any

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands: section, name, and the parts of the field."""
        return tuple(part for part in (*self.node.split("/"), *self.field.split("/")) if part)
