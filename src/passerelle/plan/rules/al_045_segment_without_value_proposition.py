"""AL-045: a segment needs a promise.

What it checks
    That each segment says what it is promised: an error when ranked ``priority_rank`` (3) or
    better, an information for the others.

Why it matters
    « La proposition de valeur occupe une place centrale » (002).

Bad
    segments: {fideles: {rank: 1, who: orders >= 3 in 24 months}}

Good
    segments: {fideles: {rank: 1, who: orders >= 3 in 24 months, promise: Les nouveautés avant
    tous}}

Source
    Alignment rule of the design notes, layer *segment*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-045",
    title=Text(en="Segment without value proposition", fr="Segment sans proposition de valeur"),
    question=Text(
        en="Is every segment promised something?",
        fr="Chaque segment reçoit-il une promesse\u202f?",
    ),
    why=Text(
        en="Choosing people without promising them anything is only choosing addresses.",
        fr="Choisir des gens sans rien leur promettre, c'est ne choisir que des adresses.",
    ),
    severity=Severity.ERROR,
    seed="002 « La proposition de valeur occupe une place centrale »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each segment that is promised nothing."""
    last = given.thresholds.number("AL-045", "priority_rank")
    for name, segment in given.plan.segments.items():
        if segment.promise and segment.promise.strip():
            continue
        priority = segment.rank is not None and segment.rank <= last
        yield RULE.broken(
            spot(given, f"segments/{name}", "promise"),
            say(
                "{segment} is a priority (rank {rank}) and has no value proposition.",
                "{segment} est une priorité (rang {rank}) et n'a pas de proposition de valeur.",
                segment=name,
                rank=segment.rank,
            )
            if priority
            else say(
                "{segment} has no value proposition.",
                "{segment} n'a pas de proposition de valeur.",
                segment=name,
            ),
            say(
                "Write in `promise` what these people gain.",
                "Écrivez dans `promise` ce que ces personnes y gagnent.",
            ),
            severity=Severity.ERROR if priority else Severity.INFO,
            settle=_own_message(given, name),
            rank=segment.rank,
        )


def _own_message(given: Given, segment: str) -> str | None:
    """Take the one key message written for this segment, if there is just one."""
    own = [message.says for message in given.plan.messages.values() if message.segment == segment]
    return own[0] if len(own) == 1 else None
