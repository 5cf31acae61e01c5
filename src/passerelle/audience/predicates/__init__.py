"""The leaves of the segment language: one small file each, registered by being there.

A file names its leaf (``LEAF``) and gives ``formula(leaf, scope)``, what the leaf asks of people;
``values(leaf, scope)``, what it looks at, per person, to explain itself; and, where names or values
can be wrong, ``doubts(leaf, known)``. Other packages add theirs under the entry-point group
``passerelle.predicates``.
"""
