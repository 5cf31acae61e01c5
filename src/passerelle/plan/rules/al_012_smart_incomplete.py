"""AL-012: an objective must be specific, measurable, owned and dated.

What it checks
    That an objective has a key result and a start; and each key result a KPI, a baseline (written
    or read), a level or a change, an owner (its own or the objective's) and an end. A limit to keep
    (``stays under 0.4 %``) needs no baseline. The year of the plan gives start and end where they
    are not written; the scope is the whole brand unless said. The source of a KPI is AL-081's.

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

_SPECIFIC = Text(en="specific", fr="précis")
_MEASURABLE = Text(en="measurable", fr="mesurable")
_OWNED = Text(en="owned", fr="attribué")
_DATED = Text(en="dated", fr="daté")
_FIELDS = {
    "results": (_SPECIFIC, Text(en="a key result", fr="un résultat clé")),
    "metric": (_SPECIFIC, Text(en="a known KPI", fr="un indicateur connu")),
    "baseline": (_MEASURABLE, Text(en="a baseline", fr="une valeur de départ")),
    "target": (_MEASURABLE, Text(en="a level to reach", fr="une valeur à atteindre")),
    "owner": (_OWNED, Text(en="an owner", fr="un responsable")),
    "start": (_DATED, Text(en="a start", fr="un début")),
    "end": (_DATED, Text(en="an end", fr="une fin")),
}
_WRITTEN_IN = {"baseline": "target", "end": "target"}


def check(given: Given) -> Verdicts:
    """Yield one error for each objective, and each key result, that lacks something."""
    for name, objective in given.plan.objectives.items():
        lacking = _objective_lacks(given, objective)
        if lacking:
            yield _incomplete(
                spot(given, f"objectives/{name}", lacking[0]), objective.title, lacking
            )
        for key, result in objective.results.items():
            lacking = _result_lacks(given, objective, key, result)
            if lacking:
                where = result_spot(given, name, key, _WRITTEN_IN.get(lacking[0], lacking[0]))
                yield _incomplete(where, _named(given, objective, key, result), lacking)


def _objective_lacks(given: Given, objective: Objective) -> list[str]:
    has = {"results": bool(objective.results), "start": given.starts(objective) is not None}
    if not objective.results:
        has["owner"] = objective.owner is not None
    return [field for field, there in has.items() if not there]


def _named(given: Given, objective: Objective, key: str, result: KeyResult) -> Text:
    metric = given.metric(result.metric or key)
    kpi = metric.title if metric else key
    return say("{o} / {kpi}", "{o} / {kpi}", o=objective.title, kpi=kpi)


def _result_lacks(given: Given, objective: Objective, key: str, result: KeyResult) -> list[str]:
    metric, target = given.metric(result.metric or key), result.target
    has = {
        "metric": metric is not None,
        "baseline": target.is_guardrail or baseline(given, key, result) is not None,
        "target": target.level is not None or target.change is not None,
        "owner": bool(result.owner or objective.owner),
        "end": given.due(result) is not None,
    }
    return [field for field, there in has.items() if not there]


def _incomplete(where: Spot, title: str | Text, lacking: list[str]) -> Finding:
    missing = list(dict.fromkeys(_FIELDS[field][0] for field in lacking))
    words = listed(_FIELDS[field][1] for field in lacking)
    return RULE.broken(
        where,
        say(
            "“{o}” is not {what}: missing {fields}.",
            "« {o} » n'est {what} : il manque {fields}.",
            o=title,
            what=_either(missing),
            fields=words,
        ),
        say("Write {fields}.", "Écrivez {fields}.", fields=words),
        lacking=lacking,
    )


def _either(words: list[Text]) -> Text:
    """Write what something is not: ``measurable, owned or dated``, « ni mesurable ni daté »."""
    *first, last = words
    en = f"{', '.join(one.en for one in first)} or {last.en}" if first else last.en
    fr = " ".join(f"ni {one.fr}" for one in words) if first else f"pas {last.fr}"
    return Text(en=en, fr=fr)
