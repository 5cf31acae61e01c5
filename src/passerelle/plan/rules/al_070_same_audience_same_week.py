"""AL-070: two actions must not press the same people in the same weeks.

What it checks
    Actions that people cannot miss: those on ``channels`` that contact them by name, and public
    price reductions, their own or one of ``promotions`` that they announce, while it lasts. Two of
    them whose days overlap, and which address a segment by the same name, or have more than
    ``overlap`` (20 %) of the smaller one's people in common when that is known. Actions of one
    campaign are planned together and may overlap; but nobody gets more than ``cap`` (2) contacts in
    one week. An action counts as one contact, in the week in which it starts.

Why it matters
    « Une mise en oeuvre coordonnée des campagnes » (003): whoever hears three things at once
    remembers none, and leaves the list.

Bad
    actions:
      lettre:  {for: fideles, by: email, when: 2027-03-01..2027-03-10}
      relance: {for: fideles, by: phone, when: 2027-03-08..2027-03-12}

Good
    actions:
      lettre:  {for: fideles, by: email, when: 2027-03-01..2027-03-10}
      relance: {for: fideles, by: phone, when: 2027-03-15..2027-03-19}

Source
    Alignment rule of the design notes, layer *calendar*; document 003. The number of contacts that
    people bear is a convention of the trade, not a finding: change it to yours.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_window import may_move
from passerelle.plan.rule_words import label, listed, say, share_text
from passerelle.plan.workload import (
    Pressure,
    contacts,
    free_window,
    live,
    presses,
    pressure,
    public_prices,
    running_with,
)

RULE = Rule(
    id="AL-070",
    title=Text(en="Same audience, same week", fr="Même audience, même semaine"),
    question=Text(
        en="Are the same people left in peace while one action speaks to them?",
        fr="Les mêmes gens sont-ils laissés en paix pendant qu'une action leur parle\u202f?",
    ),
    why=Text(
        en="Whoever hears three things at once remembers none of them.",
        fr="Qui entend trois choses à la fois n'en retient aucune.",
    ),
    severity=Severity.WARNING,
    seed="003 « Une mise en oeuvre coordonnée des campagnes »",
)


class _Crowd(NamedTuple):
    """The pressing actions, who is in the same segment, and which pairs have people in common."""

    actions: Mapping[str, Action]
    windows: Mapping[str, Period]
    segments: Mapping[str, tuple[str, ...]]
    common: Mapping[str, Mapping[str, Decimal]]
    apart: Mapping[str, frozenset[str]]

    def together(self, name: str) -> Iterator[str]:
        """Walk the others that speak to the same people as an action does."""
        named = (other for one in self.actions[name].segments for other in self.segments[one])
        for other in dict.fromkeys((*named, *self.common.get(name, ()))):
            if other != name and self.clash(name, other):
                yield other

    def clash(self, name: str, other: str) -> bool:
        """Whether two actions on the same people were not planned together."""
        campaign = self.actions[name].campaign
        planned = campaign is not None and campaign == self.actions[other].campaign
        return not planned and other not in self.apart.get(name, ())


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that comes on top of others."""
    crowd = _crowd(given)
    over = _overlapping(crowd)
    weeks = pressure(given)
    cap = int(given.thresholds.number("AL-070", "cap"))
    crowded = {name: week for week in weeks for name in week.actions[cap:]}
    full: dict[str, list[Pressure]] = defaultdict(list)
    for week in weeks:
        full[week.segment].append(week)
    for name in crowd.actions:
        if name in over or name in crowded:
            settle = _later(given, crowd, name, full)
            yield (
                _twice(given, crowd, name, over[name], settle)
                if name in over
                else _crowded(given, name, crowded[name], settle)
            )
    if given.overlaps is None and _strangers(crowd):
        yield RULE.lacks(
            say(
                "how many people the segments have in common",
                "combien de gens les segments ont en commun",
            )
        )


def _crowd(given: Given) -> _Crowd:
    windows = dict(_windows(given))
    actions = {name: given.work[name] for name in windows}
    segments: dict[str, list[str]] = defaultdict(list)
    for name, action in actions.items():
        for segment in dict.fromkeys(action.segments):
            segments[segment].append(name)
    most = given.thresholds.number("AL-070", "overlap")
    common: dict[str, dict[str, Decimal]] = defaultdict(dict)
    apart: dict[str, set[str]] = defaultdict(set)
    for pair, share in (given.overlaps or {}).items():
        first, *rest = sorted(pair)
        if rest and set(pair) <= set(actions):
            for one, other in ((first, rest[0]), (rest[0], first)):
                if share > most:
                    common[one][other] = share
                else:
                    apart[one].add(other)
    held = {segment: tuple(names) for segment, names in segments.items()}
    return _Crowd(actions, windows, held, common, {k: frozenset(v) for k, v in apart.items()})


def _windows(given: Given) -> Iterator[tuple[str, Period]]:
    """Walk the pressing actions with the days on which they press.

    One that only announces a public price presses while that price lasts; of several prices, nobody
    can say which its people hear of.
    """
    prices = given.once(public_prices)
    for name, action in live(given):
        days = prices.get(name, ())
        if action.when and presses(given, action):
            yield name, action.when
        elif len(days) == 1 and days[0].end >= given.today:
            yield name, days[0]


def _overlapping(crowd: _Crowd) -> dict[str, list[str]]:
    """Give, at the later of each pair that overlaps, the earlier ones."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for names in crowd.segments.values():
        for name, others in running_with({one: crowd.windows[one] for one in names}).items():
            found[name] |= dict.fromkeys(one for one in others if crowd.clash(name, one))
    for name, shares in crowd.common.items():
        window = crowd.windows[name]
        found[name] |= {
            other: None
            for other in shares
            if _before(crowd, other, name)
            and window.overlaps(crowd.windows[other])
            and crowd.clash(name, other)
        }
    return {name: list(others) for name, others in found.items() if others}


def _before(crowd: _Crowd, one: str, other: str) -> bool:
    """Whether one of two starts first, or stands first in the text."""
    order = list(crowd.actions) if crowd.windows[one].start == crowd.windows[other].start else ()
    if order:
        return order.index(one) < order.index(other)
    return crowd.windows[one].start < crowd.windows[other].start


def _strangers(crowd: _Crowd) -> bool:
    """Whether two actions overlap in time, and nobody knows whether their people do."""
    return any(
        set(crowd.actions[name].segments).isdisjoint(crowd.actions[other].segments)
        for name, others in running_with(crowd.windows).items()
        for other in others
        if crowd.actions[name].segments and crowd.actions[other].segments
    )


def _twice(
    given: Given, crowd: _Crowd, name: str, others: list[str], settle: str | None
) -> Finding:
    action, first = crowd.actions[name], others[0]
    share = crowd.common.get(name, {}).get(first)
    shared = [one for one in action.segments if one in crowd.actions[first].segments]
    whom = (
        say("{share} of the same people", "{share} des mêmes gens", share=share_text(share, 0))
        if share is not None
        else say("the people of {names}", "les gens de {names}", names=listed(shared))
    )
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} reaches {whom} while {others} still does, from {day}.",
            "{a} touche {whom} pendant que {others} le fait encore, à partir du {day}.",
            a=label(name, action.title),
            whom=whom,
            others=listed(label(one, crowd.actions[one].title) for one in others),
            day=crowd.windows[name].start,
        ),
        _fix(settle),
        settle=settle,
        others=others,
        segments=shared,
        overlap=share,
    )


def _crowded(given: Given, name: str, week: Pressure, settle: str | None) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} is one of {n} contacts that the people of {segment} get in the week of {day}.",
            "{a} est l'un des {n} contacts que reçoivent les gens de {segment} la semaine du {day}.",
            a=label(name, given.actions[name].title),
            n=week.contacts,
            segment=week.segment,
            day=week.week,
        ),
        _fix(settle),
        settle=settle,
        others=list(week.actions),
        segments=[week.segment],
        contacts=week.contacts,
    )


def _fix(settle: str | None) -> Text:
    if settle:
        return say(
            "Move it to {settle}, or put both into one campaign.",
            "Déplacez-la au {settle}, ou réunissez-les dans une même campagne.",
            settle=settle,
        )
    return say(
        "Drop one, narrow one's segment, or put them into one campaign.",
        "Renoncez à l'une, resserrez son segment, ou réunissez-les dans une même campagne.",
    )


def _later(
    given: Given, crowd: _Crowd, name: str, weeks: Mapping[str, list[Pressure]]
) -> str | None:
    """Find the first later window that is free of the others and of weeks that are full."""
    cap = int(given.thresholds.number("AL-070", "cap"))
    action = crowd.actions[name]
    if crowd.windows[name] != action.when:
        return None
    full = [
        one.week
        for segment in action.segments
        for one in weeks.get(segment, ())
        if len(set(one.actions) - {name}) >= cap
    ]
    moved = free_window(
        crowd.windows[name],
        [crowd.windows[other] for other in crowd.together(name)],
        None,
        full if contacts(given, action) else (),
        lambda moved: may_move(given, f"actions/{name}", moved),
    )
    return str(moved) if moved else None
