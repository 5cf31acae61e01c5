"""Names that people give to the things of a plan, and names that we give to deeds."""

import re
import secrets
import unicodedata

SLUG = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")


def is_slug(name: str) -> bool:
    """Whether ``name`` may name a node: lower-case letters, digits, single hyphens or underscores."""
    return bool(SLUG.match(name))


def slug_of(title: str) -> str:
    """Make a node's name out of a title.

    >>> slug_of("Compléter la parure !")
    'completer-la-parure'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "sans-nom"


def new_id() -> str:
    """Give a fresh, unguessable id of 22 characters."""
    return secrets.token_urlsafe(16)
