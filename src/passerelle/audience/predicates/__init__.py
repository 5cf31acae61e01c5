"""The leaves of the segment language: one small file each, registered by being there.

A file names its leaf (``LEAF``) and gives ``formula(leaf, scope)``. Other packages add theirs under
the entry-point group ``passerelle.predicates``.
"""
