"""What we decided and did: revisions, approvals, people, the delivery ledger and the consent ledger (Django)."""
