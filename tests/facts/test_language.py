"""Capitals, abbreviations, slips, years, leads, letters, appendices and addresses: what is told and what is not."""

import pytest

from plancheck.facts import recognise
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
{place}, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm 2022 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức về công tác thông tin đối ngoại.
II. NỘI DUNG
{body}
III. TỔ CHỨC THỰC HIỆN
1. Sở Thông tin và Truyền thông
{first}
2. Sở Ngoại vụ
{second}
Trên đây là Kế hoạch công tác thông tin đối ngoại năm 2022 của Ủy ban nhân dân tỉnh./.
Nơi nhận:
- Bộ TT&TT;
- Lưu: VT, KGVX.
{signature}
{after}"""
SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Bình"


def told(
    body: str = "1. Tập huấn nghiệp vụ.", *, first: str = "- Chủ trì thực hiện.", second: str = "- Phối hợp thực hiện.",
    place: str = "Lạng Sơn", signature: str = SIGNATURE, after: str = "", day: int = 20220205,
) -> list[Fact]:  # fmt: skip
    knowledge = load_knowledge()
    text = DRAFT.format(body=body, first=first, second=second, place=place, signature=signature, after=after)
    return recognise(analyse(read(text.encode(), "plan.txt"), knowledge), knowledge, day)


def of(kind: str, facts: list[Fact], *names: str, **where: str) -> list[tuple[object, ...]]:
    return [
        tuple(fact[name] for name in names)
        for fact in facts
        if fact.kind == kind and all(fact[key] == value for key, value in where.items())
    ]


# Capitals, abbreviations, slips


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thông tin đến nhân dân trong tỉnh.", [("capital-people", "nhân dân")]),
        ("Thông tin đến Nhân dân trong tỉnh.", []),
        ("Đẩy mạnh đối ngoại nhân dân; hợp tác với nhân dân các nước; công an nhân dân.", []),
        ("Chủ trương của Đảng, nhà nước; quản lý nhà nước; ngân sách nhà nước.", [("capital-state", "nhà nước")]),
        ("Sở tài chính thẩm định dự toán.", [("capital-body", "Sở tài chính")]),
        ("SỞ TÀI CHÍNH thẩm định; các sở, ban, ngành phối hợp.", []),
        ("Phối hợp với Uỷ ban nhân dân tỉnh.", []),
        ("Phối hợp với các cơ quan đại diện Việt Nam ở nước ngoài.", []),
        ("Xây dựng webside; văn hóa âm thực; phân bác luận điệu sai trái.", [
            ("spelling", "webside"), ("spelling", "âm thực"), ("spelling", "phân bác")]),
        ("Phân bác sĩ về cơ sở; thu âm thực tế; trên địa bàn hành chính.", []),
        ("Gửi về về Sở; tổ chức thực hiện thực hiện.", [("repeated", "về về"), ("repeated", "thực hiện thực hiện")]),
        ("Nâng cao hiệu quả TTĐN.", [("shortened-subject", "TTĐN")]),
        ("Nâng cao hiệu quả thông tin đối ngoại (TTĐN); công tác TTĐN.", []),
        ("Nâng cao hiệu quả thông tin đối ngoại (sau đây viết tắt là TTĐN); công tác TTĐN.", []),
        ("Thực hiện Văn bản số 5406/BTTTT-TTĐN ngày 31/12/2021 của Bộ Thông tin và Truyền thông.", []),
    ],
)  # fmt: skip
def test_wording(text: str, found: list[tuple[str, str]]) -> None:
    assert of("wording", told("1. " + text), "issue", "written") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phối hợp với Sở KH&ĐT.", [("Sở KH&ĐT",)]),
        ("Phối hợp với Sở Kế hoạch và Đầu tư; giao Sở KH&ĐT tổng hợp.", []),
        ("Phối hợp với Sở Kế hoạch và Đầu tư (Sở KH&ĐT) tổng hợp.", []),
        ("UBND tỉnh giao UBND các huyện, thành phố thực hiện.", []),
        ("Bộ Chỉ huy BĐBP tỉnh phối hợp.", [("Bộ Chỉ huy BĐBP tỉnh",)]),
    ],
)
def test_shortened_bodies(text: str, found: list[tuple[str]]) -> None:
    assert of("agency", told("1. " + text), "name", spelling="unexplained") == found


def test_a_short_form_of_the_subject_is_told_once() -> None:
    assert of("wording", told("1. Đẩy mạnh TTĐN.\n2. Tăng cường TTĐN."), "issue") == [("shortened-subject",)]


# Years, provinces, leads


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Trong quý II năm 2021, tổ chức tập huấn.", [2021]),
        ("Gửi báo cáo trước ngày 15/11/2021.", [2021]),
        ("Triển khai hoạt động thông tin đối ngoại trên địa bàn tỉnh năm 2021.", [2021]),
        ("Phát huy kết quả thông tin đối ngoại năm 2021.", []),
        ("Báo cáo công tác thông tin đối ngoại năm 2021.", []),
        ("Kế hoạch số 12/KH-UBND ngày 05/01/2021 về công tác thông tin đối ngoại năm 2021.", []),
        ("Xây dựng kế hoạch thông tin đối ngoại năm 2023 trước ngày 15/12/2022.", []),
        ("Thực hiện Đề án thông tin đối ngoại giai đoạn 2016 - 2020.", []),
    ],
)
def test_years_gone_by(text: str, years: list[int]) -> None:
    assert of("plan-year", told("1. " + text), "year", status="past") == [(year,) for year in years]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("Kiểm tra hoạt động thông tin đối ngoại trên địa bàn tỉnh Cao Bằng.", ["territory"]),
        ("Quảng bá hình ảnh tỉnh Hà Giang đến bạn bè quốc tế.", ["territory"]),
        ("Ủy ban nhân dân tỉnh Bắc Giang giao các sở thực hiện.", ["body"]),
        ("Phối hợp với Ủy ban nhân dân tỉnh Cao Bằng trao đổi thông tin.", ["partner"]),
        ("Tham gia hội chợ trên địa bàn tỉnh Quảng Ninh.", ["partner"]),
        ("Học tập kinh nghiệm của các tỉnh Cao Bằng, Hà Giang.", ["partner", "partner"]),
        ("Kiểm tra trên địa bàn tỉnh Lạng Sơn.", []),
        (
            "Thực hiện Quyết định số 15/2013/QĐ-UBND ngày 20/8/2013 của Ủy ban nhân dân tỉnh Hà Giang.",
            [],
        ),
    ],
)
def test_other_provinces(text: str, uses: list[str]) -> None:
    found = of("province", told("1. " + text), "use", own="no")
    assert [use for (use,) in found if use] == uses


def test_a_province_that_is_one_with_the_issuer_s_now_is_not_another() -> None:
    knowledge = load_knowledge()
    text = DRAFT.format(body="1. Kiểm tra trên địa bàn tỉnh Bắc Kạn.", first="-", second="-", place="Thái Nguyên",
                        signature=SIGNATURE, after="")  # fmt: skip
    for own, use in (("Thái Nguyên", ""), ("Lạng Sơn", "territory")):
        plan = analyse(read(text.replace("Lạng Sơn", own).replace("LẠNG SƠN", own.upper()).encode()), knowledge)
        assert of("province", recognise(plan, knowledge, 20260205), "use", province="bac-kan") == [(use,)]


GUIDES = "- Chủ trì, phối hợp với {} hướng dẫn phóng viên nước ngoài hoạt động tại tỉnh{}"


def test_one_task_two_leads() -> None:
    facts = told(
        first=GUIDES.format("Công an tỉnh", " theo quy định."), second=GUIDES.format("các cơ quan liên quan", ";")
    )
    leads = of("lead", facts, "task", "body")
    assert [body for _, body in leads] == ["so-tttt", "so-ngoai-vu"]
    assert len({task for task, _ in leads}) == 1
    general = "- Chủ trì, phối hợp với các đơn vị triển khai các nhiệm vụ được giao tại Kế hoạch này."
    assert of("lead", told(first=general, second=general), "body") == []
    assert of("lead", told(first="- Chủ trì thực hiện.", second="- Chủ trì thực hiện."), "body") == []
    named = "- Chủ trì, phối hợp với Ban Quản lý Khu kinh tế cửa khẩu quốc tế của tỉnh."
    assert of("lead", told(first=named, second=named), "body") == []


# Letters, headings, appendices


def lettered(*letters: str) -> str:
    return "\n".join(["1. Các việc sau:", *(f"{letter}) Việc cần làm;" for letter in letters)])


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("abcdđeghik", []),
        ("abcde", [("đ)", "e)")]),
        ("abcdđef", [("g)", "f)")]),
        ("abcabc", []),
        ("abd", [("c)", "d)")]),
        ("ghi", []),
        ("abb", [("c)", "b)")]),
    ],
)
def test_letters(letters: str, found: list[tuple[str, str]]) -> None:
    facts = told(lettered(*letters) + "\n2. Tập huấn.\na) Một lớp;\nb) Hai lớp.")
    assert of("defect", facts, "expected", "actual", defect="order") == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("1. Tập huấn\n1.1. Tổ chức lớp học.\n1.2. Biên soạn tài liệu.\n2. Quảng bá", []),
        ("1. Tập huấn\n2.1. Tổ chức lớp học.", []),
        ("1. Tập huấn\n4.1. Tổ chức lớp học.", [("skipped", "4.1.")]),
        ("Điều 1. Tập huấn\n1. Tổ chức lớp học.\nĐiều 2. Quảng bá\n1. Sản xuất phim.", [("mixed", "Điều 1.")]),
        ("1. Tập huấn\na) Theo Điều 1. của Quy chế.", []),
    ],
)
def test_headings(body: str, found: list[tuple[str, str]]) -> None:
    facts = told(body)
    assert [each for each in of("defect", facts, "defect", "actual", component="heading")
            if each[0] in ("mixed", "skipped")] == found  # fmt: skip


APPENDIX = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 02 năm 2022)\n1. Tập huấn."


@pytest.mark.parametrize(
    ("body", "after", "found"),
    [
        ("1. Tập huấn.", "", []),
        ("1. Tập huấn (chi tiết tại Phụ lục kèm theo).", APPENDIX, ["matched"]),
        ("1. Tập huấn (có danh mục kèm theo).", APPENDIX, ["matched"]),
        ("1. Tập huấn.", APPENDIX, ["unreferred"]),
        ("1. Tập huấn (chi tiết tại Phụ lục kèm theo).", "", ["absent"]),
        ("1. Trình bày theo Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP.", "", []),
        ("1. Bổ sung phụ lục hợp đồng.", "", []),
        ("1. Tập huấn (chi tiết tại Phụ lục 12).", APPENDIX.replace("LỤC\n", "LỤC 12\n"), ["matched"]),
    ],
)
def test_appendices(body: str, after: str, found: list[str]) -> None:
    assert [status for (status,) in of("appendix", told(body, after=after), "status")] == found


# Contacts, signature, place, timing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Liên hệ đồng chí Nguyễn Văn A, chuyên viên, điện thoại 0912.345.678.", [("phone", "person")]),
        ("Thông tin gửi qua thư điện tử của ông Trần B: b.tran@gmail.com.", [("email", "person")]),
        ("Liên hệ Văn phòng Ủy ban nhân dân tỉnh, điện thoại 0205.3812.137.", [("phone", "body")]),
        ("Gửi về hộp thư banbientap@langson.gov.vn.", [("email", "body")]),
        ("Người phát ngôn: bà Lê Thị C, điện thoại 0987654321.", [("phone", "spokesperson")]),
        ("Đường dây nóng: 0987654321.", [("phone", "body")]),
        ("Kinh phí 0912345678000 đồng; Văn bản số 0912345/UBND; ngày 05/02/2022.", []),
    ],
)
def test_contacts(text: str, found: list[tuple[str, str]]) -> None:
    assert of("contact", told("1. " + text), "contact", "owner") == found


@pytest.mark.parametrize(
    ("signature", "found"),
    [
        (SIGNATURE, []),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Bình", []),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nNguyễn Văn Bình", [("authority", "no-deputy")]),
        ("TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nNguyễn Văn Bình", [("authority", "no-kt")]),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Văn Bình", [("authority", "by-order")]),
        (SIGNATURE.replace("Nguyễn", "ThS. Nguyễn"), [("signer", "title")]),
    ],
)
def test_signature(signature: str, found: list[tuple[str, str]]) -> None:
    assert of("defect", told(signature=signature), "component", "defect") == found


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Lạng Sơn", []),
        ("Thành phố Lạng Sơn", []),
        ("Na Sầm", []),
        ("Cao Bằng", ["other-place"]),
        ("TP. Hồ Chí Minh", ["short-name"]),
    ],
)
def test_place(place: str, found: list[str]) -> None:
    facts = told(place=place)
    assert [each for (each,) in of("defect", facts, "defect", component="place-date")] == found


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("05 tháng 02 năm 2022", ("yes", 0, 205)),
        ("01 tháng 01 năm 2022", ("yes", 0, 101)),
        ("31 tháng 12 năm 2021", ("yes", 1, 0)),
        ("01 tháng 10 năm 2020", ("yes", 15, 0)),
        ("30 tháng 9 năm 2020", ("yes", 16, 0)),
        ("02 tháng 3 năm 2023", ("yes", 0, 10302)),
        ("    tháng 02 năm 2022", ("no", 0, 0)),
    ],
)
def test_its_day_against_its_year(date: str, expected: tuple[str, int, int]) -> None:
    knowledge = load_knowledge()
    text = DRAFT.format(body="1. Tập huấn.", first="-", second="-", place="Lạng Sơn", signature=SIGNATURE, after="")
    plan = analyse(read(text.replace("05 tháng 02 năm 2022", date).encode(), "plan.txt"), knowledge)
    facts = recognise(plan, knowledge, 20220205)
    assert of("document", facts, "one_year", "months_before", "day_within") == [expected]
