"""AL-097: a bonus pays for what the plan wants, within limits.

What it checks
    Of every bonus scheme: the objectives it rewards are strategic or within a strategic one; their
    weights add up to 100 %; it has a ``cap``, not below its ``threshold``; it has ``guardrails``, of
    which one at least is not rewarded itself or has a limit; who earns it has a part in what it
    rewards, by the roles of the objective, of those above and below it and of their actions; and no
    two people or teams are rewarded for moving one KPI in opposite directions.

Why it matters
    « Un système de bonus basé sur l'atteinte de ces objectifs peut également être mis en place »
    (002): people do what they are paid for, not what was meant.

Bad
    objectives: {o: {title: Vendre plus, results: {orders: 100 -> 120 by 2027-12-31}}}
    bonuses: {vente: {of: ana, pays: 2 000 EUR, rewards: {o: 80 %}, cap: 100 %, guardrails: o}}
    people: {ana: {title: Ana}}

Good
    objectives: {o: {title: Vendre plus, results: {orders: 100 -> 120, nps: stays over 40}}}
    bonuses: {vente: {of: ana, pays: 2 000 EUR, rewards: {o: 100 %}, cap: 100 %, guardrails: o}}
    people: {ana: {title: Ana}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_roles import involved_in
from passerelle.plan.rule_words import label, listed, say, share_text
from passerelle.plan.strategy import Bonus, Objective
from passerelle.plan.values import Target

RULE = Rule(
    id="AL-097",
    title=Text(en="Bonus misaligned", fr="Bonus désaligné"),
    question=Text(
        en="Does every bonus pay for what the plan wants, within limits?",
        fr="Chaque prime paie-t-elle ce que veut le plan, dans des limites\u202f?",
    ),
    why=Text(
        en="People do what they are paid for, not what was meant.",
        fr="Les gens font ce pour quoi on les paie, non ce que l'on voulait dire.",
    ),
    severity=Severity.WARNING,
    seed=(
        "002 « Un système de bonus basé sur l'atteinte de ces objectifs peut également être mis en "
        "place »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield what is wrong with each bonus scheme: weights, limits, aims."""
    for name, bonus in given.plan.bonuses.items():
        yield from _aims(given, name, bonus)
        yield from _weights(given, name, bonus)
        yield from _parts(given, name, bonus)
        if bonus.cap is None:
            yield _no_cap(given, name, bonus)
        elif bonus.threshold is not None and bonus.threshold > bonus.cap:
            yield _low_cap(given, name, bonus.threshold, bonus.cap)
        if not bonus.guardrails:
            yield _no_guardrail(given, name, bonus)
        elif all(_guards_nothing(given, bonus, one) for one in bonus.guardrails):
            yield _no_limit(given, name, bonus)
    yield from _opposed(given)


def _aims(given: Given, name: str, bonus: Bonus) -> Verdicts:
    objectives = given.plan.objectives
    for one in bonus.rewards:
        above = list(given.above(one))
        if above and objectives[above[-1]].level != "strategic":
            yield RULE.broken(
                spot(given, f"bonuses/{name}", f"rewards/{one}"),
                say(
                    "{scheme} rewards {o}, which is within no strategic objective.",
                    "{scheme} récompense {o}, qui n'est dans aucun objectif stratégique.",
                    scheme=label(name, bonus.title),
                    o=objectives[one].title,
                ),
                say(
                    "Put that objective `within` one that it serves, or reward another.",
                    "Placez cet objectif dans (`within`) celui qu'il sert, ou récompensez-en un "
                    "autre.",
                ),
            )


def _parts(given: Given, name: str, bonus: Bonus) -> Verdicts:
    """Yield one warning for each rewarded objective in which who earns the bonus has no part."""
    if not bonus.of:
        return
    person = given.plan.people.get(bonus.of)
    mine = {bonus.of, *((person.team,) if person and person.team else ())}
    mine |= {one for one, known in given.plan.people.items() if known.team == bonus.of}
    for one in bonus.rewards:
        involved = set(involved_in(given, one))
        if involved and involved.isdisjoint(mine):
            yield RULE.broken(
                spot(given, f"bonuses/{name}", f"rewards/{one}"),
                say(
                    "{scheme} rewards {o}, in which {who} has no part.",
                    "{scheme} récompense {o}, où {who} n'a pas de part.",
                    scheme=label(name, bonus.title),
                    o=given.plan.objectives[one].title,
                    who=_title(given, bonus.of),
                ),
                say(
                    "Reward what they can move, or give them a role in it (`raci`).",
                    "Récompensez ce sur quoi l'on peut agir, ou donnez-y un rôle (`raci`).",
                ),
            )


def _title(given: Given, who: str) -> str:
    node = given.plan.people.get(who) or given.plan.teams.get(who)
    return label(who, node.title if node else None)


def _guards_nothing(given: Given, bonus: Bonus, guardrail: str) -> bool:
    """Whether a guardrail is an objective that is rewarded already, and has no limit to keep."""
    objective = given.plan.objectives.get(guardrail)
    return bool(bonus.rewards.get(guardrail)) and objective is not None and not _limited(objective)


def _limited(objective: Objective) -> bool:
    return any(result.target.is_guardrail for result in objective.results.values())


def _weights(given: Given, name: str, bonus: Bonus) -> Verdicts:
    total = sum(bonus.rewards.values())
    if not bonus.rewards or total == 1:
        return
    alone = len(bonus.rewards) == 1
    field = f"rewards/{next(iter(bonus.rewards))}" if alone else "rewards"
    yield RULE.broken(
        spot(given, f"bonuses/{name}", field),
        say(
            "The weights of {scheme} add up to {sum}, not to 100%.",
            "Les poids de {scheme} font {sum}, et non 100 %.",
            scheme=label(name, bonus.title),
            sum=share_text(total),
        ),
        say("Make the weights add up to 100%.", "Faites que les poids fassent 100 %."),
        settle="100 %" if alone else None,
        total=total,
    )


def _no_cap(given: Given, name: str, bonus: Bonus) -> Finding:
    return RULE.broken(
        spot(given, f"bonuses/{name}", "cap"),
        say(
            "{scheme} has no cap; it may pay more than {sum}.",
            "{scheme} : sans plafond, la prime peut dépasser {sum}.",
            scheme=label(name, bonus.title),
            sum=_sum(bonus.pays),
        ),
        say(
            "Write `cap: 100 %`, or the share that it must not pass.",
            "Écrivez `cap: 100 %`, ou la part à ne pas dépasser.",
        ),
        settle="100 %",
    )


def _low_cap(given: Given, name: str, threshold: Decimal, cap: Decimal) -> Finding:
    return RULE.broken(
        spot(given, f"bonuses/{name}", "cap"),
        say(
            "{scheme} pays nothing below {threshold}, and never more than {cap}.",
            "{scheme} ne verse rien sous {threshold}, et jamais plus que {cap}.",
            scheme=label(name, given.plan.bonuses[name].title),
            threshold=share_text(threshold),
            cap=share_text(cap),
        ),
        say(
            "Raise the cap to 100%, or lower the threshold.",
            "Portez le plafond à 100 %, ou abaissez le seuil.",
        ),
        settle="100 %",
        threshold=threshold,
        cap=cap,
    )


def _sum(pays: Money | None) -> Text | Money:
    return pays or say("what was set aside", "ce qui était prévu")


def _no_guardrail(given: Given, name: str, bonus: Bonus) -> Finding:
    return RULE.broken(
        spot(given, f"bonuses/{name}", "guardrails"),
        say(
            "{scheme} has no guardrail; it can be earned at the expense of the rest.",
            "{scheme} : sans garde-fou, la prime peut se gagner aux dépens du reste.",
            scheme=label(name, bonus.title),
        ),
        _guard(given),
        settle=_only_guard(given),
    )


def _no_limit(given: Given, name: str, bonus: Bonus) -> Finding:
    return RULE.broken(
        spot(given, f"bonuses/{name}", "guardrails"),
        say(
            "{scheme} is guarded by what it rewards; {names} sets no limit.",
            "{scheme} : le garde-fou est ce que la prime récompense ; {names} ne pose aucune limite.",
            scheme=label(name, bonus.title),
            names=listed(given.plan.objectives[one].title for one in bonus.guardrails),
        ),
        _guard(given),
        settle=_only_guard(given),
    )


def _guard(given: Given) -> Text:
    kept = _with_limits(given)
    if kept:
        return say(
            "Name in `guardrails` an objective whose limits must be kept: {names}.",
            "Nommez dans `guardrails` un objectif dont les limites doivent tenir : {names}.",
            names=listed(kept),
        )
    return say(
        "Give an objective a limit (`stays over …`), and name it in `guardrails`.",
        "Donnez à un objectif une limite (`stays over …`), et nommez-le dans `guardrails`.",
    )


def _only_guard(given: Given) -> str | None:
    kept = _with_limits(given)
    return f"[{kept[0]}]" if len(kept) == 1 else None


def _with_limits(given: Given) -> list[str]:
    return [one for one, objective in given.plan.objectives.items() if _limited(objective)]


def _opposed(given: Given) -> Verdicts:
    seen: dict[str, tuple[str, str | None, int]] = {}
    for name, bonus in given.plan.bonuses.items():
        for kpi, way in _pushes(given, bonus) if bonus.of else ():
            other, whose, other_way = seen.setdefault(kpi, (name, bonus.of, way))
            if whose != bonus.of and way != other_way:
                yield _against(given, name, other, kpi)


def _pushes(given: Given, bonus: Bonus) -> Iterator[tuple[str, int]]:
    """Walk the KPIs that a bonus rewards, each with its direction: 1 up, -1 down."""
    for one in bonus.rewards:
        objective = given.plan.objectives.get(one)
        for key, result in objective.results.items() if objective else ():
            metric, way = given.metric(result.metric or key), _way(result.target)
            if metric and way:
                yield metric.id, way


def _way(target: Target) -> int:
    """Give the direction of a target: 1 up, -1 down, 0 when it does not tell."""
    if target.limit:
        return 1 if target.limit == "over" else -1
    move = target.change.value if target.change else None
    if move is None and target.level and target.baseline:
        move = target.level.value - target.baseline.value
    return 0 if not move else 1 if move > 0 else -1


def _against(given: Given, name: str, other: str, kpi: str) -> Finding:
    bonus, before = given.plan.bonuses[name], given.plan.bonuses[other]
    metric = given.metric(kpi)
    return RULE.broken(
        spot(given, f"bonuses/{name}", "of"),
        say(
            "{scheme} and {other} pay two people to move {kpi} in opposite directions.",
            "{scheme} et {other} paient deux personnes pour pousser {kpi} en sens contraires.",
            scheme=label(name, bonus.title),
            other=label(other, before.title),
            kpi=metric.title if metric else kpi,
        ),
        say(
            "Reward both for one direction, or let one of them answer for both.",
            "Récompensez-les dans un seul sens, ou confiez les deux à une seule personne.",
        ),
    )
