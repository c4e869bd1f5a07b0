"""Words of the slip's form: what is printed around what it says, in both languages."""

from collections.abc import Mapping

from plancheck.report.wording import Language
from plancheck.rules.model import Text

_FORM: Mapping[str, Text] = {
    "office": Text("TÊN CƠ QUAN RÀ SOÁT", "REVIEWING OFFICE"),
    "title": Text("PHIẾU KIỂM TRA", "REVIEW SLIP"),
    "subtitle": Text("Dự thảo văn bản trước khi ban hành", "Draft checked before it is issued"),
    "place-date": Text("…………, ngày …… tháng …… năm ……", "…………, …… / …… / ……"),
    "draft": Text("DỰ THẢO ĐƯỢC KIỂM TRA", "THE DRAFT"),
    "result": Text("KẾT QUẢ CHUNG", "RESULT"),
    "due": Text("LỖI, CẢNH BÁO CÒN MỞ", "ERRORS AND WARNINGS THAT ARE OPEN"),
    "confirmed": Text("NỘI DUNG NGƯỜI RÀ SOÁT XÁC NHẬN", "FOR THE REVIEWER TO CONFIRM"),
    "annex": Text("PHỤ LỤC", "ANNEX"),
    "counts": Text("SỐ NỘI DUNG ĐÃ XÉT", "HOW MUCH WAS JUDGED"),
    "faults": Text("NỘI DUNG CHƯA ĐẠT", "NOT MET"),
    "unjudged": Text("NỘI DUNG CÔNG CỤ KHÔNG XÉT ĐƯỢC", "WHAT THE PROGRAM CAN'T JUDGE"),
    "met": Text("NỘI DUNG CÔNG CỤ ĐÃ XÉT: ĐẠT", "JUDGED BY THE PROGRAM AS MET"),
    "technical": Text("ĐIỀU KIỆN KIỂM TRA", "HOW IT WAS CHECKED"),
    "signatures": Text("Ý KIẾN VÀ CHỮ KÝ", "OPINIONS AND SIGNATURES"),
    "conclusion": Text("Kết luận", "Conclusion"),
    "coverage": Text("Phạm vi", "Coverage"),
    "none": Text("Không có.", "Nothing."),
    "group": Text("Nhóm nội dung", "Matter"),
    "applicable": Text("Áp dụng", "Apply"),
    "pass": Text("Đạt", "Pass"),
    "fail": Text("Chưa đạt", "Fail"),
    "needs-review": Text("Cần người xem", "For a person"),
    "not-evaluated": Text("Chưa xét được", "Not evaluated"),
    "total": Text("Cộng", "Total"),
    "no": Text("TT", "No."),
    "fault": Text("Chỗ chưa đạt", "What is wrong"),
    "remedy": Text("Cách xử lý", "How to settle"),
    "done": Text("Đã xử lý", "Done"),
    "id": Text("Mã", "ID"),
    "obligation": Text("Nội dung kiểm tra", "Obligation"),
    "verdict": Text("Kết quả", "Verdict"),
    "evidence": Text("Minh chứng, nhận xét", "Evidence"),
    "basis": Text("Căn cứ", "Basis"),
    "look": Text("Xem gì", "What to look at"),
    "confirm": Text("Xác nhận", "Confirmed"),
    "sign-here": Text("Đạt ☐  Chưa đạt ☐", "Pass ☐  Fail ☐"),
    "drafter": Text("NGƯỜI SOẠN THẢO", "DRAFTER"),
    "reviewer": Text("NGƯỜI RÀ SOÁT", "REVIEWER"),
    "chief": Text("LÃNH ĐẠO ĐƠN VỊ", "HEAD OF OFFICE"),
    "opinion": Text("Ý kiến: …………………………………", "Opinion: …………………………………"),
    "sign": Text("(Ký, ghi rõ họ tên)", "(signature, full name)"),
    "explained-faults": Text("Người xét: plancheck.", "Judged by plancheck."),
    "explained-unjudged": Text(
        "Người rà soát xem và đánh dấu ở phần IV.",
        "To be looked at and marked in part IV.",
    ),
    "explained-met": Text(
        "Người xét: plancheck. Minh chứng ghi chỗ đầu tiên. Căn cứ ghi gọn; * là theo nguồn thứ cấp, ** là chưa kiểm "
        "chứng: cần đối chiếu văn bản gốc. Xem đủ: plancheck explain MÃ.",
        "Judged by plancheck. Evidence is the first found. Bases are written short; * from secondary sources, ** "
        "unverified: to be compared with the instrument itself. In full: plancheck explain ID.",
    ),
    "clean": Text("Đã soát, không thấy lỗi", "Looked at, no fault found"),
    "by-program": Text("plancheck", "plancheck"),
}
STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY_NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"
SIGNERS = ("drafter", "reviewer", "chief")
COUNTED = ("pass", "fail", "needs-review", "not-evaluated")


def form(key: str, language: Language) -> str:
    """A word of the form."""
    return _FORM[key].get(language)
