"""Paragraphs put in and taken out anywhere in a file: rejected or withdrawn, all of it is as it was."""

import itertools
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from plancheck.reading import ReadingError, read
from plancheck.review.formatting import NOTHING
from plancheck.review.rewrite import Ground, Paragraph, rewritten
from plancheck.review.withdraw import withdrawn
from tests.reading.docx_builder import cell, docx, numbered, packed, para, run, table
from tests.real import documents
from tests.review.revisions import STRICT, W, settled
from tests.review.test_annotate import contents

BLANK = "<w:p/>"
LOOKS = '<w:spacing w:before="60"/><w:jc w:val="center"/><w:rPr><w:b/></w:rPr>'
LAST = para(run("Một", "<w:b/>"), properties=LOOKS)
BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
PLACES = {
    "followed": LAST + para("Sau."),
    "followed by a blank": LAST + BLANK + para("Sau."),
    "end of the body": para("Đầu.") + LAST,
    "end of the body, before the section": LAST + "<w:sectPr/>",
    "before a table": LAST + table(cell(para("Ô."))) + para("Sau."),
    "only one in a cell": table(cell(LAST) + cell(para("Ô."))) + para("Sau."),
    "last in a cell": table(cell(para("Đầu.") + LAST) + cell(para("Ô."))) + para("Sau."),
    "first in a cell": table(cell(LAST + para("Cuối.")) + cell(para("Ô."))) + para("Sau."),
    "last in a cell, with a bookmark": table(
        cell(LAST + '<w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>')
    )
    + para("Sau."),
    "blank behind it in a cell": table(cell(LAST + BLANK)) + para("Sau."),
    "cell in a cell": table(cell(table(cell(LAST)) + BLANK)) + para("Sau."),
    "before a table in a cell": table(cell(LAST + table(cell(para("Ô."))) + BLANK)) + para("Sau."),
    "text box": BOX.format(LAST) + para("Sau."),
    "text box, followed": BOX.format(LAST + para("Cuối.")) + para("Sau."),
    "before a control": LAST + CONTROL.format(para("Trong.")) + para("Sau."),
    "numbered": table(cell(numbered("Một", 1))) + para("Sau."),
    "without looks": table(cell(para("Một"))) + para("Sau."),
}


def xml(data: bytes, name: str = "word/document.xml") -> str:
    root = etree.fromstring(contents(data)[name])
    for tag in ("rPr", "pPr"):
        for empty in [each for each in root.iter(f"{W}{tag}") if len(each) == 0]:
            empty.getparent().remove(empty)
    return etree.tostring(root, method="c14n").decode()


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data, "").blocks]


def holds(data: bytes, tracked: bytes, plain: bytes) -> None:
    assert xml(settled(tracked, accept=False)) == xml(data)
    assert texts(settled(tracked, accept=True)) == texts(plain)
    assert texts(tracked) == texts(plain)
    assert xml(withdrawn(tracked)) == xml(data)
    bytes_ = contents(withdrawn(tracked))["word/document.xml"].replace(b"<w:p></w:p>", b"<w:p/>")
    assert bytes_ == contents(data)["word/document.xml"]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("looks", [(), (("align", "left"), ("bold", "no"))], ids=["alike", "otherwise"])
@pytest.mark.parametrize("place", PLACES)
def test_put_in(place: str, looks: tuple[tuple[str, str], ...], count: int) -> None:
    data = docx(PLACES[place])
    ground = Ground(data, read(data, ""))
    key = next(key for key, block in ground.blocks.items() if block.text == "Một")
    other = list(ground.blocks)[-1]
    added = [
        Paragraph(key, model, "", f"Mới {number}.", looks=looks, beyond_blanks=beyond)
        for number, model, beyond in zip(range(count), (key, other), itertools.repeat("blank" in place), strict=False)
    ]
    made = {tracked: rewritten(ground, {}, added, tracked=tracked, date="2026-12-01") for tracked in (True, False)}
    holds(data, made[True], made[False])
    shown = texts(made[False])
    assert shown[shown.index("Một") + 1 :][:count] == [each.text for each in added]
    sets = [xml(settled(made[True], accept=True)), xml(made[False])]
    assert sets[0] == sets[1], "accepted it looks as the plain copy does"


@pytest.mark.parametrize("place", PLACES)
def test_a_line_drawn(place: str) -> None:
    data = docx(PLACES[place])
    ground = Ground(data, read(data, ""))
    key = next(key for key, block in ground.blocks.items() if block.text == "Một")
    added = [Paragraph(key, key, "", "Mới.")]
    formats = NOTHING._replace(rules={key: 30.0}, paragraphs={key: {"align": "left"}})
    made = [rewritten(ground, {}, added, formats=formats, tracked=each, date="2026-12-01") for each in (True, False)]
    holds(data, *made)
    assert b"drawing" in contents(made[0])["word/document.xml"]


@pytest.mark.parametrize("place", PLACES)
def test_taken_out(place: str) -> None:
    data = docx(PLACES[place])
    ground = Ground(data, read(data, ""))
    key = next(key for key, block in ground.blocks.items() if block.text == "Một")
    alone = place in ("only one in a cell", "cell in a cell", "numbered", "without looks", "before a control") or (
        "before" in place or "bookmark" in place
    )
    assert ground.removable(key) == ("line" if alone or "box" in place else "")
    if ground.removable(key):
        return
    made = [rewritten(ground, {}, removed=[key], tracked=each, date="2026-12-01") for each in (True, False)]
    holds(data, *made)
    assert "Một" not in texts(made[1])


def test_all_but_the_first_line_of_a_cell_taken_out() -> None:
    data = docx(table(cell(para("Một") + LAST.replace("Một", "Hai") + para("Ba"))) + para("Sau."))
    ground = Ground(data, read(data, ""))
    keys = [key for key, block in ground.blocks.items() if block.text in ("Hai", "Ba")]
    made = [rewritten(ground, {}, removed=keys, tracked=each, date="2026-12-01") for each in (True, False)]
    holds(data, *made)
    assert texts(made[1]) == ["Một", "Sau."]


def worked_in(data: bytes, words: str, author: str = "Lan") -> bytes:
    """Someone strikes out words that were put in."""
    found = contents(data)
    text = found["word/document.xml"].decode()
    at = text.index(words)
    start, end = text.rindex("<w:r>", 0, at), text.index("</w:r>", at) + len("</w:r>")
    struck = text[start:end].replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    text = f'{text[:start]}<w:del w:id="900" w:author="{author}">{struck}</w:del>{text[end:]}'
    return packed({**found, "word/document.xml": text})


@pytest.mark.parametrize("words", ["Mới 1.", "Mới 2."])
def test_lines_at_the_end_of_a_cell_that_someone_worked_in_stay_together(words: str) -> None:
    data = docx(table(cell(LAST)) + para("Sau."))
    ground = Ground(data, read(data, ""))
    key = next(key for key, block in ground.blocks.items() if block.text == "Một")
    added = [Paragraph(key, key, "", f"Mới {number}.") for number in (1, 2)]
    after = withdrawn(worked_in(rewritten(ground, {}, added, tracked=True, date="2026-12-01"), words))
    assert words in contents(after)["word/document.xml"].decode()
    everyone = ("plancheck", "plancheck (gợi ý)", "Lan")
    assert xml(settled(after, accept=False, authors=everyone)) == xml(data)


@pytest.mark.parametrize("path", documents("torture/**/*.docx", largest=300_000, every=3))
def test_in_files_of_any_program(path: Path) -> None:
    """Lines are put in and taken out wherever they can be: the rest of the body, and all other parts, stay."""
    data = path.read_bytes()
    try:
        document = read(data, path.name)
    except ReadingError:
        return
    random = Random(path.name)
    ground = Ground(data, document)
    body = [key for key, block in ground.blocks.items() if key[0] == "body" and block.text.strip()]
    above = [key for key in random.sample(body, min(len(body), 5)) if ground.insertable(key)]
    added = [Paragraph(key, key, "", f"Mới {number}.", above=number % 2 == 1) for number, key in enumerate(above)]
    removed = [key for key in random.sample(body, min(len(body) // 2, 3)) if not ground.removable(key)]
    for new, gone in ((added, []), ([], removed)):
        if not new and not gone:
            continue
        tracked = rewritten(ground, {}, new, tracked=True, date="2026-12-01", removed=gone)
        plain = rewritten(ground, {}, new, removed=gone)
        assert texts(tracked) == texts(plain)
        assert texts(settled(tracked, accept=True)) == texts(plain)
        for back in (settled(tracked, accept=False), withdrawn(tracked)):
            assert texts(back) == texts(data)
            assert paragraphs(back) == paragraphs(data)
        before, after = contents(data), contents(tracked)
        assert before.keys() == after.keys()
        assert sum(before[name] != after[name] for name in before) == 1


def paragraphs(data: bytes) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """Of each paragraph of the main part where it stands and what its looks are made of."""
    found = []
    for name, content in contents(data).items():
        if name.endswith("document.xml"):
            root = etree.fromstring(content.replace(STRICT, W[1:-1].encode()))
            for paragraph in root.iter(f"{W}p"):
                looks = [each for each in paragraph.iterfind(f"{W}pPr//*") if len(each) or each.tag != f"{W}rPr"]
                shown = sorted((each.tag, sorted(each.attrib.items())) for each in looks)
                found.append((paragraph.getparent().tag, shown))
    return found
