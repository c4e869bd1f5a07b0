"""What is left in a Word file: each rule of the preflight pack on a sample spoilt in one thing."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import Finding

SAMPLE = Path(__file__).parents[2] / "samples" / "province-2022.docx"
WORDS = "Nâng cao nhận thức, trách nhiệm của các cấp ủy"
NUMBERED = "Góp phần thực hiện các mục tiêu"
RULES = {f"FMT-{number:03}" for number in range(40, 49)}
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Parts = dict[str, str]
Spoil = Callable[[Parts], None]


def spoilt(spoil: Spoil) -> bytes:
    """The sample with its parts changed."""
    with zipfile.ZipFile(SAMPLE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = {name: data.decode() for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    spoil(texts)
    parts.update({name: text.encode() for name, text in texts.items()})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def findings(data: bytes) -> list[Finding]:
    report = check_bytes(data, "a.docx", Options())
    assert report.error is None
    return [finding for finding in report.findings if finding.rule in RULES]


def in_run(before: str, after: str = "", look: str = "") -> Spoil:
    """Put markup around the run that begins with the words; ``look`` goes into its properties."""

    def spoil(parts: Parts) -> None:
        text = parts["word/document.xml"]
        at = text.index(WORDS)
        start = text.rindex("<w:r>", 0, at)
        end = text.index("</w:r>", at) + len("</w:r>")
        run = text[start:end]
        if look:
            assert "<w:rPr>" in run
            run = run.replace("</w:rPr>", look + "</w:rPr>")
        parts["word/document.xml"] = text[:start] + before + run + after + text[end:]

    return spoil


def with_part(name: str, text: str) -> Spoil:
    return lambda parts: parts.__setitem__(name, text)


def in_settings(markup: str) -> Spoil:
    def spoil(parts: Parts) -> None:
        text = parts["word/settings.xml"]
        head = text.index(">", text.index("<w:settings")) + 1
        parts["word/settings.xml"] = text[:head] + markup + text[head:]

    return spoil


def linked(kind: str, target: str, source: str = "document") -> Spoil:
    item = f'<Relationship Id="out" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'

    def spoil(parts: Parts) -> None:
        name = f"word/_rels/{source}.xml.rels"
        parts[name] = parts.get(name, empty).replace("</Relationships>", item + "</Relationships>")

    return spoil


CHANGE = 'w:id="9" w:author="A" w:date="2022-01-01T00:00:00Z"'


def field(instruction: str, more: str = "") -> str:
    """A complex field that shows nothing."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}"


def custom(final: str) -> Spoil:
    item = f'<property name="_MarkAsFinal"><bool>{final}</bool></property>'
    return with_part("docProps/custom.xml", f"<Properties>{item}</Properties>")


CASES: dict[str, tuple[Spoil, str, str, str]] = {
    "insertion": (in_run(f"<w:ins {CHANGE}>", "</w:ins>"), "FMT-040", "warning", WORDS),
    "deletion": (
        in_run(f"<w:del {CHANGE}><w:r><w:delText>đã bỏ </w:delText></w:r></w:del>"),
        "FMT-040",
        "warning",
        "đã bỏ ",
    ),
    "change of look": (in_run("", look=f"<w:rPrChange {CHANGE}><w:rPr/></w:rPrChange>"), "FMT-040", "warning", WORDS),
    "hidden": (in_run("", look="<w:vanish/>"), "FMT-042", "warning", WORDS),
    "white": (in_run("", look='<w:color w:val="FFFFFF"/>'), "FMT-042", "warning", WORDS),
    "nearly white": (in_run("", look='<w:color w:val="FEFEFE"/>'), "FMT-042", "warning", WORDS),
    "one point": (in_run("", look='<w:sz w:val="2"/>'), "FMT-042", "warning", WORDS),
    "macro": (with_part("word/vbaProject.bin", ""), "FMT-043", "warning", ""),
    "object": (
        in_run('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>'
               "</w:object></w:r>"),
        "FMT-044",
        "info",
        "Excel.Sheet.12",
    ),
    "linked picture": (linked("image", "http://example.com/a.png"), "FMT-045", "warning", "http://example.com/a.png"),
    "linked field": (
        in_run(field(' INCLUDEPICTURE "http://example.com/a.png" ')),
        "FMT-045",
        "warning",
        '"http://example.com/a.png"',
    ),
    "template": (linked("attachedTemplate", "http://example.com/t.dotm", "settings"), "FMT-045", "info",
                 "http://example.com/t.dotm"),
    "protection": (in_settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "FMT-046", "info",
                   "readOnly"),
    "final": (
        custom("true"),
        "FMT-046",
        "info",
        "",
    ),
    "signature": (with_part("_xmlsignatures/origin.sigs", ""), "FMT-046", "info", ""),
    "fields on opening": (in_settings('<w:updateFields w:val="true"/>'), "FMT-047", "info", ""),
    "dirty field": (
        in_run(field("REF a", ' w:dirty="true"')),
        "FMT-047",
        "info",
        WORDS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_told(case: str) -> None:
    spoil, rule, severity, words = CASES[case]
    (found,) = findings(spoilt(spoil))
    assert (found.rule, found.severity) == (rule, severity)
    assert words in (found.quote + found.actual)
    assert found.remedy


SILENT: dict[str, Spoil] = {
    "as it is": lambda _: None,
    "white on a dark highlight": in_run("", look='<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
    "white on dark shading": in_run("", look='<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'),
    "white on a solid pattern": in_run("", look='<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="000000"/>'),
    "grey": in_run("", look='<w:color w:val="808080"/>'),
    "black by theme": in_run("", look='<w:color w:val="000000" w:themeColor="text1"/>'),
    "hidden blanks": in_run('<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> – </w:t></w:r>'),
    "a hyperlink": linked("hyperlink", "http://example.com"),
    "a page field": in_run(field(" REF a ")),
    "protection not enforced": in_settings('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>'),
    "not final": custom("false"),
}


@pytest.mark.parametrize("case", SILENT)
def test_not_told(case: str) -> None:
    assert findings(spoilt(SILENT[case])) == []


def test_many_changes_are_one_finding_with_a_count() -> None:
    def twice(parts: Parts) -> None:
        in_run(f"<w:ins {CHANGE}>", "</w:ins>")(parts)
        text = parts["word/document.xml"]
        at = text.rindex("<w:r>", 0, text.index(NUMBERED))
        end = text.index("</w:r>", at) + len("</w:r>")
        parts["word/document.xml"] = f"{text[:at]}<w:moveTo {CHANGE}>{text[at:end]}</w:moveTo>{text[end:]}"

    (found,) = findings(spoilt(twice))
    assert "2 chỗ" in found.message
    assert found.place.paragraph is not None


def test_a_draft_under_discussion_is_only_reminded() -> None:
    def numberless(parts: Parts) -> None:
        in_run(f"<w:ins {CHANGE}>", "</w:ins>")(parts)
        text = parts["word/document.xml"]
        assert "Số: 56/KH-UBND" in text
        parts["word/document.xml"] = text.replace("Số: 56/KH-UBND", "Số:     /KH-UBND")

    (found,) = [finding for finding in findings(spoilt(numberless)) if finding.rule == "FMT-040"]
    assert found.severity == "info"
