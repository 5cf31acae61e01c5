"""Templates in the browser: one form, one revision; what is missing is said and nothing is written."""

ANSWERS = {
    "template": "launch",
    "ask:name": "Drap d'été",
    "ask:start": "2027-05-03",
    "ask:price": "60 EUR",
    "ask:budget": "9000",
    "ask:segment": "fideles",
    "ask:owner": "marie",
}


def test_a_launch_in_one_form(signed_in, served):
    """Offer, objective, campaign and three actions, at once."""
    client = signed_in("strategist")
    assert "Product launch" in client.get("/templates/").content.decode()
    before = client.get("/api/outline").json()["revision"]
    assert client.post("/templates/", ANSWERS).status_code == 302
    plan = served.plan_on_disk
    assert plan.offers["drap-d-ete"].title == "Drap d'été"
    assert {"drap-d-ete-annonce", "drap-d-ete-lancement"} <= set(plan.actions)
    assert client.get("/api/outline").json()["revision"] == before + 1
    again = client.post("/templates/", ANSWERS)
    assert again.status_code == 422
    assert "exist" in again.content.decode()


def test_what_is_missing_is_said(signed_in, served):
    """The form comes back open, with what was typed."""
    before = served.texts()
    answer = signed_in("strategist").post("/templates/", ANSWERS | {"ask:price": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Price" in page
    assert "9000" in page
    assert served.texts() == before


def test_only_who_edits_the_plan(signed_in):
    """A reader is refused, and sees no button."""
    client = signed_in("reader")
    assert client.get("/templates/").status_code == 403
    assert "/templates/" not in client.get("/plan/").content.decode()


def test_indicators_are_called_by_their_names(signed_in):
    """Nobody has to know that « Repurchase rate » is `repurchase_rate`."""
    page = signed_in("strategist").get("/templates/?of=first").content.decode()
    assert ">Repurchase rate</option>" in page
    assert ">repurchase_rate</option>" not in page
