"""Where a plan stands, in sentences: who agreed, what each ceiling holds, what each battle gets, how long is left."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.brief import person_text
from passerelle.plan.ceilings import Level, levels
from passerelle.plan.given import Given
from passerelle.plan.picture_market import apart, capable, needed, reached, rewarded, seen_at, sold
from passerelle.plan.picture_months import months
from passerelle.plan.picture_proof import known, proved, studied
from passerelle.plan.picture_team import able, paced, pillars
from passerelle.plan.picture_world import placed, spoken, weighed
from passerelle.plan.risks import accepted_risks
from passerelle.plan.rule_load import load, weekly
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_words import label, listed, number_text, say, share_text


def picture(given: Given) -> dict[str, tuple[Text, ...]]:
    """Say where the plan stands, by group; a group of which nothing can be said is left out.

    ``people`` is the load of each team that says what it handles, what teams can work, who learns
    what; ``money`` what stands under each ceiling, what each objective by priority and each segment
    by rank gets, and the months; ``dates`` the plan's year, its sprints and meetings; ``promises``
    the accepted exceptions and threats; ``goals`` who answers for each key result, from when, on
    which market, how figures of the plan's own are read, and what is proved.
    """
    found = {
        "people": (*_people(given), *able(given), *capable(given), *reached(given)),
        "money": (*_money(given), *months(given)),
        "dates": (*_dates(given), *paced(given)),
        "promises": (
            *_promises(given),
            *rewarded(given),
            *sold(given),
            *seen_at(given),
            *spoken(given),
        ),
        "goals": (
            *pillars(given),
            *_goals(given),
            *needed(given),
            *apart(given),
            *proved(given),
            *studied(given),
            *known(given),
            *weighed(given),
            *placed(given),
        ),
    }
    return {group: lines for group, lines in found.items() if lines}


def _people(given: Given) -> Iterator[Text]:
    lag = int(given.thresholds.number("AL-050", "handover_days"))
    live = {
        name: action
        for name, action in given.actions.items()
        if action.leads and action.when and action.when.end >= given.today
    }
    high = max((week.high for week in load(live, lag).values()), default=Decimal(0))
    for name, team in given.plan.teams.items():
        handles, receives = weekly([team.handles]), weekly([team.receives])
        if not handles:
            continue
        extra = high if team.family == "sales" else Decimal(0)
        yield say(
            "{team} receives {n} leads a week, the plan adds up to {extra}: {share} of the {cap} "
            "that it handles",
            "{team} reçoit {n} prospects par semaine, le plan en ajoute jusqu'à {extra} : {share} "
            "des {cap} qu'elle traite",
            team=label(name, team.title),
            n=number_text(receives),
            extra=number_text(extra),
            share=share_text((receives + extra) / handles, 0),
            cap=number_text(handles),
        )


def _money(given: Given) -> Iterator[Text]:
    for level in levels(given):
        if level.amounts and not level.foreign:
            yield _under(given, level)
    currency = main_currency(given.plan)
    costs = in_currency(given.actions, currency)
    if not sum(costs.values()):
        return
    yield from _shares(_by_priority(given, costs), currency)
    yield from _shares(_by_rank(given, costs), currency)


def _under(given: Given, level: Level) -> Text:
    """Say how full a ceiling is, and what an envelope pays for."""
    envelope = given.plan.budget.get(level.node.removeprefix("budget/"))
    title = level.title
    if envelope and level.node.startswith("budget/"):
        pays = [*envelope.channels, *(_goal(given, one) for one in envelope.objectives)]
        title = say("{x} (for {y})", "{x} (pour {y})", x=title, y=", ".join(pays))
    share = level.total.amount / level.ceiling.amount if level.ceiling.amount else Decimal(0)
    return say(
        "{node}: {total} of {ceiling} ({share})",
        "{node} : {total} sur {ceiling} ({share})",
        node=title,
        total=level.total,
        ceiling=level.ceiling,
        share=share_text(share, 0),
    )


def _goal(given: Given, name: str) -> str:
    found = given.plan.objectives.get(name)
    return label(name, found.title if found else None)


def _by_priority(given: Given, costs: Mapping[str, Decimal]) -> list[tuple[Text, Decimal]]:
    """Add the money of each objective that has a priority, first first; shared when an action serves several."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount in costs.items():
        served = [one for one in given.actions[name].serves if one in given.plan.objectives]
        for one in served:
            sums[one] += amount / len(served)
    ranked = sorted(
        (one.priority, name) for name, one in given.plan.objectives.items() if one.priority
    )
    words = "priority {n}, {x}", "priorité {n}, {x}"
    return [
        (say(*words, n=rank, x=given.plan.objectives[name].title), sums[name])
        for rank, name in ranked
    ]


def _by_rank(given: Given, costs: Mapping[str, Decimal]) -> list[tuple[Text, Decimal]]:
    """Add the money of each ranked segment, first first; shared when an action is for several."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount in costs.items():
        wanted = given.actions[name].segments
        for one in wanted:
            sums[one] += amount / len(wanted)
    ranked = sorted((one.rank, name) for name, one in given.plan.segments.items() if one.rank)
    words = "rank {n}, {x}", "rang {n}, {x}"
    return [(say(*words, n=rank, x=name), sums[name]) for rank, name in ranked]


def _shares(rows: list[tuple[Text, Decimal]], currency: str) -> Iterator[Text]:
    """Say what each gets, and where one gets more than the one before it."""
    whole = sum((amount for _, amount in rows), Decimal(0))
    before: Decimal | None = None
    for title, amount in rows if whole else ():
        more = before is not None and amount > before
        yield say(
            "{title}: {money} ({share}){more}",
            "{title} : {money} ({share}){more}",
            title=title,
            money=Money(amount.quantize(Decimal("0.01")), currency),
            share=share_text(amount / whole, 0),
            more=_MORE if more else _NOTHING,
        )
        before = amount


def _dates(given: Given) -> Iterator[Text]:
    year = given.plan.year
    if year is None:
        return
    left = max(0, (year.period.end - given.today).days)
    yield say(
        "the plan runs from {start} to {end}, {n} days left",
        "le plan court du {start} au {end}, il reste {n} jours",
        start=year.period.start,
        end=year.period.end,
        n=number_text(left),
    )
    if year.locked:
        yield say(
            "planned amounts are locked from {day} on: moving one changes the course",
            "les montants prévus sont figés à partir du {day} : en changer un change le cap",
            day=year.locked,
        )
    outside = [
        label(name, action.title)
        for name, action in given.actions.items()
        if action.when
        and (action.when.start < year.period.start or action.when.end > year.period.end)
    ]
    if outside:
        yield say(
            "partly or wholly outside it: {names}",
            "en partie ou en entier au-dehors : {names}",
            names=listed(outside),
        )


def _goals(given: Given) -> Iterator[Text]:
    for objective in given.plan.objectives.values():
        start, end = given.starts(objective), given.ends(objective)
        if start and end:
            yield say(
                "{x}: from {start} to {end}",
                "{x} : du {start} au {end}",
                x=objective.title,
                start=start,
                end=end,
            )
        market = given.plan.markets.get(objective.market or "")
        if market and market.growth:
            yield say(
                "{x}: {market} itself should grow {g} a year",
                "{x} : {market} devrait croître de {g} par an",
                x=objective.title,
                market=market.title,
                g=share_text(market.growth.likely / 100),
            )
    for name, key, objective, result in given.key_results():
        owner = result.owner or objective.owner
        if owner:
            metric = given.metric(result.metric or key)
            yield say(
                "{kpi}: {owner} answers for it",
                "{kpi} : {owner} en répond",
                kpi=metric.title if metric else name,
                owner=person_text(given.plan, owner),
            )
        yield from _read_how(given, result.metric or key, result.source)
    aimed = {result.metric or key for _, key, _, result in given.key_results()}
    for name in given.plan.metrics:
        if name not in aimed:
            yield from _read_how(given, name, None)


def _read_how(given: Given, kpi: str, source: str | None) -> Iterator[Text]:
    """Say how a KPI of the plan's own is read: unit, direction, who types it, what it is made of."""
    own = given.plan.metrics.get(kpi)
    title = own.title if own and own.title else kpi
    if own and (own.unit or own.direction or own.phase):
        words = [word for word in (own.unit, own.phase, own.direction) if word]
        shown = [WORDS[word] for word in words]
        yield say("{kpi}: {w}", "{kpi} : {w}", kpi=title, w=listed(shown))
    origin = source or (own.source if own else None)
    if origin:
        yield say("{kpi}: read from {o}", "{kpi} : lu dans {o}", kpi=title, o=origin)
    if own and own.owner:
        who = person_text(given.plan, own.owner)
        yield say("{kpi}: typed by {who}", "{kpi} : saisi par {who}", kpi=title, who=who)
    if own and own.driven_by:
        share = share_text(own.through) if own.through is not None else share_text(Decimal(1))
        market = given.plan.markets.get(own.market or "")
        yield say(
            "{kpi}: follows {parts}, through which {share} of revenue goes; {m}",
            "{kpi} : suit {parts}, par où passe {share} du chiffre d'affaires ; {m}",
            kpi=title,
            parts=listed(own.driven_by),
            share=share,
            m=say("on {x}", "sur {x}", x=market.title)
            if market
            else Text(en="on no named market", fr="sans marché nommé"),
        )


def _promises(given: Given) -> Iterator[Text]:
    """Say which exceptions were accepted, by whom, why and until when; then which threats."""
    for waiver in given.plan.waivers.values():
        yield say(
            "{rule} is waived on {x} until {day} by {who}: {why}",
            "{rule} est levée sur {x} jusqu'au {day} par {who} : {why}",
            rule=waiver.rule,
            x=waiver.on,
            day=waiver.until,
            who=person_text(given.plan, waiver.approved_by),
            why=waiver.reason,
        )
    yield from accepted_risks(given.plan)


WORDS = {
    "share": Text(en="a share", fr="une part"),
    "money": Text(en="an amount", fr="un montant"),
    "count": Text(en="a count", fr="un nombre"),
    "score": Text(en="a score", fr="une note"),
    "days": Text(en="days", fr="des jours"),
    "hours": Text(en="hours", fr="des heures"),
    "up": Text(en="better when higher", fr="meilleur vers le haut"),
    "down": Text(en="better when lower", fr="meilleur vers le bas"),
    "strategic": Text(en="strategic", fr="stratégique"),
    "operational": Text(en="operational", fr="opérationnel"),
}
"""Words of a KPI's definition, as people read them."""


_MORE = Text(en=", more than the one before it", fr=", plus que la précédente")

_NOTHING = Text(en="", fr="")
