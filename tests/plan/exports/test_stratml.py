"""StratML part 1: the elements of the standard in their order, identifiers, everything escaped."""

import io
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree

from passerelle.base.errors import UserError
from passerelle.plan.export import make
from passerelle.plan.exports.stratml import SPACE
from plan.exports.asked import PLAN, asked

# The order of elements of ISO 17469-1, written down here as content models of our own.
SHAPE = f"""
<!ELEMENT StrategicPlan (Name, Description?, OtherInformation?, StrategicPlanCore, AdministrativeInformation?)>
<!ATTLIST StrategicPlan xmlns CDATA #FIXED "{SPACE}">
<!ELEMENT StrategicPlanCore (Organization*, Vision?, Mission?, Value*, Goal+)>
<!ELEMENT Organization (Name?, Acronym?, Identifier?, Description?, Stakeholder*)>
<!ELEMENT Vision (Description?, Identifier?)>
<!ELEMENT Mission (Description?, Identifier?)>
<!ELEMENT Value (Name?, Description?)>
<!ELEMENT Goal (Name, Description, Identifier?, SequenceIndicator?, Stakeholder*, OtherInformation?, Objective*)>
<!ELEMENT Objective (Name?, Description?, Identifier?, SequenceIndicator?, Stakeholder*, OtherInformation?)>
<!ELEMENT Stakeholder (Name, Description?)>
<!ATTLIST Stakeholder StakeholderTypeType (Person|Organization|Generic_Group) #IMPLIED>
<!ELEMENT AdministrativeInformation (StartDate?, EndDate?, PublicationDate?, Source?, Submitter?)>
<!ELEMENT Name (#PCDATA)> <!ELEMENT Acronym (#PCDATA)> <!ELEMENT Identifier (#PCDATA)>
<!ELEMENT Description (#PCDATA)> <!ELEMENT SequenceIndicator (#PCDATA)> <!ELEMENT OtherInformation (#PCDATA)>
<!ELEMENT StartDate (#PCDATA)> <!ELEMENT EndDate (#PCDATA)> <!ELEMENT PublicationDate (#PCDATA)>
<!ELEMENT Source (#PCDATA)> <!ELEMENT Submitter (#PCDATA)>
"""
IN = {"s": SPACE}


def document(text=PLAN, **more):
    """Make the document, hold it to the shape, and give its root."""
    (leaf,) = make("stratml", asked(text, **more))
    shape = etree.DTD(io.StringIO(SHAPE))
    assert shape.validate(etree.fromstring(leaf.body)), shape.error_log
    return fromstring(leaf.body)


def names(held, path):
    """Read the texts at a path."""
    return [one.text for one in held.findall(path, IN)]


def test_pillars_are_goals_with_their_objectives_and_the_rest_follows():
    """An objective stands once; what is within it comes after it."""
    root = document()
    goals = root.findall("s:StrategicPlanCore/s:Goal", IN)
    assert [names(one, "s:Name")[0] for one in goals] == ["Loyalty first", "Be known for wool"]
    assert names(goals[0], "s:Objective/s:Name") == [
        "Bring one-time buyers back", "A second order in ninety days"
    ]  # fmt: skip
    assert names(goals[0], "s:Objective/s:SequenceIndicator") == ["1.1", "1.2"]
    assert names(goals[0], "s:Objective/s:Stakeholder/s:Name") == ["fideles", "Sales"]
    told = names(goals[0], "s:Objective/s:OtherInformation")[0]
    assert told == "Repurchase rate: 24 % -> 28 % by 2027-12-31"


def test_days_words_and_identifiers():
    """Escaped words read back as typed; the plan's year; identifiers that are XML IDs and stay."""
    root = document()
    assert names(root, "s:StrategicPlanCore/s:Vision/s:Description") == [
        "Linen & wool <kept> for ten years"
    ]
    held = {
        one.tag.rpartition("}")[2]: one.text for one in root.find("s:AdministrativeInformation", IN)
    }
    assert held == {
        "StartDate": "2027-01-01", "EndDate": "2027-12-31", "PublicationDate": "2026-11-26",
        "Source": "https://plan.example",
    }  # fmt: skip
    first, renamed = (
        [one.text for one in document(text).iter(f"{{{SPACE}}}Identifier")]
        for text in (PLAN, PLAN.replace("Be known for wool", "Wool first"))
    )
    assert first == renamed
    assert len(set(first)) == len(first) == 6
    assert all(one.startswith("_") for one in first)


def test_nobody_s_name_and_no_amount():
    """Stakeholders are segments and teams."""
    body = make("stratml", asked())[0].body.decode()
    assert not [one for one in ("Marie", "Paul", "EUR") if one in body]


def test_objectives_that_loop_are_told_once_each():
    """Two objectives within each other have no top; both are there all the same."""
    text = "objectives:\n  a: {title: A, within: b}\n  b: {title: B, within: a}\n"
    root = document(text)
    assert sorted(one.text for one in root.iter(f"{{{SPACE}}}Name") if one.text in "AB") == [
        "A",
        "B",
    ]


def test_characters_that_no_xml_holds_become_spaces():
    """A control character in a title does not break the document."""
    assert names(document('objectives:\n  a: {title: "A\\x01B"}\n'), ".//s:Goal/s:Name") == ["A B"]


def test_a_plan_without_objective_is_refused_with_what_to_do():
    """The standard asks for at least one goal."""
    with pytest.raises(UserError, match="no objective"):
        make("stratml", asked("vision: x\n"))
