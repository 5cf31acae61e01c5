"""Words that leave the house: of actions, their templates, their contents, their promotions."""

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action, Content
from passerelle.plan.rule_places import markets_of, markets_of_promotion


@dataclass(frozen=True, slots=True)
class Copy:
    """One text: the node it belongs to, its field, its words, the days on which it is read.

    ``public`` is false for a title, which only the team reads. ``action`` is the action it is of.
    """

    node: str
    field: str
    text: str
    when: Period | None
    action: str | None
    public: bool = True


def copies(given: Given) -> Iterator[Copy]:
    """Walk all of them; a template that is not known is left out."""
    plan = given.plan
    for name, action in given.actions.items():
        for field, text, public in _of_action(given, action):
            if text:
                yield Copy(f"actions/{name}", field, text, action.when, name, public)
    for name, content in plan.contents.items():
        when = days_of(given, content)
        yield Copy(f"contents/{name}", "title", content.title, when, content.action, public=False)
        if content.text:
            yield Copy(f"contents/{name}", "text", content.text, when, content.action)
    for name, promotion in plan.promotions.items():
        if promotion.says:
            node = f"promotions/{name}"
            yield Copy(node, "says", promotion.says, promotion.when, promotion.action)


def markets_of_copy(given: Given, copy: Copy) -> tuple[str, ...]:
    """Give the markets in which a text is read: of its promotion, else of its action, else all."""
    section, _, name = copy.node.partition("/")
    if section == "promotions":
        return markets_of_promotion(given, given.plan.promotions[name])
    action = given.actions.get(copy.action or "")
    return markets_of(given.plan, action) if action else tuple(given.plan.markets)


def templates_of(action: Action) -> Iterator[tuple[str, str]]:
    """Walk the templates of an action, each with its field and its file."""
    if action.message:
        yield "message", action.message
    for arm, file in action.arms.items():
        yield f"arms/{arm}", file


def days_of(given: Given, content: Content) -> Period | None:
    """Give the days of a content: its own day, else those of its action."""
    if content.when:
        return Period(content.when, content.when)
    action = given.actions.get(content.action or "")
    return action.when if action else None


def _of_action(given: Given, action: Action) -> Iterator[tuple[str, str | None, bool]]:
    yield "title", action.title, False
    yield "says", action.says, True
    yield "subject", action.subject, True
    for field, file in templates_of(action):
        yield field, (given.templates or {}).get(file), True
