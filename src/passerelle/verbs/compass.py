"""What a reader steers by: the vision, the North Star as it reads today, evidence that is about to expire."""

from datetime import timedelta

from passerelle.base.language import Text
from passerelle.plan.brief_why import known_fact
from passerelle.plan.given import Given
from passerelle.plan.rule_words import label
from passerelle.verbs.answer import Json, plain

SOON = timedelta(days=30)
"""Evidence that expires within this time is to be renewed."""

KEPT = {
    "keep": Text(en="keep doing it", fr="à garder"),
    "change": Text(en="do it otherwise", fr="à changer"),
    "stop": Text(en="stop doing it", fr="à arrêter"),
}
"""What was decided of a finished action."""


def compass(given: Given) -> Json:
    """Give vision, its horizon, and North Star; its value is the last reading, None before the first."""
    star = given.star
    metric = given.metric(star) if star else None
    reading = given.reading(star) if star else None
    return {
        "vision": given.plan.vision,
        "until": plain(given.plan.horizon.until) if given.plan.horizon else None,
        "review": plain(given.plan.horizon.review) if given.plan.horizon else None,
        "north_star": {
            "kpi": star,
            "title": plain(metric.title if metric else Text(en=star, fr=star)),
            "unit": metric.unit if metric else "count",
            "value": plain(reading.value) if reading else None,
        }
        if star
        else None,
    }


def expiring(given: Given) -> tuple[Json, ...]:
    """List the facts that stop supporting anything within thirty days, or did already, soonest first."""
    limit = given.today + SOON
    rows = sorted(
        (fact.until, name)
        for name, fact in given.plan.facts.items()
        if fact.until is not None and fact.until <= limit
    )
    return tuple(
        {
            "fact": name,
            "until": until.isoformat(),
            "over": until < given.today,
            "says": plain(known_fact(given.plan, name)),
        }
        for until, name in rows
    )


def learned(given: Given) -> tuple[Json, ...]:
    """List what finished actions taught, latest first, with what was decided of them."""
    told = [
        (action.when.end if action.when else given.today, name, action)
        for name, action in given.actions.items()
        if action.learned
    ]
    told.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return tuple(
        {
            "action": label(name, action.title),
            "says": action.learned.says,
            "decided": plain(KEPT[action.learned.keep]) if action.learned.keep else None,
        }
        for _, name, action in told
        if action.learned
    )
