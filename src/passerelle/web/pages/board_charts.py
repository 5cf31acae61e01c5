"""The two pictures of a KPI: month after month with its interval, and channel beside channel."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.numbers import get_currency_symbol

from passerelle.base import language as written
from passerelle.base.language import Text
from passerelle.web.chart import Chart, Column
from passerelle.web.reader import reader
from passerelle.web.templatetags.say import quantity, read_text
from passerelle.web.templatetags.words import channel
from passerelle.web.theme import LIGHT

Json = dict[str, Any]

MONTH = Text(en="Month", fr="Mois")
VALUE = Text(en="Value", fr="Valeur")
LOW, HIGH = Text(en="Low", fr="Bas"), Text(en="High", fr="Haut")
N = Text(en="Rests on", fr="Repose sur")
TARGET = Text(en="target {t}", fr="cible {t}")
WIDTH, HEIGHT = 760, 240
MOST = 12
"""Channels drawn at most, the largest."""

AXES = {
    "share": ".0%",
    "money": ",.0f",
    "count": ",.0f",
    "ratio": ",.1f",
    "score": ",.0f",
    "days": ",.1f",
    "hours": ",.1f",
}


def by_month(reading: Json, about: Json, aimed: Json | None) -> Chart | None:
    """Draw a KPI month by month, its interval where it exists, its target where one is a level."""
    months = [one for one in reading["slices"] if one["value"] is not None]
    if len(months) < 2:  # noqa: PLR2004
        return None
    rows = [
        {
            "month": f"{one['slice']}-01",
            "value": float(one["value"]),
            "low": _float(one["low"]),
            "high": _float(one["high"]),
            "whole": _whole(one),
        }
        for one in months
    ]
    name = read_text(about["name"])
    sentence = Text(
        en="By month; the first and last may be partial (hollow points)"
        + ("; the band is the 95 % interval." if rows[0]["low"] is not None else "."),
        fr="Par mois ; le premier et le dernier peuvent être incomplets (points vides)"
        + (" ; la bande est l'intervalle à 95 %." if rows[0]["low"] is not None else "."),
    )
    return Chart(
        _title(name, months, reading["unit"]),
        sentence,
        _months_spec(rows, reading["unit"], aimed),
        [
            Column("month", MONTH),
            Column("value", VALUE),
            Column("low", LOW),
            Column("high", HIGH),
            Column("n", N, "number"),
        ],
        [{**_twin(one), "month": _month(one)} for one in months],
    )


def by_channel(slices: Sequence[Json], about: Json, whole: Json | None) -> Chart | None:
    """Draw a KPI channel beside channel, the largest first."""
    known = [one for one in slices if one["value"] is not None]
    known = sorted(known, key=lambda one: -float(one["value"]))[:MOST]
    if not known:
        return None
    unit, first = known[0]["unit"], channel(known[0]["slice"])
    name = read_text(about["name"])
    rows = [
        {
            "channel": channel(one["slice"]),
            "value": float(one["value"]),
            "low": _float(one["low"]),
            "high": _float(one["high"]),
        }
        for one in known
    ]
    total = quantity(whole["value"], unit) if whole else ""
    return Chart(
        Text(
            en=f"{name}: {first} comes first, at {quantity(known[0]['value'], unit)}",
            fr=f"{name} : {first} vient en tête, avec {quantity(known[0]['value'], unit)}",
        ),
        Text(en=f"By channel; all together {total}.", fr=f"Par canal ; tous ensemble {total}."),
        _channels_spec(rows, unit),
        [
            Column("channel", Text(en="Channel", fr="Canal")),
            Column("value", VALUE),
            Column("low", LOW),
            Column("high", HIGH),
            Column("n", N, "number"),
        ],
        [{**_twin(one), "channel": channel(one["slice"])} for one in known],
    )


def _title(name: str, months: Sequence[Json], unit: str) -> Text:
    """Say how the last whole month compares with the first whole one."""
    whole = [one for one in months if _whole(one)] or list(months)
    first, last = whole[0], whole[-1]
    then, now = quantity(first["value"], unit), quantity(last["value"], unit)
    there, here = _month(first), _month(last)
    return Text(
        en=f"{name}: {then} in {there}, {now} in {here}",
        fr=f"{name} : {then} en {there}, {now} en {here}",
    )


def _month(one: Json) -> str:
    return written.month(date.fromisoformat(f"{one['slice']}-01"), reader().language)


def _whole(one: Json) -> bool:
    """Whether a slice covers its month from the first day to the last."""
    start, finish = date.fromisoformat(one["start"]), date.fromisoformat(one["end"])
    return start.day == 1 and finish.day == monthrange(finish.year, finish.month)[1]


def _twin(one: Json) -> Json:
    unit = one["unit"]
    return {
        "value": quantity(one["value"], unit),
        "low": quantity(one["low"], unit),
        "high": quantity(one["high"], unit),
        "n": one["n"],
    }


def _months_spec(rows: Sequence[Json], unit: str, aimed: Json | None) -> Json:
    value = {"field": "value", "type": "quantitative", **_axis(unit)}
    layers: list[Json] = []
    if any(row["low"] is not None for row in rows):
        layers.append(
            {
                "mark": {"type": "area", "aria": False},
                "encoding": {
                    "y": {"field": "low", "type": "quantitative", **_axis(unit)},
                    "y2": {"field": "high"},
                },
            }
        )
    layers.append({"mark": {"type": "line", "aria": False}, "encoding": {"y": value}})
    layers.append(
        {
            "mark": {
                "type": "point",
                "filled": False,
                "strokeWidth": 2,
                "stroke": LIGHT["--course"],
                "opacity": 1,
                "aria": False,
            },
            "encoding": {
                "y": value,
                "fill": {
                    "condition": {"test": "datum.whole", "value": LIGHT["--course"]},
                    "value": LIGHT["--paper"],
                },
            },
        }
    )
    if aimed:
        layers += _target(float(aimed["target"]), unit, rows)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": list(rows)},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "timeUnit": "utcyearmonth",
                "axis": {"format": "%b %y", "title": None, "tickCount": "month"},
                "scale": {"type": "utc"},
            }
        },
        "layer": layers,
    }


def _target(target: float, unit: str, rows: Sequence[Json]) -> list[Json]:
    said = read_text(TARGET).format(t=quantity(target, unit))
    return [
        {
            "mark": {"type": "rule", "strokeDash": [5, 4], "aria": False},
            "encoding": {"y": {"datum": target}, "x": None},
        },
        {
            "data": {"values": [{"month": rows[-1]["month"], "target": target}]},
            "mark": {
                "type": "text",
                "align": "right",
                "dy": -8,
                "aria": False,
                "color": LIGHT["--engine"],
            },
            "encoding": {
                "y": {"field": "target", "type": "quantitative"},
                "text": {"value": said},
            },
        },
    ]


def _channels_spec(rows: Sequence[Json], unit: str) -> Json:
    order = {
        "field": "channel",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "ticks": False, "domain": False, "labelLimit": 200},
    }
    layers: list[Json] = [
        {
            "mark": {"type": "bar", "height": 18, "aria": False},
            "encoding": {"x": {"field": "value", "type": "quantitative", **_axis(unit, zero=True)}},
        }
    ]
    if any(row["low"] is not None for row in rows):
        layers.append(
            {
                "mark": {"type": "rule", "strokeWidth": 2, "aria": False, "color": LIGHT["--ink"]},
                "encoding": {
                    "x": {"field": "low", "type": "quantitative"},
                    "x2": {"field": "high"},
                },
            }
        )
    return {
        "width": WIDTH - 160,
        "height": {"step": 28},
        "data": {"values": list(rows)},
        "encoding": {"y": order},
        "layer": layers,
    }


def _axis(unit: str, *, zero: bool = False) -> Json:
    sign = get_currency_symbol(reader().currency, reader().language) if unit == "money" else ""
    words: Mapping[str, Any] = {"title": sign or None, "format": AXES.get(unit, ",.1f")}
    return {"axis": dict(words), "scale": {"zero": zero or unit in {"money", "count"}}}


def _float(value: str | None) -> float | None:
    return None if value is None else float(value)
