"""``rules``: every rule there is, what it asks, how grave it is, and what it stops here."""

from dataclasses import dataclass

from passerelle.plan.rule import DEFAULT_ENFORCEMENT
from passerelle.plan.rule_catalogue import rules as all_rules
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.check import rule_settings
from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class Rules(Answer):
    """The rules in order of id; ``enforcement`` is this workspace's, advisory, soft or hard."""

    rules: tuple[Json, ...]


def rules(house: House) -> Rules:
    """List the rules, those of others included."""
    levels = rule_settings(house)["thresholds"].enforcement
    return Rules(
        tuple(
            {
                "rule": module.RULE.id,
                "title": module.RULE.title.as_json(),
                "question": module.RULE.question.as_json(),
                "severity": module.RULE.severity.value,
                "enforcement": str(
                    levels.get(name)
                    or module.RULE.enforcement
                    or DEFAULT_ENFORCEMENT[module.RULE.severity]
                ),
                "needs": list(module.RULE.needs),
            }
            for name, module in all_rules().items()
        )
    )
