"""Leads of tasks that stand in tables."""

from plancheck.facts import recognise
from plancheck.knowledge import load_knowledge
from tests.facts.drafts import draft

HEAD = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |"
GUIDE = "Hướng dẫn phóng viên nước ngoài hoạt động tại tỉnh theo quy định"


def leads(*rows: str) -> list[tuple[str, str, str]]:
    plan = draft(["# NHIỆM VỤ", HEAD, *rows])
    return [
        (str(fact["body"]), str(fact["leader"]), str(fact["task"]))
        for fact in recognise(plan, load_knowledge(), 20240205)
        if fact.kind == "lead"
    ]


def test_one_task_of_a_table_with_two_leads() -> None:
    (first, written, task), (second, _, same) = leads(
        f"| 1 | {GUIDE} | Công an tỉnh | Sở Ngoại vụ | Quý II |", f"| 2 | {GUIDE} | Sở Ngoại vụ | | Quý III |"
    )
    assert (first, written, second, task) == ("cong-an-tinh", "Công an tỉnh", "so-ngoai-vu", same)


def test_a_task_said_twice_may_have_one_lead() -> None:
    row = f"| 1 | {GUIDE} | Công an tỉnh | Sở Ngoại vụ | Quý II |"
    assert [body for body, *_ in leads(row, row.replace("| 1 |", "| 2 |"))] == ["cong-an-tinh", "cong-an-tinh"]


def tasks(*tasks: str) -> list[str]:
    return [task for _, _, task in leads(*(f"| 1 | {task} | Công an tỉnh | | Quý II |" for task in tasks))]


def test_a_task_that_goes_on_is_the_same_one_from_eight_words_on() -> None:
    whole = "Tuyên truyền về biên giới tại các xã B"
    first, second = tasks(whole, f"{whole}, gồm các nội dung")
    assert first == second
    for longer in (f"{whole}a Vì", f"{whole}ắc Sơn"):
        first, second = tasks(whole, longer)
        assert first != second
    seven = "Tuyên truyền về biên giới tại các"
    first, second = tasks(seven, f"{seven} xã")
    assert first != second


def helpers(*rows: str) -> list[tuple[str, str, str]]:
    plan = draft(["# NHIỆM VỤ", HEAD, *rows])
    return [
        (str(fact["body"]), fact.quote, str(fact["leads"]))
        for fact in recognise(plan, load_knowledge(), 20240205)
        if fact.kind == "helper"
    ]


def test_who_leads_is_not_to_help() -> None:
    assert helpers(f"| 1 | {GUIDE} | Sở Ngoại vụ | Công an tỉnh; Sở Ngoại vụ; các sở, ban, ngành | Quý II |") == [
        ("cong-an-tinh", "Công an tỉnh", "no"),
        ("so-ngoai-vu", "Sở Ngoại vụ", "yes"),
    ]


def test_who_leads_in_a_sentence_is_not_to_help_with_it() -> None:
    plan = draft(["# NHIỆM VỤ", f"Công an tỉnh chủ trì, phối hợp với Sở Ngoại vụ, Công an tỉnh {GUIDE.lower()}."])
    found = [
        (str(fact["body"]), str(fact["leads"]))
        for fact in recognise(plan, load_knowledge(), 20240205)
        if fact.kind == "helper"
    ]
    assert found == [("so-ngoai-vu", "no"), ("cong-an-tinh", "yes")]
