"""``[[suppress]]`` of the configuration file."""

from plancheck.cli.dates import parse_day
from plancheck.cli.language import say
from plancheck.cli.problem import suggestion
from plancheck.cli.settings import SettingError, not_a_day, split_names
from plancheck.data.days import iso
from plancheck.report.suppression import Suppression, tells_why

KEYS = ("rule", "reason", "until", "path", "quote", "fingerprint")
"""Of a table; the first two are needed."""
_TEXTS = ("reason", "path", "quote", "fingerprint")


def suppression(table: object) -> Suppression:
    """One table. Raises SettingError."""
    if not isinstance(table, dict):
        raise SettingError(say("viết [[suppress]].", "write [[suppress]]."))
    for name in table:
        if name not in KEYS:
            told = say(f"không có khóa “{name}”.", f"there is no key “{name}”.")
            raise SettingError(told + suggestion(name, KEYS), name, key=True)
    texts = {name: table.get(name, "") for name in _TEXTS}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise SettingError(say(f"{name} phải là chuỗi ký tự.", f"{name} must be a string."), name)
    rule = table.get("rule", "")
    pieces = rule if isinstance(rule, list) else [rule]
    rules = split_names(pieces) if all(isinstance(piece, str) for piece in pieces) else ()
    if not rules:
        raise SettingError(
            say('thiếu rule: ghi mã quy tắc, ví dụ rule = "SEC-001".', 'rule is missing: rule = "SEC-001".')
        )
    if not tells_why(texts["reason"]):
        raise SettingError(say("thiếu reason: ghi lý do bỏ qua.", "reason is missing: say why."))
    return Suppression(
        rules,
        texts["reason"].strip(),
        _until(str(table.get("until", ""))),
        texts["path"].replace("\\", "/"),
        texts["quote"],
        texts["fingerprint"],
    )


def _until(text: str) -> int:
    try:
        return parse_day(text) if text else 0
    except ValueError:
        raise SettingError("until: " + not_a_day(text), "until") from None


def written(each: Suppression) -> dict[str, object]:
    """A suppression as its table holds it."""
    until = each.until
    day = iso(until) if until else ""
    values = {
        "rule": list(each.rules),
        "path": each.path,
        "quote": each.quote,
        "fingerprint": each.fingerprint,
        "until": day,
        "reason": each.reason,
    }
    return {name: value for name, value in values.items() if value}
