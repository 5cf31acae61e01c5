"""All canvases there are, one module each in ``plan/canvases``."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan import canvases as folder
from passerelle.plan.canvas import CanvasModule


@cache
def canvases() -> Mapping[str, CanvasModule]:
    """Give all canvases by id, in their order."""
    found = [
        cast("CanvasModule", import_module(f"{folder.__name__}.{one.name}"))
        for one in pkgutil.iter_modules(folder.__path__)
    ]
    return {one.CANVAS.id: one for one in sorted(found, key=lambda one: one.CANVAS.order)}


def canvas(name: str) -> CanvasModule:
    """Find a canvas.

    Raises:
        NotFound: there is none of that name.
    """
    found = canvases().get(name)
    if found is None:
        raise NotFound(
            Text(en=f"There is no canvas '{name}'.", fr=f"Il n'y a pas de canevas « {name} »."),
            nearest(name, canvases()),
        )
    return found
