"""What comes in a form: drafts, pasted text, and how they are to be judged; nothing larger or longer than may be."""

import asyncio
import datetime
from collections.abc import Collection
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from plancheck.api.drafts import MAX_BYTES
from plancheck.records import NamedTuple
from plancheck.web.desk import Wish

FILES = 20
"""Drafts in one form."""
FIELDS = 64
TEXT = 4 * 1024 * 1024
"""Bytes of pasted text."""
SECONDS = 120.0
"""How long a form may take to arrive."""
_NAME = 200


class Upload(NamedTuple):
    """A draft as it came."""

    name: str
    data: bytes


class Sent(NamedTuple):
    """A form, read to its end."""

    files: dict[str, list[Upload]]
    fields: dict[str, list[str]]

    def one(self, name: str, most: int = 500) -> str:
        """A field of one line, without what stands around it."""
        return " ".join(self.fields.get(name, [""])[0].split())[:most]


async def sent(request: Request) -> Sent:
    """The form of a request. Raises HTTPException for one that is none, or too much."""
    try:
        async with asyncio.timeout(SECONDS):
            form = await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=TEXT)
    except TimeoutError:
        raise HTTPException(408, "slow") from None
    files: dict[str, list[Upload]] = {}
    fields: dict[str, list[str]] = {}
    try:
        for key, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields.setdefault(key, []).append(str(value))
            elif value.filename:
                data = await value.read(MAX_BYTES + 1)
                files.setdefault(key, []).append(Upload(named(value.filename), data))
    finally:
        await form.close()
    return Sent(files, fields)


async def body_of(request: Request) -> bytes:
    """The body of a request that is no form. Raises HTTPException."""
    try:
        async with asyncio.timeout(SECONDS):
            return bytes(await request.body())
    except TimeoutError:
        raise HTTPException(408, "slow") from None


def named(name: str) -> str:
    """A file's name alone, whatever path a browser sent along; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable()).strip(". ")
    return kept[-_NAME:] or "du-thao"


def wish(form: Sent, packs: Collection[str]) -> Wish:
    """How drafts are to be judged. Raises HTTPException for no day."""
    as_of = form.one("as_of")
    if as_of:
        try:
            as_of = datetime.date.fromisoformat(as_of).isoformat()
        except ValueError:
            raise HTTPException(400, "no-day") from None
    chosen = tuple(pack for pack in packs if pack in form.fields.get("pack", ()))
    return Wish(as_of, () if len(chosen) == len(packs) else chosen)


def pasted(form: Sent) -> list[Upload]:
    """The text that was pasted, as a draft."""
    text: Any = form.fields.get("text", [""])[0].replace("\r\n", "\n")
    return [Upload("van-ban-dan.txt", text.encode("utf-8", "replace"))] if text.strip() else []
