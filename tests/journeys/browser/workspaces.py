"""Workspaces that are not the demo shop: an empty one, a plan of a few lines, an example repaired."""

from pathlib import Path

import yaml

from journeys.browser.shop import Served, serve_shop
from passerelle.base.language import Language
from passerelle.verbs.init import init

EXAMPLES = Path(__file__).parents[3] / "examples"

SETTINGS = """\
name: Essai
language: {language}
currency: EUR
timezone: Europe/Paris
hold_seconds: 2
"""


def serve_blank(folder: Path, language: Language) -> Served:
    """Serve what ``passerelle init --blank`` writes: a workspace with no plan at all."""
    built = folder / "built"
    init(built, blank=True, language=language)
    return serve_shop(built, folder / "served")


def serve_plan(folder: Path, text: str, language: Language = "fr") -> Served:
    """Serve a workspace whose plan is this one text."""
    built = folder / "built"
    (built / "plan").mkdir(parents=True)
    (built / "passerelle.yaml").write_text(SETTINGS.format(language=language), "utf-8")
    (built / "plan" / "plan.yaml").write_text(text, "utf-8")
    return serve_shop(built, folder / "served")


def serve_example(name: str, folder: Path) -> Served:
    """Serve a copy of an example of the documents, its planted faults repaired."""
    served = serve_shop(EXAMPLES / name, folder / name)
    expected = yaml.safe_load((EXAMPLES / name / "expected.yaml").read_text("utf-8"))
    repairs = {repr(one["repair"]): one["repair"] for one in expected}
    served.ask("edit", changes=list(repairs.values()), reason="Repaired.")
    return served


def put_plan_in_force(served: Served, reason: str = "First plan.") -> dict:
    """Have everybody who is asked read the plan, and apply it."""
    for row in served.ask("preview")["readers"]:
        if not row["answer"]:
            served.ask("acknowledge", about=row["about"], team=row["who"])
    served.ask("preview")
    return served.ask("apply", reason=reason)
