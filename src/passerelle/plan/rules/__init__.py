"""The alignment rules: one file each, registered by being there."""
