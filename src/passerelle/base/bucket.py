"""Stable random-looking numbers from names: the same person falls in the same bucket on every engine."""

from hashlib import sha256

BUCKETS = 10_000


def bucket(salt: str, person: str) -> int:
    """Place a person in one of 10,000 buckets, uniformly and for ever.

    Args:
        salt: What the draw is for, such as ``"holdout:completer-la-parure"``.
        person: The person's id in the customer table.

    Returns:
        An integer in 0..9999, the same on every machine and in every year.
    """
    digest = sha256(f"{salt}\x00{person}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % BUCKETS
