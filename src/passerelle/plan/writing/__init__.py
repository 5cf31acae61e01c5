"""Changes written into the texts of a plan: only the characters that must change do."""
