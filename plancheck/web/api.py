"""The page's API for programs: a draft in, the JSON report out; nothing is kept."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from plancheck.api.drafts import MAX_BYTES
from plancheck.report import json_report
from plancheck.report.names import Language, told
from plancheck.report.view import View
from plancheck.version import __version__
from plancheck.web.desk import Wish
from plancheck.web.judging import FailedError
from plancheck.web.site import Site
from plancheck.web.uploads import Sent, Upload, body_of, named, sent, wish

_PARAMETERS = (
    ("name", "Tên tệp, cho biết loại tệp (.docx, .xml …).", "Name of the file, which tells its kind (.docx, .xml …)."),
    ("as_of", "Xét theo quy định của ngày này (2026-11-01).", "Judge by the law of this day (2026-11-01)."),
    ("pack", "Chỉ xét nhóm quy tắc này; dùng được nhiều lần.", "Only the rules of this pack; repeatable."),
    ("lang", "Ngôn ngữ: vi hoặc en.", "Language: vi or en."),
)
_ANSWERS = (
    (
        "200",
        "Báo cáo. Bản không đọc được có error trong files[0].",
        "The report. A draft that can't be read has an error.",
    ),
    ("400", "Thiếu tệp, hoặc tham số sai.", "No file, or a wrong parameter."),
    ("413", "Tệp lớn quá.", "Too large."),
    ("503", "Máy bận, hoặc bản này làm dừng chương trình.", "Busy, or the draft broke the program that checked it."),
)


class Api:
    """Answers programs."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Where each is asked."""
        return [
            Route("/api", self.page),
            Route("/api/openapi.json", self.openapi),
            Route("/api/check", self.check, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """The description, to read."""
        address = f"{request.url.scheme}://{request.url.netloc}"
        return self._site.page(
            request, "api.html", description=description(self._site.language(request)), address=address
        )

    async def openapi(self, request: Request) -> Response:
        """The description, for programs."""
        response: Response = JSONResponse(description(self._site.language(request)))
        return response

    async def check(self, request: Request) -> Response:
        """Check one draft."""
        language = self._site.language(request)
        try:
            draft, wished = await self._asked(request)
            arguments = self._site.judging.arguments(wished, language)
            file = await self._site.judging.check(draft.name, draft.data, arguments)
        except HTTPException as error:
            return _problem(error.status_code, self._site.told(request, error))
        except FailedError as error:
            return _problem(503, str(error))
        report = self._site.judging.reported(None, [file._replace(paragraphs=())], arguments)
        said = await run_in_threadpool(json_report.render, report, View(language))
        response: Response = Response(said, media_type="application/json")
        return response

    async def _asked(self, request: Request) -> tuple[Upload, Wish]:
        """The draft, from a form or as the body itself, and how to judge it. Raises HTTPException."""
        query = {key: request.query_params.getlist(key) for key in request.query_params}
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            form = await sent(request)
            form = form._replace(fields={**query, **form.fields})
            files = form.files.get("file", ())[:1]
        else:
            form = Sent({}, query)
            body = await body_of(request)
            files = [Upload("du-thao", body[: MAX_BYTES + 1])] if body else []
        if not files:
            raise HTTPException(400, "nothing-sent")
        name = form.one("name") or files[0].name
        return Upload(named(name), files[0].data), wish(form, self._site.judging.packs)


def _problem(status: int, message: str) -> Response:
    response: Response = JSONResponse({"error": {"message": message}}, status)
    return response


def description(language: Language) -> dict[str, Any]:
    """The API as OpenAPI tells it."""
    packs = [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": told(language, vi, en),
            "schema": {"type": "array", "items": {"type": "string"}} if name == "pack" else {"type": "string"},
        }
        for name, vi, en in _PARAMETERS
    ]
    binary = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {"file": binary}, "required": ["file"]}
    report = {"type": "object", "description": "plancheck-report/1", "required": ["schema", "files", "summary"]}
    problem = {
        "type": "object",
        "properties": {"error": {"type": "object", "properties": {"message": {"type": "string"}}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "plancheck", "version": __version__},
        "paths": {
            "/api/check": {
                "post": {
                    "operationId": "check",
                    "summary": told(language, "Soát một dự thảo.", "Check one draft."),
                    "parameters": packs,
                    "requestBody": {
                        "required": True,
                        "content": {
                            "multipart/form-data": {"schema": form},
                            "application/octet-stream": {"schema": binary},
                        },
                    },
                    "responses": {
                        code: {
                            "description": told(language, vi, en),
                            "content": {"application/json": {"schema": report if code == "200" else problem}},
                        }
                        for code, vi, en in _ANSWERS
                    },
                }
            }
        },
    }
