"""Arms and holdouts are stable, fair, and independent of each other."""

from collections import Counter
from decimal import Decimal

from passerelle.audience.split import arm, held, in_holdout

PEOPLE = [f"person-{n}" for n in range(10_000)]


def test_a_person_keeps_the_arm_whatever_the_order_of_the_arms() -> None:
    """These very answers must hold for ever."""
    assert [arm(p, "spring", ["a", "b"]) for p in PEOPLE[:6]] == [
        arm(p, "spring", ["b", "a"]) for p in PEOPLE[:6]
    ]
    assert "".join(arm(p, "spring", "abc") for p in PEOPLE[:12]) == GOLDEN_ARMS


def test_arms_are_of_equal_size_and_differ_between_experiments() -> None:
    """Within three standard deviations; a second experiment splits each arm anew."""
    first = [arm(p, "one", ["a", "b", "c"]) for p in PEOPLE]
    assert all(abs(n - 3333) < 150 for n in Counter(first).values())
    second = [arm(p, "two", ["a", "b", "c"]) for p in PEOPLE]
    assert all(abs(n - 1111) < 100 for n in Counter(zip(first, second, strict=True)).values())


def test_without_a_choice_there_is_no_draw() -> None:
    """No arm, or one."""
    assert arm("p", "x", []) == ""
    assert arm("p", "x", ["only"]) == "only"


def test_the_holdout_has_its_share_and_only_grows_with_it() -> None:
    """Who is held out at 10 % is held out at 20 %."""
    ten = {p for p in PEOPLE if in_holdout(p, "spring", Decimal("0.10"))}
    twenty = {p for p in PEOPLE if in_holdout(p, "spring", Decimal("0.20"))}
    assert abs(len(ten) - 1000) < 90
    assert ten < twenty
    assert not any(in_holdout(p, "spring", Decimal(0)) for p in PEOPLE)
    assert all(in_holdout(p, "spring", Decimal(1)) for p in PEOPLE)
    assert held(Decimal("0.12345")) == 1235


def test_the_holdout_does_not_unbalance_the_arms() -> None:
    """The two draws have salts of their own."""
    kept = [p for p in PEOPLE if not in_holdout(p, "spring", Decimal("0.5"))]
    assert all(
        abs(n - len(kept) / 2) < 150
        for n in Counter(arm(p, "spring", ["a", "b"]) for p in kept).values()
    )


GOLDEN_ARMS = "bbbaabcbbbab"
