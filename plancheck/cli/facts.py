"""``plancheck facts``: what was recognised in drafts, and where."""

from typing import TYPE_CHECKING, Any

import click

from plancheck.api import Checker, Draft
from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.inputs import gather, missing
from plancheck.cli.language import current, say
from plancheck.cli.loading import prepared
from plancheck.cli.main import UNUSABLE
from plancheck.cli.options import common, dated, extended, formatted, settle
from plancheck.cli.problem import Problem, suggestion
from plancheck.cli.settings import split_names
from plancheck.report.sanitise import clean
from plancheck.report.system import reason
from plancheck.report.telling import in_file

if TYPE_CHECKING:
    from plancheck.knowledge import Knowledge
    from plancheck.pipeline import Understood


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Xem những gì đã nhận ra trong bản dự thảo và ở đâu: bố cục, căn cứ, cơ quan, nhiệm vụ, thời hạn…",
        "Show what was recognised in drafts, and where: structure, citations, bodies, duties, deadlines…",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=say("TỆP…", "FILE…"))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar=say("LOẠI", "KIND"),
    help=say("Chỉ các loại này (citation, agency, duty…).", "Only these kinds (citation, agency, duty…)."),
)
@formatted("full", "json")
@dated
@click.option("--stdin-filename", default="", metavar=say("TÊN", "NAME"), help=say("Tên cho “-”.", "Name for “-”."))
@extended
@common
def command(paths: tuple[str, ...], kinds: tuple[str, ...], format_: str | None, **given: Any) -> int:
    """Recognise."""
    inputs, faults = gather(paths, given.pop("stdin_filename"))
    settings = settle(given, [item.path for item in inputs if item.path], given.pop("config"))
    wanted = _kinds(kinds)
    checker = prepared(settings)
    answers = []
    for item in inputs:
        try:
            papers = _understood(item, checker)
            answers += [(item.name, (number, len(papers)), paper) for number, paper in enumerate(papers, 1)]
        except Problem as problem:
            faults.append(str(problem))
    for fault in faults:
        streams.note("plancheck: " + clean(fault))

    from plancheck.report import recognised

    if format_ == "json":
        from plancheck.report.json_report import dumps

        objects = [recognised.as_dict(name, draft.plan, draft.facts, kinds=wanted) for name, _, draft in answers]
        streams.out(dumps(objects[0] if len(inputs) == len(objects) == 1 else objects) if objects else "")
    else:
        width, color, labels = streams.width(), streams.coloured(settings.color), _labels(checker.knowledge)
        texts = [
            recognised.render(
                name + in_file(*which, settings.lang),
                draft.plan,
                draft.facts,
                labels,
                kinds=wanted,
                lang=settings.lang,
                width=width,
                color=color,
            )
            for name, which, draft in answers
        ]
        streams.out("\n".join(texts))
    return UNUSABLE if faults else 0


def _understood(item: Draft, checker: Checker) -> "tuple[Understood, ...]":
    from plancheck.reading import ReadingError

    try:
        return checker.understand_each(item)
    except FileNotFoundError:
        raise Problem(missing(item.name)) from None
    except OSError as error:
        raise Problem(f"{item.name}: {reason(error, current())}") from None
    except ReadingError as error:
        raise Problem(f"{item.name}: {say(error.message_vi, error.message_en)}") from None


def _kinds(given: tuple[str, ...]) -> tuple[str, ...]:
    from plancheck.facts.vocabulary import kinds

    names = split_names(given)
    for name in names:
        if name not in kinds():
            known = ", ".join(kinds())
            text = say(f"--kind: không có loại “{name}”.", f"--kind: there is no kind “{name}”.")
            raise Problem((text + suggestion(name, kinds())) + say(f" Các loại: {known}.", f" Kinds: {known}."))
    return names


def _labels(knowledge: "Knowledge") -> dict[str, str]:
    vocabulary = knowledge.vocabulary
    topics = {topic.id: topic.label for topic in vocabulary.topics}
    return topics | {section.id: section.label for section in vocabulary.sections}
