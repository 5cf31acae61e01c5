"""AL-009: a vision looks far, and is looked at again.

What it checks
    The dates of ``horizon``: that ``until`` lies at least so many years after the start of the
    plan's year, and that the day written in ``review`` has not passed. A plan that does not say how
    far its vision looks is left alone.

Why it matters
    « Elle vise à construire une vision durable et compétitive de l'entreprise » (003): what is to be
    reached within the plan is a goal, and a vision that nobody looks at again is a poster.

Bad
    year: {period: 2027}
    horizon: {until: 2027-12-31, review: 2026-06-30}

Good
    year: {period: 2027}
    horizon: {until: 2031-12-31, review: 2027-06-30}

Source
    Document 003.
"""

from datetime import date, timedelta

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import number_text, say

RULE = Rule(
    id="AL-009",
    title=Text(en="Vision short or not looked at", fr="Vision courte ou non revue"),
    question=Text(
        en="Does the vision look far enough, and when was it last looked at?",
        fr="La vision porte-t-elle assez loin, et quand l'a-t-on revue\u202f?",
    ),
    why=Text(
        en="What is to be reached within the plan is a goal; a vision nobody looks at is a poster.",
        fr="Ce qu'on atteint pendant le plan est un but ; une vision que nul ne revoit est une affiche.",
    ),
    severity=Severity.WARNING,
    seed="003 « Elle vise à construire une vision durable et compétitive de l'entreprise »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for a horizon that is near, one for a review that is overdue."""
    horizon, year = given.plan.horizon, given.plan.year
    if horizon is None:
        return
    if horizon.until and year is None:
        yield RULE.lacks(say("the plan's year", "l'exercice du plan"), "horizon")
    if horizon.until and year:
        yield from _short(given, horizon.until, year.period.start)
    if horizon.review and horizon.review < given.today:
        yield from _overdue(given, horizon.review)


def _short(given: Given, until: date, start: date) -> Verdicts:
    years = int(given.thresholds.number("AL-009", "years"))
    least = date(start.year + years, start.month, min(start.day, 28))
    if until < least:
        yield RULE.broken(
            spot(given, "horizon", "until"),
            say(
                "The vision looks to {day}; from {start}, that is less than {n} years.",
                "La vision porte jusqu'au {day} ; à partir du {start}, cela fait moins de {n} ans.",
                day=until,
                start=start,
                n=number_text(years),
            ),
            say(
                "Write a vision that holds until {least} at least, or make a goal of it.",
                "Écrivez une vision qui tienne au moins jusqu'au {least}, ou faites-en un but.",
                least=least,
            ),
            settle=least.isoformat(),
            until=until,
        )


def _overdue(given: Given, review: date) -> Verdicts:
    following = given.today + timedelta(days=int(given.thresholds.number("AL-009", "review_days")))
    yield RULE.broken(
        spot(given, "horizon", "review"),
        say(
            "The vision was to be looked at again on {day}.",
            "La vision devait être revue le {day}.",
            day=review,
        ),
        say(
            "Look at it with those who carry it, then write the next day: {next}.",
            "Revoyez-la avec ceux qui la portent, puis écrivez la prochaine date : {next}.",
            next=following,
        ),
        settle=following.isoformat(),
        review=review,
    )
