"""A day that someone typed as an argument."""

from datetime import date

from passerelle.base.errors import UserError
from passerelle.plan.scalars.days import read_day
from passerelle.plan.unreadable import Unreadable


def read_day_argument(text: str) -> date:
    """Read ``2027-03-01``.

    Raises:
        UserError: it is no day; the text says how to write one.
    """
    try:
        return read_day(text)
    except Unreadable as fault:
        raise UserError(fault.what, fault.fix) from fault
