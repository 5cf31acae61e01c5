"""The world around a plan: what weighs on it and whether it is answered, its markets, its words."""

from collections.abc import Iterator

from passerelle.base.language import Text
from passerelle.plan.brief_voice import term_text
from passerelle.plan.brief_why import QUADRANTS
from passerelle.plan.brief_words import joined, same
from passerelle.plan.given import Given
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_surroundings import surroundings
from passerelle.plan.rule_words import say, share_text


def weighed(given: Given) -> Iterator[Text]:
    """Say of each thing around the company how heavy it is and whether something answers it."""
    plan = given.plan
    known = {*plan.objectives, *plan.actions}
    for one in surroundings(plan):
        said = [one.says]
        item = plan.swot.get(one.node.removeprefix("swot/")) if one.section == "swot" else None
        if item:
            said.append(QUADRANTS[item.quadrant])
        if one.weight is not None:
            said.append(say("{n} out of {m}", "{n} sur {m}", n=one.weight, m=one.out_of))
        answers = sum(name in known for name in one.answered_by)
        if answers:
            said.append(say("answers: {n}", "réponses : {n}", n=answers))
        elif one.accepted:
            said.append(say("accepted: {x}", "acceptée : {x}", x=one.accepted))
        else:
            said.append(Text(en="nothing answers it", fr="rien n'y répond"))
        yield joined(said)


def placed(given: Given) -> Iterator[Text]:
    """Say of each market its countries and growth, how many objectives and actions are for it."""
    plan = given.plan
    for name, one in plan.markets.items():
        goals = sum(goal.market == name for goal in plan.objectives.values())
        actions = sum(name in action.markets for action in given.actions.values())
        said = [same(one.title), same(", ".join(one.countries))]
        if one.growth and one.growth.unit in {"%", "pts"}:
            likely = share_text(one.growth.likely / 100)
            said.append(say("grows {x} a year", "croît de {x} par an", x=likely))
        words = {"n": goals, "m": actions}
        said.append(say("objectives: {n}, actions: {m}", "objectifs : {n}, actions : {m}", **words))
        yield joined(said)


def spoken(given: Given) -> Iterator[Text]:
    """Say what each word of the glossary means, and in how many titles and sentences of the plan it stands."""
    texts = [
        folded(text)
        for section, _, one in given.plan.nodes()
        if section != "terms"
        for text in (getattr(one, "title", None), getattr(one, "says", None))
        if text
    ]
    for name, term in given.plan.terms.items():
        words = [folded(one) for one in (term.en, term.fr, *term.also) if one]
        used = sum(any(word in text for word in words) for text in texts)
        yield say("{x}; used: {n}", "{x} ; employé : {n}", x=term_text(name, term), n=used)
