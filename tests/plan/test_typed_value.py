"""One typed line becomes what its field holds: a list, a map, or the text itself."""

from typing import Any

import pytest

from passerelle.plan.typed_value import typed_value

TYPED: list[tuple[str, str, Any]] = [
    ("actions/a/tell", "[ventes, service]", ["ventes", "service"]),
    ("actions/a/tell", "ventes, service", ["ventes", "service"]),
    ("actions/a/tell", "ventes", "ventes"),
    ("actions/a/judged_on", "orders, click_rate", ["orders", "click_rate"]),
    ("actions/a/raci/responsible", "[marie]", ["marie"]),
    ("actions/a/brings", "{orders: 1 / 2 / 3}", {"orders": "1 / 2 / 3"}),
    ("actions/a/raci", "{accountable: marie}", {"accountable": "marie"}),
    ("objectives/o/results", "{orders: 1 -> 2}", {"orders": "1 -> 2"}),
    ("brand/never/words", "[prix cassés, soldé]", ["prix cassés", "soldé"]),
    ("brand/never/words", "prix cassés, soldé", "prix cassés, soldé"),
    ("actions/a/title", "[urgent]", "[urgent]"),
    ("actions/a/title", "un, deux", "un, deux"),
    ("actions/a/tell", "[ventes", "[ventes"),
    ("actions/a/tell", "[*x]", "[*x]"),
    ("actions/a/nowhere", "[a, b]", "[a, b]"),
]


@pytest.mark.parametrize(("path", "text", "value"), TYPED)
def test_a_line_is_read_for_its_field(path: str, text: str, value: Any) -> None:
    """Lists where lists stand, maps where maps stand; a title keeps its brackets."""
    assert typed_value(path.split("/"), text) == value
