"""The tasks as a table, with the headings that ``import-plan`` reads."""

from collections.abc import Iterator, Mapping

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.cell_words import name_in, names_in, table_of
from passerelle.plan.handout.cells import Cell, leaf
from passerelle.plan.sheets.work import TASKS

EXPORT = Export(
    id="tasks",
    title=Text(en="Tasks", fr="Tâches"),
    use=Text(
        en="For a spreadsheet or a project tool: one task a row, to bring in again with import-plan.",
        fr="Pour un tableur ou un outil de projet\u202f: une tâche par ligne, à reprendre avec import-plan.",
    ),
    formats=("csv", "xlsx"),
    order=50,
)

KEYS = ("title", "action", "serves", "owner", "start", "end", "work", "done")


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the table of tasks."""
    made = table_of(asked, TASKS, KEYS, _rows(asked))
    return (leaf(made, asked.say("tasks", "taches"), asked.format or "csv", asked.at),)


def _rows(asked: Asked) -> Iterator[Mapping[str, Cell]]:
    plan = asked.given.plan
    for one in plan.tasks.values():
        yield {
            "title": one.title,
            "action": name_in(plan, "actions", one.action) if one.action else None,
            "serves": names_in(plan, "objectives", one.serves),
            "owner": name_in(plan, "people", one.owner) if one.owner else None,
            "start": one.when.start if one.when else None,
            "end": one.when.end if one.when else None,
            "work": one.work,
            "done": asked.say("yes", "oui") if one.done else asked.say("no", "non"),
        }
