"""A fault put into modules that are imported already: the code, defaults and values that it changes are exchanged."""

import functools
import gc
import re
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any

from tests.mutants.mutation import Mutant, mutated, read

_LASTING = ("plancheck.rules", "plancheck.knowledge", "plancheck.engine", "plancheck.prebuilt", "plancheck.patterns")
"""What is made once for all drafts."""


def graft(mutant: Mutant) -> bool:
    """Whether the fault could be put in: the module is imported, and something of it is another now."""
    name = mutant.place.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    module = sys.modules.get(name)
    if module is None or isinstance(vars(module).get(mutant.site.name), type):
        return False  # what stands in a class and in no method is in all that was made of it
    fresh = types.ModuleType(name)
    fresh.__dict__.update(__file__=module.__file__, __package__=module.__package__, __spec__=module.__spec__)
    tree, _ = mutated(read(mutant.file), mutant.number)
    sys.modules[name] = fresh  # what looks itself up while it is made finds itself
    try:
        exec(compile(tree, str(mutant.file), "exec"), fresh.__dict__)
    finally:
        sys.modules[name] = module
    changed = [
        _exchanged(name, old, fresh.__dict__[key]) for key, old in list(vars(module).items()) if key in vars(fresh)
    ]
    values = {key: new for key, new in vars(fresh).items() if _is_another(vars(module).get(key), new)}
    for other in [
        each for each in sys.modules.values() if (getattr(each, "__name__", "") or "").startswith("plancheck")
    ]:
        for key, new in values.items():
            if key in vars(other) and vars(other)[key] is vars(module)[key] and other is not module:
                setattr(other, key, new)
    vars(module).update(values)
    forget()
    return bool(values) or any(changed)


def forget() -> None:
    """Empty the caches of what is found in drafts."""
    for each in _caches():
        each.cache_clear()


@functools.cache
def _caches() -> list[Any]:
    held = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return [
        each for each in held if each.__module__.startswith("plancheck.") and not each.__module__.startswith(_LASTING)
    ]


def _functions(held: Any) -> Iterator[types.FunctionType]:
    """Functions of a module's value: itself, what it caches, the methods of a class."""
    held = getattr(held, "__func__", held)
    if isinstance(held, property):
        yield from (each for part in (held.fget, held.fset) if part for each in _functions(part))
    elif isinstance(held, functools.cached_property):
        yield from _functions(held.func)
    elif isinstance(held, types.FunctionType):
        yield held
    elif isinstance(held, functools._lru_cache_wrapper):
        yield from _functions(held.__wrapped__)
    elif isinstance(held, functools.partial):
        yield from _functions(held.func)
    elif isinstance(held, Mapping):
        yield from (each for pair in held.items() for part in pair for each in _functions(part))
    elif isinstance(held, tuple | list):
        yield from (each for part in held for each in _functions(part))


def _exchanged(name: str, old: Any, new: Any) -> bool:
    """Whether a function's code or defaults, or a class's methods or values, are others now."""
    if isinstance(old, type) and isinstance(new, type) and old.__module__ == name:
        found = False
        for key, each in list(vars(old).items()):
            if key in vars(new):
                found |= _exchanged(name, each, vars(new)[key]) or _set(old, key, each, vars(new)[key])
        return found
    found = False
    for one, other in zip(_functions(old), _functions(new), strict=False):
        if one.__module__ != name:
            continue
        if not _same(one.__code__, other.__code__):
            one.__code__, found = other.__code__, True
        if one.__defaults__ != other.__defaults__ or one.__kwdefaults__ != other.__kwdefaults__:
            one.__defaults__, one.__kwdefaults__, found = other.__defaults__, other.__kwdefaults__, True
    return found


def _same(one: types.CodeType, other: types.CodeType) -> bool:
    """Whether codes do the same: their constants may be equal and yet of other kinds (1 and True)."""
    if (one.co_code, one.co_names, one.co_varnames, one.co_freevars) != (
        other.co_code, other.co_names, other.co_varnames, other.co_freevars
    ) or len(one.co_consts) != len(other.co_consts):  # fmt: skip
        return False
    for first, second in zip(one.co_consts, other.co_consts, strict=True):
        if isinstance(first, types.CodeType):
            if not isinstance(second, types.CodeType) or not _same(first, second):
                return False
        elif first != second if isinstance(first, frozenset) else repr(first) != repr(second):
            return False
    return True


def _set(owner: type, key: str, old: Any, new: Any) -> bool:
    if key.startswith("__") or not _is_another(old, new):
        return False
    setattr(owner, key, new)
    return True


def _is_another(old: Any, new: Any) -> bool:
    """Whether a value that is no function or class is not what it was."""
    if old is new:
        return False
    return _plain(old) != _plain(new) if _is_data(new) and old is not None else False


def _is_data(value: Any) -> bool:
    kinds = (types.ModuleType, type, types.FunctionType, functools._lru_cache_wrapper, types.BuiltinFunctionType)
    return not isinstance(value, kinds) and not getattr(type(value), "__module__", "").startswith("typing")


def _plain(value: Any) -> Any:
    """A value as what can be compared with another's."""
    if isinstance(value, re.Pattern):
        return value.pattern, value.flags
    if type(value).__name__ == "_Lazy":
        return vars(value)["_source"]
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(each)) for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, types.FunctionType | type | functools._lru_cache_wrapper):
        return getattr(value, "__qualname__", "")
    if isinstance(value, set | frozenset):
        return {repr(_plain(each)) for each in value}
    if isinstance(value, str | int | float | bool | bytes | types.NoneType):
        return type(value), value
    held = getattr(value, "__dict__", None)
    if held is None:
        held = {slot: getattr(value, slot, None) for slot in getattr(type(value), "__slots__", ())}
    return type(value).__name__, [(key, _plain(each)) for key, each in held.items()] if held else repr(value)
