"""AL-045: a segment needs a promise.

What it checks
    That each segment says what it is promised, itself or by a value proposition: an error when
    ranked ``priority_rank`` (3) or better, an information for the others. And, as an information,
    that each pain and each gain of a value proposition is met by something.

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
from passerelle.plan.rule_words import listed, say

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
    """Yield one finding for each segment that is promised nothing, each proposition with a gap."""
    last = given.thresholds.number("AL-045", "priority_rank")
    promised = {one.segment for one in given.plan.propositions.values() if _says(one.says)}
    own = _own_messages(given)
    for name, segment in given.plan.segments.items():
        if _says(segment.promise) or name in promised:
            continue
        priority = segment.rank is not None and segment.rank <= last
        mine = own.get(name, [])
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
                "Write in `promise` what these people gain, or give them a value proposition.",
                "Écrivez dans `promise` ce que ces personnes y gagnent, ou donnez-leur une "
                "proposition de valeur.",
            ),
            severity=Severity.ERROR if priority else Severity.INFO,
            settle=mine[0] if len(mine) == 1 else None,
            rank=segment.rank,
        )
    yield from _unmet(given)


def _says(text: str | None) -> bool:
    return bool(text and text.strip())


def _own_messages(given: Given) -> dict[str, list[str]]:
    """Give the key messages written for each segment: a single one is offered as its promise."""
    found: dict[str, list[str]] = {}
    for message in given.plan.messages.values():
        if message.segment:
            found.setdefault(message.segment, []).append(message.says)
    return found


def _unmet(given: Given) -> Verdicts:
    """Yield one information for each proposition with a pain or a gain that nothing meets."""
    for name, one in given.plan.propositions.items():
        open_ = [
            *((f"pains/{pain}", pain) for pain, relief in one.pains.items() if not _says(relief)),
            *((f"gains/{gain}", gain) for gain, source in one.gains.items() if not _says(source)),
        ]
        if open_:
            yield RULE.broken(
                spot(given, f"propositions/{name}", open_[0][0]),
                say(
                    "The value proposition {name} meets nothing of: {what}.",
                    "La proposition de valeur {name} ne répond pas à : {what}.",
                    name=name,
                    what=listed(what for _, what in open_),
                ),
                say(
                    "Write what relieves or creates it, or leave it out.",
                    "Écrivez ce qui la soulage ou le crée, ou retirez-le.",
                ),
                severity=Severity.INFO,
                unmet=[what for _, what in open_],
            )
