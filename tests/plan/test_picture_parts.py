"""What else is said of where a plan stands: proof, teams, money by month, needs, rivals, meetings."""

from datetime import date

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.picture import picture

PLAN = """
year: {period: 2027, locked: 2027-01-04}
pillars: {p: {title: Durer, intent: Mieux, priority: 1}}
studies: {e: {title: Enquête, method: survey, n: 400, cost: 900 EUR, measures: awareness_aided, when: 2026-05, until: 2027-12-31}}
facts:
  f: {says: On dort mal, study: e}
  vieux: {says: On achetait, until: 2026-01-01}
segments: {s: {evidence: f}, t: {evidence: vieux}}
needs: {n: {says: Dormir, importance: 5, satisfaction: 2, evidence: f}}
personas: {j: {title: Jeanne, segment: s, channels: [site, presse], languages: [fr], objections: [cher]}}
offers: {drap: {title: Drap, price: 100 EUR, cost: 40 EUR, stock: 9, arriving: 3, answers: n}}
channels: {site: {title: Le site, family: own, tier: premium}}
competitors: {x: {title: Plume, at: {prix: 2, soin: 6}}}
positionings: {m: {benefit: Au frais, at: {prix: 5, soin: 2}}}
metrics: {m: {title: M, source: x, made_of: {orders: {op: multiply}}}}
capabilities: {c: {title: Coudre, level: 2, mitigation: un atelier}}
objectives: {o: {title: Revenir, pillar: p, results: {orders: 1 -> 2}}}
actions: {a: {for: s, by: site, serves: o, offers: drap, sells: 1 / 2 / 3, skills: {couture: 3}}}
loyalty: {l: {title: Cercle, for: s, serves: o, owner: marie, when: 2027, cost: 50 EUR, judged_on: orders, tiers: {or: {gives: un drap, discount: 5 %, who: orders >= 3}}}}
spending: {d: {pays: a, months: {2027-01: {planned: 10 EUR}, 2027-03: {planned: 20 EUR, actual: 5 EUR}}}}
teams: {v: {title: Vente, days: 4}}
people: {marie: {title: Marie, team: v, days: 3, skills: {couture: 4}}, paul: {title: Paul, days: 2}}
trainings: {h: {title: Atelier, people: marie, skill: couture, level: 5, when: 2027-02-01, cost: 70 EUR}}
partners: {g: {title: Agence, family: sales, handles: 8 leads a week, skills: {couture: 5}, when: 2027, cost: 9 EUR}}
sprints: {s9: {title: Mars, when: 2027-03-01..2027-03-12}}
tasks: {k: {title: Tourner, sprint: s9, work: 2, done: true}}
rituals: {r: {title: Point, every_days: 7, held: 2027-01-08, agenda: les écarts}}
"""


def _said(language: str) -> dict[str, set[str]]:
    given = Given(read_plan({"p.yaml": PLAN}), date(2027, 1, 12), catalogue())
    return {key: {one.read(language) for one in lines} for key, lines in picture(given).items()}


def test_people() -> None:
    """What teams can work, who learns what, who is hired, capabilities, skills, personas."""
    assert {
        "Vente, person-days a week: its people 3; as a team 4",
        "Paul: 2 days a week",
        "Atelier; Marie; couture, 5 out of 5; learned by 1 Feb 2027; €70",
        "Agence; sales; handles 8 leads a week; couture, 5 out of 5; 1 Jan 2027 to 31 Dec 2027; €9",
        "Coudre; 2 out of 5; un atelier; actions that rely on it: 0",
        "couture: 2 can, levels 5, 4; actions ask for 3",
        "Jeanne, s; actions: 1; on 1 of 2 channels (site, presse); reads fr; objects “cher”",
    } <= _said("en")["people"]


def test_money_and_days() -> None:
    """The months in each state, the locked amounts, sprints with their work, meetings when due."""
    said = _said("en")

    assert {
        "Planned by month: €30, 2027-01 to 2027-03",
        "Spent by month: €5, 2027-03 to 2027-03",
    } <= said["money"]
    assert {
        "planned amounts are locked from 4 Jan 2027 on: moving one changes the course",
        "Mars, 1 Mar 2027 to 12 Mar 2027: 1 tasks, 1 done, 2 person-days",
        "Point, due on 15 Jan 2027; les écarts",
    } <= said["dates"]


def test_what_is_promised_and_sold() -> None:
    """Loyalty by tier, offers with what is left and how many there are, channels with their actions."""
    assert {
        (
            "Cercle; for s; Revenir; Marie; 1 Jan 2027 to 31 Dec 2027; €50; judged on orders; "
            "or → un drap; 5%; orders >= 3"
        ),
        "Drap, €100; 60% of it left after its cost; 9 in stock and 3 on order; actions should sell 2",
        "Le site; ours; premium; actions: 1",
    } <= _said("en")["promises"]


def test_what_is_proved() -> None:
    """By section, what rests on proof that still holds; studies and facts with what they carry."""
    assert {
        "Durer; Mieux; priority 1; objectives: 1, actions: 1",
        "Dormir; gap 3; answered by Drap",
        "Au frais: Plume 5.0 marks away on 2 axes",
        "Segments: 1 of 2 rest on proof that holds; without: t",
        "Needs: all 1 are proved",
        "Links of KPIs: 0 of 1 rest on proof that holds; without: m/orders",
        (
            "Enquête; survey; 400 answers; 1 May 2026 to 31 May 2026; €900; facts taught: 1; "
            "“On dort mal”; measures awareness_aided; valid until 31 Dec 2027"
        ),
        "On achetait, until 1 Jan 2026; supports: 1",
    } <= _said("en")["goals"]


def test_in_french() -> None:
    """The same, with French words and spaces."""
    said = _said("fr")

    assert "Besoins\u202f: tous prouvés (1)" in said["goals"]
    assert "Dormir\u202f; écart 3\u202f; comblé par Drap" in said["goals"]
    assert "Prévu au mois\u202f: 30\xa0€, de 2027-01 à 2027-03" in said["money"]
