"""Price reductions: ``15 % members``, ``40 % public``, ``30 % public clearance``."""

import re
from typing import Literal

from passerelle.base.language import Text
from passerelle.plan.scalars import percent
from passerelle.plan.unreadable import Unreadable, not_a, shown
from passerelle.plan.values import Discount

EXAMPLE = "15 % members"

_SEEN_BY: dict[str, Literal["public", "members", "private"]] = {
    "public": "public", "publique": "public",
    "members": "members", "member": "members", "membres": "members", "adhérents": "members",
    "private": "private", "privé": "private", "privée": "private",
}  # fmt: skip
_CLEARANCE = {"clearance", "soldes"}
_SHAPE = re.compile(r"([^%]*%)([^%]*)", re.DOTALL)


def read(value: object) -> Discount:
    """Read a depth, who sees it (public unless said), and whether it is legal *soldes*.

    Raises:
        Unreadable: No percentage, or words that say neither who sees it nor *clearance*.
    """
    if isinstance(value, Discount):
        return value
    text = str(value).strip()
    before, after = _CLEARANCE_FIRST.sub("", text), _CLEARANCE_FIRST.match(text)
    found = _SHAPE.fullmatch(before.lstrip("-−–").strip())
    if not found:
        bare = text.strip(" -−–")
        example = f"{bare} %" if bare.isdecimal() else "15 %"
        both = Text(en=f"{example} members", fr=f"{example} membres")
        raise not_a(value, "a discount", "une remise", both)
    words = found[2].lower().split() + (["clearance"] if after else [])
    seen_by = [_SEEN_BY[word] for word in words if word in _SEEN_BY]
    if len(seen_by) > 1 or any(word not in _SEEN_BY and word not in _CLEARANCE for word in words):
        raise _for_whom(value, found[1].strip())
    return Discount(
        percent.read(found[1]),
        seen_by[0] if seen_by else "public",
        clearance=any(word in _CLEARANCE for word in words),
    )


def _for_whom(value: object, depth: str) -> Unreadable:
    return Unreadable(
        Text(
            en=f"{shown(value)} does not say who sees this discount.",
            fr=f"{shown(value)} ne dit pas qui voit cette remise.",
        ),
        Text(
            en=f"Write {depth} public, {depth} members or {depth} private (and clearance for legal sales).",
            fr=f"Écrivez {depth} publique, {depth} membres ou {depth} privée (et soldes pour des soldes).",
        ),
    )


def write(discount: Discount) -> str:
    """Write the depth, who sees it, and ``clearance`` when it is one."""
    clearance = " clearance" if discount.clearance else ""
    return f"{percent.write(discount.depth)} {discount.visibility}{clearance}"


_CLEARANCE_FIRST = re.compile(r"(?:soldes|clearance)\s*:?\s+", re.IGNORECASE)
