"""YAML into plain maps, lists and texts, each with its place; every scalar stays the text typed.

Nothing is guessed from a scalar: ``no``, ``24 %`` and ``2027-01-11`` all stay text, and the type of
the field that receives them reads them. Only an empty scalar, ``~`` and ``null`` are nothing.
"""

from collections.abc import Iterator
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

_STRING = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Written:
    """One value as it stands in a file: a text, None, a list, or pairs of key and value."""

    place: Place
    text: str | None = None
    items: "list[Written] | None" = None
    pairs: "dict[str, tuple[Place, Written]] | None" = None
    plain: bool = True
    size: int = 1


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

    def read(self, text: str) -> Written | None:
        """Read the only document of ``text``; None when it is empty or cannot be read."""
        events = yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
        try:
            return self._document(events)
        except Broken as broken:
            self.faults.append(broken.fault)
        except (yaml.YAMLError, UnicodeError) as error:
            self.faults.append(yaml_fault(self.file, text, error))
        return None

    def _document(self, events: Iterator[yaml.Event]) -> Written | None:
        root: Written | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Broken(self._fault(event, *_TWO_DOCUMENTS))
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Written:  # noqa: ANN401
        if depth > DEEPEST:
            raise Broken(self._fault(event, *_TOO_DEEP))
        if isinstance(event, yaml.AliasEvent):
            made = self._alias(event)
        else:
            made = self._fresh(event, events, depth)
            if event.anchor:
                self.anchors[event.anchor] = made
        self.nodes += made.size if isinstance(event, yaml.AliasEvent) else 1
        if self.nodes > MOST_NODES:
            raise Broken(self._fault(event, *_TOO_MANY))
        return made

    def _fresh(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Written:  # noqa: ANN401
        if event.tag not in {None, "!", _STRING}:
            self.faults.append(
                self._fault(event, *_tag(str(event.tag).replace("tag:yaml.org,2002:", "!!")))
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _scalar(self, event: Any) -> Written:  # noqa: ANN401
        if len(event.value) > LONGEST_VALUE:
            self.faults.append(self._fault(event, *_too_long(len(event.value))))
        empty = event.implicit[0] and event.value in {"", "~", "null", "Null", "NULL"}
        single = event.start_mark.line == event.end_mark.line
        plain = single and event.style in {None, ""}
        return Written(self._place(event), None if empty else event.value, plain=plain)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Written:
        items: list[Written] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return Written(self._place(start), items=items, size=1 + sum(one.size for one in items))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Written:
        pairs: dict[str, tuple[Place, Written]] = {}
        size = 1
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            size += 1 + value.size
            if name.text is None:
                self.faults.append(self._fault(event, *_KEY))
            elif name.text in pairs:
                self.faults.append(self._twice(event, name.text, pairs[name.text][0]))
            else:
                pairs[name.text] = (self._place(event), value)
        return Written(self._place(start), pairs=pairs, size=size)

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
            Text(en="Rename or remove one of them.", fr="Renommez ou retirez l’une des deux."),
        )

    def _place(self, event: Any) -> Place:  # noqa: ANN401
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _fault(self, event: yaml.Event, what: Text, fix: Text) -> Fault:
        return Fault(what, fix, self._place(event))


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
