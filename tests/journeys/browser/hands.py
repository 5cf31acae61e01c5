"""A person's hands, counted: each click, each key that is not a letter, each field that is filled."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator

from journeys.browser.visitor import Visitor


@dataclass
class Hands:
    """Does what a person does on the pages, and writes down each action."""

    visitor: Visitor
    done: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many actions it took so far."""
        return len(self.done)

    def click(self, thing: Locator, words: str = "") -> None:
        """Click once."""
        self.done.append(f"click {words or thing.inner_text()}")
        thing.click()

    def link(self, fr: str, en: str, *, within: str = "main") -> None:
        """Follow the link that says these words."""
        name = self.visitor.say(fr, en)
        self.click(self.visitor.page.locator(within).get_by_role("link", name=name).first, name)

    def fill(self, name: str, value: str, *, within: str = "main") -> None:
        """Type into a field, or choose from its list; what stands there already is left."""
        thing = self.visitor.page.locator(within).locator(f"[name='{name}']").first
        if thing.input_value() == value:
            return
        self.done.append(f"fill {name}")
        if thing.evaluate("one => one.tagName") == "SELECT":
            thing.select_option(value)
        else:
            thing.fill(value)
