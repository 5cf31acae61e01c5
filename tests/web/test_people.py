"""People: added, changed, let in by a link; never without an administrator."""

import re

import pytest
from django.test import Client

from passerelle.records.audit import Audit
from passerelle.records.permissions import MATRIX, Operation
from passerelle.records.tokens import ApiToken


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


def test_the_page_says_what_each_role_may_do(administrator):
    """The matrix itself, in the reader's language: each right with a yes or a no for each role."""
    page = administrator.get("/people/", headers={"Accept-Language": "fr"}).content.decode()
    table = page.partition('id="rights"')[2]
    assert "Arrêter un envoi" in table
    words = re.findall(r'<span class="(?:sign good good|sign good|soft)">(oui|non)</span>', table)
    assert len(words) == sum(1 for _ in Operation) * len(MATRIX)
    assert words.count("oui") == sum(len(allowed) for allowed in MATRIX.values())


def test_someone_reads_in_the_language_given_to_them(administrator):
    """Whatever their browser says, until they switch; an unknown one is refused."""
    person = {"username": "paul", "role": "reader", "active": "yes"}
    administrator.post("/people/save/", person | {"language": "fr"})
    page = administrator.post("/people/link/", {"username": "paul"}).content.decode()
    paul = Client(headers={"Accept-Language": "en"})
    paul.post(re.search(r"http://testserver(/sign-in/[\w-]+/)", page)[1])
    assert 'lang="fr"' in paul.get("/plan/").content.decode()
    wrong = administrator.post("/people/save/", person | {"language": "xx"})
    assert wrong.status_code == 422


def test_one_makes_a_token_shown_once_and_revokes_it(signed_in):
    """The page that makes it shows it; no other does; revoked, it opens nothing."""
    client = signed_in("analyst")
    made = client.post("/account/tokens/", {"name": "<b>nightly</b>"}).content.decode()
    token = re.search(r"pas_[\w-]{43}", made)[0]
    later = client.get("/account/").content.decode()
    assert token not in later
    assert "&lt;b&gt;nightly" in later
    program = Client(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/outline").status_code == 200
    number = ApiToken.objects.get().pk
    assert client.post(f"/account/tokens/{number}/revoke/")["Location"] == "/account/"
    assert program.get("/api/outline").status_code == 401
    assert client.post(f"/account/tokens/{number}/revoke/").status_code == 404


def test_nobody_revokes_the_token_of_another(signed_in):
    """Its number alone is not enough."""
    signed_in("analyst").post("/account/tokens/", {"name": "mine"})
    other = signed_in("administrator", visitor=Client())
    number = ApiToken.objects.get().pk
    assert other.post(f"/account/tokens/{number}/revoke/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_needs_a_name(signed_in, name):
    """Its owner must know later which one to revoke."""
    assert signed_in("reader").post("/account/tokens/", {"name": name}).status_code == 422
    assert not ApiToken.objects.exists()


def test_tokens_have_an_end(signed_in):
    """Twenty in force, then one must go first."""
    client = signed_in("reader")
    for number in range(20):
        assert client.post("/account/tokens/", {"name": str(number)}).status_code == 200
    assert client.post("/account/tokens/", {"name": "more"}).status_code == 409


def test_every_deed_with_entry_is_in_the_audit_trail(administrator):
    """Who let whom in, and who made a token."""
    administrator.post("/people/save/", {"username": "paul", "role": "reader", "active": "yes"})
    administrator.post("/people/link/", {"username": "paul"})
    administrator.post("/account/tokens/", {"name": "nightly"})
    noted = list(Audit.objects.values_list("who", "what"))
    assert noted == [("admin", "save-person"), ("admin", "make-link"), ("admin", "make-token")]


def test_signing_in_gives_a_new_session(administrator, django_user_model):
    """A session number planted before signing in is worth nothing after it."""
    page = administrator.post("/people/link/", {"username": "admin"}).content.decode()
    browser = Client()
    browser.post("/language/", {"language": "fr"})
    planted = browser.cookies["sessionid"].value
    browser.post(re.search(r"http://testserver(/sign-in/[\w-]+/)", page)[1])
    assert browser.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/plan/").status_code == 302
