"""``plancheck new``: the skeleton of a draft."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.loading import load, prepared, register
from plancheck.cli.options import Choice, Day, Number, common, extended, forcible, settle
from plancheck.cli.outputs import drafts, ending, read_for, refuse, write
from plancheck.cli.problem import Problem
from plancheck.report.sanitise import clean
from plancheck.report.system import reason
from plancheck.report.wording import day_from_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancheck.cli.settings import Settings

_ENDINGS = (".docx", ".xml")
_LEVELS = ("province", "district", "commune", "ministry")


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Viết khung một bản dự thảo: đủ phần, đủ nội dung bắt buộc, căn cứ và tên cơ quan đúng của ngày ban hành; "
        "chỗ cần điền ghi trong ngoặc vuông. Tệp Word (.docx) hoặc XML (.xml).\n\n"
        'Ví dụ: plancheck new -o ke-hoach.docx --province "Lạng Sơn"',
        "Write the skeleton of a draft: every section and duty, the bases and names of bodies right for its day; what "
        "is to be filled in stands in square brackets. Word (.docx) or XML (.xml).\n\n"
        'Example: plancheck new -o plan.docx --province "Lạng Sơn"',
    ),
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar=say("TỆP", "FILE"),
    type=click.Path(path_type=Path),
    help=say("Ghi vào tệp này.", "Write this file."),
)
@click.option(
    "--province",
    metavar=say("TỈNH", "NAME"),
    default="",
    help=say("Tỉnh, thành phố.", "Province or city."),
)
@click.option(
    "--type",
    "type_",
    metavar=say("LOẠI", "TYPE"),
    default="",
    help=say(
        "Loại văn bản: KH (mặc định); của Đảng còn HD, CTr, CT.", "Type: KH (default); HD, CTr, CT for the Party."
    ),
)
@click.option(
    "--subject",
    metavar=say("CHỦ-ĐỀ", "SUBJECT"),
    default="",
    help=say("Chủ đề: thông tin đối ngoại (mặc định), cải cách hành chính …", "Subject, if not foreign information."),
)
@click.option(
    "--system", type=Choice(("state", "party")), help=say("Cơ quan nhà nước hay Đảng.", "State or Party body.")
)
@click.option(
    "--level",
    type=Choice(_LEVELS),
    default=None,
    help=say("Cấp (mặc định: province).", "Level (default: province)."),
)
@click.option(
    "--name",
    metavar=say("TÊN", "NAME"),
    default="",
    help=say(
        "Tên huyện, xã hay Bộ: “huyện Văn Lãng”, “xã Tân Thanh”, “Bộ Công Thương”.",
        "Name of the district, commune or ministry.",
    ),
)
@click.option(
    "--date",
    type=Day(),
    help=say(
        "Ngày ban hành (mặc định: hôm nay, để trống ngày trong bản dự thảo).",
        "Day of issue (default: today, left blank in the draft).",
    ),
)
@click.option(
    "--year",
    type=Number(),
    metavar=say("NĂM", "YEAR"),
    default=0,
    help=say("Năm kế hoạch (mặc định: năm ban hành, sau 31/3 là năm sau).", "Year of the plan."),
)
@click.option(
    "--from",
    "old",
    metavar=say("TỆP", "FILE"),
    help=say(
        "Kế hoạch năm trước: chuyển nhiệm vụ sang, tô vàng để xem lại; tên cơ quan, căn cứ, năm theo nay. Tỉnh, cấp, "
        "loại văn bản lấy từ tệp ấy nếu không ghi.",
        "Last year's plan: its tasks are carried over, set off for review; names, bases and years are today's. "
        "Province, level and type are its own unless given.",
    ),
)
@forcible
@extended
@common
def command(output: Path, type_: str, date: int | None, force: bool, old: str | None, **given: Any) -> int:
    """Write."""
    asked = {name: given.pop(name) for name in ("province", "subject", "system", "level", "name", "year")}
    settings = settle(given, config=given.pop("config"))
    form = ending(output, _ENDINGS)
    refuse(output, [*read_for(settings), *(drafts([Path(old)]) if old else [])], force=force)

    from plancheck.data.errors import RulesError
    from plancheck.review.draft import as_xml, compose, skeleton_for
    from plancheck.review.layout import as_docx, blanks
    from plancheck.review.request import RequestError, as_before, request
    from plancheck.review.skeleton import load_skeletons

    knowledge = register(settings)
    before = _read(old, settings) if old else None
    if before is not None:
        type_ = type_ or before.plan.type_code
        asked = as_before(asked, before.plan.issuer, knowledge)
    asked["level"] = asked["level"] or "province"
    type_ = type_ or "KH"
    try:
        skeletons = load_skeletons(tuple(Path(folder) for folder in settings.rules))
        asked["system"] = asked["system"] or ""
        wanted = request(knowledge, skeletons, type=type_, day=date or 0, **asked)
    except RequestError as error:
        raise Problem(error.message.get(current())) from None
    except RulesError as error:
        raise Problem(error.text(current())) from None
    skeleton = skeleton_for(wanted, skeletons)
    assert skeleton is not None  # request has made sure
    try:
        plan = compose(wanted, knowledge, skeleton)
    except ValueError as error:
        raise Problem(say(f"mẫu {skeleton.id}: {error}.", f"skeleton {skeleton.id}: {error}.")) from None
    tasks = _carry(plan, before, as_xml, settings) if before is not None else 0
    count = blanks(plan)
    data = as_docx(plan, wanted.day) if form == ".docx" else as_xml(plan)
    write(output, _up_to_date(data, output.name, wanted.day, settings) if tasks else data)
    day = day_from_number(wanted.day)
    streams.note(
        clean(
            say(
                f"Đã viết {output} theo quy định của ngày {day}; còn {count} chỗ [ngoặc vuông] cần điền.",
                f"{output} written by the law of {day}; {count} blanks in [square brackets] are to be filled in.",
            )
        )
    )
    if before is not None:
        streams.note(
            clean(
                say(
                    f"Chuyển {tasks} nhiệm vụ từ {old}, tô vàng: xem lại từng nhiệm vụ rồi bỏ màu.",
                    f"{tasks} tasks carried over from {old}, highlighted: look each over, then take the colour off.",
                )
            )
        )
    return 0


def _read(old: str, settings: "Settings") -> Any:
    """Last year's plan. Raises Problem."""
    from plancheck.api import Draft
    from plancheck.reading.errors import ReadingError

    try:
        return prepared(settings, load(settings)).understand(Draft(old, Path(old)))
    except OSError as error:
        why = reason(error, current())
        raise Problem(f"{old}: " + say(f"không mở được tệp: {why}.", f"can't open it: {why}.")) from None
    except ReadingError as error:
        raise Problem(f"{old}: " + say(error.message_vi, error.message_en)) from None


def _carry(plan: Any, before: Any, as_xml: "Callable[[Any], bytes]", settings: "Settings") -> int:
    """Put the tasks of the plan before into the new one; how many."""
    from plancheck.api import Draft
    from plancheck.review.carrying import carry, target, tasks

    new = prepared(settings, load(settings)).understand(Draft("new.xml", None, as_xml(plan))).plan
    heading = target(new)
    return carry(plan, heading, tasks(before.plan, before.facts)) if heading else 0


def _up_to_date(data: bytes, name: str, day: int, settings: "Settings") -> bytes:
    """The draft with names, bases and years in what was carried over as they are on its day."""
    from plancheck.api import Draft
    from plancheck.review.fixing import fixed

    rules = load(settings)
    settings.add("option", {"as-of": day})
    checker = prepared(settings, rules)
    replacing = {
        rule.id for rule in rules.rules if any(check.fix and check.fix.action == "replace" for check in rule.checks)
    }
    done = fixed(
        data,
        name,
        lambda each: checker.check(Draft(name, None, each)),
        lambda each: [one.plan for one in checker.understand_each(Draft(name, None, each))],
        suggest=True,
        tracked=False,
        wanted=replacing.__contains__,
    )
    return done.data
