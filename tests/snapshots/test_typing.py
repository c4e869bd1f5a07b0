"""What is told of shipped rules typed wrongly: each key left out or misspelt, each value another."""

import copy
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from plancheck.knowledge.store import rules_dir
from plancheck.rules.lint import lint
from tests import golden
from tests.snapshots.test_snapshots import KEPT

MOST = 240
At = tuple[str | int, ...]


def chosen() -> Iterator[dict[str, Any]]:
    """The first shipped rule with each key of the rule language, and with each kind of check."""
    known: set[str] = set()
    for file in sorted((rules_dir() / "packs").glob("*.yaml")):
        pack = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        for rule in pack.get("rules", ()):
            words = {key for path in paths(rule) for key in path if isinstance(key, str) and "where" not in path}
            words |= {f"kind {value(rule, path)}" for path in paths(rule) if path[-1] == "kind"}
            if not words <= known:
                known |= words
                yield {**pack.get("defaults", {}), **rule}


def paths(held: Any, above: At = ()) -> Iterator[At]:
    """Every place in data."""
    pairs = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, each in pairs:
        yield (*above, key)
        yield from paths(each, (*above, key))


def value(held: Any, path: At) -> Any:
    for key in path:
        held = held[key]
    return held


def left_out(inside: Any, key: Any) -> None:
    del inside[key]


def misspelt(inside: Any, key: Any) -> None:
    if isinstance(inside, dict):
        inside[f"{key}x"] = inside.pop(key)
    else:
        inside.append(inside[key])


def another(inside: Any, key: Any) -> None:
    inside[key] = ["7"] if isinstance(inside[key], dict) else {"zz": "7"} if isinstance(inside[key], list) else "zz 7"


WAYS: tuple[Callable[[Any, Any], None], ...] = (left_out, misspelt, another)


def drawn(place: tuple[dict[str, Any], At, Callable[[Any, Any], None]]) -> str:
    """By lot, the same whatever else stands in the rules."""
    rule, path, way = place
    return hashlib.sha256(f"{rule['id']} {path} {way.__name__}".encode()).hexdigest()


def test_what_is_told(tmp_path: Path) -> None:
    typed: dict[str, str] = {}
    every = [(rule, path, way) for rule in chosen() for path in paths(rule) for way in WAYS if path[0] != "id"]
    for rule, path, way in sorted(every, key=drawn)[:MOST]:
        wrong = copy.deepcopy(rule)
        way(value(wrong, path[:-1]), path[-1])
        name = f"own{len(typed):04}"
        typed[name] = f"{rule['id']} {'.'.join(map(str, path))} {way.__name__}"
        wrong["id"], wrong["slug"] = f"TST-{len(typed):03}", f"typed-{len(typed)}"
        pack = {"pack": name, "title": {"vi": "Thử", "en": "Test"}, "rules": [wrong]}
        text = yaml.safe_dump(pack, allow_unicode=True, sort_keys=False, width=10_000)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    told: dict[str, list[str]] = {}
    for error in lint((tmp_path,)):
        if error.path is not None and error.path.parent == tmp_path:
            told.setdefault(error.path.stem, []).append(f"  {error.line}:{error.column} {error.message}")
    lines = [line for name, what in typed.items() for line in (what, *told.get(name, ["  nothing"]))]
    golden.check("\n".join((*lines, "")), KEPT / "rules-typed-wrong.txt")
