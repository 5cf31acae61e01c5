"""The likely cause of a YAML fault, looked for in the lines before the place where the reader stumbled.

A quote left open, a line pasted at the margin or a space that is none are found by the parser many
lines later, at a line that is right.
"""

from collections.abc import Callable

from passerelle.base.errors import Fault
from passerelle.plan.reading import cause_layout, cause_signs
from passerelle.plan.reading.stumble import Stumble

_LOOKS: tuple[Callable[[Stumble], Fault | None], ...] = (
    cause_layout.hard_space,
    cause_signs.bullet,
    cause_signs.note,
    cause_signs.open_quote,
    cause_signs.after_quote,
    cause_signs.word_quotes,
    cause_signs.block_sign,
    cause_signs.hash_in_braces,
    cause_signs.glued,
    cause_signs.colon_in_text,
    cause_layout.too_deep,
    cause_layout.no_colon,
    cause_layout.at_margin,
    cause_layout.between,
)
"""The surest first."""


def likely_cause(stumble: Stumble) -> Fault | None:
    """Find what was probably meant; None when only the parser's own words can be said."""
    return next((found for look in _LOOKS if (found := look(stumble))), None)
