"""Load the rule set: from the cache, or from the packs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.knowledge.register import register_files
from plancheck.knowledge.store import DataError, cached, rules_dir
from plancheck.rules.errors import RulesError
from plancheck.rules.model import RuleSet
from plancheck.rules.storage import decode, encode
from plancheck.rules.wording import said

_CODE = Path(__file__).parent


def load(extra: tuple[Path, ...] = (), parameters: Mapping[str, Any] | None = None) -> RuleSet:
    """The shipped rules and those of more files and folders, with the user's parameters. Raises RulesError."""
    return _load(extra, parameters or {}) if extra or parameters else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> RuleSet:
    return _load((), {})


def _load(extra: tuple[Path, ...], parameters: Mapping[str, Any]) -> RuleSet:
    shipped = rules_dir()
    files = [*yaml_files([shipped / "packs", *extra])]
    own = extra_register(extra)
    watched = [
        *files,
        *yaml_files([shipped, shipped / "register"]),
        *own,
        *(
            _CODE / f"{name}.py"
            for name in (
                *("assemble", "compile", "loader", "model", "overriding", "parameters", "production", "schema"),
                *("storage", "ruleset"),
            )
        ),
        *sorted((_CODE / "checks").glob("*.py")),
        _CODE.parent / "facts" / "vocabulary.py",
    ]
    name = "rules"
    if parameters:
        name += "-" + hashlib.sha256(json.dumps(parameters, default=str, sort_keys=True).encode()).hexdigest()[:16]
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
    """The rule set of pack files as JSON data. Raises RulesError."""
    from plancheck.rules.assemble import assemble

    return encode(assemble(files, shipped, known(register), parameters))


def known(register: Sequence[Path]) -> Knowledge:
    """The register with more files. Raises RulesError for one that can't be used."""

    def checked() -> bool:
        from plancheck.rules.register_check import faults

        for fault in faults(register):
            raise fault
        return True

    if register:
        code = [_CODE / f"{name}.py" for name in ("loader", "register_check", "register_schema", "schema")]
        cached([*code, *register_files(), *register], checked, "register-checked")
    try:
        return load_knowledge(register)
    except DataError as error:
        from plancheck.rules.register_check import placed

        raise placed(error, register) from None
