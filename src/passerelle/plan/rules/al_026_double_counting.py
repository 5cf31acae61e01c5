"""AL-026: what actions bring must not be counted twice.

What it checks
    Key results that several actions serve: what they are likely to bring together must stay within
    what there is room for: ``lift_over`` (as much again) of a figure that grows, ``room_over``
    (half) of the way that a share has left to go, or that a figure can fall. There is always room
    for ``asked_over`` (one and a half times) the change that the key result asks for, since a new
    market may well grow tenfold, and never for more than ``asked_most`` (three times) that change:
    a digit too many. Where one action alone goes beyond, it is told there. And where it
    is known which people two actions have in common: two that claim the same result (``brings`` on
    one KPI, ``sells``, ``leads``) with more than ``same_people_over`` (half) of the smaller's
    people in both.

Why it matters
    « Une mise en oeuvre coordonnée des campagnes » (003): one customer who comes back once is
    promised by the letter, the voucher and the advertisement.

Bad
    objectives: {o: {title: Vendre plus, results: {orders: 1000 -> 1500}}}
    actions:
      lettre: {serves: o, brings: {orders: 400 / 600 / 800}}
      bon: {serves: o, brings: {orders: 300 / 500 / 700}}

Good
    objectives: {o: {title: Vendre plus, results: {orders: 1000 -> 1500}}}
    actions:
      lettre: {serves: o, brings: {orders: 200 / 300 / 400}}
      bon: {serves: o, brings: {orders: 100 / 200 / 300}}

Source
    Alignment rule of the design notes, layer *cascade*; document 003.
"""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_effect import Need, need, stated, total
from passerelle.plan.rule_signs import written_at
from passerelle.plan.rule_words import amount_text, label, listed, say, share_text

RULE = Rule(
    id="AL-026",
    title=Text(en="Double counting", fr="Double compte"),
    question=Text(
        en="Is each expected result counted once?",
        fr="Chaque résultat attendu n'est-il compté qu'une fois\u202f?",
    ),
    why=Text(
        en="Results that several actions claim are promised several times and come once.",
        fr="Des résultats que plusieurs actions revendiquent sont promis plusieurs fois et "
        "viennent une fois.",
    ),
    severity=Severity.WARNING,
    seed="003 « Une mise en oeuvre coordonnée des campagnes »",
    needs=("text", "readings", "sizes"),
)

_SALES = say("sales", "ventes")
_LEADS = say("leads", "prospects")
SEVERAL = 2


def check(given: Given) -> Verdicts:
    """Yield one warning for each key result over-claimed, and for each pair that claims the same."""
    for name, key, _, result in given.key_results():
        wanted = need(given, key, result)
        brought = {
            act: estimate
            for act in given.serving.get(name, ())
            if (estimate := stated(given, act, name, key))
        }
        if wanted is None or len(brought) < SEVERAL:
            continue
        sums, room = total(list(brought.values()), wanted), _room(given, wanted)
        if sums and room is not None and sums[1] > room:
            yield _beyond(given, (name, key), wanted, (sums[1], room), list(brought))
    for pair, share in (given.overlaps or {}).items():
        acts = sorted(pair)
        if share > given.thresholds.number("AL-026", "same_people_over"):
            yield from _same(given, acts[0], acts[-1], share)


def _room(given: Given, wanted: Need) -> Decimal | None:
    """Give how far a figure may plausibly move, in the unit of its need; None when unknown.

    What a key result asks for has room, with something for bad luck; all of a share, or of a figure
    that falls, is the most that there is, and so is a multiple of what is asked.
    """
    half = given.thresholds.number("AL-026", "room_over")
    asked = wanted.size * given.thresholds.number("AL-026", "asked_over")
    start = Decimal(100) if wanted.unit == "%" else wanted.start
    if start is None:
        return None
    most = wanted.size * given.thresholds.number("AL-026", "asked_most")
    if wanted.sign == -1 or wanted.unit == "pts":
        left = start if wanted.sign == -1 else 100 - start
        return min(max(left * half, min(asked, left)), most)
    return min(max(start * given.thresholds.number("AL-026", "lift_over"), asked), most)


def _beyond(
    given: Given,
    where: tuple[str, str],
    wanted: Need,
    sizes: tuple[Decimal, Decimal],
    acts: list[str],
) -> Finding:
    result = given.plan.objectives[where[0]].results[where[1]]
    metric = given.metric(result.metric or where[1])
    likely, room = sizes
    alone = _alone(given, where, wanted, room, acts)
    if alone:
        return alone
    return RULE.broken(
        result_spot(given, *where),
        say(
            "{acts} are likely to move {kpi} by {likely} together; there is room for {room}.",
            "{acts} feraient bouger {kpi} de {likely} ensemble ; il y a place pour {room}.",
            acts=listed(label(act, given.actions[act].title) for act in acts),
            kpi=metric.title if metric else where[1],
            likely=amount_text(likely, wanted.unit),
            room=amount_text(room, wanted.unit),
        ),
        say(
            "Say in `brings` what each adds to the others, or keep the strongest.",
            "Dites dans `brings` ce que chacune ajoute aux autres, ou gardez la plus forte.",
        ),
        likely=likely,
        room=room,
        actions=acts,
    )


def _alone(
    given: Given, where: tuple[str, str], wanted: Need, room: Decimal, acts: list[str]
) -> Finding | None:
    """Say of the one action that needs more room than there is that the slip is most likely its own.

    Returns:
        None where it takes several to go beyond, or several do so each on its own.
    """
    result = given.plan.objectives[where[0]].results[where[1]]
    metric = given.metric(result.metric or where[1])
    sizes = {act: _size(given, act, where, wanted) for act in acts}
    beyond = [act for act, size in sizes.items() if size > room]
    if len(beyond) != 1:
        return None
    act = beyond[0]
    return RULE.broken(
        spot(given, f"actions/{act}", written_at(given, act, where)),
        say(
            "{a} alone is likely to move {kpi} by {likely}; there is room for {room}.",
            "{a} ferait bouger {kpi} de {likely} à elle seule ; il y a place pour {room}.",
            a=label(act, given.actions[act].title),
            kpi=metric.title if metric else where[1],
            likely=amount_text(sizes[act], wanted.unit),
            room=amount_text(room, wanted.unit),
        ),
        say(
            "Look for a digit too many, or say in `brings` what it adds to the others.",
            "Cherchez un chiffre de trop, ou dites dans `brings` ce qu'elle ajoute aux autres.",
        ),
        likely=sizes[act],
        room=room,
        actions=[act],
    )


def _size(given: Given, act: str, where: tuple[str, str], wanted: Need) -> Decimal:
    estimate = stated(given, act, *where)
    sums = total([estimate], wanted) if estimate else None
    return sums[1] if sums else Decimal(0)


def _same(given: Given, one: str, other: str, share: Decimal) -> Iterator[Finding]:
    """Yield the first result that both actions of a pair claim."""
    if one not in given.work or other not in given.work:
        return
    theirs = _claims(given, one)
    for field, what in _claims(given, other).items():
        if field not in theirs:
            continue
        yield RULE.broken(
            spot(given, f"actions/{other}", field),
            say(
                "{a} and {b} claim the same {what}: {share} of the smaller one's people are in "
                "both.",
                "{a} et {b} revendiquent les mêmes {what} : {share} des personnes de la plus "
                "petite sont dans les deux.",
                a=label(one, given.actions[one].title),
                b=label(other, given.actions[other].title),
                what=what,
                share=share_text(share),
            ),
            say(
                "Lower what {b} promises to what it adds, or leave out of it the people of {a}.",
                "Baissez la promesse de {b} à ce qu'elle ajoute, ou retirez-en les personnes de "
                "{a}.",
                a=label(one, given.actions[one].title),
                b=label(other, given.actions[other].title),
            ),
            overlap=share,
            actions=[one, other],
        )
        return


def _claims(given: Given, act: str) -> dict[str, Text]:
    """Give what an action promises, by the field that says so."""
    action = given.work[act]
    found = {"sells": _SALES} if action.sells else {}
    if action.leads:
        found["leads"] = _LEADS
    if isinstance(action.brings, dict):
        for key in action.brings:
            metric = given.metric(key)
            found[f"brings/{key}"] = metric.title if metric else Text(en=key, fr=key)
    elif action.brings and action.serves:
        found["brings"] = say("result of {o}", "résultats de {o}", o=action.serves[0])
    return found
