"""``python -m plancheck``."""

from plancheck.cli.main import main

if __name__ == "__main__":
    main()
