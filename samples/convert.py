"""Make the .docx, Akoma Ntoso (.akn.xml) and .txt form of each sample plan from its plan XML.

    python samples/convert.py [NAME ...]

Without names every ``samples/NAME.xml`` is converted. The Word file is laid out as Appendix I of Decree 30/2020/NĐ-CP
asks, or as Party documents are. The same input gives the same bytes.
"""

import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from plancheck.review import layout
from plancheck.review.layout import PLAN, local, parts, text_of

SAMPLES = Path(__file__).parent
AUTOMATIC_NUMBERS = frozenset({"province-2022"})
"""Samples whose Word form has Word's own numbering instead of typed numbers."""


def main(names: list[str]) -> None:
    """Convert the named samples, or all."""
    for name in names or sorted(path.stem for path in SAMPLES.glob("*.xml") if not path.name.endswith(".akn.xml")):
        for suffix, content in converted(SAMPLES / f"{name}.xml").items():
            (SAMPLES / f"{name}{suffix}").write_bytes(content)


def converted(path: Path) -> dict[str, bytes]:
    """The other forms of a plan XML file, by file name ending."""
    plan = etree.parse(path).getroot()
    return {".docx": as_docx(plan, path.stem), ".akn.xml": as_akn(plan).encode(), ".txt": as_text(plan).encode()}


def year_of(plan: etree._Element) -> int:
    """Year of issue."""
    years = re.findall(r"năm (\d{4})", text_of(plan.find(f".//{PLAN}place-date")))
    return int(years[0]) if years else 2020


# Plain text


def as_text(plan: etree._Element) -> str:
    """One paragraph a line, parts set off by blank lines."""
    lines: list[str] = []
    for part in parts(plan):
        if part.name in ("letterhead", "recipients", "signature"):
            lines += [_plain(element) for element in part.element]
        elif part.name == "table":
            for number, row in enumerate(part.element):
                lines.append("| " + " | ".join(_single(cell) for cell in row) + " |")
                if number == 0:
                    lines.append("|" + "---|" * len(row))
        else:
            lines.append(part.label + " " * bool(part.label) + text_of(part.element))
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _plain(element: etree._Element) -> str:
    return "*" if local(element) == "asterisk" else text_of(element)


def _single(cell: etree._Element) -> str:
    if len(cell) or "|" in (cell.text or ""):
        raise ValueError("a table cell with several paragraphs can't be written as text")
    return text_of(cell)


# Akoma Ntoso


def as_akn(plan: etree._Element) -> str:
    """Akoma Ntoso 3.0: hierarchy of numbered containers, roles in ``class``."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
        *_indented(_akn_document(plan, plan)),
        "</akomaNtoso>",
    ]
    return "\n".join(lines) + "\n"


def _indented(lines: list[str]) -> list[str]:
    return ["  " + line for line in lines]


def _akn_document(part: etree._Element, plan: etree._Element, annex: int = 0) -> list[str]:
    names = [local(child) for child in part]
    lines = [f'<doc name="{"annex" if annex else "plan"}">', *_indented(_akn_meta(plan, annex))]
    preface = [child for child in part if local(child) in ("type", "subject", "attached")]
    letterhead = part.find(f"{PLAN}letterhead")
    if letterhead is not None or preface:
        paragraphs = [*([] if letterhead is None else letterhead), *preface]
        lines += _indented(["<preface>", *_indented([_akn_p(child) for child in paragraphs]), "</preface>"])
    preamble = _akn_preamble(part)
    if preamble:
        lines += _indented(["<preamble>", *_indented(preamble), "</preamble>"])
    body = part.find(f"{PLAN}body")
    lines += _indented(["<mainBody>", *_indented(_akn_content([] if body is None else list(body))), "</mainBody>"])
    end = [_akn_p(child) for child in part if local(child) == "closing"]
    for name in ("recipients", "signature"):
        if name in names:
            paragraphs = [_akn_p(child) for child in part.find(f"{PLAN}{name}")]
            end += [f'<blockContainer class="{name}">', *_indented(paragraphs), "</blockContainer>"]
    if end:
        lines += _indented(["<conclusions>", *_indented(end), "</conclusions>"])
    appendices = [child for child in part if local(child) == "appendix"]
    if appendices:
        attachments: list[str] = []
        for number, appendix in enumerate(appendices, 1):
            inner = _akn_headings(appendix) + _akn_document(appendix, plan, number)
            attachments += ["<attachment>", *_indented(inner), "</attachment>"]
        lines += _indented(["<attachments>", *_indented(attachments), "</attachments>"])
    return [*lines, "</doc>"]


def _akn_headings(appendix: etree._Element) -> list[str]:
    titles = appendix.findall(f"{PLAN}appendix-title")
    return [
        f"<{name}>{escape(text_of(title))}</{name}>"
        for name, title in zip(("heading", "subheading"), titles, strict=False)
    ]


def _akn_meta(plan: etree._Element, annex: int) -> list[str]:
    date = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", text_of(plan.find(f".//{PLAN}place-date")))
    issued = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else "1900-01-01"
    number = re.sub(r"^Số:?\s*", "", text_of(plan.find(f".//{PLAN}number"))) or "nn"
    work = "/akn/vn/doc/{}/{}".format(issued, re.sub(r"[^a-z0-9]+", "-", number.lower().replace("đ", "d")))
    component = f"/!annex_{annex}" if annex else ""
    lines = ["<meta>", '  <identification source="#plancheck">']
    for level, address in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/vie@"),
        ("FRBRManifestation", f"{work}/vie@.xml"),
    ):
        lines += [
            f"    <{level}>",
            f'      <FRBRthis value="{address}{component}"/>',
            f'      <FRBRuri value="{address}"/>',
            f'      <FRBRdate date="{issued}" name="generation"/>',
            '      <FRBRauthor href="#plancheck"/>',
        ]
        lines += ['      <FRBRcountry value="vn"/>'] if level == "FRBRWork" else []
        lines += ['      <FRBRlanguage language="vie"/>'] if level == "FRBRExpression" else []
        lines += [f"    </{level}>"]
    lines += ["  </identification>"]
    if not annex:
        lines += [
            '  <references source="#plancheck">',
            '    <TLCOrganization eId="plancheck" href="/ontology/organization/plancheck" showAs="plancheck"/>',
            "  </references>",
        ]
    return [*lines, "</meta>"]


_AKN_INLINE = {"agency": "docAuthority", "number": "docNumber", "place-date": "docDate", "type": "docType"}


def _akn_p(element: etree._Element) -> str:
    name = local(element)
    text = escape(_plain(element))
    inline = "docTitle" if name == "subject" else _AKN_INLINE.get(name)
    if inline == "docDate":
        date = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", text)
        if date is None:
            inline = None
        else:
            place, words = text[: date.start()], text[date.start() :]
            issued = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}"
            return f'<p class="{name}">{place}<docDate date="{issued}">{words}</docDate></p>'
    return f'<p class="{name}">' + (f"<{inline}>{text}</{inline}>" if inline else text) + "</p>"


def _akn_preamble(part: etree._Element) -> list[str]:
    lines = []
    bases = part.findall(f"{PLAN}bases/{PLAN}basis")
    if bases:
        citations = [f"<citation><p>{escape(text_of(basis))}</p></citation>" for basis in bases]
        lines += ["<citations>", *_indented(citations), "</citations>"]
    for enacting in part.findall(f"{PLAN}enacting"):
        lines += [f'<formula name="enactingFormula"><p>{escape(text_of(enacting))}</p></formula>']
    return lines


def _akn_content(children: list[etree._Element]) -> list[str]:
    lines: list[str] = []
    for child in children:
        name = local(child)
        if name == "p":
            lines.append(f'<alinea><content><p class="paragraph">{escape(text_of(child))}</p></content></alinea>')
        elif name == "table":
            lines += ["<alinea><content>", *_indented(_akn_table(child)), "</content></alinea>"]
        elif name == "section":
            heading, *inner = child
            title = f"<heading>{escape(text_of(heading))}</heading>"
            lines += _akn_container("section", child.get("label", ""), title, inner)
        elif not len(child):
            content = f'<content><p class="item">{escape(text_of(child))}</p></content>'
            lines += _akn_container("point", child.get("label", ""), content, [])
        else:
            intro = f'<intro><p class="item">{escape(text_of(child))}</p></intro>'
            lines += _akn_container("point", child.get("label", ""), intro, list(child))
    return lines


def _akn_container(name: str, label: str, text: str, inner: list[etree._Element]) -> list[str]:
    number = [f"<num>{escape(label)}</num>"] if label else []
    return [f'<hcontainer name="{name}">', *_indented([*number, text, *_akn_content(inner)]), "</hcontainer>"]


def _akn_table(table: etree._Element) -> list[str]:
    lines = ["<table>"]
    for row in table:
        kind = "th" if row.get("header") in ("true", "1") else "td"
        lines.append("  <tr>")
        for cell in row:
            spans = "".join(
                f' {akn}="{cell.get(name)}"'
                for name, akn in (("rows", "rowspan"), ("columns", "colspan"))
                if cell.get(name)
            )
            paragraphs = [f"<p>{escape(text_of(cell))}</p>"] if text_of(cell) else []
            paragraphs += [f"<p>{escape(_labelled(child))}</p>" for child in cell]
            lines.append(f"    <{kind}{spans}>{''.join(paragraphs) or '<p/>'}</{kind}>")
        lines.append("  </tr>")
    return [*lines, "</table>"]


def _labelled(element: etree._Element) -> str:
    return " ".join(filter(None, (element.get("label"), text_of(element))))


# Word


def as_docx(plan: etree._Element, name: str) -> bytes:
    """A Word file laid out as the document's kind and year ask."""
    return layout.as_docx(plan, year_of(plan) * 10000 + 1231, automatic_numbers=name in AUTOMATIC_NUMBERS)


if __name__ == "__main__":
    main(sys.argv[1:])
