"""Which evidence still holds on a day: facts, and what rests on facts."""

from passerelle.plan.analysis import Fact
from passerelle.plan.given import Given


def holds(given: Given, name: str) -> bool:
    """Whether a fact, a SWOT item, a need or an opportunity of that name still supports something.

    A fact holds until its day and that of its study; an assumption only with a day by which it will
    be tested. A SWOT item holds until its day. A need or an opportunity holds as long as one of
    their own facts does.
    """
    plan = given.plan
    fact = plan.facts.get(name)
    if fact is not None and _fact_holds(given, fact):
        return True
    item = plan.swot.get(name)
    if item is not None and (item.until is None or item.until >= given.today):
        return True
    seen = plan.needs.get(name) or plan.opportunities.get(name)
    return seen is not None and any(fact_holds(given, one) for one in seen.evidence)


def once_known(given: Given, name: str) -> str | None:
    """Give the words of evidence that rests, or once rested, on something; None of anything else."""
    plan = given.plan
    stated = plan.facts.get(name) or plan.swot.get(name)
    if stated is not None:
        return stated.says
    need, opportunity = plan.needs.get(name), plan.opportunities.get(name)
    if need is not None and need.evidence:
        return need.says
    return opportunity.title if opportunity is not None and opportunity.evidence else None


def untested(given: Given, name: str) -> bool:
    """Whether a fact of that name is an assumption, and nothing says by which day it will be tested."""
    fact = given.plan.facts.get(name)
    return fact is not None and fact.assumption and fact.until is None


def out_of_date(given: Given, name: str) -> bool:
    """Whether a day has passed on evidence of that name: its own, its study's, or its facts'."""
    plan = given.plan
    item = plan.swot.get(name)
    if item is not None:
        return item.until is not None and item.until < given.today
    seen = plan.needs.get(name) or plan.opportunities.get(name)
    facts = (name,) if seen is None else seen.evidence
    return any(_fact_past(given, one) for one in facts)


def _fact_past(given: Given, name: str) -> bool:
    fact = given.plan.facts.get(name)
    if fact is None:
        return False
    study = given.plan.studies.get(fact.study or "")
    days = (fact.until, study.until if study else None)
    return any(day is not None and day < given.today for day in days)


def fact_holds(given: Given, name: str) -> bool:
    """Whether there is a fact of that name that still holds."""
    fact = given.plan.facts.get(name)
    return fact is not None and _fact_holds(given, fact)


def _fact_holds(given: Given, fact: Fact) -> bool:
    study = given.plan.studies.get(fact.study or "")
    if study is not None and study.until is not None and study.until < given.today:
        return False
    if fact.until is None:
        return not fact.assumption
    return fact.until >= given.today
