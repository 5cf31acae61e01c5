"""Home, reading, preview and apply, on a small plan."""

import re

import pytest
from django.test import Client

from passerelle.web.pages.home import drawn

READABLE = "/plan/actions/soldes/"


def test_every_link_is_drawn_from_its_objective_to_its_action():
    """Rows of equal height: the middle of row i of n; the gravest link is drawn last, on top."""
    course = [{"objective": "a"}, {"objective": "b"}]
    engine = [{"action": "x"}]
    links = [
        {"objective": "b", "action": "x", "health": "bad"},
        {"objective": "a", "action": "x", "health": "good"},
        {"objective": "gone", "action": "x", "health": "good"},
    ]
    first, second = drawn(course, engine, links)
    assert (first["health"], second["health"]) == ("good", "bad")
    assert first["d"] == "M0 25.00 C50.0 25.00 50.0 50.00 100 50.00"
    assert second["d"].startswith("M0 75.00 ")


def test_home_shows_both_halves_and_the_figure(signed_in):
    """Course, engine, the link between them, the figure in words, and what waits."""
    page = signed_in("strategist").get("/").content.decode()
    assert "Bring one-time buyers back" in page
    assert "Winter sale" in page
    assert page.count("<path class=") == 1
    assert "follow the strategy" in page
    assert 'href="/apply/"' in page


def test_home_says_how_far_the_vision_looks_and_when_it_is_looked_at_again(signed_in, served):
    """What a strategist writes under `horizon` stands beside the vision that everyone sees."""
    path = served.folder / "plan" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "vision: Linen kept\nhorizon: {until: 2031-12-31, review: 2027-06-30}\n"
        + re.sub(r"^vision:.*\n", "", text, flags=re.MULTILINE),
        encoding="utf-8",
    )
    page = signed_in("sales").get("/").content.decode()
    assert "until 31 Dec 2031" in page
    assert "looked at again on 30 Jun" in page


def test_home_without_a_plan_says_what_to_do(signed_in, served):
    """An empty plan has one sentence and one action."""
    (served.folder / "plan" / "plan.yaml").write_text("vision: x\n", encoding="utf-8")
    page = signed_in("strategist").get("/", headers={"Accept-Language": "fr"}).content.decode()
    assert "Rien n'est encore prévu" in page
    assert 'href="/templates/?of=first"' in page


@pytest.fixture
def told(served):
    """The plan asks sales to read its action."""
    path = served.folder / "plan" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    by: site\n", "    by: site\n    tell: [vente]\n")
        + "teams:\n  vente: {title: Vente}\n",
        encoding="utf-8",
    )


def test_sales_reads_and_the_strategist_sees_it(signed_in, told):
    """A preview asks; the team's answer is kept with its author."""
    strategist = signed_in("strategist")
    assert "Vente" in strategist.get("/apply/").content.decode()
    sales = signed_in("sales", username="paul", name="Paul", team="vente", visitor=Client())
    assert "actions/soldes" in sales.get("/").content.decode()
    page = sales.get("/reading/").content.decode()
    assert "Read and understood" in page
    sales.post("/reading/answer/", {"about": "actions/soldes", "answer": "read"})
    assert "Read and understood" not in sales.get("/reading/").content.decode()
    table = strategist.get("/reading/").content.decode()
    assert re.search(r"read and understood</span>.*?<td>Paul</td>", table, re.DOTALL)


def test_an_empty_objection_is_refused_with_what_to_write(signed_in, told):
    """The page says what is missing; nothing is kept."""
    signed_in("strategist").get("/apply/")
    sales = signed_in("sales", username="paul", team="vente", visitor=Client())
    answer = sales.post("/reading/answer/", {"about": "actions/soldes", "answer": "objection"})
    assert answer.status_code == 409
    assert "Write what must change" in answer.content.decode()
    assert "Read and understood" in sales.get("/reading/").content.decode()


def test_blocking_findings_stop_the_apply_and_link_to_their_field(signed_in, served):
    """No button is shown; whoever posts all the same is refused, and nothing is in force."""
    path = served.folder / "plan" / "plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "    by: site\n", "    by: site\n    promotion: 40 % public\n"
        ),
        encoding="utf-8",
    )
    client = signed_in("strategist")
    page = client.get("/apply/").content.decode()
    assert "cannot be applied" in page
    assert 'href="/plan/actions/soldes/#f-promotion"' in page
    assert "Apply revision" not in page
    refused = client.post("/apply/")
    assert refused.status_code == 409
    assert "block this apply" in refused.content.decode()


@pytest.fixture
def long_plan(served):
    """A hundred actions and sixty objectives; the last action serves none: that is to repair."""
    path = served.folder / "plan" / "plan.yaml"
    actions = "".join(
        f"  point-{i:03d}:\n    title: Point {i}\n    owner: dir\n    when: 2027-03-01..2027-03-05\n"
        "    cost: 10 EUR\n    judged_on: [orders]\n"
        + (f"    serves: [but-{i % 60:02d}]\n" if i < 99 else "")
        for i in range(100)
    )
    goals = "".join(
        f"  but-{i:02d}:\n    title: But {i}\n    owner: dir\n"
        "    results: {orders: 10 -> 20 by 2027-06-30}\n"
        for i in range(60)
    )
    path.write_text(f"people:\n  dir: {{title: Dir}}\nobjectives:\n{goals}actions:\n{actions}")


def test_a_long_plan_shows_what_needs_a_look_and_counts_the_rest(signed_in, long_plan):
    """Twenty-five parts a section, the broken last one among them; all of one section on demand."""
    strategist = signed_in("strategist")
    page = strategist.get("/plan/").content.decode()
    whole = strategist.get("/plan/?whole=actions").content.decode()

    shown = set(re.findall(r'href="/plan/actions/(point-\d+)/"', page))
    assert len(shown) == 25
    assert "point-099" in shown
    assert 'href="/plan/?whole=actions#actions"' in page
    assert len(set(re.findall(r'href="/plan/actions/(point-\d+)/"', whole))) == 100
    assert len(set(re.findall(r'href="/plan/objectives/(but-\d+)/"', whole))) == 25


def test_home_of_a_long_plan_fits_a_page(signed_in, long_plan):
    """Twenty objectives, forty actions, what is to repair among them, and how many are left out."""
    page = signed_in("strategist").get("/").content.decode()

    assert len(set(re.findall(r'href="/plan/objectives/(but-\d+)/"', page))) == 20
    assert "point-099" in page
    assert "and 60 more actions" in page
    assert "and 40 more objectives" in page
