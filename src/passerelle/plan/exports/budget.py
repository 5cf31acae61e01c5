"""The budget by month and state as a table."""

from collections.abc import Iterator, Mapping

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.cell_words import amount, name_in, table_of
from passerelle.plan.handout.cells import Cell, leaf
from passerelle.plan.model import Plan
from passerelle.plan.sheets.work import LINES, PAID, look_up

EXPORT = Export(
    id="budget",
    title=Text(en="Budget by month", fr="Budget par mois"),
    use=Text(
        en="For a spreadsheet: a row for each month of each budget line, planned, forecast, committed and spent "
        "side by side; to bring in again with import-plan.",
        fr="Pour un tableur\u202f: une ligne par mois de chaque ligne de budget, prévu, estimé, engagé et dépensé côte "
        "à côte\u202f; à reprendre avec import-plan.",
    ),
    formats=("csv", "xlsx"),
    order=60,
)

KEYS = ("name", "pays", "month", "planned", "forecast", "committed", "actual")


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the table of the money by month."""
    made = table_of(asked, LINES, KEYS, _rows(asked))
    return (leaf(made, "budget", asked.format or "csv", asked.at),)


def _rows(asked: Asked) -> Iterator[Mapping[str, Cell]]:
    plan, currency = asked.given.plan, asked.currency
    for name, line in plan.spending.items():
        for month, held in sorted(line.months.items()):
            yield {
                "name": name,
                "pays": _paid(plan, line.pays),
                "month": month,
                "planned": amount(held.planned, currency),
                "forecast": amount(held.forecast, currency),
                "committed": amount(held.committed, currency),
                "actual": amount(held.actual, currency),
            }


def _paid(plan: Plan, name: str) -> str:
    """Name what a line pays for by its title, where the first thing of that title is it."""
    section = next((one for one in PAID if name in getattr(plan, one)), None)
    if section is None:
        return name
    title = name_in(plan, section, name)
    first = next((one for part in PAID if (one := look_up(plan, part, title))), None)
    return title if first == name else name
