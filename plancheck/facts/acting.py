"""Who acts in a passage: bodies named together, and whether they lead, are given work, or coordinate.

"1. Sở X" as a heading gives the work of its items to Sở X; "chủ trì, phối hợp với" parts the one who leads from those who
coordinate; a body that is only written to or spoken of has no role. Offsets are into the passage's folded text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.register import Hit
from plancheck.structure.plan import Passage, Plan, Role

_JOINT = re.compile(
    r"(?:[\s,+&/()\-:]|\b(?:và|các|cùng các|tỉnh|cấp tỉnh|của tỉnh|thuộc tỉnh|trong tỉnh|trên địa bàn tỉnh|thành phố|liên quan|có liên quan"
    r"|lãnh đạo|đại diện|đề nghị|hoặc|tại|địa phương|chủ tịch|thủ trưởng|giám đốc|người đứng đầu|trưởng ban)\b)*"
)
_LIST_JOINT = re.compile(r"[\s,;+&/()\-:]*(?:(?:và|các|tỉnh|liên quan|có liên quan)\s*[,;]?\s*)*")
_STOP = re.compile(r"[;!?…(]|(?<!tp)\.(?=\s|$)")
_LABEL = re.compile(r"^\s*(?:[-+*•]+\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]+)[.)]\s+|\d{1,2}(?:\.\d{1,2})+\.?\s+)*")
_BESIDE = re.compile(
    r"(?:\b(?:riêng|đối với|đồng thời|ngoài ra|trong đó|bên cạnh đó|hằng năm|hàng năm|định kỳ|hằng quý|các|lãnh đạo|thủ trưởng|giám đốc"
    r"|chủ tịch|người đứng đầu|trưởng ban|đồng chí|theo kế hoạch|và|sở|cơ quan|tiếp tục|căn cứ kế hoạch này|căn cứ nội dung kế hoạch này"
    r"|trên cơ sở kế hoạch này|năm \d{4}|sau đó|đề nghị|kính đề nghị|mời|trân trọng đề nghị|trước|chậm nhất|muộn nhất|hết|vào|trong|là|ngày|tháng|năm|quý|hằng|hàng|mỗi|hoặc|đột xuất|\d[\d/.\-]*|i{1,3}|iv)\b|[\s,:])+$"
)
_COORDINATION = re.compile(
    r"(?:(?:phối hợp|kết hợp|liên hệ)(?: (?!với)\w+){0,4},? (?:với|cùng)(?: các| với| sự tham gia của)?|cùng với|\bcùng"
    r"|(?:cơ quan|đơn vị|bộ phận|thành phần)(?: \w+){0,2} phối hợp(?: thực hiện| triển khai| chính| gồm| là)*|phối hợp(?: gồm)?(?=:)"
    r"|(?:tham gia|phối hợp) của|thống nhất với|trao đổi với|hiệp đồng với|phối kết hợp với)(?: các)?:?$|\bphối hợp:$"
)
_LEAD_LABEL = re.compile(r"(?:(?:cơ quan|đơn vị|bộ phận)(?: \w+){0,2} |^|\W)(?:chủ trì|đầu mối|chịu trách nhiệm chính)(?: (?:thực hiện|tham mưu|triển khai|chính|là|gồm|do)){0,2}(?: là)?:?$")
_WORK_LABEL = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận|phụ trách|chịu trách nhiệm|trách nhiệm|phân công|tổ chức)(?: \w+){0,2} (?:thực hiện|triển khai|phụ trách|tham mưu)"
    r"|\bthực hiện|\bphụ trách)(?: (?:là|gồm))?:$"
)
_GIVING = re.compile(
    r"\b(?:giao|giao cho|giao nhiệm vụ cho|giao trách nhiệm cho|phân công|phân công cho|đề nghị|yêu cầu|ủy quyền|ủy quyền cho|chỉ đạo|chỉ đạo cho|trách nhiệm của|nhiệm vụ của"
    r"|trách nhiệm|nhiệm vụ|chỉ định|giao cho các|giao (?:\w+ ){1,4}cho|do|để|huy động|giao các|kính đề nghị|đôn đốc|lãnh đạo, chỉ đạo)(?: (?:các|cho|thêm|đồng chí|giám đốc|thủ trưởng|chủ tịch|lãnh đạo|người đứng đầu|trưởng ban))*:?$"
)
_LEADS = re.compile(
    r"(?:[\s,:(]|tỉnh|thành phố|\bcó\b|\bchịu\b|\btrách nhiệm\b|\blà\b|\bcơ quan\b|\bđơn vị\b|\btiếp tục\b|\bchủ động\b|\bđược giao\b|\bđược phân công\b|\blàm\b|\bthường trực\b"
    r"|\btham mưu\b|\bđồng\b|\bsẽ\b|\bvừa\b)*(?:chủ trì|đầu mối|cơ quan thường trực|thường trực giúp)\b"
)
_COORDINATES = re.compile(r"[\s,]*\(\s*(?:cơ quan |đơn vị )?phối hợp\s*\)")
_LOCALITIES = re.compile(r"(?:, | và )(?:các )?(?P<all>địa phương)(?!\w)")
"""Behind "các sở, ban, ngành": the localities too."""
_ANSWERABLE = re.compile(r"[\s,]*(?:có trách nhiệm|chịu trách nhiệm)\b")
_COMMITTEES = ("ubnd-tinh", "chinh-phu", "thu-tuong", "tinh-uy")
"""Bodies that issue plans: "UBND tỉnh giao …" gives work, it doesn't take any."""
_ISSUING = re.compile(
    r"[\s,]*(?:giao|yêu cầu|đề nghị|ban hành|xây dựng|phê duyệt|quyết định|xem xét|có văn bản|tặng|khen|thống nhất|chỉ đạo|căn cứ)\b"
)
_ACTS = re.compile(
    r"\s*:|[\s]*(?:,\s*)?(?:căn cứ|theo|trên cơ sở|chủ động|tùy|trong|có|bám sát|hằng|hàng|định kỳ|ngoài|bên cạnh|thường xuyên|phối hợp|tham mưu)\b|\s*(?:\(|\w)"
)
_STATEMENT = re.compile(r"[\s,]*(?:đã|được|luôn|vừa|vẫn|từng|của|cũng|thường|với|là|nói chung|nói riêng|và|trong việc|về việc|tại)\b")


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of a body. ``end`` is behind a province's name that belongs to it."""

    agency: Agency
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies named together, with their common role: ``leads``, ``assigned``, ``coordinates`` or empty."""

    actors: tuple[Actor, ...]
    role: str
    opens: bool
    """Stands at the beginning of its clause."""
    alone: bool = False
    """The passage says nothing else: a heading over work."""

    @property
    def start(self) -> int:
        return self.actors[0].start

    @property
    def end(self) -> int:
        return self.actors[-1].end


_STRENGTH = {"leads": 3, "assigned": 2, "coordinates": 1, "": 0}


def stronger(one: str, other: str) -> str:
    """The stronger of two roles."""
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


class Acting:
    """Groups of bodies of each passage, and who owns the work of a passage, found once."""

    def __init__(self, plan: Plan, knowledge: Knowledge, as_of: int, hits: Callable[[Passage], list[Hit]], citations: Mapping[int, Sequence[tuple[int, int]]]) -> None:
        self._plan = plan
        self._knowledge = knowledge
        self._as_of = as_of
        self._hits = hits
        self._citations = citations
        self._groups: dict[int, tuple[Group, ...]] = {}
        self._owners: dict[int, tuple[Passage, Group] | None] = {}

    def agency(self, hit: Hit) -> Agency:
        """The body a name stands for: of several that share it, one that exists on the day."""
        if len(hit.ids) == 1:
            return self._knowledge.agency(hit.ids[0])
        candidates = [self._knowledge.agency(id) for id in hit.ids]
        return max(candidates, key=lambda agency: self.exists(agency))

    def exists(self, agency: Agency) -> bool:
        """Whether a body has its name on the day."""
        return agency.start <= self._as_of and (not agency.end or self._as_of < agency.end)

    def functions(self, agency: Agency) -> tuple[str, ...]:
        """What a body is for on the day."""
        if not self.exists(agency):
            return ()
        return tuple(
            each.function
            for each in agency.functions
            if each.start <= self._as_of and (not each.end or self._as_of < each.end)
        )

    def actors(self, passage: Passage) -> list[Actor]:
        """Bodies named in a passage, those inside citations left out."""
        cited = self._citations.get(passage.index, ())
        found = []
        for hit in self._hits(passage):
            if any(start <= hit.start < end for start, end in cited):
                continue
            agency = self.agency(hit)
            found.append(Actor(agency, hit.start, hit.end))
            localities = _LOCALITIES.match(passage.folded.text, hit.end) if "so" in agency.covers else None
            if localities:
                found.append(Actor(self._knowledge.agency("dia-phuong"), localities.start("all"), localities.end("all")))
        return found

    def groups(self, passage: Passage) -> tuple[Group, ...]:
        """Groups of bodies of a passage, in order."""
        known = self._groups.get(passage.index)
        if known is None:
            known = self._groups[passage.index] = tuple(self._read(passage))
        return known

    def owner(self, passage: Passage) -> tuple[Passage, Group] | None:
        """The heading over a passage that names who does its work, and the bodies it names."""
        return self._owner(passage.section, passage.index)

    def takes_the_lead(self, passage: Passage) -> bool:
        """Whether an item says that the body over it leads ("- Chủ trì, phối hợp với …")."""
        return _LEADS.match(passage.folded.text, _content(passage)) is not None

    def _owner(self, section: int, below: int) -> tuple[Passage, Group] | None:
        while section >= 0:
            each = self._plan.sections[section]
            if each.heading != below:
                if section not in self._owners:
                    self._owners[section] = self._heading_owner(each.heading)
                found = self._owners[section]
                if found is not None:
                    return found
            section = each.parent
        return None

    def _heading_owner(self, index: int) -> tuple[Passage, Group] | None:
        passage = self._plan.passages[index]
        groups = [group for group in self.groups(passage) if group.role in ("leads", "assigned")]
        if groups and (groups[0].alone or groups[0].opens):
            return passage, groups[0]
        return None

    def _read(self, passage: Passage) -> list[Group]:
        actors = self.actors(passage)
        if not actors:
            return []
        text = passage.folded.text
        begin = _content(passage)
        found: list[Group] = []
        run: list[Actor] = []
        for actor in actors:
            if run and not self._joins(text, begin, run, actor):
                found.append(self._group(passage, text, begin, run, bool(found)))
                run = []
            run.append(actor)
        found.append(self._group(passage, text, begin, run, bool(found)))
        return found

    def _joins(self, text: str, begin: int, run: Sequence[Actor], actor: Actor) -> bool:
        gap = text[run[-1].end : actor.start]
        if _JOINT.fullmatch(gap):
            return True
        if ";" not in gap or not _LIST_JOINT.fullmatch(gap):
            return False
        before = _clause(text[begin : run[0].start])
        return not _BESIDE.sub("", before).strip(" -+*:") or before.rstrip().endswith(":")

    def _group(self, passage: Passage, text: str, begin: int, run: list[Actor], later: bool) -> Group:
        start, end = run[0].start, run[-1].end
        whole = text[begin:start]
        before = _clause(whole)
        first = len(before) == len(whole)
        before = before.strip()
        after = text[end:]
        bracketed = not first and whole[: len(whole) - len(_clause(whole))].endswith("(")
        opens = not bracketed and not _BESIDE.sub("", before).strip(" -+*:")
        rest = after.strip(" :.,;/")
        alone = opens and first and not later and (not rest or rest.startswith("(") or after.lstrip().startswith(":"))
        committee = any(each.agency.id.startswith(_COMMITTEES) for each in run)
        role = _role(before, after, opens, alone, committee, passage.role)
        return Group(tuple(run), role, opens and not later, alone and not rest)


def _role(before: str, after: str, opens: bool, alone: bool, committee: bool, kind: Role) -> str:
    if _COORDINATION.search(before) or _COORDINATES.match(after):
        return "coordinates"
    if _LEAD_LABEL.search(before):
        return "leads"
    if _WORK_LABEL.search(before):
        return "assigned"
    leads = _LEADS.match(after) is not None
    if leads:
        return "leads"
    if _GIVING.search(before) or _ANSWERABLE.match(after):
        return "assigned"
    if not opens or kind is Role.ENACTING:
        return ""
    if alone:
        return "assigned" if kind in (Role.HEADING, Role.ITEM, Role.PARAGRAPH) else ""
    if _STATEMENT.match(after) or not _ACTS.match(after) or (committee and _ISSUING.match(after)):
        return ""
    return "assigned"


def _clause(text: str) -> str:
    """What stands behind the last stop."""
    stop = 0
    for match in _STOP.finditer(text):
        stop = match.end()
    return text[stop:]


def _content(passage: Passage) -> int:
    """Offset in the folded text where the words after a typed label begin."""
    text = passage.folded.text
    match = _LABEL.match(text)
    return match.end() if match else 0
