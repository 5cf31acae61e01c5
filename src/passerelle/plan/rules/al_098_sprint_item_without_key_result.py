"""AL-098: a task serves an action or an objective.

What it checks
    Tasks to come, of a sprint or not, that are not done, nor over, nor in a sprint that is over:
    they name the action they belong to, or an objective that they serve.

Why it matters
    « L'emploi d'une méthode Scrum pour gérer les projets marketing » (002) is fast; it helps when
    what goes fast goes somewhere.

Bad
    sprints: {s12: {when: 2027-03-15..2027-03-26}}
    tasks:   {refaire-le-pied-de-page: {title: Refaire le pied de page, sprint: s12}}

Good
    sprints: {s12: {when: 2027-03-15..2027-03-26}}
    actions: {salon: {when: 2027-03-18}}
    tasks:   {imprimer: {title: Imprimer le catalogue, sprint: s12, action: salon}}

Source
    Alignment rule of the design notes, layer *trace*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_find import find
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-098",
    title=Text(en="Task without key result", fr="Tâche sans résultat clé"),
    question=Text(
        en="Does every task, of a sprint or not, serve an action or an objective?",
        fr="Chaque tâche, d'un sprint ou non, sert-elle une action ou un objectif\u202f?",
    ),
    why=Text(
        en="A sprint fills up by itself; what it is for does not.",
        fr="Un sprint se remplit tout seul ; ce à quoi il sert, non.",
    ),
    severity=Severity.INFO,
    seed=(
        "002 « L'emploi d'une méthode Scrum pour gérer les projets marketing, avec des cycles de "
        "développement courts et des revues régulières »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one remark for each task that leads nowhere."""
    objectives = list(given.plan.objectives)
    for name, task in given.plan.tasks.items():
        sprint = find(given.plan.sprints, task.sprint)
        ends = sprint.when.end if sprint else task.when.end if task.when else given.today
        if task.action or task.serves or task.done or ends < given.today:
            continue
        yield RULE.broken(
            spot(given, f"tasks/{name}", "serves"),
            say(
                "{item} serves no action and no objective in sprint {sprint}, which ends on {day}.",
                "{item} ne sert ni action ni objectif dans le sprint {sprint}, qui finit le {day}.",
                day=ends,
                item=task.title,
                sprint=sprint.title or task.sprint,
            )
            if sprint
            else say(
                "{item} serves no action and no objective.",
                "{item} ne sert ni action ni objectif.",
                item=task.title,
            ),
            say(
                "Name its action, or the objective in `serves`; or drop the task.",
                "Nommez son action, ou l'objectif dans `serves` ; ou renoncez à la tâche.",
            ),
            settle=f"[{objectives[0]}]" if len(objectives) == 1 else None,
        )
