"""A channel reaches those it may and can; the others are counted once, under the first reason."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from audience.worlds import put
from passerelle.audience.compile import compile_segment
from passerelle.audience.reach import REASONS, Reach, reach
from passerelle.audience.split import in_holdout
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse

AS_OF = datetime(2027, 1, 10, 12)
EVERYONE = {"all": Segment(who="everyone")}


def reached(warehouse: Warehouse, channel: str = "email", **options: object) -> Reach:
    """Ask the reach among everybody."""
    people = compile_segment(warehouse, EVERYONE, "all", AS_OF)
    return reach(warehouse, people, channel, AS_OF, **options)


def why_not(found: Reach) -> dict[str, str]:
    """Give the reason of each person."""
    return dict(found.people())


def test_consent_then_address(shop) -> None:
    """Bob took his consent back; Cyd has consent and no address; Ada and Dan are reachable."""
    found = reached(shop)
    assert why_not(found) == {"ada": "", "bob": "consent", "cyd": "no_address", "dan": ""}
    assert (found.matched, found.reachable) == (4, 2)
    assert list(found.reasons) == ["consent", "suppression", "no_address", "holdout", "cap"]


def test_another_channel_needs_its_own_consent_and_address(shop) -> None:
    """Nobody consented to SMS; then only Ada's telephone is known."""
    assert reached(shop, "sms").reasons["consent"] == 4
    put(
        shop,
        "consents",
        [
            {
                "person": p,
                "purpose": "sms",
                "granted": True,
                "since": datetime(2026, 1, 1),
                "serial": 1,
            }
            for p in ("ada", "bob")
        ],
    )
    assert why_not(reached(shop, "sms")) == {
        "ada": "",
        "bob": "no_address",
        "cyd": "consent",
        "dan": "consent",
    }


@pytest.mark.parametrize("channel", ["site", "event", "press", ""])
def test_a_channel_without_address_reaches_everybody(shop, channel: str) -> None:
    """Posters need no consent, and hold nobody out."""
    found = reached(shop, channel, holdout=("a", Decimal(1)), cap=0)
    assert (found.matched, found.reachable) == (4, 4)


@pytest.mark.parametrize(("channel", "since", "reason"), [
    ("email", AS_OF, "suppression"), ("", AS_OF, "suppression"), (None, None, "suppression"),
    ("sms", AS_OF, ""), ("email", AS_OF + timedelta(seconds=1), ""),
])  # fmt: skip
def test_a_suppression_counts_on_its_channel_from_its_moment(
    shop, channel, since, reason: str
) -> None:
    """No channel named is every channel."""
    put(
        shop,
        "suppressions",
        [{"person": "ada", "channel": channel, "reason": "unsubscribed", "since": since}],
    )
    assert why_not(reached(shop))["ada"] == reason


def test_the_cap_counts_what_may_have_arrived_in_seven_days_on_the_channel(shop) -> None:
    """Three mails in a week are enough; failed ones, older ones and text messages do not count."""

    def deliveries(*rows: tuple[str, str, timedelta]) -> None:
        put(shop, "deliveries", [{"delivery_id": str(n), "person": "ada", "channel": c, "state": s, "at": AS_OF - ago}
                                 for n, (c, s, ago) in enumerate(rows)])  # fmt: skip

    day = timedelta(days=1)
    deliveries(
        ("email", "sent", day), ("email", "delivered", 2 * day), ("email", "bounced", 6 * day)
    )
    assert why_not(reached(shop))["ada"] == "cap"
    assert why_not(reached(shop, cap=4))["ada"] == ""
    assert why_not(reached(shop, cap=None))["ada"] == ""
    deliveries(
        ("email", "sent", day),
        ("email", "sent", 7 * day),
        ("email", "failed", day),
        ("sms", "sent", day),
        ("email", "sent", -day),
    )
    assert why_not(reached(shop, cap=2))["ada"] == ""


def test_holdout_comes_before_cap_and_only_for_those_who_could_be_reached(shop) -> None:
    """A holdout of everybody keeps the earlier reasons."""
    found = reached(shop, holdout=("spring", Decimal(1)), cap=0)
    assert why_not(found) == {
        "ada": "holdout",
        "bob": "consent",
        "cyd": "no_address",
        "dan": "holdout",
    }


def test_many_people_are_each_counted_once_and_held_out_by_hash() -> None:
    """Matched = reachable + reasons, and each reason is what a plain reading gives."""
    people = [f"p{n}" for n in range(2000)]
    with Warehouse.open(":memory:") as warehouse:
        put(
            warehouse,
            "customers",
            [
                {"customer_id": p, "email": f"{p}@example.org" if n % 11 else " "}
                for n, p in enumerate(people)
            ],
        )
        put(
            warehouse,
            "consents",
            [
                {
                    "person": p,
                    "purpose": "email",
                    "granted": bool(n % 5),
                    "since": AS_OF,
                    "serial": n,
                }
                for n, p in enumerate(people)
            ],
        )
        put(
            warehouse,
            "suppressions",
            [{"person": p, "channel": "email", "reason": "x", "since": AS_OF} for p in people[::7]],
        )
        put(
            warehouse,
            "deliveries",
            [
                {
                    "delivery_id": f"{p}{m}",
                    "person": p,
                    "channel": "email",
                    "state": "sent",
                    "at": AS_OF,
                }
                for p in people[::3]
                for m in range(3)
            ],
        )
        found = reached(warehouse, holdout=("spring", Decimal("0.1")))

    def reason(n: int, person: str) -> str:
        tests = (
            n % 5 == 0,
            n % 7 == 0,
            n % 11 == 0,
            in_holdout(person, "spring", Decimal("0.1")),
            n % 3 == 0,
        )
        return next((name for name, broken in zip(REASONS, tests, strict=True) if broken), "")

    expected = {person: reason(n, person) for n, person in enumerate(people)}
    assert why_not(found) == expected
    assert found.matched == found.reachable + sum(found.reasons.values()) == 2000
    assert found.reasons == {name: Counter(expected.values())[name] for name in REASONS}
    assert 60 < found.reasons["holdout"] < 160
    assert found.as_json()["reachable"] == found.reachable
