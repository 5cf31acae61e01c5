"""What is announced of a discount, beside the discount itself: its figure, its last day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule_offwords import Off, Until, about_a_price, names_day, offs, untils
from passerelle.plan.rule_words import label, say, share_text
from passerelle.plan.scalars import discount as discount_text
from passerelle.plan.values import Discount


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Words, or a field, that say otherwise than the discount they are of.

    ``settle`` is what the field would say if it agreed, or None when several things could.
    """

    node: str
    field: str
    message: Text
    settle: str | None


@dataclass(frozen=True, slots=True)
class _Truth:
    """A discount as the plan holds it: whose it is, how deep, on which days."""

    title: str
    discount: Discount
    when: Period | None


def mismatches(given: Given) -> Iterator[Mismatch]:
    """Walk them: actions beside the promotions that they announce, then words beside figures.

    Only work that has a discount is read; the templates of messages are not.
    """
    truths = _truths(given)
    for name, own in truths.items():
        yield from _of_action(given, name, own)
    for node, field, text, about in _texts(given):
        if text and about in truths:
            yield from _words(node, field, text, truths[about])
    yield from _tiers(given)


def announces(given: Given, node: str, depth: Decimal) -> bool:
    """Whether words about a discount name its depth, so that another one would contradict them.

    Args:
        given: What the rule looks at.
        node: ``actions/a`` or ``promotions/p``; the words of the action that announces it count.
        depth: The share that the price falls by, in 0..1.
    """
    texts = given.once(_said)
    return any(
        off.share == depth
        for what in _about(given, node)
        for text in texts.get(what, ())
        for off in offs(text)
    )


def names_days(given: Given, node: str, when: Period) -> bool:
    """Whether words about an action or a promotion name its first or last day: they would have to move.

    Args:
        given: What the rule looks at.
        node: ``actions/a`` or ``promotions/p``.
        when: Its days.
    """
    texts = given.once(_said)
    return any(
        names_day(text, day)
        for what in _about(given, node)
        for text in texts.get(what, ())
        for day in (when.start, when.end)
    )


def _about(given: Given, node: str) -> set[str]:
    """Name what words about a discount may stand at: its own node, and the action that announces it."""
    section, _, name = node.partition("/")
    promotion = given.plan.promotions.get(name) if section == "promotions" else None
    return {node, f"actions/{promotion.action}"} if promotion else {node}


def _said(given: Given) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for _, _, text, what in _texts(given):
        if text:
            found[what].append(text)
    return found


def _truths(given: Given) -> dict[str, list[_Truth]]:
    """Give the discounts of each action: of the promotions it announces, else its own."""
    found: dict[str, list[_Truth]] = defaultdict(list)
    for name, promotion in given.plan.promotions.items():
        if promotion.mechanism == "price":
            truth = _Truth(name, promotion.discount, promotion.when)
            found[f"promotions/{name}"].append(truth)
            if promotion.action:
                found[f"actions/{promotion.action}"].append(truth)
    for name, action in given.plan.actions.items():
        node = f"actions/{name}"
        if action.promotion and node not in found:
            title = label(name, action.title)
            found[node].append(_Truth(title, action.promotion, action.when))
    return dict(found)


def _of_action(given: Given, node: str, own: list[_Truth]) -> Iterator[Mismatch]:
    """Find the discount of an action that is none of those it announces."""
    section, _, name = node.partition("/")
    action = given.plan.actions.get(name) if section == "actions" else None
    said = action.promotion if action else None
    if action is None or said is None or any(_same(said, one.discount) for one in own):
        return
    first = own[0]
    yield Mismatch(
        node,
        "promotion",
        say(
            "{a} gives {x}; the promotion that it announces, {p}, gives {y}.",
            "{a} donne {x} ; la promotion qu'elle annonce, {p}, donne {y}.",
            a=label(name, action.title),
            x=_discount(said),
            p=first.title,
            y=_discount(first.discount),
        ),
        discount_text.write(first.discount) if len(own) == 1 else None,
    )


def _same(one: Discount, other: Discount) -> bool:
    return replace(one, clearance=False) == replace(other, clearance=False)


def _texts(given: Given) -> Iterator[tuple[str, str, str | None, str]]:
    """Walk the words about a discount, as (node, field, text, node of the discount)."""
    plan = given.plan
    for name, action in plan.actions.items():
        node = f"actions/{name}"
        yield from ((node, field, getattr(action, field), node) for field in ("says", "subject"))
    for name, content in plan.contents.items():
        about = f"actions/{content.action}"
        for field in ("title", "text"):
            yield f"contents/{name}", field, getattr(content, field), about
    for name, promotion in plan.promotions.items():
        yield f"promotions/{name}", "says", promotion.says, f"promotions/{name}"


def _words(node: str, field: str, text: str, truths: list[_Truth]) -> Iterator[Mismatch]:
    one = truths[0] if len(truths) == 1 else None
    off = _wrong_off(offs(text), frozenset(truth.discount.depth for truth in truths))
    if off:
        yield Mismatch(
            node,
            field,
            say(
                "“{x}” is announced; {p} gives {y}.",
                "« {x} » est annoncé ; {p} donne {y}.",
                x=off.words,
                p=truths[0].title,
                y=share_text(truths[0].discount.depth),
            ),
            _put(text, off, _figure(one.discount.depth)) if one else None,
        )
        return
    ends = [truth.when.end for truth in truths if truth.when]
    announces = node.startswith("promotions/")
    late = _wrong_end(text, ends, sure=announces) if len(ends) == len(truths) else None
    if late:
        yield Mismatch(
            node,
            field,
            say(
                "“{x}” is announced; {p} ends on {day}.",
                "« {x} » est annoncé ; {p} finit le {day}.",
                x=late.words,
                p=truths[0].title,
                day=ends[0],
            ),
            _put(text, late, late.rewritten(ends[0])) if one else None,
        )


def _tiers(given: Given) -> Iterator[Mismatch]:
    """Find what a tier of a loyalty programme is said to give, beside its standing discount."""
    for name, programme in given.plan.loyalty.items():
        for step, tier in programme.tiers.items():
            if not tier.gives or tier.discount is None:
                continue
            off = _wrong_off(offs(tier.gives, all_are=True), frozenset({tier.discount}))
            if off:
                yield Mismatch(
                    f"loyalty/{name}",
                    f"tiers/{step}/gives",
                    say(
                        "“{x}” is announced; {p} ({step}) gives {y}.",
                        "« {x} » est annoncé ; {p} ({step}) donne {y}.",
                        x=off.words,
                        p=programme.title,
                        step=step,
                        y=share_text(tier.discount),
                    ),
                    _put(tier.gives, off, _figure(tier.discount)),
                )


def _wrong_off(found: Iterable[Off], known: frozenset[Decimal]) -> Off | None:
    """Find the percentage off that is none of the depths known.

    Where a text names several, one that agrees is enough, unless another promises more.
    """
    found = list(found)
    agrees = any(one.share in known for one in found)
    wrong = (one for one in found if one.share not in known)
    return next((one for one in wrong if not agrees or one.share > max(known)), None)


def _wrong_end(text: str, ends: Iterable[date], *, sure: bool) -> Until | None:
    """Find the last day that is announced and is that of no discount.

    ``sure``: the text announces the discount and nothing else; others must speak of a price.
    """
    known = {(day.day, day.month) for day in ends}
    wrong = next((one for one in untils(text) if (one.day, one.month) not in known), None)
    return wrong if wrong and (sure or about_a_price(text)) else None


def _put(text: str, found: Off | Until, new: str) -> str:
    return text[: found.start] + new + text[found.end :]


def _figure(depth: Decimal) -> str:
    return f"{(depth * 100).normalize():f}"


def _discount(one: Discount) -> Text:
    return say("{x} {seen}", "{x} {seen}", x=share_text(one.depth), seen=_SEEN_BY[one.visibility])


_SEEN_BY = {
    "public": Text(en="to everyone", fr="à tous"),
    "members": Text(en="to members", fr="aux membres"),
    "private": Text(en="in private", fr="en privé"),
}
