"""The frame of a new rule: every field there, with what to write in it said in Vietnamese."""

import re
from textwrap import dedent, indent

from plancheck.data.source import Source
from plancheck.data.wording import Said, said
from plancheck.rules.model import RuleSet
from plancheck.rules.ruleset import load

_FAMILY = re.compile(r"[A-Z]{3}")
_MOST = 999
_OWN = 101
"""First number of one's own rules in a family that comes with plancheck."""


class ScaffoldError(Exception):
    """A family that can't have another rule."""

    def __init__(self, message: Said) -> None:
        super().__init__(message)
        self.message = message


def first_own(family: str) -> int:
    """The number from which a family's rules are those of its user's."""
    return _OWN if any(rule.family == family.upper() for rule in load().rules) else 1


def next_id(family: str, rules: RuleSet, first: int = 1) -> str:
    """The next free id of a family ("RPT"), from a number on: none that is or was used is given again.

    Raises ScaffoldError.
    """
    family = family.upper()
    if not _FAMILY.fullmatch(family):
        raise ScaffoldError(said("'{value}' is not a family of rules: three letters like RPT", value=family))
    used = [*(rule.id for rule in rules.rules), *rules.redirects]
    numbers = [int(id.partition("-")[2]) for id in used if id.startswith(f"{family}-") and id[4:].isdecimal()]
    number = max([first, *(each + 1 for each in numbers)])
    if number > _MOST:
        raise ScaffoldError(said("family {family} has no number left", family=family))
    return f"{family}-{number:03}"


def rule(id: str, month: str) -> str:
    """The frame of one rule, as an entry of a pack's ``rules``. It is sound: lint finds nothing wrong in it."""
    return _RULE.format(id=id, slug=f"quy-tac-{id.lower()}", month=month)


def indented(entry: str, source: Source) -> str:
    """An entry as far to the right as the other rules of a pack."""
    rules = source.data["rules"]
    if not rules:
        return entry
    _, column = source.marks[("rules", len(rules) - 1)]
    return indent(dedent(entry), " " * (column - 3))


def pack(name: str, entry: str) -> str:
    """A new pack with one rule."""
    return _PACK.format(name=name) + entry


_PACK = """\
# Tệp quy tắc của riêng cơ quan. Dùng: plancheck --rules THƯ-MỤC bản-dự-thảo.docx
# Soát tệp này: plancheck rules lint THƯ-MỤC; thử ví dụ: plancheck rules test MÃ --rules THƯ-MỤC
# Sửa một quy tắc có sẵn: ghi `- overrides: MÃ` rồi chỉ những khóa cần đổi, ví dụ `severity: info`.
pack: {name}
title: {{vi: Quy tắc của cơ quan, en: Rules of our own}}
rules:
"""

_RULE = """\
  - id: {id}  # mã: không trùng, không dùng lại
    slug: {slug}  # tên ngắn: chữ thường không dấu, nối bằng gạch ngang
    title: {{vi: "Thiếu nội dung …", en: "… is missing"}}  # một dòng: thiếu gì, sai gì
    met: {{vi: "Có nội dung …", en: "There is …"}}  # dự thảo đạt thì có gì, không có lỗi gì
    since: "{month}"  # tháng bắt đầu có quy tắc
    severity: info  # error: lỗi; warning: cảnh báo; info: lưu ý. Thiếu nội dung thì cao nhất là warning
    status: preview  # preview: chỉ xét khi có --preview; chạy thử xong thì ghi stable
    tags: [content]  # nhãn để --select, --ignore
    # Áp dụng khi nào: loại văn bản, hệ thống, cấp, chủ đề, từ ngày, đến ngày (của văn bản). Nhiều trường hợp thì ghi
    # thành danh sách, trường hợp khớp đầu tiên quyết định mức. under: [số văn bản] nếu văn bản đó phải điều chỉnh.
    applies: {{types: [KH], systems: [state], levels: [province], subject: foreign-information, from: 2015-10-22}}
    # Kiểm tra gì trên dữ kiện nhận ra trong bản dự thảo (xem: plancheck facts bản-dự-thảo.docx). kind:
    #   require: phải có; forbid: không được có; each: cái nào cũng phải; count: đủ số lượng; consistent: khớp nhau;
    #   order: đúng thứ tự. Các loại dữ kiện, thuộc tính, mã: plancheck rules facts, plancheck rules facts topic
    check:
      kind: require
      fact: topic  # loại dữ kiện
      where: {{topic: training, strength: clause}}  # điều kiện: giá trị, [một trong], {{not: …}}, {{min: …, max: …}}
      anchor: [tasks, implementation]  # phần đáng lẽ có nội dung này, để chỉ chỗ
    # Thông báo: dùng được {{quote}}, {{count}}, thuộc tính của dữ kiện, {{document.…}} và tham số
    message: {{vi: "Chưa có ….", en: "There is no …."}}
    why: {{vi: "Vì sao cần.", en: "Why it matters."}}
    remedy: {{vi: "Thêm: “…”.", en: "Add: …."}}  # cách sửa: lời văn dùng được ngay
    exceptions: {{vi: "Trường hợp không tính.", en: "What does not count."}}  # không có thì bỏ dòng này
    # Căn cứ: số văn bản có trong danh mục (plancheck law SỐ), hoặc “thực tiễn soạn thảo”; certainty: seen nếu đã đọc
    # nguyên văn, secondary nếu qua nguồn khác, unverified nếu chưa kiểm chứng (khi đó mức cao nhất là info)
    basis:
      - {{instrument: 72/2015/NĐ-CP, locator: "Điều … khoản …", certainty: unverified}}
    # Ví dụ: một bản mẫu đạt, sửa vài lời để quy tắc báo (fail), và gần giống mà không được báo (pass)
    examples:
      base: province-2022
      fail:
        - edits: [{{remove: "tập huấn"}}]
          also: [any]  # quy tắc khác cũng báo vì sửa đổi này; bỏ khi chỉ quy tắc này báo
      pass:
        - edits: [{{replace: "tập huấn", with: "bồi dưỡng"}}]
"""
