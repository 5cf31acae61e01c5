"""From a condition to its phrase, in English, so that it reads back the same."""

import re
from datetime import date
from decimal import Decimal
from functools import singledispatch

from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Condition,
    Consent,
    Everyone,
    Filter,
    Member,
    Moment,
    Not,
    Scalar,
    Score,
    Span,
    Tally,
    Window,
)
from passerelle.plan.scalars import number

_KEPT = (
    "and et or ou not non pas in dans parmi en sur hors is est contains contient orders "
    "order commandes commande spend dépense dépenses depense depenses dépensé achats "
    "average panier sum somme moyenne of de des du d event events événement événements "
    "évènement évènements evenement evenements between entre since depuis until where où "
    "first première premiere premier last dernière derniere dernier before avant after "
    "après apres within ago il recency récence recence frequency fréquence frequence "
    "monetary montant monétaire score segment le consents consent accepte everyone "
    "everybody tout true vrai yes oui false faux known unknown connu connue inconnu "
    "inconnue day days jour jours week weeks semaine semaines month months mois year "
    "years an ans année années n jusqu "
)
_RESERVED = frozenset(_KEPT.split())
"""Words that the grammar keeps for itself: as names they are written between back-quotes."""
_NAME = re.compile(r"[^\W\d_](?:[\w.-]*\w)?")


@singledispatch
def write_phrase(condition: Condition) -> str:
    """Write a condition as one phrase, with parentheses where they are needed."""
    raise TypeError(condition)


@write_phrase.register
def _(condition: All) -> str:
    return " and ".join(_within(part) for part in condition.parts)


@write_phrase.register
def _(condition: AnyOf) -> str:
    return " or ".join(_within(part) for part in condition.parts)


@write_phrase.register
def _(condition: Not) -> str:
    return f"not {_within(condition.part)}"


@write_phrase.register
def _(leaf: Attribute) -> str:
    return _test(leaf)


@write_phrase.register
def _(leaf: Tally) -> str:
    currency = f" {leaf.currency}" if leaf.currency else ""
    value = f"{leaf.operator} {_value(leaf.value)}{currency}"
    return f"{_measure(leaf)} {value}{_window(leaf.window)}{_where(leaf.where)}"


@write_phrase.register
def _(leaf: Moment) -> str:
    subject = f"event {_name(leaf.event or '')}" if leaf.of == "event" else "order"
    ago = "" if leaf.relation == "within" else " ago"
    when = str(leaf.day) if leaf.day else f"{_span(leaf.amount, leaf.span)}{ago}"
    return f"{leaf.which} {subject} {leaf.relation} {when}{_where(leaf.where)}"


@write_phrase.register
def _(leaf: Score) -> str:
    return f"{leaf.kind} score {leaf.operator} {leaf.value}"


@write_phrase.register
def _(leaf: Member) -> str:
    return f"in segment {_name(leaf.segment)}"


@write_phrase.register
def _(leaf: Consent) -> str:
    return f"consents to {_name(leaf.purpose)}"


@write_phrase.register
def _(_leaf: Everyone) -> str:
    return "everyone"


def _within(part: Condition) -> str:
    phrase = write_phrase(part)
    return f"({phrase})" if isinstance(part, All | AnyOf) else phrase


def _measure(leaf: Tally) -> str:
    of = f"event {_name(leaf.event or '')}" if leaf.of == "event" else "orders"
    if leaf.function == "count":
        return of
    if leaf.property is None and leaf.of == "orders":
        return "spend" if leaf.function == "sum" else "average order"
    return f"{leaf.function} of {_name(leaf.property or '')} of {of}"


def _window(window: Window) -> str:
    if window.amount:
        return f" in {_span(window.amount, window.span)}"
    if window.start and window.end:
        return f" between {window.start} and {window.end}"
    if window.start:
        return f" since {window.start}"
    return f" until {window.end}" if window.end else ""


def _span(amount: int | None, span: Span | None) -> str:
    return f"{amount} {(span or 'days')[:-1] if amount == 1 else span}"


def _where(filters: tuple[Filter, ...]) -> str:
    return f" where ({' and '.join(_test(one) for one in filters)})" if filters else ""


def _test(test: Attribute | Filter) -> str:
    name = _name(test.name if isinstance(test, Attribute) else test.property)
    if test.operator in {"known", "unknown"}:
        return f"{name} is {test.operator}"
    if test.operator in {"in", "not in"}:
        return f"{name} {test.operator} ({', '.join(_value(one) for one in test.values)})"
    value = _value(test.values[0])
    wordy = test.operator in {"=", "!="} and isinstance(test.values[0], str | bool)
    sign = {"=": "is", "!=": "is not"}[test.operator] if wordy else test.operator
    return f"{name} {sign} {value}"


def _value(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number.write(value)
    if isinstance(value, date):
        return str(value)
    if _is_plain(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _name(name: str) -> str:
    return name if _is_plain(name) else f"`{name}`"


def _is_plain(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and not set(re.split(r"[-.]", word.lower())) & _RESERVED
