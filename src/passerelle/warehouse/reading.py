"""How a cell becomes a value: SQL that gives NULL for what cannot be read, never a guess."""

from dataclasses import dataclass

from passerelle.warehouse.opened import Cell
from passerelle.warehouse.source import Source
from passerelle.warehouse.targets import Kind

_BLANKS = " \t\r\n\u00a0\u202f"
_SIGNS = "€|\\$|£|EUR|USD|GBP|CHF"
_YES = ("yes", "y", "oui", "o", "true", "vrai", "1", "subscribed", "granted", "opt-in", "optin")
_NO = ("no", "n", "non", "false", "faux", "0", "unsubscribed", "denied", "opt-out", "optout")
_FLOATS = ("DOUBLE", "FLOAT", "REAL")
_NUMBERS = (*_FLOATS, "DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT")
_NUMBERS_TOO = ("USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT")


@dataclass(frozen=True, slots=True)
class Reading:
    """One field in SQL: its text as found (NULL when empty), and its value (NULL when unreadable).

    ``day`` is the calendar day on the source's own clock, for moments.
    """

    text: str
    value: str
    day: str = "NULL"


def literal(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def read_cell(cell: Cell, kind: Kind, source: Source, field: str) -> Reading:
    """Say how one field is read from one column."""
    text = _text(cell, source, kind)
    if words := source.values.get(field):
        cases = " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in words.items())
        text = f"(CASE {text} {cases} ELSE {text} END)"
    if kind in {"number", "whole"}:
        value = _number(cell, text, source)
        return Reading(text, f"CAST({value} AS BIGINT)" if kind == "whole" else value)
    if kind in {"moment", "day"}:
        return _moment(cell, text, source, kind)
    if kind == "yes_no":
        return Reading(text, _yes_no(text))
    return Reading(text, _worded(text, kind, field))


def number_of(text: str, source: Source) -> str:
    """Write a text as DECIMAL(18,4), with the source's marks; NULL when it is no number."""
    mark = source.decimal
    groups = "[ \u00a0\u202f’'" + ("\\" + source.thousands if source.thousands else "") + "]"
    digits = f"(\\d{{1,3}}({groups}\\d{{3}})+|\\d+)?(\\{mark}\\d+)?"
    before = f"([-+−]?\\s?({_SIGNS})?|({_SIGNS})\\s?[-+−])\\s?"
    pattern = f"\\(?{before}{digits}\\s?({_SIGNS})?\\)?"
    kept = f"regexp_replace({text}, '[^0-9\\{mark}]', '', 'g')"
    plain = f"replace({kept}, '{mark}', '.')" if mark != "." else kept
    minus = f"(CASE WHEN regexp_matches({text}, '[-−(]') THEN '-' ELSE '' END)"
    slow = (
        f"(CASE WHEN regexp_full_match({text}, {literal(pattern)}) "
        f"THEN TRY_CAST({minus} || {plain} AS DECIMAL(18,4)) END)"
    )
    fast = f"(CASE WHEN regexp_full_match({text}, '[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?') "
    if mark == ".":
        return f"coalesce({fast} THEN TRY_CAST({text} AS DECIMAL(18,4)) END), {slow})"
    return slow


def _text(cell: Cell, source: Source, kind: Kind) -> str:
    if cell.type in _FLOATS:
        whole = f"CAST(CAST({cell.sql} AS BIGINT) AS VARCHAR)"
        small = f"abs({cell.sql}) < 1e15 AND {cell.sql} = floor({cell.sql})"
        return (
            f"(CASE WHEN isnan({cell.sql}) THEN NULL WHEN {small} THEN {whole} "
            f"ELSE CAST({cell.sql} AS VARCHAR) END)"
        )
    if cell.type != "VARCHAR":
        return f"CAST({cell.sql} AS VARCHAR)"
    text = f"nullif(trim({cell.sql}, {literal(_BLANKS)}), '')"
    for word in source.empty:
        text = f"nullif({text}, {literal(word)})"
    if kind != "id":
        return text
    whole = f"regexp_replace({text}, '^(\\d+)\\.0$', '\\1')"
    return f"(CASE WHEN {text} LIKE '%.0' THEN {whole} ELSE {text} END)"


def _number(cell: Cell, text: str, source: Source) -> str:
    if cell.type.startswith(_NUMBERS) or cell.type.startswith(_NUMBERS_TOO):
        return f"TRY_CAST({cell.sql} AS DECIMAL(18,4))"
    return number_of(text, source)


def _moment(cell: Cell, text: str, source: Source, kind: Kind) -> Reading:
    zone = source.timezone
    if cell.type == "TIMESTAMP WITH TIME ZONE":
        aware, naive = cell.sql, "NULL::TIMESTAMP"
    elif cell.type.startswith("TIMESTAMP") or cell.type == "DATE":
        aware, naive = "NULL::TIMESTAMPTZ", f"CAST({cell.sql} AS TIMESTAMP)"
    else:
        aware, naive = _written(text, source)
    local = f"coalesce({naive}, {aware} AT TIME ZONE {literal(zone or 'UTC')})"
    sane = f"(CASE WHEN year({local}) BETWEEN 1900 AND 2200 THEN"
    day = f"{sane} CAST({local} AS DATE) END)"
    if kind == "day":
        return Reading(text, day, day)
    utc = f"(({naive}) AT TIME ZONE {literal(zone)}) AT TIME ZONE 'UTC'" if zone else naive
    return Reading(text, f"{sane} coalesce({aware} AT TIME ZONE 'UTC', {utc}) END)", day)


def _written(text: str, source: Source) -> tuple[str, str]:
    zoned = (
        f"len({text}) > 16 AND {text} LIKE '%:%' "
        f"AND regexp_matches({text}, '\\d( ?Z| ?[-+]\\d\\d:?\\d?\\d?| UTC)$')"
    )
    iso = f"regexp_matches({text}, '^\\d{{4}}-\\d\\d?-\\d\\d?([T ]\\d|$)')"
    tight = f"CASE WHEN {text} LIKE '% UTC' THEN replace({text}, ' UTC', 'Z') ELSE {text} END"
    tight = f"regexp_replace({tight}, ' ([-+Z][\\d:]*)$', '\\1')"
    colon = f"regexp_replace({tight}, '([-+]\\d\\d)(\\d\\d)$', '\\1:\\2')"
    aware = f"(CASE WHEN {iso} AND {zoned} THEN TRY_CAST({colon} AS TIMESTAMPTZ) END)"
    ways = [f"(CASE WHEN {iso} AND NOT ({zoned}) THEN TRY_CAST({text} AS TIMESTAMP) END)"]
    formats = [one for one in source.dates if one != "excel"]
    if formats:
        listed = ", ".join(literal(one) for one in formats)
        ways.insert(0, f"CAST(try_strptime({text}, [{listed}]) AS TIMESTAMP)")
    if "excel" in source.dates:
        serial = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
        inside = f"{serial} BETWEEN 10000 AND 120000"
        moment = f"TIMESTAMP '1899-12-30' + to_seconds(round({serial} * 86400))"
        ways.append(f"(CASE WHEN {inside} THEN {moment} END)")
    return aware, f"coalesce({', '.join(ways)})" if len(ways) > 1 else ways[0]


def _yes_no(text: str) -> str:
    yes = ", ".join(literal(word) for word in _YES)
    no = ", ".join(literal(word) for word in _NO)
    return (
        f"(CASE WHEN lower({text}) IN ({yes}) THEN true "
        f"WHEN lower({text}) IN ({no}) THEN false END)"
    )


def _worded(text: str, kind: Kind, field: str) -> str:
    if field == "outcome":
        return f"(CASE WHEN {text} IN ('won', 'lost') THEN {text} END)"
    if field == "email":
        return f"lower({text})"
    if kind == "id":
        return f"(CASE WHEN {text} LIKE '%@%' THEN lower({text}) ELSE {text} END)"
    return text
