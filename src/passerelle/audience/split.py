"""Who falls in which arm or in the holdout: by hash in Python, the same on every engine."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from passerelle.base.bucket import BUCKETS, bucket


def arm(person: str, experiment: str, arms: Iterable[str]) -> str:
    """Give the arm of a person: equal shares, in the alphabetical order of the arms.

    Args:
        person: The customer id.
        experiment: What is tested, usually the action's id.
        arms: The names of the arms; their order has no meaning.

    Returns:
        One of the names, or an empty text when there is none.
    """
    names = sorted(set(arms))
    if len(names) <= 1:
        return names[0] if names else ""
    return names[bucket(f"arm:{experiment}", person) * len(names) // BUCKETS]


def in_holdout(person: str, action: str, share: Decimal) -> bool:
    """Whether a person is kept aside from an action, to measure what it brings.

    Args:
        person: The customer id.
        action: The action's id.
        share: Part of the people kept aside, in 0..1, rounded to 1/10,000.
    """
    return bucket(f"holdout:{action}", person) < held(share)


def held(share: Decimal) -> int:
    """Give how many of the 10,000 buckets a share keeps aside.

    >>> held(Decimal("0.10"))
    1000
    """
    return int((share * BUCKETS).to_integral_value(ROUND_HALF_UP))
