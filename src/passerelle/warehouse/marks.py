"""YAML read with the place of every node, in C, without anchors. Every scalar is text.

So the country ``NO`` stays Norway, and the code ``007`` keeps its zeros.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.base.place import Place


@dataclass(frozen=True, slots=True)
class Marked:
    """A YAML document as texts, lists and mappings, and where each stands, by its path of keys."""

    value: Any
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Give the place of a node, or of the nearest node above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_marked(text: str, file: str) -> Marked:
    """Read one YAML document.

    Raises:
        UserError: The text is no YAML, or it uses anchors, with file, line and column.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.CSafeLoader)):
            raise UserError(
                Text(en="Aliases (*name) are not read.", fr="Les alias (*nom) ne sont pas lus."),
                Text(en="Write the value out.", fr="Écrivez la valeur en toutes lettres."),
                Place(file),
            )
        node = yaml.compose(text, yaml.CSafeLoader)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, RecursionError) as error:
        raise _unreadable(error, file) from error
    places: dict[tuple[str | int, ...], Place] = {(): Place(file)}
    return Marked({} if node is None else _value(node, (), file, places), places)


def _value(
    node: yaml.Node,
    path: tuple[str | int, ...],
    file: str,
    places: dict[tuple[str | int, ...], Place],
) -> Any:  # noqa: ANN401  # YAML holds anything
    places[path] = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, inner in node.value:
            name = str(key.value)
            if name in found:
                raise _twice(name, Place(file, key.start_mark.line + 1, key.start_mark.column + 1))
            found[name] = _value(inner, (*path, name), file, places)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, (*path, n), file, places) for n, inner in enumerate(node.value)]
    return None if node.tag.endswith(":null") else str(node.value)


def _twice(name: str, place: Place) -> UserError:
    return UserError(
        Text(en=f"The key {name} stands twice.", fr=f"La clé {name} est écrite deux fois."),
        Text(en="Keep one of the two.", fr="Gardez l'une des deux."),
        place,
    )


def _unreadable(error: Exception, file: str) -> UserError:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = str(getattr(error, "problem", None) or error).splitlines()[0][:200]
    return UserError(
        Text(en="This is not readable YAML.", fr="Ce n'est pas du YAML lisible."),
        Text(
            en="Check the indentation, the colons and the quotes around it.",
            fr="Vérifiez l'alinéa, les deux-points et les guillemets à cet endroit.",
        ),
        place,
        Text(en=said, fr=said),
    )
