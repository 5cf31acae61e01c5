"""AL-034: an action must carry the promise made to its segment.

What it checks
    That what an action, or its campaign, ``says`` to a segment is the segment's promise, that of
    one of its value propositions, a key message for it or drawn from them, the benefit of a
    positioning for it, or the brand's promise. A message for nobody in particular is for all. What
    comes from the value proposition of other people is named as such. Actions for a name that is no
    segment are AL-003's.

Why it matters
    « Élaboration de l'offre et des messages clés » (004): people believe what they hear twice.

Bad
    segments: {une-fois: {promise: La pièce qui complète la parure}}
    actions:  {parure: {for: une-fois, says: Profitez-en}}

Good
    segments: {une-fois: {promise: La pièce qui complète la parure}}
    actions:  {parure: {for: une-fois, says: La pièce qui complète la parure}}

Source
    Alignment rule of the design notes, layer *brand*; document 004.
"""

from dataclasses import dataclass, field

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_fold import folded, holds
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-034",
    title=Text(en="Key message missing", fr="Message clé absent"),
    question=Text(
        en="Does every action carry the promise made to its segment?",
        fr="Chaque action porte-t-elle la promesse faite à son segment\u202f?",
    ),
    why=Text(
        en="People believe what they hear twice, from the same voice.",
        fr="On croit ce que l'on entend deux fois, de la même voix.",
    ),
    severity=Severity.WARNING,
    seed="004 « Élaboration de l'offre et des messages clés »",
)


@dataclass
class _Sayings:
    """What may be said: by segment, None for everyone; and whose value proposition says what.

    Each saying carries a rank: promises come first, then the order of the text.
    """

    by_segment: dict[str | None, list[tuple[int, str]]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, segment: str | None, text: str | None) -> None:
        """Let ``text`` be said to a segment."""
        if text and text.strip():
            self.count += 1
            self.by_segment.setdefault(segment, []).append((self.count, text))

    def to(self, segments: tuple[str, ...]) -> list[str]:
        """List what may be said to people of these segments."""
        ranked = [one for name in {None, *segments} for one in self.by_segment.get(name, ())]
        return [text for _, text in sorted(ranked)]

    def own(self, segments: tuple[str, ...]) -> str | None:
        """Give the first that is for these people, not for everyone."""
        ranked = [one for name in segments for one in self.by_segment.get(name, ())]
        return min(ranked)[1] if ranked else None


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that carries none of the messages of its segments."""
    sayings = _sayings(given)
    for name, action in given.work.items():
        messages = sayings.to(action.segments)
        said = _said(given, action)
        owner = sayings.owners.get(folded(said))
        known = all(one in given.plan.segments for one in action.segments)
        if not action.segments or not known or any(holds(said, one) for one in messages):
            continue
        if owner:
            yield _of_others(given, name, action, owner, messages)
        elif messages:
            yield _missing(given, name, action, messages, sayings.own(action.segments))


def _sayings(given: Given) -> _Sayings:
    """Gather them once: promises, propositions, key messages, benefits, the brand's promise."""
    plan, found = given.plan, _Sayings()
    for name, segment in plan.segments.items():
        found.add(name, segment.promise)
    for proposition in plan.propositions.values():
        found.add(proposition.segment, proposition.says)
        found.owners[folded(proposition.says or "")] = proposition.segment
    for message in plan.messages.values():
        source = plan.propositions.get(message.proposition or "")  # either: none is named so
        found.add(message.segment or (source.segment if source else None), message.says)
        if source:
            found.owners[folded(message.says)] = source.segment
    for positioning in plan.positionings.values():
        if positioning.segment:
            found.add(positioning.segment, positioning.benefit)
    found.add(None, plan.brand.promise if plan.brand else None)
    found.owners.pop("", None)
    return found


def _said(given: Given, action: Action) -> str:
    """Give the words of an action: those of a key message that it names, or its own."""
    named = given.plan.messages.get(action.says or "")  # either: none is named so
    return named.says if named else action.says or ""


def _missing(
    given: Given, name: str, action: Action, messages: list[str], own: str | None
) -> Finding:
    words = {"a": label(name, action.title), "segments": listed(action.segments)}
    return RULE.broken(
        spot(given, f"actions/{name}", "says"),
        say(
            "{a} says “{words}”, none of the messages of {segments}.",
            "{a} dit « {words} », aucun des messages de {segments}.",
            words=action.says,
            **words,
        )
        if action.says
        else say(
            "{a} carries none of the messages of {segments}.",
            "{a} ne porte aucun des messages de {segments}.",
            **words,
        ),
        say(
            "Say “{promise}”, or add a key message for this segment.",
            "Dites « {promise} », ou ajoutez un message clé pour ce segment.",
            promise=own,
        )
        if own
        else say(
            "Write in `promise` of {segments} what is promised to them, or say “{promise}”.",
            "Écrivez dans `promise` de {segments} ce qui leur est promis, ou dites « {promise} ».",
            promise=messages[0],
            **words,
        ),
        settle=own,
        messages=messages,
    )


def _of_others(given: Given, name: str, action: Action, owner: str, messages: list[str]) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "says"),
        say(
            "{a} says to {segments} “{words}”, which is the value proposition of {owner}.",
            "{a} dit à {segments} « {words} », qui est la proposition de valeur de {owner}.",
            a=label(name, action.title),
            segments=listed(action.segments),
            words=_said(given, action),
            owner=owner,
        ),
        say(
            "Say what {segments} is promised, or address {owner}.",
            "Dites ce qui est promis à {segments}, ou adressez-vous à {owner}.",
            segments=listed(action.segments),
            owner=owner,
        ),
        settle=next(iter(messages), None),
        messages=messages,
        owner=owner,
    )
