"""The one page laid out: rectangles and lines of words on a sheet of A4, drawn the same by every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from passerelle.plan.export import Asked
from passerelle.plan.handout.onepage import OnePage
from passerelle.plan.handout.plain import plain_text

WIDE, HIGH = 297.0, 210.0
"""Millimetres of A4, lying."""

INK, SOFT, LINE, FILL, ACCENT = "1D2430", "525C6B", "D5DAE1", "EEF2F7", "2F6DB5"
_POINT = 25.4 / 72
_LEFT, _SPLIT, _EDGE, _TOP = 12.0, 108.0, 285.0, 46.0
_NARROW, _CAPITAL, _USUAL = 0.38, 0.76, 0.64
_PALE = "C9DBF0"
_SEGMENT_LINES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; millimetres from the upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words: where its upper left corner is, its room in millimetres, its size in points."""

    x: float
    y: float
    width: float
    text: str
    size: float
    bold: bool = False
    ink: str = INK


Shape = Box | Words


def layout(asked: Asked, page: OnePage) -> tuple[Shape, ...]:
    """Lay the page out; what has no room is cut with an ellipsis, never drawn over something else."""
    return (*_head(asked, page), *_course(asked, page), *_engine(asked, page), *_foot(asked, page))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Guess the width of a line in millimetres, a little on the wide side."""
    return sum(_em(one) for one in text) * size * _POINT * (1.1 if bold else 1)


def _em(letter: str) -> float:
    if letter in " .,:;'’iljtfI!|()-–\u00a0\u202f":
        return _NARROW
    return _CAPITAL if letter.isupper() or letter in "mw%@€…→" else _USUAL


def wrapped(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break words into at most ``most`` lines; the last ends with an ellipsis when something is left."""
    lines: list[str] = [""]
    words = plain_text(text).split()
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_cut(line, width, size, bold=bold) for line in lines]


def _cut(line: str, width: float, size: float, *, bold: bool) -> str:
    if width_of(line, size, bold=bold) <= width:
        return line
    while line and width_of(f"{line}…", size, bold=bold) > width:
        line = line[:-1]
    return f"{line.rstrip(' …')}…"


def _head(asked: Asked, page: OnePage) -> Iterator[Shape]:
    yield Box(0, 0, WIDE, 3, ACCENT)
    room = _EDGE - _LEFT
    yield Words(
        _LEFT, 8, room, _cut(plain_text(page.title), room, 11, bold=True), 11, bold=True, ink=SOFT
    )
    for number, line in enumerate(wrapped(page.vision, room, 17, 2, bold=True)):
        yield Words(_LEFT, 15 + 8 * number, room, line, 17, bold=True)
    star = f"{asked.say('North Star', 'Étoile polaire')} · {page.star}"
    yield Words(
        _LEFT, 34, room, _cut(plain_text(star), room, 12, bold=True), 12, bold=True, ink=ACCENT
    )


def _course(asked: Asked, page: OnePage) -> Iterator[Shape]:
    """Lay out the left: objectives with their targets, then segments, from top to bottom."""
    room, none = _SPLIT - _LEFT - 8, asked.say("None yet", "Aucun encore")
    yield Words(_LEFT, _TOP, room, asked.say("Objectives", "Objectifs"), 11, bold=True, ink=ACCENT)
    if not page.objectives:
        yield Words(_LEFT, _TOP + 6, room, none, 9, ink=SOFT)
    lines = [one for title, goals in page.objectives for one in _objective(title, goals, room)]
    y = _TOP + 6
    for line, step in lines:
        if y < HIGH - 50:
            yield Words(line.x, y, line.width, line.text, line.size, bold=line.bold, ink=line.ink)
        y += step
    y = HIGH - 44
    yield Words(_LEFT, y, room, asked.say("Segments", "Segments"), 11, bold=True, ink=ACCENT)
    rows = page.segments or (none,)
    most = 2 if len(rows) * 2 <= _SEGMENT_LINES else 1
    held = [said for one in rows for said in wrapped(one, room, 8, most)]
    for number, said in enumerate(held):
        yield Words(_LEFT, y + 6 + 3.8 * number, room, said, 8)


def _objective(title: str, goals: tuple[str, ...], room: float) -> Iterator[tuple[Words, float]]:
    """Walk the lines of an objective, each with the room it takes downwards."""
    for line in wrapped(title, room, 9, 2, bold=True):
        yield Words(_LEFT, 0, room, line, 9, bold=True), 4.2
    for number, goal in enumerate(goals):
        parts = wrapped(goal, room - 3, 8, 2)
        for place, part in enumerate(parts):
            last = number == len(goals) - 1 and place == len(parts) - 1
            yield Words(_LEFT + 3, 0, room - 3, part, 8, ink=SOFT), 5.2 if last else 3.7


def _engine(asked: Asked, page: OnePage) -> Iterator[Shape]:
    """Lay out the right: the calendar by quarter with one bar an action, then the money by quarter."""
    x, room, top, step = _SPLIT, _EDGE - _SPLIT, _TOP, 6.4
    yield Words(x, top, room, asked.say("Calendar", "Calendrier"), 11, bold=True, ink=ACCENT)
    low = HIGH - 46
    edges = [*(one.start for one in page.quarters), 1.0]
    for number, (one, (start, end)) in enumerate(zip(page.quarters, pairwise(edges), strict=True)):
        left, wide = x + start * room, (end - start) * room
        if number % 2 == 0:
            yield Box(left, top + 6, wide, low - top - 6, FILL)
        yield Words(
            left + 1.5,
            top + 7,
            wide - 2,
            _cut(one.title, wide - 2, 8, bold=True),
            8,
            bold=True,
            ink=SOFT,
        )
    for number, bar in enumerate(page.bars):
        yield from _bar(
            bar.title, x + bar.start * room, x + bar.end * room, top + 13 + step * number
        )
    if not page.bars:
        none = asked.say("No action has its days yet", "Aucune action n'a encore ses jours")
        yield Words(x + 2, top + 14, room, none, 9, ink=SOFT)
    if page.more_bars:
        yield Words(x + 40, top + 0.6, room - 40, page.more_bars, 8, ink=SOFT)
    money = HIGH - 44
    head = asked.say("Budget by quarter", "Budget par trimestre")
    yield Words(x, money, room, head, 11, bold=True, ink=ACCENT)
    yield Words(
        x + 50, money + 0.7, room - 50, _cut(page.money_from, room - 50, 8, bold=False), 8, ink=SOFT
    )
    for one, (start, end) in zip(page.quarters, pairwise(edges), strict=True):
        left, wide = x + start * room, (end - start) * room
        yield Box(left + 0.5, money + 7, max(wide - 1, 0.5), 12, FILL)
        yield Words(
            left + 2, money + 8, wide - 3, _cut(one.title, wide - 3, 7, bold=False), 7, ink=SOFT
        )
        yield Words(
            left + 2, money + 12, wide - 3, _cut(one.money, wide - 3, 10, bold=True), 10, bold=True
        )
    yield Words(x, money + 21, room, _cut(page.total, room, 9, bold=False), 9)


def _bar(title: str, start: float, end: float, y: float) -> Iterator[Shape]:
    """Lay out one action: its bar, and its title on it, after it, or before it where there is more room."""
    yield Box(start, y, max(end - start, 0.8), 4.8, _PALE)
    after, before = _EDGE - start, end - _SPLIT
    size, words = 8, plain_text(title)
    if after >= before or width_of(words, size) <= after - 1:
        yield Words(start + 1, y + 0.6, after - 1, _cut(words, after - 1, size, bold=False), size)
        return
    shown = _cut(words, before - 1, size, bold=False)
    wide = width_of(shown, size)
    yield Words(end - wide - 1, y + 0.6, wide + 1, shown, size)


def _foot(asked: Asked, page: OnePage) -> Iterator[Shape]:
    yield Box(_LEFT, HIGH - 14.5, _EDGE - _LEFT, 0.3, LINE)
    head = asked.say("Alignment", "Alignement")
    line = f"{head} · {page.alignment}"
    yield Words(_LEFT, HIGH - 12, 200, _cut(plain_text(line), 200, 10, bold=True), 10, bold=True)
    yield Words(
        222, HIGH - 11.6, _EDGE - 222, _cut(page.foot, _EDGE - 222, 8, bold=False), 8, ink=SOFT
    )
