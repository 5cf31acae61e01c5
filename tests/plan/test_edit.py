"""Changes written into the texts: only what must change does."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.base.errors import InputErrors
from passerelle.plan.edit import FieldChange, change_texts, rename
from passerelle.plan.load import read_plan

NAME = "plan/plan.yaml"
TEXT = """\
# Maison Lin
vision: Le linge que l'on garde   # dix ans
brand:
  tier: premium
  means: {product: garantie 10 ans,   price: "pas de remise"}   # le mix
  never:
    discount_over: 20 %   # jamais plus
    # mots interdits
    words:
      - prix cassés
      - déstockage

segments:
  # les meilleurs
  fideles:  {rank: 1, who: orders >= 3 in 24 months}
  une-fois: {rank: 2, who: not in segment fideles}   # à faire revenir

objectives:
  revenir:
    title: >
      Faire revenir
      les clients
    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31, unsubscribe_rate: {target: stays under 0.4 %}}

actions:
  parure:
    {for: une-fois, by: email, when: 2027-01-11..2027-01-31,
     serves: revenir}
  vide: {}
# la fin
"""


def changed(*changes: tuple[str, str, Any], text: str = TEXT) -> str:
    """Write changes into one text."""
    return change_texts({NAME: text}, [FieldChange(*one) for one in changes])[NAME]


def lines(after: str, before: str = TEXT) -> list[str]:
    """Give the lines removed and added."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("actions/parure", "by", "sms"),
         ["-    {for: une-fois, by: email, when: 2027-01-11..2027-01-31,",
          "+    {for: une-fois, by: sms, when: 2027-01-11..2027-01-31,"]),
        (("brand", "never/discount_over", "25 %"),
         ["-    discount_over: 20 %   # jamais plus", "+    discount_over: 25 %   # jamais plus"]),
        (("brand", "means/price", "a, b"),
         ['-  means: {product: garantie 10 ans,   price: "pas de remise"}   # le mix',
          '+  means: {product: garantie 10 ans,   price: "a, b"}   # le mix']),
        (("brand", "never/clearance_over", "50 %"), ["+    clearance_over: 50 %"]),
        (("objectives/revenir", "results/repurchase_rate/target", "24 % -> 29 % by 2027-12-31"),
         ["-    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31, unsubscribe_rate: {target: stays under 0.4 %}}",
          "+    results: {repurchase_rate: 24 % -> 29 % by 2027-12-31, unsubscribe_rate: {target: stays under 0.4 %}}"]),
        (("objectives/revenir", "results/repurchase_rate/owner", "x"),
         ["-    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31, unsubscribe_rate: {target: stays under 0.4 %}}",
          "+    results: {repurchase_rate: {target: 24 % -> 28 % by 2027-12-31, owner: x}, unsubscribe_rate: {target: stays under 0.4 %}}"]),
        (("segments/une-fois", "rank", None),
         ["-  une-fois: {rank: 2, who: not in segment fideles}   # à faire revenir",
          "+  une-fois: {who: not in segment fideles}   # à faire revenir"]),
        (("segments/une-fois", "", None),
         ["-  une-fois: {rank: 2, who: not in segment fideles}   # à faire revenir"]),
        (("brand", "tier", None), ["-  tier: premium"]),
        (("brand", "never/words", ["x"]),
         ["-    words:", "-      - prix cassés", "-      - déstockage", "+    words: [x]"]),
        (("objectives/revenir", "title", "Autre"),
         ["-    title: >", "-      Faire revenir", "-      les clients", "+    title: Autre"]),
        (("actions/vide", "title", "Pleine: oui"), ["-  vide: {}", '+  vide: {title: "Pleine: oui"}']),
        (("vision", "", "Autre"),
         ["-vision: Le linge que l'on garde   # dix ans", "+vision: Autre   # dix ans"]),
        (("segments/trois", "", {"rank": 3, "who": "everyone"}), ["+  trois: {rank: 3, who: everyone}"]),
        (("actions/parure", "", {"for": ["une-fois"], "by": "email"}),
         ["-    {for: une-fois, by: email, when: 2027-01-11..2027-01-31,", "-     serves: revenir}",
          "+    {for: [une-fois], by: email}"]),
        (("teams/vente", "notice_days", 7), ["+", "+teams:", "+  vente: {notice_days: 7}"]),
    ],
)  # fmt: skip
def test_only_the_change_changes(change: tuple[str, str, Any], expected: list[str]) -> None:
    """Every other line, comment, order and style stays as it was."""
    assert lines(changed(change)) == expected


def test_nothing_changed_keeps_the_bytes() -> None:
    """The same value, written again, changes no byte; another file is never touched."""
    texts = {NAME: TEXT.replace("\n", "\r\n"), "b.yaml": "north_star:    orders  #x\n"}
    assert change_texts(texts, []) == texts
    assert change_texts(texts, [FieldChange("segments/fideles", "rank", 1)]) == texts
    after = change_texts(texts, [FieldChange("segments/fideles", "rank", 3)])
    assert after["b.yaml"] == texts["b.yaml"]
    assert after[NAME] == texts[NAME].replace("rank: 1", "rank: 3")


def test_new_node_goes_where_its_section_stands() -> None:
    """A new segment goes to the file of segments, a new field to the file of its node."""
    texts = {"a.yaml": "vision: x\n", "b.yaml": "segments:\n  s: {rank: 1}\n"}
    after = change_texts(
        texts, [FieldChange("segments/t", "rank", 2), FieldChange("segments/s", "who", "everyone")]
    )
    assert after == {
        "a.yaml": "vision: x\n",
        "b.yaml": "segments:\n  s: {rank: 1, who: everyone}\n  t: {rank: 2}\n",
    }


def test_a_plan_can_start_from_nothing() -> None:
    """The first change of an empty plan makes its first file."""
    assert change_texts({}, [FieldChange("segments/s", "rank", 1)]) == {
        NAME: "segments:\n  s: {rank: 1}\n"
    }


@pytest.mark.parametrize(
    "texts",
    [
        {"a": "vision: x"},
        {"a": "segments:\n"},
        {"a": "segments: {s: {rank: 1}}"},
        {"a": "segments: {}\n# fin"},
        {"a": "segments:\n  s:\n    rank: 1"},
        {"a": "---\nvision: x\n"},
        {"a": "\ufeffvision: x\n"},
    ],
)
def test_odd_layouts(texts: dict[str, str]) -> None:
    """Flow sections, empty sections, missing last line ends: the value arrives all the same."""
    after = change_texts(
        texts, [FieldChange("segments/s", "who", "everyone"), FieldChange("segments/u", "rank", 7)]
    )
    plan = read_plan(after)
    assert str(plan.segments["s"].who) == "Everyone()"
    assert plan.segments["u"].rank == 7


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("actions/parure", "when", "2027-02-30"), "actions/parure!when"),
        (("segments/s", "who", "orders >> 3"), "segments/s!who"),
        (("objectives/o", "", {"owner": "x"}), "objectives/o"),
        (("actions/parure", "nope", "x"), "actions/parure!nope"),
        (("nope/x", "a", "x"), "nope/x"),
        (("actions/A B", "by", "x"), "actions/A B"),
        (("actions", "", {}), "actions"),
        (("", "", 1), ""),
    ],
)
def test_bad_value_names_its_field(change: tuple[str, str, Any], place: str) -> None:
    """A value that cannot be read names the node and the field, and changes nothing."""
    with pytest.raises(InputErrors) as caught:
        changed(change)
    assert str(caught.value.faults[0].place).startswith(place)


def test_several_bad_values_each_name_their_field() -> None:
    """Two wrong values give two faults."""
    with pytest.raises(InputErrors) as caught:
        changed(("actions/parure", "cost", "12"), ("actions/parure", "when", "hier"))
    assert {fault.place.cell for fault in caught.value.faults if fault.place} == {"cost", "when"}


def test_rename_follows_every_mention() -> None:
    """Renaming a segment corrects the actions and the conditions that name it."""
    after = rename({NAME: TEXT}, "segments/fideles", "habitues")[NAME]
    assert lines(after) == [
        "-  fideles:  {rank: 1, who: orders >= 3 in 24 months}",
        "-  une-fois: {rank: 2, who: not in segment fideles}   # à faire revenir",
        "+  habitues:  {rank: 1, who: orders >= 3 in 24 months}",
        "+  une-fois: {rank: 2, who: not in segment habitues}   # à faire revenir",
    ]
    with pytest.raises(InputErrors):
        rename({NAME: TEXT}, "segments/nobody", "x")
    with pytest.raises(InputErrors):
        rename({NAME: TEXT}, "segments/fideles", "une-fois")


FIELDS = [
    ("actions/parure", "title"), ("actions/parure", "says"), ("brand", "promise"), ("brand", "means/place"),
    ("segments/fideles", "promise"), ("objectives/revenir", "title"), ("messages/m", "says"), ("vision", ""),
]  # fmt: skip
WORDS = st.text(
    st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30
) | st.sampled_from(
    [
        "a: b",
        "#x",
        "- a",
        "{",
        "[x",
        "'",
        '"',
        "null",
        "~",
        "oui",
        "<<",
        "a # b",
        "*x",
        "&x",
        "!x",
        "%",
        "@",
        "?",
        "---",
        " a ",
        "a\nb",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(FIELDS), WORDS), min_size=1, max_size=4))
def test_any_text_written_reads_back(changes: list[tuple[tuple[str, str], str]]) -> None:
    """Whatever is typed in a form reads back as typed, and every comment is still there."""
    after = changed(*[(node, field, value) for (node, field), value in changes])
    for (node, field), value in dict(changes).items():
        found: Any = read_plan({NAME: after})
        for part in [*node.split("/"), *(field.split("/") if field else [])]:
            found = found[part] if isinstance(found, dict) else getattr(found, part)
        assert found == value
    for comment in (
        "# Maison Lin",
        "# dix ans",
        "# le mix",
        "# jamais plus",
        "# mots interdits",
        "# les meilleurs",
        "# à faire revenir",
        "# la fin",
    ):
        assert comment in after


def test_the_example_can_be_edited() -> None:
    """In the example, one field changes one line."""
    path = Path(__file__).parents[2] / "examples" / "maison-lin" / "plan" / "plan.yaml"
    text = path.read_text("utf-8")
    after = changed(("actions/soldes-hiver", "promotion", "20 % public"), text=text)
    assert len(lines(after, text)) == 2
