"""Kinds of proposals: one small file each, computed from readings; none of them can act."""
