"""AL-095: an acronym that the plan uses is in its glossary.

What it checks
    Acronyms, 2 to 6 capitals on their own (SDR, UGC, SEA), in the titles and sentences by which the
    plan speaks of its work: each stands in the glossary (``terms``: English, French, synonyms), in
    the name of a KPI, or is the name of an offer, competitor, channel, partner, market or brand.
    Those of ``common`` that everybody knows are left alone, and so are Roman numbers, country and
    currency codes of the plan, words written in capitals: side by side, with an accent, or written
    small elsewhere in the plan; what stands between quotes, and names in capitals: a title that is
    nothing else, and those in the title of an event.

Why it matters
    « Les termes employés, les priorités et les préoccupations peuvent diverger » (002): two teams
    that read one word in two ways agree on nothing.

Bad
    actions: {relance: {title: Relance par un SDR bilingue}}

Good
    terms:   {sdr: {en: SDR, says: Vendeur qui qualifie les prospects par téléphone}}
    actions: {relance: {title: Relance par un SDR bilingue}}

Source
    Alignment rule of the design notes, layer *glossary*; document 002. Only acronyms: whether a
    plain word needs a definition is for people to say.
"""

import re
from collections.abc import Iterator
from functools import cache

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.fields import Entity
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-095",
    title=Text(en="Undefined term", fr="Terme non défini"),
    question=Text(
        en="Are the acronyms of the plan in its glossary?",
        fr="Les sigles du plan sont-ils dans son glossaire\u202f?",
    ),
    why=Text(
        en="Two teams that read one word in two ways agree on nothing.",
        fr="Deux équipes qui lisent un mot de deux façons ne sont d'accord sur rien.",
    ),
    severity=Severity.INFO,
    seed=(
        "002 « Les termes employés, les priorités et les préoccupations peuvent diverger, créant un "
        "fossé entre la conception et l'application »"
    ),
)

_SPEAKING = (
    "pillars", "positionings", "policies", "segments", "propositions", "messages", "editorial",
    "metrics", "objectives", "bonuses", "campaigns", "actions", "contents", "loyalty",
    "experiments", "tasks", "sprints", "teams", "people", "trainings", "rituals", "terms",
)  # fmt: skip
_EVENTS = ("event", "événement", "salon", "fair")
_NAMING = ("offers", "competitors", "channels", "partners", "markets")
_LOUD = r"(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ]{2,}"
_RUN = re.compile(rf"{_LOUD}(?:[ '’-](?:[\d%]+ |À )?{_LOUD})+")
_ACRONYM = re.compile(r"(?<![\w.@/&-])[A-ZÀ-Þ]{2,6}(?![\w@/&-])")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[A-ZÀ-Þ]{2,}")
_SMALL = re.compile(r"(?<![\w.@/&-])[a-zß-ÿœ]{2,6}(?![\w@/&-])")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


def check(given: Given) -> Verdicts:
    """Yield one remark for each acronym that nothing explains, where it is first used."""
    texts = tuple(_texts(given))
    known = _known(given) | {word.upper() for _, _, text in texts for word in _SMALL.findall(text)}
    for node, field, text in texts:
        for term in _acronyms(text):
            if term not in known:
                known.add(term)
                yield RULE.broken(
                    spot(given, node, field),
                    say("“{t}” is not in the glossary.", "« {t} » n'est pas au glossaire.", t=term),
                    say(
                        "Add it to the glossary (`terms`) in one sentence, or write it in full.",
                        "Ajoutez-le au glossaire (`terms`) en une phrase, ou écrivez-le en entier.",
                    ),
                    term=term,
                )


def _acronyms(text: str) -> Iterator[str]:
    if text.isupper():
        return
    for found in _ACRONYM.findall(_RUN.sub("", _QUOTED.sub("", text))):
        if found.isascii() and not _ROMAN.fullmatch(found):
            yield found


def _texts(given: Given) -> Iterator[tuple[str, str, str]]:
    """Walk the sentences of the plan: (node, field, text)."""
    if given.plan.vision:
        yield "vision", "", given.plan.vision
    for section in _SPEAKING:
        for name, entity in getattr(given.plan, section).items():
            kind: type[Entity] = type(entity)
            for field in _sentences(kind):
                text = getattr(entity, field)
                if text:
                    yield f"{section}/{name}", field, text


@cache
def _sentences(kind: type[Entity]) -> tuple[str, ...]:
    """Name the fields of a kind of entity that hold a title or a sentence."""
    found = []
    for name, info in kind.model_fields.items():
        extra = info.json_schema_extra
        if name == "title" or (isinstance(extra, dict) and extra.get("x-widget") == "text"):
            found.append(name)
    return tuple(found)


def _known(given: Given) -> set[str]:
    plan = given.plan
    words = [*given.thresholds.words("AL-095", "common"), _currency(given)]
    for name, term in plan.terms.items():
        words += [name.upper(), term.en or "", term.fr or "", *term.also]
    for name, kpi in given.catalogue.items():
        words += [name.upper(), kpi.en, kpi.fr, *(one.upper() for one in kpi.also)]
    words += [name.upper() for name in plan.metrics]
    for section in _NAMING:
        for name, entity in getattr(plan, section).items():
            words += [name.upper(), entity.title or ""]
    titles = [one.title for one in plan.campaigns.values()]
    titles += [one.title for one in plan.actions.values() if one.title]
    words += [title for title in titles if title.isupper()]
    words += [one.title for one in plan.actions.values() if one.title and one.lever in _EVENTS]
    words += [code for market in plan.markets.values() for code in market.countries]
    return {part for word in words for part in _WORD.findall(word)}


def _currency(given: Given) -> str:
    year = given.plan.year
    return year.budget.currency if year and year.budget else ""
