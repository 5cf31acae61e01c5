"""``check`` with several places behind it: each under its name, one exit code for all."""

import json

import pytest

from small_shop import terminal

SOUND = "vision: Tout tient\n"
BLOCKED = """\
brand: {tier: luxury, promise: Rare, never: {discount_over: 0 %, deal_days_over: 40}, evidence: x}
facts: {x: {says: On le sait, until: 2030-12-31}}
actions: {semaine: {promotion: 40 % public, when: 2027-11-22..2027-11-28}}
"""
BROKEN = "actions: {a: {when: demain}}\n"


@pytest.fixture
def places(tmp_path):
    """Four folders: a sound plan, a blocked one, one that cannot be read, one without a plan."""
    for name, text in (("a-sound", SOUND), ("b-blocked", BLOCKED), ("c-broken", BROKEN)):
        (tmp_path / name / "plan").mkdir(parents=True)
        (tmp_path / name / "plan" / "plan.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b-blocked" / "passerelle.yaml").write_text("name: B\n", encoding="utf-8")
    (tmp_path / "d-data").mkdir()
    return tmp_path


def _check(places, *names):
    return terminal(".", "--lang", "fr", "check", *names, cwd=places)


def test_each_place_is_shown_under_its_name(places):
    """Folders with and without settings; a folder without a plan says so; the sum stands last."""
    done = _check(places, "a-sound", "b-blocked", "d-data")
    assert done.returncode == 1, done.stderr
    positions = [done.stdout.index(name) for name in ("a-sound", "b-blocked", "AL-030", "d-data")]
    assert positions == sorted(positions)
    assert "Pas de plan ici" in done.stdout
    assert "2 plans vérifiés\u202f:" in done.stdout.splitlines()[-1]


def test_nothing_blocked_ends_with_0(places):
    """Also when a folder holds no plan."""
    assert _check(places, "a-sound", "d-data").returncode == 0


def test_what_cannot_be_read_does_not_stop_the_others(places):
    """Its fault stands under its name; 2 is the gravest code."""
    done = _check(places, "c-broken", "nowhere", "a-sound")
    assert done.returncode == 2
    assert "plan/plan.yaml:1:" in done.stdout
    assert "Il n'y a ni dossier ni fichier nowhere" in done.stdout
    assert "1 plan vérifié" in done.stdout
    assert "2 n'ont pu être lus" in done.stdout


def test_a_single_file_is_read_alone(places):
    """A file of a plan is checked without the workspace around it."""
    done = _check(places, "b-blocked/plan/plan.yaml")
    assert done.returncode == 1
    assert "AL-030 b-blocked/plan/plan.yaml:3:" in done.stdout


def test_json_is_a_map_by_place(places):
    """Findings by place, null without a plan, the fault in both languages."""
    done = _check(places, "--json", "b-blocked", "d-data", "c-broken")
    said = json.loads(done.stdout)
    assert list(said) == ["b-blocked", "d-data", "c-broken"]
    assert "AL-030" in {one["rule"] for one in said["b-blocked"]["findings"]}
    assert said["d-data"] is None
    assert set(said["c-broken"]["fault"]) == {"en", "fr"}
    assert done.returncode == 2
    assert not (places / "a-sound" / ".passerelle").exists()
