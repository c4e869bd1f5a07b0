"""Duties to report under the plan: who, to whom, how often, by when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plancheck.facts.acting import Actor
from plancheck.facts.calendar import Cadence, Deadline, find_cadences, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold

_NOT_REPORTING = re.compile(
    r"(?<!\w)(?:báo cáo viên|báo cáo chính trị|(?:biểu )?mẫu báo cáo|biểu mẫu,? báo cáo|hệ thống (?:thông tin )?báo cáo|phần mềm (?:chế độ )?báo cáo|hội nghị báo cáo|báo cáo (?:chuyên đề|thời sự|ngoại khóa|điển hình)"
    r"|nghe báo cáo|báo cáo quốc gia|báo cáo (?:thành tích|tài chính|nhân quyền|thường niên|kinh tế|chỉ số|phát triển)|báo cáo (?:kinh tế|nghiên cứu) (?:kỹ thuật|khả thi)|các báo cáo (?:sai|xuyên tạc|thiếu)"
    r"|báo cáo (?:của|do) (?:các )?(?:tổ chức|nước|cơ quan) (?:quốc tế|nước ngoài)|công tác báo cáo viên|bản tin,? báo cáo|báo cáo (?:và )?tuyên truyền viên)(?!\w)"
)
_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)")
_SEND = re.compile(r"(?<!\w)gửi (?:kết quả|văn bản|số liệu|thông tin|tổng hợp|kế hoạch và kết quả)(?:[^.;]{0,80})(?<!\w)(?:về|cho|đến|tới)(?!\w)")
_INSPECTED = re.compile(
    r"(?<!\w)(?:kiểm tra|thanh tra|giám sát|rà soát|chấn chỉnh|nội dung kiểm tra|đơn giản hóa|chuẩn hóa|số hóa|hoàn thiện|xây dựng quy định)"
    r"[^.;]{0,120}(?:việc (?:thực hiện|chấp hành) |tình hình thực hiện )?(?:các |về )?(?:chế độ (?:thông tin,? )?báo cáo|công tác báo cáo|quy định (?:về )?báo cáo|mẫu báo cáo)"
)
_REGIME = re.compile(r"(?:thực hiện|chấp hành|duy trì|bảo đảm|đảm bảo)(?: \w+){0,4} chế độ (?:thông tin,? )?(?:\w+ )?báo cáo|chế độ (?:thông tin,? |thông tin và )?báo cáo")
_TROUBLE = re.compile(
    r"(?<!\w)(?:vướng mắc|khó khăn|vấn đề (?:mới )?phát sinh|phát sinh (?:khó khăn|vấn đề|vướng mắc|những|các|mới)|những phát sinh|nội dung phát sinh|cần (?:sửa đổi|điều chỉnh|bổ sung)"
    r"|những nội dung vượt thẩm quyền|vượt thẩm quyền)(?!\w)"
)
_INCIDENT = re.compile(
    r"(?<!\w)(?:sai lệch|sai sự thật|xuyên tạc|vụ việc|sự cố|tình huống|luận điệu|phản bác|vi phạm|phức tạp|nhạy cảm|khủng hoảng|thông tin xấu|sai trái|trái phép|tin giả|dư luận quan tâm|điểm nóng)(?!\w)"
)
_AT_ONCE = re.compile(r"(?<!\w)(?:kịp thời|ngay|nhanh chóng|khẩn trương|lập tức)(?:[ ,]\w+){0,4},? (?:báo cáo|thông tin)|báo cáo (?:ngay|kịp thời|nhanh)(?!\w)")
_DECISION = re.compile(
    r"(?<!\w)(?:xem xét|phê duyệt|quyết định|cho ý kiến|cho chủ trương|thẩm định|giải quyết|xử lý|chấp thuận|phân bổ|bố trí kinh phí|điều chỉnh|thông qua)(?!\w)"
)
_RESULT = re.compile(
    r"(?<!\w)báo cáo(?:,? (?!viên)\w+){0,5}? (?:kết quả|tình hình|tiến độ|việc thực hiện|công tác|kế hoạch|hoạt động|sơ kết|tổng kết|đánh giá|định kỳ|đột xuất|hằng|hàng|quý|năm|tháng|\d{1,2} tháng)(?!\w)"
    r"|(?<!\w)(?:kết quả|tình hình|đánh giá|sơ kết|tổng kết|tổng hợp|theo dõi|đôn đốc)[^.;]{0,160}báo cáo"
    r"|(?<!\w)báo cáo(?: \w+){0,3} (?:về|gửi)(?!\w)|gửi báo cáo|thực hiện (?:\w+ ){0,3}báo cáo|báo cáo (?:đầy đủ|đúng hạn|nghiêm túc)"
)
_BY_REFERENCE = re.compile(
    r"(?<!\w)(?:lồng ghép (?:\w+ ){0,4}(?:trong|vào|với|cùng)(?: \w+){0,3} báo cáo|lồng ghép (?:\w+ ){0,3}báo cáo|(?:trong|cùng|cùng với|chung với|gắn với|kết hợp(?: trong| với)?) (?:các )?báo cáo (?!kết quả thực hiện kế hoạch này)(?:\w+ ){0,6}(?:định kỳ|hằng|hàng|tháng|quý|năm|công tác)"
    r"|theo (?:hướng dẫn|đề nghị|yêu cầu|thời gian|thời hạn|mẫu|đề cương|biểu mẫu)(?: \w+){0,4} (?:của|tại|do)|theo (?:đúng )?(?:quy định|chế độ|hướng dẫn|thời hạn|thời gian)(?: \w+){0,3} (?:tại|của) (?:khoản|điều|điểm|nghị định|thông tư|quyết định|quy chế|chỉ thị|kế hoạch|công văn|văn bản|luật|chính phủ|bộ)"
    r"|theo (?:quy chế|nghị định|thông tư|quyết định|kế hoạch số|công văn)(?!\w))"
)
_TO = re.compile(
    r"(?:(?<!\w)(?:báo cáo|gửi|gửi về|về|cho|đến|tới|lên|với|trình|qua|thông qua|đồng gửi|và|gửi cho|gửi đến|gửi tới|gửi lên|tham mưu|cùng|để)"
    r"|[(,+:]|nơi nhận(?: báo cáo)?:?|kết quả với|đồng thời(?: gửi)?|đồng chí)(?: (?:các|lãnh đạo|thường trực|đồng chí|chủ tịch|trực tiếp|định kỳ|về|cho|tới|lên))*:?\s*$"
)
_NOT_TO = re.compile(r"(?:phối hợp|kết hợp|thống nhất|liên hệ|trao đổi|hợp tác|làm việc|so) với(?: các)?\s*$|(?:hướng dẫn|chỉ đạo|yêu cầu|quy định|đề nghị|kết quả|kế hoạch|hoạt động|của)(?: của)?\s*$|(?:giúp|tham mưu(?: cho| giúp)?|do|giao|đề nghị|yêu cầu)(?: các)?\s*$")
_LIST = re.compile(r"(?:[\s,+&/()\-]|;|\b(?:và|các|đồng thời|để báo cáo|tỉnh|đồng chí|thường trực|lãnh đạo)\b)*")
_UNNAMED = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|về|cho|lên|trình)(?: về| cho| lên| với| các)? (?P<name>cấp (?:trên|có thẩm quyền|ủy)(?: cấp trên| trực tiếp)?|(?:các )?cơ quan (?:có thẩm quyền|cấp trên|chủ trì|đầu mối|liên quan)|bộ, ngành (?:trung ương|liên quan)|trung ương|đơn vị chủ trì)(?!\w)"
)
_SENDING_TIME = re.compile(r"^\W*(?:thời (?:gian|hạn|điểm)|hạn|chậm nhất|trước ngày|muộn nhất|gửi|định kỳ|kỳ báo cáo|số liệu|đối với báo cáo|riêng báo cáo|báo cáo|\w+ tháng|năm|quý|hằng|hàng)(?!\w)")
_HEADING = re.compile(r"(?<!\w)(?:chế độ (?:thông tin,? )?báo cáo|báo cáo|thông tin,? báo cáo)(?!\w)(?! viên)")
_ABROAD = re.compile(r"(?:sau khi|kể từ khi|khi) kết thúc|sau (?:mỗi )?(?:sự kiện|chuyến|đợt|hoạt động)")
_NEAR = 3
"""Passages within which a time that stands alone still belongs to the duty before it."""


@dataclass(frozen=True, slots=True)
class _Recipient:
    agency: Agency | None
    name: str


@dataclass(frozen=True, slots=True)
class _Duty:
    """One clause that has someone report."""

    sentence: Sentence
    reporter: str
    recipients: tuple[_Recipient, ...]
    timed: str
    cadence: str
    ad_hoc: bool
    month: int
    day: int


def recognise(context: Context) -> Iterator[Fact]:
    """One ``reporting`` fact for each duty and recipient."""
    duties: list[_Duty] = []
    for sentence in context.sentences:
        text = sentence.text
        under = _under(sentence.passage)
        last = duties[-1] if duties and _near(duties[-1].sentence.passage, sentence.passage) else None
        if _is_duty(context, sentence, text, under):
            duty = _read(context, sentence, text)
            if last is not None and not duty.recipients and duty.timed == "yes":
                duties = _attach(duties, text)
            duties.append(_inherit(duty, last))
        elif last is not None and _SENDING_TIME.match(text) and "sơ kết" not in text:
            duties = _attach(duties, text)
    for duty in duties:
        yield from _facts(context, duty)


def _near(before: Passage, after: Passage) -> bool:
    if after.index - before.index > _NEAR:
        return False
    depth = min(len(before.breadcrumb), len(after.breadcrumb))
    return before.breadcrumb[:depth] == after.breadcrumb[:depth]


def _under(passage: Passage) -> bool:
    """Whether the nearest heading above is about reporting."""
    if not passage.breadcrumb:
        return False
    heading = fold(passage.breadcrumb[-1])
    return len(heading) < 100 and _HEADING.search(heading) is not None and not _NOT_REPORTING.search(heading)


def _is_duty(context: Context, sentence: Sentence, text: str, under: bool) -> bool:
    """Whether a clause has someone report on the plan."""
    if "báo cáo" not in text and "gửi" not in text and not under:
        return False
    passage = sentence.passage
    if passage.role in (Role.ENACTING, Role.APPENDIX_TITLE, Role.NOTE):
        return False
    clean = _NOT_REPORTING.sub(" ", _uncited(context, sentence, text))
    reports = _REPORT.search(clean) is not None
    sends = reports or _SEND.search(clean) is not None or (under and _starts_sending(clean))
    if not sends or _INSPECTED.search(clean):
        return False
    cadences, deadlines = find_cadences(clean), find_deadlines(clean)
    timed = any(each.cadence != "ad-hoc" for each in cadences) or bool(deadlines)
    if not reports and not under:
        return timed
    if passage.role is Role.HEADING and not (timed or _TO_SOMEONE.search(clean)):
        return False
    if passage.block.cell is not None:
        return timed or _TO_SOMEONE.search(clean) is not None
    if _TROUBLE.search(clean) and not timed:
        return False
    if (_INCIDENT.search(clean) or _AT_ONCE.search(clean)) and not (timed or _PLAIN_RESULT.search(clean)):
        return any(each.cadence == "ad-hoc" for each in cadences) and not _INCIDENT.search(clean)
    if _DECISION.search(clean) and not timed and not _PLAIN_RESULT.search(clean):
        return False
    return under or timed or bool(cadences) or _RESULT.search(clean) is not None or _REGIME.search(clean) is not None or (
        _TO_SOMEONE.search(clean) is not None
    )


def _uncited(context: Context, sentence: Sentence, text: str) -> str:
    """The clause with the instruments it cites blanked out: their titles are not its words."""
    for start, end in context.citation_spans.get(sentence.passage.index, ()):
        first, last = max(start - sentence.start, 0), min(end - sentence.start, len(text))
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text


_TO_SOMEONE = re.compile(
    r"(?<!\w)báo cáo(?:[^.;]{0,160})(?<!\w)(?:về|cho|với|lên|gửi|đến|tới|qua|thông qua)(?= )|(?<!\w)báo cáo (?:chủ tịch |lãnh đạo |thường trực |đồng chí )*(?:ủy ban|ubnd|sở|bộ|ban|tỉnh ủy|thành ủy|chính phủ|thủ tướng|cấp|văn phòng|huyện ủy|cơ quan)(?!\w)"
)
_PLAIN_RESULT = re.compile(
    r"(?<!\w)(?:báo cáo (?:\w+ ){0,6}kết quả|báo cáo (?:\w+ ){0,4}tình hình (?:\w+ ){0,3}(?:thực hiện|triển khai|công tác|hoạt động)|kết quả (?:\w+ ){0,6}báo cáo|tổng hợp,? (?:\w+ ){0,3}báo cáo|báo cáo (?:sơ kết|tổng kết|định kỳ|công tác))(?!\w)"
)
_STARTS_SENDING = re.compile(r"(?<!\w)(?:định kỳ|trước ngày|chậm nhất|hằng (?:năm|quý|tháng)|hàng (?:năm|quý|tháng)|gửi|nơi nhận|6 tháng|06 tháng|đột xuất)(?!\w)")


def _starts_sending(text: str) -> bool:
    return _STARTS_SENDING.search(text) is not None


def _read(context: Context, sentence: Sentence, text: str) -> _Duty:
    cadences, deadlines = find_cadences(text), find_deadlines(text)
    first = next((each for each in deadlines if each.month or each.day), None)
    regular = {each.cadence for each in cadences} - {"ad-hoc"}
    return _Duty(
        sentence,
        _reporter(context, sentence, text),
        tuple(_recipients(context, sentence, text)),
        _timed(context, sentence, text, regular, deadlines),
        _cadence(regular, cadences, deadlines),
        any(each.cadence == "ad-hoc" for each in cadences),
        first.month if first else 0,
        first.day if first else 0,
    )


def _timed(context: Context, sentence: Sentence, text: str, regular: set[str], deadlines: Sequence[Deadline]) -> str:
    if regular - {"periodic"} or deadlines:
        return "yes"
    if _BY_REFERENCE.search(text):
        return "by-reference"
    spans = context.citation_spans.get(sentence.passage.index, ())
    if any(sentence.start <= start < sentence.end for start, _ in spans) and "theo" in text:
        return "by-reference"
    return "no"


def _cadence(regular: set[str], cadences: Sequence[Cadence], deadlines: Sequence[Deadline]) -> str:
    named = regular - {"periodic"}
    if len(named) > 1:
        return "several"
    if named:
        return named.pop()
    if any(each.recurring for each in deadlines):
        return "annual"
    if any(each.day or each.month or each.quarter or each.relative for each in deadlines):
        return "once"
    if regular:
        return "periodic"
    return "ad-hoc" if cadences else ""


def _reporter(context: Context, sentence: Sentence, text: str) -> str:
    at = _REPORT.search(text)
    limit = sentence.start + (at.start() if at else len(text))
    subjects = [
        group
        for group in context.acting.groups(sentence.passage)
        if group.role in ("leads", "assigned") and sentence.start <= group.start < limit
    ]
    if subjects:
        return subjects[0].actors[0].agency.id
    owner = context.acting.owner(sentence.passage)
    return owner[1].actors[0].agency.id if owner is not None else ""


def _recipients(context: Context, sentence: Sentence, text: str) -> Iterator[_Recipient]:
    """Bodies the report goes to: those behind "báo cáo", "gửi", "về", "qua" … and those listed with them."""
    passage = sentence.passage
    folded = passage.folded.text
    at = re.search(r"(?<!\w)(?:báo cáo|gửi)(?!\w)", text)
    begin = sentence.start + (at.start() if at else 0)
    accepted: Actor | None = None
    seen: set[str] = set()
    for actor in context.acting.actors(passage):
        if not begin <= actor.start < sentence.end:
            continue
        before = folded[begin : actor.start]
        listed = accepted is not None and _LIST.fullmatch(folded, accepted.end, actor.start) is not None
        if not listed and (_NOT_TO.search(before) or not _TO.search(before)):
            continue
        accepted = actor
        if actor.agency.id in seen:
            continue
        seen.add(actor.agency.id)
        start, end = passage.folded.original(actor.start), passage.folded.original(actor.end)
        yield _Recipient(actor.agency, passage.text[start:end])
    if not seen:
        unnamed = _UNNAMED.search(text)
        if unnamed:
            yield _Recipient(None, sentence.quote(unnamed.start("name"), unnamed.end("name")))


def _inherit(duty: _Duty, last: _Duty | None) -> _Duty:
    """A clause that names no one to report to continues the one before it."""
    if last is None or duty.recipients or not last.recipients:
        return duty
    return replace(duty, recipients=last.recipients, reporter=duty.reporter or last.reporter)


def _attach(duties: list[_Duty], text: str) -> list[_Duty]:
    """Give the time that stands in a clause of its own to the duties before it that have none."""
    deadlines = find_deadlines(text)
    regular = {each.cadence for each in find_cadences(text)} - {"ad-hoc", "periodic"}
    if not deadlines and not regular:
        return duties
    first = next((each for each in deadlines if each.month or each.day), None)
    place = duties[-1].sentence.passage.index
    return [
        replace(
            duty,
            timed="yes",
            cadence=_cadence(regular, (), deadlines) if duty.cadence in ("", "periodic", "ad-hoc") else duty.cadence,
            month=duty.month or (first.month if first else 0),
            day=duty.day or (first.day if first else 0),
        )
        if duty.timed != "yes" and duty.sentence.passage.index == place
        else duty
        for duty in duties
    ]


def _facts(context: Context, duty: _Duty) -> Iterator[Fact]:
    for recipient in duty.recipients or (_Recipient(None, ""),):
        yield fact(
            "reporting",
            duty.sentence.place(),
            duty.sentence.quote(),
            reporter=duty.reporter,
            recipient=recipient.agency.id if recipient.agency else "",
            recipient_name=recipient.name,
            recipient_class=_class(context, recipient),
            cadence=duty.cadence,
            timed=duty.timed,
            ad_hoc="yes" if duty.ad_hoc else "no",
            month=duty.month,
            day=duty.day,
        )


def _class(context: Context, recipient: _Recipient) -> str:
    agency = recipient.agency
    if agency is None:
        return "other" if recipient.name else ""
    in_charge = "foreign-information" in context.acting.functions(agency)
    if agency.system == "party":
        return "party"
    if agency.level in ("central", "ministry"):
        return "ministry-in-charge" if in_charge else "other-ministry"
    if in_charge:
        return "lead-department"
    if agency.id.startswith(("ubnd", "bcd")):
        return "committee"
    return "other"
