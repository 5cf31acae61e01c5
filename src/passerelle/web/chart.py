"""A Vega-Lite chart as a figure of a page: title, sentence, picture, the same as a table."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from passerelle.base.language import Language, Text
from passerelle.web.reader import reader
from passerelle.web.theme import CONFIG, LIGHT, locales

KEPT = 256
"""Pictures remembered, by content."""

_TOKENS = {value: token for token, value in LIGHT.items()}
_COLOUR = re.compile(r'(?<=")(' + "|".join(LIGHT.values()) + r')(?=")')


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table twin; ``kind`` is text, number, money, share or day."""

    name: str
    label: Text
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as ``{% chart %}`` shows it.

    Args:
        title: States the finding, not the axes.
        sentence: What to look at, or how it was measured.
        spec: Vega-Lite, with its data inside (``{"data": {"values": [...]}}``); charts made elsewhere
            are given as ``chart.to_dict()``. Colours come from the theme: name no others.
        columns: Columns of the table twin.
        rows: Its rows: mappings by column name.
    """

    title: Text
    sentence: Text
    spec: Mapping[str, Any]
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]

    @property
    def picture(self) -> SafeString:
        """The SVG in the reader's language, coloured by the page's tokens."""
        return mark_safe(svg(self.spec, reader().language))  # noqa: S308 (drawn by vl-convert)

    @property
    def cells(self) -> list[list[tuple[str, Any]]]:
        """The table twin, row by row, each cell with its column's kind."""
        return [
            [(column.kind, row.get(column.name)) for column in self.columns] for row in self.rows
        ]


def svg(spec: Mapping[str, Any], language: Language, *, follow_page: bool = True) -> str:
    """Draw a Vega-Lite specification.

    Args:
        spec: Vega-Lite with its data inside; its own ``config`` wins over the theme's.
        language: Language of numbers and months.
        follow_page: Colours become CSS variables, so that light and dark both fit; False keeps
            the light colours, for a file that leaves the page.

    Returns:
        An SVG element without script or style.
    """
    drawn = _draw(json.dumps(spec, sort_keys=True, default=str, ensure_ascii=False), language)
    return _COLOUR.sub(lambda found: f"var({_TOKENS[found[0]]})", drawn) if follow_page else drawn


@lru_cache(maxsize=KEPT)
def _draw(spec: str, language: Language) -> str:
    import vl_convert  # noqa: PLC0415 (84 MB: only pages with a chart pay for it)

    full = json.loads(spec)
    config = {**CONFIG, **full.pop("config", {})}
    numbers, times = locales(language)
    return str(
        vl_convert.vegalite_to_svg(
            full,
            config=config,
            allowed_base_urls=[],
            format_locale=numbers,
            time_format_locale=times,
        )
    )
