"""Words of the reports, Vietnamese and English."""

import re
from collections.abc import Mapping
from typing import Literal

from plancheck.data.days import shown
from plancheck.document import Place
from plancheck.patterns import lazily
from plancheck.report.model import SEVERITIES, LegalBasis
from plancheck.report.totals import Totals
from plancheck.text import shorten

Language = Literal["vi", "en"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "error": ("LỖI", "ERRORS"),
    "warning": ("CẢNH BÁO", "WARNINGS"),
    "info": ("LƯU Ý", "NOTES"),
    "additions": ("Nội dung có thể thêm", "Clauses that might be added"),
    "on-request": ("câu gợi ý và căn cứ: --all", "their wording and basis: --all"),
    "in-full": ("đầy đủ: --all", "in full: --all"),
    "put-right": ("plancheck review tự sửa được", "plancheck review puts right by itself"),
    "notes": ("Mỗi quy tắc một dòng", "A line for each rule"),
    "notes-on-request": ("chỗ, cách sửa và căn cứ: --all", "places, remedies and bases: --all"),
    "and-more": ("và {count} chỗ khác", "and {count} more"),
    "needs-review": ("CẦN NGƯỜI XEM", "FOR A PERSON TO JUDGE"),
    "not-evaluated": ("CHƯA XÉT ĐƯỢC", "NOT EVALUATED"),
    "pass": ("ĐÃ XÉT, KHÔNG THẤY SAI", "JUDGED, NOTHING WRONG"),
    "statistics": ("THỐNG KÊ", "STATISTICS"),
    "type": ("Loại", "Type"),
    "issuer": ("Cơ quan", "Issuer"),
    "number": ("Số", "Number"),
    "date": ("Ngày", "Date"),
    "title": ("Về việc", "About"),
    "subject": ("Chủ đề", "Subject"),
    "period": ("Năm", "Years"),
    "as-of": ("Xét theo", "Judged as of"),
    "instruments": ("Căn cứ xét", "Judged under"),
    "place": ("Vị trí", "Where"),
    "also": ("Cũng ở", "Also at"),
    "actual": ("Hiện là", "It is"),
    "expected": ("Phải là", "Should be"),
    "remedy": ("Cách sửa", "How to fix"),
    "basis": ("Căn cứ", "Basis"),
    "unknown": ("chưa nhận ra", "not recognised"),
    "blank": ("chưa ghi", "left blank"),
    "option": ("theo --as-of", "from --as-of"),
    "document": ("ngày ghi trên văn bản", "the draft's own date"),
    "partial-date": ("theo tháng, năm ghi trên văn bản", "from the month and year of the draft"),
    "period-date": ("theo năm kế hoạch", "from the years of the plan"),
    "issuer-date": ("lúc cơ quan ban hành còn mang tên này", "while the issuer bore its name"),
    "today": ("ngày hôm nay, vì văn bản chưa ghi ngày", "today, as the draft has no date"),
    "state": ("Nhà nước", "State"),
    "party": ("Đảng", "Party"),
    "ministry": ("cấp trung ương", "central"),
    "province": ("cấp tỉnh", "province"),
    "district": ("cấp huyện", "district"),
    "commune": ("cấp xã", "commune"),
    "department": ("sở, ngành cấp tỉnh", "provincial department"),
    "division": ("phòng, văn phòng", "division"),
    "press": ("cơ quan báo chí", "press body"),
    "unit": ("đơn vị, tổ chức khác", "other body"),
    "other": (
        "khác; không xét các quy tắc riêng về {subjects}",
        "another; rules on {subjects} are not applied",
    ),
    "article": (
        "Đây là bài viết về văn bản, không phải chính văn bản: số, ngày và cơ quan lấy từ lời bài; "
        "các quy tắc về thể thức không xét.",
        "This is an article about the document, not the document itself: number, date and issuer are taken from its "
        "prose; the rules of form are not judged.",
    ),
    "draft": (
        "Bản dự thảo, {missing}: điền khi ban hành.",
        "A draft, {missing}: to be filled in when it is issued.",
    ),
    "paper": (" · văn bản {number}/{count} trong tệp", " · paper {number} of {count} in the file"),
    "letter": ("Công văn", "Official letter"),
    "with-decision": ("ban hành kèm theo quyết định trong cùng tệp", "issued with the decision in the same file"),
    "attached": ("ban hành kèm theo quyết định; tệp không có quyết định", "issued with a decision, which is not here"),
    "under": ("thuộc", "under"),
    "no-number": ("chưa ghi số", "without a number"),
    "no-date": ("chưa ghi đủ ngày", "without a full date"),
    "no-number-date": ("chưa ghi số và ngày", "without a number and date"),
    "unreadable": ("không đọc được", "cannot be read"),
    "seen": ("đã đọc nguyên văn", "text read"),
    "secondary": ("theo nguồn thứ cấp", "from secondary sources"),
    "unverified": ("chưa kiểm chứng", "unverified"),
    "paragraph": ("đoạn", "paragraph"),
    "line": ("dòng", "line"),
    "column": ("cột", "column"),
    "table": ("bảng", "table"),
    "row": ("hàng", "row"),
    "page": ("≈ tr.", "≈ p."),
    "header": ("đầu trang", "header"),
    "footer": ("chân trang", "footer"),
    "footnotes": ("cước chú", "footnotes"),
    "endnotes": ("chú thích cuối", "endnotes"),
    "reason-unknown": ("chưa đủ dữ kiện", "not enough is known"),
    "as-above": ("như trên", "as above"),
    "judged": (
        "đã xét {evaluated}/{applicable} quy tắc áp dụng",
        "{evaluated} of {applicable} applicable rules judged",
    ),
    "judged-chosen": (
        "đã xét {evaluated}/{applicable} quy tắc áp dụng trong số được chọn",
        "{evaluated} of {applicable} applicable rules judged, among those selected",
    ),
    "left": ("{count} chưa xét được", "{count} not evaluated"),
    "review": ("{count} cần người xem", "{count} for a person to judge"),
    "none": ("Không thấy lỗi, cảnh báo hay lưu ý", "No error, warning or note found"),
    "conditions": ("Điều kiện xét", "Conditions"),
    "with-configuration": ("cấu hình {path}", "configuration {path}"),
    "with-overridden": ("quy tắc bị sửa: {rules}", "rules overridden: {rules}"),
    "with-select": ("chỉ xét {rules}", "only {rules}"),
    "with-ignore": ("bỏ không xét {rules}", "without {rules}"),
    "with-suppressed": ("{count} phát hiện được bỏ qua có lý do", "findings suppressed with a reason: {count}"),
    "with-baseline": ("mốc {path} ({count} phát hiện cũ)", "baseline {path} ({count} old findings)"),
    "with-previous": ("so với bản trước {path}", "compared with {path}"),
    "with-day": ("theo quy định của ngày {day} (--as-of)", "by the law of {day} (--as-of)"),
    "none-new": ("Không có phát hiện mới", "Nothing new found"),
    "known": ("{count} phát hiện cũ, chưa sửa", "{count} old, not put right"),
    "known-head": ("CŨ, CHƯA SỬA", "OLD, NOT PUT RIGHT"),
    "old": ("Cũ, chưa sửa: {reason}", "Old, not put right: {reason}"),
    "none-standing": ("Không thấy gì ngoài những phát hiện đã bỏ qua", "Nothing found but what is suppressed"),
    "not-clear": (
        "Chưa thể kết luận gì về phần chưa xét được.",
        "Nothing can be concluded about what was not evaluated.",
    ),
    "list-with-v": ("thêm -v để xem từng quy tắc", "add -v to list each rule"),
    "total": ("Tổng cộng", "Total"),
    "frequent": ("GẶP NHIỀU NHẤT", "MOST FREQUENT"),
    "column-error": ("Lỗi", "Error"),
    "column-warning": ("Cảnh báo", "Warning"),
    "column-info": ("Lưu ý", "Note"),
    "judged-column": ("Đã xét", "Judged"),
    "file-column": ("Tệp", "File"),
    "rest-error": (
        "{files} khác không có lỗi; thêm -v để liệt kê.",
        "{files} more without errors; add -v to list them.",
    ),
    "rest-warning": (
        "{files} khác không có lỗi hay cảnh báo; thêm -v để liệt kê.",
        "{files} more without errors or warnings; add -v to list them.",
    ),
    "rest-info": ("{files} khác không có gì; thêm -v để liệt kê.", "{files} more with nothing; add -v to list them."),
    "suppressed": ("{count} đã bỏ qua có lý do", "{count} suppressed with a reason"),
    "suppressed-head": ("ĐÃ BỎ QUA, CÓ LÝ DO", "SUPPRESSED WITH A REASON"),
    "reason": ("Lý do", "Reason"),
    "ignored": ("Đã bỏ qua: {reason}", "Suppressed: {reason}"),
    "safe": ("[sửa được]", "[fixable]"),
    "suggested": ("[gợi ý]", "[suggestion]"),
    "partly": ("[sửa được một phần]", "[fixable in part]"),
    "file": ("Tệp", "File"),
    "rules": ("Quy tắc đã xét", "Rules judged"),
    "province-column": ("Tỉnh, thành phố", "Province"),
    "mark-pass": ("đạt", "met"),
    "mark-fail": ("chưa đạt", "not met"),
    "mark-needs-review": ("cần người xem", "for a person to judge"),
    "mark-not-evaluated": ("chưa xét được", "not evaluated"),
}

_COUNTED: Mapping[str, tuple[str, str, str]] = {
    "error": ("lỗi", "error", "errors"),
    "warning": ("cảnh báo", "warning", "warnings"),
    "info": ("lưu ý", "note", "notes"),
    "rule": ("quy tắc", "rule", "rules"),
    "file": ("tệp", "file", "files"),
    "unreadable": ("không đọc được", "unreadable", "unreadable"),
}


def word(key: str, lang: Language, **values: object) -> str:
    """A word or sentence of the reports."""
    text = _WORDS[key][lang == "en"]
    return text.format(**values) if values else text


def counted(count: int, key: str, lang: Language) -> str:
    """A number with its noun: "3 lỗi", "1 error"."""
    vi, one, many = _COUNTED[key]
    return f"{count} {vi}" if lang == "vi" else f"{count} {one if count == 1 else many}"


def total(totals: Totals, lang: Language) -> str:
    """What a run comes to, in one sentence."""
    files = counted(totals.files, "file", lang)
    if totals.unreadable:
        files += f" ({counted(totals.unreadable, 'unreadable', lang)})"
    found = ", ".join(counted(totals.count(severity), severity, lang) for severity in SEVERITIES)
    suppressed = f"; {word('known', lang, count=totals.known)}" if totals.known else ""
    suppressed += f"; {word('suppressed', lang, count=totals.suppressed)}" if totals.suppressed else ""
    return f"{word('total', lang)}: {files}; {found}{suppressed}."


def day(iso: str | None) -> str:
    """ISO date as Vietnamese offices write it; empty for None."""
    return day_from_number(int(iso.replace("-", ""))) if iso else ""


def day_from_number(day: int) -> str:
    """``yyyymmdd`` as 30/2020/NĐ-CP has days written: 07/9/2015, 05/02/2026 (a zero before days under 10 and months
    1 and 2 alone); empty for 0."""
    return shown(day) if day else ""


def where(place: Place, lang: Language) -> str:
    """A place in words: part, paragraph, cell, line and column, page, headings above."""
    pieces = []
    if place.part != "body":
        pieces.append(_part(place.part, lang))
    if place.paragraph is not None:
        pieces.append(f"{word('paragraph', lang)} {place.paragraph}")
    if place.cell:
        pieces.append(_cell(place.cell, lang))
    if place.line is not None:
        pieces.append(f"{word('line', lang)} {place.line}, {word('column', lang)} {place.column or 1}")
    if place.page is not None:
        pieces.append(f"{word('page', lang)} {place.page}")
    if place.breadcrumb:
        pieces.append(" › ".join(shorten(heading, 60) for heading in place.breadcrumb))
    return " · ".join(pieces)


def cited(basis: LegalBasis, lang: Language) -> str:
    """An article with how surely its text is known, in words."""
    return f"{article(basis.instrument, basis.locator)} [{word(basis.certainty, lang)}]"


_ARTICLE = lazily(r"(điều|khoản|điểm|mục|phần|chương|phụ lục)\b", re.IGNORECASE)


def article(instrument: str, locator: str) -> str:
    """ "Điều 24 khoản 6, 72/2015/NĐ-CP", or "26-CT/TW: …" where the locator is no article."""
    if not locator:
        return instrument
    return f"{locator}, {instrument}" if _ARTICLE.match(locator) else f"{instrument}: {locator}"


_PART = lazily(r"(header|footer)(\d+)")
_CELL = lazily(r"T(\d+) R(\d+) C(\d+)")


def _part(part: str, lang: Language) -> str:
    if match := _PART.fullmatch(part):
        return f"{word(match[1], lang)} {match[2]}"
    return word(part, lang) if part in ("footnotes", "endnotes") else part


def _cell(cell: str, lang: Language) -> str:
    table, row, column = word("table", lang), word("row", lang), word("column", lang)
    return _CELL.sub(rf"{table} \1 {row} \2 {column} \3", cell).replace(" > ", " › ")
