"""What is said about rule files, in English as the code has it and in Vietnamese from this table."""

from collections.abc import Mapping


class Said(str):
    """English text that knows its Vietnamese."""

    __slots__ = ("vi",)
    vi: str

    def get(self, language: str) -> str:
        """The text in ``vi`` or ``en``."""
        return str(self) if language == "en" else self.vi


def said(template: str, **arguments: object) -> Said:
    """A message of the table with its arguments, which may be messages themselves."""
    text = Said(template.format(**arguments))
    vietnamese = {name: each.vi if isinstance(each, Said) else each for name, each in arguments.items()}
    text.vi = VIETNAMESE[template].format(**vietnamese)
    return text


VIETNAMESE: Mapping[str, str] = {
    # Things
    "about": "chủ đề",
    "agency": "cơ quan",
    "function": "chức năng",
    "group": "nhóm văn bản",
    "instrument": "văn bản",
    "name": "tên",
    "office": "loại cơ quan",
    "paper": "dạng văn bản",
    "province": "tỉnh",
    "recipient": "cơ quan",
    "renaming": "lần đổi tên",
    "reporter": "cơ quan",
    "role": "loại mục",
    "rule": "quy tắc",
    "subject": "chủ đề",
    "topic": "nội dung",
    "type": "loại văn bản",
    # Files
    "no such file or folder": "không có tệp hoặc thư mục này",
    "it can't be opened: {reason}": "không mở được: {reason}",
    "this is not UTF-8": "tệp không phải UTF-8",
    "this is not YAML: {reason}": "YAML viết sai: {reason}",
    "a line is indented with spaces, not with tabs": "thụt dòng bằng dấu cách, không bằng phím Tab",
    "a comma or a closing bracket is missing": "thiếu dấu phẩy hoặc dấu đóng ngoặc",
    "a text with a colon needs quotation marks, or the line is indented too far":
        "lời có dấu hai chấm phải đặt trong ngoặc kép, hoặc dòng này thụt quá sâu",
    "this line has no colon": "dòng này thiếu dấu hai chấm",
    "a quotation mark is not closed": "dấu ngoặc kép chưa đóng",
    "a line is indented too little or too far, or a text needs quotation marks":
        "dòng thụt vào thừa hoặc thiếu, hoặc lời cần đặt trong ngoặc kép",
    "there is no anchor of this name": "không có neo (&) tên này",
    "too deep or too large, perhaps through its aliases": "quá sâu hoặc quá lớn, có thể do bí danh (alias)",
    "tag {tag} can't be used here": "không dùng được thẻ {tag} ở đây",
    "merge keys can't be used here": "không dùng được khóa gộp “<<” ở đây",
    "a key must be a word": "khóa phải là một từ",
    "'{name}' is given twice": "“{name}” được ghi hai lần",
    "a rule pack is a mapping with pack, title and rules": "tệp quy tắc phải có pack, title và rules",
    "defaults is a mapping": "defaults phải là các cặp khóa và giá trị",
    "rules is a list": "rules phải là danh sách",
    "a rule is a mapping": "mỗi quy tắc phải là các cặp khóa và giá trị",
    "no rule has '{name}'": "quy tắc không có khóa “{name}”",
    "version is missing": "thiếu version",
    "{name} is already the {field} of a rule in {file}": "{name} đã là {field} của một quy tắc trong {file}",
    "{name} is already the {field} of the rule in line {line}": "{name} đã là {field} của quy tắc ở dòng {line}",
    "{name} is already the {field} of a rule in {file}; to change it write `overrides: {name}` for `id`":
        "{name} đã là {field} của một quy tắc trong {file}; muốn sửa thì ghi `overrides: {name}` thay cho `id`",
    "there is no rule '{id}' to override": "không có quy tắc “{id}” để sửa",
    "a rule that overrides keeps the id": "quy tắc có overrides giữ nguyên mã",
    "parameter {name}: {message}": "tham số {name}: {message}",
    "{id}: {message}": "{id}: {message}",
    "no rule has a parameter of this name": "không quy tắc nào có tham số này",
    "parameter '{name}' has other values in {id}": "tham số “{name}” có giá trị khác trong {id}",
    "{old} is redirected but still a rule": "{old} đã chuyển sang mã khác nhưng vẫn còn là quy tắc",
    "{new} is not a rule": "không có quy tắc {new}",
    # Register
    "there is no macro '{name}'": "không có macro “{name}”",
    "'{name}' is not closed": "“{name}” chưa đóng",
    "there is nothing named '{name}' to change": "không có mục “{name}” để sửa",
    "extend adds to lists, and '{name}' is none": "extend chỉ thêm vào danh sách, “{name}” không phải danh sách",
    "'{name}' is given twice; to add to it write it under extend":
        "“{name}” được ghi hai lần; muốn thêm vào thì ghi dưới extend",
    "'{form}' stands for {id} too": "“{form}” cũng là cách viết của {id}",
    "'{form}' stands for {id} too; declare it under shared":
        "“{form}” cũng là cách viết của {id}; khai ở shared nếu dùng chung",
    "give one of `text`, `agency`, `instrument`": "ghi đúng một trong `text`, `agency`, `instrument`",
    "'{value}' is not written > right": "“{value}” không viết dạng “sai > đúng”",
    "this must be true or false": "chỗ này phải là true hoặc false",
    "no body of level {level} has '{name}'": "không cơ quan cấp {level} nào có chức năng “{name}”",
    "{name} ends, and nothing says what came after or why nothing did":
        "{name} có ngày kết thúc nhưng không ghi cái gì thay thế, hoặc vì sao không có",
    "{name} ends, and no rule reports it": "{name} có ngày kết thúc nhưng không quy tắc nào báo",
    # Form
    "'{name}' is not known here: a text with a comma needs quotation marks":
        "không rõ “{name}”: lời có dấu phẩy phải đặt trong dấu ngoặc kép",
    "'{name}' is not known here": "ở đây không có khóa “{name}”",
    "'{name}' is missing": "thiếu “{name}”",
    "'{value}' is not one of {choices}": "“{value}” không thuộc: {choices}",
    "this must be text": "chỗ này phải là chữ",
    "this must be a whole number": "chỗ này phải là số nguyên",
    "this must be a list": "chỗ này phải là danh sách, trong ngoặc vuông hoặc mỗi dòng một gạch",
    "this must be a mapping": "chỗ này phải là các cặp khóa và giá trị",
    "this must not be empty": "chỗ này không được để trống",
    "this does not fit: {reason}": "chỗ này không hợp lệ: {reason}",
    "'{value}' is not a date like 2015-10-22": "“{value}” không phải ngày dạng 2015-10-22",
    "'{value}' is not in the calendar": "không có ngày “{value}”",
    "'{value}' is not a measure like 12.7": "“{value}” không phải số đo dạng 12.7",
    "'{value}' is not a measure like 12.7, or a span like 13 - 14":
        "“{value}” không phải số đo dạng 12.7, hoặc khoảng dạng 13 - 14",
    "'{value}' is not a rule id like RPT-002": "“{value}” không phải mã quy tắc dạng RPT-002",
    "'{value}' is not a slug like reporting-without-time": "“{value}” không phải tên ngắn dạng reporting-without-time",
    "'{value}' is not a month like 2026-11": "“{value}” không phải tháng dạng 2026-11",
    "a check of kind {kind} needs `{name}`": "kiểm tra loại {kind} cần có `{name}`",
    "a check of kind {kind} has no `{name}`": "kiểm tra loại {kind} không có `{name}`",
    "a check of kind each asks something of the facts in `given`: `fact` must be the same":
        "kiểm tra loại each hỏi về các dữ kiện trong `given`: `fact` phải giống thế",
    "`{name}` belongs to checks of kind {kind}": "`{name}` chỉ dùng cho kiểm tra loại {kind}",
    "an edit is `replace` and `with`, `remove`, `insert` and `after`, or `format` and what it sets":
        "mỗi sửa đổi là `replace` với `with`, `remove`, `insert` với `after`, hoặc `format` với điều đặt lại",
    "a fix is `replace`, `insert`, `below`, `above`, `remove`, `recode` or `set`":
        "`fix` là `replace`, `insert`, `below`, `above`, `remove`, `recode` hoặc `set`",
    "`out` belongs to `replace`": "`out` chỉ dùng cùng `replace`",
    "`over` belongs to `replace` without `words`": "`over` chỉ dùng cùng `replace`, không cùng `words`",
    "`under` and `by` belong to `insert`": "`under`, `by` chỉ dùng cùng `insert`",
    "`words` belongs to `replace`": "`words` chỉ dùng cùng `replace`",
    "`last` belongs to `below`": "`last` chỉ dùng cùng `below`",
    "`where` says of which facts a fix is `safe`": "`where` chỉ đi với class safe: sửa chắc ở những dữ kiện nào",
    "an insertion is only ever suggested": "đoạn chèn thêm chỉ là gợi ý: class phải là suggest",
    "`role` belongs to an insertion": "`role` chỉ dùng khi chèn",
    "give `check` or `checks`, not both": "chỉ ghi `check` hoặc `checks`, không ghi cả hai",
    "a rule that is not-provable needs `reason`": "quy tắc not-provable cần có `reason`",
    "a rule that is not-provable has no check": "quy tắc not-provable không có kiểm tra",
    "`{name}` is missing": "thiếu `{name}`",
    # Conditions
    "'{name}' is not a kind of fact": "không có loại dữ kiện “{name}”",
    "any is a list of conditions": "any phải là danh sách điều kiện",
    "a {kind} has no '{name}'": "dữ kiện {kind} không có “{name}”",
    "'{name}' is no way of asking: a condition is a value, a list or one of {names}":
        "không hỏi được bằng “{name}”: điều kiện là một giá trị, một danh sách hoặc một trong {names}",
    "{{like: …}} is a regular expression, or a list of them, for a text":
        "{{like: …}} là biểu thức chính quy, hoặc danh sách biểu thức, hỏi về chữ",
    "the braces of '{value}' do not match": "ngoặc nhọn trong “{value}” không khớp",
    "'{value}' is no regular expression: {why}": "“{value}” không phải biểu thức chính quy: {why}",
    "{{has: …}} is words, or a list of them, that a text has": "{{has: …}} là lời, hoặc danh sách lời, có trong chữ",
    "after = stands a property of the same fact, or a sum of products: '{name}' is none":
        "sau dấu = là thuộc tính của chính dữ kiện ấy, hoặc tổng các tích: không có “{name}”",
    "{name} and {other} are not of one type": "{name} và {other} không cùng loại (chữ hay số)",
    "two conditions on the same facts: put them into one": "hai điều kiện về cùng những dữ kiện: ghép thành một",
    "there is no list of words '{name}'": "không có danh sách từ “{name}”",
    "'{name}' is already a kind of fact": "đã có loại dữ kiện “{name}”",
    "{name} is text and has no order": "{name} là chữ, không so lớn nhỏ được",
    "there is no parameter '{name}'": "không có tham số “{name}”",
    "{name} is a number, not '{value}'": "{name} là số, không phải “{value}”",
    "{name} is text, not {value}: write it in quotation marks":
        "{name} là chữ, không phải {value}: đặt trong ngoặc kép",
    "{name} is never '{value}'": "{name} không bao giờ là “{value}”",
    # Lint
    "the English is missing": "thiếu lời tiếng Anh",
    "there is no argument '{name}' here": "ở đây không có đối số “{name}”",
    "a brace that belongs to no argument": "dấu ngoặc nhọn không thuộc đối số nào",
    "an insertion needs `anchor`: the section it goes under": "chèn thêm cần có `anchor`: mục chứa đoạn chèn",
    "only what is said of form, page or page-number facts can be `set`": "chỉ dữ kiện form, page, page-number có `set`",
    "only a check of kind {kinds} has words to replace": "chỉ kiểm tra loại {kinds} mới có lời để thay",
    "there is no section role '{name}'": "không có loại mục “{name}”",
    "there is no {name} '{value}'": "không có {name} “{value}”",
    "'{number}' is not in the register": "“{number}” không có trong danh mục văn bản",
    "parameter '{name}' has no value when the rule begins to apply":
        "tham số “{name}” chưa có giá trị khi quy tắc bắt đầu áp dụng",
    "parameter '{name}' has two values at once": "tham số “{name}” có hai giá trị cùng lúc",
    "parameter '{name}' has a gap before this value": "tham số “{name}” bị ngắt quãng trước giá trị này",
    "parameter '{name}' has no value when the rule still applies":
        "tham số “{name}” hết giá trị khi quy tắc còn áp dụng",
    "no regime says what '{number}' governs": "chưa có dòng regimes nào nói “{number}” điều chỉnh văn bản nào",
    "this case ends before it begins": "trường hợp này kết thúc trước khi bắt đầu",
    "this case is never reached: an earlier one covers it":
        "không bao giờ tới trường hợp này: trường hợp trước đã bao trùm",
    "the legal basis is missing": "thiếu căn cứ pháp lý",
    "no article of the basis stands while this case applies": "không căn cứ nào còn giá trị khi trường hợp này áp dụng",
    "this case begins before every article of its basis": "trường hợp này bắt đầu trước mọi căn cứ của nó",
    "what is unverified is info at most": "căn cứ chưa kiểm chứng thì mức cao nhất là info",
    "this article ends before it begins": "căn cứ này kết thúc trước khi bắt đầu",
    "{number} was not issued yet on that day": "ngày đó {number} chưa ban hành",
    "{number} had ended by that day": "ngày đó {number} đã hết hiệu lực",
    "only a rule on layout is shown by edits of `format`": "chỉ quy tắc về trình bày có ví dụ là các sửa đổi `format`",
    "the sample has no '{name}'": "bản mẫu không có '{name}'",
    "the examples are missing": "thiếu ví dụ",
    "an example that fails is missing": "thiếu ví dụ sai",
    "there is no rule '{id}'": "không có quy tắc “{id}”",
    "there is no gathering '{id}'": "không có nhóm gợi ý “{id}” (gatherings)",
    "a gathering names what it gathers: `{items}`": "lời của nhóm gợi ý phải có `{items}`",
    # New rules
    "'{value}' is not a family of rules: three letters like RPT": "“{value}” không phải họ quy tắc: ba chữ như RPT",
    "family {family} has no number left": "họ {family} đã hết số",
    # Examples
    "{id} has no fail example": "{id} không có ví dụ sai",
    "there is no sample '{name}'": "không có bản mẫu “{name}”",
    "the words '{words}' are not there": "không có lời “{words}”",
    "the words '{words}' are in no paragraph": "lời “{words}” không nằm trong đoạn nào",
    "{id} ends {status}": "{id} cho kết quả {status}",
    "{id} ends {status}, not fail": "{id} cho kết quả {status}, không phải fail",
    "{ids} fails too": "{ids} cũng sai",
    "it can't be read: {reason}": "không đọc được: {reason}",
    "did you mean '{names}'?": "có phải “{names}”?",
    "here may stand: {names}": "ở đây có: {names}",
}  # fmt: skip
