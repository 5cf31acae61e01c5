"""The loop once, end to end, by terminal only: a plan becomes messages, numbers and a proposal."""

import json
from datetime import timedelta

import pytest

from small_shop import NOON, copy_shop, said, terminal

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(applied_shop, tmp_path_factory):
    """Walk on from the applied plan; give the folder and what each step said."""
    applied, steps = applied_shop
    folder = copy_shop(applied, tmp_path_factory.mktemp("loop") / "shop")

    def step(name, *words, now=NOON):
        done = terminal(folder, *words, "--json", now=now)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        steps[name] = json.loads(done.stdout)

    step("again", "apply")
    step("run", "run", now=NOON + timedelta(minutes=1))
    step("sends", "send")
    step("measure", "measure", "repurchase_rate")
    step("board", "measure")
    step("adjust", "adjust")
    return folder, steps


def test_the_shipped_fault_is_found_and_refused(walked):
    """With the line to change, in French."""
    _, steps = walked
    assert {row["rule"] for row in steps["check"]["findings"] if row["blocks"]} == {"AL-030"}
    assert steps["refused"].returncode == 1
    assert "AL-030" in steps["refused"].stderr
    assert "plan/operations.yaml:" in steps["refused"].stderr


def test_apply_does_what_preview_said(walked):
    """The people promised are the people queued; a second time there is nothing to do."""
    _, steps = walked
    (queued,) = steps["apply"]["queued"]
    promised = {row["action"]: row["reachable"] for row in steps["preview"]["sends"]}
    assert queued["queued"] == promised[queued["action"]] > 50
    assert not steps["again"]["changed"]


def test_the_run_sends_measures_forecasts_and_proposes(walked):
    """Every queued person got one message, in the built-in inbox, and only they did."""
    folder, steps = walked
    (queued,) = steps["apply"]["queued"]
    ran = steps["run"]["steps"]
    assert ran["send"]["handed"] == queued["queued"]
    (send,) = steps["sends"]["sends"]
    assert (send["state"], send["counts"]["sent"]) == ("finished", queued["queued"])
    arrived = (folder / ".passerelle" / "spool" / "inbox.jsonl").read_text("utf-8")
    assert len(arrived.splitlines()) == queued["queued"]
    assert ran["measure"]["readings"] > 10
    assert ran["adjust"]["forecasts"] == len(steps["adjust"]["forecasts"]) >= 3


def test_a_finished_send_cannot_be_stopped(walked):
    """What has left has left; the words say so."""
    folder, _ = walked
    done = terminal(folder, "stop", "completer-la-parure")
    assert done.returncode == 1
    assert "finished" in done.stderr


def test_one_number_wherever_it_is_asked(walked):
    """KPI, board and forecast agree to the last digit."""
    _, steps = walked
    alone = steps["measure"]["reading"]
    row = next(row for row in steps["board"]["rows"] if row["kpi"]["id"] == "repurchase_rate")
    assert (row["value"], row["numerator"]) == (alone["value"], alone["numerator"])
    kept = {
        f"{r['objective']}/{r['key_result']}": r["current"]["value"]
        for r in steps["adjust"]["forecasts"]
    }
    shown = {
        f"{r['objective']}/{r['key_result']}": r["current"]["value"]
        for r in steps["board"]["key_results"]
    }
    assert kept == shown


def test_running_again_sends_nothing_more_and_never_applies(walked):
    """The deliveries are done; an edit made meanwhile waits for its own preview and apply."""
    folder, steps = walked
    said(terminal(folder, "edit", "actions/reciblage", "title", "Bannières", "--json"))
    again = said(terminal(folder, "run", "--json", now=NOON + timedelta(minutes=2)))
    assert again["steps"]["send"]["handed"] == 0
    seen = said(terminal(folder, "history", "--json"))
    assert seen["applied"] == again["revision"] == steps["run"]["revision"] < seen["head"]


def test_an_accepted_proposal_writes_the_text_with_its_comments(walked):
    """Decided once; the file keeps what its author wrote around the field."""
    folder, steps = walked
    proposals = steps["adjust"]["proposals"]
    if not proposals:
        pytest.skip("this small shop gives no ground for a proposal")
    first = proposals[0]
    done = said(terminal(folder, "accept", str(first["id"]), "--reason", "oui", "--json"))
    assert (done["proposal"]["status"], done["conflicts"]) == ("accepted", [])
    text = (folder / "plan" / "operations.yaml").read_text("utf-8")
    assert "# sa remise doit tenir dans la limite de la marque" in text
    again = terminal(folder, "accept", str(first["id"]))
    assert again.returncode == 1
    assert "→" in again.stderr


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_weekly_page_stands_alone(walked, language):
    """One file, no script, nothing fetched; it answers on track or not."""
    folder, _ = walked
    out = folder / f"page-{language}.html"
    done = said(terminal(folder, "--lang", language, "report", "--out", str(out), "--json"))
    page = out.read_text("utf-8")
    assert done["headline"][language] in page
    for foreign in ("http://", "https://", "<script", "url(", "@import", 'src="/'):
        assert foreign not in page.replace("http://www.w3.org/2000/svg", "")
    assert f'lang="{language}"' in page
    assert "repurchase_rate" not in page
