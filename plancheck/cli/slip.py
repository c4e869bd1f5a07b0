"""``plancheck slip``: the slip a reviewer signs before a draft is issued."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, checked, copying, for_each, target, written
from plancheck.cli.language import say
from plancheck.cli.loading import conditions
from plancheck.cli.options import common, dated, ruled
from plancheck.records import replace

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
@dated
@ruled
@common
def command(paths: tuple[str, ...], output: str | None, force: bool, **given: Any) -> int:
    """Write the slip."""
    return for_each(paths, output, force, given, _slip)


def _slip(draft: Original) -> int:
    file = target(draft, say("phieu-kiem-tra", "slip"), _ENDINGS)
    settings = draft.settings
    under = conditions(settings, draft.checker.rules)._replace(fail_on="error")
    report = replace(draft.checker.report((checked(draft),)), conditions=under)

    from plancheck.report.telling import of_several
    from plancheck.review.slip import slip

    selected = bool(settings.select or settings.ignore)
    slips = [slip(report, paper, draft.checker.rules, settings.lang, selected) for paper in report.files]
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
    return 0
