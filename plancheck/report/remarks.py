"""What is to be known of what a draft was judged by: it must never look clean for want of rules."""

from collections.abc import Iterator
from functools import lru_cache

from plancheck.engine import Judgement
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.rules.model import Language, RuleSet, Text

_FEW = 10
"""Rules on content, fewer of which say little of a draft."""
_CONTENT = "content"
"""Tag of the rules on what a plan must say."""

_NO_ISSUER = Text(
    "Chưa nhận ra cơ quan ban hành nên chưa biết {count} quy tắc có áp dụng không: ghi đủ tên cơ quan ở đầu văn bản "
    "rồi kiểm tra lại.",
    "The issuing body was not recognised, so that {count} rules may or may not apply: write its full name at the top "
    "and check again.",
)
_NO_KIND = Text(
    "Không nhận ra là loại văn bản nào có quy tắc riêng: chỉ xét những điều chung cho mọi văn bản.",
    "Of no kind of document that has rules of its own: only what holds for all was judged.",
)
_FEW_RULES = Text(
    "Chưa có quy tắc nội dung cho {kind}: chỉ xét thể thức, căn cứ, tên gọi, số liệu và câu chữ.",
    "There are no rules yet on the content of {kind}: only form, citations, names, figures and wording were judged.",
)
_OTHER_SUBJECT = Text(" về chủ đề này", " on this subject")
_OF = Text(" của ", " of ")


@lru_cache(maxsize=8)
def _about_content(rules: RuleSet) -> frozenset[str]:
    """Ids of the rules on what a paper says."""
    return frozenset(rule.id for rule in rules.rules if _CONTENT in rule.tags)


def remarks(
    document: Fact, judgement: Judgement, rules: RuleSet, knowledge: Knowledge, language: Language
) -> Iterator[str]:
    """Sentences for the head of the report."""
    if document["nature"] == "article":
        return
    unknown = sum(verdict.reason == "unknown-document" for verdict in judgement.verdicts)
    if unknown and not (document["system"] and (document["level"] or document["office"])):
        yield _NO_ISSUER.get(language).format(count=unknown)
    about_content = _about_content(rules)
    asked = sum(verdict.rule in about_content and verdict.status != "not-applicable" for verdict in judgement.verdicts)
    if asked >= _FEW:
        return
    kind = next((each for each in knowledge.vocabulary.kinds if each.id == document["paper"]), None)
    if kind is None:
        yield _NO_KIND.get(language)
        return
    office = next((each.label for each in knowledge.vocabulary.offices if each.id == document["office"]), "")
    named = kind.label + (_OF.get(language) + office if office else "")
    if document["subject"] == "other":
        named += _OTHER_SUBJECT.get(language)
    yield _FEW_RULES.get(language).format(kind=named)
