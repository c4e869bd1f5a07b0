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
    "points": Text("NỘI DUNG CẦN XỬ LÝ", "TO BE SETTLED"),
    "items": Text("KIỂM TRA TỪNG NỘI DUNG", "OBLIGATION BY OBLIGATION"),
    "others": Text("QUY TẮC KHÔNG ÁP DỤNG", "RULES THAT DO NOT APPLY"),
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
    "fault": Text("Nội dung", "What"),
    "place": Text("Vị trí", "Where"),
    "remedy": Text("Cách xử lý", "How to settle"),
    "done": Text("Đã xử lý", "Done"),
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
    "explained": Text(
        "“plancheck” là nội dung công cụ đã xét. Ô để trống là nội dung công cụ không xét được: người rà soát xem, "
        "đánh dấu và ký. Căn cứ ghi “theo nguồn thứ cấp” hoặc “chưa kiểm chứng” cần đối chiếu văn bản gốc.",
        "“plancheck” stands where the program judged. What it can't judge is left for a person to mark and sign. A "
        "basis “from secondary sources” or “unverified” is to be compared with the instrument itself.",
    ),
}
STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIGNERS = ("drafter", "clerk", "lawyer")
COUNTED = ("pass", "fail", "needs-review", "not-evaluated")


def form(key: str, language: Language) -> str:
    """A word of the form."""
    return _FORM[key].get(language)
