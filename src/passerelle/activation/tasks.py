"""Actions that people carry out: the sheet that tells their owner what, when, and by which link."""

from dataclasses import dataclass
from datetime import date

from passerelle.activation.links import tracking_link
from passerelle.base.language import Language, day
from passerelle.plan.operations import Action
from passerelle.records.tasks import Brief

CARRIED = frozenset({"email"})
"""Channels that Passerelle carries out itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the brand's own site is, where our links live, and the secret that signs them."""

    home: str
    base: str
    secret: str


def is_task(action: Action) -> bool:
    """Whether people must carry an action out because no channel of ours does."""
    return action.by not in CARRIED or not (action.message or action.arms)


def task_brief(
    name: str, action: Action, site: Site, *, revision: int | None, language: Language
) -> Brief:
    """Write the sheet of an action.

    Args:
        name: The action's name in the plan.
        action: The action.
        site: For its tracking link.
        revision: The revision it was applied with.
        language: Of the sentences.

    Returns:
        A value for :func:`passerelle.records.tasks.make_task_sheet`, which keeps what the owner
        reported (cost and result).
    """
    code = action.tracking or name
    return Brief(
        action=name,
        title=action.title or name,
        owner=action.owner or "",
        brief="\n".join(_sentences(action, language)),
        start=action.when.start if action.when else None,
        end=action.when.end if action.when else None,
        tracking_link=tracking_link(site.base, site.home, code, action.by or "other", site.secret),
        revision=revision,
    )


def _sentences(action: Action, language: Language) -> list[str]:
    french = language == "fr"
    colon = "\u202f: " if french else ": "
    lines: list[tuple[str, str]] = [
        ("À dire" if french else "Say", action.says or ""),
        ("Pour" if french else "For", ", ".join(action.segments)),
        ("Par" if french else "By", action.by or ""),
        ("Quand" if french else "When", _dates(action, language)),
        ("Coût prévu" if french else "Planned cost", str(action.cost or "")),
        ("Sert" if french else "Serves", ", ".join(action.serves)),
        ("Produit" if french else "Product", action.product or ""),
        ("Prix" if french else "Price", action.price or ""),
        ("Distribution" if french else "Place", action.place or ""),
    ]
    return [f"{label}{colon}{value}" for label, value in lines if value]


def _dates(action: Action, language: Language) -> str:
    if action.when is None:
        return ""
    days: list[date] = sorted({action.when.start, action.when.end})
    return " – ".join(day(one, language) for one in days)
