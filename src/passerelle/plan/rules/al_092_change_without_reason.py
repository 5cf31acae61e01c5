"""AL-092: a change of strategy says why.

What it checks
    The last strategic revision, in force or not yet: that its reason is written. The first revision
    of all changes nothing and needs none.

Why it matters
    « Communiquer de manière transparente les raisons du changement » (002): people affected by it
    read that reason first.

Bad
    # revision 7, strategic, without a reason
    segments: {fideles: {rank: 1}}

Good
    # revision 7, strategic: « les fidèles pèsent la moitié de la marge »
    segments: {fideles: {rank: 1}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_recorded import REVISIONS, node_exists
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-092",
    title=Text(en="Change without reason", fr="Changement sans raison"),
    question=Text(
        en="Does the last change of strategy say why?",
        fr="Le dernier changement de stratégie dit-il pourquoi\u202f?",
    ),
    why=Text(
        en="People follow a change whose reason they have read.",
        fr="On suit un changement dont on a lu la raison.",
    ),
    severity=Severity.ERROR,
    seed="002 « communiquer de manière transparente les raisons du changement »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one error when the last strategic revision, the very first apart, gives no reason."""
    if given.deeds is None:
        yield RULE.lacks(REVISIONS)
        return
    changes = [one for one in given.deeds.recorded[1:] if one.klass == "strategic"]
    if not changes or changes[-1].reason.strip():
        return
    last = changes[-1]
    nodes = [node for node in last.nodes if node_exists(given.plan, node)]
    yield RULE.broken(
        spot(given, nodes[0] if nodes else "year"),
        say(
            "Revision {n} of {day} changes the strategy ({nodes}) and does not say why.",
            "La révision {n} du {day} change la stratégie ({nodes}) sans dire pourquoi.",
            n=last.number,
            day=last.at,
            nodes=listed(last.nodes),
        ),
        say(
            "Save it again with its reason; the people affected will read it.",
            "Enregistrez-la de nouveau avec sa raison ; les personnes concernées la liront.",
        ),
        revision=last.number,
    )
