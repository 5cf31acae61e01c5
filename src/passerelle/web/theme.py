"""The look of charts, from the tokens of ``look.md``: one theme for page, notebook and report."""

from typing import Any, Literal

from passerelle.base.language import Language

LIGHT = {
    "--ink": "#14212b",
    "--ink-soft": "#526471",
    "--paper": "#ffffff",
    "--deck": "#f4f7f8",
    "--line": "#d6dfe4",
    "--course": "#0b5c7a",
    "--engine": "#b4530a",
    "--good": "#1d7a46",
    "--watch": "#926500",
    "--bad": "#b3261e",
}
"""The tokens in light; in a page they become CSS variables, so that a chart follows the switch."""

SERIES = ("--course", "--engine", "--good", "--watch", "--ink-soft")
"""Colours of at most five series, in their order."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "sans-serif",
    "padding": {"left": 8, "right": 8, "top": 8, "bottom": 4},
    "view": {"stroke": None},
    "range": {"category": [LIGHT[token] for token in SERIES]},
    "axis": {
        "domainColor": LIGHT["--line"],
        "gridColor": LIGHT["--line"],
        "gridOpacity": 0.7,
        "tickColor": LIGHT["--line"],
        "labelColor": LIGHT["--ink-soft"],
        "titleColor": LIGHT["--ink-soft"],
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelPadding": 6,
    },
    "axisX": {"grid": False},
    "axisY": {
        "domain": False,
        "ticks": False,
        "tickCount": 5,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleY": -10,
        "titleX": 0,
    },
    "header": {"labelColor": LIGHT["--ink"], "labelFontSize": 12, "title": None},
    "legend": {"labelColor": LIGHT["--ink"], "title": None, "orient": "top", "labelFontSize": 12},
    "text": {"color": LIGHT["--ink"], "fontSize": 12},
    "line": {"color": LIGHT["--course"], "strokeWidth": 2},
    "bar": {"color": LIGHT["--course"]},
    "area": {"color": LIGHT["--course"], "opacity": 0.15},
    "point": {"color": LIGHT["--course"], "filled": True, "size": 40},
    "rule": {"color": LIGHT["--engine"]},
}
"""Vega-Lite's ``config``."""


def locales(language: Language) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the number and time locales of d3 for a language; French groups with U+202F."""
    import vl_convert  # noqa: PLC0415 (84 MB: only pages with a chart pay for it)

    tag: Literal["fr-FR", "en-GB"] = "fr-FR" if language == "fr" else "en-GB"
    numbers = dict(vl_convert.get_format_locale(tag))
    if language == "fr":
        numbers["thousands"] = "\u202f"
        numbers["percent"] = "\u202f%"
    return numbers, dict(vl_convert.get_time_format_locale(tag))
