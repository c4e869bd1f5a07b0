"""Load the rule set: from the cache, or from the packs."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from plancheck.knowledge.store import cached, rules_dir
from plancheck.rules.errors import RulesError
from plancheck.rules.model import RuleSet
from plancheck.rules.storage import decode, encode
from plancheck.rules.wording import said

_CODE = Path(__file__).parent


def load(extra: tuple[Path, ...] = ()) -> RuleSet:
    """The shipped rules and those of more files and folders. Raises RulesError."""
    return _load(extra) if extra else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> RuleSet:
    return _load(())


def _load(extra: tuple[Path, ...]) -> RuleSet:
    shipped = rules_dir()
    files = [*yaml_files([shipped / "packs", *extra])]
    watched = [
        *files,
        *yaml_files([shipped, shipped / "register"]),
        *(
            _CODE / f"{name}.py"
            for name in ("compile", "loader", "model", "production", "schema", "storage", "ruleset")
        ),
        _CODE.parent / "facts" / "vocabulary.py",
    ]
    data = cached(watched, lambda: build(files, shipped), "rules")
    try:
        return decode(data)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # a cache that someone has tampered with
        return decode(build(files, shipped))


def yaml_files(places: Sequence[Path]) -> list[Path]:
    """The files named, or lying in the folders named and their ``packs``, in order. Raises RulesError."""
    files: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = (place, place / "packs") if place.name != "packs" else (place,)
            files.extend(
                sorted(file for folder in inside for end in ("yaml", "yml") for file in folder.glob(f"*.{end}"))
            )
        elif place.is_file():
            files.append(place)
        else:
            raise RulesError(said("no such file or folder"), place)
    return list({file.resolve(): file for file in reversed(files)}.values())[::-1]


def build(files: Sequence[Path], shipped: Path) -> Any:
    """The rule set of pack files as JSON data. Raises RulesError."""
    from plancheck.rules.assemble import assemble

    return encode(assemble(files, shipped))
