"""The documentation is true: what it shows is run, what it generates is fresh, its links lead somewhere.

Blocks of a page are taken in order, in one temporary folder a page. A comment on the line above a
block says what it is when its kind does not: ``<!-- file: PATH -->`` writes it there,
``<!-- source -->``, ``<!-- settings -->`` and ``<!-- kpi -->`` name a YAML file that is no plan, ``<!-- not run: WHY -->``
leaves it alone. In console blocks ``...`` stands for anything, and ``# exits with 1`` for a code other
than 0. The clock stands at one morning, so that pages keep their dates.
"""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from passerelle.plan.kpi import read_kpi
from passerelle.plan.load import read_plan
from passerelle.verbs.settings import read_settings
from passerelle.warehouse.source import read_source

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
] + sorted(DOCS.rglob("*.md"))
NOW = "2026-11-23T09:00:00"
PATIENCE = 120
BLOCK = re.compile(
    r"^(?:<!-- (?P<note>[^\n]*?) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`|<!--.*?-->", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXIT = re.compile(r"\s+# exits with (\d+)$")
SAFE = {"passerelle", "cat", "ls", "cp", "mkdir", "python"}
HEAVIEST = 300_000


@dataclass(frozen=True)
class Block:
    """One block of a page: what it is, where it stands, what it holds."""

    kind: str
    note: str
    body: str
    line: int


def blocks(page):
    """Give the blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found["kind"], found["note"] or "", found["body"], line)


def short(page):
    return str(page.relative_to(ROOT))


RUN = [page for page in PAGES if page.exists() and any(True for _ in blocks(page))]


@pytest.mark.slow
@pytest.mark.parametrize("leaf", RUN, ids=short)
def test_every_block_is_true(leaf, tmp_path):
    """Commands give what the leaf shows, texts are read, Python runs."""
    french = "<!-- lang: fr -->" in leaf.read_text(encoding="utf-8")
    reader = Reader(tmp_path, "fr_FR.UTF-8" if french else "en_GB.UTF-8")
    for block in blocks(leaf):
        where = f"{short(leaf)}:{block.line}"
        if not block.note.startswith("not run"):
            reader.take(block, where)


class Reader:
    """Someone who does what a page says, in a folder of their own."""

    def __init__(self, folder, lang):
        self.home = self.folder = folder
        kept = {key: value for key, value in os.environ.items() if key.startswith("PASSERELLE_SH")}
        self.env = kept | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LANG": lang,
            "COLUMNS": "100",
            "PASSERELLE_NOW": NOW,
        }

    def take(self, block, where):
        """Do what one block asks."""
        if block.note.startswith("file: "):
            path = self.folder / block.note.removeprefix("file: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
            self.read(path.parent.name, path.name, block.body)
        elif block.kind == "console":
            self.console(block, where)
        elif block.kind == "yaml":
            self.read(block.note or "plan", "x.yaml", block.body)
        elif block.kind == "python":
            done = self.run([sys.executable, "-c", block.body])
            assert done.returncode == 0, f"{where}\n{done.stdout}{done.stderr}"
        else:
            assert block.kind == "text", f"{where}: say whether `{block.kind}` is a file or not run"

    def read(self, what, name, body):
        """Read a text as what it is: a plan, a source, settings."""
        if what == "plan":
            read_plan({f"plan/{name}": body})
        elif what == "kpi":
            read_kpi("of_the_page", body)
        elif what in {"source", "sources"}:
            read_source(body, f"sources/{name}")
        elif what == "settings" or name == "passerelle.yaml":
            (self.home / "settings").mkdir(exist_ok=True)
            (self.home / "settings" / "passerelle.yaml").write_text(body, encoding="utf-8")
            read_settings(self.home / "settings")

    def console(self, block, where):
        """Run each command and compare what it says with what follows it."""
        for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
            command, _, wanted = part.partition("\n")
            code = EXIT.search(command)
            done = self.command(EXIT.sub("", command), where)
            if done is None:
                continue
            said = done.stdout + "".join(
                line for line in done.stderr.splitlines(keepends=True) if not line.startswith("… ")
            )
            assert done.returncode == (int(code[1]) if code else 0), f"{where}: {command}\n{said}"
            assert matches(wanted, said), (
                f"{where}: {command}\n--- said\n{said}\n--- page\n{wanted}"
            )

    def command(self, command, where):
        """Run one command as typed; ``make`` is only asked what it would do."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            assert self.folder.is_dir(), where
            return None
        if words[0] == "make":
            plain = {key: self.env[key] for key in ("PATH", "HOME")}
            done = subprocess.run(
                ["make", "-n", *words[1:]],
                cwd=ROOT, env=plain, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{where}: {command}\n{done.stderr}"
            return None
        assert words[0] in SAFE, f"{where}: {words[0]} is not run here; mark the block"
        return self.run(words)

    def run(self, words):
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def matches(wanted, said):
    """Whether what was said is what the page shows, ``...`` standing for anything."""
    if not wanted.strip():
        return True
    pattern = ""
    for line in wanted.strip().splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            parts = (re.escape(" ".join(part.split())) for part in line.split("..."))
            pattern += r"\s?.*?\s?".join(parts) + "\n"
    plain = "\n".join(" ".join(line.split()) for line in said.strip().splitlines()) + "\n"
    return re.fullmatch(pattern, plain) is not None


def test_dots_stand_for_anything():
    """Whole lines and parts of a line may be left out; nothing else may differ."""
    assert matches("one ... three\n...\nlast\n", "one two   three\nx\ny\nlast\n")
    assert matches("...\nlast\n", "last\n")
    assert not matches("one\n...\n", "two\nthree\n")
    assert not matches("one\n", "one\ntwo\n")


def test_generated_pages_are_fresh():
    """Pages written from the program say what the program says now."""
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    assert made.stale() == [], "run `make reference`"


@pytest.mark.parametrize("leaf", [page for page in PAGES if page.exists()], ids=short)
def test_links_lead_somewhere(leaf):
    """Every link to a file of the repository finds it; every anchor a heading."""
    for target in LINK.findall(CODE.sub("", leaf.read_text(encoding="utf-8"))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (leaf.parent / path).resolve() if path else leaf
        assert found.exists(), f"{short(leaf)} names {target}"
        if anchor:
            assert anchor in anchors(found), f"{short(leaf)} names {target}"


def anchors(page):
    """The anchors that a page's headings make."""
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {
        "".join(c for c in head.lower().replace(" ", "-") if c.isalnum() or c in "-_")
        for head in heads
    }


@pytest.mark.parametrize("leaf", [page for page in PAGES if page.exists()], ids=short)
def test_the_voice_is_calm(leaf):
    """No exclamation marks outside code."""
    text = CODE.sub("", leaf.read_text(encoding="utf-8")).replace("](", "").replace("![", "[")

    assert "!" not in text


def test_every_page_is_found_from_the_contents():
    """docs/README.md leads to every page but the decisions, which have an index of their own."""
    contents = (DOCS / "README.md").read_text(encoding="utf-8")
    for page in sorted(DOCS.rglob("*.md")):
        name = str(page.relative_to(DOCS))
        if name != "README.md" and not re.match(r"decisions/\d", name):
            assert f"({name})" in contents, name


def test_every_dependency_says_why_it_is_there():
    """Decision 0007 names each line of the dependencies."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    page = (DOCS / "decisions" / "0007-dependencies.md").read_text(encoding="utf-8")

    names = [re.match(r"[\w.-]+", line)[0] for line in wanted]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_pictures_are_light():
    """A picture of the documentation weighs less than 300 kB."""
    pictures = list((DOCS / "pictures").glob("*.png"))

    assert pictures
    assert all(picture.stat().st_size < HEAVIEST for picture in pictures)
