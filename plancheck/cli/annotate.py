"""``plancheck annotate``: a copy of each draft with a comment at each place of each finding."""

import datetime
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, bare, checked, copying, for_each, refused, target, warn, written
from plancheck.cli.language import say
from plancheck.cli.options import common, dated, ruled


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Ghi một bản sao có nhận xét của Word ở từng chỗ sai: sai gì, cách sửa, vì sao, căn cứ. Bản gốc giữ nguyên; "
        "nhận xét của lần trước được thay.\n\n"
        "Tệp .xml được thêm chú thích XML trước phần tử có chỗ sai. Nội dung thiếu được ghi ở đề mục liên quan.\n\n"
        "Trả về 0: đã ghi; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp.",
        "Write a copy with a Word comment at each place: what, how to fix, why, basis. The draft stays as it is; "
        "comments of the last time are replaced.\n\n"
        "An .xml file gets XML comments before the element. What is missing is told at the heading it goes under.\n\n"
        "Returns 0: written; 2: the command line, settings, rules or the file could not be used.",
    ),
)
@copying
@dated
@ruled
@common
def command(paths: tuple[str, ...], output: str | None, force: bool, **given: Any) -> int:
    """Annotate."""
    return for_each(paths, output, force, given, _annotate)


def _annotate(draft: Original) -> int:
    copy = target(draft, say("nhan-xet", "annotated"))
    draft = bare(draft, changes=False)
    report = checked(draft)
    assert report.document is not None

    from plancheck.reading import ReadingError, read
    from plancheck.review.annotate import annotate

    document = read(draft.data, draft.name)
    language = draft.settings.lang
    try:
        done = annotate(
            draft.data, document, report.findings, draft.checker.rules, datetime.date.today().isoformat(), language
        )
    except ReadingError as error:
        raise refused(draft, error) from None
    written(draft, copy, done.data)
    warn(done.signed, done.protection)
    streams.note(say(f"Đã ghi {copy}: {done.comments} nhận xét.", f"Wrote {copy}: {done.comments} comments."))
    return 0
