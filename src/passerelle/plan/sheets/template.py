"""What the template holds: four sheets, each with headings, help and one example row."""

# ruff: noqa: E501 - one column of the template a line reads best as a table.
from dataclasses import dataclass

from passerelle.base.language import Language, Text
from passerelle.plan.sheets import columns as cell
from passerelle.plan.sheets.columns import Column, Sheet, headings


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """One sheet of the template; ``example`` is a row that an import leaves out."""

    name: str
    headings: tuple[str, ...]
    help: tuple[str, ...]
    example: tuple[str, ...]


def _column(
    key: str, heading: str, help_: str, example: str, read: cell.Read, *also: str
) -> Column:
    """Make a column out of ``English | French`` texts."""
    return Column(key, _both(heading), _both(help_), _both(example), read, also)


def _both(text: str) -> Text:
    en, _, fr = text.partition(" | ")
    return Text(en=en, fr=fr or en)


SHEETS: tuple[Sheet, ...] = (
    Sheet("objectives", Text(en="Objectives", fr="Objectifs"), (
        _column("title", "Objective | Objectif", "A result, not work | Un résultat, pas un travail",
                "Bring back one-time buyers | Faire revenir les clients d’un seul achat", cell.title, "titre", "title"),
        _column("kpi", "KPI | Indicateur", "One row per KPI | Une ligne par indicateur",
                "repurchase_rate", cell.kpi, "key-result", "resultat-cle"),
        _column("from", "From | De", "Level today, with its unit | Niveau actuel, avec son unité",
                "24 %", cell.level, "baseline", "depart"),
        _column("to", "To | À", "Level to reach, or stays under … | Niveau à atteindre, ou reste sous …",
                "28 %", cell.level, "target", "cible"),
        _column("by", "By | Échéance", "The day it must be reached | Le jour où il doit l’être",
                "2027-12-31", cell.day, "deadline", "date", "avant-le"),
        _column("owner", "Owner | Responsable", "One role | Un seul rôle",
                "Marketing director | Directrice marketing", cell.line, "proprietaire"),
        _column("within", "Within | Au sein de", "The objective it serves | L’objectif qu’il sert", "", cell.name, "parent"),
    ), ("objective", "objectif")),
    Sheet("segments", Text(en="Segments", fr="Segments"), (
        _column("name", "Segment", "A short name | Un nom court", "Loyal | Fidèles", cell.title, "name", "nom"),
        _column("rank", "Rank | Rang", "1 is the first battle | 1 est la première bataille", "1", cell.whole),
        _column("who", "Who | Qui", "A phrase: orders >= 3 in 24 months | Une phrase : commandes >= 3 en 24 mois",
                "orders >= 3 in 24 months | commandes >= 3 en 24 mois", cell.condition, "condition", "definition"),
        _column("promise", "Promise | Promesse", "What they are promised | Ce qu’on leur promet",
                "New things first | Les nouveautés avant tout le monde", cell.line),
    ), ("segment", "cibles")),
    Sheet("actions", Text(en="Actions", fr="Actions"), (
        _column("title", "Action", "What is done | Ce qui est fait", "Private preview | Avant-première", cell.title, "title", "titre", "campagne", "campaign", "name", "task-name", "nom"),
        _column("for", "For | Pour", "Segments | Segments", "Loyal | Fidèles", cell.names, "segment", "segments", "cible"),
        _column("by", "Channel | Canal", "email, sms, site, event … | email, sms, site, event …", "email", cell.name, "by", "par"),
        _column("start", "Start | Début", "First day | Premier jour", "2027-03-18", cell.day, "date", "start-date", "date-de-debut"),
        _column("end", "End | Fin", "Last day | Dernier jour", "2027-03-20", cell.day, "due-date", "due", "end-date", "date-de-fin", "echeance"),
        _column("cost", "Cost | Coût", "An amount | Un montant", "6 500 EUR", cell.amount, "budget"),
        _column("owner", "Owner | Responsable", "One role | Un seul rôle", "Store manager | Responsable boutique", cell.line, "assignee", "proprietaire"),
        _column("serves", "Serves | Sert", "Objectives | Objectifs",
                "Bring back one-time buyers | Faire revenir les clients d’un seul achat", cell.names, "objective", "objectif", "objectives", "objectifs"),
        _column("says", "Message", "A promise or a key message | Une promesse ou un message clé",
                "New things first | Les nouveautés avant tout le monde", cell.line, "says", "dit"),
        _column("brings", "Brings | Apporte", "low / likely / high | bas / probable / haut", "0.2 / 0.5 / 0.9 pts", cell.three),
        _column("judged_on", "KPI | Indicateur", "Judged on | Jugée sur", "orders", cell.kpis, "judged-on", "jugee-sur", "indicateurs", "kpis"),
        _column("promotion", "Discount | Remise", "15 % members | 15 % membres", "", cell.reduction, "promotion"),
    ), ("action", "campaigns", "campagnes", "plan-d-action", "calendar", "calendrier")),
    Sheet("budget", Text(en="Budget", fr="Budget"), (
        _column("name", "Envelope | Enveloppe", "What it pays for | Ce qu’elle paie", "Events | Événements", cell.title, "name", "nom", "ligne", "line", "poste"),
        _column("amount", "Amount | Montant", "The ceiling | Le plafond", "20 000 EUR", cell.amount, "budget"),
        _column("channels", "Channels | Canaux", "Channels it pays for | Canaux payés", "event", cell.names, "channel", "canal"),
        _column("objectives", "Objectives | Objectifs", "Objectives it pays for | Objectifs payés", "", cell.names, "objective", "objectif"),
    ), ("budgets", "enveloppes")),
)  # fmt: skip

EXAMPLE = {"example", "exemple"}
"""The first word of a row that an import leaves out."""


def template_sheets(language: Language) -> tuple[SheetTemplate, ...]:
    """Give the sheets of the template in one language; the example row is marked as such."""
    return tuple(
        SheetTemplate(
            sheet.name.read(language),
            headings(sheet, language),
            tuple(column.help.read(language) for column in sheet.columns),
            _example(sheet, language),
        )
        for sheet in SHEETS
    )


def _example(sheet: Sheet, language: Language) -> tuple[str, ...]:
    first, *rest = (column.example.read(language) for column in sheet.columns)
    mark = "Exemple : " if language == "fr" else "Example: "
    return (mark + first, *rest)
