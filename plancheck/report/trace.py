"""How one verdict came about: document → instruments in force → the case that applied → facts → verdict.

What holds is taken from the engine's derivations. Beside each stand the single conditions with their answers, for the
reader to see which one decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plancheck.data.days import iso
from plancheck.document import Place
from plancheck.engine import Trace
from plancheck.engine.judgement import CheckTrace
from plancheck.engine.predicates import predicate
from plancheck.facts.vocabulary import Fact, Value, days
from plancheck.knowledge import Knowledge
from plancheck.report.explanation import condition
from plancheck.report.json_report import place
from plancheck.report.lines import BLANK, Line, labelled, line, write
from plancheck.report.wording import Language, day, day_from_number, where
from plancheck.rules.model import Rule, RuleSet
from plancheck.rules.production import AllOf, Comparison, Like, Relation, Test, Words, leaves

_MOST = 8
"""Facts shown of one kind; how many there are is told."""
_COLUMN = 16

_WORDS: Mapping[str, tuple[str, str]] = {
    "document": ("Văn bản", "Document"),
    "instruments": ("Đang hiệu lực", "In force"),
    "case": ("Trường hợp", "Case"),
    "check": ("Kiểm tra", "Check"),
    "given": ("có sẵn", "given"),
    "met": ("đáp ứng", "met"),
    "doubt": ("cần xem", "in doubt"),
    "opinion": ("ý kiến thứ hai", "second opinion"),
    "violation": ("vi phạm", "broken"),
    "others": ("không khớp", "no match"),
    "verdict": ("Kết luận", "Verdict"),
    "chosen": ("← trường hợp này", "← this case"),
    "through": ("được điều chỉnh bởi", "governed by"),
    "under": ("cần được điều chỉnh bởi", "must be governed by"),
    "or": (" hoặc ", " or "),
    "in-force": ("hiệu lực từ {start}", "in force from {start}"),
    "ended": (", hết hiệu lực {end}", ", ended {end}"),
    "also": ("và", "and"),
    "applies": ("áp dụng", "applies"),
    "not": ("không áp dụng", "does not apply"),
    "facts": ("{count} dữ kiện", "{count} facts"),
    "by": ("theo luật suy diễn “{by}”", "by the production “{by}”"),
    "findings": ("{count} phát hiện", "{count} findings"),
    "no-case": ("không trường hợp nào áp dụng", "no case applies"),
    "more": ("… và {count} nữa", "… and {count} more"),
}


def derived(
    trace: Trace, rule: Rule, rules: RuleSet, facts: Sequence[Fact], knowledge: Knowledge, lang: Language = "vi"
) -> dict[str, Any]:
    """The chain as JSON values, in one language."""
    document = next(fact for fact in facts if fact.kind == "document")
    return {
        "rule": rule.id,
        "title": rule.title.get(lang),
        "document": {name: document[name] for name in _asked(rule, rules)},
        "instruments": list(_instruments(trace, rule, rules, document, knowledge, lang)),
        "cases": [
            {
                "applies": case.applies,
                "chosen": number == trace.chosen,
                "severity": case.case.severity,
                "conditions": _answers(rules.scopes[case.case.scope].test, document, rules, lang),
                "under": list(rules.scopes[case.case.scope].under),
                "through": list(case.through),
            }
            for number, case in enumerate(trace.cases)
        ],
        "checks": [_check(check, rules, facts) for check in trace.checks],
        "status": trace.verdict.status,
        "severity": trace.verdict.severity,
        "reason": trace.verdict.reason,
        "findings": len(trace.verdict.violations),
    }


def _asked(rule: Rule, rules: RuleSet) -> list[str]:
    """Properties of the document that decide whether the rule applies."""
    scopes = [rules.scopes[case.scope] for case in rule.cases]
    under = {number for scope in scopes for number in scope.under}
    tests = [scope.test for scope in scopes] + [each.test for each in rules.regimes if each.instrument in under]
    names = dict.fromkeys(leaf.property for test in tests for leaf in leaves(test))
    return list(dict.fromkeys(["type", "system", "level", "subject", "nature", "date", *names]))


def _instruments(
    trace: Trace, rule: Rule, rules: RuleSet, document: Fact, knowledge: Knowledge, lang: Language
) -> Iterator[dict[str, Any]]:
    """Instruments that govern the draft, and those that the rule would need to."""
    governing = {rules.regimes[index].instrument for index in trace.regimes}
    needed = {number for case in rule.cases for number in rules.scopes[case.scope].under}
    shown: set[str] = set()
    for index, regime in enumerate(rules.regimes):
        number = regime.instrument
        if number in shown or number not in governing | needed or (number in governing and index not in trace.regimes):
            continue
        shown.add(number)
        instrument = knowledge.instrument(number)
        yield {
            "instrument": number,
            "title": instrument.title if instrument else "",
            "in_force_from": _iso(instrument.start or instrument.issued) if instrument else None,
            "in_force_to": _iso(instrument.end or instrument.period_end) if instrument else None,
            "governs": number in governing,
            "needed": number in needed or any(basis.instrument == number for basis in rule.basis),
            "conditions": _answers(regime.test, document, rules, lang),
        }


def _answers(test: Test, fact: Fact, rules: RuleSet, lang: Language) -> list[dict[str, Any]]:
    """The conditions of a test on the document, each with its answer."""
    return [{"text": condition(part, lang, rules.subjects), "holds": _holds(part, fact)} for part in _parts(test)]


def _parts(test: Test) -> Sequence[Test]:
    return test.tests if isinstance(test, AllOf) else (test,)


def _holds(test: Test, fact: Fact) -> bool:
    return predicate(test)(fact.values)


def _check(trace: CheckTrace, rules: RuleSet, facts: Sequence[Fact]) -> dict[str, Any]:
    segment = trace.segment
    thought = tuple(id for id in trace.doubt if segment.opinion >= 0 and _is_opinion(facts[id]))
    questions = [
        ("given", segment.given, trace.given),
        ("met", segment.met, trace.met),
        ("doubt", segment.doubt, tuple(id for id in trace.doubt if id not in thought)),
        ("opinion", segment.opinion, thought),
        ("violation", segment.violation, trace.broken),
    ]
    asked = [(name, rules.probes[probe], found) for name, probe, found in questions if probe >= 0]
    answered = {fact for name, _, found in asked if name != "given" for fact in found}
    decisive = next(probe for name, probe, _ in reversed(asked) if name in ("violation", "met"))
    others = [id for id, fact in enumerate(facts) if fact.kind == decisive.kind and id not in answered]
    others.sort(key=lambda id: len(_failed(decisive.test, facts[id])))
    return {
        "kind": trace.check.kind,
        "fact": trace.check.fact,
        "at_least": trace.check.at_least,
        "questions": [
            {
                "asks": name,
                "fact": probe.kind,
                "conditions": [_plain(part) for part in _parts(probe.test)],
                "count": len(found),
                "facts": [_told(facts[id], probe.test) for id in found[:_MOST]],
            }
            for name, probe, found in asked
        ],
        "others": {
            "count": len(others),
            "facts": [
                {
                    **_told(facts[id], decisive.test),
                    "failed": [_plain(part) for part in _failed(decisive.test, facts[id])],
                }
                for id in others[:_MOST]
            ],
        },
        "status": trace.status,
        "by": trace.production,
    }


def _failed(test: Test, fact: Fact) -> list[Test]:
    return [part for part in _parts(test) if not _holds(part, fact)]


def _is_opinion(fact: Fact) -> bool:
    return fact.kind == "topic" and fact["strength"] == "opinion"


def _told(fact: Fact, test: Test) -> dict[str, Any]:
    """A fact with what a test asks of it, and by which words or for what reason it was heard so."""
    names = dict.fromkeys(leaf.property for leaf in leaves(test))
    names.update((name, None) for name in ("by", "gate") if fact.values.get(name))
    at = place(fact.place) if fact.kind != "document" else None
    return {"place": at, "quote": fact.quote, "values": {name: fact[name] for name in names}}


def _plain(test: Test) -> str:
    """A condition in the words of the rule's file."""
    if isinstance(test, Comparison):
        sign = "=" if test.operator == "==" else test.operator
        return f"{test.property} {sign} {_shown(test.property, test.value)}"
    if isinstance(test, Relation):
        return f"{test.property} {test.operator} {test.expression()}"
    if isinstance(test, Words):
        return f"{test.property} {'có' if test.holds else 'không có'} {' | '.join(map(repr, test.phrases))}"
    if isinstance(test, Like):
        return f"{test.property} {'giống' if test.holds else 'không giống'} {' | '.join(test.expressions)}"
    glue = " và " if isinstance(test, AllOf) else " hoặc "
    return f"({glue.join(_plain(part) for part in test.tests)})" if test.tests else ""


def _shown(name: str, value: Value) -> str:
    if isinstance(value, int):
        return day_from_number(value) or "0" if name in days() else str(value)
    return value or "∅"


def _iso(day: int) -> str | None:
    return iso(day) if day else None


def render(chain: Mapping[str, Any], *, lang: Language = "vi", width: int | None = None, color: bool = False) -> str:
    """What ``derived`` gives, as text; ``width`` None: nothing is wrapped."""
    return write(_lines(chain, lang), width=width, color=color)


def _say(key: str, lang: Language, **values: object) -> str:
    return _WORDS[key][lang == "en"].format(**values)


def _mark(holds: bool) -> str:
    return "✓" if holds else "✗"


def _lines(chain: Mapping[str, Any], lang: Language) -> Iterator[Line]:
    status = f"{chain['status']}"
    severity = chain["severity"] if chain["status"] == "fail" else "dim"
    yield Line(((chain["rule"], "id"), (" → ", "dim"), (status, severity)))
    yield line(chain["title"], "heading")
    yield BLANK
    told = "; ".join(f"{name} = {_shown(name, value)}" for name, value in chain["document"].items())
    yield labelled(_say("document", lang), told, 2, _COLUMN)
    needed = [_instrument(each, lang) for each in chain["instruments"] if each["needed"]]
    others = ", ".join(each["instrument"] for each in chain["instruments"] if not each["needed"])
    if others:
        needed.append(f"{_say('also', lang)} {others}" if needed else others)
    for number, text in enumerate(needed):
        yield labelled(_say("instruments", lang) if not number else "", text, 2, _COLUMN)
    for number, case in enumerate(chain["cases"], 1):
        text = f"{_say('applies' if case['applies'] else 'not', lang)}: {_case(case, lang)}"
        yield labelled(f"{_say('case', lang)} {number}", text, 2, _COLUMN, "" if case["applies"] else "dim")
    for number, check in enumerate(chain["checks"], 1):
        yield BLANK
        yield labelled(f"{_say('check', lang)} {number}", f"{check['kind']} {check['fact']}", 2, _COLUMN, "heading")
        yield from _check_lines(check, lang)
    yield BLANK
    yield labelled(_say("verdict", lang), _verdict(chain, lang), 2, _COLUMN)


def _instrument(each: Mapping[str, Any], lang: Language) -> str:
    start, end = day(each["in_force_from"]), day(each["in_force_to"])
    dates = _say("in-force", lang, start=start) + (_say("ended", lang, end=end) if end else "")
    return f"{each['instrument']} ({dates}): {_conditions(each['conditions'])}"


def _conditions(conditions: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{_mark(each['holds'])} {each['text']}" for each in conditions if each["text"])


def _case(case: Mapping[str, Any], lang: Language) -> str:
    pieces = [_conditions(case["conditions"])]
    if case["through"]:
        pieces.append(f"✓ {_say('through', lang)} {', '.join(case['through'])}")
    elif case["under"]:
        pieces.append(f"✗ {_say('under', lang)} {_say('or', lang).join(case['under'])}")
    pieces = [", ".join(piece for piece in pieces if piece), f"→ {case['severity']}"]
    return " ".join([*pieces, *([_say("chosen", lang)] if case["chosen"] else [])])


def _check_lines(check: Mapping[str, Any], lang: Language) -> Iterator[Line]:
    for question in check["questions"]:
        asks = ", ".join([question["fact"], *(text for text in question["conditions"] if text)])
        text = f"{asks}: {_say('facts', lang, count=question['count'])}"
        yield labelled(f"  {_say(question['asks'], lang)}", text, 2, _COLUMN)
        for fact in question["facts"]:
            yield _fact("✓", fact, lang)
        if question["count"] > len(question["facts"]):
            yield _more(question["count"] - len(question["facts"]), lang)
    others = check["others"]
    if others["count"]:
        yield labelled(f"  {_say('others', lang)}", _say("facts", lang, count=others["count"]), 2, _COLUMN)
    for fact in others["facts"]:
        yield _fact("✗", fact, lang)
    if others["count"] > len(others["facts"]):
        yield _more(others["count"] - len(others["facts"]), lang)
    yield labelled("  →", f"{check['status']}, {_say('by', lang, by=check['by'])}", 2, _COLUMN)


def _fact(mark: str, fact: Mapping[str, Any], lang: Language) -> Line:
    values = "; ".join(f"{name} = {_shown(name, value)}" for name, value in fact["values"].items())
    pieces = [f"“{fact['quote']}”" if fact["quote"] else "", _at(fact["place"], lang), values]
    return labelled("", f"{mark} " + " · ".join(piece for piece in pieces if piece), 2, _COLUMN)


def _at(where_: Mapping[str, Any] | None, lang: Language) -> str:
    if where_ is None:
        return ""
    return where(Place(**{**where_, "breadcrumb": ()}), lang)


def _more(count: int, lang: Language) -> Line:
    return labelled("", _say("more", lang, count=count), 2, _COLUMN, "dim")


def _verdict(chain: Mapping[str, Any], lang: Language) -> str:
    if chain["status"] == "fail":
        return f"fail, {chain['severity']}, {_say('findings', lang, count=chain['findings'])}"
    if not any(case["applies"] for case in chain["cases"]):
        return f"{chain['status']}: {_say('no-case', lang)}"
    return f"{chain['status']} ({chain['reason']})" if chain["reason"] else str(chain["status"])
