"""AL-031: a brand must not be on discount more often than it allows itself.

What it checks
    The days of a year on which anything is on public discount, *soldes* included and each day once
    (the newest discount that is no legal *soldes* is the one to shorten), against
    ``never.deal_days_over`` of the brand; offers of a positioning that sets its own limit count for
    that one instead. And the last reading of ``promo_share`` against the brand's
    ``never.deal_share_over``: it is read for the whole brand, not by positioning. Years are those
    of the plan, from its first day. While no such limit is set and the plan holds public discounts,
    one information asks for it and suggests one by tier (luxury 0 days, premium 28, mainstream 56,
    value 120).

Why it matters
    « Une promotion agressive sur un produit de luxe risque de banaliser la marque » (002): one
    that never ends becomes the price.

Bad
    brand: {tier: premium, never: {deal_days_over: 28}}
    actions: {blanc: {promotion: 15 % public, when: 2027-01-06..2027-02-16}}

Good
    brand: {tier: premium, never: {deal_days_over: 28}}
    actions: {blanc: {promotion: 15 % public, when: 2027-01-06..2027-02-02}}

Source
    Alignment rule of the design notes, layer *brand*; document 002.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_announced import names_days
from passerelle.plan.rule_deals import Deal, public_deals
from passerelle.plan.rule_positioning import TIER_NAMES, Stance, Stances
from passerelle.plan.rule_soldes import is_lawful
from passerelle.plan.rule_words import label, listed, say, share_text

RULE = Rule(
    id="AL-031",
    title=Text(en="Promotion pressure", fr="Pression promotionnelle"),
    question=Text(
        en="Is the brand on discount no more often than it allows itself?",
        fr="La marque n'est-elle pas en promotion plus souvent qu'elle ne se le permet\u202f?",
    ),
    why=Text(
        en="A discount that never ends becomes the price.",
        fr="Une remise qui ne finit jamais devient le prix.",
    ),
    severity=Severity.WARNING,
    seed="002 « Une promotion agressive sur un produit de luxe risque de banaliser la marque »",
    needs=("text", "readings"),
)


@dataclass
class _Pressed:
    """What counts for one limit: who sets it, and all that is on public discount under it."""

    stance: Stance
    cap: int
    deals: list[Deal] = field(default_factory=list)


def check(given: Given) -> Verdicts:
    """Yield one warning for each limit of days that is passed, or ask for the limit."""
    stances = Stances(given.plan)
    deals = list(public_deals(given))
    asked: dict[Stance, list[str]] = defaultdict(list)
    for pressed in _limits(given, stances, deals, asked):
        found = _over(given, pressed, pressed.cap)
        if found:
            yield found
    for stance, titles in asked.items():
        if stance.never.deal_share_over is None:
            yield _asked(given, stance, list(dict.fromkeys(titles)))
    yield from _undated(deals, stances)
    yield from _shared(given, stances)


def _limits(
    given: Given, stances: Stances, deals: list[Deal], asked: dict[Stance, list[str]]
) -> Iterable[_Pressed]:
    """Give what counts for each limit; note in ``asked`` the discounts that have none."""
    found: dict[str, _Pressed] = {}
    for deal in deals:
        for stance in stances.over(deal.offers or given.plan.offers):
            cap, owner = stance.never.deal_days_over, stance.setting("deal_days_over")
            if cap is None:
                asked[stance].append(deal.title)
                continue
            pressed = found.setdefault(owner.node, _Pressed(owner, cap))
            if deal not in pressed.deals:
                pressed.deals.append(deal)
    return found.values()


def _subject(given: Given, pressed: _Pressed, titles: list[str]) -> Text:
    """Name what is on discount: the one offer that all of it is about, else who sets the limit."""
    about = {offer for deal in pressed.deals for offer in deal.offers or ("",)}
    offer = about.pop() if len(about) == 1 else ""
    if offer:
        sold = given.plan.offers.get(offer)
        return say("{x}", "{x}", x=label(offer, sold.title if sold else None))
    who = pressed.stance.who
    who = Text(en=f"{who.en[0].upper()}{who.en[1:]}", fr=f"{who.fr[0].upper()}{who.fr[1:]}")
    if len(titles) == 1:
        return who
    return say("{who} ({names})", "{who} ({names})", who=who, names=listed(titles))


def _over(given: Given, pressed: _Pressed, cap: int) -> Finding | None:
    """Find the year with most days on discount; None when it keeps to the limit."""
    dated = sorted(
        ((deal, deal.when) for deal in pressed.deals if deal.when), key=lambda one: one[1]
    )
    if not dated:
        return None
    first = given.plan.year.period.start if given.plan.year else date(dated[0][1].start.year, 1, 1)
    days = {day for _, when in dated for day in when}
    (year, count), *_ = Counter(_year(first, day) for day in days).most_common(1)
    if count <= cap:
        return None
    last, when = _newest(given, [one for one in dated if _year(first, one[1].start) <= year])
    others = {
        day
        for deal, other in dated
        if deal is not last
        for day in other
        if _year(first, day) == year
    }
    kept = _shorter(when, others, cap)
    settle = None if names_days(given, last.node, when) else kept
    titles = [deal.title for deal, on in dated if any(_year(first, day) == year for day in on)]
    return RULE.broken(
        spot(given, last.node, "when"),
        say(
            "{what}: {n} days on public discount in a year; {who} allows {cap}.",
            "{what} : {n} jours de remise publique dans l'année ; {who} en permet {cap}.",
            what=_subject(given, pressed, titles),
            n=count,
            who=pressed.stance.who,
            cap=cap,
        ),
        say(
            "Shorten {x}, or announce something else than a price.",
            "Raccourcissez {x}, ou annoncez autre chose qu'un prix.",
            x=last.title,
        )
        if settle
        else say(
            "Shorten {x} (its words name its days: until {day} at most), or announce something else "
            "than a price.",
            "Raccourcissez {x} (ses mots disent ses jours : jusqu'au {day} au plus), ou annoncez autre "
            "chose qu'un prix.",
            x=last.title,
            day=kept.end,
        )
        if kept
        else say(
            "Give up {x}, or announce something else than a price.",
            "Renoncez à {x}, ou annoncez autre chose qu'un prix.",
            x=last.title,
        ),
        settle=str(settle) if settle else None,
        days=count,
        cap=cap,
    )


def _newest(given: Given, dated: list[tuple[Deal, Period]]) -> tuple[Deal, Period]:
    """Give the last deal that is no legal *soldes*, whose days the law sets; else the last one."""
    free = [(deal, when) for deal, when in dated if not is_lawful(given, deal)]
    return (free or dated)[-1]


def _year(first: date, day: date) -> int:
    return (day - first).days // 365


def _shorter(when: Period, others: set[date], cap: int) -> Period | None:
    """Keep the first days of a deal that fit in the limit beside the others."""
    taken = set(others)
    end: date | None = None
    for day in when:
        taken.add(day)
        if len(taken) > cap:
            break
        end = day
    return Period(when.start, end) if end else None


def _asked(given: Given, stance: Stance, titles: list[str]) -> Finding:
    days = int(given.thresholds.number("AL-031", f"{stance.tier}_days")) if stance.tier else None
    return RULE.broken(
        spot(given, stance.node, "never/deal_days_over"),
        say(
            "Nothing says how many days a year {who} may be on discount, and the plan holds some: "
            "{names}.",
            "Rien ne dit combien de jours par an {who} peut être en promotion, et le plan en "
            "contient : {names}.",
            who=stance.who,
            names=listed(titles),
        ),
        say(
            "Write `never: deal_days_over`; a {tier} brand usually stops at {n} days.",
            "Écrivez `never: deal_days_over` ; une marque {tier} s'arrête d'ordinaire à {n} jours.",
            tier=TIER_NAMES[stance.tier],
            n=days,
        )
        if stance.tier
        else say(
            "Write `never: deal_days_over`, and the brand's `tier`.",
            "Écrivez `never: deal_days_over`, et le niveau de gamme (`tier`) de la marque.",
        ),
        severity=Severity.INFO,
        settle=str(days) if days is not None else None,
        promotions=titles,
    )


def _undated(deals: Iterable[Deal], stances: Stances) -> Verdicts:
    undated = [
        deal.title
        for deal in deals
        if deal.when is None and stances.strictest(deal.offers, "deal_days_over")[0] is not None
    ]
    if undated:
        yield RULE.lacks(say("the dates of {x}", "les dates de {x}", x=listed(undated)))


def _shared(given: Given, stances: Stances) -> Verdicts:
    """Hold the reading against the brand's share; a positioning's own share has no reading."""
    stance = stances.brand
    cap, reading = stance.never.deal_share_over, given.reading("promo_share")
    unread = [
        name
        for name, one in given.plan.positionings.items()
        if one.offers and one.never.deal_share_over is not None
    ]
    if cap is not None and reading is None:
        unread.insert(0, stance.node.partition("/")[2] or stance.node)
    if unread:
        yield RULE.lacks(
            say(
                "a reading of `promo_share` for {x}",
                "un relevé de `promo_share` pour {x}",
                x=listed(unread),
            )
        )
    if cap is not None and reading is not None and reading.value > cap:
        yield RULE.broken(
            spot(given, stance.node, "never/deal_share_over"),
            say(
                "{x} of the revenue is sold on discount; {who} allows {cap}.",
                "{x} du chiffre d'affaires est vendu en promotion ; {who} en permet {cap}.",
                x=share_text(reading.value),
                who=stance.who,
                cap=share_text(cap),
            ),
            say(
                "Plan fewer or narrower discounts, and watch `promo_share`.",
                "Prévoyez des remises plus rares ou plus ciblées, et suivez `promo_share`.",
            ),
            share=reading.value,
            cap=cap,
            as_of=reading.as_of,
        )
