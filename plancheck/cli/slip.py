"""``plancheck slip``: the slip a reviewer signs before a draft is issued."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, checked, copying, for_each, target, written
from plancheck.cli.language import current, say
from plancheck.cli.loading import conditions
from plancheck.cli.options import common, dated, ruled
from plancheck.cli.problem import Problem
from plancheck.records import replace
from plancheck.report.system import reason

if TYPE_CHECKING:
    from plancheck.review.slip_rounds import Earlier

_ENDINGS = (".docx", ".html")


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Lập phiếu kiểm tra dự thảo trước khi ban hành: từng nội dung với kết quả, minh chứng, căn cứ, người xét; nội "
        "dung công cụ không xét được để trống cho người rà soát ký. Tệp Word (.docx, mặc định) hoặc .html.\n\n"
        "Trả về 0: đã ghi; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp.",
        "Write the slip a reviewer signs before a draft is issued: each obligation with verdict, evidence, basis and "
        "judge; what no program can judge is left blank to be signed. Word (.docx, default) or .html.\n\n"
        "Returns 0: written; 2: the command line, settings, rules or the file could not be used.",
    ),
)
@copying
@click.option(
    "--previous",
    metavar=say("TỆP", "FILE"),
    help=say(
        "Phiếu hoặc báo cáo JSON lần trước: phiếu ghi đã sửa, còn, mới bao nhiêu.",
        "The slip or the JSON report of the time before: told is how much was put right, is left, is new.",
    ),
)
@dated
@ruled
@common
def command(paths: tuple[str, ...], output: str | None, force: bool, previous: str | None, **given: Any) -> int:
    """Write the slip."""
    if previous and len(paths) > 1:
        raise Problem(say("--previous dùng cho một bản dự thảo.", "--previous is for one draft."))
    return for_each(paths, output, force, given, partial(_slip, previous=previous))


def _before(previous: str, draft: Original, file: Path) -> "Earlier":
    """What was found the time before. Raises Problem."""
    from plancheck.review.slip_rounds import earlier

    if Path(previous).resolve() == file.resolve():
        raise Problem(say(f"{file}: không ghi lên phiếu lần trước.", f"{file}: the slip before is not written over."))
    try:
        return earlier(Path(previous).read_bytes(), draft.name)
    except OSError as error:
        why = reason(error, current())
        raise Problem(f"{previous}: " + say(f"không mở được tệp: {why}.", f"can't open it: {why}.")) from None
    except (ValueError, KeyError, TypeError, IndexError):
        told = say(
            "không phải phiếu kiểm tra hay báo cáo JSON của bản dự thảo này.",
            "it is neither a slip nor a JSON report of this draft.",
        )
        raise Problem(f"{previous}: {told}") from None


def _slip(draft: Original, previous: str | None) -> int:
    file = target(draft, say("phieu-kiem-tra", "slip"), _ENDINGS)
    settings = draft.settings
    under = conditions(settings, draft.checker.rules)._replace(fail_on="error")
    report = replace(draft.checker.report((checked(draft),)), conditions=under)

    from plancheck.report.telling import of_several
    from plancheck.review.slip import slip
    from plancheck.review.slip_rounds import FIRST

    selected = bool(settings.select or settings.ignore)
    before = _before(previous, draft, file) if previous else FIRST
    slips = [slip(report, paper, draft.checker.rules, settings.lang, selected, before) for paper in report.files]
    if file.suffix.lower() == ".docx":
        from plancheck.review.slip_word import render as as_docx

        data = as_docx(slips)
    else:
        from plancheck.review.slip_html import render as as_html

        data = as_html(slips).encode()
    written(draft, file, data)
    for paper, filled in zip(report.files, slips, strict=True):
        which = of_several(paper, settings.lang)
        streams.note(say(f"Đã ghi {file}{which}: {filled.coverage}.", f"Wrote {file}{which}: {filled.coverage}."))
        streams.note(filled.conclusion)
        if filled.round:
            streams.note(filled.round)
    return 0
