"""The place of a node in a page."""

from django.utils.text import slugify


def anchor_of(node: str) -> str:
    """Name the place of a node in the page: ``swot/x`` is ``n-swot-x``."""
    return "n-" + slugify(node.replace("/", "-"))
