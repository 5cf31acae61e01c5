"""AL-012: an objective must be specific, measurable, owned and dated.

What it checks
    That an objective has a key result and a start; and each key result a KPI, a baseline (written
    or read), a level or a change, a source, an owner (its own or the objective's) and an end. A
    limit to keep (``stays under 0.4 %``) needs no baseline. The year of the plan gives start and
    end where they are not written; the scope is the whole brand unless said. A study that still
    holds and ``measures`` a KPI is a source of it.

Why it matters
    « Objectifs SMART » (002, 004): what nobody can read on a day cannot be missed, nor reached.

Bad
    objectives:
      faire-revenir: {title: Faire revenir les clients, results: {repurchase_rate: 28 %}}

Good
    objectives:
      faire-revenir:
        title: Faire revenir les clients
        owner: directrice-marketing
        start: 2027-01-01
        results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}

Source
    Alignment rule of the design notes, layer *objective*; documents 002 and 004.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import baseline
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot, spot
from passerelle.plan.rule_tree import kpi_id
from passerelle.plan.rule_words import listed, say
from passerelle.plan.strategy import KeyResult, Objective

RULE = Rule(
    id="AL-012",
    title=Text(en="SMART incomplete", fr="SMART incomplet"),
    question=Text(
        en="Is every objective specific, measurable, owned and dated?",
        fr="Chaque objectif est-il précis, mesurable, attribué et daté\u202f?",
    ),
    why=Text(
        en="What nobody can read on a day cannot be missed, nor reached.",
        fr="Ce que personne ne peut lire un jour donné ne peut être ni manqué, ni atteint.",
    ),
    severity=Severity.ERROR,
    seed="002, 004 « objectifs SMART »",
    needs=("text", "readings"),
)

_FIELDS = {
    "results": ("S", Text(en="a key result", fr="un résultat clé")),
    "metric": ("S", Text(en="a known KPI", fr="un indicateur connu")),
    "baseline": ("M", Text(en="a baseline", fr="une valeur de départ")),
    "target": ("M", Text(en="a level to reach", fr="une valeur à atteindre")),
    "source": ("M", Text(en="a source", fr="une source")),
    "owner": ("A", Text(en="an owner", fr="un responsable")),
    "start": ("T", Text(en="a start", fr="un début")),
    "end": ("T", Text(en="an end", fr="une fin")),
}
_WRITTEN_IN = {"baseline": "target", "end": "target"}


def check(given: Given) -> Verdicts:
    """Yield one error for each objective, and each key result, that lacks something."""
    measured = _measured(given)
    for name, objective in given.plan.objectives.items():
        lacking = _objective_lacks(given, objective)
        if lacking:
            yield _incomplete(
                spot(given, f"objectives/{name}", lacking[0]), objective.title, lacking
            )
        for key, result in objective.results.items():
            studied = kpi_id(given, result.metric or key) in measured
            lacking = _result_lacks(given, objective, key, result, studied=studied)
            if lacking:
                where = result_spot(given, name, key, _WRITTEN_IN.get(lacking[0], lacking[0]))
                yield _incomplete(where, f"{objective.title} / {key}", lacking)


def _objective_lacks(given: Given, objective: Objective) -> list[str]:
    has = {"results": bool(objective.results), "start": given.starts(objective) is not None}
    if not objective.results:
        has["owner"] = objective.owner is not None
    return [field for field, there in has.items() if not there]


def _measured(given: Given) -> set[str]:
    """Give the KPIs that a study reads, as long as it holds."""
    studies = given.plan.studies.values()
    living = [study for study in studies if study.until is None or study.until >= given.today]
    return {kpi_id(given, kpi) for study in living for kpi in study.measures}


def _result_lacks(
    given: Given, objective: Objective, key: str, result: KeyResult, *, studied: bool
) -> list[str]:
    metric, target = given.metric(result.metric or key), result.target
    has = {
        "metric": metric is not None,
        "baseline": target.is_guardrail or baseline(given, key, result) is not None,
        "target": target.level is not None or target.change is not None,
        "source": bool(result.source) or (metric is not None and metric.sourced) or studied,
        "owner": bool(result.owner or objective.owner),
        "end": given.due(result) is not None,
    }
    return [field for field, there in has.items() if not there]


def _incomplete(where: Spot, title: str, lacking: list[str]) -> Finding:
    letters = "".join(dict.fromkeys(_FIELDS[field][0] for field in lacking))
    words = listed(_FIELDS[field][1] for field in lacking)
    return RULE.broken(
        where,
        say(
            "“{o}” is not {letters}: missing {fields}.",
            "« {o} » n'est pas {letters} : il manque {fields}.",
            o=title,
            letters="/".join(letters),
            fields=words,
        ),
        say("Write {fields}.", "Écrivez {fields}.", fields=words),
        lacking=lacking,
    )
