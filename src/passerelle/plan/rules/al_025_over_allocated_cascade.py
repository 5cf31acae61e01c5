"""AL-025: the goals below should not promise far more than the goal above asks.

What it checks
    Where a KPI is made of others, the change that the key results below imply against the change
    that the goal above needs: a remark when it is more than ``times`` (1.5) as much.

Why it matters
    A strategy « doit se traduire en buts opérationnels concrets » (002): when the goals below give
    twice what is asked, one of them is not meant, or two of them count the same sales.

Bad
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +10 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +20 %}}

Good
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +10 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +12 %}}

Source
    Alignment rule of the design notes, layer *cascade*; worked example of document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import evaluate
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_words import listed, number_text, say, share_text

RULE = Rule(
    id="AL-025",
    title=Text(en="Over-allocated cascade", fr="Cascade surdimensionnée"),
    question=Text(
        en="Do the goals below promise no more than the goal above can use?",
        fr="Les buts du dessous ne promettent-ils pas plus que le but du dessus n'emploie\u202f?",
    ),
    why=Text(
        en="Goals that give far more than is asked hide a low ambition or a double count.",
        fr="Des buts qui donnent bien plus qu'on ne demande cachent une faible ambition ou un "
        "double compte.",
    ),
    severity=Severity.INFO,
    seed="002 « doit se traduire en buts opérationnels concrets »",
    needs=("text", "readings"),
)


def check(given: Given) -> Verdicts:
    """Yield one remark for each key result that those below exceed by far."""
    most = given.thresholds.number("AL-025", "times")
    for name, key, objective, _ in given.key_results():
        solved = evaluate(given, name, key)
        if solved is None or isinstance(solved, Text) or solved.times is None:
            continue  # AL-024 says what is missing
        if solved.times > most:
            yield RULE.broken(
                result_spot(given, name, key),
                say(
                    "{children} promise {implied}; “{o}” asks for {target}: {times} times as much.",
                    "{children} promettent {implied} ; « {o} » demande {target} : {times} fois plus.",
                    children=listed(kpi_title(given, one) for one in solved.children),
                    implied=share_text(solved.implied),
                    o=objective.title,
                    target=share_text(solved.required),
                    times=number_text(solved.times, 1),
                ),
                say(
                    "Is this goal too careful, or do they count the same sales twice? Raise this goal, "
                    "or lower those below.",
                    "Ce but est-il trop prudent, ou comptent-ils deux fois les mêmes ventes ? "
                    "Relevez ce but, ou baissez ceux du dessous.",
                ),
                implied=solved.implied,
                required=solved.required,
                times=solved.times,
            )
