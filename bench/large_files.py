"""A large plan as people leave it: a workspace of many files, with comments and two styles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.large_plan import SINGLE, Data, make_plan

SETTINGS = "name: Grande Maison\nlanguage: en\ntimezone: Europe/Paris\n"
PER_FILE = 50


def texts_of(plan: Data) -> dict[str, str]:
    """Write a plan as texts by path, ``plan/actions-03.yaml``: files of fifty named things."""
    texts = {"plan/plan.yaml": _file("Le cap", {name: plan[name] for name in SINGLE})}
    for section, things in plan.items():
        if section in SINGLE:
            continue
        names = list(things)
        for number, first in enumerate(range(0, len(names), PER_FILE), 1):
            part = {name: things[name] for name in names[first : first + PER_FILE]}
            title = f"{section}, partie {number}"
            texts[f"plan/{section}-{number:02d}.yaml"] = _file(title, {section: part})
    return texts


def write_workspace(folder: Path, actions: int, plan: Data | None = None) -> Path:
    """Write a workspace that holds the plan, or the one given; give its folder."""
    (folder / "plan").mkdir(parents=True, exist_ok=True)
    (folder / "passerelle.yaml").write_text(SETTINGS, encoding="utf-8")
    for name, text in texts_of(plan or make_plan(actions)).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _file(title: str, sections: Data) -> str:
    lines = [f"# {title} : tenu par l'équipe, relu chaque lundi. Montants en EUR."]
    for section, held in sections.items():
        if section in SINGLE:
            lines.append(f"{section}: {_flow(held)}")
            continue
        lines.append(f"{section}:")
        for number, (name, thing) in enumerate(held.items()):
            lines += _thing(name, thing, number)
    return "\n".join(lines) + "\n"


def _thing(name: str, thing: Data, number: int) -> list[str]:
    """Write every third thing as a block and the others in braces; one in eight has a comment."""
    lines = [f"  # vu avec l'équipe, point {number}"] if number % 8 == 0 else []
    if number % 3:
        inner = ", ".join(f"{key}: {_flow(value)}" for key, value in thing.items())
        return [*lines, f"  {name}:", f"    {{{inner}}}"]
    remark = "      # à confirmer" if number % 6 == 0 else ""
    return [
        *lines,
        f"  {name}:{remark}",
        *(f"    {key}: {_flow(value)}" for key, value in thing.items()),
    ]


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    text = str(value)
    if any(sign in text for sign in ",:#{}[]'\""):
        return yaml.dump(text, default_style='"', allow_unicode=True, width=10_000).strip()
    return text
