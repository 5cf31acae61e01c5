"""Sheets beside the template: tasks (also as Notion and Asana export them) and money by month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from passerelle.base.errors import Fault
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.model import Plan
from passerelle.plan.sheets import columns as cell
from passerelle.plan.sheets.columns import Column, Setting, Sheet
from passerelle.plan.sheets.written_days import ends
from passerelle.plan.unreadable import Unreadable, not_a, shown

FINISHED = {"done", "complete", "completed", "closed", "finished", "yes", "true", "x", "1",
            "fait", "faite", "termine", "terminee", "fini", "oui", "vrai", "clos"}  # fmt: skip
"""Words of a status that mean done."""

OPEN = {"to-do", "todo", "not-started", "backlog", "open", "new", "doing", "in-progress", "on-hold", "blocked",
        "planned", "review", "in-review", "no", "false", "0", "a-faire", "pas-commence", "non-commence",
        "en-cours", "en-attente", "bloque", "prevu", "planifie", "a-valider", "non", "faux",
        "untitled-section", "section-sans-titre"}  # fmt: skip
"""Words of a status, or of a column of a board, that mean not done."""

PAID = ("actions", "objectives", "studies", "trainings", "loyalty", "partners")
"""What a budget line may pay for, in the order in which a name is looked up."""


def span(text: object, setting: Setting) -> str:
    """Read one day, or two with an arrow between: ``January 5, 2027 → January 9, 2027``."""
    if isinstance(text, datetime | date):
        return cell.day(text, setting)
    return "..".join(cell.day(one, setting) for one in ends(cell.line(text, setting)))


def status(text: object, setting: Setting) -> bool:
    """Read a status; one that is neither of the known words is refused."""
    word = slug_of(cell.line(text, setting))
    if word not in FINISHED | OPEN:
        raise not_a(text, "a status", "un état", "Done, To do")
    return word in FINISHED


def month(text: object, setting: Setting) -> str:
    """Read a month: 2027-01, or any day of it."""
    if isinstance(text, datetime | date):
        return f"{text:%Y-%m}"
    words = cell.line(text, setting)
    found = words if len(words) == len("2027-01") else cell.day(words, setting)[:7]
    if not (found[:4].isdecimal() and found[4:5] == "-" and found[5:] in _MONTHS):
        raise not_a(text, "a month", "un mois", "2027-01")
    return found


_MONTHS = {f"{number:02d}" for number in range(1, 13)}


def _filled(text: object, setting: Setting) -> bool:
    return bool(cell.line(text, setting))


def _c(key: str, heading: str, read: cell.Read, *also: str) -> Column:
    en, _, fr = heading.partition(" | ")
    words, none = Text(en=en, fr=fr or en), Text(en="", fr="")
    return Column(key, words, none, none, read, also)


TASKS = Sheet("tasks", Text(en="Tasks", fr="Tâches"), (
    _c("title", "Task | Tâche", cell.title, "name", "task-name", "title", "nom", "titre", "nom-de-la-tache"),
    _c("action", "Action", cell.line, "campaign", "campagne", "project", "projects", "projet", "projets"),
    _c("section", "Section", cell.line, "section-column", "column", "colonne", "list", "liste"),
    _c("serves", "Serves | Sert", cell.line, "tags", "labels", "etiquettes", "objective", "objectif"),
    _c("owner", "Owner | Responsable", cell.line, "assignee", "assigned-to", "assign", "person", "personne",
       "assigne", "assigne-a", "attribue-a", "proprietaire"),
    _c("email", "Assignee Email | E-mail du responsable", cell.line, "owner-email"),
    _c("start", "Start | Début", span, "start-date", "start-on", "date-de-debut"),
    _c("end", "End | Fin", span, "due-date", "due", "due-on", "deadline", "date", "dates", "echeance",
       "date-d-echeance", "date-limite", "end-date", "date-de-fin"),
    _c("work", "Work | Travail", cell.line, "work-in-person-days", "travail-en-jours-personne"),
    _c("done", "Done | Terminée", status, "status", "statut", "state", "etat"),
    _c("completed", "Completed At | Terminée le", _filled, "completed-on"),
), ("task", "tache"))  # fmt: skip
"""A task a row; column names of Notion and Asana are known."""

LINES = Sheet("spending", Text(en="Spending", fr="Dépenses"), (
    _c("name", "Line | Ligne", cell.title, "budget-line"),
    _c("pays", "Pays for | Paie", cell.line),
    _c("month", "Month | Mois", month),
    _c("planned", "Planned | Prévu", cell.amount, "prevu"),
    _c("forecast", "Forecast | Estimé", cell.amount),
    _c("committed", "Committed | Engagé", cell.amount),
    _c("actual", "Spent | Dépensé", cell.amount, "actual"),
), ("budget-by-month", "budget-par-mois", "budget-lines", "lignes-de-budget"))  # fmt: skip
"""A month of a budget line a row, its four states side by side."""

STATES = ("planned", "forecast", "committed", "actual")


@dataclass(slots=True)
class Placed:
    """A node made of a row; what of it has no place; what forbids the whole file."""

    node: dict[str, Any] = field(default_factory=dict)
    unplaced: list[Fault] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)


def task(title: str, found: Mapping[str, Any], cells: Mapping[str, Place], held: Plan) -> Placed:
    """Make a task of a row, its owner, action and objectives looked up in the plan by title or name."""
    made = Placed({"title": title})
    _owner(made, found, cells, held)
    _when(made, found)
    if "work" in found:
        made.node["work"] = found["work"]
    section = str(found.get("section", ""))
    board = slug_of(section) in FINISHED | OPEN
    if found.get("done") or found.get("completed") or slug_of(section) in FINISHED:
        made.node["done"] = True
    for key in ("action", "section"):
        if key in found and not (key == "section" and board):
            _action(made, str(found[key]), cells[key], held)
    _serves(made, str(found.get("serves", "")), cells.get("serves"), held)
    return made


def line_of(found: Mapping[str, Any], held: Plan) -> dict[str, Any]:
    """Make a month of a budget line of a row.

    Raises:
        Unreadable: it names no month, or pays for nothing of the plan.
    """
    if "month" not in found:
        raise not_a("", "a month", "un mois", "2027-01")
    named = str(found.get("pays", ""))
    pays = next((one for s in PAID if (one := look_up(held, s, named))), None)
    if pays is None:
        raise Unreadable(
            Text(en=f"{shown(named)} is nothing that a line may pay for.",
                 fr=f"{shown(named)} n’est rien qu’une ligne puisse payer."),
            Text(en="Name an action, an objective, a study, a training, a programme or a partner of the plan.",
                 fr="Nommez une action, un objectif, une étude, une formation, un programme ou un partenaire du plan."),
        )  # fmt: skip
    amounts = {key: found[key] for key in STATES if key in found}
    return {"pays": pays, "months": {found["month"]: amounts}}


def look_up(plan: Plan, section: str, words: str) -> str | None:
    """Find a node of a section by its name or its title; None when it has neither."""
    nodes = getattr(plan, section)
    slug = slug_of(words)
    if words in nodes or slug in nodes:
        return words if words in nodes else slug
    titled = (
        name for name, one in nodes.items() if slug_of(getattr(one, "title", "") or "") == slug
    )
    return next(titled, None)


def _owner(made: Placed, found: Mapping[str, Any], cells: Mapping[str, Place], held: Plan) -> None:
    names = [one.strip() for one in str(found.get("owner", "")).split(",") if one.strip()]
    emails = {(one.email or "").lower(): name for name, one in held.people.items() if one.email}
    email = str(found.get("email", "")).lower()
    if not names and not email:
        return
    first = names[0] if names else email
    known = emails.get(email) or emails.get(first.lower()) or look_up(held, "people", first)
    place = cells.get("owner") or cells["email"]
    if known is None:
        made.refused.append(_unknown_owner(first, place))
        return
    made.node["owner"] = known
    if len(names) > 1:
        made.unplaced.append(Fault(
            Text(en=f"A task has one owner; {shown(', '.join(names[1:]))} was left out.",
                 fr=f"Une tâche a un seul responsable\u202f; {shown(', '.join(names[1:]))} est laissé de côté."),
            Text(en="Make a task for each of them.", fr="Faites une tâche pour chacun."), place))  # fmt: skip


def _unknown_owner(name: str, place: Place) -> Fault:
    return Fault(
        Text(en=f"Nobody in the plan is called {shown(name)}.",
             fr=f"Personne dans le plan ne s’appelle {shown(name)}."),
        Text(en="Add the person under People, with this title or address, or empty the cell; then import again.",
             fr="Ajoutez la personne sous Personnes, avec ce titre ou cette adresse, ou videz la cellule\u202f; "
             "puis importez de nouveau."),
        place,
    )  # fmt: skip


def _when(made: Placed, found: Mapping[str, Any]) -> None:
    days = [day for key in ("start", "end") for day in str(found.get(key, "")).split("..") if day]
    if days:
        first, last = (days[0], days[-1])
        made.node["when"] = first if first == last else f"{first}..{last}"


def _action(made: Placed, words: str, place: Place, held: Plan) -> None:
    known = look_up(held, "actions", words)
    if known:
        made.node["action"] = known
        return
    made.unplaced.append(Fault(
        Text(en=f"{shown(words)} is no action of the plan; the task is linked to none by it.",
             fr=f"{shown(words)} n’est pas une action du plan\u202f; la tâche n’y est pas reliée."),
        Text(en="Write the action first, or choose it in the task's form.",
             fr="Écrivez d’abord l’action, ou choisissez-la dans la fiche de la tâche."), place))  # fmt: skip


def _serves(made: Placed, words: str, place: Place | None, held: Plan) -> None:
    whole = look_up(held, "objectives", words) if words else None
    parts = [words] if whole else [one.strip() for one in words.split(",") if one.strip()]
    for part in parts:
        goal, action = look_up(held, "objectives", part), look_up(held, "actions", part)
        if goal:
            made.node.setdefault("serves", []).append(goal)
        elif action:
            made.node.setdefault("action", action)
        else:
            made.unplaced.append(Fault(
                Text(en=f"{shown(part)} is no objective and no action of the plan.",
                     fr=f"{shown(part)} n’est ni un objectif ni une action du plan."),
                Text(en="A plan has no labels: name what the task serves.",
                     fr="Un plan n’a pas d’étiquettes\u202f: nommez ce que sert la tâche."), place))  # fmt: skip
