"""What a canvas is: a picture that a strategist expects, worked out of the plan and edited in place.

A canvas is one module of ``plan/canvases`` that holds ``CANVAS`` and ``draw(given, options)``.
``options`` are the choices of a reader (an axis, a month), plain texts by name, each with a default;
one that means nothing is ignored. ``draw`` gives plain JSON: the items to show, by place, and what
is *worked out* of them (scores, pairs, shares, gaps), so that the picture says more than the list.
Templates only show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from passerelle.base.language import Text
from passerelle.plan.given import Given

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Canvas:
    """The identity of a canvas.

    ``id`` is its address, ``question`` what it helps to answer, ``sections`` the parts of the plan
    that it shows and edits, ``order`` its place in the list; ``half`` is strategy or operations.
    """

    id: str
    title: Text
    question: Text
    sections: tuple[str, ...]
    order: int
    half: str = "course"

    def as_json(self) -> Json:
        """Give it as plain JSON."""
        return {
            "id": self.id,
            "title": self.title.as_json(),
            "question": self.question.as_json(),
            "sections": list(self.sections),
            "half": self.half,
        }


class CanvasModule(Protocol):
    """What a module of ``plan/canvases`` offers."""

    CANVAS: Canvas

    def draw(self, given: Given, options: Mapping[str, str]) -> Json:
        """Work the canvas out of the plan."""
        ...


def item(section: str, name: str, title: str, **more: Any) -> Json:  # noqa: ANN401
    """Give one thing that a canvas shows: its node, its name, its words, and what is worked out."""
    return {"node": f"{section}/{name}", "section": section, "name": name, "title": title, **more}
