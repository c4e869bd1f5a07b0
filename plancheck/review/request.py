"""What a person asks of ``new``, made sure of: a kind of document that there is a skeleton for on that day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plancheck.data.days import number_of
from plancheck.knowledge import Knowledge
from plancheck.knowledge.model import Province
from plancheck.knowledge.territory import UNITS
from plancheck.report.wording import day_from_number
from plancheck.review.draft import Wanted
from plancheck.review.skeleton import Scope, Skeleton
from plancheck.rules.model import Text
from plancheck.structure.plan import Issuer
from plancheck.text import bare, closest, fold, nfc

LEVELS = {
    "ministry": Text("cấp trung ương", "central level"),
    "province": Text("cấp tỉnh", "province level"),
    "district": Text("cấp huyện", "district level"),
    "commune": Text("cấp xã", "commune level"),
}
SYSTEMS = {"state": Text("Nhà nước", "State"), "party": Text("Đảng", "Party")}
_UNITS: dict[str, tuple[tuple[str, ...], str]] = {
    "ministry": ((), "Bộ Công Thương"),
    "district": (tuple(f"{unit} " for unit in UNITS["district"]), "huyện Văn Lãng"),
    "commune": (tuple(f"{unit} " for unit in UNITS["commune"]), "xã Tân Thanh"),
}
"""By level, how a name begins, and one."""
_NEXT_YEAR = 4
"""Month from which a plan is taken to be for the next year: so late, one for the year itself would be noted."""


class RequestError(Exception):
    """What can't be drafted, and why."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.message = Text(vi, en)


def request(
    knowledge: Knowledge,
    skeletons: Sequence[Skeleton],
    *,
    type: str = "KH",
    system: str = "",
    level: str = "province",
    province: str = "",
    name: str = "",
    subject: str = "",
    day: int = 0,
    year: int = 0,
    today: date | None = None,
) -> Wanted:
    """The draft asked for. Raises RequestError with one line that says what to put right.

    ``subject`` empty: any. ``system`` empty: the State's where it has a skeleton for the type, else the Party's.
    ``day`` (``yyyymmdd``) 0: today, and the day is left blank in the draft. ``year`` 0: that of the day, from April on
    the next.
    """
    now = today or date.today()
    on = day or number_of(now)
    subject = _subject(knowledge, skeletons, subject)
    skeletons = [each for each in skeletons if not subject or {"", subject} & {scope.subject for scope in each.scopes}]
    code, system = _kind(skeletons, type, system)
    _possible(skeletons, code, system, level, on)
    found = _province(knowledge, province, level, on)
    own = _own_name(name, level, system)
    plan_year = year or on // 10000 + (on // 100 % 100 >= _NEXT_YEAR)
    if plan_year - on // 10000 not in (0, 1):
        first = on // 10000
        raise RequestError(
            f"năm kế hoạch {plan_year} không hợp với ngày ban hành năm {first}; dùng {first} hoặc {first + 1}.",
            f"a plan for {plan_year} does not go with a day in {first}; use {first} or {first + 1}.",
        )
    return Wanted(code, system, level, on, plan_year, found, own, bool(day), subject)


def as_before(asked: Mapping[str, Any], issuer: Issuer, knowledge: Knowledge) -> dict[str, Any]:
    """What ``request`` is asked, and where something is not, what the issuer of an earlier plan gives.

    Its province (its heir, where that was merged), level, system and own name.
    """
    level = asked["level"] or (issuer.level if issuer.level in LEVELS else "")
    province = knowledge.province(issuer.province) if issuer.province and level != "ministry" else None
    if province is not None and province.successor:
        province = knowledge.province(province.successor)
    name = fold(issuer.name)
    starts = [name.find(unit) for unit in _UNITS.get(level, ((), ""))[0] if f" {unit}" in f" {name}"]
    unit, _, rest = name[min(starts) :].partition(" ") if starts else ("", "", "")
    return {
        **asked,
        "level": level,
        "province": asked["province"] or (province.name if province is not None else ""),
        "name": asked["name"] or (f"{unit} {rest.title()}" if rest else ""),
        "system": asked["system"] or issuer.system,
    }


def _subject(knowledge: Knowledge, skeletons: Sequence[Skeleton], said: str) -> str:
    """Id of the subject that a word stands for: its id, label or abbreviation. Empty for an empty one."""
    drafted = {scope.subject for scope in _scopes(skeletons)}
    known = [subject for subject in knowledge.vocabulary.subjects if subject.id in drafted]
    key = fold(nfc(said))
    for subject in known:
        if key in (subject.id, fold(subject.label), fold(subject.label_en), fold(subject.abbreviation)):
            return subject.id if key else ""
    if not key:
        return ""
    raise RequestError(
        f"chưa có mẫu cho chủ đề “{said}” (có: {', '.join(each.label for each in known)}).",
        f"there is no skeleton for the subject “{said}” (there are: {', '.join(each.label_en for each in known)}).",
    )


def _scopes(skeletons: Sequence[Skeleton]) -> list[Scope]:
    return [scope for skeleton in skeletons for scope in skeleton.scopes]


def _kind(skeletons: Sequence[Skeleton], type: str, system: str) -> tuple[str, str]:
    """Type code and system."""
    scopes = _scopes(skeletons)
    codes = list(dict.fromkeys(code for scope in scopes for code in scope.types))
    code = next((each for each in codes if each.lower() == type.lower()), "")
    if not code:
        listed = ", ".join(codes)
        raise RequestError(
            f"chưa có mẫu cho loại văn bản “{type}” (có: {listed}).",
            f"there is no skeleton for the type “{type}” (there are: {listed}).",
        )
    systems = list(dict.fromkeys(each for scope in scopes if code in scope.types for each in scope.systems))
    if not system:
        return code, "state" if "state" in systems else systems[0]
    if system not in systems:
        said, told = SYSTEMS[system], SYSTEMS[systems[0]]
        raise RequestError(
            f"chưa có mẫu {code} của cơ quan {said.vi}; hãy dùng --system {systems[0]} ({told.vi}).",
            f"there is no skeleton of a {said.en} {code}; use --system {systems[0]} ({told.en}).",
        )
    return code, system


def _possible(skeletons: Sequence[Skeleton], type: str, system: str, level: str, day: int) -> None:
    """Refuse a level or a day that no skeleton is for."""
    alike = [scope for scope in _scopes(skeletons) if type in scope.types and system in scope.systems]
    of_level = [scope for scope in alike if level in scope.levels]
    if not of_level:
        levels = [each for each in LEVELS if any(each in scope.levels for scope in alike)]
        raise RequestError(
            f"chưa có mẫu {type} {LEVELS[level].vi}; hãy dùng --level {' hoặc '.join(levels)}.",
            f"there is no skeleton of a {type} at {LEVELS[level].en}; use --level {' or '.join(levels)}.",
        )
    if any(scope.start <= day and (not scope.end or day < scope.end) for scope in of_level):
        return
    if all(day < scope.start for scope in of_level):
        first = day_from_number(min(scope.start for scope in of_level))
        on = day_from_number(day)
        raise RequestError(
            f"chưa có mẫu {type} {LEVELS[level].vi} cho ngày {on}; mẫu có từ ngày {first}.",
            f"there is no skeleton of a {type} at {LEVELS[level].en} for {on}; they begin on {first}.",
        )
    last = day_from_number(max(scope.end for scope in of_level))
    instead = " hoặc ".join(
        each for each in LEVELS if any(each in scope.levels and not scope.end for scope in alike) and each != "ministry"
    )
    raise RequestError(
        f"từ ngày {last} không còn {LEVELS[level].vi}; hãy dùng --level {instead}.",
        f"since {last} there is no {LEVELS[level].en}; use --level {instead.replace(' hoặc ', ' or ')}.",
    )


def _own_name(name: str, level: str, system: str) -> str:
    """Name of the district, the commune or the ministry, which the register has not; empty for other bodies."""
    own = " ".join(nfc(name).split())
    if level == "province" or (level, system) == ("ministry", "party"):
        if own:
            raise RequestError(
                f"--name không dùng cho {LEVELS[level].vi}.", f"--name is not for the {LEVELS[level].en}."
            )
        return ""
    units, example = _UNITS[level]
    if not own:
        raise RequestError(
            f"cần --name, tên của {LEVELS[level].vi}: “{example}”.", f"--name is needed, as in “{example}”."
        )
    if units and not own.lower().startswith(units):
        listed = ", ".join(each.strip() for each in units)
        raise RequestError(
            f"--name “{own}” phải bắt đầu bằng một trong: {listed} (như “{example}”).",
            f"--name “{own}” must begin with one of: {listed} (as in “{example}”).",
        )
    return own


def _province(knowledge: Knowledge, name: str, level: str, day: int) -> Province | None:
    if level == "ministry":
        if name:
            raise RequestError(
                "--province không dùng cho cấp trung ương; tên Bộ ghi ở --name.",
                "--province is not for the central level; give the ministry's name with --name.",
            )
        return None
    if not name:
        raise RequestError(
            "cần --province TỈNH: tên cơ quan, căn cứ và nhiệm vụ tùy theo tỉnh, thành phố.",
            "--province NAME is needed: bodies, bases and duties depend on it.",
        )
    found = _named(knowledge, name)
    if found is None:
        raise RequestError(*_unknown(knowledge, name, day))
    status = found.status(day)
    if status == "merged":
        heir = knowledge.province(found.successor)
        ended = day_from_number(found.end)
        raise RequestError(
            f"{found.unit} {found.name} không còn từ ngày {ended}; hãy dùng --province “{heir.name}”.",
            f"{found.name} is no more since {ended}; use --province “{heir.name}”.",
        )
    if status == "not-yet":
        before = next((each for each in knowledge.provinces if each.successor == found.id), None)
        instead = before.name if before else ""
        raise RequestError(
            f"{found.unit} {found.name} chưa có vào ngày {day_from_number(day)}; hãy dùng --province “{instead}”.",
            f"{found.name} was not there yet on {day_from_number(day)}; use --province “{instead}”.",
        )
    return found


def _named(knowledge: Knowledge, name: str) -> Province | None:
    """A province by id or name, with or without its unit word and its diacritics."""
    folded = " ".join(fold(nfc(name)).split())
    for unit in ("thành phố ", "tp. ", "tp.", "tp ", "tỉnh "):
        folded = folded.removeprefix(unit)
    for province in knowledge.provinces:
        if folded in (province.id, fold(province.name)):
            return province
    if folded == bare(folded):
        alike = [province for province in knowledge.provinces if folded == bare(fold(province.name))]
        if len(alike) == 1:
            return alike[0]
    for written in (folded, f"thành phố {folded}", f"tỉnh {folded}"):
        for hit in knowledge.find_provinces(written):
            if hit.start == 0 and hit.end == len(written) and len(hit.ids) == 1:
                return knowledge.province(hit.ids[0])
    return None


def _unknown(knowledge: Knowledge, name: str, day: int) -> tuple[str, str]:
    by_plain = {bare(fold(each.name)): each.name for each in knowledge.provinces if each.status(day) == "current"}
    close = closest(bare(fold(nfc(name))), by_plain, 3)
    names = ", ".join(by_plain[each] for each in close)
    return (
        f"không có tỉnh, thành phố nào tên “{name}”." + (f" Có phải: {names}?" if names else ""),
        f"no province is named “{name}”." + (f" Did you mean: {names}?" if names else ""),
    )
