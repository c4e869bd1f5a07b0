"""``plancheck rules``: for those who keep the rules."""

from plancheck.cli.commands import Group
from plancheck.cli.language import say

command = Group(
    "rules",
    {
        "list": ("plancheck.cli.rules_list", "Liệt kê các quy tắc.", "List the rules."),
        "test": ("plancheck.cli.rules_test", "Chạy các ví dụ của quy tắc.", "Run the rules' examples."),
        "lint": ("plancheck.cli.rules_lint", "Soát lỗi trong tệp quy tắc.", "Find faults in the rule files."),
        "new": ("plancheck.cli.rules_new", "Viết khung một quy tắc mới.", "Write the frame of a new rule."),
        "teach": ("plancheck.cli.rules_teach", "Học lại từ các câu ví dụ.", "Learn from the example sentences."),
        "reference": ("plancheck.cli.rules_reference", "In mọi quy tắc thành một trang.", "Print all rules as a page."),
        "law": ("plancheck.cli.rules_law", "In luật chi phối từng loại kế hoạch.", "Print what governs each plan."),
        "facts": ("plancheck.cli.rules_facts", "Liệt kê loại dữ kiện, thuộc tính.", "List kinds of facts, properties."),
        "schema": ("plancheck.cli.rules_schema", "In JSON Schema của tệp quy tắc.", "Print the rule files' schema."),
    },
    say("Các quy tắc: liệt kê, viết, thử, soát.", "The rules: list, write, test, lint."),
)
