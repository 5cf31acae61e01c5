"""What we decided and did: revisions, approvals, people, the delivery and consent ledgers."""
