"""How a change takes effect once it is in force; what it weighs (its class) is another question.

A wording may be cosmetic and still change a message that waits in the queue; an objective may be
strategic and change nothing that runs.
"""

from collections.abc import Mapping
from typing import Literal

from passerelle.base.language import Text
from passerelle.plan.diff import Change

How = Literal["requeue", "takeback", "sheet", "rule", "count", "read"]

HOW: Mapping[str, Text] = {
    "requeue": Text(
        en="what waits in the queue is made anew", fr="ce qui attend en file est refait"
    ),
    "takeback": Text(en="its sends are taken back", fr="ses envois sont repris"),
    "sheet": Text(en="its task sheet is written anew", fr="sa fiche de tâche est réécrite"),
    "rule": Text(en="the rules judge with it at once", fr="les règles en jugent aussitôt"),
    "count": Text(
        en="people are counted anew at the next run",
        fr="les personnes sont recomptées à la prochaine exécution",
    ),
    "read": Text(
        en="it is read, nothing runs differently", fr="cela se lit, rien ne tourne autrement"
    ),
}
"""What happens, for a reader."""

_MESSAGE = {"message", "subject", "arms", "when", "for", "by", "holdout", "tracking"}
_SHEET = {"title", "says", "owner", "cost", "offers", "promotion", "product", "price", "place",
          "raci", "landing", "languages", "meets", "markets", "needs", "tell"}  # fmt: skip
_READ = {"vision", "terms", "rituals"}


def how(change: Change) -> How:
    """Say how one change takes effect."""
    section = change.node.partition("/")[0]
    top = change.field.partition("/")[0]
    if section == "actions":
        return _action(change, top)
    if section == "segments":
        return "count" if top in {"who", ""} else "rule"
    return "read" if section in _READ else "rule"


def _action(change: Change, top: str) -> How:
    if not change.field:
        return "takeback" if change.after is None else "requeue"
    if top in _MESSAGE:
        return "requeue"
    return "sheet" if top in _SHEET else "rule"
