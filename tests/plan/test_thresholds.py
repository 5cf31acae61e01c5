"""What rules compare with is data: explained, changeable, and guarded."""

import pytest

from passerelle.base.errors import Refused, UserError
from passerelle.base.finding import Enforcement
from passerelle.plan.thresholds import standard


def test_every_default_is_explained_in_both_languages() -> None:
    """A default that cannot say why it is so has no place here."""
    for named in standard().values.values():
        for threshold in named.values():
            assert threshold.why.en.endswith(".")
            assert threshold.why.fr.endswith(".")


def test_a_workspace_changes_one_and_keeps_the_rest() -> None:
    """Ours are left as they were."""
    changed = standard().changed({"AL-005": {"warning_over": "0.15"}})

    assert str(changed.number("AL-005", "warning_over")) == "0.15"
    assert changed.number("AL-005", "error_over") == standard().number("AL-005", "error_over")
    assert str(standard().number("AL-005", "warning_over")) == "0.1"


def test_enforcement_is_data_too() -> None:
    """A workspace maps a rule to what it stops."""
    changed = standard().changed({"enforcement": {"AL-030": "advisory"}})

    assert changed.enforcement == {"AL-030": Enforcement.ADVISORY}


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"AL-999": {"x": 1}}, "no threshold"),
        ({"AL-005": {"warnin_over": "0.15"}}, "warning_over"),
        ({"AL-005": {"warning_over": "beaucoup"}}, "not of the right kind"),
        ({"AL-005": {"warning_over": ["a"]}}, "not of the right kind"),
        ({"AL-010": {"verbs": "0.1"}}, "not of the right kind"),
        ({"AL-005": 3}, "not of the right kind"),
        ({"enforcement": {"AL-030": "softly"}}, "soft"),
    ],
)
def test_a_wrong_override_says_so(overrides: dict[str, object], said: str) -> None:
    """Unknown names and wrong kinds are the user's mistakes, with the nearest names."""
    with pytest.raises(UserError, match=said):
        standard().changed(overrides)


def test_integrity_cannot_be_lowered() -> None:
    """What everything after relies on stays hard."""
    with pytest.raises(Refused):
        standard().changed({"enforcement": {"AL-003": "soft"}})
