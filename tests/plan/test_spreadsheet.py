"""A first plan typed in a spreadsheet."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.base.language import Language
from passerelle.plan.load import read_plan
from passerelle.plan.spreadsheet import plan_from_sheets, template_sheets

FRENCH = {
    "Objectifs": [
        ["Maison Lin, plan 2027"],
        [],
        ["Objectif", "Indicateur", "De", "À", "Échéance", "Responsable", "Humeur"],
        ["Exemple : vendre plus", "x", "1", "2", "hier"],
        ["Faire revenir", "Taux de réachat", "24 %", "28 %", datetime(2027, 12, 31), "Directrice marketing", "bonne"],
        ["Faire revenir", "unsubscribe_rate", None, "reste sous 0,4 %", "", ""],
        ["Recruter", "new_customers", 1200.0, 1500.0, "31/12/2027", "Directrice marketing"],
        ["Plaire", "nps", 0.24, 0.28],
    ],
    "Segments": [
        ["Segment", "Rang", "Qui", "Promesse"],
        ["Fidèles", 1.0, "commandes >= 3 en 24 mois", "Les nouveautés avant tout le monde"],
        ["Une fois", "2", "commandes = 1 et pluie", None],
    ],
    "Actions": [
        ["Action", "Pour", "Canal", "Début", "Fin", "Coût", "Responsable", "Sert", "Remise"],
        ["Avant-première", "Fidèles; Une fois", "email", date(2027, 3, 18), date(2027, 3, 20), 6500, "Boutique", "Faire revenir", "15 % membres"],
        ["Avant-première", "Fidèles", "email", "2027-02-30", None, "gratuit"],
        [None, "Fidèles"],
    ],
    "Budget": [["Enveloppe", "Montant"], ["E-mail", "20 000"], ["Divers", None]],
    "Notes": [["à faire"]],
}  # fmt: skip


def test_french_sheets_become_a_plan() -> None:
    """Objectives, segments, actions and budget arrive; owners become people."""
    plan = read_plan(plan_from_sheets(FRENCH, kpis={"Taux de réachat": "repurchase_rate"}).texts)
    results = plan.objectives["faire-revenir"].results
    assert set(results) == {"repurchase_rate", "unsubscribe_rate"}
    assert results["repurchase_rate"].target.by == date(2027, 12, 31)
    assert plan.objectives["recruter"].results["new_customers"].target.by == date(2027, 12, 31)
    action = plan.actions["avant-premiere"]
    assert action.segments == ("fideles", "une-fois")
    assert str(action.cost) == "6 500 EUR"
    assert str(action.when) == "2027-03-18..2027-03-20"
    assert plan.people["directrice-marketing"].title == "Directrice marketing"
    assert str(plan.budget["e-mail"].amount) == "20 000 EUR"


def test_what_finds_no_place_is_listed_by_cell() -> None:
    """Each cell that is not in the plan is named, with what to write instead."""
    places = [str(fault.place) for fault in plan_from_sheets(FRENCH).unplaced]
    assert places == [
        "Objectifs!G3", "Objectifs!C8", "Objectifs!D8", "Objectifs!D8", "Segments!C3", "Actions!D3",
        "Actions!F3", "Actions!A4", "Budget!A3", "Notes!A1",
    ]  # fmt: skip


def test_text_is_readable() -> None:
    """The text has comments and one field a line."""
    text = plan_from_sheets(FRENCH).texts["plan/plan.yaml"]
    assert (
        "# Objectives / Objectifs\nobjectives:\n  faire-revenir:\n    title: Faire revenir\n"
        in text
    )
    assert "  # Fidèles\n  fideles:" in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_template_is_read_by_its_own_headings(language: Language) -> None:
    """Every heading of the template is understood; its example row is left out, and reads when kept."""
    template = template_sheets(language)
    empty = plan_from_sheets({one.name: [one.headings, one.example] for one in template})
    assert empty.unplaced == ()
    assert read_plan(empty.texts).objectives == {}
    kept = {
        one.name: [one.headings, [one.example[0].split(":", 1)[1].strip(), *one.example[1:]]]
        for one in template
    }
    filled = plan_from_sheets(kept)
    assert filled.unplaced == ()
    plan = read_plan(filled.texts)
    assert len(plan.objectives) == len(plan.segments) == len(plan.actions) == len(plan.budget) == 1
    assert all(name in plan.objectives for name in next(iter(plan.actions.values())).serves)


CELLS = st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.dates() | st.booleans()


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["Objectifs", "Segments", "Actions", "Budget", "x"]),
    st.lists(st.lists(CELLS, max_size=9), max_size=4),
)
def test_any_cells_end_in_a_plan(name: str, rows: list[list[object]]) -> None:
    """Whatever the cells hold, the texts load."""
    head = FRENCH.get(name, [[]])[2 if name == "Objectifs" else 0]
    assert read_plan(plan_from_sheets({name: [head, *rows]}).texts) is not None
