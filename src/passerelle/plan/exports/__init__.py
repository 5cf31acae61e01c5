"""What leaves the plan as files: one module each, registered by being there; see ``plan/export.py``."""
