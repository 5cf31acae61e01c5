"""AL-046: sales must agree to the people that marketing chooses.

What it checks
    Where the plan has a team of family ``sales``: that each ranked segment is ``approved_by`` such
    a team, or by a person who belongs to one.

Why it matters
    « Solliciter la participation des équipes de vente à la définition des cibles marketing » (002).

Bad
    teams: {vente: {family: sales}}
    segments: {hoteliers: {rank: 1, approved_by: directrice}}

Good
    teams: {vente: {family: sales}}
    segments: {hoteliers: {rank: 1, approved_by: [directrice, vente]}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import person_title
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-046",
    title=Text(en="Sales not in target definition", fr="Vente absente du ciblage"),
    question=Text(
        en="Did sales agree to every ranked segment?",
        fr="La vente a-t-elle validé chaque segment classé\u202f?",
    ),
    why=Text(
        en="Those who meet the customers know who can be won.",
        fr="Ceux qui rencontrent les clients savent qui peut être gagné.",
    ),
    severity=Severity.WARNING,
    seed="002 « Solliciter la participation des équipes de vente à la définition des cibles »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each ranked segment that no one of sales agreed to."""
    plan = given.plan
    sales = {name for name, team in plan.teams.items() if team.family == "sales"}
    if not sales:
        return
    theirs = sales | {name for name, person in plan.people.items() if person.team in sales}
    for name, segment in plan.segments.items():
        if segment.rank is None or theirs & set(segment.approved_by):
            continue
        yield RULE.broken(
            spot(given, f"segments/{name}", "approved_by"),
            say(
                "{segment} was defined without sales.",
                "{segment} a été défini sans la vente.",
                segment=name,
            ),
            say(
                "Show it to {teams}, and write in `approved_by` who agreed.",
                "Montrez-le à {teams}, et écrivez dans `approved_by` qui l'a validé.",
                teams=listed(person_title(given, one) for one in sorted(sales)),
            ),
            rank=segment.rank,
        )
