"""Every table of the records, re-exported for Django."""

from passerelle.records.audit import Audit
from passerelle.records.clicks import ClickRow
from passerelle.records.consent import ConsentEvent, Suppression
from passerelle.records.conversation import Acknowledgement, Approval, Comment, Decision
from passerelle.records.delivery import Delivery, Send
from passerelle.records.drafts import Draft
from passerelle.records.measured import AlignmentReading, ForecastRow, ReadingRow
from passerelle.records.people import SignInLink, User
from passerelle.records.proposals import ProposalRow
from passerelle.records.revisions import InForce, Pointer, Revision
from passerelle.records.snapshots import SnapshotRow
from passerelle.records.tasks import TaskSheet
from passerelle.records.tokens import ApiToken

__all__ = [
    "Acknowledgement",
    "AlignmentReading",
    "ApiToken",
    "Approval",
    "Audit",
    "ClickRow",
    "Comment",
    "ConsentEvent",
    "Decision",
    "Delivery",
    "Draft",
    "ForecastRow",
    "InForce",
    "Pointer",
    "ProposalRow",
    "ReadingRow",
    "Revision",
    "Send",
    "SignInLink",
    "SnapshotRow",
    "Suppression",
    "TaskSheet",
    "User",
]
