"""The KPIs of the plan as MetricFlow YAML (dbt semantic layer): measures, and metrics made of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.kpi import Kpi
from passerelle.plan.scalars import target

EXPORT = Export(
    id="metricflow",
    title=Text(en="Metrics for dbt", fr="Indicateurs pour dbt"),
    use=Text(
        en="For a dbt project: the KPIs that the plan names, as simple, ratio and derived metrics of "
        "MetricFlow, with their targets. It says what a model passerelle_kpis must hold; it moves no data.",
        fr="Pour un projet dbt\u202f: les indicateurs que le plan nomme, en métriques simples, ratios et "
        "dérivées de MetricFlow, avec leurs cibles. Il dit ce que doit contenir un modèle passerelle_kpis\u202f; il ne "
        "déplace aucune donnée.",
    ),
    formats=("yaml",),
    order=70,
)

MODEL = "passerelle_kpis"
DAY = "day"

DERIVED: Mapping[str, tuple[str, tuple[dict[str, str], ...]]] = {
    "ltv_cac": ("ltv_historic / cac", ({"name": "ltv_historic"}, {"name": "cac"})),
    "revenue_growth": (
        "(revenue - revenue_before) / revenue_before",
        (
            {"name": "revenue"},
            {"name": "revenue", "alias": "revenue_before", "offset_window": "1 year"},
        ),
    ),
}
"""Derived KPIs of the catalogue as expressions of others."""

SIGNS = {"multiply": "*", "divide": "/", "add": "+", "subtract": "-"}
"""Links that are plain arithmetic; elasticities and weights are no definition."""

Json = dict[str, Any]


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the YAML: one semantic model, then the metrics, each after those it is made of."""
    writer = _Writer(asked)
    for name in dict.fromkeys(_named(asked)):
        writer.add(name)
    body = {
        "version": 2,
        "semantic_models": [_model(list(writer.measures.values()))],
        "metrics": list(writer.metrics.values()),
    }
    head = asked.say(
        f"# KPIs of {asked.name}, revision {asked.revision}. Legacy specification: "
        "dbt Core 1.6 and later.\n"
        f"# The model {MODEL} holds one row a day and a column a measure.\n",
        f"# Indicateurs de {asked.name}, révision {asked.revision}. Spécification dite "
        "legacy : dbt Core 1.6 et suivants.\n"
        f"# Le modèle {MODEL} contient une ligne par jour et une colonne par mesure.\n",
    )
    text = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=100)
    return (Leaf("passerelle_metrics.yaml", (head + text).encode()),)


def metric_name(name: str) -> str:
    """Give a KPI's id as MetricFlow wants names: lower case, digits, underscores, a letter first."""
    made = name.replace("-", "_")
    return made if made[:1].isalpha() and len(made) > 1 else f"kpi_{made}"


def _named(asked: Asked) -> Iterator[str]:
    """Walk the KPIs that the plan names; the whole catalogue where it names none."""
    given, plan = asked.given, asked.given.plan
    found = [
        *plan.north_star,
        *(result.metric or key for _, key, _, result in given.key_results()),
        *(kpi for action in given.actions.values() for kpi in action.judged_on),
        *plan.metrics,
    ]
    known = [metric.id for one in found if (metric := given.metric(one))]
    yield from known or given.catalogue


class _Writer:
    """Adds each metric once, after those it is made of."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.measures: dict[str, Json] = {}
        self.metrics: dict[str, Json] = {}
        self.begun: set[str] = set()

    def add(self, name: str) -> str | None:
        """Add a KPI by id; give its metric's name, None for one that nobody knows or that loops."""
        metric = self.asked.given.metric(name)
        made = metric_name(metric.id) if metric else ""
        if metric is None or (made in self.begun and made not in self.metrics):
            return None
        if made in self.metrics:
            return made
        self.begun.add(made)
        known = self.asked.given.catalogue.get(metric.id)
        own = self.asked.given.plan.metrics.get(name)
        typed = {
            "name": made,
            "label": self._read(metric.title),
            "description": self._read(known.says) if known else self._read(metric.title),
        }
        body = self._body(made, metric.id, known) if known else self._own(made, metric.made_of)
        meta: Json = {
            "unit": metric.unit,
            "direction": metric.direction,
            "rollup": metric.rollup,
            "targets": list(_targets(self.asked, metric.id)),
        }
        if own and own.owner:
            meta["typed_by_hand"] = True
        self.metrics[made] = {**typed, **body, "config": {"meta": {"passerelle": meta}}}
        return made

    def _body(self, made: str, name: str, known: Kpi) -> Json:
        if name in DERIVED:
            expression, inputs = DERIVED[name]
            for one in inputs:
                self.add(one["name"])
            return {
                "type": "derived",
                "type_params": {"expr": expression, "metrics": [dict(one) for one in inputs]},
            }
        if known.kind == "ratio" and known.rollup == "parts" and known.denominator:
            top = self._part(f"{made}_numerator", known.numerator)
            bottom = self._part(f"{made}_denominator", known.denominator)
            return {"type": "ratio", "type_params": {"numerator": top, "denominator": bottom}}
        words = self._read(known.numerator)
        if known.denominator:
            words = self.asked.say(
                f"{words}, over {known.denominator.en}", f"{words}, sur {known.denominator.fr}"
            )
        return self._simple(made, words, adds=known.rollup == "sum")

    def _own(self, made: str, links: Mapping[str, Any]) -> Json:
        """Write a KPI of the plan's own: arithmetic of others where it says so, else a measure."""
        plain = _is_arithmetic(links)
        parts = (
            [(self.add(child), SIGNS.get(one.op, "")) for child, one in links.items()]
            if plain
            else []
        )
        names = [(name, sign) for name, sign in parts if name]
        if not plain or len(names) != len(parts):
            return self._simple(made, made, adds=False)
        first, *rest = sorted(names, key=lambda one: one[1] in "/-")
        expression = first[0] + "".join(f" {sign} {name}" for name, sign in rest)
        return {
            "type": "derived",
            "type_params": {"expr": expression, "metrics": [{"name": name} for name, _ in names]},
        }

    def _part(self, name: str, words: Text) -> str:
        """Add the top or the bottom of a ratio as a metric of its own."""
        said = self._read(words)
        body = self._simple(name, said, adds=True)
        self.metrics[name] = {"name": name, "label": name, "description": said, **body}
        return name

    def _simple(self, name: str, words: str, *, adds: bool) -> Json:
        """Add a measure, and give the metric that shows it.

        What does not add up (people counted once, medians, states) shows its last day.
        """
        measure: Json = {
            "name": f"{name}_measure",
            "description": words,
            "agg": "sum",
            "expr": name,
        }
        if not adds:
            measure["non_additive_dimension"] = {"name": DAY, "window_choice": "max"}
        self.measures[name] = measure
        return {"type": "simple", "type_params": {"measure": measure["name"]}}

    def _read(self, words: Text) -> str:
        return words.read(self.asked.language)


def _is_arithmetic(links: Mapping[str, Any]) -> bool:
    """Whether links are one product or one sum, weighed by nothing."""
    ops = {one.op for one in links.values()}
    product, total = (
        "multiply" in ops and ops <= {"multiply", "divide"},
        "add" in ops and ops <= {"add", "subtract"},
    )
    return (product or total) and all(one.coefficient is None for one in links.values())


def _model(measures: list[Json]) -> Json:
    return {
        "name": MODEL,
        "description": "One row a day, one column a measure.",
        "model": f"ref('{MODEL}')",
        "defaults": {"agg_time_dimension": DAY},
        "entities": [{"name": "kpi_day", "type": "primary", "expr": DAY}],
        "dimensions": [{"name": DAY, "type": "time", "type_params": {"time_granularity": "day"}}],
        "measures": measures,
    }


def _targets(asked: Asked, kpi: str) -> Iterator[Json]:
    """Walk what key results ask of a KPI, as the plan writes it."""
    for name, key, _, result in asked.given.key_results():
        metric = asked.given.metric(result.metric or key)
        if metric and metric.id == kpi:
            due = asked.given.due(result)
            yield {
                "objective": name,
                "target": target.write(result.target),
                **({"due": due.isoformat()} if due else {}),
                **({"segment": result.segment} if result.segment else {}),
            }
