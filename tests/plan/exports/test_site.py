"""The pages of a team: they lead to each other, run nothing, fetch nothing, and name nobody."""

import re
from html.parser import HTMLParser

import pytest

from passerelle.base.errors import UserError
from passerelle.plan.export import make
from plan.exports.asked import PLAN, asked

HOSTILE = "<script>alert(1)</script><img src=x onerror=y>\"'"


class Seen(HTMLParser):
    """What a page holds: its tags, links, ids, headings and the language it says it is in."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.ids, self.headings, self.lang, self.attributes = (
            [],
            [],
            set(),
            [],
            "",
            [],
        )
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += given
        self.lang = given.get("lang", self.lang) if tag == "html" else self.lang
        if "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.add(given["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Hold to well-formed nesting."""
        assert self.open.pop() == tag


def site(text=PLAN, team="vente", **more):
    """Make a site and read its pages."""
    return {one.name: one.body.decode() for one in make("site", asked(text, team=team, **more))}


@pytest.mark.parametrize("team", ["vente", "atelier"])
def test_every_page_leads_to_every_other_and_every_link_leads_somewhere(team, tmp_path):
    """Walked as from a folder: from home, each page is reached, each anchor is there."""
    pages = site(team=team)
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    waiting, reached = ["index.html"], set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        seen = Seen((tmp_path / name).read_text(encoding="utf-8"))
        for link in seen.links:
            path, _, anchor = link.partition("#")
            if path.startswith("https://plan.example"):
                continue
            assert (tmp_path / (path or name)).is_file(), link
            assert not anchor or anchor in seen.ids
            waiting.append(path or name)
    assert reached == set(pages) == {
        "index.html", "calendar.html", "objectives.html", "glossary.html", "findings.html"
    }  # fmt: skip


def test_pages_run_nothing_and_fetch_nothing():
    """No script, image or style from elsewhere; hostile words of the plan stay words."""
    text = PLAN.replace("Winter sale", f"'{HOSTILE}'".replace("\"'", '"')).replace(
        "Sales,", "'<b>Sales',"
    )
    for name, html in site(text).items():
        seen = Seen(html)
        assert not {"script", "img", "link", "iframe", "object", "b"} & set(seen.tags), name
        assert not [
            one for one in seen.attributes if one.startswith("on") or one in {"src", "style"}
        ]
        assert "default-src 'none'" in html
        assert "http" not in html.replace("https://plan.example", "").replace("http-equiv", "")
    assert "&lt;script&gt;" in site(text)["index.html"]


def test_headings_and_landmarks_are_in_order():
    """One main, one h1 a page, no level skipped, a language, a way past the navigation."""
    for language in ("en", "fr"):
        for html in site(language=language).values():
            seen = Seen(html)
            assert seen.lang == language
            assert [
                seen.tags.count(tag) for tag in ("main", "header", "footer", "nav", "title")
            ] == [1] * 5
            assert seen.headings[0] == 1
            assert seen.headings.count(1) == 1
            steps = zip(seen.headings, seen.headings[1:], strict=False)
            assert all(after - before <= 1 for before, after in steps)
            assert "content" in seen.ids
            assert seen.open == []


def test_the_team_finds_what_is_its_own():
    """Its actions with their days and cost, its tasks, its objectives, what it must read, its money."""
    home = site()["index.html"]
    for words in ("Winter sale", "1 Feb 2027 – 20 Feb 2027", "€900", "Task: Draw the poster",
                  "Bring one-time buyers back", "All actions: €2,150.50", "Our actions: €900"):  # fmt: skip
        assert words in home
    assert "Winter sale, 1 Feb 2027" in site(team="atelier")["index.html"]
    assert "Loyal customer" in site()["glossary.html"]
    assert "Client fidèle" in site(language="fr")["glossary.html"]
    assert "Budget de l&#x27;exercice\u202f: 60" in site(language="fr")["index.html"]


def test_nobody_s_name_and_no_other_team_s_money():
    """Also where a title holds a name; the amounts of others are in the total only."""
    text = PLAN.replace("Draw the poster", "Ask Paul Durand for the poster")
    every = "".join(site(text).values())
    assert not [one for one in ("Marie", "Paul", "Durand", "example.org", "1,250") if one in every]
    assert "Ask … for the poster" in every


def test_findings_are_those_of_the_team_and_name_nobody():
    """A finding on a part of another team is not there."""
    one, other = site()["findings.html"], site(team="atelier")["findings.html"]
    assert "AL-" in one
    assert one != other
    assert "marie" not in one.lower()


def test_a_team_must_be_named():
    """The teams that there are are given."""
    with pytest.raises(UserError, match="vente"):
        make("site", asked())
