"""AL-104: an action must keep to what its market demands.

What it checks
    The ``constraints`` of the markets of each action that is not over and that sells or publishes
    something: a training or a hiring is not asked. A constraint with ``offers`` or ``channels`` is
    about the actions that name one of them. Languages: that the action, or its contents, exist in
    all of them; that no content is in a language which the action's own ``languages`` leave out,
    and that a language it names is not one in which none of its contents is. A mention: that each
    template and each content of the action carries it, its numbers in figures or in letters. Anything
    technical, and whatever says neither language nor mention: that the action names it in ``meets``. A
    constraint that someone has confirmed (``confirmed_by``) binds: no waiver lifts it. What more than
    ``few`` (3) actions do not declare, or in which languages they do not exist, is told once, at the
    constraint. Which
    market: the action's own, else that of its objectives, else that of its channel, else the only
    one of the plan.

Why it matters
    « l'offre est adaptée pour répondre aux contraintes techniques et réglementaires locales » (003).

Bad
    markets: {quebec: {title: Québec, countries: [CA]}}
    constraints: {francais: {says: Tout en français, market: quebec, kind: language, languages: [fr]}}
    actions: {lettre: {by: email, languages: [en], markets: quebec}}

Good
    markets: {quebec: {title: Québec, countries: [CA]}}
    constraints: {francais: {says: Tout en français, market: quebec, kind: language, languages: [fr]}}
    actions: {lettre: {by: email, languages: [en, fr], markets: quebec}}

Source
    Alignment rule of the design notes, layer *legal*; document 003. What a market demands is what
    the plan says it demands: nothing here is legal advice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text, language_name
from passerelle.plan.given import Given
from passerelle.plan.operations import Action, Content
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_asked import Asked, Lacks, Unspoken
from passerelle.plan.rule_copy import templates_of
from passerelle.plan.rule_demands import channels_by_action, concerns, outward
from passerelle.plan.rule_law import binding
from passerelle.plan.rule_mentions import carries, with_mention
from passerelle.plan.rule_places import said_markets
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-104",
    title=Text(en="Local constraint ignored", fr="Contrainte locale ignorée"),
    question=Text(
        en="Does every action keep to what its market demands?",
        fr="Chaque action respecte-t-elle ce que son marché exige\u202f?",
    ),
    why=Text(
        en="What one market allows, another forbids.",
        fr="Ce qu'un marché permet, un autre l'interdit.",
    ),
    severity=Severity.ERROR,
    seed="003 « l'offre est adaptée pour répondre aux contraintes techniques et réglementaires locales »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each constraint that an action does not keep."""
    by_market: dict[str, list[str]] = defaultdict(list)
    for name, constraint in given.plan.constraints.items():
        by_market[constraint.market].append(name)
    contents: dict[str | None, list[tuple[str, Content]]] = defaultdict(list)
    for name, content in given.plan.contents.items():
        contents[content.action].append((name, content))
    lacks = Lacks([], [], [], defaultdict(list), defaultdict(list))
    public = outward(given) if by_market else frozenset()
    for name, action in given.work.items():
        if name in public and not (action.when and action.when.end < given.today):
            yield from _of(given, name, contents[name], by_market, lacks)
    yield from _gathered(given, lacks)
    yield from _lacking(lacks)


def _gathered(given: Given, lacks: Lacks) -> Iterator[Finding]:
    """Yield what is told once where many actions lack it."""
    for unspoken in lacks.unspoken.values():
        for finding in _abroad(given, unspoken):
            yield binding(finding, confirmed=bool(unspoken[0].asked.constraint.confirmed_by))
    for unmet in lacks.unmet.values():
        for finding in _undeclared(given, unmet):
            yield binding(finding, confirmed=bool(unmet[0].constraint.confirmed_by))


def _of(
    given: Given,
    name: str,
    contents: list[tuple[str, Content]],
    by_market: Mapping[str, list[str]],
    lacks: Lacks,
) -> Iterator[Finding]:
    action = given.work[name]
    asked = list(_asked(given, name, action, by_market, lacks))
    found = [
        binding(finding, confirmed=bool(one.constraint.confirmed_by))
        for one in asked
        for finding in _broken(given, one, contents, lacks)
    ]
    yield from found
    told = any(finding.field in {"language", "languages"} for finding in found) or any(
        lacking.asked.name == name for one in lacks.unspoken.values() for lacking in one
    )
    if not told and any(one.constraint.languages for one in asked):
        yield from _unnamed(given, name, action, contents)


def _asked(
    given: Given, name: str, action: Action, by_market: Mapping[str, list[str]], lacks: Lacks
) -> Iterator[Asked]:
    plan = given.plan
    channels = given.once(_channels).get(name, frozenset())
    markets = said_markets(plan, action)
    about = [
        Asked(one, plan.constraints[one], name, action)
        for market in markets or by_market
        for one in by_market.get(market, ())
        if concerns(plan, plan.constraints[one], action, channels)
    ]
    if markets:
        yield from about
    elif about:
        lacks.markets.append(label(name, action.title))


def _broken(
    given: Given, asked: Asked, contents: list[tuple[str, Content]], lacks: Lacks
) -> Iterator[Finding]:
    rule = asked.constraint
    if rule.languages:
        yield from _languages(given, asked, contents, lacks)
    if rule.mention:
        yield from _mention(given, asked, rule.mention, contents, lacks)
    declared = rule.kind == "technical" or not (rule.languages or rule.mention)
    if declared and asked.id not in asked.action.meets:
        lacks.unmet[asked.id].append(asked)


def _languages(
    given: Given, asked: Asked, contents: list[tuple[str, Content]], lacks: Lacks
) -> Iterator[Finding]:
    own = asked.action.languages
    written = dict.fromkeys(one.language for _, one in contents if one.language)
    there = dict.fromkeys((*own, *written))
    yield from _only_claimed(given, asked, contents, tuple(written))
    missing = [one for one in asked.constraint.languages if one not in there]
    if not there:
        if asked.id not in asked.action.meets:
            lacks.languages.append(label(asked.name, asked.action.title))
    elif missing:
        lacks.unspoken[asked.id].append(Unspoken(asked, tuple(there), tuple(missing)))


def _abroad(given: Given, unspoken: list[Unspoken]) -> Iterator[Finding]:
    """Tell each action the languages that it lacks; the constraint, when more than a few do."""
    if len(unspoken) <= given.thresholds.number("AL-104", "few"):
        yield from (_in_another(given, one) for one in unspoken)
        return
    first = unspoken[0].asked
    missing = dict.fromkeys(tag for one in unspoken for tag in one.missing)
    yield RULE.broken(
        spot(given, f"constraints/{first.id}", "languages"),
        say(
            "{n} actions do not exist in {missing}, which {market} asks for: {rule}. They are {names}.",
            "{n} actions n'existent pas en {missing}, que {market} exige : {rule}. Ce sont "
            "{names}.",
            n=len(unspoken),
            missing=listed(map(language_name, missing)),
            market=first.market(given),
            rule=first.sentence,
            names=listed(one.asked.title for one in unspoken),
        ),
        say(
            "If it is about another market, or some offers or channels only, say so here; else have "
            "their texts written in {missing}, and add {tags} to their `languages`.",
            "S'il s'agit d'un autre marché, ou de certaines offres ou de certains canaux, dites-le ici ; "
            "sinon faites écrire leurs textes en {missing}, et ajoutez {tags} à leurs `languages`.",
            missing=listed(map(language_name, missing)),
            tags=listed(missing),
        ),
        constraint=first.id,
        missing=list(missing),
        actions=[one.asked.name for one in unspoken],
    )


def _in_another(given: Given, one: Unspoken) -> Finding:
    asked = one.asked
    return RULE.broken(
        spot(given, f"actions/{asked.name}", "languages"),
        say(
            "{a} exists in {there}; {market} asks for {missing} as well: {rule}.",
            "{a} existe en {there} ; {market} l'exige aussi en {missing} : {rule}.",
            a=asked.title,
            there=listed(map(language_name, one.there)),
            market=asked.market(given),
            missing=listed(map(language_name, one.missing)),
            rule=asked.sentence,
        ),
        say(
            "Have the texts written in {missing}, and add {tags} to `languages`.",
            "Faites écrire les textes en {missing}, et ajoutez {tags} à `languages`.",
            missing=listed(map(language_name, one.missing)),
            tags=listed(one.missing),
        ),
        constraint=asked.id,
        missing=list(one.missing),
    )


def _only_claimed(
    given: Given, asked: Asked, contents: list[tuple[str, Content]], written: tuple[str, ...]
) -> Iterator[Finding]:
    """Find languages that the action claims and in which none of its texts is.

    With a template, or a content of no said language, the claim may be about that one.
    """
    action = asked.action
    if any(not one.language for _, one in contents) or any(templates_of(action)):
        return
    for language in asked.constraint.languages:
        if contents and language in action.languages and language not in written:
            name, first = contents[0]
            words = {"x": first.title, "language": language_name(language)}
            yield RULE.broken(
                spot(given, f"contents/{name}", "language"),
                say(
                    "{a} is said to exist in {language}, as {market} asks; its contents are in {there}.",
                    "{a} est annoncée en {language}, comme {market} l'exige ; ses contenus sont en {there}.",
                    a=label(asked.name, action.title),
                    market=asked.market(given),
                    there=listed(map(language_name, written)),
                    **words,
                ),
                say(
                    "Have “{x}” written in {language}, or add a content that is.",
                    "Faites écrire « {x} » en {language}, ou ajoutez un contenu qui le soit.",
                    **words,
                ),
                constraint=asked.id,
                missing=[language],
            )


def _unnamed(
    given: Given, name: str, action: Action, contents: list[tuple[str, Content]]
) -> Iterator[Finding]:
    """Find contents in a language that the action leaves out where it names its own."""
    own = action.languages
    other = {one.language: one for _, one in contents if one.language and one.language not in own}
    if own and other:
        first = next(iter(other.values()))
        yield RULE.broken(
            spot(given, f"actions/{name}", "languages"),
            say(
                "{a} says that its texts are in {own}; “{x}” is in {other}.",
                "{a} dit ses textes en {own} ; « {x} » est en {other}.",
                a=label(name, action.title),
                own=listed(map(language_name, own)),
                x=first.title,
                other=language_name(next(iter(other))),
            ),
            say(
                "Add {other} to `languages`, or have the content written in {own}.",
                "Ajoutez {other} à `languages`, ou faites écrire le contenu en {own}.",
                own=listed(map(language_name, own)),
                other=listed(other),
            ),
            severity=Severity.WARNING,
            settle=f"[{', '.join((*own, *other))}]",
        )


def _mention(
    given: Given,
    asked: Asked,
    mention: str,
    contents: list[tuple[str, Content]],
    lacks: Lacks,
) -> Iterator[Finding]:
    node = f"actions/{asked.name}"
    read = 0
    for name, content in contents:
        if content.text:
            read += 1
            if not carries(content.text, mention):
                settle = with_mention(content.text, mention)
                yield _unsaid(given, asked, (f"contents/{name}", "text", content.title), settle)
    for field, file in templates_of(asked.action):
        text = (given.templates or {}).get(file)
        if text is not None:
            read += 1
            if not carries(text, mention):
                yield _unsaid(given, asked, (node, field, file), None)
    if not read and asked.id not in asked.action.meets:
        lacks.texts.append(label(asked.name, asked.action.title))


def _unsaid(given: Given, asked: Asked, where: tuple[str, str, str], settle: str | None) -> Finding:
    node, field, title = where
    return RULE.broken(
        spot(given, node, field),
        say(
            "{text} does not say “{mention}”, which {market} asks for: {rule}.",
            "{text} ne dit pas « {mention} », que {market} exige : {rule}.",
            text=title,
            mention=asked.constraint.mention,
            market=asked.market(given),
            rule=asked.sentence,
        ),
        say("Add the mention.", "Ajoutez la mention.")
        if settle or not node.startswith("contents/")
        else say(
            "Write the mention in the place of what says it otherwise.",
            "Écrivez la mention à la place de ce qui la dit autrement.",
        ),
        settle=settle,
        constraint=asked.id,
        mention=asked.constraint.mention,
    )


def _undeclared(given: Given, unmet: list[Asked]) -> Iterator[Finding]:
    """Tell each action what it does not declare; the constraint, when more than a few do not."""
    if len(unmet) <= given.thresholds.number("AL-104", "few"):
        yield from (_met(given, asked) for asked in unmet)
        return
    first = unmet[0]
    names = [label(asked.name, asked.action.title) for asked in unmet]
    yield RULE.broken(
        spot(given, f"constraints/{first.id}", "offers"),
        say(
            "{n} actions do not say that they meet what {market} demands: {rule}. They are {names}.",
            "{n} actions ne disent pas respecter ce que {market} exige : {rule}. Ce sont {names}.",
            n=len(unmet),
            market=first.market(given),
            rule=first.sentence,
            names=listed(names),
        ),
        say(
            "If it is about some offers or channels only, name them in `offers` or `channels`; else see "
            "that each meets it, then add {id} to its `meets`.",
            "S'il ne s'agit que de certaines offres ou de certains canaux, nommez-les dans `offers` ou "
            "`channels` ; sinon vérifiez chacune, puis ajoutez {id} à son `meets`.",
            id=first.id,
        ),
        constraint=first.id,
        actions=[asked.name for asked in unmet],
    )


def _met(given: Given, asked: Asked) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{asked.name}", "meets"),
        say(
            "{a} does not say that it meets what {market} demands: {rule}.",
            "{a} ne dit pas respecter ce que {market} exige : {rule}.",
            a=label(asked.name, asked.action.title),
            market=asked.market(given),
            rule=asked.sentence,
        ),
        say(
            "See that it does, then add {id} to `meets`.",
            "Vérifiez-le, puis ajoutez {id} à `meets`.",
            id=asked.id,
        ),
        constraint=asked.id,
    )


def _channels(given: Given) -> Mapping[str, frozenset[str]]:
    return channels_by_action(given.plan)


def _lacking(lacks: Lacks) -> Verdicts:
    if lacks.markets:
        yield RULE.lacks(say("the market of {x}", "le marché de {x}", x=listed(lacks.markets)))
    if lacks.languages:
        yield RULE.lacks(
            say("the languages of {x}", "les langues de {x}", x=listed(lacks.languages))
        )
    if lacks.texts:
        yield RULE.lacks(say("the texts of {x}", "les textes de {x}", x=listed(lacks.texts)))
