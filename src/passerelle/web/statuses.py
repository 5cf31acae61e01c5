"""Which HTTP status each kind of error of ours gets."""

from passerelle.base.errors import (
    NotAllowed,
    NotFound,
    OutsideError,
    PasserelleError,
    Refused,
    UserError,
)

STATUS: tuple[tuple[type[PasserelleError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Refused, 409),
    (UserError, 422),
    (OutsideError, 503),
)
"""The first kind that fits decides."""

OURS = 500
"""What is not listed is our own fault."""


def status_of(fault: PasserelleError) -> int:
    """Give the status of an error."""
    return next((code for kind, code in STATUS if isinstance(fault, kind)), OURS)
