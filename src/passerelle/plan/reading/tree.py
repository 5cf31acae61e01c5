"""YAML into plain maps, lists and texts, each with its place; every scalar stays the text typed.

Nothing is guessed from a scalar: ``no``, ``24 %`` and ``2027-01-11`` all stay text, and the type of
the field that receives them reads them. Only an empty scalar, ``~`` and ``null`` are nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.reading.yaml_faults import yaml_fault
from passerelle.plan.unreadable import shown

DEEPEST = 30
MOST_NODES = 50_000
LONGEST_VALUE = 20_000

_HASH = re.compile(r" +#[A-Z\d]")
_STRING = "tag:yaml.org,2002:str"
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Written:
    """One value as it stands in a file: a text, None, a list, or pairs of key and value.

    ``empty`` says that nothing at all was typed: ``~`` and ``null`` are nothing on purpose.
    ``hash_sign`` says that ``#C114`` follows, which is a note to YAML and may be part of the text.
    ``mark`` is the C parser's own: a place is made of it only for the few values that are asked.
    """

    file: str
    mark: Any
    text: str | None = None
    items: "list[Written] | None" = None
    pairs: "dict[str, tuple[Any, Written]] | None" = None
    plain: bool = True
    size: int = 1
    empty: bool = False
    hash_sign: bool = False

    @property
    def place(self) -> Place:
        """Where the value starts."""
        return place_of(self.file, self.mark)

    def key_place(self, name: str) -> Place | None:
        """Where the key ``name`` stands in this map, None when it does not."""
        found = self.pairs.get(name) if self.pairs else None
        return place_of(self.file, found[0]) if found else None


def place_of(file: str, mark: Any) -> Place:  # noqa: ANN401
    """Turn the parser's mark into a place."""
    return Place(file, mark.line + 1, mark.column + 1)


class Broken(Exception):
    """The rest of this file cannot be read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.read("en"))
        self.fault = fault


@dataclass(slots=True)
class Reader:
    """Reads one file; ``faults`` collects what does not prevent reading on."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    anchors: dict[str, Written] = field(default_factory=dict)
    nodes: int = 0
    text: str = ""
    following: Callable[[], Any] = field(init=False, repr=False)

    def read(self, text: str) -> Written | None:
        """Read the only document of ``text``; None when it is empty or cannot be read."""
        try:
            # The events of the C parser, without the two layers of yaml.parse around each.
            self.text = text.removeprefix("\ufeff")
            self.following = yaml.CSafeLoader(self.text).get_event
            return self._document()
        except Broken as broken:
            self.faults.append(broken.fault)
        except (yaml.YAMLError, UnicodeError) as error:
            self.faults.append(yaml_fault(self.file, text, error))
        return None

    def _document(self) -> Written | None:
        root: Written | None = None
        while type(event := self.following()) is not yaml.StreamEndEvent:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Broken(self._fault(event, *_TWO_DOCUMENTS))
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> Written:  # noqa: ANN401
        if depth > DEEPEST:
            raise Broken(self._fault(event, *_TOO_DEEP))
        kind = type(event)
        if kind is yaml.AliasEvent:
            made = self._alias(event)
            self.nodes += made.size
        else:
            made = self._scalar(event) if kind is yaml.ScalarEvent else self._group(event, depth)
            if event.anchor:
                self.anchors[event.anchor] = made
            self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Broken(self._fault(event, *_TOO_MANY))
        return made

    def _scalar(self, event: Any) -> Written:  # noqa: ANN401
        text, mark = event.value, event.start_mark
        if event.tag is not None:
            self._tagged(event)
        if len(text) > LONGEST_VALUE:
            self.faults.append(self._fault(event, *_too_long(len(text))))
        if text in _NOTHING and event.implicit[0]:
            text = None
        plain = not event.style and mark.line == event.end_mark.line
        made = Written(self.file, mark, text, None, None, plain)
        made.empty = text is None and not event.value
        if plain:
            made.hash_sign = _HASH.match(self.text, event.end_mark.index) is not None
        return made

    def _group(self, event: Any, depth: int) -> Written:  # noqa: ANN401
        if event.tag is not None:
            self._tagged(event)
        if type(event) is yaml.SequenceStartEvent:
            return self._sequence(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _tagged(self, event: Any) -> None:  # noqa: ANN401
        if event.tag not in {"!", _STRING}:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.faults.append(self._fault(event, *_tag(tag)))

    def _sequence(self, start: Any, depth: int) -> Written:  # noqa: ANN401
        items: list[Written] = []
        size = 1
        value = self._value if depth <= DEEPEST else self._node
        while type(event := self.following()) is not yaml.SequenceEndEvent:
            one = value(event, depth)
            items.append(one)
            size += one.size
        return Written(self.file, start.start_mark, None, items, size=size)

    def _mapping(self, start: Any, depth: int) -> Written:  # noqa: ANN401
        pairs: dict[str, tuple[Any, Written]] = {}
        size = 1
        read = self._value if depth <= DEEPEST else self._node
        while type(event := self.following()) is not yaml.MappingEndEvent:
            name = self._key(event, depth) if depth <= DEEPEST else self._node(event, depth).text
            value = read(self.following(), depth)
            size += 1 + value.size
            if name is None:
                self.faults.append(self._fault(event, *_KEY))
            elif name in pairs:
                self.faults.append(self._twice(event, name, place_of(self.file, pairs[name][0])))
            else:
                pairs[name] = (event.start_mark, value)
        return Written(self.file, start.start_mark, pairs=pairs, size=size)

    def _key(self, event: Any, depth: int) -> str | None:  # noqa: ANN401
        """Read a key; half of all nodes are plain ones, of which nothing but the text is kept."""
        if type(event) is not yaml.ScalarEvent or event.anchor or event.tag is not None:
            return self._node(event, depth).text
        text: str = event.value
        if text in _NOTHING or len(text) > LONGEST_VALUE or self.nodes >= MOST_NODES:
            return self._node(event, depth).text
        self.nodes += 1
        return text

    def _value(self, event: Any, depth: int) -> Written:  # noqa: ANN401
        """Read a value; plain scalars, the most of them, take the short way."""
        if type(event) is not yaml.ScalarEvent or event.anchor or self.nodes >= MOST_NODES:
            return self._node(event, depth)
        self.nodes += 1
        return self._scalar(event)

    def _alias(self, event: Any) -> Written:  # noqa: ANN401
        found = self.anchors.get(event.anchor)
        if found is None:
            raise Broken(self._fault(event, *_alias(event.anchor)))
        return found

    def _twice(self, event: yaml.Event, key: str, first: Place) -> Fault:
        return self._fault(
            event,
            Text(
                en=f"The key {shown(key)} stands twice here; first at {first}.",
                fr=f"La clé {shown(key)} figure deux fois ici ; d’abord à {first}.",
            ),
            _RENAME if place_of(self.file, event.start_mark).column > 1 else _UNITE,
        )

    def _fault(self, event: Any, what: Text, fix: Text) -> Fault:  # noqa: ANN401
        return Fault(what, fix, place_of(self.file, event.start_mark))


_RENAME = Text(en="Rename or remove one of them.", fr="Renommez ou retirez l’une des deux.")
_UNITE = Text(
    en="Put what both hold under one of them.",
    fr="Réunissez sous l’une ce que les deux contiennent.",
)
_TWO_DOCUMENTS = (
    Text(en="A second document starts here.", fr="Un second document commence ici."),
    Text(
        en="Remove the line ---, or move what follows to its own file.",
        fr="Retirez la ligne ---, ou mettez la suite dans son propre fichier.",
    ),
)
_TOO_DEEP = (
    Text(en="The text is nested more than 30 deep.", fr="Le texte a plus de 30 niveaux."),
    Text(en="A plan needs five or six levels.", fr="Un plan a besoin de cinq ou six niveaux."),
)
_TOO_MANY = (
    Text(
        en="The aliases or values here expand to more than 50,000 values.",
        fr="Les alias ou valeurs d’ici font plus de 50 000 valeurs.",
    ),
    Text(
        en="Write the values themselves, without aliases (*name).",
        fr="Écrivez les valeurs elles-mêmes, sans alias (*nom).",
    ),
)
_KEY = (
    Text(en="A key must be a name.", fr="Une clé doit être un nom."),
    Text(en="Write it as: name: value", fr="Écrivez : nom: valeur"),
)


def _tag(tag: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"The tag {shown(tag)} is not used in a plan.",
            fr=f"L’étiquette {shown(tag)} ne s’emploie pas dans un plan.",
        ),
        Text(
            en="Remove it: the field says what its value is.",
            fr="Retirez-la : le champ dit ce qu’est sa valeur.",
        ),
    )


def _alias(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"The alias {shown('*' + name)} names nothing above it, or itself.",
            fr=f"L’alias {shown('*' + name)} ne nomme rien plus haut, ou lui-même.",
        ),
        Text(
            en="Write the value itself; put a text that starts with * between quotes.",
            fr="Écrivez la valeur ; mettez entre guillemets un texte qui commence par *.",
        ),
    )


def _too_long(length: int) -> tuple[Text, Text]:
    return (
        Text(en=f"The value holds {length:,} characters.", fr=f"La valeur fait {length} signes."),
        Text(en="A value holds 20,000 at most.", fr="Une valeur en compte 20 000 au plus."),
    )
