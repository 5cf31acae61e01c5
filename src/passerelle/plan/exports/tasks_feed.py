"""The tasks of the plan as an iCalendar file."""

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.exports.calendar_feed import calendar, tasks

EXPORT = Export(
    id="ics-tasks",
    title=Text(en="Calendar of the tasks", fr="Calendrier des tâches"),
    use=Text(
        en="For a calendar: each dated task as an all-day event, those that are done marked as such.",
        fr="Pour un agenda\u202f: chaque tâche datée comme un événement d'une ou plusieurs journées, "
        "les tâches terminées marquées comme telles.",
    ),
    formats=("ics",),
    order=20,
    of=("team", "who"),
)


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the calendar of tasks."""
    chosen = asked.team or asked.who
    head = asked.say("tasks", "tâches")
    title = f"{asked.name} · {head}{f' · {chosen}' if chosen else ''}"
    name = f"{head.replace('â', 'a')}{f'-{chosen}' if chosen else ''}.ics"
    return (Leaf(name, calendar(asked, title, list(tasks(asked)))),)
