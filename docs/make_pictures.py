"""Draws the pictures of the documentation from a small demo shop: ``make pictures``.

Builds the shop in a temporary folder, serves it, signs in with the one-time link and takes the
home page in English and in French. Needs Chromium; changes nothing but ``docs/pictures``.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
BIN = Path(sys.executable).parent
PEOPLE = 4_000
WIDTH, HEIGHT = 1280, 1120
HEAVIEST = 300_000
PATIENCE = 120_000


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Build a demo shop, serve it, and give its sign-in link."""
    command = [BIN / "passerelle", "--lang", "en", "demo", folder, "--people", str(PEOPLE)]
    plain = {key: value for key, value in os.environ.items() if key != "PASSERELLE_NOW"}
    subprocess.run([*map(str, command), "--no-serve"], check=True, env=plain)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [str(BIN / "passerelle"), "-w", str(folder), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=plain | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        yield link_in(server)
    finally:
        server.terminate()
        server.wait()


def link_in(server: subprocess.Popen[str]) -> str:
    """Wait for the link that the server prints."""
    assert server.stdout
    for line in server.stdout:
        found = re.search(r"http://\S+/sign-in/\S+", line)
        if found:
            return found[0]
    raise SystemExit("the server printed no sign-in link")


def sign_in(page: Page, link: str) -> str:
    """Spend the link; give the address of the home page."""
    page.goto(link)
    page.locator("button.main").click()
    page.wait_for_url(re.compile(r"/$"))
    return page.url


def read_in(page: Page, language: str, home: str) -> None:
    """Read the home page in a language."""
    page.goto(home)
    page.locator(f"button[name=language][value={language}]").first.click()
    page.wait_for_load_state("load")
    page.goto(home)
    page.wait_for_load_state("networkidle")


def main() -> None:
    """Draw every picture; fail when one is too heavy."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "shop") as link,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.set_default_timeout(PATIENCE)
        home = sign_in(page, link)
        for language, name in (("fr", "accueil.png"), ("en", "home.png")):
            read_in(page, language, home)
            page.screenshot(path=PICTURES / name)
        browser.close()
    for picture in PICTURES.glob("*.png"):
        weight = picture.stat().st_size
        sys.stdout.write(f"docs/pictures/{picture.name} {weight // 1000} kB\n")
        if weight > HEAVIEST:
            raise SystemExit(f"{picture} is too heavy")


if __name__ == "__main__":
    main()
