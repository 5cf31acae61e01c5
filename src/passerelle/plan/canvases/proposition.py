"""The value proposition: what people of a segment try to do, suffer and hope, beside what we offer for it."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given
from passerelle.plan.positioning import Proposition
from passerelle.plan.rule_fold import folded

CANVAS = Canvas(
    id="proposition",
    title=Text(en="Value proposition", fr="Proposition de valeur"),
    question=Text(
        en="Does what we offer relieve what hurts them and create what they hope for?",
        fr="Ce que nous offrons soulage-t-il ce qui leur pèse, et crée-t-il ce qu'ils espèrent\u202f?",
    ),
    sections=("propositions",),
    order=45,
)


def draw(given: Given, options: Mapping[str, str]) -> Json:
    """Give one proposition: the profile of the people, the map of the offer, and who carries it.

    Args:
        given: The plan and what is known.
        options: ``of``, the name of a proposition; the first when none is chosen.

    Returns:
        ``all`` to choose from; ``chosen`` with jobs, pains and gains (each with its answer, None
        where nothing answers it), ``fit`` (answered of all), messages and actions that carry it;
        ``bare`` are the segments without a proposition.
    """
    held = given.plan.propositions
    name = options.get("of", "")
    name = name if name in held else next(iter(held), "")
    return {
        "all": [
            item("propositions", key, one.says or key, segment=one.segment)
            for key, one in held.items()
        ],
        "chosen": _chosen(given, name, held[name]) if name else None,
        "bare": [
            key for key in given.plan.segments if key not in {one.segment for one in held.values()}
        ],
    }


def _chosen(given: Given, name: str, one: Proposition) -> Json:
    rows = [*one.pains.values(), *one.gains.values()]
    answered = sum(1 for each in rows if each)
    offer = given.plan.offers.get(one.offer or "")
    messages = [key for key, each in given.plan.messages.items() if each.proposition == name]
    said = {folded(one.says or "")} | {folded(given.plan.messages[key].says) for key in messages}
    carriers = [
        item("actions", key, action.title or key, when=action.when and str(action.when))
        for key, action in given.actions.items()
        if action.says and folded(action.says) in said
    ]
    return item(
        "propositions",
        name,
        one.says or name,
        says=one.says,
        segment=one.segment,
        offer=one.offer,
        offer_title=offer.title if offer else None,
        jobs=list(one.jobs),
        pains=[{"text": text, "answer": answer} for text, answer in one.pains.items()],
        gains=[{"text": text, "answer": answer} for text, answer in one.gains.items()],
        proof=list(one.proof),
        fit=[answered, len(rows)],
        messages=[item("messages", key, given.plan.messages[key].says) for key in messages],
        actions=carriers,
        inherited=sorted(given.plan.inherited(f"propositions/{name}")),
    )
