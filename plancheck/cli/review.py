"""``plancheck review``: one copy of each draft to go through in Word, corrected, with suggestions and comments."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.api.correcting import judge
from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, copying, for_each, refused, target, warn, written
from plancheck.cli.correcting import protection
from plancheck.cli.language import say
from plancheck.cli.options import common, dated, ruled
from plancheck.reading.errors import ReadingError
from plancheck.report.sanitise import clean
from plancheck.report.wording import Language, counted

if TYPE_CHECKING:
    from plancheck.review.reviewing import Reviewed


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Ghi một bản Word để duyệt: chỗ không thể sửa nhầm đã sửa, chỗ khác là gợi ý có ghi chú (đều là sửa đổi theo "
        "dõi, chấp nhận hoặc từ chối từng chỗ), còn lại là nhận xét ở từng chỗ. Bản gốc giữ nguyên.\n\n"
        "Chạy lại được trên chính bản ấy: dấu của lần trước được thay, dấu của người khác giữ nguyên.\n\n"
        "Trả về 0: đã ghi; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp nào đó.",
        "Write one Word copy to go through: what can't be put right wrongly is corrected, the rest suggested with a "
        "comment (all as tracked changes to accept or reject), and what is left is commented on at each place. The "
        "draft stays as it is.\n\n"
        "It may be run on its own copy: the marks of the last time are replaced, those of others stay.\n\n"
        "Returns 0: written; 2: the command line, settings, rules or some file could not be used.",
    ),
)
@copying
@dated
@ruled
@common
def command(paths: tuple[str, ...], output: str | None, force: bool, **given: Any) -> int:
    """Review."""
    return for_each(paths, output, force, given, _review, whole=True)


def _review(draft: Original) -> int:
    copy = target(draft, say("da-soat", "reviewed"))
    restricted = protection(draft, say("dùng plancheck annotate để nhận xét.", "use plancheck annotate to comment."))

    from plancheck.review.reviewing import reviewed

    judged = judge(draft.name, draft.checker)
    try:
        done = reviewed(
            draft.data,
            draft.name,
            judged.check,
            judged.understand,
            draft.checker.rules,
            day=datetime.date.today().isoformat(),
            language=draft.settings.lang,
            wanted=draft.wanted.__contains__,
            note=judged.note,
        )
    except ReadingError as error:
        raise refused(draft, error) from None
    written(draft, copy, done.data)
    warn(False, restricted)
    for line in _told(done, copy, draft.settings.lang):
        streams.note(clean(line))
    return 0


def _told(done: "Reviewed", copy: Path, lang: Language) -> Iterator[str]:
    """What was put right, what waits for a person, what to do next."""
    safe, suggested = done.fixed.safe, done.fixed.suggested
    yield say(
        f"Đã sửa {safe} chỗ, gợi ý {suggested} chỗ: {copy}",
        f"Places corrected: {safe}, suggested: {suggested}: {copy}",
    )
    counts = [
        counted(count, severity, lang)
        for severity in ("error", "warning", "info")
        if (count := sum(each.severity == severity and each.suppressed is None for each in done.report.findings))
    ]
    left = ", ".join(counts) or say("không còn phát hiện nào", "nothing found")
    comments = say(f" ({done.comments} nhận xét)", f" ({done.comments} comments)") if done.comments else ""
    yield say("Còn chờ bạn: ", "Left for you: ") + left + comments
    name = f'"{copy}"' if " " in str(copy) else str(copy)
    errors = any(each.severity == "error" and each.suppressed is None for each in done.report.findings)
    command = f"plancheck review {name}" if errors else f"plancheck finalize {name} --number … --date … --signer …"
    yield say(
        f"Tiếp theo: duyệt từng chỗ trong Word (Xem lại), lưu, rồi chạy {command}",
        f"Next: go through it in Word (Review), save, then run {command}",
    )
