"""The phrases that say who is in a segment: read, written, and shown as a form."""
