"""Why a figure cannot be told, in words a reader can act on."""

from decimal import Decimal

from passerelle.base.language import Text
from passerelle.measurement.context import Measuring
from passerelle.plan.kpi import Kpi

SOURCES = {
    "orders": Text(en="no order source", fr="aucune source de commandes"),
    "order_lines": Text(en="no source of order lines", fr="aucune source de lignes de commande"),
    "products": Text(en="no source of product costs", fr="aucune source de coûts des produits"),
    "events": Text(en="no web source", fr="aucune source web"),
    "spend": Text(en="no spend source", fr="aucune source de dépenses"),
    "spend|costs": Text(en="no spend source", fr="aucune source de dépenses"),
    "leads": Text(en="no lead source", fr="aucune source de prospects"),
    "answers": Text(en="no survey source", fr="aucune source d'enquête"),
    "actions|plan": Text(en="no plan in force", fr="aucun plan en vigueur"),
    "deliveries|events": Text(en="no message sent yet", fr="aucun message encore envoyé"),
}


def cannot(reason: Text) -> Text:
    """Write that a figure cannot be computed, and why.

    >>> cannot(SOURCES["spend"]).en
    'cannot be computed: no spend source'
    """
    return Text(
        en=f"cannot be computed: {reason.en}", fr=f"ne peut être calculé\u202f: {reason.fr}"
    )


def source_missing(context: Measuring, kpi: Kpi) -> Text | None:
    """Say which source a KPI lacks, or None when all it needs holds rows."""
    for need in kpi.needs:
        names = need.split("|")
        tables = [name for name in names if name != "plan"]
        planned = context.plan is not None and len(tables) < len(names)
        if tables and not planned and not any(map(context.warehouse.has_rows, tables)):
            return cannot(SOURCES[need])
    return None


def nothing_counted(kpi: Kpi, denominator: Decimal | None) -> Text:
    """Say what of a KPI is nothing: its denominator, or else its numerator."""
    words = kpi.numerator if denominator or not kpi.denominator else kpi.denominator
    return cannot(
        Text(
            en=f"nothing counted in this period for “{words.en}”",
            fr=f"rien de compté sur cette période pour «\u202f{words.fr}\u202f»",
        )
    )


NOT_BEGUN = Text(en="this period has not begun", fr="cette période n'a pas commencé")
NO_DAY_BEFORE = cannot(
    Text(
        en="no order is known before this period, so nobody was active at its start",
        fr="aucune commande connue avant cette période, donc personne d'actif à son début",
    )
)
TYPED = cannot(
    Text(
        en="it is typed by hand, and nobody has typed it yet",
        fr="ce chiffre est saisi à la main et personne ne l'a encore saisi",
    )
)
