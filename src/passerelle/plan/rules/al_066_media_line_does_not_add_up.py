"""AL-066: what is bought in the media must be what it is said to reach.

What it checks
    Media lines that say both how much is bought and whom it reaches. Points (model ``grp``) are a
    hundred times reach times frequency; impressions (model ``cpm``) are audience times reach times
    frequency. The two may differ by ``tolerance``.

Why it matters
    « Un plan média » (003) is a promise to two people: who pays reads the volume, who counts on it
    reads the reach. When the two do not agree, one of them is misled.

Bad
    media: {radio: {action: vague, model: grp, volume: 160, reach: 40 %, frequency: 6}}

Good
    media: {radio: {action: vague, model: grp, volume: 240, reach: 40 %, frequency: 6}}

Source
    Document 003; gross rating points and contacts as the trade defines them.
"""

from decimal import Decimal
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import MediaLine
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, number_text, say, share_text

RULE = Rule(
    id="AL-066",
    title=Text(en="Media line does not add up", fr="Ligne média incohérente"),
    question=Text(
        en="Is what is bought what it is said to reach?",
        fr="Ce qui est acheté est-il ce que l'on dit toucher\u202f?",
    ),
    why=Text(
        en="Who pays reads the volume, who counts on it reads the reach: they must agree.",
        fr="Qui paie lit le volume, qui compte dessus lit la couverture : ils doivent s'accorder.",
    ),
    severity=Severity.WARNING,
    seed="003 « Mix marketing, plan média, CRM, automation, A/B tests, SEO, campagnes SEA, KPI »",
)


class _Said(NamedTuple):
    """What a line says it buys, in points or impressions, and what its reach and frequency make."""

    volume: int
    reach: Decimal
    frequency: Decimal
    made: Decimal
    unit: Text


def check(given: Given) -> Verdicts:
    """Yield one warning for each line whose volume is not what its reach and frequency make."""
    tolerance = given.thresholds.number("AL-066", "tolerance")
    for name, line in given.plan.media.items():
        said = _said(line)
        if said and abs(said.volume - said.made) > tolerance * said.made:
            yield _apart(given, name, line, said)


def _said(line: MediaLine) -> _Said | None:
    """Put both side by side; None where one of them is not said."""
    volume, reach, frequency = line.volume, line.reach, line.frequency
    if volume is None or reach is None or frequency is None:
        return None
    if line.model == "grp":
        return _Said(volume, reach, frequency, 100 * reach * frequency, _POINTS)
    if line.model == "cpm" and line.audience is not None:
        return _Said(volume, reach, frequency, line.audience * reach * frequency, _CONTACTS)
    return None


def _apart(given: Given, name: str, line: MediaLine, said: _Said) -> Finding:
    action = given.plan.actions.get(line.action)
    reach = said.reach * said.volume / said.made if said.made else None
    return RULE.broken(
        spot(given, f"media/{name}", "volume"),
        say(
            "{x} of {a}: {volume} {unit} bought; {reach} reached {times} times make {made}.",
            "{x} de {a} : {volume} {unit} achetés ; {reach} touchés {times} fois en font {made}.",
            x=name,
            a=label(line.action, action.title if action else None),
            volume=number_text(said.volume),
            unit=said.unit,
            reach=share_text(said.reach),
            times=number_text(said.frequency, 1),
            made=number_text(said.made),
        ),
        say(
            "Buy {made}, or correct what slipped: so many make a reach of {reach} at this frequency.",
            "Achetez-en {made}, ou corrigez ce qui a glissé : tant de {unit} font une couverture de "
            "{reach} à cette répétition.",
            made=number_text(said.made),
            unit=said.unit,
            reach=share_text(reach),
        )
        if reach is not None and reach <= 1
        else say(
            "Buy {made}, or correct the reach or the frequency.",
            "Achetez-en {made}, ou corrigez la couverture ou la répétition.",
            made=number_text(said.made),
        ),
        bought=said.volume,
        made=said.made,
    )


_POINTS = Text(en="points", fr="points")
_CONTACTS = Text(en="impressions", fr="contacts")
