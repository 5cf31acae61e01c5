"""A rule's page in the manual, from the same words as the rule itself."""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from inspect import cleandoc
from typing import Any

import yaml

from passerelle.base.language import Text
from passerelle.plan.rule import RuleModule
from passerelle.plan.rule_catalogue import rule
from passerelle.plan.rule_words import number_text, share_text, typeset
from passerelle.plan.thresholds import Threshold, Thresholds, standard

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEADINGS = ("What it checks", "Why it matters", "Bad", "Good", "Source")
_FRENCH = {
    "Bad": "À éviter",
    "Good": "Mieux",
}


def rule_page(name: str, thresholds: Thresholds | None = None) -> Text:
    """Write the page of a rule in Markdown: what it checks, why, examples, thresholds.

    The English page is the rule's own docstring; the French one has its question, what it checks
    where ``rules_fr.yaml`` says it, its reason, the sentence it rests on, the examples and the
    thresholds.

    Args:
        name: Id of the rule, ``"AL-030"``.
        thresholds: Those of a workspace; ours when left out.

    Raises:
        NotFound: No such rule.
    """
    module = rule(name)
    parts = sections(module)
    figures = _thresholds(module.RULE.id, thresholds or standard())
    head = Text(
        en=f"# {module.RULE.id}: {module.RULE.title.en}",
        fr=f"# {module.RULE.id}\u202f: {module.RULE.title.fr}",
    )
    english = [
        head.en,
        *(_section(title, title, parts[title]) for title in _HEADINGS if title in parts),
    ]
    french = [head.fr, _section("", "Ce qu'elle demande", module.RULE.question.fr)]
    checks = checks_in_french(module)
    if checks:
        french.append(_section("", "Ce qu'elle vérifie", checks))
    why = f"{module.RULE.why.fr}\n\n> {module.RULE.seed}"
    french.append(_section("", "Pourquoi", why))
    french += [_section(title, shown, parts[title]) for title, shown in _FRENCH.items()]
    return Text(en="\n\n".join(english) + figures.en, fr="\n\n".join(french) + figures.fr)


def sections(module: RuleModule) -> dict[str, str]:
    """Split a rule's docstring into its sections, by heading."""
    text = cleandoc(module.__doc__ or "")
    found = re.split(rf"^({'|'.join(_HEADINGS)})$", text, flags=re.MULTILINE)
    return {found[i]: cleandoc(found[i + 1]) for i in range(1, len(found) - 1, 2)}


def checks_in_french(module: RuleModule) -> str | None:
    """Give what a rule checks in French; None without a translation of what it says in English now."""
    known = _french().get(module.RULE.id)
    english = sections(module).get("What it checks", "")
    if known is None or str(known["of"]) != fingerprint(english):
        return None
    return typeset(known["says"].strip())


def fingerprint(text: str) -> str:
    """Give the beginning of the SHA-256 of a text, its line breaks apart."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:8]


@cache
def _french() -> Mapping[str, Mapping[str, str]]:
    file = files("passerelle.plan").joinpath("rules_fr.yaml")
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) or {}  # noqa: S506  safe


def _section(heading: str, title: str, body: str) -> str:
    shown = f"```yaml\n{body}\n```" if heading in {"Bad", "Good"} else body
    return f"## {title}\n\n{shown}"


def _thresholds(name: str, thresholds: Thresholds) -> Text:
    known = thresholds.values.get(name, {})
    if not known:
        return Text(en="\n", fr="\n")
    en = [f"- `{key}` = {_value(one).en}. {one.why.en}" for key, one in known.items()]
    fr = [f"- `{key}` = {_value(one).fr}. {one.why.fr}" for key, one in known.items()]
    return Text(
        en="\n\n## Thresholds\n\n" + "\n".join(en) + "\n",
        fr="\n\n## Seuils\n\n" + "\n".join(fr) + "\n",
    )


def _value(threshold: Threshold) -> Text:
    if isinstance(threshold.value, tuple):
        words = ", ".join(threshold.value)
        return Text(en=words, fr=words)
    return share_text(threshold.value) if threshold.share else number_text(threshold.value, 2)
