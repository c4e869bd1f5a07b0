"""``plancheck rules teach``."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.options import common, settle
from plancheck.cli.problem import Problem


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Học lại từ các câu ví dụ trong thư mục examples của bộ quy tắc, ghi weights.json.\n\n"
        "Nhờ đó, một câu giống các câu đúng mà quy tắc chưa nhận ra thì chuyển người xem, không báo thiếu.",
        "Learn from the example sentences in the rules' folder examples, and write weights.json.\n\n"
        "By it a sentence like the right ones that no rule hears is for a person to judge, not a gap.",
    ),
)
@click.option(
    "--check",
    is_flag=True,
    help=say(
        "Chỉ xem đã học đủ các câu ví dụ chưa; chưa thì trả về 1.", "Only tell whether all is learnt; return 1 if not."
    ),
)
@common
def command(check: bool, **given: Any) -> int:
    """Teach."""
    settle(given, config=given.pop("config"))

    from plancheck.data.errors import RulesError
    from plancheck.facts.lesson_schema import read_examples
    from plancheck.facts.lessons import digest, learnt_from, taught, write
    from plancheck.facts.opinion import weights_file
    from plancheck.knowledge import load_knowledge

    file: Path = weights_file()
    if check:
        learnt = learnt_from(file) == digest(file.parent)
        streams.note(
            say("Đã học đủ các câu ví dụ.", "All examples are learnt.")
            if learnt
            else say("Có câu ví dụ chưa học: chạy plancheck rules teach.", "Some are not: run plancheck rules teach.")
        )
        return 0 if learnt else 1
    try:
        examples = read_examples(file.parent)
        lessons = taught(examples, load_knowledge())
    except RulesError as error:
        raise Problem(error.text(current())) from error
    for line in lessons.report:
        streams.out(line + "\n")
    write(file, lessons.models, digest(file.parent))
    streams.note(say(f"Đã ghi {file}.", f"{file} is written."))
    return 0
