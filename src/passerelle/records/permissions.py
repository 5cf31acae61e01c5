"""Which role may do what. What is not written here is refused."""

from enum import StrEnum

from passerelle.base.errors import NotAllowed
from passerelle.base.language import Text
from passerelle.records.people import ROLE_NAMES, Role


class Operation(StrEnum):
    """Something a person can ask of Passerelle."""

    READ = "read"
    READ_PEOPLE = "read_people"
    EDIT_PLAN = "edit_plan"
    COMMENT = "comment"
    ACKNOWLEDGE = "acknowledge"
    ANSWER_TASK = "answer_task"
    APPROVE = "approve"
    APPROVE_OPERATIONAL = "approve_operational"
    APPROVE_BUDGET = "approve_budget"
    APPROVE_STRATEGIC = "approve_strategic"
    APPLY = "apply"
    SEND = "send"
    SEND_TEST = "send_test"
    STOP_SEND = "stop_send"
    RUN = "run"
    IMPORT_DATA = "import_data"
    ACCEPT_PROPOSAL = "accept_proposal"
    DECIDE = "decide"
    EXPORT_PEOPLE = "export_people"
    MANAGE_PEOPLE = "manage_people"


_EVERYONE = {Operation.READ, Operation.COMMENT, Operation.ACKNOWLEDGE, Operation.ANSWER_TASK}

MATRIX: dict[str, frozenset[Operation]] = {
    Role.READER: frozenset({Operation.READ, Operation.ACKNOWLEDGE}),
    Role.SALES: frozenset(_EVERYONE | {Operation.READ_PEOPLE}),
    Role.ANALYST: frozenset(
        _EVERYONE
        | {Operation.READ_PEOPLE, Operation.EDIT_PLAN, Operation.IMPORT_DATA, Operation.RUN}
    ),
    Role.CAMPAIGN_MANAGER: frozenset(
        _EVERYONE
        | {
            Operation.READ_PEOPLE,
            Operation.EDIT_PLAN,
            Operation.APPROVE,
            Operation.APPROVE_OPERATIONAL,
            Operation.APPLY,
            Operation.SEND,
            Operation.SEND_TEST,
            Operation.STOP_SEND,
            Operation.RUN,
            Operation.IMPORT_DATA,
            Operation.ACCEPT_PROPOSAL,
            Operation.EXPORT_PEOPLE,
        }
    ),
    Role.STRATEGIST: frozenset(
        _EVERYONE
        | {
            Operation.READ_PEOPLE,
            Operation.EDIT_PLAN,
            Operation.APPROVE,
            Operation.APPROVE_OPERATIONAL,
            Operation.APPROVE_BUDGET,
            Operation.APPROVE_STRATEGIC,
            Operation.APPLY,
            Operation.STOP_SEND,
            Operation.RUN,
            Operation.ACCEPT_PROPOSAL,
            Operation.DECIDE,
        }
    ),
    Role.ADMINISTRATOR: frozenset(Operation),
}
"""What each role may do."""


def may(user: object, operation: Operation | str) -> bool:
    """Whether ``user`` may do ``operation``; no for strangers, unknown roles and unknown words."""
    if not getattr(user, "is_authenticated", False) or not getattr(user, "is_active", False):
        return False
    allowed = MATRIX.get(str(getattr(user, "role", "")), frozenset())
    return str(operation) in {known.value for known in allowed}


def allow(user: object, operation: Operation | str) -> None:
    """Let ``user`` pass, or say why not.

    Raises:
        NotAllowed: The role may not do it; the text names the roles that may.
    """
    if may(user, operation):
        return
    able = [ROLE_NAMES[role] for role, allowed in MATRIX.items() if operation in allowed]
    raise NotAllowed(
        what=Text(
            en=f"Your role does not allow this ({operation}).",
            fr=f"Votre rôle ne le permet pas ({operation}).",
        ),
        fix=Text(
            en=f"Ask one of: {', '.join(name.en for name in able)}.",
            fr=f"Demandez à\u202f: {', '.join(name.fr for name in able)}.",
        ),
    )
