"""AL-043: the people an action reaches are those that the strategy chose.

What it checks
    The size of each segment now against its ``size`` at planning: a warning when it differs by more
    than ``changed_over`` (20 %). And the people frozen for an action against the definition of
    their segment today: an error when they come from another one.

Why it matters
    « Les flux de données doivent être synchronisés entre la vision long terme (objectifs, segments)
    et les actions concrètes (campagnes, ciblage) » (003).

Bad
    segments: {fideles: {size: 500, who: orders >= 3}}

Good
    segments: {fideles: {size: 900, who: orders >= 3}}

Source
    Alignment rule of the design notes, layer *segment*; document 003.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, number_text, say

RULE = Rule(
    id="AL-043",
    title=Text(en="Segment drift", fr="Dérive de segment"),
    question=Text(
        en="Are the people whom actions reach those that the strategy chose?",
        fr="Les personnes touchées sont-elles celles que la stratégie a choisies\u202f?",
    ),
    why=Text(
        en="A segment that changes without being told is another strategy.",
        fr="Un segment qui change sans qu'on le dise est une autre stratégie.",
    ),
    severity=Severity.ERROR,
    seed=(
        "003 « Les flux de données doivent être synchronisés entre la vision long terme "
        "(objectifs, segments) et les actions concrètes (campagnes, ciblage) »"
    ),
    needs=("text", "sizes", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each segment that changed, and each action on another definition."""
    most = given.thresholds.number("AL-043", "changed_over")
    sizes, unknown = given.sizes or {}, list[str]()
    for name, segment in given.plan.segments.items():
        if segment.size is None:
            continue
        if name not in sizes:
            unknown.append(name)
        elif abs(sizes[name] - segment.size) > most * segment.size:
            yield RULE.broken(
                spot(given, f"segments/{name}", "size"),
                say(
                    "{x} holds {n} people; it was planned for {planned}.",
                    "{x} compte {n} personnes ; le plan en prévoyait {planned}.",
                    x=name,
                    n=number_text(sizes[name]),
                    planned=number_text(segment.size),
                ),
                say(
                    "Plan its actions anew for {n} people, then write `{raw}`.",
                    "Reprenez ses actions pour {n} personnes, puis écrivez `{raw}`.",
                    n=number_text(sizes[name]),
                    raw=sizes[name],
                ),
                severity=Severity.WARNING,
                settle=str(sizes[name]),
                size=sizes[name],
                planned=segment.size,
            )
    if unknown:
        yield RULE.lacks(
            say(
                "how many people of the data are in {s}",
                "combien de personnes des données sont dans {s}",
                s=listed(unknown),
            )
        )
    yield from _drifted(given)


def _drifted(given: Given) -> Verdicts:
    if given.deeds is None:
        running = [
            name
            for name, action in given.work.items()
            if action.segments and action.when and given.today in action.when
        ]
        if running:
            yield RULE.lacks(
                say(
                    "whom {names} was made for",
                    "pour qui {names} a été préparée",
                    names=listed(running),
                )
            )
        return
    for name, action in given.actions.items():
        if name in given.deeds.drifted:
            yield RULE.broken(
                spot(given, f"actions/{name}", "for"),
                say(
                    "{a} goes to people frozen under another definition of {s} than today's.",
                    "{a} s'adresse à des personnes figées selon une autre définition de {s} que "
                    "celle d'aujourd'hui.",
                    a=label(name, action.title),
                    s=listed(action.segments),
                ),
                say(
                    "Apply the plan again so that its people are taken anew, or restore the "
                    "definition.",
                    "Appliquez de nouveau le plan pour reprendre ses destinataires, ou rétablissez "
                    "la définition.",
                ),
                segments=action.segments,
            )
