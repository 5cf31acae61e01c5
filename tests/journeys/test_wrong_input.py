"""Wrong input of every kind, typed in a terminal: a sentence, a place, a repair, and nothing changed."""

import hashlib
import json
import os
import socket
import sqlite3
from datetime import timedelta

import pytest

from small_shop import NOON, copy_shop, terminal

OPERATIONS = "plan/operations.yaml"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def recorded(small_shop, tmp_path_factory):
    """The shop with its first revision; tests put every file back."""
    return copy_shop(small_shop, tmp_path_factory.mktemp("wrong") / "shop")


def digest(folder):
    """What must not change: files, and every row of the records; not the owner's card."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".passerelle/"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    warehouse = folder / ".passerelle" / "warehouse.duckdb"
    found["warehouse"] = hashlib.sha256(warehouse.read_bytes()).hexdigest()
    with sqlite3.connect(f"file:{folder}/.passerelle/records.sqlite3?mode=ro", uri=True) as rows:
        found["records"] = hashlib.sha256("\n".join(rows.iterdump()).encode()).hexdigest()
    return found


def clear_error(done, code=2):
    """A sentence and a repair; no traceback, no promise of ours broken."""
    assert done.returncode == code, done.stdout + done.stderr
    for words in ("Traceback", "broke its own promise", "manqué à sa promesse"):
        assert words not in done.stderr
    assert "→" in done.stderr
    return done.stderr


def yaml_bomb():
    """Nine to the power of nine values in a few lines."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    return "\n".join(
        rows + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    )


TEXTS = {
    "unknown key": lambda text: text.replace("    cost: 900 EUR", "    costs: 900 EUR"),
    "unknown section": lambda text: text + "\nactoins:\n  x: {by: email}\n",
    "bad date": lambda text: text.replace("promotion: 40 % public", "when: 2027-02-30"),
    "bad amount": lambda text: text.replace("cost: 900 EUR", "cost: a lot"),
    "bad yaml": lambda text: text.replace("promotion: 40 % public", "promotion: [40 %"),
    "a tab": lambda text: text.replace("    cost: 900 EUR", "\tcost: 900 EUR"),
    "twice the same key": lambda text: text.replace(
        "cost: 900 EUR", "cost: 900 EUR\n    cost: 9 EUR"
    ),
    "binary": lambda _: "\x00\x01\x02" * 100,
    "a line of 10 MB": lambda text: text + "\n# " + "x" * 10_000_000 + "\n",
    "a line of 300 kB": lambda text: text + "\nnotes: " + "x" * 300_000 + "\n",
    "alias bomb": lambda text: text + "\n" + yaml_bomb() + "\n",
    "bad phrase": lambda text: text + "\nsegments:\n  s: {who: orders more than thrice}\n",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_that_cannot_be_read(recorded, kind):
    """Check and record name file, line and column, in both languages; nothing is recorded."""
    path = recorded / OPERATIONS
    good = path.read_bytes()
    path.write_text(TEXTS[kind](good.decode()), "utf-8")
    try:
        before = digest(recorded)
        english = clear_error(terminal(recorded, "check"))
        french = clear_error(terminal(recorded, "--lang", "fr", "record"))
        assert digest(recorded) == before
    finally:
        path.write_bytes(good)
    for words in (english, french):
        assert OPERATIONS + ":" in words or "operations.yaml:" in words
    assert english != french
    assert len(french) < 20_000


REFERENCES = {
    "dangling reference": ("serves: faire-revenir", "serves: faire-revenirs", "AL-001"),
    "a cycle": ("needs: [completer-la-parure]", "needs: [avant-premiere]", "AL-002"),
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_names_that_lead_nowhere_or_in_circles(recorded, kind):
    """A finding with its place, exit 1; apply would refuse."""
    old, new, _ = REFERENCES[kind]
    path = recorded / OPERATIONS
    good = path.read_bytes()
    path.write_bytes(good.replace(old.encode(), new.encode(), 1))
    try:
        before = digest(recorded)
        done = terminal(recorded, "check")
        assert digest(recorded) == before
    finally:
        path.write_bytes(good)
    assert done.returncode == 1
    assert not done.stderr
    assert "✖" in done.stdout
    assert f"{OPERATIONS}:" in done.stdout


COMMANDS = {
    "no such segment": (("audience", "fidele"), "fideles"),
    "no such source": (("import", "commande"), "commandes"),
    "no such KPI": (("measure", "repurchase"), "repurchase_rate"),
    "no such revision": (("check", "--revision", "99"), ""),
    "no such rule": (("explain", "AL-O30"), "AL-030"),
    "no such send": (("stop", "99"), ""),
    "no such proposal": (("accept", "99"), ""),
    "no such export": (("export", "schemas"), "schema"),
    "a bad period": (("measure", "orders", "--period", "last year"), "2026-01-01"),
    "a bad day": (("audience", "fideles", "--as-of", "tomorrow"), "2026-11-23"),
    "a bad split": (("measure", "orders", "--by", "colour"), ""),
    "an edit of nothing": (("edit", "actions/nowhere", "when", "2027-01-11"), ""),
    "an edit that cannot be read": (("edit", "actions/jours-du-blanc", "cost", "a lot"), ""),
    "nobody asked": (("acknowledge", "actions/nowhere"), ""),
    "a file where no one may write": (
        ("audience", "fideles", "--export", "/proc/nope/out.csv"),
        "/proc",
    ),
    "a report where no one may write": (("report", "--out", "/proc/nope/page.html"), "/proc"),
}


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_word_that_names_nothing(recorded, kind):
    """What was not found, and the nearest that exists."""
    words, near = COMMANDS[kind]
    before = digest(recorded)
    said = clear_error(terminal(recorded, "--lang", "fr", *words))
    assert near in said
    after = digest(recorded)
    for name in ("warehouse", "records"):
        before.pop(name), after.pop(name)  # counting publishes what the records say
    assert after == before


FILES = {
    "missing": None,
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 50,
    "empty": b"",
    "one line of 10 MB": b"x" * 10_000_000,
}


@pytest.mark.parametrize("kind", FILES)
def test_a_data_file_that_is_none(recorded, kind):
    """File and place; no row of the warehouse differs."""
    path = recorded / "data" / "avis.csv"
    good = path.read_bytes()
    path.unlink()
    if FILES[kind] is not None:
        path.write_bytes(FILES[kind])
    try:
        before = digest(recorded)
        said = clear_error(terminal(recorded, "import", "avis"))
        after = digest(recorded)
    finally:
        path.write_bytes(good)
    assert "avis" in said
    before.pop("warehouse"), after.pop("warehouse")
    assert after == before


def test_a_source_that_says_nonsense(recorded):
    """The source file's own line is named; an alias bomb is refused there too."""
    path = recorded / "sources" / "avis.yaml"
    good = path.read_bytes()
    try:
        for text in (good + b"\ncolour: red\n", yaml_bomb().encode(), b"\x00\x01", b"- a\n"):
            path.write_bytes(text)
            assert "sources/avis.yaml" in clear_error(terminal(recorded, "import"))
    finally:
        path.write_bytes(good)


def test_settings_that_say_nonsense(recorded):
    """passerelle.yaml too has lines."""
    path = recorded / "passerelle.yaml"
    good = path.read_bytes()
    try:
        for text in (good + b"\ncolour: red\n", yaml_bomb().encode() + b"\nname: *a9\n", b"\x00"):
            path.write_bytes(text)
            assert "passerelle.yaml:" in clear_error(terminal(recorded, "check"))
    finally:
        path.write_bytes(good)


def test_no_workspace(tmp_path):
    """The repair is a command; a path that is no folder too."""
    assert "passerelle init" in clear_error(terminal(tmp_path, "check"))
    assert "passerelle init" in clear_error(terminal(tmp_path / "nowhere", "check"))
    assert not list(tmp_path.iterdir())


def test_a_workspace_where_no_one_may_write(tmp_path):
    """/proc takes no file, whoever asks."""
    done = terminal(tmp_path, "init", "/proc/nope")
    assert "/proc/nope" in clear_error(done)


def test_a_spreadsheet_that_is_none(tmp_path):
    """Init writes nothing when there is nothing to read."""
    (tmp_path / "plan.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    for name in ("plan.xlsx", "absent.xlsx"):
        clear_error(
            terminal(tmp_path, "init", str(tmp_path / "new"), "--from", str(tmp_path / name))
        )
    assert not (tmp_path / "new").exists()


def test_a_mail_server_that_is_down(applied_shop, tmp_path):
    """The send waits and says why; nobody is lost; the exit says that another system failed."""
    folder = copy_shop(applied_shop[0], tmp_path / "shop")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = folder / "passerelle.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  inbox: true", f"  host: 127.0.0.1\n  port: {port} #"), "utf-8")
    later = NOON + timedelta(minutes=5)
    done = terminal(folder, "--lang", "fr", "send", "--now", now=later)
    assert done.returncode == 75, done.stdout + done.stderr
    assert "en attente du serveur de messagerie" in done.stdout
    assert "Traceback" not in done.stderr
    path.write_text(text, "utf-8")
    queued = applied_shop[1]["apply"]["queued"][0]["queued"]
    again = terminal(folder, "send", "--now", "--json", now=later + timedelta(hours=1))
    assert json.loads(again.stdout)["handed"] == queued


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not bind root")
def test_files_that_may_not_be_read(recorded):
    """The system's own words, the place, and what to do."""
    path = recorded / OPERATIONS
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        assert "operations.yaml" in clear_error(terminal(recorded, "check"))
    finally:
        path.chmod(mode)
