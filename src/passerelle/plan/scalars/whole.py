"""Whole numbers as people type them: ``21 500`` is ``21500``."""

import re

from passerelle.plan.scalars.number import SPACES

_SPACED = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+")


def read(value: object) -> object:
    """Close the spaces between thousands; anything else is left for the field to judge."""
    if isinstance(value, str) and _SPACED.fullmatch(value.strip()):
        return re.sub(rf"[{SPACES}]", "", value)
    return value
