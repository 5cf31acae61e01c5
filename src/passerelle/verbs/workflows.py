"""The one file that knows DBOS: the loop as a durable workflow, resumed after a kill.

A step is a batch; its effect is harmless when repeated, because a step that was under way when the
process died is run again. The executor and the version are named, so that a new process takes up
what the old one left, also after an edit of the code.
"""

import logging
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from passerelle.base.errors import PasserelleError
from passerelle.base.ids import new_id
from passerelle.base.language import Text
from passerelle.verbs.answer import Json
from passerelle.verbs.house import House
from passerelle.verbs.loop_steps import STEPS, step_named
from passerelle.verbs.progress import Listener, Step, current_listener, heard_by

VERSION = "1"
"""Named, not derived from the source: a killed run is taken up by the next version too."""


@dataclass
class _Now:
    """What the workflow's threads work on; one workspace a process."""

    house: House | None = None
    listener: Listener | None = None
    failed: dict[str, PasserelleError] = field(default_factory=dict)
    launched: str = ""
    lock: Lock = field(default_factory=Lock)


_now = _Now()


@dataclass(frozen=True, slots=True)
class Done:
    """A workflow that ended: its id, whether it had been started by a process that died, its steps."""

    workflow: str
    resumed: bool
    steps: Json


def run_durably(house: House, revision: int) -> Done:
    """Run the loop to its end, or take up the one that a killed process left.

    Raises:
        PasserelleError: what a step raised.
    """
    with _now.lock:
        _now.house, _now.listener = house, current_listener()
        pending = _launch(house)
        if pending:
            tell_resumed(_now.listener)
            return Done(pending, True, _outcome(pending, DBOS.retrieve_workflow(pending)))
        name = f"run-{revision}-{house.workspace.today}-{new_id()[:8]}"
        with SetWorkflowID(name):
            handle = DBOS.start_workflow(loop, revision)
        return Done(name, False, _outcome(name, handle))


def tell_resumed(listener: Listener | None) -> None:
    """Say that a run left by a dead process goes on."""
    if listener:
        listener(
            Step(
                Text(
                    en="Resuming the run that was cut short",
                    fr="Reprise de l'exécution interrompue",
                )
            )
        )


@DBOS.workflow(name="loop")
def loop(revision: int) -> dict[str, Any]:
    """The loop: each step once, in order."""
    return {name: one_step(name, revision) for name in STEPS}


@DBOS.step(name="one_step")
def one_step(name: str, revision: int) -> dict[str, Any]:
    """One step of the loop; repeated if the process died inside it."""
    house = _now.house
    if house is None:
        msg = "no workspace is open in this process"
        raise RuntimeError(msg)
    try:
        with heard_by(_now.listener):
            return step_named(name)(house, revision)
    except PasserelleError as fault:
        _now.failed[DBOS.workflow_id or ""] = fault
        raise
    finally:
        _close_thread_connections()


def _launch(house: House) -> str:
    """Start DBOS on this workspace once; give the id of a run that a dead process left."""
    path = f"sqlite:///{house.workspace.state / 'workflows.sqlite3'}"
    if _now.launched == path:
        return ""
    if _now.launched:
        DBOS.destroy()
    logging.getLogger("dbos").setLevel(logging.ERROR)
    config: DBOSConfig = {
        "name": "passerelle",
        "system_database_url": path,
        "application_version": VERSION,
        "executor_id": "owner",
        "log_level": "ERROR",
        "serializer": DBOSPortableJSONSerializer(),
    }
    DBOS(config=config)
    DBOS.launch()
    _now.launched = path
    return _pending()


def _pending() -> str:
    # While DBOS takes a run up again it calls it enqueued for a moment.
    found = DBOS.list_workflows(status=["PENDING", "ENQUEUED"], name="loop")
    return str(found[0].workflow_id) if found else ""


def _outcome(name: str, handle: Any) -> Json:  # noqa: ANN401
    try:
        return dict(handle.get_result())
    except KeyboardInterrupt:
        # What the step meets when its stores close under it is no news to whoever pressed Ctrl-C.
        logging.getLogger("dbos").disabled = True
        raise
    except Exception:
        fault = _now.failed.pop(name, None)
        if fault is not None:
            raise fault from None
        raise


def _close_thread_connections() -> None:
    from django.db import connections

    connections.close_all()


def stop_workflows() -> None:
    """Stop DBOS in this process, if it was started."""
    if _now.launched:
        DBOS.destroy()
        _now.launched = ""
