"""Two people on one action: other fields merge, one field is chosen, and nothing typed is lost."""

import pytest

from journeys.browser.steps import change, record
from journeys.browser.visitor import plain

pytestmark = pytest.mark.browser

ACTION = "/plan/actions/avant-premiere/"
OTHER_ACTION = "/plan/actions/presse-art-de-vivre/"


@pytest.fixture
def pair(shop, street):
    """A strategist who reads French and a campaign manager who reads English, each in a browser."""
    camille = street.enter(shop, shop.person("camille", "strategist", "direction"), "fr")
    lea = street.enter(shop, shop.person("lea", "campaign_manager", "marketing"), "en")
    return camille, lea


def test_changes_of_different_fields_are_both_kept(pair):
    """Each saw the same revision; the second to record finds the first one's change beside its own."""
    camille, lea = pair
    for one in pair:
        one.open(ACTION)
    change(camille, "cost", "7 000 EUR", why="Le traiteur a changé.")
    change(lea, "place", "Lille, rue de Gand", why="The hall moved.")
    for one in pair:
        page = one.open(ACTION)
        assert page.input_value("[name=cost]") == "7 000 EUR"
        assert page.input_value("[name=place]") == "Lille, rue de Gand"


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_one_field_is_shown_twice_and_the_person_chooses(pair, keep):
    """Both values stand there with author and time; the choice holds, the other fields are recorded."""
    camille, lea = pair
    for one in pair:
        one.open(OTHER_ACTION)
    first, second = ("12 500 EUR", "13 000 EUR") if keep == "mine" else ("14 500 EUR", "15 000 EUR")
    place = f"Lille, {keep}"
    change(camille, "cost", first)
    lea.page.fill("#plan-form [name=cost]", second)
    lea.page.fill("#plan-form [name=place]", place)
    lea.press("Enregistrer", "Record", within="#plan-form")
    lea.reads("Deux valeurs, une à choisir", "Two values, one to choose")
    assert "Camille changed the same field on" in lea.told()
    assert "2026" in lea.told() or "20" in lea.told()
    shown = plain(lea.page.inner_text("main form"))
    assert first in shown
    assert second in shown
    lea.page.check(f"input[value={keep}]")
    lea.press("Enregistrer", "Record")
    lea.reads("Enregistré", "Recorded as revision")
    for one in pair:
        page = one.open(OTHER_ACTION)
        assert page.input_value("[name=cost]") == (second if keep == "mine" else first)
        assert page.input_value("[name=place]") == place


def test_leaving_the_choice_loses_nothing(pair):
    """Who walks away from the two values finds what they typed as a draft."""
    camille, lea = pair
    for one in pair:
        one.open("/plan/actions/salon-hotellerie/")
    change(camille, "cost", "14 100 EUR")
    lea.page.fill("#plan-form [name=cost]", "14 900 EUR")
    lea.press("Enregistrer", "Record", within="#plan-form")
    lea.reads("Deux valeurs, une à choisir", "Two values, one to choose")
    page = lea.open("/plan/actions/salon-hotellerie/")
    assert page.input_value("[name=cost]") == "14 900 EUR"
    assert "draft" in lea.told()
    lea.press("Enregistrer", "Record", within="#plan-form")
    lea.reads("Deux valeurs, une à choisir", "Two values, one to choose")
    lea.press("Enregistrer", "Record")
    lea.reads("Rien n'a changé", "Nothing was changed")
    assert lea.page.input_value("[name=cost]") == "14 100 EUR"


def test_a_draft_survives_closing_the_tab(pair):
    """What was typed is there in another tab and another browser of the same person, and for nobody else."""
    camille, lea = pair
    where = "/plan/actions/visites-d-hotels/"
    page = camille.open(where)
    page.fill("#plan-form [name=place]", "Angers et Nantes")
    page.locator("#draft-kept", has_text="Brouillon gardé").wait_for()
    page.close()
    camille.page = camille.context.new_page()
    again = camille.open(where)
    assert again.input_value("[name=place]") == "Angers et Nantes"
    assert "brouillon" in camille.told()
    assert lea.open(where).input_value("[name=place]") == ""
    record(camille)
    assert lea.open(where).input_value("[name=place]") == "Angers et Nantes"


def test_what_is_typed_just_before_the_tab_closes_is_kept(pair):
    """No pause before closing: the last words are kept all the same."""
    camille, _ = pair
    where = "/plan/actions/lin-en-video/"
    page = camille.open(where)
    page.locator("#plan-form [name=place]").press_sequentially("Le métier à tisser")
    page.close(run_before_unload=True)
    camille.page = camille.context.new_page()
    camille.page.wait_for_timeout(500)
    assert camille.open(where).input_value("[name=place]") == "Le métier à tisser"


def test_a_word_typed_and_taken_back_is_no_draft(pair):
    """A field that stands as in the plan again is not kept at its value of in between."""
    camille, _ = pair
    where = "/plan/actions/atelier-reparation/"
    page = camille.open(where)
    before = page.input_value("[name=place]")
    for words, said in (("Un autre lieu", "Brouillon gardé"), (before, "Comme dans le plan")):
        page.fill("#plan-form [name=place]", words)
        page.locator("#draft-kept", has_text=said).wait_for()
    assert camille.open(where).input_value("[name=place]") == before
    assert "brouillon" not in camille.told()


def test_an_action_removed_meanwhile_comes_back_with_what_the_other_typed(pair):
    """Who typed on an action that is gone is told, still sees their words, and may add it again."""
    camille, lea = pair
    where = "/plan/actions/reciblage/"
    for one in pair:
        one.open(where)
    lea.page.fill("#plan-form [name=place]", "Sites de décoration")
    camille.page.locator("details summary", has_text="Retirer du plan").click()
    camille.page.locator("button[name=remove]").click()
    camille.page.wait_for_url("**/plan/")
    lea.press("Enregistrer", "Record", within="#plan-form")
    lea.reads("a été retiré entre-temps", "was removed meanwhile")
    assert lea.page.input_value("[name=place]") == "Sites de décoration"
    record(lea)
    page = camille.open(where)
    assert page.input_value("[name=place]") == "Sites de décoration"
    assert page.input_value("[name=title]") == "Bannières pour les visiteurs du site"
