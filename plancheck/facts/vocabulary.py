"""The words rules are written in: every kind of fact, its properties and their closed values.

A fact is flat, typed and total: each property has one type (the type of its default) and is always there.
Dates are integers ``yyyymmdd``, 0 when unknown. Yes/no answers are the strings ``yes`` and ``no``.
"""

from collections.abc import Mapping

from plancheck.document import Place
from plancheck.records import NamedTuple, dataclass

Value = str | int


class Property(NamedTuple):
    """One property: its default (which gives its type), what it says, and its closed set of values if it has one."""

    default: Value
    doc: str
    values: tuple[str, ...] = ()


def _text(doc: str, *values: str) -> Property:
    return Property("", doc, values)


def _number(doc: str) -> Property:
    return Property(0, doc)


def _flag(doc: str, *more: str) -> Property:
    return Property("no", doc, ("yes", "no", *more))


class Spot(NamedTuple):
    """What a fact shares with those that stand by it. Facts without a place share nothing."""

    block: int
    """Index of its paragraph in the document."""
    section: int
    """Index of the innermost section, -1 outside all."""
    row: int
    """Number of the row of a table; outside tables a number of the paragraph's own."""


NOWHERE = Spot(-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing recognised in the draft, where it stands and the words it was read from."""

    kind: str
    values: Mapping[str, Value]
    place: Place
    quote: str = ""
    spot: Spot = NOWHERE

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


KINDS: Mapping[str, Mapping[str, Property]] = {
    "document": {  # exactly one
        "type": _text("type code: KH, HD, QĐ …; other: a paper of none of them; empty: unknown"),
        "type_name": _text("type as written"),
        "system": _text("State or Party; empty: unknown", "state", "party", ""),
        "level": _text("level of the authority that issues, or the kind of body under one", "ministry", "province",
                       "district", "commune", "department", "division", "press", "unit", ""),
        "paper": _text("id of the vocabulary's kinds (of an article: of what it tells of), or other; empty: unknown"),
        "standing": _text("by itself, after the decision that issues it, or issued with a decision that is not there",
                          "own", "with-decision", "attached"),
        "office": _text("id of the vocabulary's offices, empty: unknown"),
        "nature": _text("the document itself, or an article about it", "draft", "article"),
        "title": _text("what it is about, as its title says"),
        "subject": _text("id of the register's subject that its title is about; other"),
        "date": _number("date it is judged at (as-of)"),
        "own_date": _number("its own full date, 0 in an undated draft"),
        "dated": _text("its own date as far as it says: 03/3/2025, tháng 3 năm 2025, năm 2025; for display"),
        "first_day": _number("first day it may be of, by its own date and its issuer's lifetime, 0 unknown"),
        "last_day": _number("last day it may be of"),
        "year": _number("year in its own date line, 0 unknown"),
        "number": _text("canonical number, empty in an unnumbered draft"),
        "place_name": _text("địa danh"),
        "issuer": _text("as written"),
        "unit": _text("what it answers for: tỉnh, thành phố, huyện, xã … by its issuer's name; ngành of a ministry; "
                      "else cơ quan"),
        "province": _text("province id, empty unknown"),
        "province_name": _text("display name"),
        "stage": _text("issued once it has its number, day or signature", "draft", "issued"),
        "period_from": _number("first year of the plan, 0 not stated"),
        "period_to": _number("last year of the plan"),
        "format": _text("input format"),
        "one_year": _flag("it has a full date, and runs one whole year"),
        "months_before": _number("of such a plan: months from its own month to January of its year, 0 from then on"),
        "day_within": _number("of such a plan: month * 100 + day in its year, 10000 more in the next; 0 before"),
        "border": _flag("at a land border: the province; a district only where its plan speaks of it", "unknown"),
        "coastal": _flag("at the coast, known likewise", "unknown"),
        "gate": _flag("has an international border gate, port or airport", "unknown"),
        "foreign_affairs_office": _flag("province has a Sở Ngoại vụ", "unknown"),
    },
    "component": {  # one for each component of form that is there
        "component": _text("which component", "state-name", "motto", "party-name", "asterisk", "agency", "superior",
                           "number", "place-date", "type", "subject", "basis", "enacting", "closing", "end-mark",
                           "recipients", "filing", "authority", "post", "signer"),
        "text": _text("as written"),
        "words": _number("how many it has on all its lines, told of the first; 0 for the others"),
        "owed": _flag("a paper of the draft's kind must have it"),
    },
    "defect": {  # a component of form that is missing or wrongly made
        "component": _text("component it is in", "state-name", "motto", "party-name", "asterisk", "agency", "number",
                           "place-date", "type", "subject", "basis", "heading", "item", "end-mark", "recipients",
                           "filing", "authority", "post", "signer", "citation", "appendix"),
        "defect": _text("what is wrong with it", "missing", "misspelled", "wrong-form", "wrong-type", "wrong-system",
                        "no-comma", "blank", "not-own-line", "ending", "gap", "duplicate", "order", "mixed",
                        "skipped", "title", "no-deputy", "no-kt", "other-system", "other-place", "other-date",
                        "no-superior", "short-name", "about", "no-number-word", "depth", "mark", "typed-mark",
                        "post-for-body", "head-regime", "body-for-post", "own-deputy", "addressee", "unnumbered",
                        "not-roman", "no-reference", "other-number", "old-symbol", "other-office", "other-level",
                        "permanent", "two-authorities", "other-superior", "deputy-for-deputy", "by-order"),
        "expected": _text("what it should be, for display"),
        "actual": _text("what it is, copied from the draft"),
    },
    "section": {
        "role": _text("id of the vocabulary's sections"),
        "label": _text("as shown"),
        "title": _text("as written"),
        "level": _number("1 = outermost"),
    },
    "citation": {  # one for each mention of an instrument
        "number": _text("register's canonical number when known, else normalised as written"),
        "as_written": _text("number as written"),
        "type": _text("type code: NĐ, QĐ, TT, CT, KL, HD, LUẬT …"),
        "title": _text("register's short title, empty when not in the register"),
        "issuer": _text("issuer as written, empty when not said"),
        "issued": _number("date as written, 0 when not said"),
        "year": _number("year in the number, 0 when none"),
        "role": _text("among the bases, mentioned, or told of the past", "basis", "mention", "history"),
        "live": _flag("leaned on as law today: a basis or a mention that is not history (inside another's "
                      "title, replaced …)"),
        "first": _flag("first mention of this instrument"),
        "known": _flag("in the register"),
        "status": _text("on the as-of date", "in-force", "not-issued", "not-yet-in-force", "ended", "expired",
                        "unknown"),
        "status_certainty": _text("how surely the register knows that", "seen", "secondary", "unverified", ""),
        "leaned": _flag("a basis, or what a task is done by as law of the day: not where the draft says when it "
                        "comes into force"),
        "title_status": _text("title as cited against the register's", "match", "mismatch", "other-period",
                              "unknown"),
        "title_said": _text("title as cited, as written"),
        "title_of": _text("number of the instrument whose title it is instead; the right period; empty"),
        "instead": _text("what is in force instead of one that ended, for display"),
        "heir": _text("the one instrument in force instead, cited as the draft cites this one, title included; empty "
                      "if none or several, if it is among the bases already, or too little is known of it"),
        "forerunner": _text("the one in force instead of one that is not yet, cited as the draft cites this one"),
        "retitled": _text("the citation and its title with the register's period, where that is another"),
        "heir_certainty": _text("how surely the register knows that it is that one", "seen", "secondary", "unverified",
                                ""),
        "heir_named": _text("whether it is a law of the same name, of which no other is in force", "same", "other", ""),
        "in_part": _flag("an article or clause of it is meant, whose number another may not have"),
        "identified": _flag("what is said of it right leaves no doubt which instrument is meant, whatever is said "
                            "wrong"),
        "whole": _text("the citation with its title, as written"),
        "redated": _text("the citation with the register's date, where that is another; empty"),
        "reissued": _text("the citation with the register's issuer, where that is another; empty"),
        "ended": _number("date it ended, 0 if not or unknown"),
        "effective": _number("in force from, 0 unknown"),
        "replaced_by": _text("for display"),
        "known_issued": _number("register's issue date, 0 unknown"),
        "date_status": _text("date as written against the register", "match", "mismatch", "none", "unknown"),
        "date_certainty": _text("how surely the register knows the date", "seen", "secondary", "unverified", ""),
        "year_conflict": _flag("year inside the number differs from the year of its date"),
        "terse": _flag("stands where its number is enough: in a table, or among amending instruments"),
        "after_document": _flag("dated after the last day the plan may be of"),
        "well_formed": _flag("number and symbol follow the pattern of their type"),
        "expected_number": _text("well-formed number when it can be told"),
        "issuer_status": _text("issuer as written against the register", "match", "mismatch", "none", "unknown"),
        "known_issuer": _text("register's issuer, for display"),
        "amendment_mentioned": _flag("the draft also mentions an instrument that amends it"),
        "complete": _flag("number, date and issuer are said"),
        "group": _text("register's group: state-secrets, local-government, clerical, press …; empty"),
        "form": _text("how it is named: Luật by name only, …", "number", "name"),
        "about": _text("subject of its title, as cited or in the register; other, empty without a title"),
        "guidance": _text("a yearly letter of guidance: for the plan's year, or for another", "this-year",
                          "other-year", ""),
        "guided_year": _number("year such a letter is for, 0 for anything else"),
        "status_said": _flag("the draft says of it that it stands or is to be checked"),
    },
    "instrument": {  # one for each instrument cited that is in the register, at its first citation: what that knows
        "number": _text("as in citation"),
        "type": _text("type code"),
        "title": _text("register's short title"),
        "issuer": _text("register's issuer"),
        "group": _text("register's group"),
        "issued": _number("0 not known"),
        "effective": _number("first day in force, 0 not known"),
        "ended": _number("first day no longer in force, 0 while it is"),
        "status": _text("on the as-of date", "in-force", "not-issued", "not-yet-in-force", "ended", "expired",
                        "unknown"),
        "replaced_by": _text("numbers"),
        "amended": _flag("another amends it"),
        "certainty": _text("how surely the register knows it", "seen", "secondary", "unverified"),
    },
    "echo": {  # one for each instrument said again: with its date, or by its number alone
        "issue": _text("what is said again: its date, its number alone, its title and date under a number", "date",
                       "number", "serial"),
        "text": _text("as written"),
        "other": _text("as first written"),
        "agrees": _flag("the same date; the number of one cited in full; the same number"),
    },
    "basis": {  # one for each numbered instrument first cited among the bases: what the draft says of it
        "number": _text("as in citation"),
        "type": _text("as in citation"),
        "law": _flag("luật or pháp lệnh"),
        "dated": _flag("its date is said"),
        "issuer": _flag("who issued it is said"),
        "titled": _flag("what it is about is said"),
    },
    "programme": {  # one for each instrument among the bases that has a period in its name
        "number": _text("number as written, empty where none is given"),
        "status": _text("as in citation", "in-force", "not-issued", "not-yet-in-force", "ended", "expired", "unknown"),
        "role": _text("as in citation", "basis", "mention", "history"),
        "last_year": _number("last year of the period or of what it looks ahead to"),
        "over": _flag("that year is before the draft's first possible day"),
    },
    "agency": {  # one for each mention of a body
        "agency": _text("register id"),
        "name": _text("as written"),
        "canonical": _text("register's full name"),
        "level": _text("level it is of", "central", "ministry", "province", "district", "commune", ""),
        "system": _text("whose body it is", "state", "party", "press", "armed", "front", "other", ""),
        "role": _text("what it does there", "leads", "coordinates", "assigned", "receives-report", "issues",
                      "recipient", "mentioned"),
        "live": _flag("not history, not part of a citation or of a title"),
        "cited": _flag("part of a citation"),
        "status": _text("on the as-of date", "current", "obsolete", "not-yet", "unknown"),
        "certainty": _text("how surely the register knows that", "seen", "secondary", "unverified"),
        "started": _number("first day of the name, 0 unknown"),
        "ended": _number("date the name ended, 0 if not"),
        "successor": _text("for display: where its work of which the text speaks went; empty if none"),
        "heir": _text("name of the one body to write in an ended one's place; empty if none or several"),
        "inherits": _text("how much of an ended body's work the heir has: all of it; the plan's subject, and the draft "
                          "asks it for nothing else; a part", "all", "subject", "part", ""),
        "entire": _flag("the end of the line or a mark stands behind the name: it begins no longer one, and no words "
                        "on what the body did"),
        "predecessor": _text("of a body not there yet: what it goes by on the day, for display"),
        "forerunner": _text("the same where it is a name to write, with “hoặc” between several; empty"),
        "era": _text("side of a renaming, where both sides exist in the register", "old", "new", ""),
        "renaming": _text("id shared by both sides of one renaming, empty"),
        "spelling": _text("in full, shortened after it was spelled out, or shortened and never spelled out before",
                          "full", "explained", "unexplained"),
    },
    "assignment": {  # one for each body and function that the plan gives work to
        "agency": _text("register id"),
        "name": _text("as first written"),
        "function": _text("register's function on the as-of date; one fact for each function; empty if none"),
        "role": _text("strongest role in the plan", "leads", "assigned", "coordinates"),
        "level": _text("level it is of", "central", "ministry", "province", "district", "commune", ""),
        "listed": _flag("in the recipients, by itself, its group or its parent", "unknown"),
        "paragraph": _number("index of the paragraph that gives the work"),
        "together": _text("bodies of that paragraph that are not among the recipients, for display"),
    },
    "recipient": {
        "agency": _text("register id, empty when not a known body"),
        "name": _text("as written"),
        "class": _text("kind of recipient", "department", "local", "leader", "superior", "party", "press", "group",
                       "filing", "other"),
        "used": _flag("named in the body", "unknown"),
    },
    "duty": {  # one for each assigned item or row of a table of tasks
        "source": _text("an item of the text or a row of a table", "item", "table"),
        "lead": _flag("says who leads or does it"),
        "lead_name": _text("as written"),
        "coordination": _flag("says who coordinates"),
        "deadline": _flag("says by when, or in which period"),
        "product": _flag("says what comes of it, where a column asks for that; none: no such column", "none"),
        "text": _text("start of the task"),
    },
    "topic": {  # one for each clause that carries a topic of the vocabulary
        "topic": _text("id of the vocabulary's topics"),
        "strength": _text("a clause does something about it; a mention only names it; a refused one speaks of "
                          "something else than what is to be done; an opinion is what examples make likely",
                          "clause", "mention", "refused", "opinion"),
        "gate": _text("why it is refused: it stands under an earlier period, says what was done, is lacking, is not "
                      "to be, is reported or done by others, is only told of, taught, barred or looked into, says how "
                      "things stand, is blank, is only paid for, came out of an earlier act",
                      "", "section", "past", "deficient", "denied", "hearsay", "others", "told", "taught", "barred",
                      "inspected", "quoted", "stated", "blank", "spent", "referred"),
        "by": _text("words of the frame that is met, or syllables that spoke for an opinion"),
    },
    "reporting": {  # one for each duty to report
        "reporter": _text("register id, empty when not said"),
        "recipient": _text("register id, empty when not said"),
        "recipient_name": _text("as written"),
        "recipient_inherited": _text("as an agency's inherits", "all", "subject", "part", ""),
        "recipient_class": _text("on the as-of date: the ministry in charge of the plan's subject, the "
                                 "provincial lead, …",
                                 "ministry-in-charge", "other-ministry", "lead-department", "committee", "party",
                                 "other", ""),
        "cadence": _text("how often", "weekly", "monthly", "quarterly", "six-monthly", "annual", "several", "periodic",
                         "ad-hoc", "once", ""),
        "timed": _text("has a day, month or period; or points to another regime's", "yes", "no", "by-reference"),
        "timed_elsewhere": _flag("the plan gives another report to the same body a time"),
        "collected": _flag("its recipient puts the reports of several together"),
        "ad_hoc": _flag("đột xuất or on request"),
        "of": _text("what is reported on: the plan's results, one event, or something that goes wrong", "plan", "event",
                    "incident"),
        "month": _number("of the first deadline, 0 none"),
        "day": _number("of the first deadline, 0 none"),
        "listed": _flag("its recipient is among those the plan is sent to", "unknown"),
    },
    "cadence": {  # every "định kỳ 6 tháng", "hằng quý", "trước ngày 15/12 hằng năm"
        "cadence": _text("how often", "weekly", "monthly", "quarterly", "six-monthly", "annual", "periodic", "ad-hoc"),
        "subject": _text("what recurs", "report", "meeting", "review", "other"),
    },
    "deadline": {
        "day": _number("0 none"),
        "month": _number("0 none"),
        "quarter": _number("0 none"),
        "year": _number("0: every year or not said"),
        "recurring": _flag("every month, quarter or year"),
    },
    "due": {  # one for each task that is given a time in two parts of the draft
        "task": _text("start of the task"),
        "said": _text("its time as said here"),
        "other": _text("its time as said elsewhere"),
        "agrees": _flag("some day fits both"),
    },
    "milestone": {  # one for each regular report, review or meeting whose day or month is said
        "cadence": _text("how often", "six-monthly", "annual"),
        "subject": _text("what recurs", "report", "review", "meeting"),
        "month": _number("of the time said that fits best"),
        "month_day": _number("the same as month * 100 + day, the month's last day when none is said"),
    },
    "report-term": {  # one for each report on half a year, a year or the whole plan whose own deadline is said
        "of": _text("what is reported on", "half", "year", "final", "plan", "review"),
        "time": _text("as written"),
        "month": _number("of the deadline"),
        "year": _number("of the deadline, 0 not said"),
        "month_day": _number("the deadline as month * 100 + day, the month's last day when none is said"),
        "spoken": _flag("it is the report of the spokesperson's work"),
        "issue": _text("what the calendar has against it; empty", "crossed", "mid-year", "before-the-plan",
                       "before-its-end", ""),
    },
    "consolidation": {  # one for each yearly or half-yearly report to the body that puts them together
        "reporter": _text("register id, empty when not said"),
        "cadence": _text("how often", "annual", "six-monthly"),
        "time": _text("as written"),
        "month_day": _number("its deadline; 1300 and more: in the next year"),
        "own_month_day": _number("that body's own deadline to the body above, 0 not said"),
        "own_time": _text("the same for display; empty"),
        "late": _flag("later than that body's own deadline", "unknown"),
    },
    "data-window": {  # one for each period whose figures a yearly report takes
        "first": _number("month * 100 + day"),
        "last": _number("month * 100 + day"),
    },
    "training": {  # one for each key subject that training deals with
        "about": _text("name of the register's words for it, behind training.about."),
    },
    "course": {  # one for each clause that plans training
        "content": _flag("says what is taught"),
        "audience": _flag("says whom it is for"),
        "time": _flag("says when it is held"),
    },
    "rebuttal": {  # one for each clause on clarifying or rebutting
        "body": _flag("says who does it: in the clause, over it, or in its row or lines"),
        "procedure": _flag("says how: by which rules, whom to tell, by when"),
        "lead": _flag("a body by its own name has it, or leads under its heading"),
        "beside": _flag("most other tasks of its part name who leads them"),
    },
    "misdirected": {  # one for each report to be put together that goes to a peer of the draft's one contact
        "recipient_name": _text("as written"),
        "contact_name": _text("the contact, as written"),
    },
    "uncollected": {  # one for each kind of bodies whose reports are put together and that are nowhere told to report
        "name": _text("as written"),
    },
    "press-conference": {
        "months": _number("from one to the next, the shortest said in the clause; 0 not said"),
    },
    "saying": {  # one for each sentence that has the words of one of the register's sayings, or for each time it sets
        "saying": _text("id of the vocabulary's sayings"),
        "hours": _number("time it sets, 24 for a day; 0 where it has none or says how often"),
        "months": _number("from one to the next, 0 where it does not say how often"),
        "text": _text("the sentence, without what it cites"),
    },
    "foreign-reporters": {  # one for each clause on the work of foreign reporters here
        "path": _flag("says who receives, guides or agrees, or by which rules"),
    },
    "licence": {  # one for each clause that has someone license foreign reporters
        "giver": _text("who gives it; empty: not said", "province", "ministry", ""),
    },
    "funding": {  # one for each clause about money for the plan
        "source": _flag("says where the money comes from"),
        "estimate": _flag("has someone make an estimate or has the finance body deal with it"),
        "amount": _flag("states an amount"),
    },
    "money": {
        "amount": _number("đồng"),
        "text": _text("as written"),
    },
    "numeral": {  # one for each number in figures that words repeat
        "figure": _number("in figures"),
        "words": _number("in words"),
        "agrees": _flag("figures and words are one number"),
        "figure_text": _text("for display"),
        "words_text": _text("what the words say, in figures, for display"),
        "words_said": _text("the words as written"),
        "words_right": _text("the figures in words, empty for a number too large"),
    },
    "count": {  # one for each number of things whose list follows and can't be mistaken
        "stated": _number("how many it says"),
        "listed": _number("how many it lists"),
        "agrees": _flag("as many are listed as are counted"),
        "right": _text("the words with the number that is listed"),
    },
    "tally": {  # one for each number of things that is told again elsewhere
        "said": _text("the number and what it counts, as written here"),
        "other": _text("the same elsewhere"),
        "agrees": _flag("both can be true"),
    },
    "series": {  # one for each two aims of one series told year by year
        "issue": _text("a later number against the one before it, or text against table", "order", "year"),
        "text": _text("the later number as written"),
        "year": _number("its year"),
        "other": _text("the number before it"),
        "before": _number("the year of that one; the same year where text and table tell it"),
        "agrees": _flag("it does not fall, or is the same where the year is"),
    },
    "twice": {  # one for each thing that two parts of the draft say of one work
        "aspect": _text("what is said", "time", "place", "number", "lead", "cadence"),
        "task": _text("start of the work"),
        "said": _text("as said here"),
        "other": _text("as said elsewhere"),
        "agrees": _flag("both can be true"),
    },
    "ordinal": {  # one for each number in a table's column of numbers (TT)
        "row": _text("what its row is about: the first words of the next cell"),
        "number": _number("as written"),
        "expected": _number("what comes next"),
        "agrees": _flag("neither repeated nor left out"),
    },
    "product": {  # one for each quantity × size, growth or ratio said with what it comes to
        "text": _text("as written"),
        "product_text": _text("what it comes to, for display"),
        "agrees": _flag("it comes to what is written"),
    },
    "sum": {  # one for each total whose parts are stated
        "source": _text("where it stands", "table", "text"),
        "total": _number("đồng, or the table's unit"),
        "parts": _number("what the parts come to"),
        "adds_up": _flag("the parts come to the total"),
        "total_text": _text("for display"),
        "parts_text": _text("for display"),
    },
    "date": {  # every complete date in the text
        "day": _number("0: not said"), "month": _number("0: not said"), "year": _number("0: not said"),
        "valid": _flag("exists in the calendar"),
        "nearest": _text("a day past the end of its month as the last there is, as written; empty"),
        "role": _text("whose date it is", "own", "citation", "deadline", "text"),
    },
    "span": {  # every "từ tháng 10/2025 đến tháng 3/2026", "giai đoạn 2021-2025" in the text
        "starts": _number("first day it may mean"),
        "ends": _number("last day it may mean"),
        "ordered": _flag("does not end before it begins"),
    },
    "calendar": {  # one for each weekday beside a date, quarter beside its months, month or quarter that no year has
        "issue": _text("weekday beside its date, no such month, quarter or hour, month or day beside its quarter, "
                       "hours that end before they begin, days counted beside their range, days on which "
                       "something is held beside its period, a range in a table turned round", "weekday", "month",
                       "quarter", "hour", "quarter-month", "hours", "days", "held", "backwards"),
        "agrees": _flag("with the calendar"),
        "expected": _text("what the calendar says, for display; empty when that can't be told"),
        "said": _text("the weekday as written; empty for other issues"),
    },
    "phase": {  # one for each phase that the draft divides its years into
        "text": _text("its years, as written"),
        "other": _text("those of the phase before it; empty for the first"),
        "issue": _text("it begins before the one before it ends, years between them are left out, it lies outside the "
                       "plan's years", "", "overlap", "gap", "outside"),
    },
    "order": {  # one for each review, and each report on the event of the plan, whose time is told
        "issue": _text("the last review, one midway, the report on the event, a round behind another, effect of the "
                       "decision that issues the plan", "final-review", "midway-review", "report", "round", "effect"),
        "text": _text("its time, as written"),
        "other": _text("the last year of what is reviewed, the last day of the event, the time of the round before, "
                       "the day of signing"),
        "agrees": _flag("it comes when it can"),
    },
    "period": {  # years the plan says it runs
        "first": _number("first year"), "last": _number("last year"), "years": _number("how many"),
        "source": _text("where it is said", "title", "enacting", "closing"),
        "span": _text('"2012" or "2021-2025", for comparison'),
        "titled": _text("the same of the title, where that says others"),
    },
    "province": {  # one for each mention of a province
        "province": _text("id"),
        "name": _text("as written, with its unit word"),
        "live": _flag("not history, not part of a citation"),
        "status": _text("on the as-of date", "current", "merged", "retyped"),
        "successor": _text("for display"),
        "own": _flag("the issuer's own"),
        "use": _text("of a province that has nothing to do with the issuer's: in a body's name, as the territory "
                     "worked in, only as that of one recipient; else partner, or empty",
                     "body", "territory", "recipient", "partner", ""),
    },
    "locality": {  # one for each place of the gazetteer that lies in another province than the issuer's
        "name": _text("as written, with the word for its kind"),
        "of": _text("id of the register's kind of place"),
        "province": _text("where it lies, for display"),
        "use": _text("spoken of as the issuer's own, or as a partner's", "own", "partner"),
    },
    "retold": {  # one for each time the draft calls itself by its title, its kind or its number
        "issue": _text("what is told again", "title", "kind", "number", "annexes"),
        "text": _text("what it is called here, or how many annexes it is said to have"),
        "other": _text("as its head says, or how many it has"),
        "agrees": _flag("the same"),
    },
    "misnamed": {  # one for each name made like a body's that no body of its kind bears
        "name": _text("as written"),
        "expected": _text("the nearest name of the day"),
    },
    "self-name": {  # one for each name the draft gives the authority or body that issues it
        "issue": _text("its kind of unit, as in Ủy ban nhân dân tỉnh; the body said to issue the draft or to close it; "
                       "another unit spoken of as its own; another body's abbreviation in its number",
                       "unit", "body", "named", "symbol"),
        "text": _text("as written"),
        "expected": _text("what the letterhead says, for display"),
        "agrees": _flag("with the letterhead"),
    },
    "appendix": {  # one for each appendix that is there or that the plan refers to
        "label": _text("as written, empty where there is only one"),
        "status": _text("referred to and there, referred to only, there only", "matched", "absent", "unreferred"),
    },
    "pointer": {  # one for each "Mục VI", "khoản 2 Mục III", "Điều 5" that surely means a part of the draft
        "text": _text("as written"),
        "agrees": _flag("the draft has that part"),
    },
    "page": {  # one for each page setup of an input that has layout; lengths in tenths of a millimetre
        "orientation": _text("how the paper lies", "portrait", "landscape"),
        "short": _number("shorter side of the paper"), "long": _number("longer side"),
        "paper": _text("both sides, for display"),
        "table": _flag("its section holds a table of three columns or more"),
        "top": _number("margin, tenths of a millimetre"),
        "bottom": _number("margin, tenths of a millimetre"),
        "left": _number("margin, tenths of a millimetre"), "right": _number("margin, tenths of a millimetre"),
        "text": _text("the four margins, for display"),
    },
    "page-number": {  # one for each way an input with layout shows the number of the page
        "position": _text("none: pages beyond the first and no number", "top", "bottom", "none"),
        "alignment": _text("empty: can't be told", "left", "center", "right", ""),
        "first_page": _flag("the first page shows it"),
        "size": _number("tenths of a point"),
        "upright": _flag("neither italic nor bold"),
        "arabic": _flag("Arabic numerals"),
    },
    "form": {  # how a component looks: one for each value of each aspect, in an input that has layout
        "component": _text("text: all of it; body: bases to closing; paragraph: body without headings and bases; "
                           "khoan: a numbered heading; letterhead, end: tables that hold them", "text", "body",
                           "state-name", "motto", "party-name", "agency", "superior", "number", "place-date", "type",
                           "subject", "about", "attached", "basis", "paragraph", "part", "roman", "letter", "khoan",
                           "article", "addressee", "recipients-label", "recipient", "authority", "post", "signer",
                           "appendix-label", "appendix-title", "appendix", "letterhead", "end"),
        "aspect": _text("what of its looks", "font", "color", "size", "bold", "italic", "underline", "capitals",
                        "alignment", "indent", "gap", "line-spacing", "line-height", "lines", "rule", "border", "page",
                        "page-number"),
        "value": _text("yes, no, mixed (some words only), unknown; a name; a measure as people write it"),
        "number": _number("tenths of a point or millimetre, hundredths of a line; 0 where the value is a word"),
        "places": _number("paragraphs that have it"),
        "text": _text("first words that have it"),
    },
    "row": {  # one for each row of a table, below its head
        "text": _text("its cells, with | between"),
        "cells": _number("that say something"),
    },
    "cell": {  # one for each cell that says something, below the head of its table
        "head": _text("what stands over its column"),
        "text": _text("as written"),
        "number": _number("whole number, or đồng, that is all it says; else 0"),
        "column": _number("1 = first"),
    },
    "contact": {  # one for each telephone number or e-mail address in the text
        "contact": _text("telephone or e-mail", "phone", "email"),
        "owner": _text("whose it is", "person", "spokesperson", "body"),
        "text": _text("as written"),
        "public": _flag("an address of a service open to anybody"),
    },
    "wording": {  # one for each word written otherwise than it should be
        "issue": _text("what the matter is", "capital-people", "capital-state", "capital-body", "capital-post",
                       "capital-name", "common-noun", "shortened-subject", "shortened", "short-post", "short-recipient",
                       "spelling", "repeated", "yearly", "ensure", "proposal", "capital-part", "compound",
                       "heading"),
        "written": _text("as written"),
        "expected": _text("for display"),
    },
    "typing": {  # one for each place where characters, spaces or marks are not typed as they should be
        "fault": _text("what the matter is", "spaces", "grouping", "space-before", "no-space-after", "look-alike",
                       "private-use", "invisible", "apart", "dash", "unpaired", "tones", "title-tone", "no-stop",
                       "list-end", "no-colon", "point-twice", "marks"),
        "written": _text("as written"),
        "expected": _text("what belongs in its place, empty when that can't be told"),
    },
    "plan-year": {  # one for each year the text gives the plan's own work
        "year": _number("as written"),
        "source": _text("said of work, or as a deadline", "work", "deadline"),
        "status": _text("past: before the plan's period and before its own date; beyond: after its period", "agrees",
                        "past", "beyond"),
        "expected": _text("the plan's period, for display"),
        "meant": _text("the plan's year, if it is for one and this is another; empty"),
    },
    "lead": {  # one for each body that leads a task said in so many words
        "task": _text("words of the task, folded, without those who do it"),
        "leader": _text("bodies as written"),
        "body": _text("register ids of the bodies"),
        "text": _text("start of the task"),
    },
    "helper": {  # one for each body that helps with a task whose lead is named beside it
        "body": _text("register id"),
        "name": _text("as written"),
        "leads": _flag("leads the same task"),
    },
    "stranger": {  # one for each body outside the register that a heading of the implementation gives work to
        "name": _text("as written"),
        "listed": _flag("recipients name it or its kind"),
    },
    "encoding": {  # one for each stretch that was not in Unicode and is read decoded
        "encoding": _text("which encoding", "tcvn3", "vni"),
        "by": _text("what tells: its font, or its words in a font for Unicode", "font", "text"),
        "written": _text("as it stands in the file"),
        "text": _text("as it is read"),
    },
    "leftover": {
        "leftover": _text("kind of trace", "draft-mark", "placeholder", "secrecy-mark", "stamp", "insertion",
                          "deletion", "move", "format-change", "comment", "hidden-text", "struck-text", "white-text",
                          "tiny-text", "marked-text", "macro", "embedded-object", "alt-chunk", "external-link",
                          "template", "protection", "final", "signature", "dirty-field", "field-error", "converted"),
        "text": _text("as written"),
    },
}  # fmt: skip


TITLES: Mapping[str, tuple[str, str]] = {
    "document": ("Văn bản", "Document"),
    "component": ("Thành phần thể thức", "Components of form"),
    "defect": ("Sai sót thể thức", "Defects of form"),
    "section": ("Mục", "Sections"),
    "citation": ("Văn bản được viện dẫn", "Instruments cited"),
    "echo": ("Văn bản nhắc lại", "Instruments said again"),
    "basis": ("Thành phần của căn cứ", "What is said of the bases"),
    "instrument": ("Văn bản được viện dẫn, theo danh mục", "What the register knows of them"),
    "programme": ("Giai đoạn của văn bản căn cứ", "Periods of the bases"),
    "agency": ("Cơ quan được nhắc tới", "Bodies mentioned"),
    "assignment": ("Cơ quan được giao việc", "Bodies given work"),
    "recipient": ("Nơi nhận", "Recipients"),
    "duty": ("Nhiệm vụ", "Duties"),
    "topic": ("Nội dung", "Topics"),
    "reporting": ("Chế độ báo cáo", "Duties to report"),
    "cadence": ("Định kỳ", "Cadences"),
    "deadline": ("Thời hạn", "Deadlines"),
    "milestone": ("Mốc định kỳ", "Regular dates"),
    "report-term": ("Hạn của báo cáo kỳ", "Deadlines of regular reports"),
    "consolidation": ("Hạn gửi báo cáo để tổng hợp", "Reports to be put together"),
    "data-window": ("Kỳ số liệu", "Periods of figures"),
    "training": ("Chuyên đề tập huấn", "Subjects of training"),
    "course": ("Tập huấn: nội dung, đối tượng, thời gian", "Training: subject, audience, time"),
    "rebuttal": ("Việc giải thích, phản bác", "Clarifying and rebutting"),
    "misdirected": ("Báo cáo gửi không qua đầu mối", "Reports past the contact"),
    "uncollected": ("Báo cáo được tổng hợp mà không giao", "Reports put together, asked of nobody"),
    "press-conference": ("Họp báo", "Press conferences"),
    "saying": ("Điều một câu nói", "What sentences say"),
    "foreign-reporters": ("Phóng viên nước ngoài", "Foreign reporters"),
    "licence": ("Cấp phép cho phóng viên nước ngoài", "Licensing of foreign reporters"),
    "funding": ("Kinh phí", "Funding"),
    "money": ("Số tiền", "Amounts of money"),
    "due": ("Việc ghi hai thời hạn", "Tasks timed twice"),
    "numeral": ("Số bằng số và bằng chữ", "Numbers in figures and in words"),
    "count": ("Số lượng và danh sách", "Things counted and listed"),
    "tally": ("Số lượng nêu hai lần", "Numbers told twice"),
    "series": ("Chỉ tiêu theo năm", "Aims year by year"),
    "twice": ("Việc nêu ở hai nơi", "Works told of twice"),
    "ordinal": ("Số thứ tự trong bảng", "Numbers of rows"),
    "product": ("Số lượng nhân đơn giá", "Quantity times price"),
    "sum": ("Tổng và các khoản", "Totals and their parts"),
    "date": ("Ngày tháng", "Dates"),
    "span": ("Khoảng thời gian", "Stretches of time"),
    "calendar": ("Thứ, tháng, quý đối với lịch", "Weekdays, months and quarters"),
    "phase": ("Các giai đoạn", "Phases"),
    "order": ("Thứ tự trước sau", "What comes before what"),
    "period": ("Thời gian thực hiện", "Years the plan runs"),
    "province": ("Tỉnh, thành phố", "Provinces"),
    "locality": ("Địa danh của tỉnh khác", "Places of other provinces"),
    "retold": ("Văn bản tự gọi tên mình", "What the draft calls itself"),
    "misnamed": ("Tên cơ quan không có", "Names that no body bears"),
    "self-name": ("Tên gọi chính cơ quan ban hành", "What the issuer is called"),
    "encoding": ("Chữ không ở Unicode", "Text not in Unicode"),
    "leftover": ("Dấu vết còn sót", "Leftovers"),
    "appendix": ("Phụ lục", "Appendices"),
    "pointer": ("Mục, điều của chính văn bản được dẫn", "Own parts pointed at"),
    "page": ("Khổ giấy, lề trang", "Pages and margins"),
    "page-number": ("Số trang", "Page numbers"),
    "form": ("Trình bày từng thành phần", "Looks of each component"),
    "row": ("Hàng của bảng", "Rows of tables"),
    "cell": ("Ô của bảng", "Cells of tables"),
    "contact": ("Điện thoại, thư điện tử", "Telephone numbers and addresses"),
    "wording": ("Chữ viết cần sửa", "Words to put right"),
    "typing": ("Ký tự, khoảng trắng, dấu câu", "Characters, spaces and marks"),
    "plan-year": ("Năm của công việc", "Years of the work"),
    "lead": ("Cơ quan chủ trì từng việc", "Leads of tasks"),
    "helper": ("Cơ quan phối hợp từng việc", "Those who help with tasks"),
    "stranger": ("Cơ quan ngoài danh mục được giao việc", "Bodies outside the register given work"),
}
"""What the facts of each kind are, in Vietnamese and English."""


_DEFAULTS: Mapping[str, dict[str, Value]] = {
    kind: {name: prop.default for name, prop in properties.items()} for kind, properties in KINDS.items()
}


def fact(kind: str, place: Place, quote: str = "", **values: Value) -> Fact:
    """Make a total fact: what is not given takes its default.

    Where ``validating``, raises KeyError for an unknown kind or property, TypeError for a value of the wrong type,
    ValueError for a value outside a closed set: recognisers are held to the vocabulary by their tests.
    """
    if validating:
        _validate(kind, values)
    return Fact(kind, {**_DEFAULTS[kind], **values}, place, quote)


validating = False
"""Whether each fact is held to the vocabulary: so in tests, not before each of the hundreds of facts of a draft."""


def _validate(kind: str, values: Mapping[str, Value]) -> None:
    properties = KINDS[kind]
    for name, value in values.items():
        prop = properties[name]
        if type(value) is not type(prop.default):
            raise TypeError(f"{kind}.{name}: {value!r} is not {type(prop.default).__name__}")
        if prop.values and value not in prop.values:
            raise ValueError(f"{kind}.{name}: {value!r} is not one of {', '.join(map(repr, prop.values))}")
