"""AL-018: a word that everyone understands in another way needs a definition.

What it checks
    Vague words (``words``: innovant, leader, premium, qualité, best…) in the brand's promise, in
    positionings, propositions, key messages and titles of objectives. A word is defined where an
    attribute of a positioning or a term of the glossary says what people would see of it in
    product, price, place or promotion; the brand's own ``means`` define those words of its promise
    that they take up: *price: innovant sans supplément*. An attribute that says none of these is
    vague whatever its word.

Why it matters
    « L'équipe stratégique qui définit un positionnement « innovant » sans clarifier ce que cela
    implique pour le développement du produit ou la communication » (002) leaves everyone to guess.

Bad
    positionings: {marque: {benefit: Un linge innovant}}

Good
    positionings:
      marque:
        benefit: Un linge innovant
        attributes: {innovant: {product: une fibre nouvelle chaque année}}

Source
    Alignment rule of the design notes, layer *glossary*; document 002.
"""

from collections.abc import Iterator

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.positioning import Means
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_defined import defined, shows
from passerelle.plan.rule_text import stem, words
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-018",
    title=Text(en="Vanity or vague wording", fr="Formulation vague"),
    question=Text(
        en="Does every big word say what people would see of it?",
        fr="Chaque grand mot dit-il ce que l'on en verrait\u202f?",
    ),
    why=Text(
        en="A word that each team understands in another way directs none of them.",
        fr="Un mot que chaque équipe comprend à sa façon n'en dirige aucune.",
    ),
    severity=Severity.WARNING,
    seed=(
        "002 « L'équipe stratégique qui définit un positionnement « innovant » sans clarifier ce "
        "que cela implique pour le développement du produit ou la communication est un exemple "
        "courant »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each vague word of each text, and each attribute that shows nothing."""
    vague = {stem(word) for word in given.thresholds.words("AL-018", "words")}
    open_words = vague - defined(given.plan)
    taken_up = _taken_up(given)
    for node, field, text in _texts(given):
        found = {stem(word): word for word in words(text)}
        for root, word in found.items():
            if root in open_words and not (node == "brand" and root in taken_up):
                yield _vague(given, node, field, word)
    for name, positioning in given.plan.positionings.items():
        for word, means in positioning.attributes.items():
            if not shows(means) and not _taken(given, f"positionings/{name}", "attributes"):
                yield _vague(given, f"positionings/{name}", f"attributes/{word}/product", word)


def _texts(given: Given) -> Iterator[tuple[str, str, str]]:
    """Walk the texts that direct others, as (node, field, text); those inherited are read once."""
    plan = given.plan
    if plan.brand and plan.brand.promise:
        yield "brand", "promise", plan.brand.promise
    for section, nodes, fields in (
        ("positionings", plan.positionings, ("category", "benefit")),
        ("propositions", plan.propositions, ("says",)),
        ("messages", plan.messages, ("says",)),
        ("objectives", plan.objectives, ("title",)),
    ):
        for name, node in nodes.items():
            for field in fields:
                text = getattr(node, field)
                if text and not _taken(given, f"{section}/{name}", field):
                    yield f"{section}/{name}", field, text


def _taken_up(given: Given) -> frozenset[str]:
    """Give the stems of the words that the brand's own ``means`` speak of."""
    means = given.plan.brand.means if given.plan.brand else Means()
    said = (text for _, text in means if text)
    return frozenset(stem(word) for text in said for word in words(text))


def _taken(given: Given, node: str, field: str) -> bool:
    return field in given.plan.inherited(node)


def _vague(given: Given, node: str, field: str, word: str) -> Finding:
    return RULE.broken(
        spot(given, node, field),
        say(
            "“{word}” needs a definition: what would we see in product, price, place, promotion?",
            "« {word} » demande une définition : qu'en verrait-on dans le produit, le prix, la "
            "distribution, la communication ?",
            word=word,
        ),
        say(
            "Say it in an attribute of a positioning or in the `means` of a term, or use a word "
            "that can be seen.",
            "Dites-le dans un attribut de positionnement ou dans les `means` d'un terme, ou "
            "prenez un mot qui se voit.",
        )
        if node != "brand"
        else say(
            "Take “{word}” up in the brand's `means`, where it shows, or use a word that can be seen.",
            "Reprenez « {word} » dans les `means` de la marque, là où il se voit, ou prenez un mot "
            "qui se voit.",
            word=word,
        ),
        word=word,
    )
