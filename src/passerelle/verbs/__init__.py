"""What a user can ask for: one file per verb, wiring, the owner of the workspace."""
