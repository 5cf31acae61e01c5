"""AL-037: operations choose within what strategy allows in each P of the mix.

What it checks
    Each choice of the mix against the policies of the same P: a broken policy is one whose
    ``allows`` does not hold the choice, or whose ``refuses`` does. Where policies name an offer, or
    one that it extends, they stand for it in place of the general ones; so do choices. What
    actions write themselves is held against what the policies refuse: ``lever`` (promotion), ``by``
    and ``place`` (place), ``price`` and ``product``; refused words are seen inside a longer line as
    well, unless they are denied there or a policy allows that very line; and so are public price reductions, where a
    policy on price or promotion refuses them by one of their names (``deals``, ``soldes``). Case,
    accents, hyphens and punctuation do not matter.

Why it matters
    « … de déterminer le mix marketing adapté » (000): an envelope that nobody keeps to is a wish.

Bad
    policies: {prix: {p: price, allows: [prix ronds]}}
    choices: {barre: {p: price, chosen: prix barrés}}

Good
    policies: {prix: {p: price, allows: [prix ronds]}}
    choices: {rond: {p: price, chosen: Prix ronds}}

Source
    Alignment rule of the design notes, layer *mix*; documents 000, 001 and 004.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.mix import Choice, P, Policy
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_deals import Deal, public_deals
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_forbidden import uses
from passerelle.plan.rule_mix import P_NAMES
from passerelle.plan.rule_positioning import up
from passerelle.plan.rule_words import label, listed, say, share_text

RULE = Rule(
    id="AL-037",
    title=Text(en="Mix envelope broken", fr="Enveloppe du mix dépassée"),
    question=Text(
        en="Does every choice of the mix keep to the policy of its P?",
        fr="Chaque choix du mix respecte-t-il la politique de son P\u202f?",
    ),
    why=Text(
        en="An envelope that nobody keeps to is a wish.",
        fr="Une enveloppe que personne ne respecte n'est qu'un vœu.",
    ),
    severity=Severity.ERROR,
    seed="000 « de déterminer le mix marketing adapté »",
)

_Scoped = TypeVar("_Scoped", Policy, Choice)
_Rules = Sequence[tuple[str, Policy]]
_ByP = dict[P, dict[str | None, list[tuple[str, _Scoped]]]]


def check(given: Given) -> Verdicts:
    """Yield one error for each choice, line of an action and discount outside its policies."""
    policies = _by_p(given.plan.policies)
    yield from _choices(given, policies)
    for field, p in _LINES.items():
        if p in policies:
            yield from _lines(given, field, policies[p])
    for p in _ON_DEALS:
        if p in policies:
            yield from _deals(given, policies[p])


def _choices(given: Given, policies: _ByP[Policy]) -> Iterator[Finding]:
    told: set[str] = set()
    for p, chosen in _by_p(given.plan.choices).items():
        asked = policies.get(p, {})
        for offer in dict.fromkeys((*chosen, *asked)):
            rules = _for(given, asked, offer)
            for name, choice in _for(given, chosen, offer):
                broken = [one for one in rules if not _keeps(choice.chosen, one[1], rules)]
                if broken and name not in told:
                    told.add(name)
                    yield _outside(given, name, choice, broken[0], rules)


def _by_p(nodes: Mapping[str, _Scoped]) -> _ByP[_Scoped]:
    """Put policies or choices under their P, then under each offer they name; None is all."""
    found: _ByP[_Scoped] = defaultdict(lambda: defaultdict(list))
    for name, one in nodes.items():
        for offer in dict.fromkeys(one.offers) or (None,):
            found[one.p][offer].append((name, one))
    return found


def _for(
    given: Given, scoped: Mapping[str | None, list[tuple[str, _Scoped]]], offer: str | None
) -> list[tuple[str, _Scoped]]:
    """Give what stands for an offer: what names it, or what it extends, before what names none."""
    line = up(given.plan, offer) if offer else ()
    named = next((one for one in line if one in scoped), None)
    return scoped.get(named, [])


def _keeps(chosen: str, policy: Policy, rules: _Rules) -> bool:
    word = folded(chosen)
    allowed = not policy.allows or word in map(folded, policy.allows)
    return allowed and not _refused(chosen, policy, rules)


def _refused(written: str, policy: Policy, rules: _Rules) -> bool:
    """Whether a policy refuses what is written: the very words, or words inside a longer line.

    A longer line may well be what one of the policies allows: *papier recyclé*, where *papier* is
    refused.
    """
    if folded(written) in map(folded, policy.refuses):
        return True
    allowed = any(folded(written) in map(folded, rule.allows) for _, rule in rules)
    return not allowed and any(uses(written, one) for one in policy.refuses)


def _outside(
    given: Given, name: str, choice: Choice, broken: tuple[str, Policy], rules: _Rules
) -> Finding:
    policy = broken[1]
    fits = [one for one in policy.allows if all(_keeps(one, rule, rules) for _, rule in rules)]
    settle = _nearest(choice.chosen, fits)
    return RULE.broken(
        spot(given, f"choices/{name}", "chosen"),
        say(
            "“{x}” is outside the policy “{policy}” on {p}, which allows {allowed}.",
            "« {x} » sort de la politique « {policy} » ({p}), qui permet {allowed}.",
            x=choice.chosen,
            policy=label(broken[0], policy.says),
            p=P_NAMES[choice.p],
            allowed=listed(policy.allows),
        )
        if policy.allows
        else say(
            "“{x}” is refused by the policy “{policy}” on {p}.",
            "« {x} » est refusé par la politique « {policy} » ({p}).",
            x=choice.chosen,
            policy=label(broken[0], policy.says),
            p=P_NAMES[choice.p],
        ),
        say(
            "Write `{x}`, or change the policy.",
            "Écrivez `{x}`, ou changez la politique.",
            x=settle,
        )
        if settle
        else say(
            "Choose otherwise, or change the policy.",
            "Choisissez autrement, ou changez la politique.",
        ),
        settle=settle,
        policy=broken[0],
    )


def _nearest(chosen: str, fits: list[str]) -> str | None:
    """Give what is allowed that shares most words with what is chosen, or all there is.

    Returns:
        None where none does, or several share as many.
    """
    words = set(folded(chosen).split())
    shared = {one: len(words & set(folded(one).split())) for one in fits}
    most = max(shared.values(), default=0)
    near = [one for one in fits if shared[one] == most]
    return near[0] if len(near) == 1 else None


def _deals(
    given: Given, policies: Mapping[str | None, list[tuple[str, Policy]]]
) -> Iterator[Finding]:
    """Walk the public price reductions that a policy refuses by one of their names."""
    names = {
        clearance: frozenset(map(folded, given.thresholds.words("AL-037", which)))
        for clearance, which in ((False, "deals"), (True, "soldes"))
    }
    for deal in public_deals(given):
        rules = [rule for offer in deal.offers or (None,) for rule in _for(given, policies, offer)]
        for refusing, policy in rules:
            refused = [
                one for one in policy.refuses if folded(one) in names[deal.discount.clearance]
            ]
            if refused:
                yield _refused_deal(given, deal, label(refusing, policy.says), refused[0])
                break


def _refused_deal(given: Given, deal: Deal, policy: str, word: str) -> Finding:
    return RULE.broken(
        spot(given, deal.node, deal.field),
        say(
            "{p} (-{x}, public) is what the policy “{policy}” refuses: {word}.",
            "{p} (-{x}, publique) est ce que la politique « {policy} » refuse : {word}.",
            p=deal.title,
            x=share_text(deal.discount.depth),
            policy=policy,
            word=word,
        ),
        say(
            "Keep it for members, give something else than a price, or change the policy.",
            "Réservez-la aux membres, donnez autre chose qu'un prix, ou changez la politique.",
        ),
        word=word,
    )


def _lines(
    given: Given, field: str, policies: Mapping[str | None, list[tuple[str, Policy]]]
) -> Iterator[Finding]:
    """Walk the actions that write what a policy refuses in one of their lines of the mix."""
    for name, action in given.plan.actions.items():
        written = getattr(action, field)
        if not written:
            continue
        rules = [
            rule for offer in action.offers or (None,) for rule in _for(given, policies, offer)
        ]
        refused = ((one, rule) for one, rule in rules if _says(given, field, written, rule, rules))
        refusing, policy = next(refused, (None, None))
        if refusing and policy:
            yield RULE.broken(
                spot(given, f"actions/{name}", field),
                say(
                    "{a} uses {x}, which the policy “{policy}” refuses.",
                    "{a} recourt à {x}, que la politique « {policy} » refuse.",
                    a=label(name, action.title),
                    x=_channel(given, field, written),
                    policy=label(refusing, policy.says),
                ),
                say(
                    "Choose {what}, or change the policy.",
                    "Choisissez {what}, ou changez la politique.",
                    what=_ANOTHER[field],
                ),
                policy=refusing,
            )


def _says(given: Given, field: str, written: str, rule: Policy, rules: _Rules) -> bool:
    """Whether a line of an action says what a policy refuses; of a channel and a lever, its very name."""
    if field in _NAMES:
        said = {folded(written), folded(_channel(given, field, written))}
        return not said.isdisjoint(map(folded, rule.refuses))
    return _refused(written, rule, rules)


def _channel(given: Given, field: str, written: str) -> str:
    known = given.plan.channels.get(written) if field == "by" else None
    return (known and known.title) or written


_LINES: Mapping[str, P] = {
    "lever": "promotion",
    "by": "place",
    "place": "place",
    "price": "price",
    "product": "product",
}

_NAMES = ("lever", "by")
"""Lines that name something; the others are sentences."""

_ON_DEALS: tuple[P, ...] = ("price", "promotion")
"""P whose policies may refuse price reductions."""

_ANOTHER = {
    "lever": Text(en="another lever", fr="un autre levier"),
    "by": Text(en="another channel", fr="un autre canal"),
    "place": Text(en="another place", fr="un autre lieu"),
    "price": Text(en="another price", fr="un autre prix"),
    "product": Text(en="another product", fr="un autre produit"),
}
