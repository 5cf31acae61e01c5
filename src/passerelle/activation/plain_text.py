"""The plain-text part of a message, derived once from its HTML; Liquid in it is left as it is."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "tr", "table", "h1", "h2", "h3", "h4", "ul", "ol", "li", "br", "section"}
_SILENT = {"head", "style", "script", "title"}


class _Reader(HTMLParser):
    """Collects the words, the links behind them and the breaks between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.words.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self.links.append(named.get("href") or "")
        elif tag == "img" and named.get("alt"):
            self.words.append(f" {named['alt']} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.words.append("\n")
        elif tag == "a" and self.links:
            link = self.links.pop()
            self.words.append(f" : {link} " if link and not link.startswith("#") else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def text_of(html: str) -> str:
    r"""Write the text of an HTML message: links after their words, one blank line at most.

    >>> text_of('<p>Bonjour <b>{{ name }}</b></p><p><a href="https://a.example/">Voir</a></p>')
    'Bonjour {{ name }}\n\nVoir : https://a.example/\n'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
