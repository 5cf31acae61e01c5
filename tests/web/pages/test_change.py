"""Impact, difference, the past, alignment, approvals: what pages show and who may press what."""

import pytest
from django.test import Client

EDIT = {"changes": [{"node": "vision", "value": "Linen for twenty years"}], "reason": "longer"}


def _post(client, address, data):
    return client.post(address, data, content_type="application/json")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/impact/", "Nothing waits"),
        ("/impact/brand/", "touches"),
        ("/impact/segments/fideles/", "Winter sale"),
        ("/impact/of/?what=segments/fideles", None),
        ("/impact/of/?what=%2F%2F", None),
        ("/difference/", "differ"),
        ("/history/on/", "Choose a day"),
        ("/alignment/", "follow"),
    ],
)
def test_pages_answer(signed_in, address, words):
    """Each in words; a page that only leads on redirects."""
    answer = signed_in("reader").get(address)
    if words is None:
        assert answer.status_code == 302
        return
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_same_in_french(signed_in):
    """French sentences, no hole."""
    client = signed_in("reader", language="fr")
    for address in ("/impact/brand/", "/difference/", "/history/on/", "/alignment/"):
        page = client.get(address).content.decode()
        assert 'lang="fr"' in page
        assert "{n}" not in page


def test_unknown_parts_and_days_are_said(signed_in):
    """404 with the nearest; a day that is none; a day before the first apply."""
    client = signed_in("reader")
    assert client.get("/impact/segments/fidels/").status_code == 404
    for day in ("yesterday", "2020-01-01"):
        answer = client.get("/history/on/", {"day": day})
        assert answer.status_code == 404
        assert 'role="alert"' in answer.content.decode()


def test_an_approval_is_one_press_for_whoever_may(signed_in, served):
    """Sales sees a button for its seat; a reader sees that it waits."""
    from passerelle.verbs.apply import apply
    from passerelle.verbs.edit import edit
    from passerelle.verbs.preview import preview

    teams = {"vente": {"family": "sales"}, "cap": {"family": "strategy"}}
    for name, team in teams.items():
        edit(served, [{"node": f"teams/{name}", "field": "", "value": team}], "teams")
    repair = [
        {"node": "actions/soldes", "field": "owner", "value": "marie"},
        {"node": "actions/soldes", "field": "judged_on", "value": ["orders"]},
        {"node": "segments/fideles", "field": "promise", "value": "First to see"},
    ]
    edit(served, repair, "repair")
    preview(served)
    apply(served, "first")
    sales = signed_in("sales", team="vente", username="dan")
    reader = signed_in("reader", visitor=Client(), username="rea")
    edit(served, EDIT["changes"], "longer")
    assert "vision" in sales.get("/impact/").content.decode()
    assert "Approve" in sales.get("/apply/").content.decode()
    assert 'name="seat"' not in reader.get("/apply/").content.decode()
    number = sales.get("/api/approvals").json()["revision"]
    answer = sales.post("/apply/approve/", {"revision": number, "seat": "sales"})
    assert answer.status_code == 302
    rows = {row["seat"]: row["given"] for row in sales.get("/api/approvals").json()["needed"]}
    assert rows == {"strategy": False, "sales": True}
    assert reader.post("/apply/approve/", {"revision": number}).status_code == 403
