"""What the plan's statements rest on: how many are proved by facts that still hold, which studies teach what."""

from collections import Counter
from collections.abc import Iterator

from passerelle.base.language import Text
from passerelle.plan.brief_why import known_fact
from passerelle.plan.brief_words import METHODS, joined, same
from passerelle.plan.given import Given
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.rule_evidence import holds
from passerelle.plan.rule_words import listed, number_text, say

FIELDS = ("evidence", "proof", "because")
"""Fields that name what a statement rests on."""


def proved(given: Given) -> Iterator[Text]:
    """Say of each section how many of its statements rest on something that still holds, and which do not."""
    for section in NAMED:
        held = getattr(given.plan, section)
        field = next((one for one in FIELDS for each in held.values() if hasattr(each, one)), None)
        if field is None:
            continue
        bare = [
            name for name, one in held.items()
            if not any(holds(given, each) for each in getattr(one, field))
        ]  # fmt: skip
        words = {"s": _title(section), "n": len(held) - len(bare), "all": len(held)}
        if bare:
            yield say(
                "{s}: {n} of {all} rest on proof that holds; without: {x}",
                "{s} : {n} sur {all} reposent sur une preuve valable ; sans preuve : {x}",
                **words,
                x=listed(bare),
            )
        else:
            yield say("{s}: all {all} are proved", "{s} : tous prouvés ({all})", **words)
    links = [
        (f"{kpi}/{part}", link)
        for kpi, one in given.plan.metrics.items()
        for part, link in one.made_of.items()
    ]
    bare = [name for name, link in links if not any(holds(given, each) for each in link.evidence)]
    if links and bare:
        yield say(
            "Links of KPIs: {n} of {all} rest on proof that holds; without: {x}",
            "Liens d'indicateurs : {n} sur {all} reposent sur une preuve valable ; sans preuve : {x}",
            n=len(links) - len(bare),
            all=len(links),
            x=listed(bare),
        )


def studied(given: Given) -> Iterator[Text]:
    """Say of each study how it asks, whom, when, for how much, how many facts it teaches, what it measures."""
    for name, one in given.plan.studies.items():
        taught = [fact.says for fact in given.plan.facts.values() if fact.study == name]
        said = [same(one.title), *([METHODS[one.method]] if one.method else [])]
        if one.n is not None:
            said.append(say("{n} answers", "{n} réponses", n=number_text(one.n)))
        if one.when:
            said.append(say("{a} to {b}", "du {a} au {b}", a=one.when.start, b=one.when.end))
        if one.cost:
            said.append(say("{m}", "{m}", m=one.cost))
        said.append(say("facts taught: {n}", "enseignements : {n}", n=len(taught)))
        said += [say("“{x}”", "« {x} »", x=one) for one in taught]
        if one.measures:
            said.append(say("measures {x}", "mesure {x}", x=listed(one.measures)))
        if one.until:
            said.append(say("valid until {day}", "valable jusqu'au {day}", day=one.until))
        yield joined(said)


def known(given: Given) -> Iterator[Text]:
    """Say of each fact that no study taught how many statements rest on it."""
    used = Counter(
        name
        for _, _, one in given.plan.nodes()
        for field in FIELDS
        for name in getattr(one, field, ())
    )
    for name, fact in given.plan.facts.items():
        if not fact.study:
            words = {"x": known_fact(given.plan, name), "n": used[name]}
            yield say("{x}; supports: {n}", "{x} ; appuie : {n}", **words)


def _title(section: str) -> Text:
    extra = Plan.model_fields[section].metadata
    found = next((one for one in extra if getattr(one, "json_schema_extra", None)), None)
    shown = (found and found.json_schema_extra) or Plan.model_fields[section].json_schema_extra
    words = shown if isinstance(shown, dict) else {}
    return Text(en=str(words.get("x-en", section)), fr=str(words.get("x-fr", section)))
