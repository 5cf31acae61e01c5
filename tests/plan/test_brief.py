"""What a colleague is told: why, for whom, what to say and never say, how, and whom to tell."""

from passerelle.plan.brief import brief_lines, person_text
from passerelle.plan.load import read_plan

PLAN = """
facts:
  f: {says: Deux sur trois, from: orders, n: 412, until: 2027-06-30, assumption: true}
swot: {m: {says: Lin à bas prix, quadrant: threat, impact: 4, probability: 3, evidence: f, answered_by: a}}
markets: {fr: {title: Linge, countries: [FR, BE], growth: 1 / 3 / 5 %, evidence: f}}
brand: {tier: premium, promise: Réparé, means: {price: jamais bradé}, never: {discount_over: 20 %, words: [déstockage]}}
offers: {drap: {title: Drap, price: 100 EUR, cost: 40 EUR, markets: fr}}
segments: {s: {who: everyone, evidence: f}}
personas: {p: {title: Jeanne, segment: s, channels: [email], languages: [fr], objections: [froisse]}}
messages: {m: {says: Bonjour, segment: s, evidence: f}}
objectives: {o: {title: Revenir, market: fr, results: {orders: 1 -> 2}}}
campaigns: {c: {title: Toute l'année, budget: 900 EUR, serves: o, owner: marie}}
actions:
  avant: {when: 2027-01-01..2027-01-09}
  a: {campaign: c, for: s, by: site, when: 2027-02-10, says: m, promotion: 10 % public, offers: drap, needs: avant,
      holdout: 10 %, tell: [vente, marie], tracking: code-a}
teams: {vente: {title: Vente, family: sales, notice_days: 10}}
people: {marie: {title: Directrice, team: vente, email: m@x.example}}
"""


def _said(language: str) -> list[str]:
    return [f"{head.read(language)}: {said.read(language)}" for head, said in _lines()]


def _lines():
    return brief_lines(read_plan({"plan.yaml": PLAN}), "a")


def test_says_why() -> None:
    """The objective, its market and growth, the threat answered, and what is known."""
    said = _said("en")

    assert (
        "Market: Linge (FR, BE), growing 3% a year (between 1% and 5%; known from: Deux sur trois)"
        in said
    )
    assert "Answers: Lin à bas prix (threat, 12 out of 25; known from: Deux sur trois)" in said
    known = "Deux sur trois (orders), n = 412, until 30 Jun 2027; not proved yet"
    assert f"Known: {known}" in said
    assert f"Proof: {known}" in said


def test_says_to_whom_and_what() -> None:
    """The persona, a channel where they are not, objections, words and limits of the brand."""
    said = _said("fr")

    assert "Se trouve sur: email\u202f; site n'en fait pas partie" in said
    assert "Répondre à: froisse" in said
    assert "Message: Bonjour" in said
    assert "Niveau de gamme: haut de gamme" in said
    assert "Mots à ne jamais employer: déstockage" in said
    assert "Pas de remise publique au-delà de: 20\u202f%" in said


def test_says_what_is_left_of_the_price() -> None:
    """The price after the discount, and what is left after the cost."""
    assert "Offer: Drap, €90, €50 left after its cost; sold in Linge" in _said("en")


def test_says_who_is_told_and_when() -> None:
    """The owner with team and address, the day by which a team must know, what comes before."""
    said = _said("en")

    assert "Owner: Directrice, Vente (sales), <m@x.example>" in said
    assert "Tell: Vente (sales), by 31 Jan 2027" in said
    assert "After: avant, which ends on 9 Jan 2027" in said
    assert "Campaign: Toute l'année, €900 at most for all its actions" in said
    assert "Tracking code: code-a" in said


def test_a_heading_with_nothing_under_it_is_left_out() -> None:
    """A bare action gives a short sheet."""
    said = brief_lines(read_plan({"plan.yaml": "actions: {a: {by: email}}"}), "a")

    assert [head.en for head, _ in said] == ["Channel", "Tracking code"]


def test_someone_unknown_keeps_their_name() -> None:
    """A name that the plan does not describe is given as it is."""
    assert person_text(read_plan({"plan.yaml": ""}), "paul").fr == "paul"


def test_both_languages_say_as_much() -> None:
    """Each line stands in both languages."""
    assert all(head.fr and said.fr for head, said in _lines())
