"""``report --week``: one page that answers on track or not, what changed, what to decide, who has not read."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any

from passerelle.base.language import Language, Text, day, language_of
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.facts import day_in
from passerelle.verbs.home import home
from passerelle.verbs.house import House
from passerelle.verbs.lift import lift_rows
from passerelle.verbs.week_rows import (
    changed_rows,
    coming_rows,
    decision_rows,
    expiring_rows,
    learned_rows,
    meeting_rows,
    result_rows,
    star_text,
    unread_rows,
)

WEEK = timedelta(days=7)

WORDS: dict[str, Text] = {
    "title": Text(en="Weekly page", fr="Page de la semaine"),
    "week": Text(en="week to", fr="semaine jusqu'au"),
    "results": Text(en="Key results", fr="Résultats clés"),
    "result": Text(en="Key result", fr="Résultat clé"),
    "today": Text(en="Today", fr="Aujourd'hui"),
    "target": Text(en="Target", fr="Cible"),
    "range": Text(en="Where it should end (p10 to p90)", fr="Où il devrait finir (p10 à p90)"),
    "chance": Text(en="Chance", fr="Probabilité"),
    "state": Text(en="State", fr="État"),
    "none": Text(en="no forecast yet", fr="pas encore de prévision"),
    "noresults": Text(
        en="The plan has no key result yet.", fr="Le plan n'a pas encore de résultat clé."
    ),
    "decide": Text(en="To decide, and by whom", fr="À décider, et par qui"),
    "nothing": Text(en="Nothing waits for a decision.", fr="Aucune décision n'est attendue."),
    "unread": Text(en="Not read, or objected to", fr="Non lu, ou contesté"),
    "allread": Text(en="Everything was read.", fr="Tout a été lu."),
    "changed": Text(en="What changed", fr="Ce qui a changé"),
    "nochange": Text(en="Nothing changed this week.", fr="Rien n'a changé cette semaine."),
    "next": Text(en="Next seven days", fr="Les sept prochains jours"),
    "quiet": Text(en="Nothing starts or ends.", fr="Rien ne commence ni ne finit."),
    "meetings": Text(en="Meetings", fr="Réunions"),
    "who": Text(en="Answers for it", fr="En répond"),
    "expiring": Text(
        en="Evidence that expires within 30 days", fr="Preuves qui expirent sous 30 jours"
    ),
    "learned": Text(en="What we learned", fr="Ce que nous avons appris"),
    "made": Text(
        en="Each number comes from `passerelle adjust` and `passerelle measure` on this workspace.",
        fr="Chaque chiffre vient de `passerelle adjust` et `passerelle measure` sur cet espace.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reported(Answer):
    """Where the page was written, its headline, and the page itself."""

    file: str
    headline: Text
    page: str


def report(house: House, language: str = "", out: str = "", week: bool = True) -> Reported:  # noqa: ARG001, FBT001, FBT002
    """Write the weekly page, self-contained: no script, no remote file.

    Raises:
        UserError: the file cannot be written.
    """
    from django.template import Context, Engine

    reader = language_of(language or house.settings.language)
    seen: Any = home(house).as_json()
    results = result_rows(seen, reader, house.settings.currency)
    headline = _headline(results)
    values: Json = {
        "lang": reader,
        "t": {name: text.read(reader) for name, text in WORDS.items()},
        "name": house.settings.name,
        "day": day(day_in(house), reader, "long"),
        "headline": headline.read(reader),
        "alignment": seen["alignment"]["sentence"][reader] + ".",
        "numbers": _numbers(seen).read(reader),
        "results": results,
        "decide": decision_rows(house, seen, reader),
        "unread": unread_rows(house, reader),
        "changed": [
            *lift_rows(house, reader),
            *changed_rows(house, reader, house.clock.now() - WEEK),
        ],
        "coming": coming_rows(seen, reader),
        "meetings": meeting_rows(house, reader, WEEK),
        "vision": seen["compass"]["vision"],
        "star": star_text(seen, reader, house.settings.currency),
        "expiring": expiring_rows(seen, reader),
        "learned": learned_rows(seen, reader),
    }
    source = files("passerelle.verbs").joinpath("pages/week.html").read_text(encoding="utf-8")
    page = Engine(autoescape=True).from_string(source).render(Context(values))
    return Reported(_write(house, out, reader, page), headline, page)


def _headline(results: list[Json]) -> Text:
    known = [row for row in results if row["level"]]
    well = [row for row in known if row["level"] == "good"]
    if not known:
        return Text(en="Nothing is measured yet", fr="Rien n'est encore mesuré")
    if len(well) == len(known):
        return Text(en="On track", fr="Dans les temps")
    late = len(known) - len(well)
    several = late > 1
    return Text(
        en=f"Not on track: {late} of {len(known)} key results need{'' if several else 's'} attention",
        fr=f"Pas dans les temps\u202f: {late} résultat{'s' if several else ''} clé{'s' if several else ''} "
        f"sur {len(known)} demande{'nt' if several else ''} attention",
    )


def _numbers(seen: Json) -> Text:
    return Text(
        en=f"Revision {seen['head']} is head; {seen['applied'] or 'none'} is in force.",
        fr=f"La révision {seen['head']} est la tête\u202f; {seen['applied'] or 'aucune'} est en vigueur.",
    )


def _write(house: House, out: str, reader: Language, page: str) -> str:
    from passerelle.verbs.working_copy import write_file

    target = house.folder / (out or f"reports/week-{house.workspace.today}-{reader}.html")
    write_file(target, page)
    return str(target)
