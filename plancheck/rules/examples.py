"""The examples of the rules, made and run: a sample changed until the rule fails, or until it nearly does.

Edits work on the text of the sample's plan XML, so that words may be given with their tags.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from plancheck.data.wording import Said, said
from plancheck.knowledge.store import rules_dir
from plancheck.reading import ReadingError
from plancheck.records import dataclass
from plancheck.rules.model import Edit, Example, Rule, RuleSet

Verdicts = Callable[[bytes, int], Mapping[str, str]]
"""Judges a draft as of a day (0: its own) and gives the status of each rule by id."""

_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*)(?:\s[^<>]*?)?(/?)>|<!--.*?-->|<\?.*?\?>", re.S)
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


class ExampleError(Exception):
    """An example that can't be made: its sample is missing, or an edit's words are not in it."""

    def __init__(self, message: Said) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example went. ``number`` counts a rule's examples of one outcome from 1; 0 is its sample, unchanged."""

    rule: str
    outcome: str
    number: int
    problem: Said | None = None
    """What is wrong; None when it went as it should."""

    @property
    def ok(self) -> bool:
        """Whether it went as it should."""
        return self.problem is None


def run_examples(
    rules: RuleSet, verdicts: Verdicts, only: Sequence[Rule] | None = None, folders: Sequence[Path] = ()
) -> Iterator[ExampleResult]:
    """Make and judge every example of the rules (or of ``only`` some), with the sample itself as a first pass example.

    A fail example must fail its rule and, except for those named in ``also``, no other that the sample does not fail.
    ``folders`` are searched for samples before the shipped ones.
    """
    judged: dict[tuple[bytes, int], Mapping[str, str]] = {}

    def judge(data: bytes, as_of: int) -> Mapping[str, str]:
        if (data, as_of) not in judged:
            judged[data, as_of] = verdicts(data, as_of)
        return judged[data, as_of]

    for rule in rules.rules if only is None else only:
        numbers = {"pass": 0, "fail": 0}
        if rule.base:
            yield _run(rule, Example("pass", ()), 0, judge, folders)
        for example in rule.examples:
            numbers[example.outcome] += 1
            yield _run(rule, example, numbers[example.outcome], judge, folders)


def _run(rule: Rule, example: Example, number: int, judge: Verdicts, folders: Sequence[Path]) -> ExampleResult:
    try:
        statuses = judge(make(rule, example, folders), example.as_of)
    except ExampleError as error:
        return ExampleResult(rule.id, example.outcome, number, error.message)
    except ReadingError as error:
        return ExampleResult(
            rule.id, example.outcome, number, said("it can't be read: {reason}", reason=error.message_vi)
        )
    status = statuses[rule.id]
    problem: Said | None = None
    if example.outcome == "pass":
        allowed = ("pass", "not-applicable") if number == 0 else ("pass", "not-applicable", "needs-review")
        if status not in allowed:
            problem = said("{id} ends {status}", id=rule.id, status=status)
    elif status != "fail":
        problem = said("{id} ends {status}, not fail", id=rule.id, status=status)
    elif "any" not in example.also:
        before = _without_form(example)
        sample = judge(make(rule, before, folders), example.as_of)
        others = [id for id, each in statuses.items() if each == "fail" and sample[id] != "fail"]
        unwanted = sorted(set(others) - {rule.id, *example.also})
        if unwanted:
            problem = said("{ids} fails too", ids=", ".join(unwanted))
    return ExampleResult(rule.id, example.outcome, number, problem)


def _without_form(example: Example) -> Example:
    """What an example is compared with: its sample, for a rule on layout with the edits of its text made."""
    text = tuple(edit for edit in example.edits if edit.action != "format")
    return Example("pass", text if len(text) < len(example.edits) else (), example.as_of, example.base)


def make(rule: Rule, example: Example, folders: Sequence[Path] = ()) -> bytes:
    """The draft of an example as plan XML, or of a rule on layout as a Word file. Raises ExampleError."""
    if rule.needs_layout:
        return _word(example, sample_file(example.base or rule.base, ".docx", folders).read_bytes())
    text = sample(example.base or rule.base, folders)
    for edit in example.edits:
        text = edited(text, edit)
    return text.encode()


def materialise(rule: Rule, folders: Sequence[Path] = ()) -> tuple[bytes, bytes]:
    """A draft on which the rule passes, and one that differs in one thing and fails. Raises ExampleError."""
    fails = next((example for example in rule.examples if example.outcome == "fail"), None)
    if fails is None:
        raise ExampleError(said("{id} has no fail example", id=rule.id))
    passes = _without_form(fails)
    alike = [each for each in rule.examples if each.outcome == "pass" and each[2:4] == fails[2:4]]
    if fails.edits:  # an example of the same text, laid out as it should be
        alike = [each for each in alike if passes.edits and _without_form(each).edits == passes.edits]
    passes = next(iter(alike), passes)
    return make(rule, passes, folders), make(rule, fails, folders)


def fault(rule: Rule, example: Example, folders: Sequence[Path] = ()) -> Said | None:
    """Why an example can't be made; None when it can."""
    try:
        if not rule.needs_layout:
            make(rule, example, folders)
        elif example.edits:
            from plancheck.rules import word_examples

            data = sample_file(example.base or rule.base, ".docx", folders).read_bytes()
            return word_examples.fault(data, example.edits)
    except ExampleError as error:
        return error.message
    return None


def _word(example: Example, data: bytes) -> bytes:
    from plancheck.rules.word_examples import WordEditError, formatted

    try:
        return formatted(data, example.edits) if example.edits else data
    except WordEditError as error:
        raise ExampleError(error.message) from None


def sample(name: str, folders: Sequence[Path] = ()) -> str:
    """Text of a sample's plan XML. Raises ExampleError when there is none of that name."""
    return sample_file(name, ".xml", folders).read_text(encoding="utf-8")


def sample_file(name: str, suffix: str, folders: Sequence[Path] = ()) -> Path:
    """A sample's plan XML (".xml") or Word form (".docx"). Raises ExampleError when there is none of that name."""
    for folder in sample_folders(folders):
        path = folder / f"{name}{suffix}"
        if path.is_file():
            return path
    raise ExampleError(said("there is no sample '{name}'", name=name))


def sample_names(folders: Sequence[Path] = ()) -> list[str]:
    """Samples there are."""
    return sorted({file.stem for folder in sample_folders(folders) for file in folder.glob("*.xml")})


def sample_folders(folders: Sequence[Path] = ()) -> list[Path]:
    """Where samples are looked for."""
    shipped = rules_dir()
    return [*folders, *(folder / "samples" for folder in folders), shipped.parent / "samples", shipped / "samples"]


def edited(text: str, edit: Edit) -> str:
    """Plan XML with one edit made. Raises ExampleError when its words are not there."""
    if edit.action == "format":
        raise ExampleError(said("only a rule on layout is shown by edits of `format`"))
    words = _BARE_AMPERSAND.sub("&amp;", edit.words)
    new = _BARE_AMPERSAND.sub("&amp;", edit.text)
    if words not in text:
        raise ExampleError(said("the words '{words}' are not there", words=edit.words))
    if edit.action == "replace":
        return text.replace(words, new)
    if edit.action == "remove":
        while words in text:
            text = _without(text, text.index(words), edit.words)
        return text
    end, name = _paragraph(text, text.index(words), edit.words)
    role = edit.role or name
    label = ' label="-"' if role == "item" else ""
    return f"{text[:end]}\n<{role}{label}>{new}</{role}>{text[end:]}"


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    start: int
    inner_start: int
    inner_end: int
    end: int


def _without(text: str, offset: int, words: str) -> str:
    """The text without the paragraph around an offset, and without what held nothing else."""
    *outer, paragraph = _around(text, offset, words)
    holder = outer[-1] if outer else paragraph
    if paragraph.name == "heading":  # what stood under it now stands under what stood around
        inside = text[holder.inner_start : paragraph.start] + text[paragraph.end : holder.inner_end]
        return text[: holder.start] + inside + text[holder.end :]
    start, end = paragraph.start, paragraph.end
    for element in reversed(outer):
        if (text[element.inner_start : start] + text[end : element.inner_end]).strip():
            break
        start, end = element.start, element.end
    return text[:start].rstrip() + text[end:]


def _paragraph(text: str, offset: int, words: str) -> tuple[int, str]:
    """End and name of the innermost element around an offset."""
    innermost = _around(text, offset, words)[-1]
    return innermost.end, innermost.name


def _around(text: str, offset: int, words: str) -> list[_Element]:
    """Elements around an offset, outermost first, without the root."""
    pending: list[tuple[str, int, int]] = []
    found = []
    for tag in _TAG.finditer(text):
        if not tag[2] or tag[3]:
            continue
        if not tag[1]:
            pending.append((tag[2], tag.start(), tag.end()))
            continue
        name, start, inner = pending.pop()
        if start <= offset < tag.end():
            found.append(_Element(name, start, inner, tag.start(), tag.end()))
    if len(found) < 2:
        raise ExampleError(said("the words '{words}' are in no paragraph", words=words))
    return found[-2::-1]
