"""Requests about drafts: dropped, shown, corrected, ignored, compared, taken away."""

import asyncio
import datetime
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from plancheck.report import html_report, json_report
from plancheck.report.model import FileReport
from plancheck.report.suppression import Suppression, number, tells_why
from plancheck.report.telling import standing
from plancheck.report.view import View
from plancheck.web import pages
from plancheck.web.desk import NO_WISH, Before, Entry, Made, Wish
from plancheck.web.judging import FailedError
from plancheck.web.site import DESK_COOKIE, Site, to
from plancheck.web.uploads import Sent, Upload, pasted, sent, wish

_AT_ONCE = 2.0
"""Seconds a form waits for its drafts: most are judged by then, and no page in between is needed."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Drafts:
    """Answers them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._judging = site.judging

    def routes(self) -> list[Route]:
        """Where each is asked."""
        gets = {"/": self.home, "/d/{id}": self.show, "/d/{id}/status": self.status}
        posts = {
            "/drafts": self.drop,
            "/d/{id}/fix": self.fix,
            "/d/{id}/undo": self.undo,
            "/d/{id}/seen": self.seen,
            "/d/{id}/ignore": self.ignore,
            "/d/{id}/heed": self.heed,
            "/d/{id}/options": self.options,
            "/d/{id}/again": self.again,
            "/d/{id}/compare": self.compare,
            "/d/{id}/newer": self.newer,
            "/d/{id}/remove": self.remove,
        }
        return [
            *(Route(path, answer) for path, answer in gets.items()),
            Route("/d/{id}/download/{what}", self.download),
            *(Route(path, answer, methods=["POST"]) for path, answer in posts.items()),
        ]

    async def home(self, request: Request) -> Response:
        """The desk: where drafts are dropped, and those that are there."""
        language = self._site.language(request)
        folder = self._site.folder
        if folder:
            changed = await run_in_threadpool(folder.changed)
            self._judging.start(changed, language, background=True)
        desk = self._site.desk(request)
        mine = pages.lines(desk or (), language)
        theirs = sorted(pages.lines(folder.desk if folder else (), language), key=lambda line: line.entry.name)
        waiting = any(line.entry.state == "waiting" for line in (*mine, *theirs))
        return self._site.page(
            request, "home.html", mine=mine, theirs=theirs, waiting=waiting, message="", no_wish=NO_WISH
        )

    async def drop(self, request: Request) -> Response:
        """Drafts dropped, or a text pasted."""
        form = await sent(request)
        dropped = [*form.files.get("file", ()), *pasted(form)]
        if not dropped:
            self._site.refused(request, "nothing-sent")
        wished = wish(form, self._judging.packs)
        desk = self._site.desk(request)
        key = ""
        if desk is None:
            key, desk = self._site.room.opened()
        before = await self._before(form, wished, request)
        entries = [Entry(each.name, each.data, wish=wished) for each in dropped]
        for entry in entries:
            entry.before = before if len(entries) == 1 else None
            desk.put(entry)
        self._site.room.tidy()
        await self._judged(entries, request)
        response = to(f"/d/{entries[0].id}" if len(entries) == 1 else "/")
        if key:
            response.set_cookie(DESK_COOKIE, key, httponly=True, samesite="strict")
        return response

    async def show(self, request: Request) -> Response:
        """The report on a draft."""
        entry = self._site.entry(request)
        bare = entry.path and entry.report and not entry.report.error and not entry.report.paragraphs
        if entry.state == "done" and (bare or entry.language != self._site.language(request)):
            await self._judged([entry], request)
        if entry.state == "waiting":
            return self._site.page(request, "waiting.html", draft=entry.name)
        if entry.state == "failed" or entry.report is None:
            again = f"/d/{entry.id}/again"
            return self._site.page(request, "problem.html", message=entry.message, back="/", again=again)
        language, place = self._site.language(request), self._site.place(request)
        others = list(self._site.desk(request) or ())

        def page() -> str:
            report = self._judging.report(entry, language)
            comparison = entry.compared(_counting(report.files))
            return pages.draft(entry, report, comparison, others, place)

        shown = await run_in_threadpool(page)
        entry.message = ""
        response: Response = HTMLResponse(shown)
        return response

    async def status(self, request: Request) -> Response:
        """Whether a draft is judged, for the page's script."""
        response: Response = JSONResponse({"state": self._site.entry(request).state})
        return response

    async def fix(self, request: Request) -> Response:
        """Make the correction of a finding, or all safe ones."""

        def made(entry: Entry, fingerprint: str) -> None:
            assert entry.report is not None
            for finding in entry.report.findings:
                wanted = finding.fixable == "safe" if fingerprint == "safe" else finding.fingerprint == fingerprint
                if wanted and finding.fixes and finding.suppressed is None and finding.fingerprint not in entry.ignored:
                    entry.corrected[finding.fingerprint] = Made(finding.rule, finding.message)

        return await self._acted(request, made, again=True)

    async def undo(self, request: Request) -> Response:
        """Take a correction back."""
        return await self._acted(request, lambda entry, key: entry.corrected.pop(key, None), again=True)

    async def seen(self, request: Request) -> Response:
        """Mark a finding as seen, or no longer."""
        return await self._acted(request, lambda entry, key: entry.seen.symmetric_difference_update({key}))

    async def ignore(self, request: Request) -> Response:
        """Have a finding not count, for a reason and until a day."""
        form = await sent(request)
        reason, until = form.one("reason", 300), form.one("until")
        if not tells_why(reason):
            self._site.refused(request, "no-reason")
        last = 0
        if until:
            try:
                day = datetime.date.fromisoformat(until)
            except ValueError:
                self._site.refused(request, "no-day")
            if day < datetime.date.today():
                self._site.refused(request, "past-day")
            last = number(day)

        def ignored(entry: Entry, key: str) -> None:
            assert entry.report is not None
            rule = next((each.rule for each in entry.report.findings if each.fingerprint == key), None)
            if rule is not None:
                entry.ignored[key] = Suppression((rule,), reason, last, fingerprint=key)

        return await self._acted(request, ignored, form=form)

    async def heed(self, request: Request) -> Response:
        """Have an ignored finding count again."""
        return await self._acted(request, lambda entry, key: entry.ignored.pop(key, None))

    async def options(self, request: Request) -> Response:
        """Judge by another day, other rules."""
        entry = self._site.entry(request)
        entry.wish = wish(await sent(request), self._judging.packs)
        await self._judged([entry], request)
        return to(f"/d/{entry.id}")

    async def again(self, request: Request) -> Response:
        """Judge a draft that could not be judged once more."""
        entry = self._site.entry(request)
        await self._judged([entry], request)
        return to(f"/d/{entry.id}")

    async def compare(self, request: Request) -> Response:
        """Compare a draft with another version of it."""
        entry = self._site.entry(request)
        form = await sent(request)
        before = await self._before(form, entry.wish, request)
        desk = self._site.desk(request)
        other = desk.get(form.one("other")) if desk else None
        if before is None and other is not None and other.report is not None:
            before = Before(other.name, tuple(standing(other.report)))
        entry.before = before
        return to(f"/d/{entry.id}")

    async def newer(self, request: Request) -> Response:
        """A newer version of a draft, compared with it."""
        entry = self._site.entry(request)
        form = await sent(request)
        dropped = form.files.get("file", ())[:1]
        if not dropped:
            self._site.refused(request, "nothing-sent")
        desk = self._site.desk(request)
        key = ""
        if desk is None:
            key, desk = self._site.room.opened()
        findings = tuple(standing(entry.report)) if entry.report else ()
        newer = Entry(dropped[0].name, dropped[0].data, wish=entry.wish, before=Before(entry.name, findings))
        newer.ignored, newer.seen = dict(entry.ignored), set(entry.seen)
        desk.put(newer)
        await self._judged([newer], request)
        response = to(f"/d/{newer.id}")
        if key:
            response.set_cookie(DESK_COOKIE, key, httponly=True, samesite="strict")
        return response

    async def remove(self, request: Request) -> Response:
        """Take a draft off one's desk."""
        desk = self._site.desk(request)
        if desk:
            desk.drop(request.path_params["id"])
        return to("/")

    async def download(self, request: Request) -> Response:
        """A copy, a slip or a report to take away."""
        entry, language = self._site.entry(request), self._site.language(request)
        if entry.report is None or entry.report.error:
            self._site.refused(request, "gone", 404)
        stem, dot, ending = entry.name.rpartition("/")[2].rpartition(".")
        stem, ending = (stem, dot + ending) if dot else (ending, "")
        what = request.path_params["what"]
        vi = language == "vi"
        if what == "reviewed":
            data = await self._judging.reviewed_copy(entry, language)
            return _file(data, f"{stem}.{'da-soat' if vi else 'reviewed'}{ending}", _WORD)
        if what == "fixed":
            data = await self._judging.fixed_copy(entry, language)
            return _file(data, f"{stem}.{'da-sua' if vi else 'fixed'}{ending}", "application/octet-stream")
        if what == "slip":
            data = await self._judging.slip(entry, ".docx", language)
            return _file(data, f"{stem}.{'phieu-kiem-tra' if vi else 'slip'}.docx", _WORD)
        if what == "toml":
            return _file(_toml(entry.name, entry.ignored.values()).encode(), "plancheck.toml", "application/toml")
        render: Any = {"html": html_report.render, "json": json_report.render}.get(what)
        if render is None:
            self._site.refused(request, "no-page", 404)
        report = self._judging.report(entry, language)
        said = await run_in_threadpool(render, report, View(language, selected=bool(entry.wish.packs)))
        return _file(said.encode(), f"{stem}.{what}", f"{'text/html' if what == 'html' else 'application/json'}")

    async def _acted(
        self,
        request: Request,
        act: Callable[[Entry, str], object],
        again: bool = False,
        form: Sent | None = None,
    ) -> Response:
        """Do something about one finding, and show what stands where it stood."""
        entry = self._site.entry(request)
        form = form or await sent(request)
        if entry.report is None:
            return to(f"/d/{entry.id}")
        fingerprint = form.one("finding")
        at = self._number(entry, fingerprint, request)
        act(entry, fingerprint)
        if again:
            await self._judged([entry], request)
        self._site.decided(entry)
        return to(f"/d/{entry.id}" + (f"#{at}" if at else ""))

    def _number(self, entry: Entry, fingerprint: str, request: Request) -> str:
        """What the page calls a finding."""
        files = self._judging.report(entry, self._site.language(request)).files
        for file_number, file in enumerate(files, 1):
            for place, finding in enumerate(standing(file), 1):
                if finding.fingerprint == fingerprint:
                    return f"f{file_number}-{place}"
        return ""

    async def _judged(self, entries: Iterable[Entry], request: Request) -> None:
        """Begin to judge, and wait for it as long as a person hardly notices."""
        tasks = self._judging.start(entries, self._site.language(request))
        await asyncio.wait(tasks, timeout=_AT_ONCE)

    async def _before(self, form: Sent, wished: Wish, request: Request) -> Before | None:
        """The version before that came along, judged alike."""
        given = form.files.get("previous", ())[:1]
        if not given:
            return None
        file: Upload = given[0]
        language = self._site.language(request)
        report = await self._judging.check(file.name, file.data, self._judging.arguments(wished, language))
        if report.error:
            raise FailedError(f"{file.name}: {report.error.message}")
        return Before(file.name, tuple(standing(report)))


def _counting(files: Iterable[FileReport]) -> FileReport:
    """The reports on the papers of a file as one, its findings alone."""
    papers = list(files)
    return papers[0]._replace(findings=tuple(finding for paper in papers for finding in paper.findings))


def _file(data: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response: Response = Response(data, media_type=kind, headers={"content-disposition": disposition})
    return response


def _toml(name: str, ignored: Iterable[Suppression]) -> str:
    """What is ignored in a draft, as the configuration file says it."""
    lines = []
    for each in ignored:
        until = str(each.until)
        lines += [
            "[[suppress]]",
            f"rule = {json.dumps(each.rules[0])}",
            f"path = {json.dumps(name, ensure_ascii=False)}",
            f"reason = {json.dumps(each.reason, ensure_ascii=False)}",
            *([f'until = "{until[:4]}-{until[4:6]}-{until[6:]}"'] if each.until else []),
            f'fingerprint = "{each.fingerprint}"',
            "",
        ]
    return "\n".join(lines)
