"""Ways of writing a name, spelt out: the notation at the head of ``rules/register/agencies.yaml``."""

from collections.abc import Mapping, Sequence
from itertools import product

from plancheck.data.errors import near
from plancheck.data.wording import Said, said
from plancheck.patterns import lazily
from plancheck.text import fold

_JOINS = (" và ", ", ", " - ", "-", " & ", "&", " ")
_ABBREVIATION_JOINS = ("", "&", ", ", ",", "-", " ", " và ", " & ", " - ")
_SPECIAL = lazily(r"[~^<{]")


class FormError(ValueError):
    """A form that can't be spelt out, and why."""

    def __init__(self, message: Said, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def expand(form: str, macros: Mapping[str, Sequence[str]]) -> list[str]:
    """Every way of writing that a form stands for, folded. Raises FormError.

    >>> expand("sở {ngoại vụ|ngv}", {})
    ['sở ngoại vụ', 'sở ngv']
    """
    return list(dict.fromkeys(" ".join(way.split()) for way in _ways(fold(form), macros)))


def _ways(form: str, macros: Mapping[str, Sequence[str]]) -> list[str]:
    options: list[Sequence[str]] = []
    position = 0
    while position < len(form):
        match = _SPECIAL.search(form, position)
        start = match.start() if match else len(form)
        options.append((form[position:start],))
        position = start + 1
        if match is None:
            break
        if match.group() == "~":
            options.append(_JOINS)
        elif match.group() == "^":
            options.append(_ABBREVIATION_JOINS)
        elif match.group() == "<":
            name, closed, _ = form[start + 1 :].partition(">")
            position = start + len(name) + 2
            if not closed:
                raise FormError(said("'{name}' is not closed", name="<"))
            if name not in macros:
                raise FormError(said("there is no macro '{name}'", name=name), near(name, macros))
            options.append([way for text in macros[name] for way in _ways(fold(text), macros)])
        else:
            position, alternatives = _alternatives(form, start)
            options.append([way for text in alternatives for way in _ways(text, macros)])
    return ["".join(chosen) for chosen in product(*options)]


def _alternatives(form: str, start: int) -> tuple[int, list[str]]:
    """Offset after the brace that opens at ``start`` is closed, and what stands between its bars."""
    depth, last, found = 0, start + 1, []
    for position in range(start, len(form)):
        char = form[position]
        depth += (char == "{") - (char == "}")
        if depth == 0 or (depth == 1 and char == "|"):
            found.append(form[last:position])
            last = position + 1
        if depth == 0:
            return last, found
    raise FormError(said("'{name}' is not closed", name="{"))
