"""Accepted threats are said with their weight and the reason."""

from passerelle.plan.brief_why import reasons
from passerelle.plan.load import read_plan
from passerelle.plan.risks import accepted_risks


def test_each_accepted_threat_is_said_with_its_reason() -> None:
    """Those that are not accepted are left to AL-100."""
    plan = read_plan(
        {
            "plan/plan.yaml": """
swot:
  a: {says: Bas prix, quadrant: threat, impact: 4, probability: 3, accepted: Trop loin}
  b: {says: Autre, quadrant: threat, impact: 4, probability: 3}
  z: {says: Force, quadrant: strength, impact: 4, probability: 3, accepted: Sans objet}
pestel: {c: {says: La TVA monte, dimension: legal, accepted: Tous la paient}}
forces: {d: {says: Les géants, force: rivalry, intensity: 5, accepted: Un autre rayon}}
competitors: {r: {title: Rival}}
moves: {e: {says: Ouvre à Lille, competitor: r, impact: 4, accepted: Une autre rue}}
"""
        }
    )

    assert [one.en for one in accepted_risks(plan)] == [
        "“Bas prix”, 12 out of 25, is accepted: Trop loin",
        "“La TVA monte (legal)” is accepted: Tous la paient",
        "“Les géants (rivalry)”, 5 out of 5, is accepted: Un autre rayon",
        "“Rival: Ouvre à Lille”, 4 out of 5, is accepted: Une autre rue",
    ]
    first = next(accepted_risks(plan)).fr
    assert first == "«\u202fBas prix\u202f», 12 sur 25, est accepté\u202f: Trop loin"


def test_a_task_sheet_says_what_its_action_answers() -> None:
    """Factors, forces, moves and opportunities, each with its weight when it is known."""
    plan = read_plan(
        {
            "plan/plan.yaml": """
pestel:
  c: {says: La TVA monte, dimension: legal, impact: 2, probability: 3, answered_by: o}
  b: {says: Il fait chaud, dimension: social, effect: opportunity, answered_by: o}
forces: {d: {says: Les géants, force: rivalry, intensity: 5, answered_by: z}}
moves: {e: {says: Ouvre, competitor: rival, kind: launch, when: 2027-02-01, source: Presse, answered_by: a}}
opportunities: {h: {title: Hôtels, size: 4, fit: 3, ease: 2, answered_by: a}}
objectives: {o: {title: O}}
actions: {a: {serves: o}}
"""
        }
    )

    said = [text.en for head, text in reasons(plan, "a", plan.actions["a"]) if head.en == "Answers"]
    assert said == [
        "La TVA monte (legal), 6 out of 25",
        "Il fait chaud (social, opportunity)",
        "rival: Ouvre (launch, 1 Feb 2027, Presse)",
        "Hôtels, 24 out of 125",
    ]


def test_a_task_sheet_says_what_its_action_relies_on() -> None:
    """How well the company can do it, and how it does without."""
    plan = read_plan(
        {
            "plan/plan.yaml": """
capabilities:
  c: {title: Couture, level: 1, mitigation: un atelier}
  d: {title: Dessin}
actions: {a: {relies_on: [c, d, z]}}
"""
        }
    )

    why = reasons(plan, "a", plan.actions["a"])
    said = [text.fr for head, text in why if head.en == "Relies on"]
    assert said == ["Couture, 1 sur 5\u202f; compensé par\u202f: un atelier", "Dessin"]
