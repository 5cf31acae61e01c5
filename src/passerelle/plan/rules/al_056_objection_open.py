"""AL-056: what somebody objects to is settled before it goes on.

What it checks
    The last answer of everyone who was asked to read a part of the plan, as long as that part
    stands word for word as they read it: that it is no objection. An error where the plan gives
    them a voice: they are *consulted* by its roles, or the part is strategic. A warning elsewhere.
    What sales objects to in an action is said by AL-051.

Why it matters
    « encourager le feedback et l'échange d'idées » (002): an objection that changes nothing teaches
    people not to object.

Bad
    # vente has answered "the price list is not ours to change: our quotes run until June"
    teams: {vente: {family: sales}}
    brand: {promise: Le lin qui dure}

Good
    # vente has answered "read and understood"
    teams: {vente: {family: sales}}
    brand: {promise: Le lin qui dure}

Source
    Document 002; *consulted* of RACI: asked before, and answered.
"""

from collections.abc import Iterator

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.classes import class_of
from passerelle.plan.given import Acknowledged, Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_recorded import ANSWERS, asks_anybody, node_exists
from passerelle.plan.rule_roles import is_sales
from passerelle.plan.rule_titles import person_title
from passerelle.plan.rule_words import label, say

RULE = Rule(
    id="AL-056",
    title=Text(en="Objection open", fr="Objection ouverte"),
    question=Text(
        en="Is what people object to settled?",
        fr="Ce à quoi l'on s'oppose est-il réglé\u202f?",
    ),
    why=Text(
        en="An objection that nobody settles comes back at the launch, and dearer.",
        fr="Une objection que personne ne règle revient au lancement, et plus chère.",
    ),
    severity=Severity.ERROR,
    seed="002 « encourager le feedback et l'échange d'idées »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each objection that still stands."""
    if given.deeds is None and asks_anybody(given.plan):
        yield RULE.lacks(ANSWERS)
    for said in _last_answers(given):
        of_sales = said.about.startswith("actions/") and is_sales(given, said.by)
        if said.answer == "objection" and not of_sales and node_exists(given.plan, said.about):
            yield _open(given, said)


def _last_answers(given: Given) -> Iterator[Acknowledged]:
    answers = given.deeds.acknowledgements if given.deeds else ()
    yield from {
        (one.about, one.by): one for one in sorted(answers, key=lambda one: one.at)
    }.values()


def _open(given: Given, said: Acknowledged) -> Finding:
    section, _, name = said.about.partition("/")
    node = getattr(given.plan, section)
    title = label(name, getattr(node[name], "title", None)) if name else section
    heard = _has_a_voice(given, said)
    return RULE.broken(
        spot(given, said.about, ""),
        say(
            "{who} objects to {x}: “{why}”",
            "{who} s'oppose à {x} : « {why} »",
            who=person_title(given, said.by),
            x=title,
            why=said.comment,
        ),
        say(
            "Settle it with {who}: a change of {x} asks them again. To go on all the same, write a "
            "waiver that says why.",
            "Réglez-la avec {who} : un changement de {x} leur sera redonné à lire. Pour passer "
            "outre, écrivez une dérogation qui dit pourquoi.",
            who=person_title(given, said.by),
            x=title,
        ),
        severity=Severity.ERROR if heard else Severity.WARNING,
        by=said.by,
        since=said.at,
    )


def _has_a_voice(given: Given, said: Acknowledged) -> bool:
    section, _, name = said.about.partition("/")
    if class_of(said.about, "-", None, None) == "strategic":
        return True
    raci = getattr(getattr(given.plan, section).get(name), "raci", None) if name else None
    return raci is not None and said.by in raci.consulted
