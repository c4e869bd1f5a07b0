"""One letterhead set in every way that offices set it: tables of all shapes, tabs, text boxes, frames, plain lines."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.reading.docx_builder import cell, para, run, table


class Letterhead(NamedTuple):
    """The lines of a letterhead, each column top down."""

    agency: tuple[str, ...]
    national: tuple[str, ...]
    """Quốc hiệu and Tiêu ngữ."""
    number: str
    date: str

    @property
    def left(self) -> tuple[str, ...]:
        return *self.agency, self.number

    @property
    def right(self) -> tuple[str, ...]:
        return *self.national, self.date


Layout = Callable[[Letterhead], str]
_BOLD = "<w:b/>"
_CENTER = '<w:jc w:val="center"/>'
EMPTY = para()


def _line(text: str, properties: str = _CENTER) -> str:
    look = "" if text[:1] in "SD" or "ngày" in text else _BOLD
    return para(run(text, look), properties=properties)


def _lines(texts: Sequence[str], properties: str = _CENTER) -> str:
    return "".join(_line(text, properties) for text in texts) or EMPTY


def one_row(head: Letterhead) -> str:
    return table(cell(_lines(head.left)) + cell(_lines(head.right)))


def two_rows(head: Letterhead) -> str:
    return table(
        cell(_lines(head.agency)) + cell(_lines(head.national)), cell(_line(head.number)) + cell(_line(head.date))
    )


def three_rows_with_an_empty_one(head: Letterhead) -> str:
    return table(
        cell(_lines(head.agency)) + cell(_lines(head.national)),
        cell(EMPTY) + cell(EMPTY),
        cell(_line(head.number)) + cell(_line(head.date)),
    )


def three_rows_with_the_date_alone(head: Letterhead) -> str:
    return table(
        cell(_lines(head.agency)) + cell(_lines(head.national)),
        cell(_line(head.number)) + cell(EMPTY),
        cell(EMPTY) + cell(_line(head.date)),
    )


def a_row_for_each_line(head: Letterhead) -> str:
    height = max(len(head.agency), len(head.national))
    agency, national = (each + ("",) * (height - len(each)) for each in (head.agency, head.national))
    rows = [*zip(agency, national, strict=True), (head.number, head.date)]
    return table(*(cell(_lines([left] if left else [])) + cell(_lines([right])) for left, right in rows))


def three_columns(head: Letterhead) -> str:
    return table(cell(_lines(head.left)) + cell(EMPTY) + cell(_lines(head.right)))


def four_rows_with_rules(head: Letterhead) -> str:
    return table(
        cell(_lines(head.agency)) + cell(_lines(head.national)),
        cell(_line("_______")) + cell(_line("_____________________")),
        cell(_line(head.number)) + cell(EMPTY),
        cell(EMPTY) + cell(_line(head.date)),
    )


def number_and_date_under_the_table(head: Letterhead) -> str:
    under = para(run(head.number), "<w:r><w:tab/></w:r>", run(head.date, "<w:i/>"))
    return table(cell(_lines(head.agency)) + cell(_lines(head.national))) + under


def date_under_the_table(head: Letterhead) -> str:
    columns = table(cell(_lines(head.left)) + cell(_lines(head.national)))
    return columns + _line(head.date, '<w:jc w:val="right"/>')


def one_cell(head: Letterhead) -> str:
    return table(cell(tabs(head)))


def a_table_in_a_cell(head: Letterhead) -> str:
    return table(cell(one_row(head) + EMPTY))


def floating_table(head: Letterhead) -> str:
    place = '<w:tblPr><w:tblpPr w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"/></w:tblPr>'
    return one_row(head).replace("<w:tbl>", f"<w:tbl>{place}", 1)


def line_breaks_in_cells(head: Letterhead) -> str:
    def together(texts: Sequence[str]) -> str:
        return para("<w:r><w:br/></w:r>".join(run(text) for text in texts), properties=_CENTER)

    return table(cell(together(head.left)) + cell(together(head.right)))


def tabs(head: Letterhead) -> str:
    height = max(len(head.agency), len(head.national))
    agency, national = (each + ("",) * (height - len(each)) for each in (head.agency, head.national))
    rows = [*zip(agency, national, strict=True), (head.number, head.date)]
    return "".join(para(run(left) if left else "", "<w:r><w:tab/></w:r>", run(right)) for left, right in rows)


def spaces(head: Letterhead) -> str:
    height = max(len(head.agency), len(head.national))
    agency, national = (each + ("",) * (height - len(each)) for each in (head.agency, head.national))
    rows = [*zip(agency, national, strict=True), (head.number, head.date)]
    return "".join(para(run(f"{left}          {right}")) for left, right in rows)


def plain_lines(head: Letterhead) -> str:
    return _lines((*head.agency, *head.national, head.number, head.date))


def national_title_first(head: Letterhead) -> str:
    return _lines((*head.national, *head.agency, head.number, head.date))


def frames(head: Letterhead) -> str:
    left = '<w:framePr w:w="3600" w:wrap="around" w:hAnchor="margin" w:x="1" w:y="1"/><w:jc w:val="center"/>'
    right = '<w:framePr w:w="5400" w:wrap="around" w:hAnchor="margin" w:x="3700" w:y="1"/><w:jc w:val="center"/>'
    return _lines(head.left, left) + _lines(head.right, right)


def _vml_box(content: str) -> str:
    return (
        '<w:pict><v:shape style="position:absolute;width:200pt;height:70pt" type="#_x0000_t202"><v:textbox>'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def _drawn_box(content: str, number: int) -> str:
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" '
        'distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="2500000" cy="900000"/><wp:wrapNone/><wp:docPr id="{number}" name="Box {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2500000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        f"</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{_vml_box(content)}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


def old_text_boxes(head: Letterhead) -> str:
    return para(f"<w:r>{_vml_box(_lines(head.left))}</w:r>", f"<w:r>{_vml_box(_lines(head.right))}</w:r>")


def drawn_text_boxes(head: Letterhead) -> str:
    return para(f"<w:r>{_drawn_box(_lines(head.left), 1)}</w:r>", f"<w:r>{_drawn_box(_lines(head.right), 2)}</w:r>")


def rules_of_signs(head: Letterhead) -> str:
    return table(
        cell(_lines((*head.agency, "-------", head.number)))
        + cell(_lines((*head.national, "---------------", head.date)))
    )


def capitals_by_format(head: Letterhead) -> str:
    def small(text: str) -> str:
        return para(run(text.capitalize(), "<w:b/><w:caps/>"), properties=_CENTER)

    agency = "".join(small(text) for text in head.agency)
    national = small(head.national[0]) + _lines(head.national[1:])
    return table(cell(agency + _line(head.number)) + cell(national + _line(head.date)))


def broken_runs(head: Letterhead) -> str:
    def torn(text: str) -> str:
        middle = len(text) // 2
        return para(run(text[:middle], _BOLD), run(text[middle:], "<w:b/><w:bCs/>"), properties=_CENTER)

    return table(cell("".join(map(torn, head.left))) + cell("".join(map(torn, head.right))))


LAYOUTS: tuple[Layout, ...] = (
    one_row, two_rows, three_rows_with_an_empty_one, three_rows_with_the_date_alone, a_row_for_each_line,
    three_columns, four_rows_with_rules, number_and_date_under_the_table, date_under_the_table, one_cell,
    a_table_in_a_cell, floating_table, line_breaks_in_cells, tabs, spaces, plain_lines, national_title_first, frames,
    old_text_boxes, drawn_text_boxes, rules_of_signs, capitals_by_format, broken_runs,
)  # fmt: skip


def hung_on(text: str, boxes: str, paragraph: int, before: bool = False) -> str:
    """The text with boxes that hang on one of its paragraphs, counted from 0, before its words or after them."""
    end = -1
    for _ in range(paragraph + 1):
        start, end = end + 1, text.index("</w:p>", end + 1)
    place = text.index("<w:r>", start) if before else end
    return f"{text[:place]}<w:r>{boxes}</w:r>{text[place:]}"


def boxes(head: Letterhead) -> str:
    """Both columns as drawn text boxes, without a paragraph of their own."""
    return _drawn_box(_lines(head.left), 1) + _drawn_box(_lines(head.right), 2)


def draft_box(drawn: bool) -> str:
    """A paragraph with nothing but the box "DỰ THẢO"."""
    return para(f"<w:r>{_drawn_box(_line('DỰ THẢO'), 9) if drawn else _vml_box(_line('DỰ THẢO'))}</w:r>")
