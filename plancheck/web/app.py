"""The page as an ASGI application: its requests, its files, and what a person is told when something goes wrong."""

import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from plancheck.api.checking import Checker
from plancheck.report import html_report, overview_html
from plancheck.report.model import FileReport
from plancheck.report.overview import as_csv, overview
from plancheck.web.api import Api
from plancheck.web.drafts import Drafts
from plancheck.web.folder import Folder
from plancheck.web.judging import FailedError, Judging
from plancheck.web.security import TOKEN_COOKIE, Access, Guard
from plancheck.web.site import LANGUAGE_COOKIE, Site, to
from plancheck.web.words import say
from plancheck.web.workers import SECONDS, Workers

_FILES = {
    "report.css": Path(html_report.__file__).parent / "page" / "report.css",
    "report.js": Path(html_report.__file__).parent / "page" / "report.js",
    "page.css": Path(__file__).parent / "static" / "page.css",
    "icon.svg": Path(__file__).parent / "static" / "icon.svg",
    "page.js": Path(__file__).parent / "static" / "page.js",
}


def application(
    checker: Checker, access: Access, folder: Path | None = None, jobs: int = 2, seconds: float = SECONDS
) -> Any:
    """The page. ``jobs``: processes that check; ``seconds``: how long one draft may take."""
    workers = Workers(jobs, seconds)
    site = Site(Judging(checker, workers), Folder(folder) if folder else None, checker.language, access.most)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        try:
            yield
        finally:
            workers.close()

    async def failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, FailedError)
        return site.page(request, "problem.html", 503, message=str(error), back=_back(request))

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return site.page(
            request, "problem.html", error.status_code, message=site.told(request, error), back=_back(request)
        )

    async def broken(request: Request, _: Exception) -> Response:
        return site.page(request, "problem.html", 500, message=say("internal", site.language(request)), back="/")

    async def cut_off(request: Request, _: Exception) -> Response:
        """Whoever sent is gone, or has sent more than ``Guard`` lets through."""
        return site.page(request, "problem.html", 413, message=say("too-much", site.language(request)), back="/")

    async def shown(request: Request) -> Response:
        response: Response = to("/") if request.query_params.get("token") else await drafts.home(request)
        if request.query_params.get("token"):
            response.set_cookie(TOKEN_COOKIE, access.token, httponly=True, samesite="strict")
        return response

    drafts = Drafts(site)
    routes = [route for route in drafts.routes() if route.path != "/"]
    app = Starlette(
        routes=[
            Route("/", shown),
            *routes,
            *Api(site).routes(),
            Route("/overview", _overview(site)),
            Route("/overview.csv", _sheet(site)),
            Route("/static/{name}", _static),
        ],
        exception_handlers={
            HTTPException: refused,
            FailedError: failed,
            ClientDisconnect: cut_off,
            Exception: broken,
        },
        lifespan=lifespan,
    )
    return Guard(_Quiet(_Language(app)), access)


def _back(request: Request) -> str:
    id = request.path_params.get("id") if "path_params" in request.scope else None
    return f"/d/{id}" if id and request.method == "POST" else "/"


def _files(site: Site, request: Request) -> tuple[list[FileReport], list[str], int]:
    """The reports of the drafts that are judged, where each is, and how many are not yet."""
    entries = [*(site.folder.desk if site.folder else ()), *(site.desk(request) or ())]
    files: list[FileReport] = []
    hrefs: list[str] = []
    language = site.language(request)
    for entry in sorted(entries, key=lambda each: each.name):
        if entry.state == "done" and entry.report is not None:
            papers = site.judging.report(entry, language).files
            files += papers
            hrefs += [f"/d/{entry.id}"] * len(papers)
    return files, hrefs, sum(entry.state == "waiting" for entry in entries)


def _overview(site: Site) -> Any:
    async def answer(request: Request) -> Response:
        def page() -> str:
            files, hrefs, pending = _files(site, request)
            view = overview(files, site.judging.checker.rules, site.language(request), hrefs)
            return overview_html.render(view, back="/", sheet="/overview.csv", pending=pending)

        response = Response(await run_in_threadpool(page), media_type="text/html")
        response.headers["content-security-policy"] = overview_html.policy() + "; frame-ancestors 'none'"
        return response

    return answer


def _sheet(site: Site) -> Any:
    async def answer(request: Request) -> Response:
        def sheet() -> str:
            files, _, _ = _files(site, request)
            return as_csv(overview(files, site.judging.checker.rules, site.language(request)))

        headers = {"content-disposition": 'attachment; filename="tong-quan.csv"'}
        return Response(await run_in_threadpool(sheet), media_type="text/csv", headers=headers)

    return answer


async def _static(request: Request) -> Response:
    file = _FILES.get(request.path_params["name"])
    if file is None:
        raise HTTPException(404, "no-page")
    return FileResponse(file, headers={"cache-control": "max-age=300"})


class _Language:
    """Remembers the language that was asked for."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        asked = Request(scope).query_params.get("lang") if scope["type"] == "http" else None

        async def remembering(message: Any) -> None:
            if message["type"] == "http.response.start" and asked in ("vi", "en"):
                cookie = f"{LANGUAGE_COOKIE}={asked}; Path=/; SameSite=Strict; HttpOnly"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, remembering)


class _Quiet:
    """Tells of what breaks by its kind and place in the program: its message may hold words of a draft."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # answered already
            frame = traceback.extract_tb(error.__traceback__)[-1]
            print(f"plancheck: {type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}", file=sys.stderr)
