"""Threats that someone has accepted: what they are, how heavy, and why they are left alone."""

from collections.abc import Iterator

from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.plan.rule_surroundings import surroundings
from passerelle.plan.rule_words import say


def accepted_risks(plan: Plan) -> Iterator[Text]:
    """Walk the accepted threats of the SWOT, PESTEL, the five forces and competitors' moves."""
    for one in (around for around in surroundings(plan) if around.threat):
        if one.accepted and one.weight is not None:
            yield say(
                "“{x}”, {n} out of {most}, is accepted: {why}",
                "« {x} », {n} sur {most}, est accepté : {why}",
                x=one.says,
                n=one.weight,
                most=one.out_of,
                why=one.accepted,
            )
        elif one.accepted:
            words = {"x": one.says, "why": one.accepted}
            yield say("“{x}” is accepted: {why}", "« {x} » est accepté : {why}", **words)
