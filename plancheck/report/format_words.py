"""Edits of form, as examples have them, in words."""

from plancheck.rules.model import Edit, Language

_COMPONENTS = {
    "text": ("mọi chữ", "all text"),
    "body": ("nội dung", "the text"),
    "state-name": ("Quốc hiệu", "national title"),
    "motto": ("Tiêu ngữ", "motto"),
    "party-name": ("tiêu đề của Đảng", "Party's name"),
    "agency": ("tên cơ quan ban hành", "issuing body"),
    "superior": ("tên cơ quan chủ quản", "superior body"),
    "number": ("số, ký hiệu", "number"),
    "place-date": ("địa danh, ngày tháng", "place and date"),
    "type": ("tên loại", "type"),
    "subject": ("trích yếu", "subject"),
    "about": ("trích yếu công văn", "letter's subject"),
    "attached": ("dòng “(Kèm theo …)”", "line “(Kèm theo …)”"),
    "basis": ("căn cứ", "bases"),
    "paragraph": ("đoạn nội dung", "paragraphs"),
    "part": ("dòng “Phần”", "line of a part"),
    "roman": ("đề mục La Mã", "Roman headings"),
    "letter": ("đề mục A, B", "headings A, B"),
    "khoan": ("tiêu đề khoản", "headings of clauses"),
    "article": ("điều", "articles"),
    "addressee": ("dòng “Kính gửi”", "addressee"),
    "recipients-label": ("chữ “Nơi nhận”", "“Nơi nhận”"),
    "recipient": ("danh sách nơi nhận", "recipients"),
    "post": ("quyền hạn, chức vụ", "authority and post"),
    "signer": ("họ tên người ký", "signer"),
    "appendix-label": ("chữ “Phụ lục”", "“Phụ lục”"),
    "appendix-title": ("tên phụ lục", "appendix title"),
    "letterhead": ("bảng đầu văn bản", "table of the letterhead"),
    "end": ("bảng cuối văn bản", "table at the end"),
    "page": ("trang", "page"),
    "page-number": ("số trang", "page number"),
}
_SETTINGS = {
    "bold": ("in đậm", "bold"),
    "italic": ("in nghiêng", "italic"),
    "underline": ("gạch chân", "underlined"),
    "capitals": ("in hoa", "capitals"),
    "size": ("cỡ chữ", "size"),
    "font": ("phông", "font"),
    "color": ("màu", "colour"),
    "align": ("canh", "aligned"),
    "indent": ("thụt đầu dòng (mm)", "first line (mm)"),
    "before": ("cách trên (pt)", "space before (pt)"),
    "below": ("cách dưới (pt)", "space after (pt)"),
    "line": ("cách dòng", "line spacing"),
    "new_page": ("sang trang mới", "on a new page"),
    "borders": ("có khung", "with borders"),
    "numerals": ("kiểu số", "numerals"),
    "first_page": ("hiện ở trang thứ nhất", "on the first page"),
    "restart": ("đánh số lại từ đầu", "numbered afresh"),
    "delete": ("bỏ", "taken out"),
    "move": ("đặt ở lề", "put at the"),
    "orientation": ("hướng", "orientation"),
    "section": ("phần thứ", "section"),
    "width": ("rộng (mm)", "width (mm)"),
    "height": ("cao (mm)", "height (mm)"),
    "top": ("lề trên (mm)", "top margin (mm)"),
    "bottom": ("lề dưới (mm)", "bottom margin (mm)"),
    "left": ("lề trái (mm)", "left margin (mm)"),
    "right": ("lề phải (mm)", "right margin (mm)"),
}
_VALUES = {
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "left": ("trái", "left"),
    "right": ("phải", "right"),
    "center": ("giữa", "centre"),
    "justify": ("đều hai lề", "justified"),
    "bottom": ("dưới", "bottom"),
    "landscape": ("ngang", "landscape"),
}


def told(edit: Edit, lang: Language) -> str:
    """What an edit sets: "Quốc hiệu: in đậm: không"."""
    at = int(lang == "en")
    unknown = (edit.words, edit.words)
    where = _COMPONENTS.get(edit.words, unknown)[at] + (f" “{edit.text}”" if edit.text else "")
    settings = (f"{_SETTINGS.get(n, (n, n))[at]}: {_VALUES.get(v, (v, v))[at]}" for n, v in edit.settings)
    return f"{where}: {', '.join(settings)}"
