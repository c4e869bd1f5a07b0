"""Damages drafts at random and checks them: ``python -m tests.fuzz --runs 20000 --seed 1 --workers 2``.

Every case is made from the seed and its number alone; some are of the costly shapes of ``tests/hostile.py``, in a size
drawn at random. What must hold: an answer or a refusal in one line, no traceback, no case over 2 seconds of processor
time and one more for each megabyte of input, no process over 300 MB. A case that fails is printed with the
command that runs it again; ``--keep DIR`` writes its bytes.
"""

import argparse
import io
import json
import os
import random
import re
import resource
import selectors
import subprocess
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.hostile import SHAPES
from tests.real import ROOT, TORTURE

TODAY = date(2026, 11, 22)
SLOWEST = 2.0
"""Seconds of processor time a case may take."""
LARGEST = 300 << 20
"""Bytes a process may hold."""
PATIENCE = 30.0
"""Seconds by the clock after which a case counts as hanging: other programs run beside it."""
_BIGGEST = 120_000
"""Bytes of a draft worth damaging: larger ones take longer and show nothing more."""
_PIECE = 1 << 12
_SHAPED = 0.15
"""Part of the cases that are of a costly shape."""

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_ATTRIBUTE = re.compile(r'(\s[\w:.-]+=)"([^"]*)"')
_NAMES = (
    "w:style|w:lvl|w:num|w:abstractNum|Relationship"
    "|w:p|w:r|w:tbl|w:tr|w:tc|w:pPr|w:rPr|text:p|text:h|text:list|text:span|table:table|item|p|section"
)
_ELEMENT = re.compile(rf"<({_NAMES})[ >].*?</\1>", re.S)
_TEXT = re.compile(r">([^<]{2,})<")
_VALUES = (
    "", "0", "-1", "1", "99999999999999999999", "-2147483649", "1e400", "nan", "true", "off", "auto", "none", "rId1",
    "NaN", "٣", "½", " ", "\t", "&#0;", "&amp;", "../../../etc/passwd", "file:///c:/x", "http://a.b/c", "Heading1",
    "Normal", "restart", "continue", "decimal", "upperRoman", "bullet", "%1.%2.%3", "2.54cm", "100%", "FFFFFF",
    "\u0301", "\ud7ff", "a" * 5000,
)  # fmt: skip
_NOISE = (
    "\u0301" * 40, "\u200b\u200e\u202e", "\u00ad", "\u0000", "\ufffe", "𝔘𝔫𝔦", "ﬁ", "Ð", "½", "\t\t\t", "\n", "(" * 9,
    "1.1.1.1.1.1", "I. II. III.", "ngày 31 tháng 02 năm 2022", "ngày 99 tháng 99 năm 9999", "Số:    /KH-UBND",
    "79/2010/QĐ-TTg", "- - - -", ";;;;", "C«ng hoµ x· héi", "UÛY BAN NHAÂN DAÂN", "]]>", "<!--", "&", "<",
    "%s{0}{count}", "\\", "9" * 400, "a" * 3000, "…………", "TM. KT. TL.", "١٢٣", "²³", "Ⅳ", "１２", "trước ngày 30/2",
    "từ ngày 5 đến ngày 3", "1.000.000.000.000.000.000.000 đồng", "quý V", "tháng 13",
)  # fmt: skip


class Source(NamedTuple):
    """A draft to be damaged."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went."""

    case: int
    name: str
    code: str
    """Code of the refusal, empty when the draft was checked."""
    seconds: float
    size: int
    """Most bytes the process has held."""
    length: int = 0
    """Bytes of the input."""
    trouble: str = ""
    """What must not happen; empty when all is well."""


@cache
def sources() -> tuple[Source, ...]:
    """Samples in every format, twice as many as the Word files of other projects."""
    own = [
        Source(path.name, path.read_bytes())
        for path in sorted((ROOT / "samples").iterdir())
        if path.suffix in (".docx", ".xml", ".txt", ".md")
    ]
    own += [Source(path.name, path.read_bytes()) for path in sorted((ROOT / "tests/reading/files").glob("*.odt"))]
    own.append(Source("flat.xml", _flat(next(source.data for source in own if source.name.endswith(".docx")))))
    found = [path for path in sorted(TORTURE.rglob("*.docx")) if path.stat().st_size <= _BIGGEST]
    foreign = [Source(path.name, path.read_bytes()) for path in found]
    return (*own * max(1, 2 * len(foreign) // len(own)), *foreign)


def _flat(data: bytes) -> bytes:
    """A Word file as Word's flat XML."""
    pieces = ['<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">']
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and not name.startswith("["):
                inner = re.sub(r"^\s*<\?xml.*?\?>", "", archive.read(name).decode())
                pieces.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{inner}</pkg:xmlData></pkg:part>')
    return "".join([*pieces, "</pkg:package>"]).encode()


def made(seed: int, case: int) -> Source:
    """The damaged draft of a case."""
    chance = random.Random(f"{seed}:{case}")
    if chance.random() < _SHAPED:
        return _shaped(chance)
    name, data = chance.choice(sources())
    if data.startswith(b"PK"):
        return Source(name, _damaged_package(chance, data))
    for _ in range(chance.randint(1, 3)):
        data = _damaged(chance, data)
    return Source(name, data)


def _shaped(chance: random.Random) -> Source:
    """A draft of a costly shape, sometimes damaged too."""
    name = chance.choice(sorted(SHAPES))
    shape = SHAPES[name]
    data = shape.make(max(1, int(shape.small * chance.choice((0.01, 0.1, 0.5, 1.0)) * chance.random())))
    if chance.random() < 0.3:
        data = _damaged_package(chance, data) if data.startswith(b"PK") else _damaged(chance, data)
    return Source(name + shape.ending, data)


def _damaged_package(chance: random.Random, data: bytes) -> bytes:
    if chance.random() < 0.15:
        return chance.choice((_flipped, _cut))(chance, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except zipfile.BadZipFile:  # its directory is forged already
        return _damaged(chance, data)
    for _ in range(chance.randint(1, 3)):
        if not parts:
            break
        at = chance.choice([*range(len(parts)), *(_told(parts) * 4)])
        name, content = parts[at]
        kind = chance.random()
        if kind < 0.08:
            del parts[at]
        elif kind < 0.12:
            parts.append((chance.choice((name, name.upper(), "word/extra.xml")), content))
        elif kind < 0.18:
            other = chance.randrange(len(parts))
            parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
        elif kind < 0.2:
            parts[at] = (chance.choice(("../" + name, "/" + name, name + "x", "word/vbaProject.bin")), content)
        else:
            parts[at] = (name, _damaged(chance, content))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if name not in archive.namelist() or chance.random() < 0.5:
                _add(archive, name, content)
    return stream.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    import warnings

    with warnings.catch_warnings():  # two parts of one name are meant
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _told(parts: Sequence[tuple[str, bytes]]) -> list[int]:
    """Positions of the parts that hold text, styles and numbers."""
    stems = ("document.xml", "styles.xml", "numbering.xml", "content.xml", "comments.xml", "footnotes.xml", ".rels")
    return [index for index, (name, _) in enumerate(parts) if name.endswith(stems)]


def _damaged(chance: random.Random, data: bytes) -> bytes:
    """A part or an XML file, damaged once."""
    if chance.random() < 0.15 or b"<" not in data[:_PIECE]:
        return chance.choice((_flipped, _cut))(chance, data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _flipped(chance, data)
    return chance.choice(_DAMAGES)(chance, text).encode("utf-8", "replace")


def _flipped(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _found(chance: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match somewhere in the text."""
    start = chance.randrange(len(text) + 1)
    return pattern.search(text, start) or pattern.search(text)


def _tags_swapped(chance: random.Random, text: str) -> str:
    """Elements get the name of another, rarely one of their tags alone."""
    one, two = _found(chance, _TAG, text), _found(chance, _TAG, text)
    if not one or not two:
        return text
    if chance.random() < 0.1:
        return text[: one.start(2)] + two[2] + text[one.end(2) :]
    element = _found(chance, _ELEMENT, text) if chance.random() < 0.6 else None
    start, end = element.span() if element else (0, len(text))
    old = re.compile(rf"(</?){re.escape(one[2])}(?=[\s/>])")
    return text[:start] + old.sub(lambda match: match[1] + two[2], text[start:end]) + text[end:]


def _attribute_noise(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        match = _found(chance, _ATTRIBUTE, text)
        if match:
            value = chance.choice(_VALUES)
            kept = match[1] + f'"{value}"' if chance.random() < 0.8 else ""
            text = text[: match.start()] + kept + text[match.end() :]
    return text


def _text_noise(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        match = _found(chance, _TEXT, text)
        if match:
            at = chance.randrange(match.start(1), match.end(1))
            text = text[:at] + chance.choice(_NOISE) + text[at if chance.random() < 0.5 else match.end(1) :]
    return text


def _element_gone(chance: random.Random, text: str) -> str:
    match = _found(chance, _ELEMENT, text)
    return text[: match.start()] + text[match.end() :] if match else text


def _element_again(chance: random.Random, text: str) -> str:
    match = _found(chance, _ELEMENT, text)
    if not match or len(match.group()) > 50_000:
        return text
    times = chance.choice((1, 5, 100)) if len(match.group()) < 2000 else 1
    at = chance.choice((match.end(), match.start(), match.start() + match.group().find(">") + 1))
    return text[:at] + match.group() * times + text[at:]


def _element_nested(chance: random.Random, text: str) -> str:
    """An element inside itself, many times."""
    match = _found(chance, _ELEMENT, text)
    if not match:
        return text
    opening = match.group()[: match.group().find(">") + 1]
    if opening.endswith("/>"):
        return text
    times = chance.choice((2, 20, 200))
    return text[: match.start()] + opening * times + match.group() + f"</{match[1]}>" * times + text[match.end() :]


def _element_moved(chance: random.Random, text: str) -> str:
    one = _found(chance, _ELEMENT, text)
    if not one:
        return text
    rest = text[: one.start()] + text[one.end() :]
    two = _found(chance, _TAG, rest)
    at = two.start() if two else 0
    return rest[:at] + one.group() + rest[at:]


_DAMAGES: tuple[Callable[[random.Random, str], str], ...] = (
    _tags_swapped,
    _attribute_noise,
    _attribute_noise,
    _text_noise,
    _text_noise,
    _element_gone,
    _element_again,
    _element_nested,
    _element_moved,
)


# Running


def run(seed: int, case: int) -> Outcome:
    """Make a case and check it, in this process."""
    from plancheck.pipeline import Options, check_bytes

    source = made(seed, case)
    start = time.process_time()
    code, trouble = "", ""
    try:
        report = check_bytes(source.data, source.name, Options(today=TODAY))
        if report.error is not None:
            code = report.error.code
            if "\n" in report.error.message:
                trouble = "a refusal of more than one line"
        elif report.broken:
            trouble = next(note.message for note in report.notes if note.code == "internal")
    except Exception as error:  # whatever it is, it must not happen
        last = traceback.extract_tb(error.__traceback__)[-1]
        trouble = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    seconds = time.process_time() - start
    size = _held()
    if not trouble and seconds > SLOWEST + len(source.data) / 1_000_000:
        trouble = f"took {seconds:.1f} s"
    if not trouble and size > LARGEST:
        trouble = f"held {size >> 20} MB"
    return Outcome(case, source.name, code, seconds, size, len(source.data), trouble)


def _held() -> int:
    """Most bytes this process has held; on Linux not counting what its parent held when it made it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) << 10  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def work(seed: int) -> None:
    """Check the cases whose numbers come in, one a line; answer each with one line."""
    from plancheck.pipeline import Options, check_bytes

    check_bytes((ROOT / "samples" / "province-2022.docx").read_bytes(), "", Options(today=TODAY))
    for line in sys.stdin:
        outcome = run(seed, int(line))
        fields = {name: getattr(outcome, name) for name in Outcome.__slots__}
        print(json.dumps(fields), flush=True)


class _Worker:
    """A process that checks one case at a time, and what it is at. LibreOffice, which costs seconds, is not run."""

    def __init__(self, seed: int) -> None:
        command = [sys.executable, "-m", "tests.fuzz", "--work", "--seed", str(seed)]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PLANCHECK_OFFICE": "no"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.case = -1
        self.since = 0.0

    def give(self, case: int) -> None:
        assert self.process.stdin is not None
        self.case, self.since = case, time.monotonic()
        self.process.stdin.write(f"{case}\n")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def campaign(seed: int, cases: Sequence[int], workers: int) -> Iterator[Outcome]:
    """Check cases in processes of their own; one that hangs or dies is an outcome too."""
    left = iter(cases)
    selector = selectors.DefaultSelector()

    def start() -> None:
        case = next(left, None)
        if case is not None:
            worker = _Worker(seed)
            selector.register(worker.process.stdout, selectors.EVENT_READ, worker)  # type: ignore[arg-type]
            worker.give(case)

    def stop(worker: _Worker) -> None:
        selector.unregister(worker.process.stdout)  # type: ignore[arg-type]
        worker.end()

    for _ in range(workers):
        start()
    while selector.get_map():
        for key, _ in selector.select(timeout=1.0):
            worker: _Worker = key.data
            line = worker.process.stdout.readline()  # type: ignore[union-attr]
            if not line:
                yield Outcome(worker.case, "", "", 0.0, 0, 0, "the process died")
                stop(worker)
                start()
                continue
            outcome = Outcome(**json.loads(line))
            yield outcome
            following = None if outcome.size > LARGEST else next(left, None)
            if following is None:
                stop(worker)
                if outcome.size > LARGEST:
                    start()
            else:
                worker.give(following)
        for key in list(selector.get_map().values()):
            worker = key.data
            if time.monotonic() - worker.since > PATIENCE:
                yield Outcome(worker.case, "", "", PATIENCE, 0, 0, f"no answer in {PATIENCE:.0f} s")
                stop(worker)
                start()


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--only", type=int, help="one case, in this process, with its traceback")
    parser.add_argument("--keep", type=Path, help="folder for the bytes of the cases that fail")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.seed)
        return 0
    if options.only is not None:
        return _again(options.seed, options.only, options.keep)
    codes: Counter[str] = Counter()
    slowest, largest, dearest, failed = 0.0, 0, 0.0, 0
    began = time.monotonic()
    cases = range(options.first, options.first + options.runs)
    for outcome in campaign(options.seed, cases, options.workers):
        codes[outcome.code or "checked"] += 1
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.size)
        if outcome.length:
            dearest = max(dearest, outcome.seconds / (outcome.length + _PIECE))
        if outcome.trouble:
            failed += 1
            print(f"FAIL {outcome.name}: {outcome.trouble}", flush=True)
            print(f"  python -m tests.fuzz --seed {options.seed} --only {outcome.case}", flush=True)
            if options.keep:
                _keep(made(options.seed, outcome.case), outcome.case, options.keep)
    minutes = (time.monotonic() - began) / 60
    print(f"seed {options.seed}: {options.runs} cases in {minutes:.1f} minutes, {failed} failed")
    print(f"slowest {slowest:.2f} s, largest process {largest >> 20} MB, dearest {dearest * 1000:.2f} s for a kilobyte")
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 1 if failed else 0


def _again(seed: int, case: int, folder: Path | None) -> int:
    from plancheck.pipeline import Options, check_bytes

    source = made(seed, case)
    if folder:
        _keep(source, case, folder)
    report = check_bytes(source.data, source.name, Options(today=TODAY))
    outcome = run(seed, case)
    print(f"{source.name}: {report.error or 'checked'}, {outcome.seconds:.2f} s, {outcome.size >> 20} MB")
    return 1 if outcome.trouble else 0


def _keep(source: Source, case: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{case}-{source.name}").write_bytes(source.data)


if __name__ == "__main__":
    sys.exit(main())
