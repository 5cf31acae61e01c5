"""What a name that leads nowhere was meant to be: several names in one text, or a title."""

import re
from collections.abc import Iterable, Sequence

from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.plan.rule_words import say

_BETWEEN = re.compile(
    r"\s*[,;&+/•·\n]\s*|\s+(?:et|and)\s+|(?:^|\s+)[–—−-]+\s*|\s+[–—−]\s+", re.IGNORECASE
)
_TWO = 2


def several_names(typed: str, known: Iterable[str]) -> list[str]:
    """Give the known names that a text joins, none when it joins no two of them.

    >>> several_names("agro et recyclage", {"agro", "recyclage"})
    ['agro', 'recyclage']
    >>> several_names("agro et nulle-part", {"agro", "recyclage"})
    []
    """
    names = set(known)
    parts = [one for one in _BETWEEN.split(typed.strip(" -–—•·[]")) if one]
    found = [one if one in names else slug_of(one) for one in parts]
    return found if len(found) >= _TWO and names.issuperset(found) else []


def named_by_title(typed: str, titled: Iterable[tuple[str, str | None]]) -> str | None:
    """Give the one name whose title was written where the name is asked."""
    word = slug_of(typed)
    found = [name for name, title in titled if title and slug_of(title) == word]
    return found[0] if len(found) == 1 else None


def as_list(names: Sequence[str]) -> str:
    """Write names as a field takes them: one alone, several between brackets."""
    once = list(dict.fromkeys(names))
    return f"[{', '.join(once)}]" if len(once) > 1 else once[0]


def write_several(names: Sequence[str], field: str, *, listed: bool) -> Text:
    """Say how several names are written in a field, or that it takes one."""
    if listed:
        return say(
            "Write them as a list: {names}",
            "Écrivez-les en liste : {names}",
            names=as_list(names),
        )
    return say(
        "`{field}` takes one name: choose {names}.",
        "`{field}` attend un seul nom : choisissez {names}.",
        field=field,
        names=Text(en=" or ".join(names), fr=" ou ".join(names)),
    )
