"""Formats set in a Word file: runs, paragraphs, sections, and the page number at the top from the second page on."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from plancheck.patterns import lazily
from plancheck.review.comments import Names
from plancheck.review.formatting import Formats, Settings
from plancheck.review.markup import Node, Splice, quoted
from plancheck.review.package import Part, WordFile
from plancheck.review.paragraph_changes import NewParagraph, ParagraphChanges, Revise
from plancheck.review.properties import Properties, reference
from plancheck.review.runs import Editor, Piece, deleted

_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_PAGE = lazily(r"(?<![A-Z])PAGE(?![A-Z])", re.IGNORECASE)
_SIZE = "13"
"""Points of a page number that is put in."""
_FONT = "Times New Roman"

_EMU_IN_MM = 36_000
_SMALL = 8
"""Half-points of the paragraph that holds a line."""
_FIRST_SHAPE = 90_001
"""Number of the first line drawn, higher than those programs give."""
_LINE = (
    '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" distT="0" distB="0" distL="0" distR="0" '
    'simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{cx}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{id}" name="Line {id}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvCnPr/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor>"
)
"""A line centred in its column, {cx} EMU long."""


class LayoutChanges:
    """Writes formats into the parts of a file. ``revise`` None: plainly."""

    def __init__(self, file: WordFile, revise: Revise | None) -> None:
        self._file = file
        self._revise = revise

    def _properties(self, part: Part) -> Properties:
        revise = self._revise
        return Properties(Names.of(part.tree), part.source, None if revise is None else lambda: revise(part, False))

    def runs(self, editor: Editor, wanted: Sequence[tuple[Piece, str, str]]) -> None:
        """Set a name to a value in pieces of runs; what was deleted or set otherwise by someone stays as it is."""
        properties = self._properties(editor.part)
        by_run: dict[int, list[tuple[Piece, str, str]]] = {}
        for each in wanted:
            by_run.setdefault(each[0].run, []).append(each)
        for run, own in by_run.items():
            old = editor.node(run).child("rPr")
            if (old and old.child("rPrChange")) or any(each.local == "del" for each in editor.node(run).ancestors()):
                continue
            cuts = sorted({bound for piece, *_ in own for bound in (piece.start, piece.end)})
            for start, end in pairwise(cuts):
                settings = {name: value for piece, name, value in own if piece.start <= start and end <= piece.end}
                if settings:
                    editor.look(Piece(run, start, end), partial(properties.of_run, old, settings))

    def rules(self, changes: ParagraphChanges, wanted: Sequence[tuple[Node, float]]) -> None:
        """Draw lines of so many millimetres behind paragraphs, in small ones of their own."""
        for number, (above, length) in enumerate(wanted, _FIRST_SHAPE):
            names = Names.of(changes.part.tree)
            p, empty = names.prefix, names.empty
            looks = [
                ("spacing", empty("spacing", before=0, after=0)),
                ("ind", empty("ind", firstLine=0)),
                ("jc", empty("jc", val="center")),
            ]
            run = f"<{p}r><{p}drawing>{_LINE.format(cx=round(length * _EMU_IN_MM), id=number)}</{p}drawing></{p}r>"
            content = run if self._revise is None else f"<{p}ins{self._revise(changes.part, False)}>{run}</{p}ins>"
            changes.put_in(above, NewParagraph(looks, empty("sz", val=_SMALL), content))

    def sections(self, part: Part, formats: Formats) -> None:
        """Set pages, and the page number in the header that all sections share."""
        nodes = [node for node in part.tree.walk() if node.local == "sectPr" and node.parent is not None]
        nodes = [node for node in nodes if node.parent and node.parent.local != "sectPrChange"]
        wanted = {index: dict(settings) for index, settings in formats.sections.items()}
        references: dict[int, str] = {}
        if formats.numbers and nodes:
            if formats.numbers.get("first_page") == "no":
                wanted.setdefault(0, {})["first_page"] = "no"
            if "number" in formats.numbers and (added := self._page_number(part, formats.numbers)):
                references[0] = added
                wanted.setdefault(0, {})
        properties = self._properties(part)
        for index, settings in wanted.items():
            if index < len(nodes) and nodes[index].child("sectPrChange") is None:
                node = nodes[index]
                markup = properties.of_section(node, settings, references.get(index, ""))
                part.splices.append(Splice(node.start, node.end, markup))

    def _page_number(self, main: Part, numbers: Settings) -> str:
        """Take page numbers out of the footers, and put one into the header; the reference to a new header."""
        headers = [
            each.target for each in self._file.relationships if each.kind == "header" and each.target in self._file
        ]
        for each in self._file.relationships:
            if each.kind == "footer" and each.target in self._file:
                self._without_number(self._file.part(each.target))
        for name in headers:
            part = self._file.part(name)
            shown = [paragraph for paragraph in _paragraphs(part.tree) if _shows_page(paragraph, part.source)]
            if shown:
                self._centre(part, shown)
                return ""
        if headers:
            self._number_header(self._file.part(headers[0]), numbers)
            return ""
        space = quoted(main.tree.space)
        names = Names("w:", "w:", "")
        content = f'<w:hdr xmlns:w="{space}">{self._number_paragraph(names, main, numbers)}</w:hdr>'
        return reference(Names.of(main.tree), self._file.add("header", "header", _HEADER, content))

    def _number_header(self, part: Part, numbers: Settings) -> None:
        """Put the number of the page into a header: its paragraph, if that is all and empty, else above the first."""
        names = Names.of(part.tree)
        only = part.tree.children[0] if len(part.tree.children) == 1 else None
        if (
            only
            and only.local == "p"
            and all(child.local == "pPr" for child in only.children)
            and only.end > only.inner
        ):
            properties = only.child("pPr")
            aligned = properties.child("jc") if properties else None
            if aligned is None or aligned.attribute("val") != "center":
                self._centre(part, [only])
            part.splices.append(Splice(only.inner_end, only.inner_end, self._number(names, part, numbers)))
            return
        p = names.prefix
        mark = "" if self._revise is None else f"<{p}rPr><{p}ins{self._revise(part, False)}/></{p}rPr>"
        markup = self._number_paragraph(names, part, numbers, mark)
        first = next((child.start for child in part.tree.children if child.local == "p"), part.tree.inner)
        part.splices.append(Splice(first, first, markup))

    def _centre(self, part: Part, paragraphs: Sequence[Node]) -> None:
        changes = ParagraphChanges(part, self._revise)
        for each in paragraphs:
            changes.set(each, {"align": "center"})
        changes.finish()

    def _number_paragraph(self, names: Names, part: Part, numbers: Settings, mark: str = "") -> str:
        """A centred paragraph with the number of the page; ``mark``: look of its mark."""
        p = names.prefix
        properties = names.empty("jc", val="center") + mark
        return f"<{p}p><{p}pPr>{properties}</{p}pPr>{self._number(names, part, numbers)}</{p}p>"

    def _number(self, names: Names, part: Part, numbers: Settings) -> str:
        """Runs that show the number of the page."""
        p, empty = names.prefix, names.empty
        half = round(float(numbers.get("size") or _SIZE) * 2)
        fonts = empty("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT)
        look = f"<{p}rPr>{fonts}{empty('sz', val=half)}{empty('szCs', val=half)}</{p}rPr>"
        field = "".join(
            f"<{p}r>{look}{content}</{p}r>"
            for content in (
                empty("fldChar", fldCharType="begin"),
                f'<{p}instrText xml:space="preserve"> PAGE </{p}instrText>',
                empty("fldChar", fldCharType="separate"),
                f"<{p}t>2</{p}t>",
                empty("fldChar", fldCharType="end"),
            )
        )
        return field if self._revise is None else f"<{p}ins{self._revise(part, False)}>{field}</{p}ins>"

    def _without_number(self, part: Part) -> None:
        """Take the field of the page number out of a footer, where it stands alone in its paragraph."""
        p = part.tree.prefix
        for paragraph in _paragraphs(part.tree):
            if not _shows_page(paragraph, part.source) or _words(paragraph, part.source):
                continue
            for node in paragraph.walk():
                parent = node.parent
                if node.local == "fldSimple":
                    markup = "" if self._revise is None else self._deleted_field(part, node)
                    part.splices.append(Splice(node.start, node.end, markup))
                elif (
                    node.local == "r"
                    and parent
                    and not any(each.local in ("fldSimple", "ins", "del") for each in node.ancestors())
                ):
                    markup = ""
                    if self._revise is not None:
                        run = deleted(part.source[node.start : node.end], p)
                        markup = f"<{p}del{self._revise(part, False)}>{run}</{p}del>"
                    part.splices.append(Splice(node.start, node.end, markup))

    def _deleted_field(self, part: Part, field: Node) -> str:
        """A simple field as the runs it stands for, deleted."""
        assert self._revise is not None
        names = Names.of(part.tree)
        p, empty = names.prefix, names.empty
        instruction = quoted(field.attribute("instr") or "")

        def run(content: str) -> str:
            return f"<{p}r>{content}</{p}r>"

        runs = (
            run(empty("fldChar", fldCharType="begin")),
            run(f'<{p}delInstrText xml:space="preserve">{instruction}</{p}delInstrText>'),
            run(empty("fldChar", fldCharType="separate")),
            deleted(part.source[field.inner : field.inner_end], p),
            run(empty("fldChar", fldCharType="end")),
        )
        return f"<{p}del{self._revise(part, False)}>{''.join(runs)}</{p}del>"


def _paragraphs(tree: Node) -> Iterator[Node]:
    return (node for node in tree.walk() if node.local == "p")


def _instructions(paragraph: Node, source: str) -> str:
    found = []
    for node in paragraph.walk():
        if node.local == "fldSimple":
            found.append(node.attribute("instr") or "")
        elif node.local == "instrText":
            found.append(source[node.inner : node.inner_end])
    return " ".join(found)


def _shows_page(paragraph: Node, source: str) -> bool:
    return _PAGE.search(_instructions(paragraph, source)) is not None


def _words(paragraph: Node, source: str) -> str:
    """Letters that stand in a paragraph, outside what fields show."""
    text = "".join(source[node.inner : node.inner_end] for node in paragraph.walk() if node.local == "t")
    return "".join(char for char in text if char.isalpha())
