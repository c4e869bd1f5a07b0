"""Refusal of an input."""


class ReadingError(Exception):
    """An input that can't be read.

    ``code`` is kebab-case and stable; the messages are one line each: what is wrong and what to do.
    """

    def __init__(self, code: str, message_vi: str, message_en: str) -> None:
        super().__init__(f"{code}: {message_en}")
        self.code = code
        self.message_vi = message_vi
        self.message_en = message_en


_REFUSALS = {
    "empty": (
        "Tệp rỗng; hãy kiểm tra lại tệp đã chọn.",
        "The file is empty; check which file was given.",
    ),
    "not-a-docx": (
        "Đây không phải là văn bản Word; nếu Word mở được, hãy Lưu thành > .docx rồi chạy lại.",
        "This is not a Word document; if Word opens it, save it as .docx and run again.",
    ),
    "lock-file": (
        "Đây là tệp tạm (~$…, .~…) Word hay WPS tạo khi đang mở văn bản; hãy chọn chính văn bản đó.",
        "This is the temporary file (~$…, .~…) Word or WPS makes while a document is open; give the document itself.",
    ),
    "apple-double": (
        "Đây là tệp phụ (._…) máy Mac tạo bên cạnh văn bản; hãy chọn chính văn bản đó.",
        "This is the file (._…) macOS puts beside a document; give the document itself.",
    ),
    "spreadsheet": (
        "Đây là bảng tính Excel, không phải văn bản Word; hãy đưa vào dự thảo .docx.",
        "This is an Excel workbook, not a Word document; give the .docx draft.",
    ),
    "presentation": (
        "Đây là tệp trình chiếu PowerPoint, không phải văn bản Word; hãy đưa vào dự thảo .docx.",
        "This is a PowerPoint presentation, not a Word document; give the .docx draft.",
    ),
    "legacy-doc": (
        "Đây là tệp Word cũ (.doc); hãy mở bằng Word, chọn Tệp > Lưu thành > .docx rồi chạy lại.",
        "This is an old Word file (.doc); open it in Word, choose File > Save As > .docx and run again.",
    ),
    "encrypted": (
        "Tệp được đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu) rồi lưu lại.",
        "The file is under a password; open it in Word, remove it (File > Info > Protect Document) and save the file.",
    ),
    "pdf": (
        'Muốn đọc PDF cần cài thêm: pip install "plancheck[pdf]"; hoặc dùng bản Word của dự thảo (.docx).',
        'To read PDF install more: pip install "plancheck[pdf]"; or give the Word file of the draft (.docx).',
    ),
    "scanned-pdf": (
        "Tệp PDF này là ảnh quét, không có chữ để kiểm tra; hãy dùng bản Word của dự thảo (.docx).",
        "This PDF is a scan and holds no text to check; give the Word file of the draft (.docx).",
    ),
    "rtf": (
        "Đây là tệp RTF; hãy mở bằng Word, chọn Tệp > Lưu thành > .docx rồi chạy lại.",
        "This is an RTF file; open it in Word, choose File > Save As > .docx and run again.",
    ),
    "html-not-docx": (
        "Đây là trang web (HTML); hãy mở bằng Word và Lưu thành .docx, hoặc chép nội dung ra tệp .txt.",
        "This is a web page (HTML); open it in Word and save it as .docx, or copy its text into a .txt file.",
    ),
    "picture": (
        "Đây là tệp ảnh; hãy dùng bản Word của dự thảo (.docx).",
        "This is a picture; give the Word file of the draft (.docx).",
    ),
    "word-2003-xml": (
        "Đây là tệp XML kiểu Word 2003; hãy mở bằng Word, chọn Tệp > Lưu thành > .docx rồi chạy lại.",
        "This is a Word 2003 XML file; open it in Word, choose File > Save As > .docx and run again.",
    ),
    "truncated": (
        "Tệp .docx bị hỏng hoặc bị cắt cụt; hãy tải hay chép lại tệp gốc, hoặc mở bằng Word và lưu lại.",
        "The .docx is damaged or cut off; fetch the original again, or open it in Word and save it.",
    ),
    "zip-bomb": (
        "Gói .docx giải nén ra lớn bất thường (bom nén); không đọc tệp này.",
        "The package unpacks to an abnormal size (a zip bomb); the file is not read.",
    ),
    "odd-packing": (
        "Tệp .docx được nén theo cách Word không dùng; hãy mở bằng Word và lưu lại.",
        "The .docx is packed in a way Word does not use; open it in Word and save it again.",
    ),
    "alt-chunk": (
        "Chữ của văn bản nằm trong một trang nhúng (altChunk) mà Word chỉ ghép vào khi mở; "
        "hãy mở bằng Word, lưu lại (Ctrl+S) rồi chạy lại.",
        "The text lies in an embedded page (altChunk) that Word puts in on opening; "
        "open the file in Word, save it (Ctrl+S) and run again.",
    ),
    "xml-bomb": (
        "Tệp XML khai báo thực thể lồng nhau (bom XML); không đọc. Hãy bỏ phần <!DOCTYPE …>.",
        "The XML declares nested entities (an XML bomb); it is not read. Remove the <!DOCTYPE …>.",
    ),
    "external-entity": (
        "Tệp XML gọi thực thể ngoài (ENTITY SYSTEM); không đọc. Hãy bỏ phần <!DOCTYPE …>.",
        "The XML calls an external entity; it is not read. Remove the <!DOCTYPE …>.",
    ),
    "dtd": (
        "Tệp XML có khai báo DOCTYPE; hãy bỏ dòng <!DOCTYPE …>.",
        "The XML has a DOCTYPE declaration; remove it.",
    ),
    "too-deep": (
        "Tệp lồng nhau quá sâu (bảng trong bảng, thẻ trong thẻ); không đọc tệp này.",
        "The file is nested too deeply (tables in tables, tags in tags); it is not read.",
    ),
    "no-text": (
        "Tệp không có chữ nào để kiểm tra; nếu là bản quét, hãy dùng bản Word của dự thảo.",
        "The file holds no text to check; if it is a scan, give the Word file of the draft.",
    ),
}


def refusal(code: str) -> ReadingError:
    """The refusal of that code, for those whose message is always the same. Raises KeyError for any other."""
    message_vi, message_en = _REFUSALS[code]
    return ReadingError(code, message_vi, message_en)
