"""Several files into one map of sections, and where each part of it stands."""

from dataclasses import dataclass, field
from typing import Any

from passerelle.base.errors import Fault
from passerelle.base.ids import is_slug, slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.model import NAMED, SINGLE
from passerelle.plan.reading.copies import Twice
from passerelle.plan.reading.places import Places
from passerelle.plan.reading.tree import Written, place_of
from passerelle.plan.shape import entity_at, field_at, held_by, keys
from passerelle.plan.unreadable import shown

Data = dict[str, Any]


@dataclass(slots=True)
class Merged:
    """The sections of all files together; ``places`` finds where each part of them stands."""

    data: Data = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    faults: list[Fault] = field(default_factory=list)
    twice: list[Twice] = field(default_factory=list)

    def add(self, root: Written) -> None:
        """Add the sections of one file."""
        if root.pairs is None:
            self.faults.append(_no_map(root, "plan"))
            return
        for section, (mark, value) in root.pairs.items():
            place = place_of(root.file, mark)
            if section in NAMED:
                self._named(section, place, value)
            elif section in self.places:
                self.twice.append(Twice(section, self.places[section], place))
            elif section in SINGLE and value.empty:
                self.faults.append(_no_value(section, place))
            elif section not in SINGLE or value.text is not None or value.pairs or value.items:
                self.places.add(section, place, value)
                self.data[section] = self._value(section, value)

    def _named(self, section: str, place: Place, value: Written) -> None:
        self.places.add(section, place, value)
        if value.pairs is None:
            if value.text is not None or value.items is not None:
                self.faults.append(_no_map(value, section))
            return
        held: Data = self.data.setdefault(section, {})
        for name, (mark, inner) in value.pairs.items():
            path = f"{section}/{name}"
            at = place_of(value.file, mark)
            if not is_slug(name):
                self.faults.append(_no_name(name, at))
            elif path in self.places:
                self.twice.append(Twice(path, self.places[path], at))
            else:
                self.places.add(path, at, inner)
                made = self._value(path, inner)
                held[name] = {} if made is None else made

    def _value(self, path: str, value: Written) -> Any:  # noqa: ANN401
        """Give what is written as plain data; a known field that says ``null`` is absent."""
        if value.pairs is not None:
            made: Data = {}
            for name, (mark, inner) in value.pairs.items():
                simple = inner.pairs is None and inner.items is None
                one = inner.text if simple else self._value(f"{path}/{name}", inner)
                if one is not None or not _is_field(path, name):
                    made[name] = one
                    if inner.hash_sign and _is_text(path, name):
                        self.faults.append(_cut_at_hash(f"{path}/{name}", inner))
                elif inner.empty:
                    self.faults.append(_no_value(f"{path}/{name}", place_of(value.file, mark)))
            return made
        if value.items is not None:
            return [self._value(f"{path}/{number}", one) for number, one in enumerate(value.items)]
        return value.text


def _is_field(path: str, key: str) -> bool:
    """Whether a key is a known field; an unknown one is never absent, whatever it says."""
    entity = entity_at(path.split("/"))
    return entity is not None and key in keys(entity)


def _is_text(path: str, key: str) -> bool:
    """Whether a field holds free text: a # may be part of it, as in a hashtag or a number."""
    info = field_at([*path.split("/"), key])
    extra = info.json_schema_extra if info and isinstance(info.json_schema_extra, dict) else {}
    return info is not None and held_by(info.annotation) is str and "x-ref" not in extra


def _cut_at_hash(path: str, value: Written) -> Fault:
    key = path.rpartition("/")[2]
    return Fault(
        Text(
            en=f"{path} ends at {shown(value.text)}: what follows # is a note.",
            fr=f"{path} s’arrête à {shown(value.text)} : ce qui suit # est une note.",
        ),
        Text(
            en=f'If it belongs to the text, write {key}: "{value.text} #…"; else put a space after #.',
            fr=f'S’il fait partie du texte, écrivez {key}: "{value.text} #…" ; sinon mettez une espace après #.',
        ),
        value.place,
    )


def _no_map(found: Written, section: str) -> Fault:
    what = shown(found.text) if found.text is not None else "a list"
    quoi = shown(found.text) if found.text is not None else "une liste"
    return Fault(
        Text(
            en=f"{section} holds {what} where names are expected.",
            fr=f"{section} contient {quoi} là où l’on attend des noms.",
        ),
        _NO_PLAN if section == "plan" else _named(found, section),
        found.place,
    )


_NO_PLAN = Text(
    en="Begin the file with a section, such as actions:; put # before what is only a note.",
    fr="Commencez le fichier par une section, comme actions: ; mettez # devant ce qui n’est qu’une note.",
)


def _named(found: Written, section: str) -> Text:
    """Show how the things of a section are named, with the words that were typed as names."""
    if found.items and found.items[0].text is None:
        return Text(
            en=f"Put a name of yours in place of each hyphen, as in {section}: {{first: {{…}}}}",
            fr=f"Mettez un nom à vous à la place de chaque tiret, comme {section}: {{premier: {{…}}}}",
        )
    typed = [one.text or "" for one in found.items or [found]][:2]
    shown_as = ", ".join(f"{slug_of(one)}: {{…}}" for one in typed)
    return Text(
        en=f"Write each name with a colon, then its fields, as in {section}: {{{shown_as}}}",
        fr=f"Écrivez chaque nom avec deux-points, puis ses champs, comme {section}: {{{shown_as}}}",
    )


def _no_value(path: str, place: Place) -> Fault:
    parts = path.split("/")
    holder, key = "/".join(parts[:-1]), parts[-1]
    return Fault(
        Text(
            en=f"{shown(key)} has no value{' in ' + holder if holder else ''}.",
            fr=f"{shown(key)} n’a pas de valeur{' dans ' + holder if holder else ''}.",
        ),
        Text(
            en=f"Write it after {key}:, or remove {key}: from the text.",
            fr=f"Écrivez-la après {key}:, ou retirez {key}: du texte.",
        ),
        place,
    )


def _no_name(name: str, place: Place) -> Fault:
    return Fault(
        Text(
            en=f"{shown(name)} cannot name a part of the plan.",
            fr=f"{shown(name)} ne peut nommer un élément du plan.",
        ),
        Text(
            en=f"Use lower-case letters, digits and hyphens: {slug_of(name)[:60]}",
            fr=f"Employez minuscules, chiffres et traits d’union : {slug_of(name)[:60]}",
        ),
        place,
    )
