"""A word that the brand never uses: its forms, its neighbours, its denials."""

import pytest

from passerelle.plan.rule_forbidden import uses, uses_as_written


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("billig", "Billige Preise"),
        ("billig", "Noch billiger"),
        ("revolutionär", "Eine revolutionäre Technik"),
        ("déstockage", "Grands déstockages d'hiver"),
        ("prix cassés", "Un prix cassé"),
        ("prix cassé", "PRIX CASSÉS !"),
        ("discount", "Discounts on linen"),
        ("discount", "Discounted linen"),
        ("exceptionnel", "Une vente exceptionnelle"),
        ("exceptionnelle", "Un jour exceptionnel"),
        ("cadeau", "Des cadeaux"),
        ("cheap", "Cheaper than ever"),
        ("cheap", "Not only cheap"),
        ("prix cassés", "N'attendez pas : prix cassés"),
        ("prix cassés", "Jamais de prix cassés, mais des prix cassés demain"),
        ("prix cassés", "Des prix, cassés"),
        ("prix cassés", "Des <b>prix</b> cassés"),
        ("solde", "Sans attendre, les soldes"),
        ("guérit", "Elle ne guérit pas seulement le dos"),
        ("guérit", "On ne l'oublie pas, elle guérit"),
        ("guérit", "Ne tardez plus : elle guérit tout"),
        ("guérit", "L'eau guérit rien qu'en la touchant"),
        ("guérit", "Il ne faut pas croire qu'elle guérit"),
        ("guérit", "Elle ne guérit que le dos"),
    ],
)
def test_a_form_of_the_word_is_found(word: str, text: str) -> None:
    """Number, gender, degree and tense do not hide it, nor does a denial of something else."""
    assert uses(text, word)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("discount", "We discontinue this range"),
        ("solde", "Le soldeur du coin"),
        ("bas", "La base du lin"),
        ("vente", "Le vent se lève"),
        ("prix", "Il est pris"),
        ("cours", "La course"),
        ("italie", "Un lin italien"),
        ("prix cassés", "Jamais de prix cassés"),
        ("prix cassés", "Sans aucun prix cassé"),
        ("cheap", "Never cheap"),
        ("cheap", "It will never be cheap, nor a cheap thing"),
        ("déstockage", "Ni déstockage, ni prix cassés"),
        ("déstockage", "Arrêter le déstockage"),
        ("billig", "Nicht billig"),
        ("guérit", "L'eau de mer ne guérit rien, elle délasse"),
        ("guérit", "Elle n'a jamais tort : elle ne vous guérit pas"),
        ("guérit", "Elle ne guérit plus personne"),
        ("cure", "Sea water doesn't cure, it rests"),
        ("cure", "It won’t cure you"),
        ("grande surface", "Chez nous, hors grande surface"),
        ("soldes", "En dehors des soldes"),
        ("!", "Oui !"),
    ],
)
def test_another_word_and_a_denial_are_left_alone(word: str, text: str) -> None:
    """What merely starts alike is another word; what is refused is not said."""
    assert not uses(text, word)


def test_the_very_words_are_told_from_a_form() -> None:
    """The message speaks of a form when the word itself is not there."""
    assert uses_as_written("Prix CASSES", "prix cassés")
    assert not uses_as_written("Prix cassé", "prix cassés")
