"""AL-106: the word *soldes* belongs to the legal periods.

What it checks
    In countries whose law keeps words for legal clearance (France: *soldes* and *soldé*), the
    titles, messages, subjects and templates of actions to come, the titles and texts of contents,
    and what promotions say: that all their days are inside one legal period. Periods, and those of
    parts of the country (``FR-57``, ``FR-2A``), are data. The balance of an account or of a gift
    card (*le solde de votre carte*) is no clearance; a public discount that the plan writes as
    ``clearance`` is, whatever its words. A title that only the team reads is a
    warning. The rule binds once someone has confirmed the country's law (``law_confirmed_by`` of
    the market).

Why it matters
    « la définition des promotions, des offres spéciales et des animations commerciales » (004): a
    word of the law used at another time is fined, and not believed.

Bad
    markets: {france: {title: France, countries: [FR]}}
    promotions: {hiver: {discount: 20 % public, when: 2027-02-10..2027-02-20, says: Derniers soldes}}

Good
    markets: {france: {title: France, countries: [FR]}}
    promotions: {hiver: {discount: 20 % public, when: 2027-01-10..2027-01-20, says: Derniers soldes}}

Source
    Code de commerce, article L310-3, and the order of 27 May 2019, read on 26 November 2026;
    document 004. To be confirmed by counsel.
"""

import re
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text, country_name
from passerelle.base.period import Period
from passerelle.plan.country import Clearance, countries, country
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_announced import names_days
from passerelle.plan.rule_balance import is_balance
from passerelle.plan.rule_copy import Copy, copies, markets_of_copy
from passerelle.plan.rule_deals import public_deals
from passerelle.plan.rule_forbidden import uses
from passerelle.plan.rule_law import binding
from passerelle.plan.rule_places import countries_in, law_is_confirmed
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-106",
    title=Text(
        en="'Soldes' outside the legal period", fr="«\u202fSoldes\u202f» hors période légale"
    ),
    question=Text(
        en="Is the word soldes kept for the legal periods?",
        fr="Le mot soldes est-il réservé aux périodes légales\u202f?",
    ),
    why=Text(
        en="A word of the law used at another time is fined, and not believed.",
        fr="Un mot de la loi employé hors saison coûte une amende, et n'est pas cru.",
    ),
    severity=Severity.ERROR,
    seed="004 « la définition des promotions, des offres spéciales et des animations commerciales »",
)


class _Kept(NamedTuple):
    """What the law of one place keeps: its code, its words and periods."""

    code: str
    clearance: Clearance


def check(given: Given) -> Verdicts:
    """Yield one finding for each node that says a word of the law at another time."""
    nowhere: list[str] = []
    undated: list[str] = []
    for copy, word in _found(given):
        markets = markets_of_copy(given, copy)
        codes = countries_in(given.plan, markets)
        kept = [one for one in _places(codes) if not word or word.casefold() in one.clearance.words]
        if not codes:
            nowhere.append(_name(copy))
        elif kept and copy.when is None:
            undated.append(_name(copy))
        elif copy.when and copy.when.end >= given.today:
            wrong = next((one for one in kept if not _allowed(one, copy.when)), None)
            if wrong:
                confirmed = copy.public and law_is_confirmed(given.plan, markets, wrong.code)
                said = _said(given, copy, copy.when, word, kept, wrong)
                yield binding(said, confirmed=confirmed)
    if nowhere:
        yield RULE.lacks(say("the countries of {x}", "les pays de {x}", x=listed(nowhere)))
    if undated:
        yield RULE.lacks(say("the days of {x}", "les jours de {x}", x=listed(undated)))


def _found(given: Given) -> list[tuple[Copy, str]]:
    """Give the first text of each node that holds such a word; what leaves the house goes first.

    A node that is clearance by its discount alone comes after them, with no word.
    """
    found: dict[str, tuple[Copy, str]] = {}
    for copy in copies(given):
        word = _word(copy.text)
        if word and (copy.node not in found or copy.public > found[copy.node][0].public):
            found[copy.node] = (copy, word)
    for deal in public_deals(given):
        if deal.discount.clearance and deal.node not in found:
            action = deal.node.partition("/")[2] if deal.field == "promotion" else None
            found[deal.node] = (Copy(deal.node, deal.field, "", deal.when, action), "")
    return list(found.values())


def _word(text: str) -> str | None:
    """Find a word that the law of some country keeps, whole; accents count, capitals do not.

    One that is denied announces nothing: *jamais de soldes*.
    """
    small = text.casefold()
    for word in _words():
        if word in small:
            for said in re.finditer(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE):
                if not is_balance(text, said.end()) and uses(text, word):
                    return said.group()
    return None


@cache
def _words() -> tuple[str, ...]:
    return tuple(
        word for one in countries().values() if one.clearance for word in one.clearance.words
    )


def _places(codes: tuple[str, ...]) -> list[_Kept]:
    known = ((code, country(code)) for code in codes)
    return [_Kept(code, one.clearance) for code, one in known if one and one.clearance]


def _allowed(kept: _Kept, when: Period) -> bool:
    return kept.clearance.allows(kept.code, when)


def _name(copy: Copy) -> str:
    return copy.node.partition("/")[2]


def _said(
    given: Given, copy: Copy, when: Period, word: str, kept: list[_Kept], wrong: _Kept
) -> Finding:
    legal = wrong.clearance.next_after(wrong.code, max(when.start, given.today))
    moved = _moved(copy, when, legal)
    fits = all(_allowed(one, moved) for one in kept) and _within(given, copy, moved)
    days = int(given.thresholds.number("AL-106", "near_days"))
    slipped = not _is_clearance(given, copy.node) and (moved.start - when.end).days > days
    told = names_days(given, copy.node, when) or _banned(given, word)
    settle = str(moved) if fits and not (slipped or told) else None
    return RULE.broken(
        spot(given, copy.node, "when" if settle or not word else copy.field),
        _sentence(copy, when, word, wrong, legal),
        say(
            "Choose other words, or days inside the period. {law}; to be confirmed by counsel.",
            "Choisissez d'autres mots, ou des jours de la période. {law} ; à faire confirmer par un "
            "juriste.",
            law=wrong.clearance.source.text,
        )
        if word
        else say(
            "Drop `clearance`, or choose days inside the period. {law}; to be confirmed by counsel.",
            "Retirez `clearance`, ou choisissez des jours de la période. {law} ; à faire confirmer "
            "par un juriste.",
            law=wrong.clearance.source.text,
        ),
        severity=Severity.ERROR if copy.public else Severity.WARNING,
        settle=settle,
        word=word,
        said_in=copy.field,
        periods=[str(legal)],
    )


def _banned(given: Given, word: str) -> bool:
    """Whether the brand never uses the word anyway: other days would not help."""
    brand = given.plan.brand
    return brand is not None and any(uses(word, one) for one in brand.never.words)


def _is_clearance(given: Given, node: str) -> bool:
    """Whether something lowers a price as clearance; else a word that is far off is what slipped."""
    return any(deal.node == node and deal.discount.clearance for deal in public_deals(given))


def _sentence(copy: Copy, when: Period, word: str, wrong: _Kept, legal: Period) -> Text:
    words = {
        "x": _name(copy),
        "field": copy.field,
        "day": when.end if when.start in legal else when.start,
        "country": country_name(wrong.code),
        "start": legal.start,
        "end": legal.end,
    }
    if word:
        return say(
            "{x} says “{word}” ({field}) on {day}; the legal period ({country}) runs from {start} to "
            "{end}.",
            "{x} dit « {word} » ({field}) le {day} ; la période légale ({country}) va du {start} au "
            "{end}.",
            word=word,
            **words,
        )
    return say(
        "{x} is written as clearance ({field}) on {day}; the legal period ({country}) runs from "
        "{start} to {end}.",
        "{x} est écrite comme des soldes ({field}) le {day} ; la période légale ({country}) va du "
        "{start} au {end}.",
        **words,
    )


def _within(given: Given, copy: Copy, moved: Period) -> bool:
    """Whether new days of a content still lie in those of its action; other texts have their own."""
    action = given.actions.get(str(copy.action)) if copy.node.startswith("contents/") else None
    return action is None or action.when is None or moved.start in action.when


def _moved(copy: Copy, when: Period, legal: Period) -> Period:
    """Give the days of the period that are nearest: those they share, else the first so many."""
    start = max(when.start, legal.start)
    days = 1 if copy.node.startswith("contents/") else when.days
    return Period(start, min(start + timedelta(days=days - 1), legal.end))
