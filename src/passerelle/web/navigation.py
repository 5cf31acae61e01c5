"""The pages of the left navigation, in their order; one whose route does not exist is not shown."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from passerelle.base.language import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation; ``demo`` is shown only where the built-in inbox receives."""

    route: str
    label: Text
    demo: bool = False


ENTRIES = (
    Entry("home", Text(en="Home", fr="Accueil")),
    Entry("plan", Text(en="Plan", fr="Plan")),
    Entry("canvases", Text(en="Canvases", fr="Canevas")),
    Entry("cascades", Text(en="Cascade", fr="Cascade")),
    Entry("calendar", Text(en="Calendar", fr="Calendrier")),
    Entry("audiences", Text(en="Audiences", fr="Audiences")),
    Entry("sends", Text(en="Sends", fr="Envois")),
    Entry("tasks", Text(en="Tasks", fr="Tâches")),
    Entry("kpis", Text(en="KPIs", fr="Indicateurs")),
    Entry("proposals", Text(en="Proposals", fr="Propositions")),
    Entry("weekly", Text(en="Weekly page", fr="Page de la semaine")),
    Entry("off-plan", Text(en="Off plan", fr="Hors plan")),
    Entry("export", Text(en="Export", fr="Exporter")),
    Entry("history", Text(en="History", fr="Historique")),
    Entry("inbox", Text(en="Inbox", fr="Boîte de réception"), demo=True),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a page shows it."""

    route: str
    label: Text
    address: str
    here: bool


def shown(request: HttpRequest, *, demo: bool) -> list[Shown]:
    """List the entries for this page; the one it belongs to is marked."""
    entries = []
    for entry in ENTRIES:
        address = _address(entry.route)
        if address is None or (entry.demo and not demo):
            continue
        here = request.path == address or (address != "/" and request.path.startswith(address))
        entries.append(Shown(entry.route, entry.label, address, here))
    return entries


def _address(route: str) -> str | None:
    try:
        return reverse(route)
    except NoReverseMatch:
        return None
