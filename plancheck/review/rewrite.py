"""Words of a draft changed and paragraphs put in, in the file it was read from; all else stays as it is.

In a Word file either as tracked changes or plainly; in plan XML, Akoma Ntoso and text plainly.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from plancheck.document import OWN_AUTHOR, SUGGESTER, Block, Document, Place
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.report.model import WORD, WRITABLE
from plancheck.review.comments import SUGGESTION, Comments, Names
from plancheck.review.formatting import NOTHING, Formats, of_paragraph
from plancheck.review.layout_changes import LayoutChanges
from plancheck.review.markup import Node, escaped, quoted
from plancheck.review.package import Part, WordFile, word_file
from plancheck.review.paragraph_changes import NewParagraph, ParagraphChanges, beside, is_revised
from plancheck.review.properties import Properties
from plancheck.review.runs import Editor, Piece, Shell, Spot, pieces, spot
from plancheck.review.sources import Source

Key = tuple[str, int]
"""Part and ordinal of a block."""
_WORD = lazily(r"\w+")
_TOKEN = lazily(r"\w+|\s+|.", re.DOTALL)
_REVISION_IDS = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel"})
_MARKS_OF_REVISION = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})
_PLAIN = frozenset({"pPr", "r", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"})
"""What a paragraph that is taken out may hold."""
_MORE_THAN_WORDS = frozenset(
    {"txbxContent", "footnoteReference", "endnoteReference", "fldChar", "pic", "imagedata", "object"}
)
"""What a paragraph that is taken out may not hold, however deep."""
_NOT_COPIED = frozenset({"rPr", "sectPr", "pPrChange"})
_UNICODE_FONT = "Times New Roman"
"""In place of a font that stands for an old encoding: the one that drafts are set in."""
FORMATS = WRITABLE["replace"]
"""Kinds of drafts whose words can be changed."""
WITH_PARAGRAPHS = WRITABLE["insert"]
"""Kinds of drafts that paragraphs can be put into."""
WITHOUT_PARAGRAPHS = WRITABLE["remove"]
"""Kinds of drafts that paragraphs can be taken out of."""


_REPEATED = frozenset({"item", "paragraph", "p", "basis", "authority", "agency", "recipient"})
"""Elements of plan XML of which there may be several side by side."""
_SINGLE = frozenset({"state-name", "motto", "asterisk", "superior"})
"""Elements of plan XML that a line put in may be, called as its component."""


class Edit(NamedTuple):
    """``text[start:end]`` of a block becomes ``new``."""

    start: int
    end: int
    new: str


class Paragraph(NamedTuple):
    """A paragraph to put in behind the block ``after``, looking like the block ``model``."""

    after: Key
    model: Key
    label: str
    """Its number where numbers are typed, with what stands between it and the text; else empty."""
    text: str
    note: tuple[str, ...] = ()
    """What a comment says of it."""
    suggested: bool = False
    component: str = ""
    """What it is, where it is not what the block is."""
    looks: tuple[tuple[str, str], ...] = ()
    """How its words look, where that is not as those of the model do."""
    beyond_blanks: bool = False
    """Behind the empty paragraphs that follow, as a name stands below the room for the pen."""
    above: bool = False
    """Above the block, not behind it."""

    @property
    def ordinal(self) -> int:
        """Of the block that it stands behind, 0 at the beginning."""
        return self.after[1] - self.above


class Remark(NamedTuple):
    """What a comment says of a place whose looks are set."""

    place: Place
    text: tuple[str, ...]


def edits(old: str, new: str) -> list[Edit]:
    """Whole words that must change for one text to become the other; of a name, all of it."""
    from difflib import SequenceMatcher

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    found: list[Edit] = []
    for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        edit = Edit(starts[first], starts[last], "".join(after[begin:end]))
        if found and _is_one(old, found[-1], edit):
            former = found.pop()
            edit = Edit(former.start, edit.end, former.new + old[former.end : edit.start] + edit.new)
        found.append(edit)
    return found


def _is_one(old: str, first: Edit, second: Edit) -> bool:
    """Whether two changes are better read as one: both change words, and hardly one stands between them."""
    between = _WORD.findall(old, first.end, second.start)
    return len(between) < 2 and all(_WORD.search(old[each.start : each.end] + each.new) for each in (first, second))


OBSTACLES: Mapping[str, tuple[str, str]] = {
    "revision": ("nằm trong sửa đổi còn theo dõi của người khác", "inside someone else's tracked change"),
    "field": ("nằm trong trường do Word tự điền", "inside a field that Word fills in"),
    "control": ("nằm trong ô điều khiển bị khóa", "inside a locked content control"),
    "box": ("nằm trong hộp chữ", "inside a text box"),
    "part": ("nằm ở đầu trang hoặc chân trang", "in a header or footer"),
    "encoding": ("chữ chưa chuyển sang Unicode", "its characters are not in Unicode yet"),
    "pieces": ("chữ không nằm liền nhau trong tệp", "its characters are not side by side in the file"),
    "breaks": ("sửa thì quy tắc {rules} sẽ sai", "rule {rules} would then fail"),
    "remains": ("sửa rồi vẫn chưa đúng", "it would still be wrong"),
    "paragraph": ("không thêm đoạn vào loại tệp này được", "no paragraph can be put into this kind of file"),
    "line": ("không bỏ dòng này được", "this line can't be taken out"),
    "place": ("không rõ chỗ để thêm đoạn", "there is no clear place for the paragraph"),
}


class Ground:
    """A draft as it is before anything is changed: what can be."""

    def __init__(self, data: bytes, document: Document) -> None:
        self.data = data
        self.document = document
        self.blocks: Mapping[Key, Block] = {(block.part, block.ordinal): block for block in document.blocks}

    @cached_property
    def _source(self) -> Source:
        return Source.of(self.data, self.document)

    @cached_property
    def _file(self) -> WordFile:
        return word_file(self.data)

    @cached_property
    def _editors(self) -> dict[str, Editor | None]:
        return {}

    def _editor(self, part: str) -> Editor | None:
        if part not in self._editors:
            name = _part_name(self._file, part)
            self._editors[part] = Editor(self._file.part(name)) if name else None
        return self._editors[part]

    def unreadable(self, key: Key) -> str:
        """Why a block can't be written in Unicode, empty if it can: a key of ``OBSTACLES``."""
        block = self.blocks[key]
        if self.document.format not in WORD:
            return "" if self._source.stretch(block, 0, len(block.text)) else "pieces"
        editor = self._editor(key[0])
        if editor is None:
            return "part"
        if any(run.node < 0 for run in block.runs):
            return "pieces"
        return next((found for run in block.runs if (found := editor.obstacle(run.node))), "")

    def obstacle(self, key: Key, new: str, recoded: bool = False) -> str:
        """Why a block's text can't become another, empty if it can: a key of ``OBSTACLES``.

        ``recoded``: the block is written in Unicode too.
        """
        block = self.blocks[key]
        changes = edits(block.text, new)
        if not recoded and any(
            first < end and start <= last for first, last, *_ in block.decoded for start, end, _ in changes
        ):
            return "encoding"
        if self.document.format not in WORD:
            return "" if all(self._source.stretch(block, each.start, each.end) for each in changes) else "pieces"
        editor = self._editor(key[0])
        if editor is None:
            return "part"
        for start, end, _ in changes:
            runs = _runs(block, start, end, editor)
            if not runs:
                return "pieces"
            for run in runs:
                if found := editor.obstacle(run):
                    return found
        return ""

    def removable(self, key: Key, crowded: bool = False) -> str:
        """Why a block can't be taken out, empty if it can: a key of ``OBSTACLES``.

        ``crowded``: a paragraph is put in beside it.
        """
        block = self.blocks[key]
        if self.document.format not in WORD:
            possible = self.document.format in WITHOUT_PARAGRAPHS and self._source.removable(block)
            return "" if possible and not crowded else "line"
        editor = self._editor(key[0])
        nodes = [run.node for run in block.runs if run.node >= 0]
        if key[0] != "body" or block.in_text_box or not nodes or editor is None:
            return "line"
        paragraph = next(node for node in editor.node(nodes[0]).ancestors() if node.local == "p")
        if found := next((found for node in nodes if (found := editor.obstacle(node))), ""):
            return found
        if is_revised(paragraph) or any(node.local in _MARKS_OF_REVISION for node in paragraph.walk()):
            return "revision"
        whole = all(child.local in _PLAIN for child in paragraph.children)
        whole = whole and not any(node.local in _MORE_THAN_WORDS for node in paragraph.walk())
        above, below = beside(paragraph, -1), beside(paragraph, 1)
        # Without one below, the mark of the one above goes, and none can be both put in and taken out.
        joins = below is not None or (
            not crowded and above is not None and not is_revised(above) and not _ends_section(above)
        )
        return "" if whole and joins and not _ends_section(paragraph) else "line"

    def insertable(self, after: Key) -> bool:
        """Whether a paragraph can be put in behind a block."""
        if self.document.format not in WORD:
            return self.document.format in WITH_PARAGRAPHS
        block = self.blocks[after]
        run = next((run.node for run in reversed(block.runs) if run.node >= 0), None)
        editor = self._editor(after[0])
        if after[0] != "body" or block.in_text_box or run is None or editor is None:
            return False
        around = list(editor.node(run).ancestors())
        paragraph = next(node for node in around if node.local == "p")
        outer = around[around.index(paragraph) :]
        if beside(paragraph, 1) is None and is_revised(paragraph):  # its mark would have to be revised once more
            return False
        return not _ends_section(paragraph) and not any(node.local in _MARKS_OF_REVISION | {"sdt"} for node in outer)


def rewritten(
    ground: Ground,
    texts: Mapping[Key, str],
    paragraphs: Sequence[Paragraph] = (),
    *,
    recoded: Collection[Key] = (),
    formats: Formats = NOTHING,
    tracked: bool = False,
    date: str = "",
    notes: Mapping[Key, Sequence[str]] | None = None,
    remarks: Sequence[Remark] = (),
    suggested: Collection[Key] = (),
    removed: Collection[Key] = (),
) -> bytes:
    """The file with blocks changed to other texts, and paragraphs put in and taken out.

    ``recoded``: blocks to write in Unicode, composed, without invisible characters. ``formats``: how it is to look, in
    a Word file. ``tracked``: as tracked changes,
    where the file can have them. ``date``: ISO, of these. ``notes``: comments on changed blocks; ``remarks``: on
    others. ``suggested``: blocks whose changes only a person can judge. ``removed``: blocks taken out, in which nothing
    else is changed. There must be no ``Ground.obstacle``.
    """
    if ground.document.format not in WORD:
        return _source(ground, texts, paragraphs, recoded, removed)
    word = _Word(ground, f"{date}T00:00:00Z", tracked)
    return word.rewritten(texts, paragraphs, recoded, formats, notes or {}, remarks, suggested, removed)


def _ends_section(paragraph: Node) -> bool:
    properties = paragraph.child("pPr")
    return properties is not None and properties.child("sectPr") is not None


def _part_name(file: WordFile, part: str) -> str:
    """Name of the package's part that holds a part of the document; empty where it is not known."""
    if part == "body":
        return file.main
    return file.related(part) if part in ("footnotes", "endnotes") else ""


def _runs(block: Block, start: int, end: int, editor: Editor) -> list[int]:
    """Runs that an edit touches."""
    if start < end:
        return [piece.run for piece in pieces(block, start, end, editor) or ()]
    where = spot(block, start, editor)
    return [where.run] if where else []


class _Word:
    """A Word file being rewritten."""

    def __init__(self, ground: Ground, date: str, tracked: bool) -> None:
        self._file = word_file(ground.data)
        self._blocks = ground.blocks
        self._date = date
        self._tracked = tracked
        self._editors: dict[str, Editor] = {}
        self._id = 0
        self._unsure: set[tuple[str, int]] = set()
        """Parts and runs in which changes are only suggested."""

    def rewritten(
        self,
        texts: Mapping[Key, str],
        paragraphs: Sequence[Paragraph],
        recoded: Collection[Key],
        formats: Formats,
        notes: Mapping[Key, Sequence[str]],
        remarks: Sequence[Remark],
        suggested: Collection[Key],
        removed: Collection[Key],
    ) -> bytes:
        main = self._editor("body")
        comments = Comments(self._file, main, self._date)
        lines = ParagraphChanges(main.part, self._revised if self._tracked else None)
        self._format(formats, lines, removed)
        for place, text in remarks:
            if place.part == "body" and place.paragraph:
                comments.on_words(self._blocks["body", place.paragraph], place.start, place.end, text, SUGGESTION)
        for key in dict.fromkeys((*texts, *recoded)):
            block = self._blocks[key]
            editor = self._editor(key[0])
            if key in suggested:
                self._unsure.update((key[0], run.node) for run in block.runs)
            changes = edits(block.text, texts.get(key, block.text))
            if key in recoded:
                self._recode(editor, block, changes)
            for number, edit in enumerate(changes):
                noted = comments if number == 0 and key in notes and editor is main else None
                self._edit(editor, block, edit, noted, notes.get(key, ()))
        for paragraph in paragraphs:
            gone = formats.of(paragraph.model) if paragraph.model in removed else ()
            self._insert(main, lines, paragraph._replace(looks=(*gone, *paragraph.looks)), comments)
        for key in removed:
            line = self._paragraph(main, key)
            lines.take_out(line, key in suggested)
            if self._tracked and notes.get(key):
                comments.on_element(line.child("r") or line, notes[key], SUGGESTION)
        lines.finish()
        comments.finish()
        for part, editor in self._editors.items():
            editor.finish(self._deletion(part, editor) if self._tracked else None)
        return self._file.save()

    def _format(self, formats: Formats, lines: ParagraphChanges, removed: Collection[Key]) -> None:
        """Set how the body looks, but for what is taken out of it."""
        main = self._editor("body")
        changes = LayoutChanges(self._file, self._revised if self._tracked else None)
        body = [each for each in formats.stretches if each.block[0] == "body" and each.block not in removed]
        changes.runs(
            main,
            [
                (piece, each.name, each.value)
                for each in body
                for piece in pieces(self._blocks[each.block], each.start, each.end, main) or ()
            ],
        )
        for key, settings in formats.paragraphs.items():
            if key[0] == "body" and key not in removed and any(run.node >= 0 for run in self._blocks[key].runs):
                lines.set(self._paragraph(main, key), settings)
        changes.sections(main.part, formats)
        rules = [(key, mm) for key, mm in formats.rules.items() if key[0] == "body" and key not in removed]
        changes.rules(lines, [(self._paragraph(main, key), mm) for key, mm in rules])

    def _editor(self, part: str) -> Editor:
        if part not in self._editors:
            editor = self._editors[part] = Editor(self._file.part(_part_name(self._file, part)))
            for node in editor.part.tree.walk():
                if node.local in _REVISION_IDS and (value := node.attribute("id") or "").isdecimal():
                    self._id = max(self._id, int(value[:9]))
        return self._editors[part]

    def _revision(self, editor: Editor, suggested: bool = False) -> str:
        """Attributes of a tracked change."""
        return self._revised(editor.part, suggested)

    def _revised(self, part: Part, suggested: bool = False) -> str:
        self._id += 1
        author = SUGGESTER if suggested else OWN_AUTHOR
        return Names.of(part.tree).attributes(id=self._id, author=author, date=self._date)

    def _deletion(self, part: str, editor: Editor) -> Callable[[int], tuple[str, str]]:
        prefix = editor.part.tree.prefix
        return lambda run: (f"<{prefix}del{self._revision(editor, (part, run) in self._unsure)}>", f"</{prefix}del>")

    def _edit(self, editor: Editor, block: Block, edit: Edit, comments: Comments | None, note: Sequence[str]) -> None:
        found = (pieces(block, edit.start, edit.end, editor) or []) if edit.start < edit.end else []
        where = Spot(found[-1].run, found[-1].end) if found else spot(block, edit.start, editor)
        assert where is not None
        if not self._tracked:
            for index, piece in enumerate(found or [Piece(where.run, where.offset, where.offset)]):
                editor.replace(piece, edit.new if index == 0 else "")
            return
        shell = editor.shell(*found[0][:2]) if found else editor.shell(where.run, max(where.offset - 1, 0))
        if any(first < edit.end and edit.start <= last for first, last, *_ in block.decoded):
            shell = shell.in_font(_UNICODE_FONT)
        opening = closing = ""
        if comments is not None:
            opening, closing, reference = comments.marks(note, SUGGESTION)
            closing += reference
        for piece in found:
            editor.delete(piece)
        if opening and found:
            editor.insert(Spot(found[0].run, found[0].start), opening)
            opening = ""
        markup = opening
        if edit.new:
            prefix = editor.part.tree.prefix
            content = shell.text(edit.new)
            unsure = (block.part, where.run) in self._unsure
            markup += f"<{prefix}ins{self._revision(editor, unsure)}>{content}</{prefix}ins>"
        if markup or closing:
            editor.insert(where, markup + closing)

    def _recode(self, editor: Editor, block: Block, changes: Sequence[Edit]) -> None:
        """Write in Unicode what is written otherwise than it is read, besides what is changed anyway."""
        for run in block.runs:
            fonts = any(each.by == "font" and each.start < run.end and run.start < each.end for each in block.decoded)
            position = run.start
            for start, end in [*((each.start, each.end) for each in changes), (run.end, run.end)]:
                stop = min(max(start, run.start), run.end)
                if position < stop:
                    self._recode_piece(editor, block, position, stop, fonts)
                position = max(position, min(end, run.end))
            if fonts and not self._tracked:
                editor.font(run.node, _UNICODE_FONT)

    def _recode_piece(self, editor: Editor, block: Block, start: int, end: int, fonts: bool) -> None:
        for piece in pieces(block, start, end, editor) or ():
            words = block.text[start:end]
            if editor.text(piece.run)[piece.start : piece.end] == words:
                continue
            if not self._tracked:
                editor.replace(piece, words)
                continue
            shell = editor.shell(piece.run)
            content = (shell.in_font(_UNICODE_FONT) if fonts else shell).text(words)
            prefix = editor.part.tree.prefix
            editor.delete(piece)
            unsure = (block.part, piece.run) in self._unsure
            inserted = f"<{prefix}ins{self._revision(editor, unsure)}>{content}</{prefix}ins>"
            editor.insert(Spot(piece.run, piece.end), inserted)

    def _insert(self, editor: Editor, lines: ParagraphChanges, paragraph: Paragraph, comments: Comments) -> None:
        """Write a new paragraph behind another."""
        source = editor.part.source
        names = Names.of(editor.part.tree)
        p = names.prefix
        after = self._paragraph(editor, paragraph.after)
        model = self._paragraph(editor, paragraph.model)
        settings = {**lines.settings(model), **of_paragraph(paragraph.looks)}
        properties = Properties(names, source, None).children(model.child("pPr"), settings)
        looks = [each for each in properties if each[0] not in _NOT_COPIED]
        shell = _shell(editor, self._blocks[paragraph.model])
        if paragraph.looks:
            own = next((run.child("rPr") for run in model.walk() if run.local == "r" and run.child("rPr")), None)
            shell = shell._replace(properties=Properties(names, source, None).of_run(own, dict(paragraph.looks)))
        content = shell.text(paragraph.label + paragraph.text)
        if paragraph.note:
            opening, closing, reference = comments.marks(paragraph.note, SUGGESTION)
            content = f"{opening}{content}{closing}{reference}"
        if self._tracked:
            content = f"<{p}ins{self._revision(editor, paragraph.suggested)}>{content}</{p}ins>"
        new = NewParagraph(looks, _mark(model, source), content, paragraph.suggested)
        if paragraph.above:
            lines.put_above(after, new)
        else:
            lines.put_in(_last_blank(after) if paragraph.beyond_blanks else after, new)

    def _paragraph(self, editor: Editor, key: Key) -> Node:
        block = self._blocks[key]
        run = next(run.node for run in reversed(block.runs) if run.node >= 0)
        return next(node for node in editor.node(run).ancestors() if node.local == "p")


def _last_blank(paragraph: Node) -> Node:
    """The last of the empty paragraphs behind a paragraph, itself if there is none."""
    while (following := beside(paragraph, 1)) and not any(each.local == "r" for each in following.walk()):
        paragraph = following
    return paragraph


def _shell(editor: Editor, block: Block) -> Shell:
    """The look of most of a block's text."""
    lengths: dict[int, int] = {}
    for run in block.runs:
        if run.node >= 0:
            lengths[run.node] = lengths.get(run.node, 0) + run.end - run.start
    return editor.shell(max(lengths, key=lambda node: lengths[node]))


def _mark(paragraph: Node, source: str) -> str:
    """How the mark of a paragraph looks, without its revisions."""
    properties = paragraph.child("pPr")
    own = properties.child("rPr") if properties else None
    look = [child for child in own.children if child.local not in _MARKS_OF_REVISION] if own else []
    return "".join(source[child.start : child.end] for child in look)


def _source(
    ground: Ground,
    texts: Mapping[Key, str],
    paragraphs: Sequence[Paragraph],
    recoded: Collection[Key],
    removed: Collection[Key],
) -> bytes:
    document = ground.document
    source = Source.of(ground.data, document)
    for key in recoded:
        block = ground.blocks[key]
        whole = source.stretch(block, 0, len(block.text))
        assert whole is not None
        source.replace(*whole, texts.get(key, block.text))
    for key, new in texts.items():
        if key in recoded:
            continue
        block = ground.blocks[key]
        for start, end, words in edits(block.text, new):
            stretch = source.stretch(block, start, end)
            assert stretch is not None
            source.replace(*stretch, words)
    for paragraph in paragraphs:
        block = ground.blocks[paragraph.after]
        if document.format == "text":
            line = source.line_end(source.offset(block.place(max(len(block.text) - 1, 0))))
            new = f"{source.indentation(line)}{paragraph.label}{paragraph.text}"
            if paragraph.above:
                source.insert(source.line_start(source.offset(block.place())), f"{new}{source.line_break}")
            else:
                source.insert(line, f"{source.line_break}{new}")
            continue
        before = source.element(block.place())
        model = source.element(ground.blocks[paragraph.model].place())
        name = model.tag if model.local in _REPEATED else model.prefix + "p"
        name = model.prefix + paragraph.component if paragraph.component in _SINGLE else name
        label = f' label="{quoted(paragraph.label.strip())}"' if paragraph.label and model.local == "item" else ""
        note = "".join(f"<!-- plancheck: {_comment(line)} -->{source.joint(before)}" for line in paragraph.note)
        element = f"<{name}{label}>{escaped(paragraph.text)}</{name}>"
        if paragraph.component == "asterisk":
            element = f"<{name}/>"  # what it stands for is not written
        if paragraph.above:
            source.insert(before.start, f"{note}{element}{source.joint(before)}")
        else:
            source.insert(before.end, f"{source.joint(before)}{note}{element}")
    for key in removed:
        source.remove(ground.blocks[key])
    return source.changed


def _comment(text: str) -> str:
    return re.sub("-(?=-)|-$", "- ", text)
