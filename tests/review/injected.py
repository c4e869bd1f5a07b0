"""A faulty draft in the midst of real packages: what plancheck writes there harms nothing else.

    python -m tests.review.injected [WORD ...]

Tries the packages whose path holds one of the words, without words all of them, and tells what was harmed.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from plancheck.api import Draft
from plancheck.api.correcting import judge
from plancheck.reading import ReadingError, read
from plancheck.review.annotate import annotate
from plancheck.review.package import word_file
from plancheck.review.reviewing import reviewed
from plancheck.review.withdraw import withdrawn
from tests.reading.docx_builder import packed
from tests.real import ROOT, TORTURE
from tests.review.revisions import settled
from tests.review.test_annotate import contents
from tests.review.test_fix import TODAY, checker, corrected, texts

DRAFT = ROOT / "samples" / "copied-draft.docx"
LARGEST = 300_000
"""Bytes of a package: those larger say nothing more."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WRITTEN = ("comments", "header", "footer", "footnotes", "endnotes")
"""Kinds of parts, besides the main one, that plancheck writes to or puts in."""


def injected(package: bytes) -> bytes | None:
    """The package with the draft before all else in it; None where it has no body to put one into."""
    parts = dict(contents(package))
    main = word_file(package).main
    root = etree.fromstring(parts[main])
    space = etree.QName(root).namespace
    body = root.find(f"{{{space}}}body")
    if body is None or space not in (_W, _STRICT):
        return None
    words = contents(DRAFT.read_bytes())["word/document.xml"].replace(_W.encode(), space.encode())
    for at, child in enumerate(etree.fromstring(words)[0][:-1]):
        body.insert(at, child)
    parts[main] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return packed(parts)


def commented(data: bytes) -> bytes:
    findings = checker().check(Draft("a.docx", None, data)).findings
    return annotate(data, read(data, "a.docx"), findings, checker().rules, TODAY, "vi").data


def marked(data: bytes) -> bytes:
    by = judge("a.docx", checker())
    return reviewed(data, "a.docx", by.check, by.understand, checker().rules, day=TODAY, note=by.note).data


COPIES: Mapping[str, Callable[[bytes], bytes]] = {
    "fix": lambda data: corrected(data, "a.docx").data,
    "suggest": lambda data: corrected(data, "a.docx", suggest=True).data,
    "annotate": commented,
    "review": marked,
}
"""What is written into a draft, by command."""


def harm(data: bytes, copy: bytes) -> Iterator[str]:
    """What of a package is not as it was once all that plancheck wrote is rejected, and what it must not touch."""
    before, after = contents(data), contents(copy)
    file = word_file(copy)
    written = {each.target for each in file.relationships if each.kind in _WRITTEN} | {file.main}
    relations = f"{Path(file.main).parent}/_rels/{Path(file.main).name}.rels"
    written |= {relations, "[Content_Types].xml"}
    for name in sorted(before.keys() | after.keys()):
        if name not in written and before.get(name) != after.get(name):
            yield f"{name} is another"
    if texts(settled(copy, accept=False), "a.docx") != texts(data, "a.docx"):
        yield "rejected, its text is another"
    if texts(withdrawn(copy), "a.docx") != texts(data, "a.docx"):
        yield "withdrawn, its text is another"


def main(words: list[str]) -> int:
    from tests.review.engines import complaints

    tried = harmed = 0
    for path in sorted(TORTURE.rglob("*.docx")):
        if words and not any(word in str(path) for word in words):
            continue
        try:
            data = injected(path.read_bytes()) if path.stat().st_size < LARGEST else None
            if data is None:
                continue
            before, read_before = complaints(data), texts(data, "a.docx")
        except (ReadingError, etree.XMLSyntaxError) as error:
            print(f"{path.name}: left out ({error})")
            continue
        for command, copied in COPIES.items():
            tried += 1
            copy = copied(data)
            found = [*harm(data, copy), *(complaints(copy) - before)]
            if command == "annotate" and texts(copy, "a.docx") != read_before:
                found.append("its text is another")
            harmed += bool(found)
            for each in found:
                print(f"{path.name} {command}: {each}", flush=True)
    print(f"{tried} copies, {harmed} with harm done")
    return int(harmed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
