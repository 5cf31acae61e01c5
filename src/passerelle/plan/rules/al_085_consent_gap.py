"""AL-085: nobody may be used in a way that they did not agree to.

What it checks
    For actions on people of the data, how many of them agreed to the channel's purpose. An error
    that nothing lifts when an audience for advertising (``ads``) holds one person who did not. For
    other purposes those who did not agree are left out anyway: a hint when fewer than ``least``
    (60 %) remain. From the text alone: that no segment and no loyalty tier is drawn from special data
    (``special``: health, pregnancy, religion, orientation, union, ethnic origin, politics), an error;
    and that what is sent to people one by one (``mailed``) does not go to a segment of people who
    never bought, or not for ``customer_months`` (36), unless they are those who agreed or subscribed.

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
    consent that was recorded; none is ever inferred. Regulation (EU) 2016/679 (GDPR), article 9, on
    special data; directive 2002/58/EC, article 13, on unasked messages. To be confirmed by counsel.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.condition import Condition
from passerelle.plan.given import Consented, Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_special import has_agreed, never_bought, special
from passerelle.plan.rule_titles import channel_title
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
    """Yield what is drawn from special data, sent unasked, or sent without consent."""
    yield from _special(given)
    yield from _unasked(given)
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


def _special(given: Given) -> Iterator[Finding]:
    words = given.thresholds.words("AL-085", "special")
    harmless = given.thresholds.words("AL-085", "harmless")
    for node, field, title, who in _drawn(given):
        name = special(who, words, harmless)
        if name:
            yield RULE.broken(
                spot(given, node, field),
                say(
                    "{x} is drawn from special data: “{name}”. The law forbids its use without the "
                    "explicit consent of each person.",
                    "{x} repose sur une donnée sensible : « {name} ». La loi en interdit l'usage sans "
                    "l'accord exprès de chaque personne.",
                    x=title,
                    name=name,
                ),
                say(
                    "Take it out of the condition. {law}; to be confirmed by counsel.",
                    "Retirez-la de la condition. {law} ; à faire confirmer par un juriste.",
                    law=_ARTICLE_9,
                ),
                data=name,
            )


def _drawn(given: Given) -> Iterator[tuple[str, str, str, Condition | None]]:
    """Walk the conditions on people: of segments, and of the tiers of loyalty programmes."""
    for name, segment in given.plan.segments.items():
        yield f"segments/{name}", "who", name, segment.who
    for name, programme in given.plan.loyalty.items():
        for step, tier in programme.tiers.items():
            title = f"{programme.title} ({step})"
            yield f"loyalty/{name}", f"tiers/{step}/who", title, tier.who


def _unasked(given: Given) -> Iterator[Finding]:
    mailed = given.thresholds.words("AL-085", "mailed")
    words = given.thresholds.words("AL-085", "agreed")
    months = int(given.thresholds.number("AL-085", "customer_months"))
    cold = {
        name
        for name, one in given.plan.segments.items()
        if never_bought(given.plan, one.who, months, given.today)
        and not has_agreed(given.plan, one.who, words)
    }
    for name, action in live(given):
        first = next((one for one in action.segments if one in cold), None)
        counted = name in (given.consents or {})
        if first and action.by in mailed and not counted:
            yield RULE.broken(
                spot(given, f"actions/{name}", "by"),
                say(
                    "{a} goes by {by} to {s}: people who have not bought, and of whom nothing says that "
                    "they agreed.",
                    "{a} part par {by} à {s} : des gens qui n'ont pas acheté, et dont rien ne dit qu'ils "
                    "ont consenti.",
                    a=label(name, action.title),
                    by=channel_title(given, action.by),
                    s=first,
                ),
                say(
                    "Add `consents to {by}` to the segment, or reach them by another channel. {law}; to "
                    "be confirmed by counsel.",
                    "Ajoutez `consents to {by}` au segment, ou touchez-les par un autre canal. {law} ; à "
                    "faire confirmer par un juriste.",
                    by=action.by,
                    law=_ARTICLE_13,
                ),
                severity=Severity.WARNING,
                segment=first,
            )


_ARTICLE_9 = Text(en="Regulation (EU) 2016/679 (GDPR), article 9", fr="RGPD, article 9")
_ARTICLE_13 = Text(
    en="Directive 2002/58/EC, article 13; in France, code of posts, article L34-5",
    fr="Directive 2002/58/CE, article 13\u202f; en France, code des postes, article L34-5",
)


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
