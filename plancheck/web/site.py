"""What all requests share: the workers, the desks, the folder; and who it is that asks."""

from typing import Any, NoReturn

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from plancheck.report.names import LANGUAGES, Language
from plancheck.web.desk import Desk, Entry, Room
from plancheck.web.folder import Folder
from plancheck.web.judging import Judging
from plancheck.web.pages import Place, page
from plancheck.web.words import say

DESK_COOKIE = "plancheck-desk"
LANGUAGE_COOKIE = "plancheck-lang"
_REFUSED = {400: "too-much", 404: "no-page", 405: "no-page", 413: "too-much"}


class Site:
    """One running page."""

    def __init__(self, judging: Judging, folder: Folder | None, language: Language, most: int) -> None:
        self.judging = judging
        self.folder = folder
        self.room = Room()
        self._language = language
        self._most = most

    def language(self, request: Request) -> Language:
        """The language asked for, now or before."""
        for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
            for language in LANGUAGES:
                if asked == language:
                    return language
        return self._language

    def place(self, request: Request) -> Place:
        """What every page needs to know."""
        folder = self.folder.path.resolve().name if self.folder else ""
        return Place(self.language(request), self.judging.packs, folder, self._most)

    def page(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """A page of a template."""
        response: Response = HTMLResponse(page(name, self.place(request), **values), status)
        return response

    def desk(self, request: Request) -> Desk | None:
        """The desk of who asks, if there is one."""
        return self.room.desk(request.cookies.get(DESK_COOKIE, ""))

    def entry(self, request: Request) -> Entry:
        """The draft a request is about, on the desk of who asks or in the folder. Raises HTTPException."""
        id = request.path_params["id"]
        desk = self.desk(request)
        found = desk.get(id) if desk else None
        if found is None and self.folder:
            found = self.folder.desk.get(id)
        if found is None:
            raise HTTPException(404, "gone")
        return found

    def decided(self, entry: Entry) -> None:
        """Keep what was decided about a draft of the folder."""
        if self.folder and entry.path:
            self.folder.keep(entry)

    def refused(self, request: Request, key: str, status: int = 400) -> NoReturn:
        """Say what is wrong with a request."""
        raise HTTPException(status, key)

    def told(self, request: Request, error: HTTPException) -> str:
        """What is wrong with a request, for a person; of what the libraries refuse, by its status."""
        language = self.language(request)
        try:
            return say(error.detail, language)
        except KeyError:
            return say(_REFUSED.get(error.status_code, "internal"), language)


def to(path: str) -> Response:
    """Send the browser on to a page."""
    response: Response = RedirectResponse(path, 303)
    return response
