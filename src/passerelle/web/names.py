"""What things of the plan are called: a page shows titles and keeps names for addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from passerelle.web.asking import ask
from passerelle.web.templatetags.say import read_text


@dataclass(frozen=True, slots=True)
class Names:
    """Titles by section and name, and what each section is called in both languages."""

    titles: Mapping[str, Mapping[str, str]]
    sections: Mapping[str, Mapping[str, str]]

    def of(self, section: str, name: str | None) -> str:
        """Give the title of a thing, or its name when it has no title."""
        return self.titles.get(section, {}).get(name or "", "") or name or ""

    def action(self, name: str) -> str:
        """Give the title of what carries a message: an action, or a campaign's part."""
        return self.of("actions", name) if name in self.titles["actions"] else name

    def owner(self, name: str | None) -> str:
        """Give the title of a person or a team."""
        title = self.of("people", name)
        return self.of("teams", name) if title == name else title

    def node(self, node: str) -> str:
        """Give the title of ``section/name``."""
        section, _, rest = node.partition("/")
        if not rest:
            return read_text(self.sections.get(section, section))
        return self.of(section, rest.partition("/")[0])


def names(request: HttpRequest) -> Names:
    """Read all titles of head."""
    sections = ask(request, "outline")["sections"]
    return Names(
        {
            one["section"]: {item["name"]: _short(item["title"]) for item in one["items"]}
            for one in sections
        },
        {one["section"]: one["title"] for one in sections},
    )


LONGEST = 80


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else ""
