"""Whatever the lines are: one passage a block, no failure, the same answer twice, time in proportion."""

import time
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.document import Block, Cell, Document
from plancheck.knowledge import Knowledge
from plancheck.structure import analyse
from plancheck.structure.plan import Plan, Role

from .written import renumbered, written

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
REAL = sorted({block.text for case in CASES for block in written(case["document"]).document.blocks})
LINES = st.one_of(
    st.sampled_from(REAL),
    st.text(max_size=60),
    st.text(alphabet="IVX1234aAđ.)-+/:; \t\nSốngàyKHUBND", max_size=40),
    st.lists(st.sampled_from(REAL), min_size=2, max_size=4).map("\n".join),
    st.lists(st.sampled_from(REAL), min_size=2, max_size=3).map("\t\t".join),
)
CELLS = st.none() | st.builds(Cell, st.integers(1, 2), st.integers(1, 3), st.integers(1, 3))
BLOCKS = st.builds(
    Block,
    text=LINES,
    part=st.sampled_from(["body", "body", "body", "body", "header1", "footer1", "footnotes"]),
    label=st.sampled_from(["", "", "", "I.", "1.", "a)", "-", "•", "1.1.", "Điều 1."]),
    cell=CELLS,
    hint=st.sampled_from(["", "", "", "", "no-such-role", *(role.value for role in Role)]),
)
FORMATS = st.sampled_from(["docx", "word-xml", "plan-xml", "akn", "text", "markdown"])
DOCUMENTS = st.builds(
    lambda format, blocks: Document(format, renumbered(blocks)), FORMATS, st.lists(BLOCKS, max_size=40)
)
SETTINGS = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(document=DOCUMENTS)
def test_any_document(document: Document, knowledge: Knowledge) -> None:
    plan = analyse(document, knowledge)
    assert [passage.block for passage in plan.passages] == list(document.blocks)
    assert [passage.index for passage in plan.passages] == list(range(len(document.blocks)))
    hold_together(plan)
    assert analyse(document, knowledge) == plan


@SETTINGS
@given(lines=st.lists(LINES, max_size=40), format=FORMATS)
def test_any_lines(lines: list[str], format: str, knowledge: Knowledge) -> None:
    plan = analyse(Document(format, renumbered([Block(line) for line in lines])), knowledge)
    assert len(plan.passages) == len(lines)
    hold_together(plan)


def hold_together(plan: Plan) -> None:
    assert plan.nature in ("draft", "article")
    assert plan.issuer.system in ("", "state", "party")
    assert plan.issuer.level in ("", "ministry", "province", "district", "commune")
    for passage in plan.passages:
        text = passage.text
        assert isinstance(passage.role, Role)
        assert 0 <= passage.content_start <= len(text)
        assert (passage.level > 0) <= (passage.role in (Role.HEADING, Role.ITEM))
        last = 0
        for part in passage.parts:
            assert last <= part.start < part.end <= len(text)
            last = part.end
        if passage.block.hint in set(Role):
            assert passage.role == passage.block.hint or passage.role is Role.BASIS
        if passage.section >= 0:
            section = plan.sections[passage.section]
            assert section.first <= passage.index <= section.last
    for number, section in enumerate(plan.sections):
        assert section.index == number
        assert section.first == section.heading <= section.last
        assert plan.passages[section.heading].role in (Role.HEADING, Role.ITEM)
        assert section.parent < number
    if plan.number.passage >= 0:
        number_text = plan.passages[plan.number.passage].text[plan.number.start : plan.number.end]
        assert number_text == plan.number.text or number_text.strip() == plan.number.text
    assert plan.period.first <= plan.period.last


def elapsed(document: Document, knowledge: Knowledge) -> float:
    """Best of three, in seconds of this process."""
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        analyse(document, knowledge)
        best = min(best, time.process_time() - start)
    return best


def test_time_grows_with_length(knowledge: Knowledge) -> None:
    short = [block for case in CASES[:12] for block in written(case["document"]).document.blocks]
    ten = Document("text", renumbered(short * 10))
    hundred = Document("text", renumbered(short * 100))
    assert elapsed(hundred, knowledge) < 16 * elapsed(ten, knowledge)


def test_hostile_lines_take_no_time(knowledge: Knowledge) -> None:
    hostile = ["A" * 50_000, "SỐ: " + "." * 50_000, "I. " * 20_000, "KT. CHỦ TỊCH " * 4_000, "- " * 30_000]
    hostile += ["ngày " * 10_000, "CỘNG HÒA XÃ HỘI " * 4_000, "(Kèm theo Quyết định số " * 3_000, "\t" * 50_000 + "x"]
    hostile += ["A, " * 20_000 + "ngày", "UBND " * 10_000, "\n".join(["Nơi nhận:"] * 5_000), "Căn cứ " * 8_000 + ":"]
    for format in ("text", "docx"):
        for text in hostile:
            document = Document(format, renumbered([Block("Nơi nhận:"), Block(text), Block("CHỦ TỊCH"), Block(text)]))
            assert elapsed(document, knowledge) < 1.5, text[:30]
            document = Document(format, renumbered([Block(text), Block("KẾ HOẠCH"), Block(text)]))
            assert elapsed(document, knowledge) < 1.5, text[:30]


def test_hints_are_trusted(knowledge: Knowledge) -> None:
    told = written(CASES[0]["document"])
    hinted = [block._replace(hint=role) for block, role in zip(told.document.blocks, told.roles, strict=True)]
    plan = analyse(Document("plan-xml", tuple(hinted)), knowledge)
    assert [passage.role.value for passage in plan.passages] == told.roles
    assert plan.issuer.province == "tay-ninh"
    assert plan.passages[-1].breadcrumb == ("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích")


def test_notes_headers_and_footers(knowledge: Knowledge) -> None:
    blocks = [
        Block("KẾ HOẠCH"),
        Block("Công tác thông tin đối ngoại năm 2026"),
        Block("2", part="header1"),
        Block("DỰ THẢO", part="header2"),
        Block("Trang 1", part="footer1"),
        Block("Theo báo cáo năm 2025.", part="footnotes"),
    ]
    plan = analyse(Document("docx", renumbered(blocks)), knowledge)
    roles = [passage.role for passage in plan.passages]
    assert roles[2:] == [Role.NOISE, Role.DRAFT_MARK, Role.NOISE, Role.NOTE]
