"""Whole numbers as people type them: ``21 500`` is ``21500``."""

import re

from passerelle.plan.scalars.thousands import SPACES, refuse_signs

_SPACED = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+")


def read(value: object) -> object:
    """Close the spaces between thousands; anything else is left for the field to judge.

    Raises:
        Unreadable: Thousands are parted by points or commas.
    """
    if not isinstance(value, str):
        return value
    refuse_signs(value.strip())
    return re.sub(rf"[{SPACES}]", "", value) if _SPACED.fullmatch(value.strip()) else value
