"""The task sheet of an action that people carry out: what a colleague needs to begin."""

from typing import TYPE_CHECKING

from passerelle.plan.model import Plan
from passerelle.verbs.carriers import Carried
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.records.tasks import Brief


def brief_of(house: House, plan: Plan, row: Carried, revision: int) -> "Brief":
    """Write the sheet of one action, in the workspace's language."""
    from passerelle.records.tasks import Brief

    action = row.action
    return Brief(
        action=row.name,
        title=action.title or row.name,
        owner=action.owner or "",
        brief=_words(house, plan, row),
        start=action.when.start if action.when else None,
        end=action.when.end if action.when else None,
        tracking_link=_link(house, row),
        revision=revision,
    )


def _words(house: House, plan: Plan, row: Carried) -> str:
    french = house.settings.language == "fr"
    action = row.action
    lines = [
        (("Objectif" if french else "Objective"), ", ".join(_titles(plan, action.serves))),
        (("Pour" if french else "For"), ", ".join(action.segments)),
        (("Canal" if french else "Channel"), action.by or ""),
        ("Message", action.says or ""),
        (("Coût prévu" if french else "Planned cost"), str(action.cost) if action.cost else ""),
        (("Jugée sur" if french else "Judged on"), ", ".join(action.judged_on)),
    ]
    colon = "\u202f: " if french else ": "
    return "\n".join(f"{name}{colon}{value}" for name, value in lines if value)


def _titles(plan: Plan, names: tuple[str, ...]) -> list[str]:
    return [plan.objectives[name].title if name in plan.objectives else name for name in names]


def _link(house: House, row: Carried) -> str:
    """A link that counts for the action, to the shop's home when the workspace names one."""
    from passerelle.activation.links import tracking_link

    if not house.settings.shop:
        return ""
    code = row.action.tracking or row.name
    return tracking_link(
        house.settings.address,
        house.settings.shop,
        code,
        row.action.by or "link",
        house.workspace.secret(),
    )
