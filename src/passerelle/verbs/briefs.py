"""The task sheet of an action that people carry out: what a colleague needs to begin."""

from typing import TYPE_CHECKING

from passerelle.plan.brief import brief_lines
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Json, plain
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


def guidance(plan: Plan, name: str) -> list[Json]:
    """Give what the plan tells whoever carries an action out, heading and sentence in both languages."""
    return [{"head": plain(head), "says": plain(said)} for head, said in brief_lines(plan, name)]


def _words(house: House, plan: Plan, row: Carried) -> str:
    reader = house.settings.language
    colon = "\u202f: " if reader == "fr" else ": "
    lines = brief_lines(plan, row.name)
    return "\n".join(f"{head.read(reader)}{colon}{said.read(reader)}" for head, said in lines)


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
