"""durable-rules kept inside what is sound: each known fault of the library, and that it can't reach us."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from plancheck.engine import durable
from plancheck.engine.durable import DurableEngine, library
from plancheck.engine.protocol import EngineError
from plancheck.engine.reference import ReferenceEngine
from plancheck.rules.production import AllOf, AnyOf, Comparison, FactValues, Join, Pattern, Production, Test, equals
from tests.engine import generate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def module() -> ModuleType:
    found = library()
    assert found is not None
    return found


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=400, check=False)


def rules(**conditions: object) -> str:
    return json.dumps({name: {"all": [{"m": condition}]} for name, condition in conditions.items()})


def fired(module: ModuleType, definition: str, *facts: dict[str, object]) -> list[str]:
    """Names of the rules that fire, by the library itself."""
    handle = module.create_ruleset("raw", definition)
    _, state = module.assert_facts(handle, json.dumps([{"sid": "0", **fact} for fact in facts]))
    started = module.start_action_for_state(handle, state)
    message = started[1] if started else None
    names = []
    while message:
        names.append(next(iter(json.loads(message))))
        message = module.complete_and_start_action(handle, state)
    return names


# Faults of the library: should one of these begin to fail, the library has changed.


def test_library_orders_text_by_what_follows_it_in_the_json(module: ModuleType) -> None:
    definition = rules(below={"$lt": {"a": "b c"}})
    assert "b" < "b c"
    assert fired(module, definition, {"id": 1, "a": "b"}) == []


def test_library_fires_once_for_each_true_alternative(module: ModuleType) -> None:
    definition = rules(both={"$or": [{"a": 1}, {"b": 1}]})
    assert fired(module, definition, {"id": 1, "a": 1, "b": 1}) == ["both", "both"]


def test_library_takes_a_repeated_id_for_the_same_fact(module: ModuleType) -> None:
    assert len(fired(module, rules(any={"$ex": {"a": 1}}), {"id": 1, "a": 1}, {"id": 1, "a": 2})) == 1


def test_library_stops_reading_at_a_number_it_does_not_know(module: ModuleType) -> None:
    definition = rules(any={"$ex": {"a": 1}})
    handle = module.create_ruleset("raw", definition)
    code, _ = module.assert_facts(
        handle, '[{"id":1,"sid":"0","a":1},{"id":2,"sid":"0","a":+1},{"id":3,"sid":"0","a":1}]'
    )
    assert code == 0
    assert '"id":3' not in module.get_facts(handle, "0")


def test_library_has_room_for_64_tests_that_hold_at_once(module: ModuleType) -> None:
    definition = rules(**{f"r{number}": {"$and": [{"$gt": {"a": number}}]} for number in range(70)})
    with pytest.raises(Exception, match="error code"):
        fired(module, definition, {"id": 1, "a": 1000})


# Memory from malloc filled with a pattern, memory given back overwritten: what reads either, shows.
PERTURBED = {"MALLOC_PERTURB_": "165"}


def test_library_frees_what_it_never_set_when_no_action_has_run() -> None:
    code = """
from plancheck.engine.durable import library
module = library()
handle = module.create_ruleset("raw", '{"r": {"all": [{"m": {"a": 1}}]}}')
module.assert_facts(handle, '[{"id":1,"sid":"0","a":2}]')
module.delete_state(handle, "0")
"""
    assert python(code, **PERTURBED).returncode < 0


# What keeps them away.


def test_nothing_of_ours_reads_memory_that_was_not_set_or_is_gone() -> None:
    result = python("from tests.engine.campaign import main; main(30, 900)", **PERTURBED)
    assert "no difference" in result.stdout, result.stderr


def test_facts_that_joined_are_never_retracted(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    def retract(handle: int, text: str) -> object:
        raise AssertionError("retracting one of two joined facts makes the library read beyond its memory")

    joined = Pattern("b", joins=(Join("k", 0, "k"),))
    absent = Pattern("c", joins=(Join("k", 0, "k"),))
    monkeypatch.setattr(durable, "library", lambda: Broken(module, retract_facts=retract))
    productions = [
        Production("p", 0, (Pattern("a"), joined), "x"),
        Production("q", 0, (Pattern("a"),), "x", (), (absent,)),
    ]
    facts: list[FactValues] = [{"kind": kind, "k": 1} for kind in "aab"]
    assert len(DurableEngine(productions).run(facts)) == 4


def test_any_number_of_tests_may_hold_at_once() -> None:
    productions = [Production(f"p{at}", 0, (Pattern("f", Comparison("a", ">", at)),), "x") for at in range(200)]
    assert len(DurableEngine(productions).run([{"kind": "f", "a": 1000}])) == 200


def above(*numbers: int, name: str = "a") -> tuple[Comparison, ...]:
    return tuple(Comparison(name, ">", number) for number in numbers)


@pytest.mark.parametrize(
    ("test", "at_once"),
    [
        (AllOf(()), 1),
        (above(1)[0], 1),
        (AllOf(above(1, 2, 3)), 1),
        (AnyOf(above(1, 2, 3)), 3),
        (AnyOf(()), 1),
        (equals("a", ["x", "y", "z"]), 1),
        (AnyOf((Comparison("a", "==", "x"), Comparison("b", "==", "x"))), 2),
        (AnyOf((Comparison("a", "==", "x"), Comparison("a", "!=", "y"))), 2),
        (AllOf((AnyOf(above(1, 2)), AnyOf(above(1, 2, 3)))), 6),
        (AllOf((AnyOf(above(1, 2)), equals("b", ["x", "y"]))), 2),
        (AnyOf((AnyOf(above(1, 2)), AllOf(above(1, 2)))), 3),
    ],
)
def test_how_many_tests_may_hold_at_once_is_known(test: Test, at_once: int) -> None:
    assert durable._pending(test) == at_once


def sizes(*tests: Test) -> list[int]:
    """Productions in each rule set that conditions on one kind of fact go into."""
    productions = [Production(f"p{at}", 0, (Pattern("f", test),), "x") for at, test in enumerate(tests)]
    return [len(part) for part in durable._shards(productions)]


def test_a_rule_set_is_full_where_the_library_has_no_more_room() -> None:
    limit = durable._MAX_PENDING
    assert sizes(*[AnyOf(above(1, 2))] * (limit // 2)) == [limit // 2]
    assert sizes(*[AnyOf(above(1, 2))] * (limit // 2 + 1)) == [limit // 2, 1]
    assert sizes(AnyOf(above(*range(limit)))) == [1]
    with pytest.raises(EngineError, match="too many alternatives"):
        sizes(AnyOf(above(*range(limit + 1))))
    assert sizes(*[AnyOf(above(1, 2))] * limit, *[equals("a", ["x"])] * 50) != [limit + 50]


def test_a_rule_set_holds_no_more_rules_and_tests_than_it_may() -> None:
    one = equals("a", ["x"])
    assert sizes(*[one] * durable._MAX_RULES) == [durable._MAX_RULES]
    assert sizes(*[one] * (durable._MAX_RULES + 1)) == [durable._MAX_RULES, 1]
    many = equals("a", [f"v{at}" for at in range(durable._MAX_TESTS // 4)])
    assert sizes(*[many] * 4) == [4]
    assert sizes(*[many] * 5) == [4, 1]


OVERFULL = """
from plancheck.engine import durable
from plancheck.rules.production import AnyOf, Comparison, Pattern, Production
{guard}
tests = [AnyOf((Comparison("a", ">", at), Comparison("a", ">", -at))) for at in range(1, 41)]
productions = [Production(f"p{{at}}", 0, (Pattern("f", test),), "x") for at, test in enumerate(tests)]
assert len(durable.DurableEngine(productions).run([{{"kind": "f", "a": 900}}])) == 40
"""


@pytest.mark.parametrize("guard", ["durable._MAX_PENDING = 1000", "durable._pending = lambda test: 1"])
def test_without_the_limit_the_library_fails(guard: str) -> None:
    assert python(OVERFULL.format(guard="")).returncode == 0
    assert python(OVERFULL.format(guard=guard)).returncode != 0


def test_any_number_of_values_may_be_asked_for() -> None:
    productions = [Production(f"p{at}", 0, (Pattern("f", Comparison("a", "==", f"v{at}")),), "x") for at in range(1200)]
    found = DurableEngine(productions).run([{"kind": "f", "a": "v700"}, {"kind": "f", "a": "v1199"}])
    assert [(each.production, each.facts) for each in found] == [("p700", (0,)), ("p1199", (1,))]


def test_one_production_with_too_many_alternatives_is_refused() -> None:
    values = [f"v{at}" for at in range(500)]
    with pytest.raises(EngineError, match="too many alternatives"):
        DurableEngine([Production("p", 0, (Pattern("f", equals("a", values)),), "x")])


def test_many_facts_that_join() -> None:
    joined = Pattern("b", Comparison("n", ">", 0), (Join("k", 0, "k"),))
    productions = [Production("p", 0, (Pattern("a"), joined), "c", (), (Pattern("not", joins=(Join("k", 0, "k"),)),))]
    facts: list[FactValues] = [{"kind": "a", "k": f"{at % 40}"} for at in range(400)]
    facts += [{"kind": "b", "k": f"{at % 50}", "n": at % 3} for at in range(400)]
    facts += [{"kind": "not", "k": "7"}]
    engine, reference = DurableEngine(productions), ReferenceEngine(productions)
    for _ in range(5):
        assert engine.run(facts) == reference.run(facts)


def test_more_facts_than_are_asserted_at_a_time() -> None:
    productions = [Production("p", 0, (Pattern("f", Comparison("a", "!=", 7)),), "x")]
    productions += [
        Production("q", 0, (Pattern("f", AnyOf((Comparison("a", ">", 3), Comparison("a", "==", 1)))),), "x")
    ]
    facts: list[FactValues] = [{"kind": "f", "a": at % 1700} for at in range(3000)]
    assert DurableEngine(productions).run(facts) == ReferenceEngine(productions).run(facts)


def test_ids_have_no_two_alike_for_the_library() -> None:
    def hashed(text: str) -> int:
        value = 0x811C9DC5
        for byte in text.encode():
            value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
        return value

    assert len({hashed(str(number)) for number in range(1, durable._MAX_IDS + 2)}) == durable._MAX_IDS + 1


class Broken:
    """The library with one function replaced."""

    def __init__(self, module: ModuleType, **functions: Callable[..., object]) -> None:
        self._module = module
        self._functions = functions

    def __getattr__(self, name: str) -> object:
        return self._functions.get(name) or getattr(self._module, name)


def broken_engine(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, **functions: Callable[..., object]
) -> DurableEngine:
    monkeypatch.setattr(durable, "library", lambda: Broken(module, **functions))
    return DurableEngine([Production("p", 0, (Pattern("f", Comparison("a", "==", 1)),), "x")])


def test_a_fault_of_the_library_is_an_error_and_the_next_run_is_sound(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType
) -> None:
    failing = [True]

    def complete(handle: int, state: int) -> object:
        if failing[0]:
            raise RuntimeError("error code: 211")
        return module.complete_and_start_action(handle, state)

    engine = broken_engine(monkeypatch, module, complete_and_start_action=complete)
    facts: list[FactValues] = [{"kind": "f", "a": 1}, {"kind": "f", "a": 2}]
    with pytest.raises(EngineError, match="211"):
        engine.run(facts)
    failing[0] = False
    assert len(engine.run(facts)) == 1


def test_a_batch_that_is_not_read_to_its_end_is_an_error(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    def cut(handle: int, text: str) -> object:
        return module.assert_facts(handle, text[: text.rindex("{")].rstrip(",") + "]")

    engine = broken_engine(monkeypatch, module, assert_facts=cut)
    with pytest.raises(EngineError, match="every fact"):
        engine.run([{"kind": "f", "a": 1}])


def test_a_fact_taken_for_one_seen_before_is_an_error(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    def twice(handle: int, text: str) -> object:
        module.assert_facts(handle, text)
        return module.assert_facts(handle, text)

    with pytest.raises(EngineError):
        broken_engine(monkeypatch, module, assert_facts=twice).run([{"kind": "f", "a": 1}])


def test_the_library_is_only_given_whole_numbers(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    seen: list[str] = []

    def spy(handle: int, text: str) -> object:
        seen.append(text)
        return module.assert_facts(handle, text)

    productions = [Production("p", 0, (Pattern("f", Comparison("tên", "==", "Đặng")),), "x")]
    monkeypatch.setattr(durable, "library", lambda: Broken(module, assert_facts=spy))
    found = DurableEngine(productions).run([{"kind": "f", "tên": 'a"b'}, {"kind": "f", "tên": "Đặng"}])
    assert [each.facts for each in found] == [(1,)]
    values = [value for fact in json.loads(seen[0]) for name, value in fact.items() if name != "sid"]
    assert all(type(value) is int for value in values)


def test_importing_the_library_leaves_the_loader_as_it_was(module: ModuleType) -> None:
    code = """
import sys
before = sys.getdlopenflags()
from plancheck.engine.durable import library
assert library() is not None
assert sys.getdlopenflags() == before
assert "durable.engine" not in sys.modules
import threading
assert threading.active_count() == 1
"""
    result = python(code)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("blocked", ["durable", "durable_rules_engine"])
def test_without_the_library_the_reference_engine_is_used(blocked: str) -> None:
    code = f"""
import sys
sys.modules[{blocked!r}] = None
from plancheck.engine import engine_name
from plancheck.engine.protocol import EngineError
print(engine_name())
try:
    engine_name("durable-rules")
except EngineError as error:
    print(error)
"""
    result = python(code)
    assert result.stdout == "reference\ndurable-rules is not installed\n", result.stderr


def test_thousands_of_documents_leave_memory_flat() -> None:
    code = """
from dataclasses import replace
from pathlib import Path
from random import Random
from plancheck.engine import judge
from plancheck.pipeline import understand
from plancheck.rules import load_rules
from tests.engine import generate
from plancheck.engine.durable import DurableEngine

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4

engine = DurableEngine(generate.productions(Random(3), 60))
documents = [generate.facts(Random(seed), 60) for seed in range(20)]
rules = load_rules()
head, *facts = understand(Path("samples/province-2022.xml").read_bytes()).facts
for run in range(3000):
    engine.run(documents[run % 20])
    dated = replace(head, values={**head.values, "date": 20100101 + run * 997 % 2000 * 80})
    judge([dated, *Random(run).sample(facts, 60)], rules, "durable-rules")
    if run == 1000:  # what is remembered by a draft's day and outcome is full by then
        before = resident()
print(before, resident())
"""
    result = python(code)
    assert result.returncode == 0, result.stderr
    before, after = map(int, result.stdout.split())
    assert after - before < 1000, f"{before} kB grew to {after} kB"


def test_engines_in_threads_take_turns() -> None:
    from concurrent.futures import ThreadPoolExecutor

    random = Random(11)
    productions = generate.productions(random, 40)
    engine, reference = DurableEngine(productions), ReferenceEngine(productions)
    documents = [generate.facts(random, 30) for _ in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(engine.run, documents)) == [reference.run(each) for each in documents]
