"""A headless LibreOffice with the extension, driven in its Python: ``python3 office.py PROFILE DRAFT COPY``.

Opens a draft, has “Soát kế hoạch” done twice, saves a copy, and prints what stands in the document as JSON.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid

import uno
from com.sun.star.beans import PropertyValue


def named(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


WORD = named("FilterName", "MS Word 2007 XML")


def main(profile: str, draft: str, copy: str) -> None:
    pipe = f"plancheck{uuid.uuid4().hex}"
    program = [
        "soffice",
        "--headless",
        "--norestore",
        "--nologo",
        f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
    ]
    running, context = started([*program, f"--accept=pipe,name={pipe};urp;"], pipe)
    with running:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        try:
            # Without a window: those builds that have none (-nogui) break down where comments are to be shown in one.
            document = made(context, "com.sun.star.text.TextDocument")
            document.load((named("URL", uno.systemPathToFileUrl(draft)), WORD))
            review(context, document)
            first = state(document)
            review(context, document)
            document.storeToURL(uno.systemPathToFileUrl(copy), (WORD,))
            print(json.dumps({"first": first, "second": state(document), "offered": offered(context, desktop)}))
            document.close(True)
        finally:
            desktop.terminate()
            running.wait(30)


def started(command: list[str], pipe: str) -> tuple[subprocess.Popen[bytes], object]:
    """LibreOffice with the extension, and its context.

    The first start of a profile only takes in what was installed, the next one has it. On a busy machine it may hang as
    it starts: what does not answer in its time is ended.
    """
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    ends = []
    for _ in range(4):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + 45
        last = "no answer"
        while running.poll() is None and time.monotonic() < until:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                if made(context, "dev.plancheck.Review") is not None:
                    return running, context
                last = "no extension"
                if time.monotonic() > until - 30:
                    made(context, "com.sun.star.frame.Desktop").terminate()
                    running.wait(15)
            except Exception as error:  # whatever a bridge that is not there yet, or is gone again, raises
                last = f"{type(error).__name__}: {error}"
            time.sleep(0.5)
        ends.append(f"ended with {running.poll()}, {last}")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    raise TimeoutError("; ".join(ends))


def made(context: object, service: str) -> object:
    return context.ServiceManager.createInstanceWithContext(service, context)


def address(context: object) -> object:
    url = uno.createUnoStruct("com.sun.star.util.URL")
    url.Complete = "vnd.plancheck:review"
    return made(context, "com.sun.star.util.URLTransformer").parseStrict(url)[1]


def review(context: object, document: object) -> None:
    arguments = (named("Quiet", True), named("Document", document))
    made(context, "dev.plancheck.Review").dispatch(address(context), arguments)


def offered(context: object, desktop: object) -> dict:
    """Whether a window's menu and toolbar hold it, and something answers there."""
    window = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (named("Hidden", True),))
    frame = window.getCurrentController().getFrame()
    answers = frame.queryDispatch(address(context), "_self", 0) is not None
    window.close(True)
    provider = made(context, "com.sun.star.configuration.ConfigurationProvider")
    view = "com.sun.star.configuration.ConfigurationAccess"
    path = named("nodepath", "/org.openoffice.Office.Addons/AddonUI")
    addons = provider.createInstanceWithArguments(view, (path,))
    menu = addons.getByHierarchicalName("OfficeMenuBarMerging/dev.plancheck.menu/S1/MenuItems/M1")
    tool = addons.getByHierarchicalName("OfficeToolBar/dev.plancheck.toolbar/T1")
    return {"answers": answers, "menu": menu.Title, "tool": tool.URL}


def state(document: object) -> dict:
    comments = []
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            comments.append({"author": field.Author, "text": field.Content, "words": field.getAnchor().getString()})
    redlines = []
    changes = document.getRedlines().createEnumeration()
    while changes.hasMoreElements():
        redlines.append(changes.nextElement().getPropertyValue("RedlineType"))
    return {"comments": comments, "redlines": redlines, "tracking": document.RecordChanges}


if __name__ == "__main__":
    main(*sys.argv[1:])
