"""Faults in skeletons that reading alone does not show: names that nobody knows."""

from collections.abc import Collection, Iterator, Sequence

from plancheck.knowledge import Knowledge
from plancheck.review.draft import GIVEN, VARIABLE
from plancheck.review.skeleton import Choice, Line, Scope, Skeleton, lines
from plancheck.rules.model import Text

_ELEMENTS = {
    "letterhead": frozenset(
        {"superior", "agency", "state-name", "motto", "party-name", "asterisk", "number", "place-date"}
    ),
    "recipients": frozenset({"", "recipients-label", "recipient"}),
    "signature": frozenset({"authority", "post", "signer"}),
}


def faults(skeletons: Sequence[Skeleton], knowledge: Knowledge, rules: Collection[str]) -> Iterator[Text]:
    """What is wrong, each with the skeleton it is in. ``rules``: ids of all rules."""
    for skeleton in skeletons:
        for text in dict.fromkeys(_faults(skeleton, knowledge, rules)):
            yield Text(f"skeletons: {skeleton.id}: {text.vi}", f"skeletons: {skeleton.id}: {text.en}")


def _faults(skeleton: Skeleton, knowledge: Knowledge, rules: Collection[str]) -> Iterator[Text]:
    for scope in skeleton.scopes:
        yield from _scope(scope, knowledge)
    for name, choices in skeleton.names.items():
        for choice in choices:
            yield from _choice(choice, knowledge)
            yield from _variables(choice.text, skeleton, knowledge)
            yield from _scope(choice.scope, knowledge)
        if not choices:
            yield Text(f"tên “{name}” không có lựa chọn nào", f"the name {name!r} has no choice")
    for part, known in _ELEMENTS.items():
        for line in skeleton.parts[part]:
            if line.element not in known:
                yield Text(f"{part}: không có “as: {line.element}”", f"{part}: no such 'as: {line.element}'")
    for line in lines(skeleton):
        yield from _line(line, skeleton, knowledge, rules)


def _line(line: Line, skeleton: Skeleton, knowledge: Knowledge, rules: Collection[str]) -> Iterator[Text]:
    yield from _variables(line.text, skeleton, knowledge)
    yield from _scope(line.scope, knowledge)
    if line.instrument and knowledge.instrument(line.instrument) is None:
        yield _unknown("văn bản", "instrument", line.instrument)
    for rule in line.rules:
        if rule not in rules:
            yield _unknown("quy tắc", "rule", rule)


def _choice(choice: Choice, knowledge: Knowledge) -> Iterator[Text]:
    if choice.agency and choice.agency not in {agency.id for agency in knowledge.agencies}:
        yield _unknown("cơ quan", "agency", choice.agency)
    if choice.instrument and knowledge.instrument(choice.instrument) is None:
        yield _unknown("văn bản", "instrument", choice.instrument)


def _variables(text: str, skeleton: Skeleton, knowledge: Knowledge) -> Iterator[Text]:
    for match in VARIABLE.finditer(text):
        name = match[1]
        if name.startswith("cite:"):
            if knowledge.instrument(name.removeprefix("cite:")) is None:
                yield _unknown("văn bản", "instrument", name.removeprefix("cite:"))
        elif name.lower() not in skeleton.names and name.lower() not in GIVEN:
            yield _unknown("tên", "name", f"{{{name}}}")


def _scope(scope: Scope, knowledge: Knowledge) -> Iterator[Text]:
    known = {province.id for province in knowledge.provinces}
    if scope.subject and knowledge.subject(scope.subject) is None:
        yield _unknown("chủ đề", "subject", scope.subject)
    for province in scope.provinces:
        if province not in known:
            yield _unknown("tỉnh", "province", province)


def _unknown(vi: str, en: str, name: str) -> Text:
    return Text(f"không có {vi} “{name}”", f"unknown {en} {name!r}")
