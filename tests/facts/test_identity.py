"""What the document is, and everything about it on the real documents."""

from pathlib import Path

import pytest

from plancheck.document import Document
from plancheck.facts import recognise
from plancheck.facts.vocabulary import Fact, kinds
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from plancheck.structure.plan import Plan
from tests.real import documents

SEEDS = {
    "000_3a1b2f935160a763.txt": ("KH", "state", "province", "article", "35/KH-UBND", 20140416, "lang-son", 2014),
    "001_bffe0003f475835b.txt": ("KH", "state", "province", "draft", "02/KH-UBND", 20120103, "tay-ninh", 2012),
    "002_eaa539bfadc8baf9.txt": ("KH", "state", "province", "article", "861/KH-UBND", 20221222, "bac-kan", 2023),
    "003_4b874be7f59240c0.txt": ("HD", "party", "province", "draft", "100-HD/BTGTU", 20140313, "thai-nguyen", 2014),
    "004_4840416c74feb511.txt": ("KH", "state", "district", "article", "50/KH-UBND", 0, "an-giang", 2018),
}


def facts_of(path: Path, day: int) -> tuple[Plan, list[Fact]]:
    knowledge = load_knowledge()
    plan = analyse(read(path.read_bytes(), path.name), knowledge)
    return plan, recognise(plan, knowledge, day)


@pytest.mark.parametrize("name", SEEDS)
def test_the_real_documents_are_what_they_are(shared_dir: Path, name: str) -> None:
    _, found = facts_of(shared_dir / "seeds" / name, 20230101)
    document, *others = found
    assert document.kind == "document"
    assert "document" not in {fact.kind for fact in others}
    names = ("type", "system", "level", "nature", "number", "own_date", "province", "period_from")
    assert tuple(document[each] for each in names) == SEEDS[name]
    assert (document["subject"], document["date"], document["stage"]) == ("foreign-information", 20230101, "issued")


@pytest.mark.parametrize("path", documents("*.xml", "*.docx", "*.txt", "seeds/*.txt"))
def test_every_fact_is_total_and_quotes_the_draft(path: Path) -> None:
    plan, found = facts_of(path, 20261101)
    blocks = {(block.part, block.ordinal): block for block in plan.document.blocks}
    for fact in found:
        assert set(fact.values) == set(kinds()[fact.kind])
        if fact.quote and fact.kind in ("citation", "agency", "province", "date", "deadline", "period", "component"):
            block = blocks[fact.place.part, fact.place.paragraph or 0]
            assert block.text[fact.place.start : fact.place.end].strip() == fact.quote


@pytest.mark.parametrize("path", documents("*.xml", "*.docx", "*.txt", "seeds/*.txt"))
def test_facts_come_in_the_order_of_the_draft_and_the_same_each_time(path: Path) -> None:
    _, found = facts_of(path, 20261101)
    places = [(fact.place.paragraph, fact.place.start) for fact in found[1:] if fact.place.part == "body"]
    assert places == sorted(places, key=lambda place: place[0] or 0)
    assert facts_of(path, 20261101)[1] == found


def test_the_tay_ninh_plan_on_its_own_day_and_today(shared_dir: Path) -> None:
    path = shared_dir / "seeds" / "001_bffe0003f475835b.txt"
    _, then = facts_of(path, 20120103)
    assert {fact["status"] for fact in then if fact.kind in ("agency", "province")} == {"current"}
    assert {fact["status"] for fact in then if fact.kind == "citation"} == {"in-force"}
    _, now = facts_of(path, 20261101)
    obsolete = {
        fact["agency"]
        for fact in now
        if fact.kind == "agency" and fact["live"] == "yes" and fact["status"] == "obsolete"
    }
    assert {"bo-tttt", "so-tttt", "so-khdt", "ban-tuyen-giao-tinh-uy", "bo-chi-huy-bdbp", "ubnd-cac-huyen"} <= obsolete
    dead = [fact for fact in now if fact.kind == "citation" and fact["live"] == "yes" and fact["status"] == "ended"]
    assert [fact["number"] for fact in dead] == ["79/2010/QĐ-TTg"]


def test_periods_agree_or_contradict() -> None:
    def periods(title: str, body: str) -> list[tuple[str, str]]:
        text = (
            "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            f"Số: 05/KH-UBND\nLạng Sơn, ngày 05 tháng 02 năm 2022\nKẾ HOẠCH\n{title}\n"
            "Căn cứ kết quả thực hiện nhiệm vụ năm 2021 và Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị;\n"
            f"Ủy ban nhân dân tỉnh ban hành {body} như sau:\nI. MỤC ĐÍCH\n1. Tập huấn.\n"
        )
        knowledge = load_knowledge()
        found = recognise(analyse(read(text.encode(), "plan.txt"), knowledge), knowledge, 20220205)
        return [(str(fact["source"]), str(fact["span"])) for fact in found if fact.kind == "period"]

    subject = "Công tác thông tin đối ngoại"
    assert periods(f"{subject} năm 2022", "Kế hoạch năm 2022") == [("title", "2022"), ("enacting", "2022")]
    assert periods(f"{subject} năm 2022", "Kế hoạch năm 2021") == [("title", "2022"), ("enacting", "2021")]
    assert periods(f"{subject} giai đoạn 2021 - 2025", "Kế hoạch giai đoạn 2021-2025") == [
        ("title", "2021-2025"), ("enacting", "2021-2025"),
    ]  # fmt: skip
    assert periods(f"{subject} giai đoạn 2021-2025", "Kế hoạch năm 2022") == [("title", "2021-2025")]
    assert periods(f"{subject} năm 2022", "Kế hoạch năm 2022, định hướng đến năm 2030")[1:] == [("enacting", "2022")]


def test_a_document_without_text_has_one_fact() -> None:
    knowledge = load_knowledge()
    found = recognise(analyse(Document("text", ()), knowledge), knowledge, 20220205)
    assert [fact.kind for fact in found if fact.kind == "document"] == ["document"]
