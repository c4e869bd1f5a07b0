"""``plancheck fix``: a copy of each draft with the safe corrections made."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from plancheck.api.correcting import judge
from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.copies import Original, bare, copying, for_each, refused, target, warn, written
from plancheck.cli.correcting import protection
from plancheck.cli.language import say
from plancheck.cli.options import Choice, common, dated, ruled
from plancheck.reading.errors import ReadingError
from plancheck.report.sanitise import clean
from plancheck.report.wording import counted, where

if TYPE_CHECKING:
    from plancheck.report.wording import Language
    from plancheck.review.corrections import Change, Fixed, Left


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Ghi một bản sao đã sửa những chỗ không thể sửa nhầm (số 0, dấu cách, ký hiệu…), dưới dạng sửa đổi theo dõi "
        "của Word để xem và chấp nhận từng chỗ. Chỗ nào sửa xong làm sai quy tắc khác thì để lại và nói rõ.\n\n"
        "Trả về 0: xong, kể cả khi không có gì để sửa; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp. "
        "Với --diff: 1 nếu có chỗ sẽ sửa.",
        "Write a copy in which all that can't be put right wrongly is put right (zeros, spaces, symbols …), as tracked "
        "changes in Word to look at and accept. What would make another rule fail is left, and told.\n\n"
        "Returns 0: done, also when there is nothing to do; 2: the command line, settings, rules or the file could not "
        "be used. With --diff 1 if something would change.",
    ),
)
@copying
@click.option("--diff", is_flag=True, help=say("Chỉ in ra những chỗ sẽ sửa, không ghi.", "Only show; write nothing."))
@click.option(
    "--accept", is_flag=True, help=say("Sửa thẳng, không để dấu theo dõi.", "Change plainly, without revision marks.")
)
@click.option(
    "--suggest",
    is_flag=True,
    help=say("Chèn cả đoạn gợi ý cho nội dung còn thiếu, có ghi chú.", "Also propose what is missing, with a comment."),
)
@click.option(
    "--format",
    "format_",
    type=Choice(("text", "json")),
    default="text",
    help=say("Dạng của --diff.", "Format of --diff."),
)
@dated
@ruled
@common
def command(
    paths: tuple[str, ...],
    output: str | None,
    force: bool,
    diff: bool,
    accept: bool,
    suggest: bool,
    format_: str,
    **given: Any,
) -> int:
    """Correct."""
    return for_each(paths, output, force, given, lambda draft: _fix(draft, diff, accept, suggest, format_), whole=True)


def _fix(draft: Original, diff: bool, accept: bool, suggest: bool, format_: str) -> int:
    copy = None if diff else target(draft, say("da-sua", "fixed"))
    instead = say(
        "dùng --diff để xem, plancheck annotate để nhận xét.",
        "use --diff to look, plancheck annotate to comment.",
    )
    restricted = "" if diff else protection(draft, instead)
    draft = bare(draft)

    from plancheck.review.fixing import fixed

    language = draft.settings.lang
    judged = judge(draft.name, draft.checker)
    try:
        done = fixed(
            draft.data,
            draft.name,
            judged.check,
            judged.understand,
            suggest=suggest,
            tracked=not accept,
            wanted=draft.wanted.__contains__,
            note=judged.note,
        )
    except ReadingError as error:
        raise refused(draft, error) from None
    if diff and format_ == "json":
        streams.out(_as_json(draft.name, done.changes))
    elif diff:
        streams.out("".join(f"{line}\n" for line in _difference(draft.name, done.changes, language)))
    elif copy is not None and (done.changes or done.layout):
        written(draft, copy, done.data)
        warn(False, restricted)
        streams.note(say(f"Đã ghi {copy}.", f"Wrote {copy}."))
    for line in _summary(done, language):
        streams.note(line)
    return int(diff and bool(done.changes or done.layout))


def _as_json(name: str, changes: Sequence["Change"]) -> str:
    """The same for programs: an object for each draft."""
    from plancheck.report import json_report

    listed = [
        {
            "place": json_report.place(change.place),
            "before": change.before,
            "after": change.after,
            "rules": list(change.rules),
            "suggested": change.suggested,
        }
        for change in changes
    ]
    return json_report.dumps({"schema": "plancheck-changes/1", "path": name, "changes": listed})


def _difference(name: str, changes: Sequence["Change"], language: "Language") -> Iterator[str]:
    """Each paragraph before and after."""
    for change in changes:
        behind = "" if change.before else say("thêm sau ", "new, after ")
        mark = say(" (gợi ý)", " (suggested)") if change.suggested else ""
        yield clean(f"{name}: {behind}{where(change.place, language)} · {', '.join(change.rules)}{mark}")
        if change.before:
            yield clean(f"- {change.before}")
        yield clean(f"+ {change.after}")
        yield ""


def _summary(done: "Fixed", language: "Language") -> Iterator[str]:
    made = [change for change in done.changes if not change.suggested]
    suggested = [change for change in done.changes if change.suggested]
    if made:
        yield say(f"Sửa {len(made)} đoạn: ", f"Corrected {len(made)} paragraphs: ") + _rules(made)
    if suggested:
        yield say(f"Gợi ý ở {len(suggested)} đoạn: ", f"Suggested in {len(suggested)} paragraphs: ") + _rules(suggested)
    for layout, vi, en in (
        ([each for each in done.layout if not each.suggested], "Trình bày lại {} chỗ: ", "Laid out {} things anew: "),
        ([each for each in done.layout if each.suggested], "Gợi ý trình bày {} chỗ: ", "Looks suggested for {}: "),
    ):
        if layout:
            yield say(vi, en).format(len(layout)) + ", ".join(dict.fromkeys(each.rule for each in layout)) + "."
    if not done.changes and not done.layout:
        yield say("Không có chỗ nào plancheck tự sửa được.", "There is nothing that plancheck can put right itself.")
    for left in done.left:
        yield clean(_reason(left, language))
    left_over = [f for f in done.report.findings if f.suppressed is None]
    counts = [
        counted(count, severity, language)
        for severity in ("error", "warning", "info")
        if (count := sum(finding.severity == severity for finding in left_over))
    ]
    if counts:
        yield say("Còn lại cho người soạn: ", "Left for a person: ") + ", ".join(counts) + "."


def _rules(changes: Sequence["Change"]) -> str:
    return ", ".join(dict.fromkeys(rule for change in changes for rule in change.rules)) + "."


def _reason(left: "Left", language: "Language") -> str:
    from plancheck.review.rewrite import OBSTACLES

    reason = OBSTACLES[left.reason][language == "en"].format(rules=", ".join(left.breaks))
    return say("Để lại ", "Left ") + f"{left.rule} ({where(left.place, language)}): {reason}."
