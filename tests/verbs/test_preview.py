"""Preview: what apply would do, kept, and asked of its readers once."""

import json

import pytest

from passerelle.base.errors import NotFound
from passerelle.records.conversation import Acknowledgement
from passerelle.verbs.converse import acknowledge, reading_list
from passerelle.verbs.edit import edit
from passerelle.verbs.preview import preview, saved_preview
from verbs.conftest import read_all

VIDEO = "actions/lin-en-video"


def readers(house):
    """Who was asked to read what, and what they said."""
    return {
        (row["about"], row["who"]): row["answer"] for row in preview(house).as_json()["readers"]
    }


def test_the_six_lines_and_the_reach(shop):
    """People, money, dates, promises, goals, checks; matched is reachable plus the reasons."""
    body = preview(shop).as_json()
    assert list(body["lines"]) == ["people", "money", "dates", "promises", "goals", "checks"]
    assert all(body["lines"].values())
    names = {row["action"] for row in body["sends"]}
    assert names == {"completer-la-parure", "reveil-des-dormants"}
    for row in body["sends"]:
        assert row["matched"] == row["reachable"] + sum(row["reasons"].values()) > 0
    assert {row["action"] for row in body["tasks"]} >= {"jours-du-blanc", "salon-hotellerie"}


def test_what_blocks_is_named_and_exits_1(shop):
    """The promotion against the brand, and what sales have not read."""
    made = preview(shop)
    assert made.code == 1
    assert {finding.rule for finding in made.blocked} == {"AL-030", "AL-051"}


def test_a_preview_is_kept_and_read_again_word_for_word(shop):
    """Also when it is stale."""
    made = preview(shop).as_json()
    path = shop.folder / made["saved_as"]
    assert json.loads(path.read_text("utf-8")) == made
    assert saved_preview(shop, made["revision"]).as_json() == made
    with pytest.raises(NotFound):
        saved_preview(shop, 99)


def test_asking_again_asks_nobody_twice(shop):
    """Fourteen requests stay fourteen."""
    asked = readers(shop)
    readers(shop)
    assert Acknowledgement.objects.count() == len(asked) > 5


def test_an_answer_stands_while_the_action_is_word_for_word_the_same(shop):
    """An edit of another action leaves it; an edit of this one asks again."""
    readers(shop)
    acknowledge(shop, VIDEO, "read", team="boutique")
    edit(shop, [{"node": "actions/reciblage", "field": "title", "value": "Bannières"}], "words")
    assert readers(shop)[VIDEO, "boutique"] == "read"
    edit(shop, [{"node": VIDEO, "field": "cost", "value": "1 EUR"}], "money")
    assert not readers(shop)[VIDEO, "boutique"]


def test_putting_the_action_back_brings_the_answer_back(shop):
    """What was read is what would be applied."""
    readers(shop)
    acknowledge(shop, VIDEO, "objection", "the shop has no samples", team="boutique")
    edit(shop, [{"node": VIDEO, "field": "title", "value": "Autre"}], "try")
    assert not readers(shop)[VIDEO, "boutique"]
    edit(shop, [{"node": VIDEO, "field": "title", "value": "Le geste du tisserand en vidéo"}], "no")
    assert readers(shop)[VIDEO, "boutique"] == "objection"


def test_a_request_that_the_plan_no_longer_makes_is_withdrawn(shop):
    """Nobody is left with something to read that is gone."""
    readers(shop)
    edit(shop, [{"node": VIDEO, "field": "tell", "value": None}], "not theirs")
    assert (VIDEO, "boutique") not in readers(shop)
    assert VIDEO not in {row["about"] for row in reading_list(shop).asked}


def test_all_read_leaves_only_the_promotion(shop):
    """AL-051 reads the answers."""
    read_all(shop)
    assert {finding.rule for finding in preview(shop).blocked} == {"AL-030"}
