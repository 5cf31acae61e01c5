"""The word ``bonus`` on a terminal."""

import json

from small_shop import terminal

PLAN = """
objectives: {vendre: {title: Vendre plus, results: {orders: 100 -> 200}}}
bonuses: {prime: {title: Prime, pays: 1 000 EUR, rewards: {vendre: 100 %}}}
"""


def test_simulates_and_says_that_nothing_is_paid(tmp_path) -> None:
    """In words and as JSON; a wrong number is an error with its fix."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "passerelle.yaml").write_text("name: T\nlanguage: fr\n", encoding="utf-8")
    (tmp_path / "plan" / "p.yaml").write_text(PLAN, encoding="utf-8")

    said = terminal(tmp_path, "--lang", "fr", "bonus", "--at", "vendre=90")
    assert "900 EUR" in said.stdout
    assert "rien n'est versé" in said.stdout
    found = json.loads(terminal(tmp_path, "bonus", "--at", "vendre=90", "--json").stdout)
    assert found["schemes"][0]["amount"] == "900 EUR"
    wrong = terminal(tmp_path, "--lang", "fr", "bonus", "--at", "vendre=lots")
    assert wrong.returncode == 2
    assert "de 0 à 1000" in wrong.stderr
