"""Who does what: teams, people, partners, roles, habits, and the days they are not there."""

# ruff: noqa: RUF012 - Pydantic copies these defaults for every instance.
from typing import Annotated, Literal

from passerelle.plan.analysis import Score5
from passerelle.plan.fields import Entity, said
from passerelle.plan.types import (
    Day,
    MoneyText,
    NumberText,
    PercentText,
    PeriodText,
    RateText,
    Refs,
)

Family = Literal["strategy", "operations", "sales", "product", "service", "finance"]


class Raci(Entity):
    """Who does it, who answers for it, who is asked, who is told."""

    accountable: Annotated[
        Refs, said("Accountable: one", "Responsable final : un seul", ref="people|teams")
    ] = ()
    responsible: Annotated[
        Refs,
        said("Responsible: who does it", "Réalisateurs : qui le fait", ref="people|teams|partners"),
    ] = ()
    consulted: Annotated[
        Refs,
        said(
            "Consulted: who must agree to read first",
            "Consultés : qui lit d'abord",
            ref="people|teams",
        ),
    ] = ()
    informed: Annotated[Refs, said("Informed", "Informés", ref="people|teams")] = ()


class Team(Entity):
    """People who work together; a sales team says how many leads it can handle."""

    title: Annotated[str | None, said("Team", "Équipe")] = None
    family: Annotated[Family | None, said("Family", "Famille")] = None
    handles: Annotated[
        RateText | None, said("Handles: 40 leads a week", "Traite : 40 leads a week")
    ] = None
    receives: Annotated[
        RateText | None,
        said("Receives today: 25 leads a week", "Reçoit aujourd'hui : 25 leads a week"),
    ] = None
    days: Annotated[
        NumberText | None,
        said("Person-days a week it can work", "Jours-personne par semaine"),
    ] = None
    notice_days: Annotated[
        int | None, said("Notice it needs, in days", "Préavis nécessaire, en jours")
    ] = None


class Person(Entity):
    """A role that owns things; the team it belongs to, what it can do and how much."""

    title: Annotated[str | None, said("Role", "Rôle")] = None
    team: Annotated[str | None, said("Team", "Équipe", ref="teams")] = None
    email: Annotated[str | None, said("E-mail", "Adresse électronique")] = None
    days: Annotated[NumberText | None, said("Days a week it can work", "Jours par semaine")] = None
    skills: Annotated[
        dict[str, Score5], said("Skills, each with its level", "Compétences, avec leur niveau")
    ] = {}


class Partner(Entity):
    """A company that works for ours: an agency, an outsourced sales force."""

    title: Annotated[str, said("Partner", "Partenaire")]
    family: Annotated[
        Family | None, said("Family it counts with", "Famille avec laquelle il compte")
    ] = None
    handles: Annotated[
        RateText | None, said("Handles: 40 leads a week", "Traite : 40 leads a week")
    ] = None
    skills: Annotated[
        dict[str, Score5], said("Skills, each with its level", "Compétences, avec leur niveau")
    ] = {}
    cost: Annotated[MoneyText | None, said("Cost of the contract", "Coût du contrat")] = None
    when: Annotated[PeriodText | None, said("Contract", "Contrat")] = None


class Absence(Entity):
    """Days when a person or a whole team does not work."""

    who: Annotated[str, said("Who", "Qui", ref="people|teams")]
    when: Annotated[PeriodText, said("When", "Quand")]


class Training(Entity):
    """What people will have learned, when, at what cost."""

    title: Annotated[str, said("Training", "Formation")]
    people: Annotated[Refs, said("People", "Personnes", ref="people")] = ()
    skill: Annotated[str | None, said("Skill", "Compétence")] = None
    level: Annotated[Score5 | None, said("Level reached: 1 to 5", "Niveau atteint : de 1 à 5")] = (
        None
    )
    when: Annotated[PeriodText | None, said("When", "Quand")] = None
    cost: Annotated[MoneyText | None, said("Cost", "Coût")] = None


class Ritual(Entity):
    """A meeting that comes back: who meets, how often, about what, when last."""

    title: Annotated[str, said("Ritual", "Rituel")]
    every_days: Annotated[int | None, said("Every: days", "Tous les : jours")] = None
    teams: Annotated[Refs, said("Teams", "Équipes", ref="teams")] = ()
    agenda: Annotated[str | None, said("Agenda", "Ordre du jour", widget="text")] = None
    held: Annotated[Day | None, said("Last held on", "Tenu pour la dernière fois le")] = None


class Charter(Entity):
    """One line of the communication charter: at which event who is told, how long before."""

    event: Annotated[
        Literal["strategic", "budget", "operational", "launch", "promotion"],
        said("Event", "Événement"),
    ]
    tell: Annotated[
        Refs, said("Tell: teams or people", "Prévenir : équipes ou personnes", ref="teams|people")
    ] = ()
    notice_days: Annotated[int | None, said("Days before", "Jours avant")] = None
    within_days: Annotated[int | None, said("Days they have to read it", "Jours pour le lire")] = (
        None
    )


class Right(Entity):
    """A decision right: what someone may change without asking for approval."""

    who: Annotated[str, said("Who", "Qui", ref="people|teams")]
    may: Annotated[Literal["operational", "budget"], said("May change", "Peut changer")]
    up_to: Annotated[
        PercentText | None,
        said("Up to this share of a line", "Jusqu'à cette part d'une ligne"),
    ] = None


class Task(Entity):
    """A piece of work: for which action, by whom, when, how long."""

    title: Annotated[str, said("Task", "Tâche")]
    action: Annotated[str | None, said("Action", "Action", ref="actions")] = None
    serves: Annotated[Refs, said("Serves: objectives", "Sert : objectifs", ref="objectives")] = ()
    sprint: Annotated[str | None, said("Sprint", "Sprint", ref="sprints")] = None
    owner: Annotated[str | None, said("Owner", "Responsable", ref="people")] = None
    when: Annotated[PeriodText | None, said("When", "Quand")] = None
    work: Annotated[NumberText | None, said("Work in person-days", "Travail en jours-personne")] = (
        None
    )
    done: Annotated[bool, said("Done", "Terminée")] = False


class Sprint(Entity):
    """A short cycle of work, with its goal."""

    title: Annotated[str | None, said("Goal of the sprint", "But du sprint")] = None
    when: Annotated[PeriodText, said("When", "Quand")]


class Blackout(Entity):
    """Days on which nothing is launched."""

    says: Annotated[str | None, said("Why", "Pourquoi")] = None
    when: Annotated[PeriodText, said("When", "Quand")]
    markets: Annotated[
        Refs, said("Markets: nothing means all", "Marchés : rien veut dire tous", ref="markets")
    ] = ()
