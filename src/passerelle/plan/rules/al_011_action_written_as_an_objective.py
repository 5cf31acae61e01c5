"""AL-011: an action says what is done, not what should change.

What it checks
    Actions whose title starts with a verb of change (``verbs``) and that say neither when they
    happen nor what is made: no ``when``, no channel, message, landing page, offer, content or line
    of the media plan. Where the title names a state (``states``: visibility, sales), a day or a
    channel does not say what is made either: a remark.

Why it matters
    « Vouloir « augmenter la notoriété » est un objectif stratégique » (000): nobody can do it on a
    Tuesday.

Bad
    actions: {notoriete: {title: Augmenter la notoriété}}

Good
    actions: {video: {title: Trois films sur le tissage, by: social, when: 2027-03-01..2027-05-31}}

Source
    Alignment rule of the design notes, layer *objective*; document 000.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_text import first_word, plain, stem, words
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-011",
    title=Text(en="Action written as an objective", fr="Action rédigée comme un objectif"),
    question=Text(
        en="Does every action say what is done, not what should change?",
        fr="Chaque action dit-elle ce que l'on fait, et non ce qui doit changer\u202f?",
    ),
    why=Text(
        en="A wish cannot be given to someone, nor finished on a day.",
        fr="Un souhait ne se confie à personne et ne se termine aucun jour.",
    ),
    severity=Severity.WARNING,
    seed="000 « vouloir « augmenter la notoriété » est un objectif stratégique »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that is a wish."""
    plan = given.plan
    verbs = {plain(verb) for verb in given.thresholds.words("AL-011", "verbs")}
    states = {stem(word) for word in given.thresholds.words("AL-011", "states")}
    made = {content.action for content in plan.contents.values()}
    made |= {line.action for line in plan.media.values()}
    for name, action in given.work.items():
        title = action.title or ""
        wish = first_word(title) in verbs
        if not wish or name in made or _makes(action):
            continue
        if action.when or action.by:
            if not states.isdisjoint(map(stem, words(title))):
                yield _names_a_change(given, name, action)
            continue
        yield RULE.broken(
            spot(given, f"actions/{name}", "title"),
            say(
                "“{title}” is a wish, not something a person can do on a date.",
                "« {title} » est un souhait, non ce qu'une personne peut faire un jour donné.",
                title=action.title,
            ),
            say(
                "Make it an objective, or say what is made (`by`) and `when`.",
                "Faites-en un objectif, ou dites ce que l'on fait (`by`) et quand (`when`).",
            ),
        )


def _makes(action: Action) -> bool:
    """Whether an action says what people will see of it."""
    return bool(action.message or action.landing or action.offers or action.arms)


def _names_a_change(given: Given, name: str, action: Action) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "title"),
        say(
            "“{title}” names a change, not what is made.",
            "« {title} » nomme un changement, non ce que l'on fait.",
            title=action.title,
        ),
        say(
            "Title it by what people will see (“Six full pages in the trade press”), and leave the "
            "change to the objective that it serves.",
            "Intitulez-la par ce que l'on verra (« Six pleines pages dans la presse »), et laissez "
            "le changement à l'objectif qu'elle sert.",
        ),
        severity=Severity.INFO,
    )
