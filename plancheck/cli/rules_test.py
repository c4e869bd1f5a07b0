"""``plancheck rules test``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.loading import known, load, register
from plancheck.cli.options import common, extended, settle
from plancheck.cli.outputs import write as save
from plancheck.cli.problem import Problem

if TYPE_CHECKING:
    from plancheck.pipeline import Options
    from plancheck.rules.model import Rule


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Chạy các ví dụ đúng và sai của quy tắc (mọi quy tắc, hoặc những quy tắc nêu tên).\n\n"
        "Với -v: cả các câu ví dụ của nội dung mà quy tắc hỏi, mỗi câu được nghe ra sao và nhờ chữ nào.\n\n"
        "Trả về 0: mọi ví dụ đều như mong đợi; 1: có ví dụ không như mong đợi.",
        "Run the good and bad examples of the rules (all, or those named).\n\n"
        "With -v also the example sentences of what a rule asks about: how each is heard, and by which words.\n\n"
        "Returns 0: every example goes as it should; 1: some do not.",
    ),
)
@click.argument("names", nargs=-1, metavar=say("[QUY-TẮC…]", "[RULE…]"))
@click.option(
    "--write",
    metavar=say("THƯ-MỤC", "DIR"),
    type=click.Path(file_okay=False, path_type=Path),
    help=say(
        "Ghi cho mỗi quy tắc một cặp dự thảo đạt và không đạt, khác nhau một chỗ, vào thư mục này.",
        "Write a passing and a failing draft for each rule, differing in one thing, into this folder.",
    ),
)
@extended
@common
def command(names: tuple[str, ...], write: Path | None, **given: Any) -> int:
    """Test."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)
    known(rules, names)

    from plancheck.pipeline import Options, statuses
    from plancheck.rules.examples import run_examples

    folders = [Path(folder) for folder in settings.rules]
    chosen = rules.select(names) if names else None
    if write is not None:
        return _write(write, rules.rules if chosen is None else chosen, folders)
    options = Options(rules=rules, knowledge=register(settings))

    def judged(data: bytes, as_of: int) -> dict[str, str]:
        return statuses(data, as_of, options)

    results = list(run_examples(rules, judged, chosen, folders))
    wrong = [result for result in results if not result.ok]
    for result in wrong:
        problem = result.problem.get(current()) if result.problem else ""
        streams.out(f"{result.rule} {result.outcome} {result.number or 'base'}: {problem}\n")
    if settings.verbose:
        for result in results:
            if result.ok:
                streams.out(f"{result.rule} {result.outcome} {result.number or 'base'}: ok\n")
        _sentences(rules.rules if chosen is None else chosen, options)
    streams.note(
        say(f"{len(results)} ví dụ, {len(wrong)} sai mong đợi.", f"{len(results)} examples, {len(wrong)} gone wrong.")
    )
    return 1 if wrong else 0


def _sentences(chosen: "Sequence[Rule]", options: "Options") -> None:
    """How the example sentences of the topics that rules ask about are heard."""
    from plancheck.pipeline import hearings

    for each in hearings(chosen, options):
        kind = say("đúng", "right") if each.right else say("gần đúng", "near")
        by = f" ({each.by})" if each.by else ""
        streams.out(f"{each.topic} {kind}: {each.how or '-'}{by}: {each.text}\n")


def _write(folder: Path, rules: "Sequence[Rule]", folders: Sequence[Path]) -> int:
    from plancheck.rules.examples import materialise

    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for rule in rules:
        if not any(example.outcome == "fail" for example in rule.examples):
            continue
        for outcome, draft in zip(("pass", "fail"), materialise(rule, folders), strict=True):
            target = folder / f"{rule.id}-{outcome}{'.docx' if rule.needs_layout else '.xml'}"
            if target.exists():
                raise Problem(say(f"{target} đã có; không ghi đè.", f"{target} is there; nothing is written over."))
            save(target, draft)
            written += 1
    streams.note(say(f"Đã ghi {written} dự thảo vào {folder}.", f"{written} drafts written to {folder}."))
    return 0
