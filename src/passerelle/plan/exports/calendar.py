"""The dated actions as a table, by day."""

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.exports.actions import SHEET, rows
from passerelle.plan.handout.cell_words import table_of
from passerelle.plan.handout.cells import Table, leaf

EXPORT = Export(
    id="calendar",
    title=Text(en="Calendar", fr="Calendrier"),
    use=Text(
        en="For a spreadsheet: the dated actions by their first day, without money; change days and bring them in "
        "again with import-plan.",
        fr="Pour un tableur\u202f: les actions datées, par premier jour, sans montants\u202f; changez des jours et "
        "reprenez-les avec import-plan.",
    ),
    formats=("csv", "xlsx"),
    order=40,
)

KEYS = ("title", "start", "end", "by", "for", "owner", "serves")
NAME = Text(en="Calendar", fr="Calendrier")


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the table of dated actions."""
    dated = sorted((one for one in rows(asked) if one["start"]), key=lambda one: str(one["start"]))
    made = table_of(asked, SHEET, KEYS, dated)
    named = Table(NAME.read(asked.language), made.headings, made.rows)
    return (leaf(named, asked.say("calendar", "calendrier"), asked.format or "csv", asked.at),)
