"""The parts of a page, one tag each, as ``look.md`` names them; their data is what verbs say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from passerelle.base.language import Text
from passerelle.web.chart import Chart
from passerelle.web.templatetags.say import day, money, number, read_text, share

register = template.Library()

REASONS = {
    "consent": Text(en="no consent", fr="sans consentement"),
    "suppression": Text(en="opposed or suppressed", fr="opposés ou exclus"),
    "no_address": Text(en="no address", fr="sans adresse"),
    "holdout": Text(en="kept aside to compare", fr="gardés à part pour comparer"),
    "cap": Text(en="contacted enough this week", fr="assez sollicités cette semaine"),
}
"""Why a person who matches is not reached, in the order in which reasons are counted."""

SIGNS = {
    "error": ("bad", Text(en="Error", fr="Erreur")),
    "warning": ("watch", Text(en="Warning", fr="Alerte")),
    "info": ("soft", Text(en="Note", fr="Note")),
}

TITLE = 60
"""Characters of a title beside a name that can be chosen."""

CHOICES = {
    "luxury": Text(en="luxury", fr="luxe"),
    "premium": Text(en="premium", fr="premium"),
    "mainstream": Text(en="mainstream", fr="grand public"),
    "value": Text(en="value", fr="petit prix"),
    "strategic": Text(en="strategic", fr="stratégique"),
    "operational": Text(en="operational", fr="opérationnel"),
    "strength": Text(en="strength", fr="force"),
    "weakness": Text(en="weakness", fr="faiblesse"),
    "opportunity": Text(en="opportunity", fr="opportunité"),
    "threat": Text(en="threat", fr="menace"),
    "run": Text(en="running cost", fr="coût courant"),
    "keep": Text(en="keep", fr="garder"),
    "change": Text(en="change", fr="changer"),
    "stop": Text(en="stop", fr="arrêter"),
    "product": Text(en="Product", fr="Produit"),
    "price": Text(en="Price", fr="Prix"),
    "place": Text(en="Place", fr="Distribution"),
    "promotion": Text(en="Promotion", fr="Communication"),
    "people": Text(en="People", fr="Personnes"),
    "process": Text(en="Process", fr="Processus"),
    "evidence": Text(en="Physical evidence", fr="Preuve tangible"),
    "customer": Text(en="Customer's want", fr="Client"),
    "cost": Text(en="Cost to the customer", fr="Coût pour le client"),
    "convenience": Text(en="Convenience", fr="Facilité"),
    "communication": Text(en="Communication", fr="Communication"),
    "political": Text(en="political", fr="politique"),
    "economic": Text(en="economic", fr="économique"),
    "social": Text(en="social", fr="social"),
    "technological": Text(en="technological", fr="technologique"),
    "environmental": Text(en="environmental", fr="environnemental"),
    "legal": Text(en="legal", fr="légal"),
    "rivalry": Text(en="rivalry", fr="rivalité"),
    "entrants": Text(en="new entrants", fr="nouveaux entrants"),
    "substitutes": Text(en="substitutes", fr="produits de substitution"),
    "suppliers": Text(en="suppliers", fr="fournisseurs"),
    "buyers": Text(en="buyers", fr="clients"),
    "public": Text(en="public", fr="publique"),
    "members": Text(en="members", fr="membres"),
    "private": Text(en="private", fr="privée"),
    "planned": Text(en="planned", fr="prévu"),
    "forecast": Text(en="forecast", fr="estimé"),
    "committed": Text(en="committed", fr="engagé"),
    "actual": Text(en="spent", fr="dépensé"),
    "flat": Text(en="flat sum", fr="forfait"),
    "service": Text(en="service", fr="service"),
    "own": Text(en="our own", fr="à nous"),
    "partner": Text(en="a partner's", fr="d'un partenaire"),
    "media": Text(en="a medium", fr="un média"),
    "even": Text(en="even", fr="égal"),
    "season": Text(en="with the season", fr="selon la saison"),
    "brand": Text(en="brand", fr="marque"),
    "sales": Text(en="sales", fr="vente"),
    "learning": Text(en="learning", fr="apprendre"),
    "strategy": Text(en="strategy", fr="stratégie"),
    "operations": Text(en="operations", fr="opérationnel"),
    "finance": Text(en="finance", fr="finance"),
}
"""Words of the plan that readers choose from, as they read them."""

WIDTH = 1000
"""Width of the reach bar in its own units."""


@register.simple_tag
def sign(health: str, label: Any) -> SafeString:  # noqa: ANN401
    """Write a state with its sign and word; ``health`` is good, watch, bad or soft."""
    return format_html('<span class="sign {} {}">{}</span>', health, health, read_text(label))


@register.simple_tag
def choice(word: str) -> str:
    """Write one of the plan's fixed words as the reader calls it."""
    return read_text(CHOICES.get(word, word))


@register.simple_tag
def title_of(control: Any, name: str) -> str:  # noqa: ANN401
    """Write the title of a name that a control offers, after a dot; nothing where it has none."""
    title = control.called.get(name, "")
    shown = f"{title[:TITLE]}…" if len(title) > TITLE else title
    return f" · {shown}" if shown and shown != name else ""


@register.inclusion_tag("passerelle/parts/findings.html", takes_context=True)
def findings(
    context: template.Context, found: Sequence[Mapping[str, Any]], base: int | None = None
) -> dict[str, Any]:
    """List findings (``Finding.as_json()``): sign, sentence, place, repair.

    With ``base``, the revision they speak of, the value that settles one is written by a button.
    """
    return {
        "findings": [{**one, "sign": SIGNS[one["severity"]]} for one in found],
        "base": base,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("passerelle/parts/reach.html")
def reach(matched: int, reachable: int, reasons: Mapping[str, int]) -> dict[str, Any]:
    """Draw the reach bar: of all who match, who can be reached, the rest by first reason."""
    counts = [(Text(en="reachable", fr="joignables"), reachable)]
    counts += [(REASONS.get(key, Text(key, key)), reasons[key]) for key in reasons if reasons[key]]
    parts, left = [], 0.0
    for place, (label, count) in enumerate(counts):
        width = WIDTH * count / matched if matched else 0.0
        part = {"label": label, "count": count, "shade": min(place, 5)}
        parts.append({**part, "x": f"{left:.2f}", "width": f"{width:.2f}"})
        left += width
    return {"matched": matched, "reachable": reachable, "parts": parts}


@register.inclusion_tag("passerelle/parts/chart.html")
def chart(figure: Chart) -> dict[str, Any]:
    """Show a chart figure with its table twin."""
    return {"figure": figure}


@register.inclusion_tag("passerelle/parts/empty.html")
def empty(sentence: Any, action: Any = None, href: str = "", example: Any = None) -> dict[str, Any]:  # noqa: ANN401
    """Show an empty state: one sentence, one action, one example."""
    return {"sentence": sentence, "action": action, "href": href, "example": example}


@register.inclusion_tag("passerelle/parts/drawers.html", takes_context=True)
def drawers(
    context: template.Context,
    yaml: str = "",
    command: str = "",
    explain: Any = None,  # noqa: ANN401
) -> dict[str, Any]:
    """Offer "As code" (the page as text and command) and "Explain" (definition, SQL, freshness).

    ``explain`` is a mapping with any of: definition, does_not_say, sql, as_of, source.
    """
    del context
    return {"yaml": yaml, "command": command, "explain": explain}


@register.inclusion_tag("passerelle/parts/figures.html")
def figures(strip: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Show the strip of figures.

    Each has ``name`` and ``value`` (text, as written for the reader) and any of: ``target``,
    ``interval``, ``change``, ``health`` with ``says``, ``missing`` (why there is no value),
    ``spark`` (a list of numbers, None where nothing was measured), ``href``.
    """
    return {"figures": [{**one, "path": spark_path(one.get("spark") or ())} for one in strip]}


def spark_path(values: Sequence[float | None]) -> dict[str, str] | None:
    """Draw a line of 100 by 28 through the values that exist; None when fewer than two do."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:  # noqa: PLR2004
        return None
    low = min(value for _, value in known)
    high = max(value for _, value in known)
    span, steps = (high - low) or 1, len(values) - 1
    points = [(100 * place / steps, 26 - 24 * (value - low) / span) for place, value in known]
    line = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return {"d": f"M{line}", "x": f"{points[-1][0]:.1f}", "y": f"{points[-1][1]:.1f}"}


@register.simple_tag
def cell(kind: str, value: Any) -> SafeString | str:  # noqa: ANN401
    """Write one table cell by its kind: text, number, money, share or day."""
    writers: dict[str, Callable[[Any], str]] = {
        "number": number,
        "money": money,
        "share": share,
        "day": day,
    }
    written = writers[kind](value) if kind in writers else read_text(value)
    if kind in {"number", "money", "share"}:
        return format_html('<td class="n">{}</td>', written)
    return format_html("<td>{}</td>", written)


@register.simple_tag
def facts(rows: Mapping[str, Any] | Sequence[tuple[Any, Any]]) -> SafeString:
    """Write pairs as a list of facts."""
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    body = format_html_join(
        "", "<dt>{}</dt><dd>{}</dd>", ((read_text(a), read_text(b)) for a, b in pairs)
    )
    return format_html('<dl class="facts">{}</dl>', body)
