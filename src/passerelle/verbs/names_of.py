"""How to call a part of the plan in a sentence: its title, else its name."""

from passerelle.plan.kpi import catalogue
from passerelle.plan.model import SINGLE, Plan
from passerelle.plan.schema import form
from passerelle.verbs.answer import Json

TITLES = ("title", "says", "promise", "benefit", "hypothesis", "chosen")


def title_of(plan: Plan, node: str) -> Json:
    """Give the title of a node in both languages; the section's own for a single thing."""
    section, _, name = node.partition("/")
    if section in SINGLE or not name:
        return form(section).title.as_json()
    held = getattr(plan, section, {}).get(name)
    words = next((str(said) for key in TITLES if (said := getattr(held, key, None))), "")
    if not words and section == "metrics":
        return kpi_title(name)
    return {"en": words or name, "fr": words or name}


def kpi_title(name: str) -> Json:
    """Give the title of a KPI of the catalogue in both languages; its name when it is not there."""
    known = catalogue().get(name)
    return known.name.as_json() if known else {"en": name, "fr": name}
