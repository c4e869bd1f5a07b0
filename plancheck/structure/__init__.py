"""``Document`` → its papers, each a ``Plan``: each block's role first, then the tree."""

from plancheck.structure.analyse import analyse
from plancheck.structure.papers import split

__all__ = ["analyse", "split"]
