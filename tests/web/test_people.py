"""People: added, changed, let in by a link; never without an administrator."""

import re

import pytest
from django.test import Client


@pytest.fixture
def administrator(signed_in):
    """The administrator's browser."""
    return signed_in("administrator", username="admin")


def test_only_an_administrator_manages_people(signed_in):
    """Others do not see the page, nor its link."""
    client = signed_in("strategist")
    assert client.get("/people/").status_code == 403
    assert client.post("/people/link/", {"username": "strategist"}).status_code == 403
    assert 'href="/people/"' not in client.get("/plan/").content.decode()


def test_someone_is_added_and_enters_by_a_link_shown_once(administrator):
    """The administrator hands over a link; it opens the pages of that role."""
    sales = {"username": "paul", "name": "Paul", "role": "sales", "team": "vente", "active": "yes"}
    administrator.post("/people/save/", sales)
    page = administrator.post("/people/link/", {"username": "paul"}).content.decode()
    address = re.search(r"http://testserver(/sign-in/[\w-]+/)", page)[1]
    assert address not in administrator.get("/people/").content.decode()
    paul = Client()
    assert paul.post(address)["Location"] == "/"
    assert "Sales" in paul.get("/plan/").content.decode()
    assert paul.get("/people/").status_code == 403


def test_someone_who_may_not_sign_in_any_more_is_out_at_once(administrator):
    """Their open session ends with their right."""
    person = {"username": "paul", "role": "reader"}
    administrator.post("/people/save/", person | {"active": "yes"})
    page = administrator.post("/people/link/", {"username": "paul"}).content.decode()
    paul = Client()
    paul.post(re.search(r"http://testserver(/sign-in/[\w-]+/)", page)[1])
    administrator.post("/people/save/", person)
    assert paul.get("/plan/").status_code == 302


def test_the_last_administrator_stays(administrator):
    """Nobody locks everyone out."""
    answer = administrator.post(
        "/people/save/", {"username": "admin", "role": "reader", "active": "yes"}
    )
    assert answer.status_code == 409
    assert "No administrator would be left" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "Paul Dupont"},
        {"username": "paul", "role": "emperor"},
        {"username": "terminal"},
    ],
)
def test_a_wrong_name_or_role_is_said(administrator, wrong):
    """Nothing is half-done."""
    answer = administrator.post("/people/save/", {"role": "reader", "active": "yes"} | wrong)
    assert answer.status_code == 422
    assert "Paul" not in administrator.get("/people/").content.decode()


def test_one_sets_a_password_and_stays_signed_in_here_only(signed_in, django_user_model):
    """The session that set it goes on; the others end; the next change asks for it."""
    here, there = signed_in("sales"), Client()
    there.force_login(django_user_model.objects.get(username="sales"))
    sentence = "une phrase assez longue"
    assert here.post("/account/", {"new": sentence})["Location"] == "/account/"
    assert here.get("/plan/").status_code == 200
    assert there.get("/plan/").status_code == 302
    assert Client().post("/sign-in/", {"name": "sales", "password": sentence})["Location"] == "/"
    again = here.post("/account/", {"new": "une autre phrase longue", "current": "x"})
    assert again.status_code == 422
    assert "another one" in again.content.decode()


@pytest.mark.parametrize(
    ("weak", "words"), [("court", "12 caractères"), ("passwordpassword1234"[:8], "trop")]
)
def test_a_weak_password_is_refused_in_the_readers_language(signed_in, weak, words):
    """Every reason is given; nothing changes."""
    client = signed_in("sales", language="fr")
    answer = client.post("/account/", {"new": weak})
    assert answer.status_code == 422
    assert words in answer.content.decode()
