"""What a channel needs to reach one person: a consent and an address, or nothing at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Needs:
    """The consent purpose and the column of the address that a personal channel needs."""

    purpose: str
    address: str


PERSONAL = {
    "email": Needs("email", "email"),
    "sms": Needs("sms", "phone"),
}
"""Channels that write to a person's address. Every other one (site, event, press, shop window,
social post) is open to whoever is there: everybody matched is reachable."""
