"""AL-085: nobody may be used in a way that they did not agree to.

What it checks
    For actions on people of the data, how many of them agreed to the channel's purpose. An error
    that nothing lifts when an audience for advertising (``ads``) holds one person who did not. For
    other purposes those who did not agree are left out anyway: a hint when fewer than ``least``
    (60 %) remain.

Why it matters
    « découvrez ce guide sur l'installation du Consent Mode V2 » (000): consent is asked of each
    person, not of most.

Bad
    # 800 of its 900 people agreed to ad_user_data
    actions: {reciblage: {for: fideles, by: display, when: 2027-03-01..2027-03-31}}

Good
    actions: {affiche: {for: fideles, by: press, when: 2027-03-01..2027-03-31}}

Source
    Alignment rule of the design notes, layer *measure*; document 000. Purposes are those of the
    consent that was recorded; none is ever inferred.
"""

from dataclasses import replace
from decimal import Decimal

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Consented, Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, number_text, say, share_text
from passerelle.plan.workload import live

RULE = Rule(
    id="AL-085",
    title=Text(en="Consent gap", fr="Trou de consentement"),
    question=Text(
        en="Did everyone of an audience agree to what it is used for?",
        fr="Chaque personne d'une audience a-t-elle accepté ce à quoi elle sert\u202f?",
    ),
    why=Text(
        en="Consent is asked of each person, not of most.",
        fr="Le consentement se demande à chacun, non à la plupart.",
    ),
    severity=Severity.ERROR,
    seed="000 « découvrez ce guide sur l'installation du Consent Mode V2 »",
    needs=("text", "sizes"),
)


def check(given: Given) -> Verdicts:
    """Yield one error for each advertising audience without full consent, one hint for few."""
    channels = given.thresholds.words("AL-085", "channels")
    asked = {
        name: action for name, action in live(given) if action.segments and action.by in channels
    }
    if asked and given.consents is None:
        yield RULE.lacks(
            say(
                "who agreed to what, in the data",
                "qui a consenti à quoi, dans les données",
            )
        )
    for name, action in asked.items():
        found = (given.consents or {}).get(name)
        if found and found.total:
            yield from _gap(given, name, label(name, action.title), found)


def _gap(given: Given, name: str, title: str, found: Consented) -> Verdicts:
    least = given.thresholds.number("AL-085", "least")
    if found.purpose in given.thresholds.words("AL-085", "ads"):
        if found.agreed < found.total:
            yield replace(_without(given, name, title, found), enforcement=Enforcement.HARD)
    elif found.agreed < least * found.total:
        yield _few(given, name, title, found)


def _without(given: Given, name: str, title: str, found: Consented) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "for"),
        say(
            "{n} of {total} people of {a} did not agree to {purpose}.",
            "Sur les {total} personnes de {a}, il manque le consentement à {purpose} de {n}.",
            n=number_text(found.total - found.agreed),
            total=number_text(found.total),
            a=title,
            purpose=found.purpose,
        ),
        say(
            "Address a segment of those who agreed: `consent to {purpose}`.",
            "Adressez-vous à un segment de ceux qui ont consenti : `consent to {purpose}`.",
            purpose=found.purpose,
        ),
        agreed=found.agreed,
        total=found.total,
        purpose=found.purpose,
    )


def _few(given: Given, name: str, title: str, found: Consented) -> Finding:
    share = share_text(Decimal(found.agreed) / found.total, 0)
    return RULE.broken(
        spot(given, f"actions/{name}", "for"),
        say(
            "Only {share} of the people of {a} agreed to {purpose}: its figures speak of them alone.",
            "Seuls {share} des gens de {a} ont consenti à {purpose} : ses chiffres ne parlent que "
            "d'eux.",
            share=share,
            a=title,
            purpose=found.purpose,
        ),
        say(
            "Ask the others for their consent, or reach them by another channel.",
            "Demandez leur accord aux autres, ou touchez-les par un autre canal.",
        ),
        severity=Severity.INFO,
        agreed=found.agreed,
        total=found.total,
        purpose=found.purpose,
    )
