"""Someone in a browser of their own: signed in by a one-time link, watched for every complaint."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response

from journeys.browser.shop import Served

LOCALES = {"fr": "fr-FR", "en": "en-GB"}

REPORTS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sourceFile}`));"""
"""A refusal by the content policy becomes a console error, also in a frame."""

EXPECTED = (
    "the server responded with a status of 409",
    "the server responded with a status of 422",
)
"""A refused form is an answer like any other; the browser writes it to its console all the same."""


@dataclass
class Watch:
    """What a browser complained of, and whom else it asked."""

    host: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context, those it opens later too."""
        context.add_init_script(REPORTS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("response", self._answered)
        context.on("request", self._asked)

    def _console(self, message) -> None:
        if message.type == "error" and not any(known in message.text for known in EXPECTED):
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def _asked(self, request) -> None:
        split = urlsplit(request.url)
        if split.scheme in ("http", "https", "ws", "wss") and split.netloc != self.host:
            self.elsewhere.append(request.url)


@dataclass
class Visitor:
    """A signed-in person: their page, and the watch over their browser."""

    page: Page
    context: BrowserContext
    watch: Watch
    language: str

    def say(self, fr: str, en: str) -> str:
        """Give the words of this person's language."""
        return fr if self.language == "fr" else en

    def open(self, path: str) -> Page:
        """Open a page, which must answer."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{answer.status} {path}"
        return self.page

    def press(self, fr: str, en: str, *, within: str = "main") -> None:
        """Press the button that says these words."""
        name = self.say(fr, en)
        self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()

    def reads(self, fr: str, en: str, *, within: str = "main", timeout: float = 10_000) -> None:
        """Wait until the page says these words."""
        words = self.say(fr, en)
        self.page.locator(within).get_by_text(words).first.wait_for(timeout=timeout)

    def told(self) -> str:
        """Give what the page says in its first lines and messages, with plain spaces."""
        parts = self.page.locator("main .answer, main .note").all_inner_texts()
        return plain(" ".join(parts))


def plain(text: str) -> str:
    """Write a page's text with plain spaces."""
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


class Street:
    """Where visitors come from: opens browsers, and closes them with what they complained of."""

    def __init__(self, browser: Browser, pictures: Path) -> None:
        self.browser = browser
        self.pictures = pictures
        self.visitors: list[Visitor] = []

    def stranger(
        self, shop: Served, language: str = "en", *, width: int = 1280, scheme: str = "light"
    ) -> Visitor:
        """Open a browser that nobody signed in to."""
        context = self.browser.new_context(
            base_url=shop.address, locale=LOCALES[language], color_scheme=scheme,
            viewport={"width": width, "height": 800}, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(20_000)
        watch = Watch(urlsplit(shop.address).netloc)
        watch.over(context)
        visitor = Visitor(context.new_page(), context, watch, language)
        self.visitors.append(visitor)
        return visitor

    def enter(self, shop: Served, username: str, language: str = "en", **how) -> Visitor:
        """Sign someone in with a one-time link."""
        visitor = self.stranger(shop, language, **how)
        self.by_link(visitor, shop.link(username))
        return visitor

    def by_link(self, visitor: Visitor, link: str) -> None:
        """Follow a one-time link and press its one button."""
        visitor.page.goto(link)
        visitor.page.locator("main form button.main").click()
        visitor.page.locator("main.page").wait_for()

    def picture(self, name: str) -> None:
        """Keep what each browser shows."""
        for place, visitor in enumerate(self.visitors):
            for number, page in enumerate(visitor.context.pages):
                page.screenshot(path=self.pictures / f"{name}-{place}-{number}.png", full_page=True)

    def close(self) -> list[str]:
        """Close all browsers; give their complaints and the hosts they asked."""
        found = []
        for visitor in self.visitors:
            visitor.context.close()
            found += visitor.watch.complaints
            found += [f"asked {address}" for address in visitor.watch.elsewhere]
        return found
