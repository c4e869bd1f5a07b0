"""“Soát kế hoạch” in LibreOffice: the open document checked by the installed plancheck, its findings set as comments.

Runs in LibreOffice's own Python (3.8 or later), which has no plancheck: the command does the work, on a copy saved as
.docx, and this puts what it says back into the document: safe corrections as tracked changes, the rest as comments.
"""

import datetime
import difflib
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import uno
import unohelper
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.util import DateTime

NAME = "dev.plancheck.Review"
PROTOCOL = "vnd.plancheck:"
AUTHOR = "plancheck"
SECONDS = 180
_COMMAND = "PLANCHECK_COMMAND"
_SEVERITIES = {"error": "LỖI", "warning": "CẢNH BÁO", "info": "LƯU Ý"}
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_PLACES = (
    "~/.local/bin/plancheck",
    "~/plancheck/.venv/bin/plancheck",
    "~/.local/bin/plancheck.exe",
    "~/plancheck/.venv/Scripts/plancheck.exe",
    "C:/plancheck/.venv/Scripts/plancheck.exe",
)


class Failure(Exception):
    """What went wrong, in words for the person at the screen."""


class Review(unohelper.Base, XInitialization, XServiceInfo, XDispatchProvider, XDispatch):
    """Answers the menu and the toolbar."""

    def __init__(self, context, *arguments):
        self._context = context
        self._frame = arguments[0] if arguments else None

    # What LibreOffice asks of a handler of addresses

    def initialize(self, arguments):
        if arguments:
            self._frame = arguments[0]

    def getImplementationName(self):
        return NAME

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return ("com.sun.star.frame.ProtocolHandler",)

    def queryDispatch(self, url, target, flags):
        return self if url.Protocol == PROTOCOL else None

    def queryDispatches(self, requests):
        return tuple(self.queryDispatch(each.FeatureURL, each.FrameName, each.SearchFlags) for each in requests)

    def addStatusListener(self, listener, url):
        pass

    def removeStatusListener(self, listener, url):
        pass

    def dispatch(self, url, arguments):
        # For macros: "Document", another than the one in the window; "Quiet", without a word.
        given = {each.Name: each.Value for each in arguments}
        document = given.get("Document") or self._frame.getController().getModel()
        quiet = given.get("Quiet", False)
        try:
            told = review(document)
        except Failure as failure:
            if not quiet:
                self._box(ERRORBOX, str(failure))
            return
        if not quiet:
            self._box(INFOBOX, told)

    def _box(self, kind, text):
        window = self._frame.getContainerWindow()
        toolkit = window.getToolkit()
        toolkit.createMessageBox(window, kind, 1, "plancheck", text).execute()


def review(document):
    """Check a document, correct and comment it, and tell how it went. Raises Failure."""
    if not document.supportsService("com.sun.star.text.TextDocument"):
        raise Failure("Chỉ soát được văn bản Writer.")
    forget(document)
    changes, findings = asked(document)
    paragraphs = [each for each in walk(document.Text) if each.getString().strip()]
    # Places are found before anything is changed: a range stays at its words, an offset does not.
    edits = [edit for change in changes for edit in corrections(change, paragraphs)]
    corrected = {(rule, change["place"]["paragraph"]) for change in changes for rule in change["rules"]}
    left = [each for each in findings if (each["rule"], each["place"]["paragraph"]) not in corrected]
    places = [(finding, place(finding, paragraphs)) for finding in left]
    undo = document.UndoManager
    undo.enterUndoContext("plancheck")
    tracking = document.RecordChanges
    document.lockControllers()
    try:
        document.RecordChanges = False
        for finding, found in places:
            comment(document, found or document.Text.getStart(), told(finding))
        document.RecordChanges = True
        for found, new in edits:
            found.setString(new)
    finally:
        document.RecordChanges = tracking
        document.unlockControllers()
        undo.leaveUndoContext()
    counts = [f"{sum(each['severity'] == key for each in left)} {name.lower()}" for key, name in _SEVERITIES.items()]
    return f"Đã sửa {len(changes)} đoạn (thay đổi được theo dõi). Còn lại: {', '.join(counts)}."


def forget(document):
    """Take out the comments of the last time."""
    fields = document.getTextFields().createEnumeration()
    own = []
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Author == AUTHOR:
            own.append(field)
    tracking = document.RecordChanges
    document.RecordChanges = False
    for field in own:
        field.getAnchor().getText().removeTextContent(field)
    document.RecordChanges = tracking


def asked(document):
    """What the command would change without doubt, and all it finds. Raises Failure."""
    with tempfile.TemporaryDirectory(prefix="plancheck") as folder:
        copy = Path(folder) / "van-ban.docx"
        filtered = PropertyValue()
        filtered.Name, filtered.Value = "FilterName", "MS Word 2007 XML"
        document.storeToURL(uno.systemPathToFileUrl(str(copy)), (filtered,))
        changes = ran(["fix", "--diff", "--format", "json", str(copy)])
        report = ran(["check", "--format", "json", "--fail-on", "never", str(copy)])
    file = report["files"][0]
    if file["error"]:
        raise Failure(file["error"]["message"])
    return changes["changes"], [each for each in file["findings"] if each["suppressed"] is None]


def ran(arguments):
    """What the command gives. Raises Failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for name in ("LD_LIBRARY_PATH", _COMMAND):  # LibreOffice's own libraries are not plancheck's
        environment.pop(name, None)
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {}
    try:
        done = subprocess.run(
            [*command(), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
            **hidden,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"Không chạy được plancheck: {error}") from None
    if done.returncode not in (0, 1):
        raise Failure(done.stderr.decode("utf-8", "replace").strip() or "plancheck không trả lời.")
    try:
        return json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        raise Failure("Bản plancheck đã cài cũ quá; hãy cập nhật.") from None


def command():
    """How plancheck is started. Raises Failure."""
    given = os.environ.get(_COMMAND)
    if given:
        return [given]
    written = Path(__file__).with_name("command.json")
    known = json.loads(written.read_text(encoding="utf-8")) if written.exists() else []
    if known and Path(known[0]).exists():
        return list(known)
    for each in (shutil.which("plancheck"), *map(os.path.expanduser, _PLACES)):
        if each and Path(each).exists():
            return [each]
    raise Failure("Chưa cài plancheck, hoặc không tìm thấy. Cài theo hướng dẫn, hoặc đặt biến PLANCHECK_COMMAND.")


def walk(text):
    """The paragraphs of a text in reading order, those in tables too."""
    elements = text.createEnumeration()
    while elements.hasMoreElements():
        element = elements.nextElement()
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.getCellNames():
                yield from walk(element.getCellByName(name))
        else:
            yield element


def nearest(paragraphs, ordinal, holds):
    """The paragraph nearest to an ordinal that holds something; None where none does."""
    order = sorted(range(len(paragraphs)), key=lambda index: abs(index + 1 - (ordinal or 1)))
    return next((paragraphs[index] for index in order if holds(paragraphs[index].getString())), None)


def place(finding, paragraphs):
    """The words of a finding in the document; None for what stands nowhere."""
    where, quote = finding["place"], finding["quote"]
    if where["part"] != "body" or where["paragraph"] is None:
        return None
    if not quote.strip():
        return whole(paragraphs[min(where["paragraph"], len(paragraphs)) - 1]) if paragraphs else None
    paragraph = nearest(paragraphs, where["paragraph"], lambda words: alike(quote) in alike(words))
    if paragraph is None:
        return None
    words = paragraph.getString()
    start = where["start"] if alike(words[where["start"] : where["start"] + len(quote)]) == alike(quote) else -1
    if start < 0:
        start = words.find(quote)
    found = stretch(paragraph, start, start + len(quote)) if start >= 0 else None
    return found if found is not None and alike(found.getString()) == alike(quote) else whole(paragraph)


def corrections(change, paragraphs):
    """Places and new words of a change; none where the document no longer reads so."""
    if change["suggested"] or change["place"]["part"] != "body":
        return
    before, after = change["before"], change["after"]
    paragraph = nearest(paragraphs, change["place"]["paragraph"], lambda words: words == before)
    if paragraph is None:
        return
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    for kind, first, last, begin, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found = stretch(paragraph, starts[first], starts[last])
            if found.getString() == before[starts[first] : starts[last]]:
                yield found, "".join(new[begin:end])


def stretch(paragraph, start, end):
    """Characters of a paragraph as a range."""
    text = paragraph.getString()
    cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
    go(cursor, units(text[:start]), False)
    go(cursor, units(text[start:end]), True)
    return cursor


def whole(paragraph):
    """All the characters of a paragraph as a range."""
    cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
    cursor.gotoRange(paragraph.getEnd(), True)
    return cursor


def go(cursor, count, expand):
    """Move so many characters, of which a step takes no more than a short integer holds."""
    while count > 0:
        step = min(count, 30000)
        cursor.goRight(step, expand)
        count -= step


def units(text):
    """Length of a text as LibreOffice counts it."""
    return len(text.encode("utf-16-le")) // 2


def alike(text):
    """A text as it is compared: composed, blanks as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def told(finding):
    """What a comment says."""
    lines = [f"{_SEVERITIES[finding['severity']]} {finding['rule']}: {finding['message']}"]
    if finding["remedy"]:
        lines.append(f"Cách sửa: {finding['remedy']}")
    basis = "; ".join(f"{each['locator']}, {each['instrument']}".strip(", ") for each in finding["basis"])
    if basis:
        lines.append(f"Căn cứ: {basis}")
    return "\n".join(lines)


def comment(document, found, text):
    """Set a comment at words."""
    field = document.createInstance("com.sun.star.text.textfield.Annotation")
    field.Author, field.Initials, field.Content = AUTHOR, "pc", text
    now = datetime.datetime.now()
    stamp = DateTime()
    stamp.Year, stamp.Month, stamp.Day = now.year, now.month, now.day
    stamp.Hours, stamp.Minutes, stamp.Seconds = now.hour, now.minute, now.second
    field.DateTimeValue = stamp
    found.getText().insertTextContent(found, field, found.getString() != "")


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Review, NAME, ("com.sun.star.frame.ProtocolHandler",))
