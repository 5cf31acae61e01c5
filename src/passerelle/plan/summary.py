"""What changes between two plans, in sentences: people, money, dates, promises, goals."""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.language import Text, day, money_text, percent
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.phrases.tree import write_condition
from passerelle.plan.scalars import target
from passerelle.plan.values import Discount

GROUPS = ("people", "money", "dates", "promises", "goals")


def summarise(before: Plan, after: Plan) -> dict[str, tuple[Text, ...]]:
    """Say what changes, by group; a group in which nothing changes is left out."""
    found = {
        "people": tuple(_people(before, after)),
        "money": tuple(_money(before, after)),
        "dates": tuple(_dates(before, after)),
        "promises": tuple(_promises(before, after)),
        "goals": tuple(_goals(before, after)),
    }
    return {group: lines for group, lines in found.items() if lines}


def total_cost(plan: Plan) -> dict[str, Decimal]:
    """Add the costs of all actions, by currency code; exact."""
    totals: dict[str, Decimal] = {}
    for action in plan.actions.values():
        if action.cost:
            totals.setdefault(action.cost.currency, Decimal(0))
            totals[action.cost.currency] += action.cost.amount
    return totals


def _people(before: Plan, after: Plan) -> Iterator[Text]:
    for name in _either(before.segments, after.segments):
        old, new = before.segments.get(name), after.segments.get(name)
        if old is None:
            yield Text(en=f"new segment: {name}", fr=f"nouveau segment : {name}")
        elif new is None:
            yield Text(en=f"segment removed: {name}", fr=f"segment retiré : {name}")
        elif old.who != new.who:
            was = write_condition(old.who) if old.who else "…"
            now = write_condition(new.who) if new.who else "…"
            yield Text(
                en=f"the audience of {name} changes: {was} -> {now}",
                fr=f"l’audience de {name} change : {was} -> {now}",
            )
    for name, old_action, new_action in _common(before, after):
        if old_action.segments != new_action.segments:
            was_for = ", ".join(old_action.segments) or "–"
            now_for = ", ".join(new_action.segments) or "–"
            yield Text(
                en=f"{name} now addresses {now_for} (was {was_for})",
                fr=f"{name} s’adresse désormais à {now_for} (auparavant {was_for})",
            )


def _money(before: Plan, after: Plan) -> Iterator[Text]:
    old, new = total_cost(before), total_cost(after)
    for currency in sorted(old.keys() | new.keys()):
        was, now = old.get(currency, Decimal(0)), new.get(currency, Decimal(0))
        if was != now:
            moved = _signed(now - was, currency)
            yield Text(
                en=f"all actions: {money_text(was, currency, 'en')} -> "
                f"{money_text(now, currency, 'en')} ({moved.en})",
                fr=f"toutes les actions : {money_text(was, currency, 'fr')} -> "
                f"{money_text(now, currency, 'fr')} ({moved.fr})",
            )
    for name in _either(before.actions, after.actions):
        first = before.actions[name].cost if name in before.actions else None
        last = after.actions[name].cost if name in after.actions else None
        if first != last:
            yield Text(
                en=f"{name}: {first or 0} -> {last or 0}",
                fr=f"{name} : {first or 0} -> {last or 0}",
            )
    budgets = (
        (before.year.budget if before.year else None),
        (after.year.budget if after.year else None),
    )
    if budgets[0] != budgets[1]:
        yield Text(
            en=f"budget of the year: {budgets[0] or '–'} -> {budgets[1] or '–'}",
            fr=f"budget de l’exercice : {budgets[0] or '–'} -> {budgets[1] or '–'}",
        )


def _dates(before: Plan, after: Plan) -> Iterator[Text]:
    for name in _either(before.actions, after.actions):
        old, new = before.actions.get(name), after.actions.get(name)
        if new is None:
            yield Text(en=f"{name} is removed", fr=f"{name} est retirée")
        elif old is None:
            when = f" ({new.when})" if new.when else ""
            yield Text(en=f"{name} is new{when}", fr=f"{name} est nouvelle{when}")
        elif old.when != new.when:
            yield _moved(name, old, new)


def _moved(name: str, old: Action, new: Action) -> Text:
    if old.when is None or new.when is None:
        return Text(
            en=f"{name}: {old.when or 'no date'} -> {new.when or 'no date'}",
            fr=f"{name} : {old.when or 'sans date'} -> {new.when or 'sans date'}",
        )
    shift = (new.when.start - old.when.start).days
    if not shift:
        longer = new.when.days - old.when.days
        return Text(
            en=f"{name} ends {_days(longer).en} ({day(new.when.end, 'en')})",
            fr=f"{name} finit {_days(longer).fr} ({day(new.when.end, 'fr')})",
        )
    return Text(
        en=f"{name} starts {_days(shift).en} ({day(new.when.start, 'en')})",
        fr=f"{name} commence {_days(shift).fr} ({day(new.when.start, 'fr')})",
    )


def _days(shift: int) -> Text:
    count = abs(shift)
    return Text(
        en=f"{count} day{'s' if count > 1 else ''} {'later' if shift > 0 else 'earlier'}",
        fr=f"{count} jour{'s' if count > 1 else ''} plus {'tard' if shift > 0 else 'tôt'}",
    )


def _promises(before: Plan, after: Plan) -> Iterator[Text]:
    for name in _either(before.actions, after.actions):
        old, new = before.actions.get(name), after.actions.get(name)
        was, now = (old.promotion if old else None), (new.promotion if new else None)
        if was != now:
            yield Text(
                en=f"{name}: discount {_discount(was).en} -> {_discount(now).en}",
                fr=f"{name} : remise {_discount(was).fr} -> {_discount(now).fr}",
            )
        if old and new and old.says != new.says:
            yield Text(
                en=f"{name} now says « {new.says or '–'} »",
                fr=f"{name} dit désormais « {new.says or '–'} »",
            )
    for name in _either(before.segments, after.segments):
        first = before.segments[name].promise if name in before.segments else None
        last = after.segments[name].promise if name in after.segments else None
        if first != last:
            yield Text(
                en=f"promise to {name}: « {last or '–'} »",
                fr=f"promesse à {name} : « {last or '–'} »",
            )
    if before.brand != after.brand:
        yield Text(
            en="the brand's own words or limits change",
            fr="les mots ou limites de la marque changent",
        )


def _goals(before: Plan, after: Plan) -> Iterator[Text]:
    for name in _either(before.objectives, after.objectives):
        old, new = before.objectives.get(name), after.objectives.get(name)
        results = {**(old.results if old else {}), **(new.results if new else {})}
        for kpi in results:
            first = old.results.get(kpi) if old else None
            last = new.results.get(kpi) if new else None
            was = target.write(first.target) if first else "–"
            now = target.write(last.target) if last else "–"
            if was != now:
                yield Text(
                    en=f"{name}, {kpi}: {was} => {now}", fr=f"{name}, {kpi} : {was} => {now}"
                )
    if before.north_star != after.north_star:
        star = f"{', '.join(before.north_star) or '–'} -> {', '.join(after.north_star) or '–'}"
        yield Text(en=f"North Star: {star}", fr=f"métrique étoile polaire : {star}")


def _discount(discount: Discount | None) -> Text:
    if discount is None:
        return Text(en="none", fr="aucune")
    seen = {"public": "publique", "members": "membres", "private": "privée"}[discount.visibility]
    soldes = " (soldes)" if discount.clearance else ""
    return Text(
        en=f"{percent(discount.depth, 'en')} {discount.visibility}{' clearance' if soldes else ''}",
        fr=f"{percent(discount.depth, 'fr')} {seen}{soldes}",
    )


def _signed(amount: Decimal, currency: str) -> Text:
    sign = "+" if amount > 0 else "-"
    return Text(
        en=f"{sign}{money_text(abs(amount), currency, 'en')}",
        fr=f"{sign}{money_text(abs(amount), currency, 'fr')}",
    )


def _either(before: dict[str, object] | object, after: dict[str, object] | object) -> list[str]:
    return list(dict.fromkeys([*before, *after]))  # type: ignore[misc]


def _common(before: Plan, after: Plan) -> Iterator[tuple[str, Action, Action]]:
    for name, action in after.actions.items():
        if name in before.actions:
            yield name, before.actions[name], action
