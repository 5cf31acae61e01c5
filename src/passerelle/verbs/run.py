"""``run``: one durable workflow that carries out the applied revision, and resumes after a kill.

Import, queue what is due, send, measure, forecast, propose. It never applies a revision.
"""

from dataclasses import dataclass

from passerelle.base.errors import Refused
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class Ran(Answer):
    """What each step did; ``resumed`` when a killed run was taken up where it stopped."""

    workflow: str
    resumed: bool
    revision: int
    steps: Json


def run(house: House) -> Ran:
    """Carry out the revision in force, once.

    Raises:
        Refused: no revision is in force.
        PasserelleError: what a step raised; the steps before it are done and kept.
    """
    from passerelle.records import revisions
    from passerelle.verbs.workflows import run_durably

    applied = revisions.applied()
    if applied is None:
        raise Refused(
            Text(en="No revision is in force.", fr="Aucune révision n'est en vigueur."),
            Text(
                en="Run `passerelle preview`, then `passerelle apply`.",
                fr="Lancez `passerelle preview`, puis `passerelle apply`.",
            ),
        )
    done = run_durably(house, applied.number)
    return Ran(done.workflow, done.resumed, applied.number, done.steps)
