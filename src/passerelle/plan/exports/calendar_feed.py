"""The plan's days as an iCalendar file (RFC 5545): all-day events with names that stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.team import of_person, of_team

EXPORT = Export(
    id="ics",
    title=Text(en="Calendar of the actions", fr="Calendrier des actions"),
    use=Text(
        en="For Outlook, Google or Apple calendars: each dated action as an all-day event; for one team or one "
        "person, their actions and tasks. Costs, names of people and public holidays are left out.",
        fr="Pour les agendas Outlook, Google ou Apple\u202f: chaque action datée comme un événement d'une ou "
        "plusieurs journées\u202f; pour une équipe ou une personne, ses actions et ses tâches. Coûts, noms de "
        "personnes et jours fériés n'y sont pas.",
    ),
    formats=("ics",),
    order=10,
    of=("team", "who"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on its days: the node it is, its title, what stands under it, where it is done."""

    node: str
    title: str
    when: Period
    says: tuple[str, ...] = ()
    labels: tuple[str, ...] = field(default=())


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the calendar: all actions, or the actions and tasks of a team or a person."""
    chosen = asked.team or asked.who
    title = f"{asked.name}{f' · {chosen}' if chosen else ''}"
    found = [*actions(asked), *(tasks(asked) if chosen else ())]
    return (Leaf(f"{chosen or 'actions'}.ics", calendar(asked, title, found)),)


def actions(asked: Asked) -> Iterator[Event]:
    """Walk the dated actions that were asked for."""
    plan = asked.given.plan
    for name, action in asked.given.actions.items():
        if action.when is None or not _wanted(asked, action.owner, name, action.tell):
            continue
        goals = [plan.objectives[one].title for one in action.serves if one in plan.objectives]
        lines = (
            (asked.say("Serves", "Sert"), ", ".join(goals)),
            (asked.say("For", "Pour"), ", ".join(action.segments)),
            (asked.say("Channel", "Canal"), action.by or ""),
        )
        says = tuple(
            asked.say(f"{head}: {said}", f"{head} : {said}") for head, said in lines if said
        )
        labels = tuple(one for one in (action.by, action.campaign) if one)
        yield Event(f"actions/{name}", action.title or name, action.when, says, labels)


def tasks(asked: Asked) -> Iterator[Event]:
    """Walk the dated tasks that were asked for; those of an action asked for too."""
    for name, task in asked.given.plan.tasks.items():
        if task.when is None or not _wanted(asked, task.owner, "", ()):
            continue
        action = asked.given.actions.get(task.action or "")
        done = asked.say("Done: ", "Terminée : ") if task.done else ""
        head = asked.say("Action: ", "Action : ")
        says = (head + (action.title or str(task.action)),) if action else ()
        yield Event(f"tasks/{name}", done + task.title, task.when, says)


def calendar(asked: Asked, title: str, events: list[Event]) -> bytes:
    """Write events as one calendar; each keeps its UID as long as its name and the workspace's."""
    from icalendar import Calendar  # noqa: PLC0415  (only where one is written)
    from icalendar import Event as Entry  # noqa: PLC0415

    made = Calendar()
    made.add("prodid", f"-//Passerelle//{asked.language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    for event in sorted(events, key=lambda one: (one.when, one.node)):
        entry = Entry()
        entry.add("uid", uid(asked.name, event.node))
        entry.add("dtstamp", asked.at)
        entry.add("last-modified", asked.at)
        entry.add("summary", event.title)
        entry.add("dtstart", event.when.start)
        entry.add("dtend", event.when.end + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        if event.says:
            entry.add("description", "\n".join(event.says))
        if event.labels:
            entry.add("categories", list(event.labels))
        if asked.address:
            entry.add("url", f"{asked.address}/plan/{event.node}/")
        made.add_component(entry)
    return bytes(made.to_ical())


def uid(workspace: str, node: str) -> str:
    """Give the UID of a node: the same in every file and feed of a workspace of that name."""
    return f"{uuid5(NAMESPACE_URL, f'passerelle:{workspace}:{node}')}@passerelle"


def _wanted(asked: Asked, owner: str | None, name: str, tell: tuple[str, ...]) -> bool:
    if asked.team:
        return of_team(asked.given, asked.team, owner, name) or asked.team in tell
    if asked.who:
        return of_person(asked.given, asked.who, owner, name) or asked.who in tell
    return True
