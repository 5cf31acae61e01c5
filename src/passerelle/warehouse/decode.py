"""Bytes of unknown origin to UTF-8 text: encodings, compression, and what is no text at all."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from charset_normalizer import from_bytes

from passerelle.base.place import Place
from passerelle.warehouse.faults import wrong_file

CHUNK = 4 << 20
LONGEST_LINE = 2_000_000
LARGEST_RATIO = 1_000
SMALL = 64 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"PK\x03\x04", "a ZIP or XLSX file", "un fichier ZIP ou XLSX"),
    (b"PAR1", "a Parquet file", "un fichier Parquet"),
    (b"%PDF", "a PDF", "un PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "un ancien fichier Excel"),
    (b"\x89PNG", "a picture", "une image"),
    (b"SQLite format 3", "a database", "une base de données"),
)
_SINGLE = ("cp1252", "latin_1", "mac_roman", "iso8859_15", "cp850")
_USUAL = frozenset("éèêëàâäçùûüôöîïœæÉÈÊÀÂÇÙÔÎŒñáíóúßÄÖÜ€£§°«»’‘“”…–—·\u00a0")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A UTF-8 text file, and the encoding it came in."""

    path: Path
    encoding: str


def decoded(path: Path, room: Path, encoding: str, *, cut: bool = False) -> Decoded:
    """Bring a text file to UTF-8, writing a copy into ``room`` only when it is not so already.

    Args:
        path: The file, plain or gzip.
        room: A folder for the copy.
        encoding: A Python codec name, or ``auto``.
        cut: Replace runs of blanks by one tab (whitespace-separated columns).

    Raises:
        UserError: It is no text, is damaged, or has a line above 2 MB; says the line.
    """
    try:
        sample, packed = _sample(path)
        _no_binary(path, sample)
        found = _encoding(path, sample, packed=packed) if encoding == "auto" else encoding
        codecs.lookup(found)
        if (
            found == "utf-8"
            and not packed
            and not cut
            and b"\r" not in sample.replace(b"\r\n", b"")
        ):
            _walk(path, found, None, packed=packed)
            return Decoded(path, found)
        copy = room / f"{path.name}.utf8"
        _walk(path, found, copy, packed=packed, cut=cut)
        return Decoded(copy, found)
    except LookupError as error:
        raise wrong_file(
            path,
            f"cannot be read: {encoding} is no known encoding",
            f"est illisible : {encoding} n'est pas un encodage connu",
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise wrong_file(
            path, "is damaged: the compression stops", "est abîmé : la compression s'interrompt"
        ) from error


def _sample(path: Path) -> tuple[bytes, bool]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    with _bytes(path, packed=packed) as file:
        return file.read(1 << 20), packed


def _bytes(path: Path, *, packed: bool) -> BufferedReader:
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _no_binary(path: Path, sample: bytes) -> None:
    for mark, en, fr in _KINDS:
        if sample.startswith(mark):
            raise wrong_file(path, f"is no text but {en}", f"n'est pas un texte mais {fr}")
    if not sample.strip():
        raise wrong_file(path, "is empty", "est vide")
    control = sum(sample[:65536].count(byte) for byte in range(1, 9))
    if control > len(sample[:65536]) // 50:
        raise wrong_file(path, "is no text file", "n'est pas un fichier texte")


def _encoding(path: Path, sample: bytes, *, packed: bool) -> str:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if (wide := _wide(sample)) is not None:
        return wide
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, accents, last = 1, 0, b""
    try:
        for last in _chunks(path, packed=packed):
            text = decoder.decode(last)
            line += text.count("\n")
            accents += len(last) - len(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "ignore")
        if accents + len(error.object[: error.start]) - len(before) > 2:  # noqa: PLR2004
            raise wrong_file(
                path,
                "is UTF-8 with a damaged character",
                "est en UTF-8 avec un caractère abîmé",
                Place(path.name, line + before.count("\n")),
            ) from error
        return _single(error.object[max(0, error.start - 2000) : error.start + 200_000])
    return "utf-8"


def _wide(sample: bytes) -> str | None:
    head = sample[:2000]
    if len(head) < 4 or b"\0" not in head:  # noqa: PLR2004
        return None
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 3 else None


def _single(sample: bytes) -> str:
    """Choose the one-byte encoding under which the accents make sense.

    charset-normalizer judges; where it hesitates, or finds control characters, the reading with
    most characters of usual western texts wins, in the order of use.
    """
    guess = from_bytes(sample, cp_isolation=list(_SINGLE)).best()
    order = [*([guess.encoding] if guess else []), *_SINGLE]
    high = bytes(byte for byte in sample if byte > 127)  # noqa: PLR2004  # beyond ASCII

    def strange(name: str) -> int:
        return sum(letter not in _USUAL for letter in high.decode(name, "replace"))

    return min(_SINGLE, key=lambda name: (strange(name), _SINGLE.index(name), order.index(name)))


def _chunks(path: Path, *, packed: bool) -> Iterator[bytes]:
    size, read = path.stat().st_size, 0
    with _bytes(path, packed=packed) as file:
        while chunk := file.read(CHUNK):
            read += len(chunk)
            if packed and read > SMALL and read > size * LARGEST_RATIO:
                raise wrong_file(
                    path,
                    "unpacks to more than 1,000 times its size",
                    "se décompresse en plus de 1 000 fois sa taille",
                )
            yield chunk


def _walk(path: Path, name: str, copy: Path | None, *, packed: bool, cut: bool = False) -> None:
    decoder = codecs.getincrementaldecoder(name)()
    watch = _Watch(path)
    out = copy.open("w", encoding="utf-8", newline="") if copy else None
    try:
        rest = ""
        for chunk in _chunks(path, packed=packed):
            text = watch.seen(rest + decoder.decode(chunk))
            rest = text[-1] if text.endswith("\r") else ""
            if out:
                out.write(_lines(text[: len(text) - len(rest)], cut=cut))
        decoder.decode(b"", final=True)
        if out and rest:
            out.write("\n")
    except UnicodeError as error:
        raise wrong_file(
            path, f"is not in the encoding {name}", f"n'est pas dans l'encodage {name}"
        ) from error
    finally:
        if out:
            out.close()


def _lines(text: str, *, cut: bool) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not cut:
        return plain
    ended = "\n" if plain.endswith("\n") else ""
    return "\n".join("\t".join(line.split()) for line in plain.splitlines()) + ended


class _Watch:
    """Counts lines as they go by, and stops at a NUL or at a line that no real file has."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.line = 1
        self.length = 0

    def seen(self, text: str) -> str:
        if (at := text.find("\0")) >= 0:
            raise wrong_file(
                self.path,
                "holds a NUL byte: it is damaged, or no text",
                "contient un octet NUL : il est abîmé, ou n'est pas un texte",
                Place(self.path.name, self.line + text.count("\n", 0, at)),
            )
        first = text.find("\n")
        self._measured(self.length + (first if first >= 0 else len(text)), 0, text)
        at = max(first, 0)
        while first >= 0 and at + LONGEST_LINE < len(text):
            following = text.rfind("\n", at + 1, at + LONGEST_LINE)
            self._measured(0 if following > 0 else LONGEST_LINE + 1, at + 1, text)
            at = following
        self.line += text.count("\n")
        self.length = self.length + len(text) if first < 0 else len(text) - text.rfind("\n") - 1
        return text

    def _measured(self, length: int, start: int, text: str) -> None:
        if length > LONGEST_LINE:
            raise wrong_file(
                self.path,
                "has a line of more than 2 MB, as no export has",
                "a une ligne de plus de 2 Mo, comme n'en a aucun export",
                Place(self.path.name, self.line + text.count("\n", 0, start)),
            )
