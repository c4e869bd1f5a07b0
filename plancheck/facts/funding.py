"""Clauses about the money for the plan."""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context, Sentence
from plancheck.facts.money import find_amounts
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold

_MONEY = re.compile(
    r"(?<!\w)(?:kinh phí|dự toán|(?:nguồn|từ|bằng|do|sử dụng|bố trí|cân đối|bảo đảm|đảm bảo|trong)(?: \w+){0,3} ngân sách|chi phí (?:thực hiện|tổ chức)|nguồn vốn|nguồn lực tài chính|nguồn tài chính)(?!\w)"
)
_NOT_MONEY = re.compile(
    r"(?<!\w)(?:tiết kiệm|cắt giảm|thu hồi|chống lãng phí)(?: \w+){0,3} kinh phí"
    r"|(?:kiểm tra|rà soát|thanh tra|giám sát|đánh giá|kiểm toán)[^.;]{0,60}(?:phân bổ|sử dụng|quản lý|chấp hành)(?: và \w+ \w+)?,? (?:các |nguồn |việc )?(?:kinh phí|dự toán|ngân sách)"
    r"|(?:phân bổ|sử dụng)(?: và \w+ \w+)? kinh phí[^.;]{0,50}(?:còn|chưa|chậm|hạn chế|bất cập|được rà soát)"
    r"|kinh phí (?:công đoàn|đảng phí)|thu ngân sách|(?:công khai|thu, chi|thu chi|bội chi) ngân sách|tuyên truyền[^.;]{0,40}ngân sách"
)
_SOURCE = re.compile(
    r"(?<!\w)(?:ngân sách (?:nhà nước|tỉnh|thành phố|địa phương|trung ương|cấp \w+|huyện|xã|các cấp|hằng năm|hàng năm|sự nghiệp|được giao|năm|bố trí|đảm bảo|bảo đảm|và các nguồn|thường xuyên|đảng|theo)"
    r"|(?:theo )?phân cấp (?:quản lý )?(?:ngân sách|hiện hành|tài chính)|theo phân cấp|nguồn ngân sách|từ ngân sách|do ngân sách|bằng ngân sách"
    r"|nguồn (?:kinh phí )?(?:vốn )?(?:sự nghiệp|chi thường xuyên|thường xuyên|xã hội hóa|hợp pháp|tài trợ|viện trợ|huy động|được giao|lồng ghép|tự chủ|không tự chủ|không thường xuyên|chi|đã được|được cấp|hỗ trợ|khác)"
    r"|các nguồn (?:kinh phí|vốn|thu|lực|tài trợ|hợp pháp|khác|hỗ trợ|xã hội hóa)|xã hội hóa|(?:trong|trong phạm vi|theo) dự toán (?:được|đã|chi|ngân sách|hằng năm|hàng năm|giao|kinh phí|của|năm|thường xuyên)?"
    r"|dự toán (?:chi )?(?:ngân sách )?(?:\w+ ){0,3}được (?:giao|cấp|phê duyệt|bố trí)|kinh phí (?:thường xuyên|sự nghiệp|được giao|hoạt động thường xuyên|tự chủ|không tự chủ|chi thường xuyên|hoạt động (?:hằng|hàng) năm|khoán)"
    r"|lồng ghép (?:kinh phí|từ|trong|với|vào)|tài trợ|nguồn hợp pháp|hỗ trợ của (?:trung ương|các tổ chức|doanh nghiệp)|chương trình mục tiêu quốc gia|tự (?:bảo đảm|đảm bảo|cân đối|chi trả|bố trí))(?!\w)"
)
_ESTIMATE = re.compile(
    r"(?<!\w)(?:(?:lập|xây dựng|dự trù|tổng hợp|thẩm định|thẩm tra|hoàn chỉnh|trình|gửi|đề xuất|dự kiến|xác định|tính toán|đăng ký|phê duyệt|quyết định|cân đối|thống nhất|tham mưu)"
    r"(?: (?!trong|từ|theo)[\w,]+){0,7} (?:dự toán|dự trù|kinh phí|ngân sách)|dự trù kinh phí|dự toán kinh phí|lập dự toán|(?:cơ quan|sở|phòng|ban) tài chính|cơ quan tài chính cùng cấp)(?!\w)"
)
_HEADING = re.compile(r"(?<!\w)(?:kinh phí|ngân sách|nguồn lực|tài chính|điều kiện (?:bảo đảm|đảm bảo))(?!\w)")
_BODY_HEADING = re.compile(r"(?<!\w)(?:sở|bộ|phòng|ban) (?:\w+ )?tài chính")
_UNDER = re.compile(r"(?<!\w)(?:ngân sách|nguồn|bố trí|bảo đảm|đảm bảo|cân đối|dự toán|chi|tài trợ|xã hội hóa|kinh phí)(?!\w)")
_PURPOSE = re.compile(r"(?<!\w)(?:hiệu quả nguồn vốn|giải ngân|thu hút (?:các )?nguồn vốn|vốn đầu tư nước ngoài|huy động nguồn vốn đầu tư)(?!\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``funding`` fact for each clause about the plan's money."""
    for sentence in context.sentences:
        passage = sentence.passage
        text = sentence.text
        if passage.role is Role.ENACTING or not _about_money(sentence, text):
            continue
        if passage.role is Role.HEADING and _bare_heading(passage):
            continue
        source = _SOURCE.search(text) is not None
        estimate = _ESTIMATE.search(text) is not None or _finance(context, sentence)
        amount = bool(find_amounts(text))
        yield fact(
            "funding",
            sentence.place(),
            sentence.quote(),
            source="yes" if source else "no",
            estimate="yes" if estimate else "no",
            amount="yes" if amount else "no",
        )


def _about_money(sentence: Sentence, text: str) -> bool:
    if "kinh phí" not in text and "dự toán" not in text and "ngân sách" not in text and "nguồn" not in text:
        under = _under_money(sentence.passage) and _UNDER.search(text)
        return bool(under) and not _NOT_MONEY.search(text)
    if _NOT_MONEY.search(text) or _PURPOSE.search(text):
        return False
    if _MONEY.search(text):
        return True
    return _under_money(sentence.passage) and _UNDER.search(text) is not None


def _under_money(passage: Passage) -> bool:
    return any(_HEADING.search(fold(each)) and not _BODY_HEADING.search(fold(each)) for each in passage.breadcrumb)


def _bare_heading(passage: Passage) -> bool:
    """A heading that only announces the clause ("IV. KINH PHÍ THỰC HIỆN")."""
    text = passage.folded.text
    return len(text) < 80 and not _SOURCE.search(text) and not find_amounts(text)


def _finance(context: Context, sentence: Sentence) -> bool:
    """Whether the finance body is named in the clause or over it."""
    acting = context.acting
    for actor in acting.actors(sentence.passage):
        if sentence.start <= actor.start < sentence.end and "finance" in acting.functions(actor.agency):
            return True
    owner = acting.owner(sentence.passage)
    return owner is not None and any("finance" in acting.functions(actor.agency) for actor in owner[1].actors)
