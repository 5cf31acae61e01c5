"""AL-091: a change of strategy is read by more than one kind of team.

What it checks
    The last strategic revision in force that somebody approved: teams of more than one family
    (strategy, operations, sales, product, service, finance) approved it. Where the plan knows teams
    of one family only, nothing is asked.

Why it matters
    « Impliquer les équipes opérationnelles dès la phase stratégique » (003).

Bad
    # revision 7, strategic, approved by strategy only
    teams: {direction: {family: strategy}, vente: {family: sales}}
    pillars: {durer: {title: Durer}}

Good
    # revision 7, strategic, approved by strategy and sales
    teams: {direction: {family: strategy}, vente: {family: sales}}
    pillars: {durer: {title: Durer}}

Source
    Alignment rule of the design notes, layer *people*; documents 003 and 000 (silos).
"""

from collections.abc import Sequence

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Recorded
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_recorded import FAMILIES, REVISIONS, node_exists
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-091",
    title=Text(en="Strategy decided alone", fr="Stratégie en vase clos"),
    question=Text(
        en="Has more than one kind of team approved the last change of strategy?",
        fr="Plus d'une famille d'équipes a-t-elle validé le dernier changement de stratégie\u202f?",
    ),
    why=Text(
        en="Those who carry a strategy out see what those who write it do not.",
        fr="Ceux qui exécutent une stratégie voient ce que ne voient pas ceux qui l'écrivent.",
    ),
    severity=Severity.WARNING,
    seed="003 « Impliquer les équipes opérationnelles dès la phase stratégique »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one warning when one family alone approved the last strategic revision in force."""
    if given.deeds is None:
        yield RULE.lacks(REVISIONS)
        return
    last = _last(given.deeds.recorded)
    known = {team.family for team in given.plan.teams.values() if team.family}
    if last is None or len(known) < 2 or len(set(last.approved_by)) != 1:  # noqa: PLR2004  one kind
        return
    alone = last.approved_by[0]
    others = [FAMILIES[family] for family in FAMILIES if family in known and family != alone]
    node = next((node for node in last.nodes if node_exists(given.plan, node)), "year")
    yield RULE.broken(
        spot(given, node),
        say(
            "Revision {n}, which changed the strategy on {day}, was approved by {family} only.",
            "La révision {n}, qui a changé la stratégie le {day}, n'a été validée que par la "
            "famille {family}.",
            n=last.number,
            day=last.at,
            family=FAMILIES.get(alone, Text(en=alone, fr=alone)),
        ),
        say(
            "Have it read and approved by {families} as well.",
            "Faites-la lire et valider aussi par : {families}.",
            families=listed(others),
        ),
        revision=last.number,
        approved_by=list(last.approved_by),
    )


def _last(recorded: Sequence[Recorded]) -> Recorded | None:
    """Find the last strategic revision in force that somebody approved."""
    found = (one for one in reversed(recorded) if one.klass == "strategic" and one.applied)
    return next((one for one in found if one.approved_by), None)
