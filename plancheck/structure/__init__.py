"""``Document`` → ``Plan``: each block's role first, then the tree."""
