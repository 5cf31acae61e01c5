"""``templates`` and ``template``: whole groups of nodes made at once, as one revision."""

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.base.errors import Refused
from passerelle.base.language import Text
from passerelle.plan.group import Asked, fill, group, groups
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import NAMED
from passerelle.plan.rule_money import main_currency
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan, submit


@dataclass(frozen=True, slots=True)
class Templates(Answer):
    """The templates in their order, with what each asks."""

    templates: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Made(Answer):
    """What a template made: the revision, and the nodes."""

    revision: int
    nodes: tuple[str, ...]


def templates(house: House) -> Templates:  # noqa: ARG001 (every verb takes the house)
    """List the templates."""
    return Templates(
        tuple(
            {
                "id": one.id,
                "title": one.title.as_json(),
                "says": one.says.as_json(),
                "asks": [asked.as_json() | {"called": _called(asked)} for asked in one.asks],
                "makes": len(one.makes),
            }
            for one in groups().values()
        )
    )


def _called(asked: Asked) -> Json:
    """Name the KPIs among the words that an answer may be."""
    known = catalogue()
    return {word: known[word].name.as_json() for word in asked.choices if word in known}


def template(house: House, name: str, answers: dict[str, str], reason: str = "") -> Made:
    """Make the nodes of a template.

    Args:
        house: The workspace.
        name: ``launch``, ``market``, ``retention``, ``repositioning``.
        answers: What was asked, by key.
        reason: Why; empty says which template it was.

    Raises:
        NotFound: there is no such template.
        InputErrors: an answer is missing or cannot be read.
        Refused: a node of that name exists; nothing was written.
    """
    found = group(name)
    _, plan = head_plan(house)
    changes = fill(found, answers, house.settings.language, main_currency(plan))
    taken = [one.node for one in changes if _is_there(plan.__dict__, one.node)]
    if taken:
        raise Refused(
            Text(
                en=f"{', '.join(taken)} exist(s) already.",
                fr=f"Existe déjà\u202f: {', '.join(taken)}.",
            ),
            Text(en="Choose another name.", fr="Choisissez un autre nom."),
        )
    why = reason or found.title.read(house.settings.language)
    done = submit(house, None, changes, why)
    return Made(done.revision, tuple(one.node for one in changes))


def _is_there(sections: Mapping[str, object], node: str) -> bool:
    section, _, name = node.partition("/")
    held = sections.get(section)
    if section in NAMED:
        return isinstance(held, Mapping) and name in held
    return bool(held)
