"""AL-073: the same people must not hear the opposite in the same week.

What it checks
    The tags of the key messages that actions to come say, by pairs of ``opposites``, for actions
    whose days overlap and which address a segment by the same name; tags are read in English and in
    French. A public price reduction carries the tag ``deal`` whatever its words, on the action or on
    a promotion that it announces: said together with exclusivity, it contradicts itself. Work on the
    company itself, a development or a training that publishes nothing, says nothing to anyone.
    Then a discount beside its own words: the action beside the promotion that it announces, and the
    percentage off or the last day in what is said, in a subject line, in contents, in announcements
    and in what a loyalty tier gives. Percentages of anything else, and words of actions without a
    discount, are left alone. And two tiers of a loyalty programme of which the harder to reach has
    the smaller standing discount.

Why it matters
    « garantissant la cohérence et l'harmonie avec la vision globale » (002): what is rare for some
    and on sale for all is believed by nobody.

Bad
    messages: {rare: {says: Trente pièces numérotées, tags: exclusivity}}
    actions:
      lettre: {for: fideles, says: Trente pièces numérotées, when: 2027-01-11..2027-01-31}
      blanc:  {for: fideles, promotion: 40 % public, when: 2027-01-06..2027-02-02}

Good
    messages: {rare: {says: Trente pièces numérotées, tags: exclusivity}}
    actions:
      lettre: {for: fideles, says: Trente pièces numérotées, when: 2027-02-08..2027-02-20}
      blanc:  {for: fideles, promotion: 40 % public, when: 2027-01-06..2027-02-02}

Source
    Alignment rule of the design notes, layer *calendar*; document 002.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_announced import mismatches
from passerelle.plan.rule_demands import outward
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_tags import tag, tag_name
from passerelle.plan.rule_tiers import Reversed, reversed_tiers
from passerelle.plan.rule_window import may_move
from passerelle.plan.rule_words import label, say, share_text
from passerelle.plan.scalars import discount as discount_text
from passerelle.plan.values import Discount
from passerelle.plan.workload import free_window, live, running_with

RULE = Rule(
    id="AL-073",
    title=Text(en="Contradictory messages", fr="Messages contradictoires"),
    question=Text(
        en="Do the same people hear one thing at a time?",
        fr="Les mêmes gens entendent-ils une seule chose à la fois\u202f?",
    ),
    why=Text(
        en="What is rare for some and on sale for all is believed by nobody.",
        fr="Ce qui est rare pour les uns et soldé pour tous n'est cru de personne.",
    ),
    severity=Severity.WARNING,
    seed="002 « garantissant la cohérence et l'harmonie avec la vision globale »",
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A public price reduction of an action: where it stands in the text."""

    node: str
    field: str
    discount: Discount


@dataclass(frozen=True, slots=True)
class _Heard:
    """What an action says in tags: by its message, and by its price."""

    action: Action
    when: Period
    said: tuple[str, ...]
    cut: _Cut | None


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that contradicts another, or itself."""
    opposites = _opposites(given)
    deal = given.thresholds.words("AL-073", "promotion")
    heard = _heard(given)
    tags = {name: (*one.said, *(deal if one.cut else ())) for name, one in heard.items()}
    for name, one in heard.items():
        clash = _clash(opposites, one.said, deal) if one.cut else None
        if one.cut and clash:
            yield _itself(given, name, one, one.cut, clash)
    yield from _announced(given)
    for name, programme in given.plan.loyalty.items():
        for pair in reversed_tiers(programme):
            yield _less_for_more(given, name, pair)
    against = _against(heard, tags, opposites)
    for name, others in against.items():
        first = next(iter(others))
        yield _other(given, heard, (name, first), others[first], _later(given, heard, name, tags))


def _opposites(given: Given) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in given.thresholds.words("AL-073", "opposites"):
        first, _, second = pair.partition("/")
        one, other = tag(first), tag(second)
        found[one].add(other)
        found[other].add(one)
    return {tag: frozenset(others) for tag, others in found.items()}


def _clash(
    opposites: Mapping[str, frozenset[str]], tags: tuple[str, ...], others: tuple[str, ...]
) -> tuple[str, str] | None:
    """Give the first tag that one of the others is opposed to, and that one."""
    return next(
        ((tag, other) for tag in tags for other in others if other in opposites.get(tag, ())),
        None,
    )


def _heard(given: Given) -> dict[str, _Heard]:
    """Give the actions to come that say something by tag or by price."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for name, message in given.plan.messages.items():
        for key in dict.fromkeys((folded(message.says), folded(name))):
            by_words[key].extend(map(tag, message.tags))
    cuts, public = _cuts(given), outward(given)
    found = {}
    for name, action in live(given):
        if name not in public:
            continue
        said = tuple(dict.fromkeys(by_words.get(folded(action.says or ""), ())))
        if action.when and (said or name in cuts):
            found[name] = _Heard(action, action.when, said, cuts.get(name))
    return found


def _cuts(given: Given) -> dict[str, _Cut]:
    """Give the public price reduction of each action: that of a promotion, or its own."""
    found = {}
    for name, promotion in given.plan.promotions.items():
        seen = promotion.discount.visibility == "public" and promotion.mechanism == "price"
        if promotion.action and seen:
            found[promotion.action] = _Cut(f"promotions/{name}", "discount", promotion.discount)
    for name, action in given.work.items():
        if action.promotion and action.promotion.visibility == "public":
            found[name] = _Cut(f"actions/{name}", "promotion", action.promotion)
    return found


def _against(
    heard: Mapping[str, _Heard],
    tags: Mapping[str, tuple[str, ...]],
    opposites: Mapping[str, frozenset[str]],
) -> dict[str, dict[str, tuple[str, str]]]:
    """Give, at the later of each pair that contradicts itself, the earlier ones and both tags."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for names in _by_segment(heard).values():
        for name, others in running_with({one: heard[one].when for one in names}).items():
            for other in others:
                clash = _clash(opposites, tags[name], tags[other])
                if clash:
                    found.setdefault(name, {})[other] = clash
    return found


def _by_segment(heard: Mapping[str, _Heard]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in heard.items():
        for segment in dict.fromkeys(one.action.segments):
            found[segment].append(name)
    return found


def _itself(given: Given, name: str, one: _Heard, cut: _Cut, clash: tuple[str, str]) -> Finding:
    settle = discount_text.write(replace(cut.discount, visibility="members"))
    return RULE.broken(
        spot(given, cut.node, cut.field),
        say(
            "{a} says “{said}” and lowers the price for all (-{x}).",
            "{a} dit « {said} » et baisse le prix pour tous (-{x}).",
            a=label(name, one.action.title),
            said=tag_name(clash[0]),
            x=share_text(cut.discount.depth),
        ),
        say(
            "Keep the reduction for members: {settle}; or say something else.",
            "Réservez la remise aux membres : {settle} ; ou dites autre chose.",
            settle=settle,
        ),
        settle=settle,
        tags=clash,
    )


def _other(
    given: Given,
    heard: Mapping[str, _Heard],
    names: tuple[str, str],
    clash: tuple[str, str],
    settle: str | None,
) -> Finding:
    one, other = (heard[name].action for name in names)
    return RULE.broken(
        spot(given, f"actions/{names[0]}", "when"),
        say(
            "{a} says “{x}” and {b} says “{y}”, to the same people in the same week.",
            "{a} dit « {x} » et {b} dit « {y} », aux mêmes gens la même semaine.",
            a=label(names[0], one.title),
            x=tag_name(clash[0]),
            b=label(names[1], other.title),
            y=tag_name(clash[1]),
        ),
        say(
            "Move one to other weeks, for other people, or let both say the same.",
            "Déplacez l'une à d'autres semaines, vers d'autres gens, ou faites dire la même chose "
            "aux deux.",
        ),
        settle=settle,
        tags=clash,
        other=names[1],
    )


def _announced(given: Given) -> Iterator[Finding]:
    for one in mismatches(given):
        yield RULE.broken(
            spot(given, one.node, one.field),
            one.message,
            say(
                "Let both say the same: “{x}”, or change the discount.",
                "Faites dire la même chose aux deux : « {x} », ou changez la remise.",
                x=one.settle,
            )
            if one.settle
            else say("Let both say the same.", "Faites dire la même chose aux deux."),
            settle=one.settle,
        )


def _less_for_more(given: Given, name: str, pair: Reversed) -> Finding:
    """Say of two tiers that the harder gives less: at the last, its discount or else what it asks."""
    field = "discount" if pair.last == pair.harder else "who"
    return RULE.broken(
        spot(given, f"loyalty/{name}", f"tiers/{pair.last}/{field}"),
        say(
            "{p}: “{hard}” asks more than “{easy}” and gives less ({x}, not {y}).",
            "{p} : « {hard} » demande plus que « {easy} » et donne moins ({x} au lieu de {y}).",
            p=given.plan.loyalty[name].title,
            hard=pair.harder,
            easy=pair.easier,
            x=share_text(pair.less),
            y=share_text(pair.more),
        ),
        say(
            "Give more to those who buy more, or correct what the two tiers ask.",
            "Donnez davantage à qui achète davantage, ou corrigez ce que demandent les deux paliers.",
        ),
        tiers=[pair.harder, pair.easier],
    )


def _later(
    given: Given, heard: Mapping[str, _Heard], name: str, tags: Mapping[str, tuple[str, ...]]
) -> str | None:
    """Find the first later window in which nobody says the opposite to the same people."""
    opposites, year = _opposites(given), given.plan.year
    opposed = [
        heard[other].when
        for other in _neighbours(heard, name)
        if _clash(opposites, tags[name], tags[other])
    ]
    moved = free_window(
        heard[name].when,
        opposed,
        year.period.end if year else None,
        fits=lambda moved: may_move(given, f"actions/{name}", moved),
    )
    return str(moved) if moved else None


def _neighbours(heard: Mapping[str, _Heard], name: str) -> Iterator[str]:
    mine = set(heard[name].action.segments)
    for other, one in heard.items():
        if not mine.isdisjoint(one.action.segments):
            yield other
