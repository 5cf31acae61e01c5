"""The terminal: words in two languages, plain JSON, exit codes, never a traceback."""

import itertools
import json
import os
import subprocess
import sys

import pytest

from passerelle.verbs.check import check
from passerelle.verbs.house import House
from passerelle.verbs.init import init
from passerelle.verbs.workspace import open_workspace
from small_shop import NOON, terminal


@pytest.fixture(scope="module")
def brand(tmp_path_factory):
    """A workspace as `init` makes it."""
    folder = tmp_path_factory.mktemp("cli") / "brand"
    init(folder, language="en")
    return folder


def test_the_language_is_asked_for_or_that_of_the_terminal(brand):
    """--lang before LANG before the workspace's own."""
    assert "règles respectées" in terminal(brand, "--lang", "fr", "check").stdout
    assert "règles respectées" in terminal(brand, "check", env={"LANG": "fr_FR.UTF-8"}).stdout
    assert "rules hold" in terminal(brand, "check", env={"LANG": "C.UTF-8"}).stdout
    french = {"LANG": "fr_FR.UTF-8"}
    assert "rules hold" in terminal(brand, "--lang", "en", "check", env=french).stdout


def test_the_workspace_says_the_language_where_the_terminal_says_none(tmp_path):
    """``C``, ``POSIX`` and no locale at all are no language; a real one is, and --lang first."""
    init(tmp_path / "marque", language="fr")
    for locale in (
        {"LANG": ""},
        {"LANG": "C"},
        {"LANG": "C.UTF-8"},
        {"LC_ALL": "POSIX", "LANG": ""},
        {"LANG": "de_DE.UTF-8"},
    ):
        assert "règles respectées" in terminal(tmp_path / "marque", "check", env=locale).stdout
    for locale in (
        {"LANG": "en_GB.UTF-8"},
        {"LC_ALL": "C", "LANG": "en_US"},
        {"PASSERELLE_LANG": "en"},
    ):
        assert "rules hold" in terminal(tmp_path / "marque", "check", env=locale).stdout
    assert "rules hold" in terminal(tmp_path / "marque", "--lang", "en", "check").stdout
    assert "Commande mal écrite" in terminal(tmp_path / "marque", "chek", env={"LANG": ""}).stderr
    (tmp_path / "marque" / "passerelle.yaml").write_text("language: fr\nlangue: fr\n")
    assert (
        "n'est pas un réglage" in terminal(tmp_path / "marque", "check", env={"LANG": "C"}).stderr
    )


def test_json_tells_what_cannot_be_read(tmp_path):
    """On standard output, each fault with its file, line and column, in both languages."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "passerelle.yaml").write_text("name: Broken\nlanguage: en\n")
    (tmp_path / "plan" / "p.yaml").write_text("actions:\n  a:\n    when:\n    cost: 16.800 EUR\n")
    done = terminal(tmp_path, "check", "--json")
    told = json.loads(done.stdout)

    assert done.returncode == told["code"] == 2
    assert [(one["file"], one["line"], one["column"]) for one in told["errors"]] == [
        ("plan/p.yaml", 3, 5),
        ("plan/p.yaml", 4, 11),
    ]
    assert told["errors"][1]["fix"]["fr"].startswith("Écrivez 16 800 EUR, ou 16.8 EUR")
    assert told["errors"][0]["what"]["en"] == "« when » has no value in actions/a."
    placed = json.loads(terminal(tmp_path, "check", str(tmp_path), "--json").stdout)
    assert placed[str(tmp_path)]["errors"] == told["errors"]


@pytest.mark.parametrize(
    "words", [("chek",), ("check", "--nope"), ("explain", "AL-999"), ("export", "nothing")]
)
def test_json_tells_what_is_asked_wrongly(brand, words):
    """Every word answers JSON when it was asked to, also where nothing could be done."""
    done = terminal(brand, *words, "--json")
    told = json.loads(done.stdout)
    assert told["code"] == done.returncode == 2
    assert told["errors"][0]["what"]["fr"]
    assert "line" in told["errors"][0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chek",), "il n’y a pas de commande « chek ». Vouliez-vous dire check ?"),
        (("check", "--nope"), "l’option --nope n’existe pas ici."),
        (("explain",), "il manque « what »."),
        (("history", "x"), "« x » est de trop."),
        (("check", "--revision", "x"), "--revision attend un nombre entier."),
        (("check", "--revision"), "l’option --revision attend une valeur."),
        (("check", "-w", "x"), "Écrivez -w juste après passerelle, avant la commande."),
    ],
)
def test_a_mistyped_command_is_told_in_french(brand, words, told):
    """Not half in the English of the library that parses the line."""
    assert told in terminal(brand, "--lang", "fr", *words).stderr


def test_json_is_what_the_verb_answers_in_this_process(brand, monkeypatch):
    """Nothing is added or lost on the way; the language changes nothing."""
    monkeypatch.setenv("PASSERELLE_NOW", NOON.isoformat())
    here = check(House(open_workspace(brand))).as_json()
    for language in ("en", "fr"):
        typed = terminal(brand, "--lang", language, "check", "--json")
        assert json.loads(typed.stdout) == json.loads(json.dumps(here))


READING = (
    ("check",), ("history",), ("explain", "AL-030"), ("export",), ("tasks",), ("send",),
    ("off-plan",), ("doctor",), ("audience",), ("measure",), ("adjust",), ("measure", "orders"),
)  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_reading_verb_speaks_plain_json(brand, words):
    """Also in a workspace that has no data yet; and it has words for people too."""
    done = terminal(brand, *words, "--json")
    assert done.returncode in (0, 1), done.stderr
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize("words", [("chekc",), ("check", "--nope"), ("explain",), ("stop",)])
def test_a_command_that_is_mistyped(brand, words):
    """2, and where to look, in both languages."""
    for language, help_word in (("en", "help"), ("fr", "Commande mal écrite")):
        done = terminal(brand, "--lang", language, *words)
        assert done.returncode == 2
        assert help_word in done.stderr
        assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_failure(brand):
    """`passerelle export | head -1` ends quietly."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    words = f"{sys.executable} -m passerelle.cli.main -w {brand} export --json | head -1"
    done = subprocess.run(words, shell=True, capture_output=True, text=True, check=False, env=env)
    assert done.stdout.strip() == "{"
    assert not done.stderr


def test_check_opens_no_store(brand):
    """What text alone decides needs neither records nor warehouse."""
    code = (
        "import os, sys; sys.argv = ['passerelle', '-w', sys.argv[1], 'check']\n"
        "os._exit = sys.exit\n"
        "from passerelle.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'django', 'duckdb', 'ibis', 'dbos', 'pandas'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    words = [sys.executable, "-c", code, str(brand)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("heavy: []"), done.stdout + done.stderr


def test_a_list_can_be_typed_and_brackets_are_shown(tmp_path):
    """`[a, b]` is a list where one stands; in a title it is what the title says, and is shown."""
    init(tmp_path / "brand", language="en")
    name = next(iter(House(open_workspace(tmp_path / "brand")).plan_on_disk.actions))
    for field, typed in (
        ("judged_on", "[orders, aov]"), ("tell", "sales, service"), ("title", "Relance [urgent] :date:"),
    ):  # fmt: skip
        done = terminal(tmp_path / "brand", "edit", f"actions/{name}", field, typed)
        assert done.returncode == 0, done.stderr

    action = House(open_workspace(tmp_path / "brand")).plan_on_disk.actions[name]
    assert action.judged_on == ("orders", "aov")
    assert action.tell == ("sales", "service")
    assert "Relance [urgent] :date:" in done.stdout


def test_a_long_line_hangs_below_its_first_word(brand):
    """What needs several lines begins each of them below the first, and ends none in blanks."""
    narrow = terminal(brand, "--lang", "en", "check", env={"COLUMNS": "40"}).stdout
    lines = [line for line in narrow.splitlines() if line]
    follow = [after for line, after in itertools.pairwise(lines) if line[0] == "○" != after[0]]

    assert follow
    assert all(line.startswith("  ") for line in follow)
    assert all(len(line) <= 40 and line == line.rstrip() for line in lines)


def test_the_manual_is_read_outside_a_workspace(tmp_path):
    """A rule is explained anywhere; a part of a plan needs one."""
    page = terminal(tmp_path, "--lang", "fr", "explain", "AL-030")
    assert page.returncode == 0
    assert "Ce qu'elle vérifie" in page.stdout
    assert terminal(tmp_path, "rules").returncode == 0
    assert terminal(tmp_path, "explain", "actions/mail").returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_value_may_begin_with_a_minus(brand, tmp_path):
    """What a finding proposes is typed as it stands; a mistyped option is still told."""
    folder = tmp_path / "brand"
    init(folder, language="en")
    made = terminal(
        folder, "edit", "actions/mail", "brings", "-0.4 / -0.2 / 0 pts", "--new", "--json"
    )
    assert made.returncode == 0, made.stderr
    assert terminal(folder, "edit", "actions/mail", "title", "Mail", "--nwe").returncode == 2


def test_an_edit_that_changes_nothing_says_so(tmp_path):
    """Removing what is not there is no revision, and no silence."""
    folder = tmp_path / "brand"
    init(folder, language="en")
    said = terminal(folder, "--lang", "en", "edit", "year", "nothing-of-the-kind")
    assert "Nothing changed" in said.stdout
    assert "removed" in said.stdout
