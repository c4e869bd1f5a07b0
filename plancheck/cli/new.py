"""``plancheck new``: the skeleton of a draft."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.loading import register
from plancheck.cli.options import Choice, Day, Number, common, extended, forcible, settle
from plancheck.cli.outputs import ending, read_for, refuse, write
from plancheck.cli.problem import Problem
from plancheck.report.sanitise import clean
from plancheck.report.wording import day_from_number

_ENDINGS = (".docx", ".xml")


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
    default="KH",
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
    type=Choice(("province", "district", "commune", "ministry")),
    default="province",
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
@forcible
@extended
@common
def command(output: Path, type_: str, date: int | None, force: bool, **given: Any) -> int:
    """Write."""
    asked = {name: given.pop(name) for name in ("province", "subject", "system", "level", "name", "year")}
    settings = settle(given, config=given.pop("config"))
    form = ending(output, _ENDINGS)
    refuse(output, read_for(settings), force=force)

    from plancheck.data.errors import RulesError
    from plancheck.review.draft import as_xml, compose, skeleton_for
    from plancheck.review.layout import as_docx, blanks
    from plancheck.review.request import RequestError, request
    from plancheck.review.skeleton import load_skeletons

    knowledge = register(settings)
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
    count = blanks(plan)
    write(output, as_docx(plan, wanted.day) if form == ".docx" else as_xml(plan))
    day = day_from_number(wanted.day)
    streams.note(
        clean(
            say(
                f"Đã viết {output} theo quy định của ngày {day}; còn {count} chỗ [ngoặc vuông] cần điền.",
                f"{output} written by the law of {day}; {count} blanks in [square brackets] are to be filled in.",
            )
        )
    )
    return 0
