"""The files of ``sources/``: read, and checked against what their table can hold."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import ValidationError

from passerelle.base.errors import Fault, InputErrors, UserError, nearest
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.warehouse.faults import unread
from passerelle.warehouse.marks import Marked, read_marked
from passerelle.warehouse.source_shape import Kept, Source
from passerelle.warehouse.targets import Kind

__all__ = ["Kept", "Source", "read_source", "read_sources"]


def read_source(text: str, file: str) -> Source:
    """Read one source file; its name is the file's name without suffix.

    Args:
        text: The YAML.
        file: Its path as shown to the user, such as ``sources/orders.yaml``.

    Raises:
        InputErrors: All that is wrong, each with file, line and column.
    """
    marked = read_marked(text, file)
    if not isinstance(marked.value, dict):
        raise UserError(
            Text(en="A source is a list of fields.", fr="Une source est une liste de champs."),
            Text(en="Start with `reads: …`.", fr="Commencez par `reads: …`."),
            marked.place(),
        )
    try:
        source = Source.model_validate({"name": Path(file).stem, **marked.value})
    except ValidationError as error:
        raise InputErrors([_fault(one, marked) for one in error.errors()]) from error
    source._marked = marked  # noqa: SLF001  # our own private attribute
    if faults := list(_unfit(source)):
        raise InputErrors(faults)
    source.phrases()
    source.returned()
    return source


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Read every source of a workspace (``sources/*.yaml``), in alphabetical order.

    Raises:
        InputErrors: All that is wrong in all of them.
    """
    faults: list[Fault] = []
    found: list[Source] = []
    for path in sorted((folder / "sources").glob("*.yaml")):
        shown = f"sources/{path.name}"
        try:
            found.append(read_source(path.read_text("utf-8"), shown))
        except UserError as error:
            faults.extend(error.faults)
        except (OSError, UnicodeDecodeError) as error:
            faults.append(_unreadable(shown, error))
    if faults:
        raise InputErrors(faults)
    return tuple(found)


def _unreadable(shown: str, error: Exception) -> Fault:
    said = str(error)[:200]
    return Fault(
        Text(en=f"{shown} cannot be read.", fr=f"{shown} est illisible."),
        Text(
            en="Save it as UTF-8 text, readable by this user.",
            fr="Enregistrez-le en texte UTF-8, lisible par cet utilisateur.",
        ),
        Place(shown),
        Text(en=said, fr=said),
    )


def _unfit(source: Source) -> Iterable[Fault]:
    target = source.target
    for part in ("columns", "constants", "values"):
        for name in getattr(source, part):
            if name not in target.fields:
                yield Fault(
                    Text(
                        en=f"{source.means} have no field {name}.",
                        fr=f"« {source.means} » n'a pas de champ {name}.",
                    ),
                    nearest(name, target.fields),
                    source.place(part, name),
                )
    for must in target.must:
        if must not in {**source.columns, **source.constants}:
            yield Fault(
                Text(
                    en=f"{source.means} need the field {must}.",
                    fr=f"« {source.means} » a besoin du champ {must}.",
                ),
                Text(
                    en=f"Add `{must}: <column of the file>` under columns.",
                    fr=f"Ajoutez `{must}: <colonne du fichier>` sous columns.",
                ),
                source.place("columns"),
            )
    yield from _unfit_values(source)
    if source.attributes and not target.bag:
        yield Fault(
            Text(
                en=f"{source.means} have no further attributes.",
                fr=f"« {source.means} » n'a pas d'attributs libres.",
            ),
            Text(en="Remove `attributes`.", fr="Retirez `attributes`."),
            source.place("attributes"),
        )


def _unfit_values(source: Source) -> Iterable[Fault]:
    if source.timezone and not _is_zone(source.timezone):
        yield Fault(
            Text(
                en=f"{source.timezone} is no time zone.",
                fr=f"{source.timezone} n'est pas un fuseau horaire.",
            ),
            nearest(source.timezone, available_timezones()),
            source.place("timezone"),
        )
    for name, text in source.constants.items():
        kind = source.target.fields.get(name, "text")
        if not _fits(text, kind):
            yield unread(name, text, kind, source.place("constants", name))


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _fits(text: str, kind: Kind) -> bool:
    try:
        if kind in {"number", "whole"}:
            return Decimal(text).is_finite()
        if kind in {"moment", "day"}:
            return bool(datetime.fromisoformat(text))
    except (ArithmeticError, ValueError):
        return False
    return kind != "yes_no" or text in {"true", "false"}


def _fault(error: Any, marked: Marked) -> Fault:  # noqa: ANN401  # pydantic's own shape
    path = tuple("as" if part == "means" else part for part in error["loc"])
    name = str(path[-1]) if path else ""
    place = marked.place(*path)
    if error["type"] == "extra_forbidden":
        known = [field.alias or key for key, field in Source.model_fields.items() if key != "name"]
        return Fault(
            Text(en=f"Unknown field {name}.", fr=f"Champ inconnu : {name}."),
            nearest(name, known if len(path) == 1 else ("what", "when")),
            place,
        )
    if error["type"] == "missing":
        return Fault(
            Text(en=f"The field {name} is missing.", fr=f"Il manque le champ {name}."),
            Text(en=f"Add `{name}: …`.", fr=f"Ajoutez `{name}: …`."),
            place,
        )
    if error["type"] == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return Fault(
            Text(
                en=f"«{error['input']}» is not a value of {name}.",
                fr=f"« {error['input']} » n'est pas une valeur de {name}.",
            ),
            nearest(str(error["input"]), allowed.split(", ")),
            place,
        )
    return Fault(
        Text(
            en=f"The value of {name} does not fit: {str(error['input'])[:60]}.",
            fr=f"La valeur de {name} ne convient pas : {str(error['input'])[:60]}.",
        ),
        Text(
            en=f"Write it as in the example of sources (docs/reference/sources.md): {error['msg']}.",
            fr="Écrivez-la comme dans l'exemple des sources (docs/reference/sources.md).",
        ),
        place,
    )
