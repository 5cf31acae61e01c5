"""The actions as a table, with the headings that ``import-plan`` reads."""

from collections.abc import Iterator, Mapping

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.cell_words import amount, name_in, names_in, table_of
from passerelle.plan.handout.cells import Cell, leaf
from passerelle.plan.operations import Action
from passerelle.plan.scalars import discount, estimate
from passerelle.plan.sheets.template import SHEETS
from passerelle.plan.values import Estimate

EXPORT = Export(
    id="actions",
    title=Text(en="Actions", fr="Actions"),
    use=Text(
        en="For a spreadsheet: one action a row, to change and to bring in again with import-plan. "
        "What an action takes from its campaign is not repeated.",
        fr="Pour un tableur\u202f: une action par ligne, à modifier puis à reprendre avec import-plan. Ce qu'une "
        "action tient de sa campagne n'est pas répété.",
    ),
    formats=("csv", "xlsx"),
    order=30,
)

SHEET = next(one for one in SHEETS if one.section == "actions")
KEYS = (
    "title", "for", "by", "start", "end", "cost", "owner", "serves", "says", "brings",
    "judged_on", "promotion",
)  # fmt: skip


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the table of actions."""
    made = table_of(asked, SHEET, KEYS, rows(asked))
    return (leaf(made, "actions", asked.format or "csv", asked.at),)


def rows(asked: Asked) -> Iterator[Mapping[str, Cell]]:
    """Walk the actions as written, in the order of the plan."""
    plan, currency = asked.given.plan, asked.currency
    for name, one in plan.actions.items():
        yield {
            "title": name_in(plan, "actions", name),
            "for": ", ".join(one.segments),
            "by": one.by,
            "start": one.when.start if one.when else None,
            "end": one.when.end if one.when else None,
            "cost": amount(one.cost, currency),
            "owner": name_in(plan, "people", one.owner) if one.owner else None,
            "serves": names_in(plan, "objectives", one.serves),
            "says": one.says,
            "brings": _brings(one),
            "judged_on": ", ".join(one.judged_on),
            "promotion": discount.write(one.promotion) if one.promotion else None,
        }


def _brings(one: Action) -> str | None:
    """Write one estimate; several by KPI have no cell, and an empty cell changes nothing."""
    return estimate.write(one.brings) if isinstance(one.brings, Estimate) else None
