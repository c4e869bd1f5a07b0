"""``plancheck finalize``: the draft as it is issued, in Word and PDF, if no error stands in the way."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.api.correcting import judge
from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, copying, for_each, refused, target, warn, written
from plancheck.cli.correcting import protection
from plancheck.cli.language import say
from plancheck.cli.options import Day, common, dated, ruled
from plancheck.cli.problem import Problem
from plancheck.reading.errors import ReadingError
from plancheck.report.sanitise import clean
from plancheck.report.wording import Language, counted, where
from plancheck.text import shorten

if TYPE_CHECKING:
    from plancheck.review.finalizing import Final, Issue
    from plancheck.review.suggestions import Suggestion

_SHOWN = 70
"""Characters of a suggestion that are shown."""


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Ghi văn bản để ban hành: điền số, ngày, người ký; chấp nhận mọi sửa đổi theo dõi; bỏ nhận xét, màu tô chữ, "
        "dấu “DỰ THẢO” và thông tin về người soạn; soát lại lần cuối; ghi tệp Word, và PDF nếu máy có LibreOffice.\n\n"
        "Còn lỗi, còn thiếu hoặc còn gợi ý của plancheck chưa ai duyệt thì không ghi gì và liệt kê.\n\n"
        "Trả về 0: đã ghi; 1: còn lỗi, còn thiếu, còn gợi ý; 2: không dùng được dòng lệnh, thiết lập, quy tắc, tệp.",
        "Write the document to be issued: number, day and signer filled in; all tracked changes accepted; comments, "
        "highlights, the mark “DỰ THẢO” and what tells of its authors gone; checked once more; in Word, and in PDF "
        "where LibreOffice is installed.\n\n"
        "While an error is open, something is missing or a suggestion of plancheck's is not judged, nothing is "
        "written, and it is listed.\n\n"
        "Returns 0: written; 1: errors, something missing, suggestions; 2: the command line, settings, rules or the "
        "file could not be used.",
    ),
)
@copying
@click.option("--number", default="", metavar=say("SỐ", "NUMBER"), help=say("Số văn bản: 123.", "Its number: 123."))
@click.option("--date", type=Day(), help=say("Ngày ban hành.", "Day of issue."))
@click.option(
    "--accept-suggestions",
    is_flag=True,
    help=say(
        "Chấp nhận cả những gợi ý của plancheck chưa ai duyệt.",
        "Accept plancheck's suggestions that nobody has judged.",
    ),
)
@click.option("--signer", default="", metavar=say("TÊN", "NAME"), help=say("Họ tên người ký.", "Signer's name."))
@dated
@ruled
@common
def command(
    paths: tuple[str, ...],
    output: str | None,
    force: bool,
    number: str,
    date: int | None,
    signer: str,
    accept_suggestions: bool,
    **given: Any,
) -> int:
    """Finalize."""
    from plancheck.review.finalizing import Issue

    if len(paths) > 1:
        raise Problem(say("mỗi lần chỉ hoàn thiện một văn bản.", "only one document is finalized at a time."))
    digits = number.strip().partition("/")[0].partition("-")[0].strip()
    if number and not digits[:1].isdigit():
        raise Problem(say(f"“{number}” không phải số văn bản.", f"“{number}” is no number of a document."))
    issue = Issue(digits, date or 0, " ".join(signer.split()))
    return for_each(paths, output, force, given, partial(_finalize, issue=issue, judged_too=accept_suggestions))


def _finalize(draft: Original, issue: "Issue", judged_too: bool) -> int:
    copy = target(draft, say("ban-hanh", "final"))
    restricted = protection(draft, say("bản đã ký là bản cuối.", "what is signed is final."))

    from plancheck.review.finalizing import finalized

    judged = judge(draft.name, draft.checker)
    try:
        done = finalized(draft.data, draft.name, judged.check, judged.understand, issue, accept_suggestions=judged_too)
    except ReadingError as error:
        raise refused(draft, error) from None
    if done.waiting:
        for line in _unjudged(done.waiting):
            streams.note(clean(line))
        return 1
    if done.errors or done.missing:
        for line in _open(done, draft.settings.lang):
            streams.note(clean(line))
        return 1
    from plancheck.reading.convert import office

    program = office()
    page = target(draft._replace(output=str(copy.with_suffix(".pdf"))), "", (".pdf",)) if program else None
    written(draft, copy, done.data)
    warn(False, restricted)
    pdf = say("Máy không có LibreOffice: mở tệp Word, Lưu thành PDF.", "No LibreOffice here: save it as PDF in Word.")
    if page is not None:
        pdf = _pdf(draft, page, done.data, program)
    for line in _told(done, copy, pdf, draft.settings.lang):
        streams.note(clean(line))
    return 0


def _pdf(draft: Original, path: Path, data: bytes, program: str) -> str:
    """Write the PDF; what is said of it."""
    from plancheck.reading.convert import as_pdf

    try:
        written(draft, path, as_pdf(data, program))
    except ReadingError:
        return say("Không ghi được PDF: mở tệp Word, Lưu thành PDF.", "No PDF could be made: save it as PDF in Word.")
    return say(f"Đã ghi {path}", f"Wrote {path}")


def _unjudged(suggestions: "Sequence[Suggestion]") -> Iterator[str]:
    """Suggestions that a person must accept or reject first."""
    yield say(
        f"Còn {len(suggestions)} gợi ý chưa ai duyệt, không ghi gì:",
        f"{len(suggestions)} suggestions that nobody has judged, nothing is written:",
    )
    for old, new, start in suggestions:
        told = [f"“{shorten(words, _SHOWN)}”" for words in (old, new) if words]
        put_in = say("thêm ", "add ") if not old else say("bỏ ", "drop ") if not new else ""
        around = "" if new and start.startswith(new) else say(" ở đoạn ", " in ") + f"“{shorten(start, _SHOWN)}”"
        yield f"  {put_in}{' → '.join(told)}{around}"
    yield say(
        "Mở tệp trong Word, chấp nhận hoặc từ chối từng gợi ý (tác giả “plancheck (gợi ý)”), lưu rồi chạy lại; muốn "
        "nhận hết thì thêm --accept-suggestions.",
        "Open the file in Word, accept or reject each suggestion (author “plancheck (gợi ý)”), save and run again; to "
        "take them all add --accept-suggestions.",
    )


def _open(done: "Final", lang: Language) -> Iterator[str]:
    """What stands in the way."""
    yield say("Chưa hoàn thiện được, không ghi gì:", "It can't be finalized yet, nothing is written:")
    for missing in done.missing:
        yield "  " + say("thiếu ", "missing: ") + missing.get(lang)
    for finding in done.errors:
        yield f"  {finding.rule} {finding.message} ({where(finding.place, lang)})"


def _told(done: "Final", copy: Path, pdf: str, lang: Language) -> Iterator[str]:
    yield say(f"Đã ghi {copy}", f"Wrote {copy}")
    yield pdf
    yield say(
        f"Đã chấp nhận {done.changes} sửa đổi, bỏ {done.comments} nhận xét.",
        f"Tracked changes accepted: {done.changes}; comments taken out: {done.comments}.",
    )
    counts = [
        counted(count, severity, lang)
        for severity in ("warning", "info")
        if (count := sum(each.severity == severity and each.suppressed is None for each in done.report.findings))
    ]
    if counts:
        yield say("Còn để cân nhắc: ", "Left to consider: ") + ", ".join(counts) + "."
