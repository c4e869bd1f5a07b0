"""Values of the user's for what the law leaves open or a province settles: parameters of rules, flags of provinces.

They come from a configuration as plain data: scalars, lists and mappings.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from plancheck.data.errors import RulesError, near, none_such
from plancheck.data.wording import Said, said
from plancheck.knowledge import Knowledge, Province
from plancheck.knowledge.register import Flags
from plancheck.text import fold

if TYPE_CHECKING:
    from plancheck.facts.vocabulary import Kinds
    from plancheck.rules.assemble import Entry
    from plancheck.rules.schema import ParameterSpec

PROVINCES = "provinces"
"""Name under which the flags of provinces are given."""
FLAGS = ("border", "coastal", "gate", "foreign_affairs_office")
_ANSWERS = ("yes", "no", "unknown")


class ParameterError(RulesError):
    """A value that can't be used. It says which, but not in which file: the data has no places."""


def _wrong(name: str, message: Said, suggestion: str = "") -> ParameterError:
    error = ParameterError(said("parameter {name}: {message}", name=name, message=message), suggestion=suggestion)
    error.at = tuple(name.split("."))
    return error


def flags(given: Mapping[str, Any], knowledge: Knowledge) -> Flags:
    """Flags of provinces, by province id, from the mapping ``provinces``. Raises ParameterError."""
    table = given.get(PROVINCES, {})
    if not isinstance(table, Mapping):
        raise _wrong(PROVINCES, said("this must be a mapping"))
    found: dict[str, dict[str, str]] = {}
    for name, answers in table.items():
        province = _province(name, knowledge)
        if not isinstance(answers, Mapping):
            raise _wrong(f"{PROVINCES}.{name}", said("this must be a mapping"))
        for flag, answer in answers.items():
            path = f"{PROVINCES}.{name}.{flag}"
            if flag not in FLAGS:
                raise _wrong(path, said("'{name}' is not known here", name=flag), near(flag, FLAGS))
            text = _scalar(answer)
            if text not in _ANSWERS:
                choices = ", ".join(_ANSWERS)
                raise _wrong(path, said("'{value}' is not one of {choices}", value=answer, choices=choices))
            found.setdefault(province.id, {})[flag] = str(text)
    return found


def _province(name: str, knowledge: Knowledge) -> Province:
    for province in knowledge.provinces:
        if name == province.id or fold(name) == fold(province.name):
            return province
    known = [*(each.id for each in knowledge.provinces), *(each.name for each in knowledge.provinces)]
    raise _wrong(f"{PROVINCES}.{name}", none_such("province", name), near(name, known))


def applied(
    given: Mapping[str, Any], entries: Sequence["Entry"], knowledge: Knowledge, kinds: "Kinds"
) -> list["Entry"]:
    """Rules with the user's values in place of theirs; ``kinds`` are those of facts.

    Raises ParameterError for an unknown name or a wrong value.
    """
    wanted = {name: value for name, value in given.items() if name != PROVINCES}
    own: dict[str, list[Any]] = {}
    for entry in entries:
        for name, values in entry.spec.parameters.items():
            own.setdefault(name, values)
    for name in wanted:
        if name not in own:
            message = said("no rule has a parameter of this name")
            raise _wrong(name, message, near(name, [*own, PROVINCES]))
    settled = {name: _values(name, value, own[name], knowledge) for name, value in wanted.items()}
    changed = []
    for entry in entries:
        touched = {name: settled[name] for name in entry.spec.parameters if name in settled}
        if touched:
            spec = entry.spec.model_copy(update={"parameters": {**entry.spec.parameters, **touched}})
            _compile(spec, sorted(touched), kinds)
            entry = entry._replace(spec=spec)
        changed.append(entry)
    return changed


def _compile(spec: Any, names: Sequence[str], kinds: "Kinds") -> None:
    """See that the rule can be compiled with these values: if not, they are to blame and not its file."""
    from plancheck.rules.compile import Compiler
    from plancheck.rules.conditions import ConditionError

    try:
        Compiler(kinds).add(spec, "parameters")
    except ConditionError as error:
        raise _wrong(", ".join(names), said("{id}: {message}", id=spec.id, message=error.message)) from None


def _values(name: str, value: Any, shipped: Sequence["ParameterSpec"], knowledge: Knowledge) -> list["ParameterSpec"]:
    values = value if isinstance(value, list) else [value]
    if not values:
        raise _wrong(name, said("this must not be empty"))
    settled = [_value(name, each, shipped, knowledge) for each in values]
    for before, after in pairwise(settled):
        if not before.until or after.start <= before.until:
            raise _wrong(name, said("parameter '{name}' has two values at once", name=name))
    return settled


def _value(name: str, value: Any, shipped: Sequence["ParameterSpec"], knowledge: Knowledge) -> "ParameterSpec":
    from pydantic import ValidationError

    from plancheck.rules.schema import ParameterSpec

    fields = {key: _scalar(each) for key, each in value.items()} if isinstance(value, Mapping) else {}
    if not isinstance(value, Mapping):
        fields["value"] = _scalar(value)
    try:
        spec = ParameterSpec.model_validate(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        at = ".".join(str(part) for part in problem["loc"][:1])
        raise _wrong(f"{name}.{at}", _explained(problem, at)) from None
    number = isinstance(shipped[0].value, int)
    if isinstance(spec.value, int) != number:
        raise _wrong(name, said("this must be a whole number") if number else said("this must be text"))
    return spec if number else _body(spec, shipped, knowledge)


def _explained(problem: Any, name: str) -> Said:
    if problem["type"] == "extra_forbidden":
        return said("'{name}' is not known here", name=name)
    if problem["type"] == "missing":
        return said("'{name}' is missing", name=name)
    cause = problem.get("ctx", {}).get("error")
    words = cause.args[0] if cause and isinstance(cause.args[0], Said) else None
    return words or said("this does not fit: {reason}", reason=problem["msg"])


def _body(spec: "ParameterSpec", shipped: Sequence["ParameterSpec"], knowledge: Knowledge) -> "ParameterSpec":
    """The value with the register's name and id, where the parameter stands for a body."""
    agencies = {agency.id: agency for agency in knowledge.agencies}
    if not any(each.value in agencies for each in shipped):
        return spec
    text = str(spec.value)
    if text in agencies:
        return spec if spec.vi else spec.model_copy(update={"vi": agencies[text].name})
    folded = fold(text)
    hits = [hit for hit in knowledge.find_agencies(folded) if (hit.start, hit.end) == (0, len(folded))]
    if len(hits) == 1 and len(hits[0].ids) == 1:
        return spec.model_copy(update={"value": hits[0].ids[0], "vi": spec.vi or text})
    return spec


def _scalar(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
