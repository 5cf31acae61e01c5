"""Percentages off and last days, as people write them."""

from datetime import date

import pytest

from passerelle.plan.rule_offwords import about_a_price, offs, untils


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("-30 % sur tout", ["0.3"]),
        ("\u221230\u202f% partout", ["0.3"]),
        ("Soldes : de -20 % à -40 %", ["0.2", "0.4"]),
        ("Remise de 12,5 % en mai", ["0.125"]),
        ("Save up to 25% this week", ["0.25"]),
        ("25% off linen", ["0.25"]),
        ("25 % de remise", ["0.25"]),
        ("10 pour cent sur vos draps", ["0.1"]),
        ("20 % moins cher", ["0.2"]),
        ("12 % sur l'escapade d'hiver", ["0.12"]),
        ("15 % de moins cet hiver", ["0.15"]),
        ("15 % pour les membres", ["0.15"]),
        ("10 % offerts aux abonnées", ["0.1"]),
        ("10% for all subscribers", ["0.1"]),
        ("8 % de mieux si vous nous laissez l'ancienne", ["0.08"]),
        ("8% better when you order two", ["0.08"]),
        ("8% less.", ["0.08"]),
        ("8 % si vous rendez l'ancienne", ["0.08"]),
        ("8% less sugar, 10% better grip", []),
        ("30 % de moins d'eau au lavage", []),
        ("80 % pour les oiseaux", []),
        ("100 % lin", []),
        ("55 % lin, 45 % coton", []),
        ("55 %-60 % d'humidité", []),
        ("5 % des ventes à la forêt", []),
        ("En 2-3 jours, 3 % de pertes", []),
        ("Remise en main propre", []),
    ],
)
def test_percentages_off(text: str, shares: list[str]) -> None:
    """A minus, a word of price before or after; the shares of a fibre are none."""
    assert [str(one.share) for one in offs(text)] == shares


@pytest.mark.parametrize(
    ("text", "day", "words", "again"),
    [
        ("Soldes jusqu'au 12 février", (12, 2), "jusqu'au 12 février", "Soldes jusqu'au 1er mars"),
        ("Jusqu\u2019au dimanche 1er août", (1, 8), "Jusqu\u2019au dimanche 1er août", "Jusqu\u2019au dimanche 1er mars"),
        ("Until the 3rd of May 2027", (3, 5), "Until the 3rd of May", "Until the 1 March 2027"),
        ("Sale ends on June 30", (30, 6), "ends on June 30", "Sale ends on March 1"),
        ("Ends Friday", None, "", ""),
        ("Le 12 février", None, "", ""),
    ],
)  # fmt: skip
def test_last_days(text: str, day: tuple[int, int] | None, words: str, again: str) -> None:
    """A day and a month after *until*; it is written anew in its own language and order."""
    found = next(untils(text), None)

    assert (found and (found.day, found.month)) == day
    if found:
        assert found.words == words
        new = found.rewritten(date(2027, 3, 1))
        assert text[: found.start] + new + text[found.end :] == again


def test_what_is_about_a_price() -> None:
    """A last day alone may be that of a delivery."""
    assert about_a_price("Soldes jusqu'au 12 février")
    assert about_a_price("-20 % jusqu'au 12 février")
    assert not about_a_price("Commandez jusqu'au 20 décembre pour Noël")
