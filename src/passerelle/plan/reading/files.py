"""The plan's files, read as they are: their bytes decoded, nothing translated."""

import codecs
from pathlib import Path

from passerelle.base.errors import Fault, InputErrors, UserError
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.unreadable import shown

LARGEST_FILE = 2_000_000
LONGEST_LINE = 100_000
ENDINGS = {".yaml", ".yml"}
_TEXT = ".txt"

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAMPLE = 100_000


def read_texts(folder: Path) -> dict[str, str]:
    """Read every ``.yaml`` and ``.yml`` file under ``folder``; hidden files are left out.

    A ``plan.yaml.txt`` is a fault: a text editor adds the ending where nobody sees it.

    Returns:
        Path, beginning with the folder's own name (``plan/plan.yaml``), to text; line ends kept.

    Raises:
        InputErrors: No folder, no file in it, or files that cannot be read, all named.
    """
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in _files(folder):
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        if path.suffix.lower() not in ENDINGS:
            faults.append(_renamed(name))
            continue
        try:
            texts[name] = decode(path.read_bytes(), name)
        except OSError as error:
            faults.append(_unreadable(name, error))
        except InputErrors as error:
            faults.extend(error.faults)
    if faults:
        raise InputErrors(faults)
    return texts


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, or say what the bytes look like instead.

    Raises:
        InputErrors: Not UTF-8, binary, or larger than 2 MB.
    """
    if len(data) > LARGEST_FILE:
        raise InputErrors([too_large(name, len(data))])
    if not data.startswith(_WIDE) and b"\x00" in data:
        raise InputErrors([binary(name, _place_in(data, b"\x00", name))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputErrors(
            [_not_utf8(data, Place(name, line, _column(data, error.start)))]
        ) from None


def size_faults(name: str, text: str) -> list[Fault]:
    """Say what is too large in a text: the whole, or one line."""
    if len(text) > LARGEST_FILE:
        return [too_large(name, len(text))]
    if "\x00" in text:
        data = text[: text.index("\x00") + 1].encode("utf-8", "surrogatepass")
        return [binary(name, _place_in(data, b"\x00", name))]
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            return [_long_line(Place(name, number), len(line))]
    return []


def too_large(name: str, size: int) -> Fault:
    """Say that a file is larger than a plan can be."""
    mb = max(1, size // 1_000_000)
    return Fault(
        Text(en=f"The file holds {mb} MB.", fr=f"Le fichier fait {mb} Mo."),
        Text(
            en="A plan file holds 2 MB at most: cut it, or remove what is not a plan.",
            fr="Un fichier de plan fait 2 Mo au plus : coupez-le ou allégez-le.",
        ),
        Place(name),
    )


def binary(name: str, place: Place | None = None) -> Fault:
    """Say that a file is no text; ``place`` is that of its first NUL."""
    return Fault(
        Text(en="The file is binary, not text.", fr="Le fichier est binaire, pas du texte."),
        Text(
            en="Save it as plain text (UTF-8); a spreadsheet, not a Word file, is read by"
            " passerelle init --from.",
            fr="Enregistrez-le en texte brut (UTF-8) ; un classeur, mais pas un fichier Word, se lit"
            " par passerelle init --from.",
        ),
        place or Place(name),
    )


def _files(folder: Path) -> list[Path]:
    try:
        if not folder.is_dir():
            raise UserError(
                Text(en=f"There is no folder {folder}.", fr=f"Il n’y a pas de dossier {folder}."),
                Text(
                    en="Start a workspace with: passerelle init",
                    fr="Commencez un espace avec : passerelle init",
                ),
            )
        found = sorted(p for p in folder.rglob("*") if _is_plan(p) and p.is_file())
        list(folder.iterdir())
    except OSError as error:
        raise InputErrors([_unreadable(str(folder), error)]) from None
    shown = [p for p in found if not any(n.startswith(".") for n in p.relative_to(folder).parts)]
    if not shown:
        raise UserError(
            Text(
                en=f"There is no .yaml file in {folder}.",
                fr=f"Il n’y a pas de fichier .yaml dans {folder}.",
            ),
            Text(en="Create plan.yaml there.", fr="Créez-y plan.yaml."),
        )
    return shown


def _is_plan(path: Path) -> bool:
    """Whether a file is one of the plan's, or was until a text editor added ``.txt`` to its name."""
    endings = [one.lower() for one in path.suffixes[-2:]]
    return path.suffix.lower() in ENDINGS or (
        endings[-1:] == [_TEXT] and not ENDINGS.isdisjoint(endings)
    )


def _renamed(name: str) -> Fault:
    right = name[: -len(_TEXT)]
    return Fault(
        Text(
            en=f"{shown(name)} is not read: its name ends in {_TEXT}.",
            fr=f"{shown(name)} n’est pas lu : son nom finit par {_TEXT}.",
        ),
        Text(
            en=f"Rename it {shown(right)}, or move it out of the plan's folder.",
            fr=f"Renommez-le {shown(right)}, ou sortez-le du dossier du plan.",
        ),
        Place(name),
    )


def _unreadable(name: str, error: OSError) -> Fault:
    why = error.strerror or type(error).__name__
    return Fault(
        Text(en=f"{name} cannot be read.", fr=f"{name} ne peut pas être lu."),
        Text(en="Give yourself the right to read it.", fr="Donnez-vous le droit de le lire."),
        Place(name),
        Text(en=f"The system says: {why}.", fr=f"Le système dit : {why}."),
    )


def _not_utf8(data: bytes, place: Place) -> Fault:
    looks = _encoding_of(data)
    return Fault(
        Text(
            en=f"The file is not UTF-8; it looks like {looks.en}.",
            fr=f"Le fichier n’est pas en UTF-8 ; on dirait {looks.fr}.",
        ),
        Text(
            en="Save it again as UTF-8 (in Notepad: Save as, Encoding).",
            fr="Enregistrez-le de nouveau en UTF-8 (Bloc-notes : Enregistrer sous, Encodage).",
        ),
        place,
    )


def _encoding_of(data: bytes) -> Text:
    if data.startswith(_WIDE):
        return Text(en="UTF-16 or UTF-32", fr="de l’UTF-16 ou de l’UTF-32")
    from charset_normalizer import from_bytes  # noqa: PLC0415  only for a file that is not UTF-8

    best = from_bytes(
        data[:_SAMPLE], cp_isolation=["cp1252", "mac_roman", "cp850", "utf_16"]
    ).best()
    known = {"mac_roman": "Mac Roman", "cp850": "DOS 850"}
    name = known.get(best.encoding if best else "", "Windows-1252 (Latin-1)")
    return Text(en=name, fr=f"du {name}")


def _place_in(data: bytes, found: bytes, name: str) -> Place:
    at = data.index(found)
    line = data.count(b"\n", 0, at) + 1
    begun = data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")
    return Place(name, line, len(begun) + 1)


def _column(data: bytes, position: int) -> int:
    return position - data.rfind(b"\n", 0, position)


def _long_line(place: Place, length: int) -> Fault:
    return Fault(
        Text(
            en=f"The line holds {length:,} characters.",
            fr=f"La ligne fait {length} caractères.",
        ),
        Text(
            en="A line holds 100,000 at most: cut it.",
            fr="Une ligne en compte 100 000 au plus : coupez-la.",
        ),
        place,
    )
