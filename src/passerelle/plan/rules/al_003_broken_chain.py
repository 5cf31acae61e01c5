"""AL-003: every name must lead to something that exists and is still open.

What it checks
    Every reference of the plan: segments, objectives, facts, campaigns, offers, people, teams,
    KPIs, segments named in segments, keys of maps, and what a node ``extends``. What a node takes
    from another is said once, where it is written; a name that is missing in ``many`` (3) places, once
    at the first of them. A section of people or teams that nobody has
    written yet is not held against the names of owners. Where channels are declared, a channel
    that is none of them and resembles one is a slip. An action must not start after its objective
    has closed.

Why it matters
    A chain with a broken link carries nothing from the strategy to the work.
    « Ces deux composantes fonctionnent trop souvent en isolation » (002).

Bad
    segments: {fideles: {who: orders >= 3 in 24 months}}
    actions: {salon: {for: fidels}}

Good
    segments: {fideles: {who: orders >= 3 in 24 months}}
    actions: {salon: {for: fideles}}

Source
    Alignment rule of the design notes, layer *trace*, an integrity rule: it cannot be waived.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from passerelle.base.errors import nearest
from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.kpi import Kpi
from passerelle.plan.model import NAMED
from passerelle.plan.references import Reference, missing_references
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_names import as_list, named_by_title, several_names, write_several
from passerelle.plan.rule_refs import metric_references
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-003",
    title=Text(en="Broken chain", fr="Chaîne rompue"),
    question=Text(
        en="Does every name lead to something that exists and is open?",
        fr="Chaque nom mène-t-il à quelque chose qui existe et reste ouvert\u202f?",
    ),
    why=Text(
        en="A chain with a broken link carries nothing from the strategy to the work.",
        fr="Une chaîne rompue ne porte rien de la stratégie jusqu'au travail.",
    ),
    severity=Severity.ERROR,
    seed="002 « Ces deux composantes fonctionnent trop souvent en isolation »",
    enforcement=Enforcement.HARD,
)

_REGISTERS = {"people", "teams"}
_ATTRIBUTE = {"for": "segments"}
_CHANNELS = ("email",)
"""Channels that the program carries out itself: no plan needs to declare them."""


def check(given: Given) -> Verdicts:
    """Yield one error for each name that leads nowhere or to something closed."""
    missing = [one for one in missing_references(given.plan) if _counts(given, one)]
    gone = _gone(given, missing)
    for reference in missing:
        names = _names(given, reference)
        if reference.name not in gone:
            yield _missing(given, reference, names)
        elif reference is gone[reference.name][0]:
            yield _gone_from(given, gone[reference.name], names)
    for reference in metric_references(given):
        if not reference.exists and not _taken(given, reference):
            yield _missing(given, reference, {*given.plan.metrics, *given.catalogue})
    yield from _slips(given)
    yield from _closed(given)


def _names(given: Given, reference: Reference) -> set[str]:
    return {name for kind in reference.kinds for name in getattr(given.plan, kind)}


def _counts(given: Given, reference: Reference) -> bool:
    """Whether a missing name is a fault here: not where it is inherited, nor without any register."""
    register = set(reference.kinds) <= _REGISTERS and not _names(given, reference)
    return not register and not _taken(given, reference)


def _gone(given: Given, missing: Sequence[Reference]) -> dict[str, list[Reference]]:
    """Give the names that are missing in many places, each with them: no slips of the hand."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for one in missing:
        joined = several_names(one.name, _names(given, one)) or _called_so(given, one)
        if not joined and not _elsewhere(given, one):
            found[one.name].append(one)
    many = given.thresholds.number("AL-003", "many")
    return {name: places for name, places in found.items() if len(places) >= many}


def _gone_from(given: Given, places: Sequence[Reference], names: set[str]) -> Finding:
    first = places[0]
    close = get_close_matches(first.name, sorted(names), n=1, cutoff=0.6)
    renamed = [one for one in close if _like(first.name, one)]
    return RULE.broken(
        spot(given, first.node, first.field),
        say(
            "“{name}” is named in {n} places and does not exist: {places}.",
            "« {name} » est nommé à {n} endroits et n'existe pas : {places}.",
            name=first.name,
            n=len(places),
            places=listed(dict.fromkeys(one.node for one in places)),
        ),
        say(
            "If it is called {new} now, write that in each place, or give it back its name; else name "
            "another one.",
            "S'il s'appelle {new} à présent, écrivez-le à chaque endroit, ou rendez-lui son nom ; sinon "
            "nommez-en un autre.",
            new=renamed[0],
        )
        if renamed
        else say(
            "Name another one in each place, or write {name} under {kinds} again.",
            "Nommez-en un autre à chaque endroit, ou réécrivez {name} sous {kinds}.",
            name=first.name,
            kinds=" / ".join(f"`{kind}`" for kind in first.kinds),
        ),
        missing=first.name,
        places=[f"{one.node} {one.field}" for one in places],
    )


def _like(name: str, other: str) -> bool:
    """Whether one of two names is the other with something added, or a slip of it."""
    return name in other or other in name or bool(get_close_matches(name, [other], cutoff=0.75))


def _taken(given: Given, reference: Reference) -> bool:
    """Whether the name was written in the node that this one extends."""
    head = reference.field.split("/", maxsplit=1)[0]
    return not {head, reference.field}.isdisjoint(given.plan.inherited(reference.node))


def _missing(given: Given, reference: Reference, names: set[str]) -> Finding:
    several = several_names(reference.name, names)
    if several:
        return _joined(given, reference, several)
    meant = _called_so(given, reference)
    known = {meant} if meant else names
    return RULE.broken(
        spot(given, reference.node, reference.field),
        _what(given, reference),
        _near(meant or reference.name, known),
        settle=_settled(given, reference, meant, known),
        missing=reference.name,
    )


def _joined(given: Given, reference: Reference, several: list[str]) -> Finding:
    """Say that a text joins several names, and write them as the list that was meant."""
    value = _value(given, reference)
    listed = value if isinstance(value, tuple) else ()
    meant = [n for one in listed for n in (several if one == reference.name else [one])]
    return RULE.broken(
        spot(given, reference.node, reference.field),
        _what(given, reference),
        write_several(meant or several, reference.field, listed=bool(listed)),
        settle=as_list(meant) if meant else None,
        missing=reference.name,
    )


def _near(name: str, names: set[str]) -> Text:
    return say("{names}", "{names}", names=nearest(name, names))


def _what(given: Given, reference: Reference) -> Text:
    """Say that a name is missing, or that it names a part of another kind."""
    elsewhere = _elsewhere(given, reference)
    if not elsewhere:
        return say(
            "{node} names “{name}”, which does not exist.",
            "{node} nomme « {name} », qui n'existe pas.",
            node=reference.node,
            name=reference.name,
        )
    return say(
        "{node} names “{name}”, which stands under {other}; `{field}` takes names of {kinds}.",
        "{node} nomme « {name} », qui figure sous {other} ; `{field}` attend des noms de {kinds}.",
        node=reference.node,
        name=reference.name,
        other=f"`{elsewhere}`",
        field=reference.field,
        kinds=", ".join(f"`{kind}`" for kind in reference.kinds),
    )


def _elsewhere(given: Given, reference: Reference) -> str | None:
    """Give the section of another kind that holds a missing name."""
    plan = given.plan
    held = [one for one in NAMED if one != "metrics" and reference.name in getattr(plan, one)]
    return held[0] if held and held[0] not in reference.kinds else None


def _called_so(given: Given, reference: Reference) -> str | None:
    """Find the part of the plan, or the KPI, whose title was written where its name is asked."""
    if reference.kinds != ("metrics",):
        nodes = (one for kind in reference.kinds for one in getattr(given.plan, kind).items())
        titled = ((name, getattr(one, "title", None)) for name, one in nodes)
        return named_by_title(reference.name, titled)
    word = slug_of(reference.name.replace("_", "-"))
    return next((n for n, kpi in given.catalogue.items() if word in _called(kpi)), None)


def _called(kpi: Kpi) -> tuple[str, str]:
    return slug_of(kpi.en), slug_of(kpi.fr)


def _slips(given: Given) -> Verdicts:
    """Yield one error for each channel that is not declared and resembles one that is."""
    if not given.plan.channels:
        return
    declared = {*given.plan.channels, *_CHANNELS}
    typed = {action.by for action in given.plan.actions.values() if action.by} - declared
    meant = {one: get_close_matches(one, declared, n=1, cutoff=0.75) for one in typed}
    for name, action in given.plan.actions.items():
        close = meant.get(action.by) if action.by else None
        if close:
            yield RULE.broken(
                spot(given, f"actions/{name}", "by"),
                say(
                    "{node} goes by “{name}”, which is no channel of the plan.",
                    "{node} passe par « {name} », qui n'est pas un canal du plan.",
                    node=f"actions/{name}",
                    name=action.by,
                ),
                _near(close[0], declared),
                settle=close[0],
                missing=action.by,
            )


def _settled(given: Given, reference: Reference, meant: str | None, names: set[str]) -> str | None:
    """Write the field with the one name that resembles the missing one, if there is one."""
    value = _value(given, reference)
    listed = value if isinstance(value, tuple) else ()
    typed = meant or reference.name
    close = get_close_matches(typed, sorted(names - set(listed)), n=1, cutoff=0.75)
    if not close or not (listed or value == reference.name):
        return None
    new = [close[0] if one == reference.name else one for one in listed]
    return f"[{', '.join(new)}]" if len(new) > 1 else close[0]


def _value(given: Given, reference: Reference) -> object:
    section, _, name = reference.node.partition("/")
    entity = getattr(given.plan, section) if not name else getattr(given.plan, section).get(name)
    return getattr(entity, _ATTRIBUTE.get(reference.field, reference.field), None)


def _closed(given: Given) -> Verdicts:
    for name, action in given.actions.items():
        for served in action.serves:
            objective = given.plan.objectives.get(served)
            ends = given.ends(objective) if objective else None
            if objective and ends and action.when and action.when.start > ends:
                meant = _in_the_year_of(ends, action.when, given.today)
                yield RULE.broken(
                    spot(given, f"actions/{name}", "when"),
                    say(
                        "{a} starts on {d1} and serves “{o}”, which is closed since {d2}.",
                        "{a} démarre le {d1} et sert « {o} », clos depuis le {d2}.",
                        a=label(name, action.title),
                        o=objective.title,
                        d1=action.when.start,
                        d2=ends,
                    ),
                    say(
                        "If the year is a slip, write `{meant}`; else start it by {d2}, or serve an "
                        "objective that is open.",
                        "Si l'année est une faute de frappe, écrivez `{meant}` ; sinon démarrez-la au plus tard "
                        "le {d2}, ou servez un objectif ouvert.",
                        d2=ends,
                        meant=meant,
                    )
                    if meant
                    else say(
                        "Start it by {d2}, or serve an objective that is open.",
                        "Démarrez-la au plus tard le {d2}, ou servez un objectif ouvert.",
                        d2=ends,
                    ),
                    settle=meant,
                    closed=ends,
                )


def _in_the_year_of(ends: date, when: Period, today: date) -> str | None:
    """Give the same days in the year in which something ends, when they are over by then."""
    back = ends.year - when.start.year
    try:
        start, end = (day.replace(year=day.year + back) for day in (when.start, when.end))
    except ValueError:  # 29 February
        return None
    return str(Period(start, end)) if back and today <= start and end <= ends else None
