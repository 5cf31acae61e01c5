"""What is wrong, where, why, and how to repair it, in both languages, with an exit code."""

import pytest

from passerelle.base.errors import (
    Bug,
    Fault,
    InputErrors,
    NotAllowed,
    NotFound,
    OutsideError,
    PasserelleError,
    Refused,
    UserError,
    nearest,
)
from passerelle.base.language import Text
from passerelle.base.place import Place

WHAT = Text(en="'wen' is unknown.", fr="« wen » est inconnu.")
FIX = Text(en="Write when.", fr="Écrivez when.")
WHY = Text(en="No field is called so.", fr="Aucun champ ne porte ce nom.")


def test_a_fault_reads_place_what_why_repair():
    """One line, in the order in which one repairs."""
    fault = Fault(WHAT, FIX, Place("plan/plan.yaml", 4, 2), WHY)
    assert fault.read("en") == (
        "plan/plan.yaml:4:2: 'wen' is unknown. No field is called so. → Write when."
    )
    assert fault.read("fr").endswith("→ Écrivez when.")
    assert fault.as_json()["place"] == "plan/plan.yaml:4:2"


def test_all_faults_are_read_not_only_the_first():
    """Whoever repairs sees the whole list at once."""
    error = InputErrors([Fault(WHAT, FIX, Place("a", 1)), Fault(WHAT, FIX, Place("b", 2))])
    assert error.read("fr").splitlines() == [
        "a:1:1: « wen » est inconnu. → Écrivez when.",
        "b:2:1: « wen » est inconnu. → Écrivez when.",
    ]
    assert "b:2:1" in str(error)


@pytest.mark.parametrize(
    ("kind", "code"), [(UserError, 2), (NotFound, 2), (NotAllowed, 2), (Refused, 1)]
)
def test_who_must_act_decides_the_exit_code(kind, code):
    """2 for what the caller mistyped, 1 for what the house forbids."""
    assert kind(WHAT, FIX).exit_code == code
    assert isinstance(kind(WHAT, FIX), PasserelleError)


def test_other_systems_and_our_own_faults():
    """75 for a failure of others, with their words; 70 for ours."""
    error = OutsideError(WHAT, answer="421 try later", may_retry=True)
    assert error.exit_code == 75
    assert error.read("fr") == "« wen » est inconnu. (421 try later)"
    assert Bug("x").exit_code == 70


def test_near_names_are_offered_first():
    """A slip of the finger is recognised; else the known names are listed; else there is none."""
    assert (
        nearest("repurchase", ["revenue", "repurchase_rate"]).en == "Did you mean: repurchase_rate?"
    )
    assert nearest("zzz", ["a", "b"]).en == "Known names: a, b."
    assert nearest("zzz", []).fr == "Aucun n'est encore défini."
