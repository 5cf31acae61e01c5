"""What a bonus scheme would pay for given attainments: a simulation, nothing is ever paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.rule_words import listed, say, share_text
from passerelle.plan.strategy import Bonus

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """One rewarded objective: its weight, how far it was reached, and what counts of that.

    ``attained`` is 1 when it was just reached, None when it is not known; ``counts`` is 0 below the
    scheme's threshold, else weight times attainment. All are shares of 1.
    """

    objective: str
    weight: Decimal
    attained: Decimal | None
    counts: Decimal


@dataclass(frozen=True, slots=True)
class Payout:
    """What a scheme would pay, and why.

    ``amount`` is None while an attainment, a guardrail or the sum is not known; ``share`` is the
    part of the sum, after the cap.
    """

    amount: Money | None
    share: Decimal
    parts: tuple[Part, ...]
    why: Text


def payout(bonus: Bonus, attained: Mapping[str, Decimal], kept: Mapping[str, bool]) -> Payout:
    """Simulate what a bonus scheme pays.

    Each objective counts its attainment times its weight, nothing below the threshold, and more
    than its weight when it is passed; the cap limits the sum of all. One guardrail not kept, and
    nothing is paid. The amount is rounded down to the cent.

    Args:
        bonus: The scheme.
        attained: How far each rewarded objective was reached, >= 0, 1 when it was just reached.
        kept: Whether each guardrail was kept.

    >>> from passerelle.plan.strategy import Bonus
    >>> scheme = Bonus.model_validate({"pays": "1 000 EUR", "rewards": {"o": "100 %"}})
    >>> str(payout(scheme, {"o": Decimal("0.9")}, {}).amount)
    '900 EUR'
    """
    parts = tuple(
        _part(bonus, name, weight, attained.get(name)) for name, weight in bonus.rewards.items()
    )
    share = sum((part.counts for part in parts), Decimal(0))
    capped = share if bonus.cap is None else min(share, bonus.cap)
    broken = [name for name in bonus.guardrails if kept.get(name) is False]
    if broken:
        return Payout(_amount(bonus, Decimal(0)), Decimal(0), parts, _not_kept(broken))
    unknown = [part.objective for part in parts if part.attained is None]
    unknown += [name for name in bonus.guardrails if name not in kept]
    if unknown or bonus.pays is None:
        return Payout(None, capped, parts, _not_known(unknown))
    return Payout(_amount(bonus, capped), capped, parts, _why(bonus, share, capped))


def _part(bonus: Bonus, name: str, weight: Decimal, attained: Decimal | None) -> Part:
    below = attained is None or (bonus.threshold is not None and attained < bonus.threshold)
    counts = Decimal(0) if below or attained is None else weight * attained
    return Part(name, weight, attained, counts)


def _amount(bonus: Bonus, share: Decimal) -> Money | None:
    if bonus.pays is None:
        return None
    amount = (bonus.pays.amount * share).quantize(_CENT, rounding=ROUND_DOWN)
    return Money(amount, bonus.pays.currency)


def _not_kept(names: list[str]) -> Text:
    return say(
        "Nothing is paid: {names} was not kept.",
        "Rien n'est versé : {names} n'a pas tenu.",
        names=listed(names),
    )


def _not_known(names: list[str]) -> Text:
    if not names:
        return say("The sum it pays is not said.", "La somme à verser n'est pas dite.")
    return say(
        "Not known yet: {names}.", "Pas encore connu : {names}.", names=listed(dict.fromkeys(names))
    )


def _why(bonus: Bonus, share: Decimal, capped: Decimal) -> Text:
    if capped < share:
        return say(
            "{share} of the sum was earned; the cap keeps it to {cap}.",
            "{share} de la somme est acquis ; le plafond le ramène à {cap}.",
            share=share_text(share),
            cap=share_text(capped),
        )
    return say(
        "{share} of {sum} was earned.",
        "{share} de {sum} est acquis.",
        share=share_text(share),
        sum=bonus.pays,
    )
