"""``Document`` → its papers, each a ``Plan``: each block's role first, then the tree."""

from plancheck.structure.analyse import analyse, plans

__all__ = ["analyse", "plans"]
