"""What rules know of the law of a country: one file each in ``plan/countries``, with its sources.

A market names countries by ISO code: ``FR``, or ``FR-57`` for a part that has days of its own. Being
there is being registered: another country is another file.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from passerelle.base.errors import Bug
from passerelle.base.language import Text
from passerelle.base.period import Period


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement of law was read, and on which day."""

    text: Text
    read_on: date


@dataclass(frozen=True, slots=True)
class Start:
    """The first day of a legal period, as a rule for any year.

    Either the ``nth`` weekday of the month (-1 is the last), a week earlier when it falls after
    ``not_after``; or the first such weekday after the day ``after``; or the ``day`` itself, moved by
    ``move`` days when it falls ``not_on`` that weekday. Weekdays are 0 for Monday to 6.
    """

    month: int
    weekday: int | None = None
    nth: int | None = None
    not_after: int | None = None
    after: int | None = None
    day: int | None = None
    not_on: int | None = None
    move: int = 1

    def of(self, year: int) -> date:
        """Give the day in a year."""
        if self.weekday is None:
            first = date(year, self.month, self.day or 1)
            return first + timedelta(days=self.move * int(first.weekday() == self.not_on))
        if self.after is not None:
            return _on_or_after(
                date(year, self.month, self.after) + timedelta(days=1), self.weekday
            )
        found = self._nth(year, self.weekday, self.nth or 1)
        late = self.not_after is not None and found.day > self.not_after
        return found - timedelta(days=7) if late else found

    def _nth(self, year: int, weekday: int, nth: int) -> date:
        if nth > 0:
            return _on_or_after(date(year, self.month, 7 * nth - 6), weekday)
        last = calendar.monthrange(year, self.month)[1]
        return _on_or_after(date(year, self.month, last + 7 * nth + 1), weekday)


@dataclass(frozen=True, slots=True)
class Season:
    """One legal period a year: how it starts, how many weeks it lasts or its last day, both in."""

    name: str
    start: Start
    weeks: int = 0
    until: Start | None = None

    def of(self, year: int) -> Period:
        """Give its days in the year in which it starts; a last day before it is next year's."""
        first = self.start.of(year)
        if self.until is None:
            return Period(first, first + timedelta(days=7 * self.weeks - 1))
        last = self.until.of(year)
        return Period(first, last if last >= first else self.until.of(year + 1))


@dataclass(frozen=True, slots=True)
class Clearance:
    """Legal clearance sales: words kept for them, their periods, and those of parts of the country."""

    words: tuple[str, ...]
    source: Source
    seasons: tuple[Season, ...]
    exceptions: Mapping[str, Mapping[str, Season]]

    def periods(self, code: str, year: int) -> tuple[Period, ...]:
        """Give the periods that start in a year, in order of time.

        Args:
            code: ``FR``, or a part with periods of its own: ``FR-57``.
            year: The civil year.
        """
        own = self.exceptions.get(code, {})
        found = (own.get(season.name, season).of(year) for season in self.seasons)
        return tuple(sorted(found))

    def allows(self, code: str, period: Period) -> bool:
        """Whether every day of ``period`` is inside one legal period."""
        return any(
            legal.start <= period.start and period.end <= legal.end
            for year in (period.start.year - 1, period.start.year)
            for legal in self.periods(code, year)
        )

    def next_after(self, code: str, day: date) -> Period:
        """Give the first legal period that has not ended on ``day``."""
        return next(
            legal
            for year in (day.year - 1, day.year, day.year + 1)
            for legal in self.periods(code, year)
            if legal.end >= day
        )


@dataclass(frozen=True, slots=True)
class ReferencePrice:
    """The price that may be struck through: the lowest of ``days`` days, and the exempt cases."""

    days: int
    exempt: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Country:
    """What rules know of one country; a part that its file leaves out is None."""

    code: str
    title: Text
    status: Text
    clearance: Clearance | None
    reference_price: ReferencePrice | None


def country(code: str) -> Country | None:
    """Give what is known of a country, or of the country that a part is in; None without a file."""
    return countries().get(code.upper().partition("-")[0])


@cache
def countries() -> Mapping[str, Country]:
    """Give all countries that have a file, by code, read once from ``plan/countries``."""
    folder = files("passerelle.plan").joinpath("countries")
    found = {
        file.name.removesuffix(".yaml").upper(): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    }
    return {code: read_country(code, text) for code, text in sorted(found.items())}


def read_country(code: str, text: str) -> Country:
    """Read one file.

    Args:
        code: Its ISO code, in capitals: the name of the file.
        text: YAML, as in ``countries/fr.yaml``.

    Raises:
        Bug: A key is missing, unknown, or holds something else than it should.
    """
    raw: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader
    try:
        clearance, price = raw.pop("clearance", None), raw.pop("reference_price", None)
        return Country(
            code=code,
            title=Text(**raw.pop("title")),
            status=Text(**raw.pop("status")),
            clearance=_clearance(**clearance) if clearance else None,
            reference_price=_price(**price) if price else None,
            **raw,
        )
    except (TypeError, KeyError, ValueError) as wrong:
        raise Bug(f"plan/countries/{code.lower()}.yaml: {wrong}") from wrong


def _clearance(
    *,
    words: list[str],
    source: dict[str, str],
    read_on: date,
    periods: dict[str, Any],
    exceptions: list[dict[str, Any]],
    exceptions_source: dict[str, str],
) -> Clearance:
    Text(**exceptions_source)
    seasons = tuple(_seasons(periods))
    known = {season.name for season in seasons}
    own: dict[str, Mapping[str, Season]] = {}
    for one in exceptions:
        named = {season.name: season for season in _seasons(one["periods"])}
        if not set(named) <= known:
            raise ValueError(f"an exception to a period that is not there: {set(named) - known}")
        own |= dict.fromkeys(one["parts"], named)
    return Clearance(tuple(words), Source(Text(**source), read_on), seasons, own)


def _price(
    *, days: int, exempt: list[str], source: dict[str, str], read_on: date
) -> ReferencePrice:
    return ReferencePrice(days, tuple(exempt), Source(Text(**source), read_on))


def _seasons(raw: Mapping[str, Any]) -> Iterator[Season]:
    for name, one in raw.items():
        if ("weeks" in one) == ("until" in one):
            raise ValueError(f"{name} ends by `weeks` or by `until`")
        until = _start(one["until"]) if "until" in one else None
        yield Season(name, _start(one["start"]), int(one.get("weeks", 0)), until)


def _start(raw: Mapping[str, Any]) -> Start:
    return Start(
        **{
            key: _WEEKDAYS.index(value) if key in {"weekday", "not_on"} else int(value)
            for key, value in raw.items()
        }
    )


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
