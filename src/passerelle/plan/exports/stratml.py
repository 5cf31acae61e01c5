"""The strategy as StratML part 1 (ISO 17469-1): who, vision, goals and the objectives under them."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import (  # written, never read
    Element,
    SubElement,
    indent,
    register_namespace,
    tostring,
)

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.plain import plain_text
from passerelle.plan.scalars import target
from passerelle.plan.strategy import Objective

EXPORT = Export(
    id="stratml",
    title=Text(en="Strategy in StratML", fr="Stratégie en StratML"),
    use=Text(
        en="For tools that read the standard ISO 17469-1: organisation, vision, values, goals "
        "and their objectives, with identifiers that stay. Segments and teams are the "
        "stakeholders; people and money are left out.",
        fr="Pour les outils qui lisent la norme ISO 17469-1\u202f: organisation, vision, valeurs, buts "
        "et objectifs, avec des identifiants qui restent. Segments et équipes sont les parties "
        "prenantes\u202f; personnes et "
        "montants n'y sont pas.",
    ),
    formats=("xml",),
    order=80,
)

SPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the document.

    Raises:
        UserError: the plan has neither objective nor pillar; the standard asks for one goal.
    """
    plan = asked.given.plan
    if not plan.objectives and not plan.pillars:
        raise UserError(
            Text(en="The plan has no objective yet.", fr="Le plan n'a pas encore d'objectif."),
            Text(
                en="Write one; StratML asks for a goal.",
                fr="Écrivez-en un\u202f; StratML demande un but.",
            ),
        )
    register_namespace("", SPACE)
    root = Element(_tag("StrategicPlan"))
    title = asked.say(f"Marketing plan of {asked.name}", f"Plan marketing de {asked.name}")
    _add(root, "Name", title)
    _add(
        root,
        "OtherInformation",
        asked.say(f"Revision {asked.revision}", f"Révision {asked.revision}"),
    )
    _core(asked, _under(root, "StrategicPlanCore"))
    _administration(asked, root)
    indent(root)
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"
    return (Leaf("strategy.xml", body),)


def _core(asked: Asked, core: Element) -> None:
    plan = asked.given.plan
    organisation = _under(core, "Organization")
    _add(organisation, "Name", asked.name)
    _add(organisation, "Identifier", _identifier(asked, "organization"))
    for name, team in plan.teams.items():
        _stakeholder(organisation, team.title or name, "Organization")
    if plan.vision:
        vision = _under(core, "Vision")
        _add(vision, "Description", plan.vision)
        _add(vision, "Identifier", _identifier(asked, "vision"))
    if plan.brand and plan.brand.promise:
        value = _under(core, "Value")
        _add(value, "Name", asked.say("The brand's promise", "La promesse de la marque"))
        _add(value, "Description", plan.brand.promise)
    for number, (node, title, says, held) in enumerate(_goals(asked), start=1):
        goal = _under(core, "Goal")
        _add(goal, "Name", title)
        _add(goal, "Description", says)
        _add(goal, "Identifier", _identifier(asked, node))
        _add(goal, "SequenceIndicator", str(number))
        section, _, name = node.partition("/")
        if section == "objectives":
            _who_and_what(asked, goal, name)
        for place, objective in enumerate(held, start=1):
            _objective(asked, goal, objective, f"{number}.{place}")


def _goals(asked: Asked) -> Iterator[tuple[str, str, str, list[str]]]:
    """Walk the goals as (node, title, description, names of the objectives under it), each objective once.

    A pillar is a goal, with the objectives that follow it; so is an objective that follows none and
    is within none. What is within an objective stands after it.
    """
    given, objectives = asked.given, asked.given.plan.objectives
    told: set[str] = set()

    def below(name: str) -> list[str]:
        found = [one for one in given.below(name) if one in objectives and one not in told]
        told.update(found)
        return found

    for key, pillar in sorted(
        given.plan.pillars.items(), key=lambda one: one[1].priority or len(told) + 99
    ):
        held = [
            one for name, goal in objectives.items() if goal.pillar == key for one in below(name)
        ]
        yield f"pillars/{key}", pillar.title, pillar.intent or "", held
    tops = [name for name, one in objectives.items() if one.within not in objectives]
    for name in (*tops, *objectives):
        if name not in told:
            _, *inside = below(name)
            yield (
                f"objectives/{name}",
                objectives[name].title,
                _described(asked, objectives[name]),
                inside,
            )


def _objective(asked: Asked, goal: Element, name: str, number: str) -> None:
    one = asked.given.plan.objectives[name]
    made = _under(goal, "Objective")
    _add(made, "Name", one.title)
    _add(made, "Description", _described(asked, one))
    _add(made, "Identifier", _identifier(asked, f"objectives/{name}"))
    _add(made, "SequenceIndicator", number)
    _who_and_what(asked, made, name)


def _described(asked: Asked, one: Objective) -> str:
    """Say until when an objective runs, which the standard has no element for."""
    start, end = asked.given.starts(one), asked.given.ends(one)
    if not (start and end):
        return ""
    return asked.say(f"From {start} to {end}.", f"Du {start} au {end}.")


def _who_and_what(asked: Asked, made: Element, name: str) -> None:
    """Add the segments and the team that an objective is about, then its key results as words."""
    given, plan = asked.given, asked.given.plan
    one = plan.objectives[name]
    segments = dict.fromkeys(
        segment
        for action in given.serving.get(name, ())
        for segment in given.actions[action].segments
    )
    for segment in segments:
        promise = plan.segments[segment].promise if segment in plan.segments else None
        _stakeholder(made, segment, "Generic_Group", promise or "")
    if one.of in plan.teams:
        _stakeholder(made, plan.teams[one.of].title or one.of, "Organization")
    lines = []
    for key, result in one.results.items():
        metric = given.metric(result.metric or key)
        title = metric.title.read(asked.language) if metric else key
        lines.append(asked.say(f"{title}: ", f"{title} : ") + target.write(result.target))
    if lines:
        _add(made, "OtherInformation", "\n".join(lines))


def _administration(asked: Asked, root: Element) -> None:
    held, year = _under(root, "AdministrativeInformation"), asked.given.plan.year
    if year:
        _add(held, "StartDate", year.period.start.isoformat())
        _add(held, "EndDate", year.period.end.isoformat())
    _add(held, "PublicationDate", asked.at.date().isoformat())
    if asked.address:
        _add(held, "Source", asked.address)


def _stakeholder(above: Element, name: str, kind: str, says: str = "") -> None:
    made = _under(above, "Stakeholder")
    made.set("StakeholderTypeType", kind)
    _add(made, "Name", name)
    if says:
        _add(made, "Description", says)


def _identifier(asked: Asked, node: str) -> str:
    """Give an XML ID that stays as long as the names of the workspace and of the node."""
    return f"_{uuid5(NAMESPACE_URL, f'passerelle:{asked.name}:{node}')}"


def _under(above: Element, name: str) -> Element:
    return SubElement(above, _tag(name))


def _add(above: Element, name: str, text: str) -> None:
    _under(above, name).text = plain_text(text)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"
