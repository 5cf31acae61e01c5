"""``explain``: the page of a rule, the meaning of a KPI, or a node of the plan with its defaults."""

from dataclasses import dataclass
from typing import Any

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.dump import write_plan
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.rule_catalogue import rules
from passerelle.plan.rule_page import rule_page
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class Page(Answer):
    """A page to read: its title, its text (Markdown), and what it is about."""

    kind: str
    title: Text
    text: Text
    data: Json


def explain(house: House, what: str) -> Page:
    """Explain a rule (``AL-030``), a KPI (``repurchase_rate``) or a node (``actions/x``).

    Raises:
        NotFound: nothing is called that; the nearest names are given.
    """
    known = rules()
    if what.upper() in known:
        rule = known[what.upper()].RULE
        return Page(
            "rule", rule.title, rule_page(rule.id), {"id": rule.id, "severity": rule.severity.value}
        )
    if what in catalogue():
        kpi = catalogue()[what]
        return Page("kpi", kpi.name, _kpi_page(kpi), dict(kpi.as_json()))
    section, _, name = what.partition("/")
    if section in NAMED:
        return _node_page(house.plan_on_disk, section, name)
    raise NotFound(
        Text(en=f"Nothing is called '{what}'.", fr=f"Rien ne s'appelle « {what} »."),
        nearest(what, [*known, *catalogue(), *NAMED]),
    )


def _kpi_page(kpi: Any) -> Text:  # noqa: ANN401
    ratio_en = f"{kpi.numerator.en} / {kpi.denominator.en}" if kpi.denominator else kpi.numerator.en
    ratio_fr = f"{kpi.numerator.fr} / {kpi.denominator.fr}" if kpi.denominator else kpi.numerator.fr
    return Text(
        en=f"{ratio_en}\n\n{kpi.says.en}\n\n{kpi.does_not_say.en}",
        fr=f"{ratio_fr}\n\n{kpi.says.fr}\n\n{kpi.does_not_say.fr}",
    )


def _node_page(plan: Plan, section: str, name: str) -> Page:
    held: Json = write_plan(plan).get(section, {})
    if name not in held:
        raise NotFound(
            Text(
                en=f"There is no '{name}' in {section}.",
                fr=f"Il n'y a pas de « {name} » dans {section}.",
            ),
            nearest(name, held),
        )
    place = plan.place(section, name)
    entity = getattr(plan, section)[name]
    defaults = {
        key: value
        for key, value in entity.model_dump(mode="json", by_alias=True).items()
        if key not in held[name]
    }
    lines = [f"{key}: {value}" for key, value in held[name].items()]
    text = "\n".join([f"{place}", "", *lines])
    return Page(
        "node",
        Text(en=f"{section}/{name}", fr=f"{section}/{name}"),
        Text(en=text, fr=text),
        {"defaults": defaults},
    )
