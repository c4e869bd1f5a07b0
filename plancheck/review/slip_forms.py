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
    "faults": Text("NỘI DUNG CHƯA ĐẠT, CẦN XỬ LÝ", "NOT MET, TO BE SETTLED"),
    "unjudged": Text("NỘI DUNG NGƯỜI RÀ SOÁT XÉT VÀ KÝ", "FOR A PERSON TO JUDGE AND SIGN"),
    "met": Text("NỘI DUNG CÔNG CỤ ĐÃ XÉT: ĐẠT", "JUDGED BY THE PROGRAM AS MET"),
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
    "judge": Text("Người xét", "Judged by"),
    "sign-here": Text("Đạt ☐  Chưa đạt ☐", "Pass ☐  Fail ☐"),
    "sign-line": Text("Ký: ……………", "Signed: …………"),
    "drafter": Text("NGƯỜI SOẠN THẢO", "DRAFTER"),
    "clerk": Text("VĂN THƯ", "CLERK"),
    "lawyer": Text("PHÁP CHẾ", "LEGAL OFFICER"),
    "opinion": Text("Ý kiến: …………………………………", "Opinion: …………………………………"),
    "sign": Text("(Ký, ghi rõ họ tên)", "(signature, full name)"),
    "explained-faults": Text("Người xét: plancheck.", "Judged by plancheck."),
    "explained-unjudged": Text(
        "Công cụ không xét được: người rà soát xem, đánh dấu và ký từng dòng.",
        "What the program can't judge: to be marked and signed line by line.",
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
SIGNERS = ("drafter", "clerk", "lawyer")
COUNTED = ("pass", "fail", "needs-review", "not-evaluated")


def form(key: str, language: Language) -> str:
    """A word of the form."""
    return _FORM[key].get(language)
