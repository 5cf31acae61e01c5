"""The steps of the loop, in order; each changes nothing more when it is repeated."""

from collections.abc import Callable
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.load import read_plan
from passerelle.verbs.answer import Json
from passerelle.verbs.house import House
from passerelle.verbs.progress import tell


def step_named(name: str) -> Callable[[House, int], Json]:
    """Give the function of a step."""
    return STEPS[name]


def _import(house: House, _: int) -> Json:
    from passerelle.verbs.import_data import import_data

    if not (house.folder / "sources").is_dir():
        return {"loads": []}
    done = import_data(house).as_json()
    names = ("source", "rows", "kept", "returns", "skipped", "added", "replaced")
    return {**done, "loads": [{name: row[name] for name in names} for row in done["loads"]]}


def _queue(house: House, revision: int) -> Json:
    from passerelle.records.revisions import texts_at
    from passerelle.verbs.due import make_task_sheets, queue_due
    from passerelle.verbs.publish import publish

    plan = read_plan(texts_at(revision))
    publish(house, plan)
    return {
        "queued": list(queue_due(house, plan, revision)),
        "tasks": list(make_task_sheets(house, plan, revision)),
    }


def _send(house: House, _: int) -> Json:
    from passerelle.records.delivery import Send
    from passerelle.verbs.send import send_due

    if not Send.objects.exists():
        return {"handed": 0, "sends": []}
    return send_due(house).as_json()


def _measure(house: House, revision: int) -> Json:
    from passerelle.verbs.keep_readings import keep_readings

    tell(Text(en="Measuring the KPIs", fr="Mesure des indicateurs"))
    return {"readings": keep_readings(house, revision)}


def _adjust(house: House, _: int) -> Json:
    from passerelle.verbs.adjust import adjust

    done: Any = adjust(house).as_json()
    return {"forecasts": len(done["forecasts"]), "proposals": len(done["proposals"])}


STEPS: dict[str, Callable[[House, int], Json]] = {
    "import": _import,
    "queue": _queue,
    "send": _send,
    "measure": _measure,
    "adjust": _adjust,
}
"""The loop, in order; each step changes nothing more when it is repeated."""
