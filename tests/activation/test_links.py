"""Counted links that nobody can forge."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_file import START, fill

from passerelle.activation.links import Links, hosts_in, read, resolve, sign, with_code
from passerelle.base.errors import NotFound
from passerelle.records.consent import grant, withdraw
from passerelle.records.delivery import Delivery

SECRET = "a secret"
TOKEN = sign(["https://shop.example/p?é=1", "noël", "abcdefghijklmnopqrstuv"], SECRET)
ALPHABET = "abcXYZ019-_.=+/%\n é"


@settings(max_examples=2_000, deadline=None)
@given(
    st.integers(0, len(TOKEN) - 1),
    st.sampled_from(ALPHABET),
    st.sampled_from(["put", "cut", "insert"]),
)
def test_a_changed_token_is_never_accepted(place, letter, how):
    """One character changed, cut or added anywhere makes a token that we did not sign."""
    after = {
        "put": letter + TOKEN[place + 1 :],
        "cut": TOKEN[place + 1 :],
        "insert": letter + TOKEN[place:],
    }
    changed = TOKEN[:place] + after[how]
    assert changed == TOKEN or read(changed, SECRET) is None


def test_ten_thousand_changed_tokens(ledger):
    """Each single-character change of some tokens, and each wrong secret, is refused."""
    tried = 0
    for token in (sign([f"https://shop.example/{n}", "code", ""], SECRET) for n in range(5)):
        for place in range(len(token)):
            for letter in "abcdefghijklmnopqrstuvwxyzAZ09-_":
                if token[place] != letter:
                    tried += 1
                    assert read(token[:place] + letter + token[place + 1 :], SECRET) is None
        assert read(token, SECRET + "x") is None
    assert tried > 10_000
    with pytest.raises(NotFound):
        resolve("nothing", secret=SECRET, at=START)


def test_a_click_names_the_person_only_while_tracking_is_consented_to(ledger):
    """Consent taken back acts on messages already sent; without a code nobody is named."""
    fill(1, barred=0)
    row = Delivery.objects.get()
    links = Links("https://m.example", SECRET, "noel", {"shop.example"})
    token = links.link("https://shop.example/p", row.link_token).rpartition("/r/")[2]
    assert resolve(token, secret=SECRET, at=START).person is None
    grant(row.person, "tracking", at=START)
    click = resolve(token, secret=SECRET, at=START)
    assert (click.person, click.action) == (row.person, "noel")
    withdraw(row.person, "tracking", at=START)
    assert resolve(token, secret=SECRET, at=START).person is None
    plain = links.link("https://shop.example/p").rpartition("/r/")[2]
    assert resolve(plain, secret=SECRET, at=START).person is None


def test_the_code_is_added_once_and_the_rest_is_kept():
    """What the author's address asks for stays; our parameters replace older ones."""
    url = with_code("https://shop.example/p?a=1&utm_campaign=old&b=#top", "noël & co")
    query = parse_qs(urlsplit(url).query, keep_blank_values=True)
    assert query == {
        "a": ["1"],
        "b": [""],
        "utm_source": ["passerelle"],
        "utm_medium": ["email"],
        "utm_campaign": ["noël & co"],
    }
    assert urlsplit(url).fragment == "top"
    assert with_code(url, "noël & co") == url


def test_only_hosts_of_the_template_are_signed():
    """An address that came with a person's data is left as it is."""
    source = '<a href="https://shop.example/p?x=1&amp;y=2">V</a> <a href="{{ url }}">P</a>'
    links = Links("https://m.example", SECRET, "noel", hosts_in(source))
    html, text = links.rewrite(
        source.replace("{{ url }}", "https://evil.example/"),
        "https://shop.example/p https://evil.example/ https://shop.example.evil.example/",
    )
    assert html.count("https://m.example/r/") == 1
    assert 'href="https://evil.example/"' in html
    assert text.count("https://m.example/r/") == 1


def test_without_tracking_two_people_get_the_same_links():
    """Nothing in the links of a message tells two people apart."""
    links = Links("https://m.example", SECRET, "noel", {"shop.example"})
    page = '<a href="https://shop.example/p">V</a>'
    assert links.rewrite(page, "") == links.rewrite(page, "")
    assert links.rewrite(page, "", "someone") != links.rewrite(page, "", "someone-else")
