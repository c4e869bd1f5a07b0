"""``NamedTuple`` and ``dataclass`` as the standard library has them, made ten times as fast.

A start of the program makes nearly two hundred such classes, and the standard library compiles source text for each.
Here named tuples share one code for each number of fields, and a data class takes one compilation. What they can do
is what plancheck asks of them; where Python keeps annotations otherwise (from 3.14 on) they are the library's own.
"""

import sys
from types import CodeType
from typing import TYPE_CHECKING

__all__ = ["NamedTuple", "dataclass", "field", "replace"]


if TYPE_CHECKING or sys.version_info >= (3, 14):
    from dataclasses import dataclass, field, replace
    from typing import NamedTuple
else:
    from _collections import _tuplegetter
    from operator import attrgetter
    from types import FunctionType

    def _new_code(count: int) -> CodeType:
        """The code of ``__new__`` for a tuple of so many fields."""
        if count not in codes:
            names = "".join(f"a{number}," for number in range(count))
            space: dict[str, FunctionType] = {}
            exec(f"def __new__(_cls, {names}): return _new(_cls, ({names}))", space)
            codes[count] = space["__new__"].__code__
        return codes[count]

    class _Named(type):
        """Makes the subclasses of ``NamedTuple``."""

        def __new__(mcs, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = tuple(body[each] for each in fields if each in body)
            if any(each in body for each in fields[: len(fields) - len(defaults)]):
                raise TypeError(f"{name}: a field without a default follows one with a default")
            code = _new_code(len(fields)).replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, {"_new": tuple.__new__}, "__new__", defaults)
            made = {
                **body,
                **{each: _tuplegetter(at, "") for at, each in enumerate(fields)},
                "__new__": new,
                "__slots__": (),
                "_fields": fields,
                "__match_args__": fields,
                "_field_defaults": dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True)),
            }
            return type.__new__(type, name, (_Tuple,), made)

    class _Tuple(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, /, **changes):
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self):
            return tuple(self)

    def NamedTuple():  # noqa: N802 - a base that is none, as in typing
        raise TypeError("NamedTuple is for subclasses")

    _Base = type.__new__(_Named, "NamedTuple", (), {})
    NamedTuple.__mro_entries__ = lambda _: (_Base,)

    class _Made:
        """The value that a field has unless it is given: made anew for each object."""

        def __init__(self, default_factory):
            self.make = default_factory

    def field(*, default_factory):
        return _Made(default_factory)

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        if cls is None:
            return lambda cls: _data_class(cls, frozen, slots, eq)
        return _data_class(cls, frozen, slots, eq)

    def _data_class(cls, frozen, slots, eq):
        names = tuple(cls.__dict__.get("__annotations__", ()))
        defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
        values = (lambda of: lambda self: (of(self),))(attrgetter(*names)) if len(names) == 1 else attrgetter(*names)

        def equal(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def shown(self):
            return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        def state(self):
            return values(self)

        def restore(self, state):
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        for name, value in defaults.items():
            if slots or type(value) is _Made:
                del body[name]
        own = {"__repr__": shown, "__getstate__": state, "__setstate__": restore}
        if eq:
            own["__eq__"] = equal
            own["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        if frozen:
            own["__setattr__"] = own["__delattr__"] = _unchangeable
        body = {**own, **body, "__init__": _init(names, defaults, frozen, "__post_init__" in body)}
        body |= {"__match_args__": names, "__dataclass_fields__": _Fields(cls)}
        if slots:
            body["__slots__"] = names
        return type(cls)(cls.__name__, cls.__bases__, body)

    def _init(names, defaults, frozen, then):
        """``__init__`` for fields of these names, by the code that all classes of so many fields share."""
        made = tuple(at for at, name in enumerate(names) if type(defaults.get(name)) is _Made)
        code = _init_code(len(names), made, frozen, then)
        known = {f"a{at}": name for at, name in enumerate(names)}
        code = code.replace(
            co_varnames=("self", *names),
            co_names=tuple(known.get(each, each) for each in code.co_names),
            co_consts=tuple(known.get(each, each) for each in code.co_consts),
        )
        given = tuple(
            _MISSING if type(defaults[name]) is _Made else defaults[name] for name in names if name in defaults
        )
        space = {f"_a{at}": defaults[names[at]].make for at in made}
        return FunctionType(code, {"_set": object.__setattr__, "_missing": _MISSING, **space}, "__init__", given)

    def _init_code(count, made, frozen, then):
        key = count, made, frozen, then
        if key not in codes:
            lines = []
            for at in range(count):
                value = f"_a{at}() if a{at} is _missing else a{at}" if at in made else f"a{at}"
                lines.append(f"_set(self, 'a{at}', {value})" if frozen else f"self.a{at} = {value}")
            if then:
                lines.append("self.__post_init__()")
            names = ", ".join(f"a{at}" for at in range(count))
            space = {}
            exec(f"def __init__(self, {names}):\n " + "\n ".join(lines), space)
            codes[key] = space["__init__"].__code__
        return codes[key]

    _MISSING = object()

    def _unchangeable(self, name, *_):
        raise AttributeError(f"cannot assign to field {name!r}")

    class _Fields:
        """What ``dataclasses`` asks of a data class, made when it does."""

        def __init__(self, cls):
            self.cls, self.made = cls, None

        def __get__(self, _, owner):
            if self.made is None:
                import dataclasses

                space = {"__annotations__": self.cls.__annotations__}
                for name in self.cls.__annotations__:
                    if name in self.cls.__dict__:
                        value = self.cls.__dict__[name]
                        space[name] = dataclasses.field(default_factory=value.make) if type(value) is _Made else value
                self.made = dataclasses.dataclass(type(owner.__name__, (), space)).__dataclass_fields__
            return self.made

    def replace(self, /, **changes):
        return type(self)(**{**{name: getattr(self, name) for name in self.__match_args__}, **changes})


codes: dict[object, CodeType] = {}
"""What was compiled for classes, by how many fields they have; here, or when plancheck was packed."""
