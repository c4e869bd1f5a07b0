"""``python -m plancheck``."""

from plancheck.cli.main import main

main()
