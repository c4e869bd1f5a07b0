"""Who signs against who issues: posts and bodies of another kind of office or level, and posts not to be named.

Posts and bodies of each kind of office are its ``posts`` and ``bodies`` in the vocabulary; kinds without them are left
alone.
"""

from collections.abc import Iterator, Sequence

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge.model import Office
from plancheck.knowledge.territory import UNIT
from plancheck.patterns import lazily
from plancheck.structure.plan import DELEGATED, Passage, Role
from plancheck.text import fold, squeeze

_ACTING = lazily(r"(?:quyền|q\.?|phụ trách) ")
_PERMANENT = lazily(r"(?P<post>phó .+?) (?:thường trực|phụ trách)(?: .*)?$")
_OF_THE_BODY = ("plan", "programme", "scheme")
"""Kinds of papers that a Party committee issues as a body."""
_UNIT = lazily(rf"(?<!\w)(?P<unit>{UNIT})(?!\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """``defect`` facts of a draft's signature."""
    plan = context.plan
    offices = context.knowledge.vocabulary.offices
    office = next((each for each in offices if each.id == plan.issuer.office), None)
    if plan.nature != "draft" or office is None or "post" not in context.owed:
        return
    codes = plan.signature.authority.split("+")
    stretch = next(iter(context.stretches(Role.AUTHORITY)), None)
    if stretch and "TM" in codes and DELEGATED & set(codes):
        yield _defect(*stretch, "authority", "two-authorities", "", " / ".join(f"{code}." for code in codes))
    yield from _posts(context, office)
    yield from _body(context, office)


def _posts(context: Context, office: Office) -> Iterator[Fact]:
    signature = context.plan.signature
    posts = [_ACTING.sub("", squeeze(post).text) for post in signature.posts]
    if not posts:
        return
    delegated = DELEGATED & set(signature.authority.split("+"))
    stretch = _last(context, Role.AUTHORITY if delegated else Role.POST)
    own = posts[:1] if delegated else posts
    known = (*office.posts, *office.bodies, *office.words) if delegated else office.posts
    if office.posts and stretch and not all(post.startswith(known) for post in own):
        yield _defect(*stretch, "post", "other-office", office.posts[0].upper(), " / ".join(signature.posts))
    codes = signature.authority.split("+")
    above = next(iter(context.stretches(Role.AUTHORITY)), None)
    deputies = cues.anywhere(context.knowledge, "signature.deputies")
    if above and "KT" in codes and len(posts) > 1 and all(map(deputies.match, posts)):
        head = office.posts[0].upper() if office.posts else "…"
        yield _defect(
            *(_last(context, Role.AUTHORITY) or above),
            "authority",
            "deputy-for-deputy",
            f"KT. {head}",
            f"KT. {posts[0].upper()}",
        )
    yield from _collective(context, office, codes)
    match = _PERMANENT.match(posts[-1])
    last = _last(context, Role.POST)
    if match and last and context.plan.issuer.system == "state":
        yield _defect(*last, "post", "permanent", match["post"].upper(), signature.posts[-1])


def _collective(context: Context, office: Office, codes: Sequence[str]) -> Iterator[Fact]:
    """A body's paper that is not signed for the body: by order or mandate, or a Party committee's plan for no one."""
    plan = context.plan
    party = plan.issuer.system == "party"
    stretch = next(iter(context.stretches(Role.AUTHORITY)), None)
    if "TM" in codes or not office.bodies:
        return
    if party and (office.id != "party-committee" or plan.kind not in _OF_THE_BODY):
        return
    right = f"{'T/M' if party else 'TM.'} {office.bodies[0].upper()}"
    posts = plan.signature.posts
    if stretch and DELEGATED & set(codes):
        written = f"{codes[0]}{' ' if party else '. '}{posts[0]}"
        yield _defect(*stretch, "authority", "by-order", right, " / ".join((written, *posts[1:])))
    elif party:
        place = stretch or _last(context, Role.POST)
        if place:
            yield _defect(*place, "authority", "no-collective", right, " / ".join(posts))


def _body(context: Context, office: Office) -> Iterator[Fact]:
    """The body behind TM. that is none of the issuer's, or whose level is another's."""
    signature = context.plan.signature
    stretch = next(iter(context.stretches(Role.AUTHORITY)), None)
    said = squeeze(signature.collective).text
    if not said or stretch is None or said.startswith(office.posts):
        return  # a post behind TM. is told as that
    if office.bodies and not said.startswith(office.bodies):
        yield _defect(*stretch, "authority", "other-office", "", f"TM. {signature.collective}")
        return
    own = _UNIT.search(squeeze(context.plan.issuer.name).text)
    unit = _UNIT.search(said)
    if unit and own and unit["unit"] != own["unit"]:
        right = f"{said[: unit.start()]}{own['unit']}".upper()
        yield _defect(*stretch, "authority", "other-level", f"TM. {right}", f"TM. {signature.collective}")


def _last(context: Context, role: Role) -> tuple[Passage, int, int] | None:
    found = [(passage, start, end) for passage, start, end in context.stretches(role) if fold(passage.text[start:end])]
    return found[-1] if found else None


def _defect(passage: Passage, start: int, end: int, component: str, defect: str, expected: str, actual: str) -> Fact:
    return fact(
        "defect", passage.place(start, end), passage.text[start:end], component=component, defect=defect,
        expected=expected, actual=actual,
    )  # fmt: skip
