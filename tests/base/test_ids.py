"""Names that people give, and names that we give."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.ids import is_slug, new_id, slug_of


@given(st.text())
def test_any_title_gives_a_name_that_a_plan_accepts(title):
    """Accents, signs and emptiness included; naming twice changes nothing."""
    name = slug_of(title)
    assert is_slug(name)
    assert slug_of(name) == name


def test_names_that_are_not_accepted():
    """Capitals, spaces, edges and doubled hyphens."""
    assert not any(is_slug(name) for name in ("Ab", "a b", "-a", "a-", "a--b", "", "é"))
    assert is_slug("la_lettre-2")


def test_ids_are_long_and_never_twice():
    """22 characters of chance."""
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {22}
