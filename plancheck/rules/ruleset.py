"""Load the rule set: from the cache, or from the packs."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from plancheck.data.errors import RulesError
from plancheck.data.wording import said
from plancheck.digest import sha256
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.register import register_files
from plancheck.knowledge.store import cached, rules_dir, shipped
from plancheck.rules.model import RuleSet
from plancheck.rules.storage import decode, encode

_CODE = Path(__file__).parent


def load(extra: tuple[Path, ...] = (), parameters: Mapping[str, Any] | None = None) -> RuleSet:
    """The shipped rules and those of more files and folders, with the user's parameters. Raises RulesError."""
    return _load(extra, parameters or {}) if extra or parameters else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> RuleSet:
    rules: RuleSet | None = shipped("rules", decode)
    return rules or _load((), {})


def _load(extra: tuple[Path, ...], parameters: Mapping[str, Any]) -> RuleSet:
    shipped = rules_dir()
    files = [*yaml_files([shipped / "packs", *extra])]
    own = extra_register(extra)
    watched = [
        *files,
        *yaml_files([shipped, shipped / "register"]),
        *own,
        *sorted(_CODE.rglob("*.py")),
        _CODE.parent / "facts" / "vocabulary.py",
    ]
    name = "rules"
    if parameters:
        name += "-" + sha256(json.dumps(parameters, default=str, sort_keys=True).encode()).hexdigest()[:16]
    rules: RuleSet = cached(watched, lambda: build(files, shipped, own, parameters), name, decode)
    return rules


def shipped_files() -> list[Path]:
    """The pack files that come with plancheck."""
    return yaml_files([rules_dir() / "packs"])


def extra_register(extra: Sequence[Path]) -> tuple[Path, ...]:
    """Files that folders with more rules add to the register, in their ``register``."""
    return tuple(file.resolve() for folder in extra if folder.is_dir() for file in register_files(folder))


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


def build(files: Sequence[Path], shipped: Path, register: Sequence[Path], parameters: Mapping[str, Any]) -> Any:
    """The rule set of pack files as plain data. Raises RulesError."""
    from plancheck.rules.assemble import assemble

    return encode(assemble(files, shipped, load_knowledge(register), parameters))
