"""``lift``: what an action caused: people who received it beside those kept aside by lot."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Language, Text, number
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.measure import measuring
from passerelle.verbs.memo import remembered
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.measurement.context import Measuring
    from passerelle.measurement.experiment import Lift

DAYS = 30
"""How long after the send began orders count."""


@dataclass(frozen=True, slots=True)
class Lifted(Answer):
    """The effect of all arms together, and of each arm, against the people kept aside."""

    action: str
    title: str
    lift: Json
    arms: tuple[Json, ...]
    days: int
    currency: str
    revision: int


def lift(house: House, action: str, days: int = DAYS) -> Lifted:
    """Tell what an action caused, from its holdout.

    Raises:
        NotFound: the plan has no such action.
    """
    from passerelle.measurement.experiment import lift as compare

    revision, plan = head_plan(house)
    if action not in plan.actions:
        raise NotFound(
            Text(en=f"There is no action '{action}'.", fr=f"Il n'y a pas d'action « {action} »."),
            nearest(action, plan.actions),
        )
    publish(house, plan)
    context = measuring(house, plan, revision.number)
    tell(Text(en=f"Comparing {action}", fr=f"Comparaison de {action}"))
    arms = [compare(context, action, days=days, arm=name) for name in plan.actions[action].arms]
    return Lifted(
        action=action,
        title=plan.actions[action].title or action,
        lift=_plain(compare(context, action, days=days)),
        arms=tuple(_plain(one) for one in arms),
        days=days,
        currency=house.settings.currency,
        revision=revision.number,
    )


def clear_lifts(house: House) -> "tuple[tuple[str, Lift], ...]":
    """Give the actions whose effect on orders chance alone does not explain, with their title."""
    from passerelle.measurement.experiment import lift as compare

    revision, plan = head_plan(house)
    publish(house, plan)
    context = measuring(house, plan, revision.number)

    def made() -> "tuple[tuple[str, Lift], ...]":
        names = [name for name in measured_actions(context) if name in plan.actions]
        found = [(plan.actions[name].title or name, compare(context, name)) for name in names]
        return tuple((title, one) for title, one in found if one.rate and one.rate.clear)

    return remembered(house, ("clear lifts", revision.number, context.as_of), made)


def measured_actions(context: "Measuring") -> tuple[str, ...]:
    """Name the actions that were sent with people kept aside, in order of their names."""
    rows = context.warehouse.rows(
        'SELECT action FROM deliveries WHERE "at" <= ? GROUP BY action '
        "HAVING count(*) FILTER (reason = 'holdout') > 0 "
        "AND count(*) FILTER (state IN ('sent', 'delivered')) > 0 ORDER BY action",
        [context.moment],
    )
    return tuple(row[0] for row in rows)


def lift_words(title: str, found: "Lift") -> Text:
    """Say in one sentence what an action caused."""
    rate = found.rate
    if rate is None or rate.low is None or rate.high is None or found.orders is None:
        return found.missing or Text(en=title, fr=title)
    values = (rate.value, rate.low, rate.high)

    def points(language: Language) -> tuple[str, ...]:
        return tuple(number(value * 100, language, 2) for value in values)

    orders = round(found.orders)
    (value, low, high), (valeur, bas, haut) = points("en"), points("fr")
    return Text(
        en=f"{title}: {value} points more people ordered ({low} to {high}), "
        f"about {number(orders, 'en')} orders; {found.label.en}",
        fr=f"{title}\u202f: {valeur} points de personnes de plus ont commandé (de {bas} à {haut}), "
        f"environ {number(orders, 'fr')} commandes\u202f; {found.label.fr}",
    )


def lift_rows(house: House, reader: Language) -> list[Json]:
    """Give the weekly page what actions were shown to have caused."""
    return [
        {"what": lift_words(title, one).read(reader), "who": f"passerelle lift {one.action}"}
        for title, one in clear_lifts(house)
    ]


def _plain(found: "Lift") -> Json:
    return {**found.as_json(), "sql": ""}
