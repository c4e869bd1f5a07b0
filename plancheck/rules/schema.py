"""What a rule pack may contain, as pydantic models. Only loading and linting import this."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from plancheck.data.fields import Certainty, Day, Listed, Slug, Strict, System, TextSpec, YesNo, pattern, spoken
from plancheck.data.fitting import suggest_names
from plancheck.data.wording import said
from plancheck.facts import vocabulary as facts
from plancheck.rules.checks import KINDS
from plancheck.rules.glossary import glossary
from plancheck.rules.model import Severity

CheckKind = Literal["require", "forbid", "each", "count", "consistent", "order"]
OnArticle = Literal["judged", "review", "not-evaluated"]
RuleId = Annotated[str, pattern(r"[A-Z]{3}-\d{3}", "a rule id like RPT-002")]
_WRITTEN_MEASURE = {"type": ["integer", "number", "string"]}
Measure = Annotated[
    str,
    BeforeValidator(str),
    pattern(r"\d{1,4}(\.\d{1,2})?", "a measure like 12.7"),
    WithJsonSchema(_WRITTEN_MEASURE),
]
Span = Annotated[
    str,
    BeforeValidator(str),
    pattern(r"\d{1,4}(\.\d{1,2})?( - \d{1,4}(\.\d{1,2})?)?", "a measure like 12.7, or a span like 13 - 14"),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]}),
]
Month = Annotated[str, pattern(r"\d{4}-\d\d", "a month like 2026-11")]
Template = Annotated[TextSpec, BeforeValidator(spoken)]
Condition = dict[str, Any]
"""Property → value, list, ``{not: …}``, ``{min: …, max: …}``; ``any`` → list of conditions. Read by ``compile``."""


class CaseSpec(Strict):
    """Circumstances in which a rule applies. Empty lists: any."""

    types: list[str] = []
    kinds: list[str] = []
    systems: list[str] = []
    levels: list[str] = []
    natures: list[str] = []
    subject: str = "any"
    start: Day = Field(0, alias="from")
    until: Day = 0
    under: list[str] = []
    where: Condition = {}
    severity: Severity | None = None


class ChangeSpec(TextSpec):
    """What became otherwise in a rule, and in which month."""

    at: Month


class ParameterSpec(Strict):
    """A parameter's value through an interval."""

    value: str | int
    start: Day = Field(0, alias="from")
    until: Day = 0
    vi: str = ""
    en: str = ""


class CompanionSpec(Strict):
    """A fact that must stand with another (``with``), or must not (``without``).

    ``same``: in the same paragraph, section or row of a table (outside tables the paragraph); ``on``: the fact's own
    property → the companion's that is equal.
    """

    fact: str
    where: Condition = {}
    same: Literal["block", "section", "row", "draft"] = "draft"
    on: dict[str, str] = {}
    with_: "Companions" = Field([], alias="with")
    without: "Companions" = []


Companions = Annotated[list[CompanionSpec], Listed()]


class GivenSpec(Strict):
    """Facts without which a check does not apply."""

    fact: str
    where: Condition = {}
    with_: Companions = Field([], alias="with")
    without: Companions = []


class DerivedSpec(Strict):
    """A kind of fact made from others: one for each fact in ``from``, at its place.

    ``values``: property → a text or number, or ``=NAME`` for a property of that fact, ``=with.NAME`` of its companion,
    ``=with2.NAME`` of its second one.
    """

    fact: Slug
    source: GivenSpec = Field(alias="from")
    values: dict[str, str | int] = {}


class LooksSpec(Strict):
    """How the component or the page that a fact speaks of is to look. Of a span ("13 - 14") the nearest end is taken.

    Sizes and spaces are in points, lengths in millimetres; ``line`` in lines.
    """

    bold: YesNo | None = None
    italic: YesNo | None = None
    underline: YesNo | None = None
    capitals: YesNo | None = None
    size: Span | None = None
    font: str | None = None
    color: Literal["automatic"] | None = None
    align: Literal["left", "center", "justify"] | None = None
    indent: Span | None = None
    gap: Span | None = None
    line: Span | None = None
    short: Span | None = None
    long: Span | None = None
    top: Span | None = None
    bottom: Span | None = None
    left: Span | None = None
    right: Span | None = None
    number: Literal["top-center"] | None = None
    first_page: Literal["no"] | None = None
    restart: Literal["yes"] | None = None
    rule: Literal["drawn"] | None = None

    def settings(self) -> tuple[tuple[str, str], ...]:
        """What it sets, by name."""
        given = ((name, getattr(self, name)) for name in type(self).model_fields)
        return tuple((name, str(value)) for name, value in given if value is not None)


class FixSpec(Strict):
    """What plancheck may write into the draft: words in place of a fact's, or a new paragraph under the anchor.

    ``safe``: it can't be wrong, and ``plancheck fix`` does it unasked; ``where``: of facts that are so, of others it is
    suggested. Texts are in the draft's language.
    ``words``: only these of the words at the fact's place. ``over``: words right behind them that go too. ``under``:
    sections an insertion goes to, where that is not the check's anchor; ``by``: to the part of the body that leads, the
    first, where the section has one for each. ``below``, ``above``: a line beside the fact's;
    ``last``: below the last line of that kind instead, for recipients the one before where it is filed; it looks like
    that line but for what is ``set``. ``remove``: the fact's line is taken out; ``out``: of facts that
    are so it is, in place of a ``replace``. ``recode``: the words stay, but are
    written in Unicode. ``set``: the words stay, but look otherwise; with ``replace``, the whole component does.
    """

    class_: Literal["safe", "suggest"] = Field(alias="class")
    where: Condition = {}
    replace: str | None = None
    words: str | None = Field(None, min_length=1)
    over: str | None = Field(None, min_length=1)
    insert: str | None = Field(None, min_length=1)
    under: Annotated[list[str], Listed()] = []
    by: Literal["lead"] | None = None
    below: str | None = Field(None, min_length=1)
    above: str | None = Field(None, min_length=1)
    last: Literal["state-name", "agency", "recipients-label", "recipient"] | None = None
    remove: Literal["line"] | None = None
    out: Condition = {}
    recode: Literal["words"] | None = None
    looks: LooksSpec | None = Field(None, alias="set")

    @model_validator(mode="after")
    def _shape(self) -> "FixSpec":
        words = (self.replace, self.below, self.above)
        looks = self.looks if words == (None, None, None) else None  # else of the new words
        ways = (self.replace, self.insert, self.below, self.above, self.remove, self.recode, looks)
        if sum(each is not None for each in ways) != 1:
            raise ValueError(said("a fix is `replace`, `insert`, `below`, `above`, `remove`, `recode` or `set`"))
        if self.words is not None and self.replace is None:
            raise ValueError(said("`words` belongs to `replace`"))
        if self.over is not None and (self.replace is None or self.words is not None):
            raise ValueError(said("`over` belongs to `replace` without `words`"))
        if (self.under or self.by) and self.insert is None:
            raise ValueError(said("`under` and `by` belong to `insert`"))
        if self.last is not None and self.below is None:
            raise ValueError(said("`last` belongs to `below`"))
        if self.out and self.replace is None:
            raise ValueError(said("`out` belongs to `replace`"))
        if self.where and self.class_ != "safe":
            raise ValueError(said("`where` says of which facts a fix is `safe`"))
        if self.insert and self.class_ == "safe":
            raise ValueError(said("an insertion is only ever suggested"))
        return self


class WrittenSpec(Strict):
    """A wrong way to write something: a regular expression, in any case, and what its match is to be instead."""

    wrong: str = Field(min_length=1)
    right: str

    @model_validator(mode="after")
    def _sound(self) -> "WrittenSpec":
        try:
            re.sub(self.wrong, self.right, "")
        except (re.error, IndexError) as error:
            words = "'{value}' is no regular expression: {why}"
            raise ValueError(said(words, value=f"{self.wrong} > {self.right}", why=error)) from None
        return self


class CheckSpec(Strict):
    """One thing a rule asks."""

    kind: CheckKind
    fact: str = ""
    given: GivenSpec | None = None
    where: Condition = {}
    with_: Companions = Field([], alias="with")
    without: Companions = []
    review: Condition | None = None
    opinion: Annotated[list[str], Listed()] = []
    at_least: int = Field(1, ge=0)
    at_most: int = Field(0, ge=0)
    distinct: str = ""
    key: str = ""
    value: str = ""
    written: Annotated[list[WrittenSpec], Listed()] = []
    order: list[str] = []
    group_by: list[str] | None = None
    anchor: Annotated[list[str], Listed()] = []
    severity: Severity | None = None
    message: TextSpec | None = None
    expected: Template | None = None
    actual: Template | None = None
    remedy: TextSpec | None = None
    fix: FixSpec | None = None

    @model_validator(mode="after")
    def _shape(self) -> "CheckSpec":
        kind = KINDS[self.kind]
        for name in kind.needs:
            if not getattr(self, name):
                raise ValueError(said("a check of kind {kind} needs `{name}`", kind=self.kind, name=name))
        for name in sorted({name for other in KINDS.values() for name in other.owns}.difference(kind.owns)):
            if getattr(self, name):
                owners = ", ".join(other.name for other in KINDS.values() if name in other.owns)
                raise ValueError(said("`{name}` belongs to checks of kind {kind}", kind=owners, name=name))
        if self.given is not None and "given" in kind.needs:
            if self.fact not in ("", self.given.fact):
                words = "a check of kind each asks something of the facts in `given`: `fact` must be the same"
                raise ValueError(said(words))
            if not (self.where or self.with_ or self.without):
                raise ValueError(said("a check of kind {kind} needs `{name}`", kind=self.kind, name="where"))
        if self.review is not None and not kind.reviews:
            raise ValueError(said("a check of kind {kind} has no `{name}`", kind=self.kind, name="review"))
        if self.opinion and not kind.asks:
            raise ValueError(said("a check of kind {kind} has no `{name}`", kind=self.kind, name="opinion"))
        return self


class BasisSpec(Strict):
    """An article, how surely its text is known, and whose papers it binds (none named: all)."""

    instrument: str
    locator: str
    certainty: Certainty
    start: Day = Field(0, alias="from")
    until: Day = 0
    systems: list[System] = []


class EditSpec(Strict):
    """A change to a sample: one of replace … with, remove, insert … after, or format with what it sets.

    ``format`` names a component of the sample's Word form as the ``form`` facts do, or ``page`` or ``page-number``; in
    all its paragraphs or those that hold ``words``. Sizes and spaces are in points, lengths in millimetres.
    """

    replace: str | None = None
    with_: str | None = Field(None, alias="with")
    remove: str | None = None
    insert: str | None = None
    after: str | None = None
    role: str = ""
    format: str | None = None
    words: str = ""
    bold: YesNo | None = None
    italic: YesNo | None = None
    underline: YesNo | None = None
    capitals: YesNo | None = None
    size: Measure | None = None
    font: str | None = None
    color: str | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    indent: Measure | None = None
    before: Measure | None = None
    below: Measure | None = None
    line: Measure | None = None
    exactly: Measure | None = None
    """Exact height of the lines, in points."""
    new_page: Literal["yes"] | None = None
    borders: Literal["yes"] | None = None
    drawn: Literal["no"] | None = None
    """The line drawn under it is taken out."""
    numerals: str | None = None
    first_page: Literal["yes"] | None = None
    restart: Literal["no"] | None = None
    delete: Literal["yes"] | None = None
    move: Literal["bottom"] | None = None
    orientation: Literal["landscape"] | None = None
    section: int | None = None
    width: Measure | None = None
    height: Measure | None = None
    top: Measure | None = None
    bottom: Measure | None = None
    left: Measure | None = None
    right: Measure | None = None

    def settings(self) -> dict[str, str]:
        """What a format sets, by name."""
        words = {"replace", "with_", "remove", "insert", "after", "role", "format", "words"}
        given = {name: getattr(self, name) for name in type(self).model_fields if name not in words}
        return {name: str(value) for name, value in given.items() if value is not None}

    @model_validator(mode="after")
    def _shape(self) -> "EditSpec":
        given = {name for name in ("replace", "with_", "remove", "insert", "after") if getattr(self, name) is not None}
        formats = self.format is not None and not given and bool(self.settings())
        textual = self.format is None and not self.settings() and not self.words
        if not formats and not (textual and given in ({"replace", "with_"}, {"remove"}, {"insert", "after"})):
            words = "an edit is `replace` and `with`, `remove`, `insert` and `after`, or `format` and what it sets"
            raise ValueError(said(words))
        if self.role and "insert" not in given:
            raise ValueError(said("`role` belongs to an insertion"))
        return self


class ExampleSpec(Strict):
    """A sample changed until the rule fails, or almost."""

    edits: list[EditSpec] = []
    base: str = ""
    as_of: Day | None = None
    also: Annotated[list[RuleId | Literal["any"]], Listed()] = []


class ExamplesSpec(Strict):
    """Examples of a rule."""

    base: str
    fail: list[ExampleSpec] = []
    pass_: list[ExampleSpec] = Field([], alias="pass")


class GatherSpec(Strict):
    """Which gathering a rule's notes are told in, and what they are called there; without ``as`` by their message."""

    into: Slug
    as_: TextSpec | None = Field(None, alias="as")


class RuleSpec(Strict):
    """One rule, defaults already merged in.

    ``title`` names what it looks at or the fault it finds, ``met`` says what holds of a draft that satisfies it.

    One that ``overrides`` another has that rule's keys, save those it gives itself.
    """

    id: RuleId
    slug: Slug
    title: TextSpec
    met: TextSpec | None = None
    since: Month
    severity: Severity = "warning"
    status: Literal["stable", "preview", "not-provable"] = "stable"
    tags: list[str] = []
    on_article: OnArticle = "judged"
    needs: Literal["layout"] | None = None
    applies: Annotated[list[CaseSpec], Listed()] = Field(min_length=1)
    parameters: dict[str, Annotated[list[ParameterSpec], Field(min_length=1)]] = {}
    check: CheckSpec | None = None
    checks: list[CheckSpec] = []
    message: TextSpec | None = None
    expected: Template | None = None
    actual: Template | None = None
    why: TextSpec
    remedy: TextSpec | None = None
    fix: FixSpec | None = None
    exceptions: TextSpec | None = None
    reason: TextSpec | None = None
    basis: list[BasisSpec] = []
    changes: list[ChangeSpec] = []
    examples: ExamplesSpec | None = None
    overrides: RuleId | None = None
    yields_to: list[RuleId] = []
    gather: GatherSpec | None = None

    @model_validator(mode="after")
    def _shape(self) -> "RuleSpec":
        if self.check and self.checks:
            raise ValueError(said("give `check` or `checks`, not both"))
        if self.status == "not-provable":
            if self.reason is None:
                raise ValueError(said("a rule that is not-provable needs `reason`"))
            if self.asked:
                raise ValueError(said("a rule that is not-provable has no check"))
            return self
        if not self.asked:
            raise ValueError(said("`{name}` is missing", name="check"))
        if any(check.message is None for check in self.asked) and self.message is None:
            raise ValueError(said("`{name}` is missing", name="message"))
        if any(check.remedy is None for check in self.asked) and self.remedy is None:
            raise ValueError(said("`{name}` is missing", name="remedy"))
        return self

    @property
    def asked(self) -> list[CheckSpec]:
        """Its checks."""
        return [self.check] if self.check else self.checks


class PackSpec(Strict):
    """A file of rules.

    ``gatherings``: what notes of one cause are told in, by the name that ``gather`` gives; ``{items}`` and ``{count}``
    stand for them.
    """

    pack: Slug
    title: TextSpec
    derive: list[DerivedSpec] = []
    gatherings: dict[Slug, TextSpec] = {}
    rules: list[RuleSpec]


def _where(kind: str, properties: Mapping[str, facts.Property]) -> dict[str, Any]:
    """Schema of a condition on facts with these properties."""
    known: dict[str, Any] = {"any": {"type": "array", "items": {"type": "object"}}}
    for name, prop in properties.items():
        value: dict[str, Any] = {"type": ["integer", "string"]}
        if prop.values:
            value = {"anyOf": [{"enum": list(prop.values)}, {"type": "string", "pattern": "^[$=]"}]}
        ways = [value, {"type": "array", "items": value}, {"type": "object"}]
        known[name] = {"description": " / ".join(glossary()[kind].properties[name]), "anyOf": ways}
    return {"type": "object", "properties": known, "additionalProperties": False}


_NAMED = {
    "instruments": ("CaseSpec.under", "BasisSpec.instrument"),
    "subjects": ("CaseSpec.subject",),
    "kinds": ("CaseSpec.kinds",),
    "types": ("CaseSpec.types",),
    "sections": ("CheckSpec.anchor", "FixSpec.under"),
    "topics": ("CheckSpec.opinion",),
}
"""Fields that name an entry of the register, by the list it is in."""


def json_schema(known: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """JSON Schema of a pack as it is written: with defaults, and with rules that leave out what those give.

    ``known``: names of the entries of each list of the register.
    """
    schema = PackSpec.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    rule = definitions["RuleSpec"]
    del rule["required"]
    schema["properties"]["defaults"] = {
        "$ref": "#/$defs/RuleSpec",
        "description": "Keys that all rules of the file have",
    }
    named = [{"required": ["id", "slug", "title"]}, {"required": ["overrides"]}]
    schema["properties"]["rules"]["items"] = {"allOf": [{"$ref": "#/$defs/RuleSpec"}, {"anyOf": named}]}
    suggest_names(schema, _NAMED, known)
    for model in ("RuleSpec", "CheckSpec"):
        for name in ("expected", "actual"):
            definitions[model]["properties"][name]["anyOf"].append({"type": "string"})
    for model in ("CheckSpec", "GivenSpec", "CompanionSpec"):
        definitions[model]["allOf"] = [
            {
                "if": {"properties": {"fact": {"const": kind}}, "required": ["fact"]},
                "then": {"properties": {"where": {"$ref": f"#/$defs/where-{kind}"}}},
            }
            for kind in facts.kinds()
        ]
        definitions[model]["properties"]["fact"] = {"anyOf": [{"enum": list(facts.kinds())}, {"type": "string"}]}
    definitions |= {f"where-{kind}": _where(kind, properties) for kind, properties in facts.kinds().items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
