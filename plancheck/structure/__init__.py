"""``Document`` → ``Plan``: each block's role first, then the tree."""

from plancheck.structure.analyse import analyse

__all__ = ["analyse"]
