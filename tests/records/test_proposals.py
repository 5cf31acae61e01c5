"""Proposals come once and are decided once."""

import pytest

from passerelle.base.errors import Refused
from passerelle.records.proposals import Proposed, decide_proposal, keep_proposal

MOVE = Proposed(
    kind="move_budget",
    changes=[{"node": "budget/search", "field": "amount", "value": "1 000 EUR"}],
    reason={"en": "Search returns more.", "fr": "La recherche rapporte davantage."},
    expected={"gain": "1200"},
    evidence={},
)


def test_the_same_proposal_is_kept_once_and_brought_up_to_date(db, noon):
    """Only its numbers move while it is open."""
    first = keep_proposal(MOVE, at=noon)
    newer = Proposed(MOVE.kind, MOVE.changes, MOVE.reason, {"gain": "1500"}, {}, 2)
    again = keep_proposal(newer, at=noon)
    assert again.pk == first.pk
    assert again.expected == {"gain": "1500"}


def test_a_decided_proposal_does_not_come_back(marie, noon):
    """Refused stays refused, with its numbers of that day; the opposite answer is refused."""
    row = decide_proposal(keep_proposal(MOVE, at=noon), "refused", marie, at=noon)
    assert decide_proposal(row, "refused", marie, at=noon).decided_by == marie
    newer = Proposed(MOVE.kind, MOVE.changes, MOVE.reason, {"gain": "1500"}, {})
    assert keep_proposal(newer, at=noon).expected == {"gain": "1200"}
    with pytest.raises(Refused):
        decide_proposal(row, "accepted", marie, at=noon)
