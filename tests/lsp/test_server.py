"""The language server as an editor speaks to it: a real client, over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from plancheck import check
from tests.real import ROOT

SAMPLES = ROOT / "samples"


class Session:
    """A client, and what the server has published last for each file."""

    def __init__(self) -> None:
        self.client = LanguageClient("tests", "1")
        self._published: dict[str, asyncio.Queue[types.PublishDiagnosticsParams]] = {}
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._hear(params))
        self._texts: dict[str, str] = {}
        self._version = 0

    def _hear(self, params: types.PublishDiagnosticsParams) -> None:
        self._published.setdefault(params.uri, asyncio.Queue()).put_nowait(params)

    async def start(self, encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16) -> None:
        await self.client.start_io(sys.executable, "-m", "plancheck", "lsp", "--isolated", "--as-of", "2026-11-22")
        resolve = types.ClientCodeActionResolveOptions(properties=["edit"])
        await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    general=types.GeneralClientCapabilities(position_encodings=[encoding]),
                    text_document=types.TextDocumentClientCapabilities(
                        code_action=types.CodeActionClientCapabilities(resolve_support=resolve)
                    ),
                )
            )
        )
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    async def open(self, uri: str, text: str) -> list[types.Diagnostic]:
        self._texts[uri] = text
        document = types.TextDocumentItem(uri, "xml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return await self._next(uri)

    async def edit(self, uri: str, edit: types.TextEdit) -> list[types.Diagnostic]:
        self._version += 1
        self._texts[uri] = self.applied(uri, edit)
        document = types.VersionedTextDocumentIdentifier(self._version + 1, uri)
        change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return await self._next(uri)

    async def _next(self, uri: str) -> list[types.Diagnostic]:
        queue = self._published.setdefault(uri, asyncio.Queue())
        return list((await asyncio.wait_for(queue.get(), 60)).diagnostics)

    def words(self, uri: str, place: types.Range) -> str:
        """What stands in a range, in UTF-16 units as the protocol has it."""
        start, end = self._offset(uri, place.start), self._offset(uri, place.end)
        return self._texts[uri].encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le")

    def applied(self, uri: str, edit: types.TextEdit) -> str:
        start, end = self._offset(uri, edit.range.start), self._offset(uri, edit.range.end)
        data = self._texts[uri].encode("utf-16-le")
        return (data[: start * 2] + edit.new_text.encode("utf-16-le") + data[end * 2 :]).decode("utf-16-le")

    def _offset(self, uri: str, position: types.Position) -> int:
        lines = self._texts[uri].splitlines(keepends=True)
        before = "".join(lines[: position.line])
        return len(before.encode("utf-16-le")) // 2 + position.character

    async def actions(self, uri: str, place: types.Range, *kinds: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(kinds) or None)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        )
        return [each for each in found or [] if isinstance(each, types.CodeAction)]


def speak(work: Callable[[Session], Awaitable[Any]]) -> None:
    async def whole() -> None:
        session = Session()
        await session.start()
        try:
            await work(session)
        finally:
            await session.stop()

    asyncio.run(asyncio.wait_for(whole(), 120))


@pytest.mark.parametrize("name", ["copied-draft.xml", "copied-draft.txt"])
def test_findings_stand_at_their_words_and_are_explained_and_put_right(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    uri = f"file:///k%E1%BA%BF%20ho%E1%BA%A1ch/{name}"

    async def work(session: Session) -> None:
        found = await session.open(uri, text)
        expected = check((SAMPLES / name).read_bytes(), name=name, as_of="2026-11-22").files[0].findings
        assert [each.code for each in found] == [each.rule for each in expected]
        for diagnostic, finding in zip(found, expected, strict=True):
            if finding.quote and finding.place.paragraph is not None:
                assert " ".join(session.words(uri, diagnostic.range).split()) == " ".join(finding.quote.split())
        old = next(each for each in found if each.code == "LEG-010")
        hover = await session.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), old.range.start)
        )
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "**LEG-010**" in hover.contents.value
        assert "Căn cứ" in hover.contents.value
        action = next(each for each in await session.actions(uri, old.range) if "LEG-010" in each.title)
        assert action.edit is None
        done = await session.client.code_action_resolve_async(action)
        assert done.edit is not None
        assert done.edit.changes is not None
        (edit,) = done.edit.changes[uri]
        after = await session.edit(uri, edit)  # type: ignore[arg-type]
        assert "LEG-010" not in [each.code for each in after]
        assert len(after) < len(found)

    speak(work)


def test_ranges_are_right_after_an_edit_beside_letters_of_two_units() -> None:
    text = (SAMPLES / "copied-draft.txt").read_text(encoding="utf-8")
    uri = "file:///d.txt"

    async def work(session: Session) -> None:
        before = await session.open(uri, text)
        old = next(each for each in before if each.code == "LEG-010")
        start = types.Position(old.range.start.line, 0)
        after = await session.edit(uri, types.TextEdit(types.Range(start, start), "🇻🇳 "))
        moved = next(each for each in after if each.code == "LEG-010")
        assert moved.range.start.line == old.range.start.line
        assert moved.range.start.character == old.range.start.character + 5
        assert session.words(uri, moved.range).startswith("Nghị định số 09/2017/NĐ-CP")
        top = types.Position(0, 0)
        after = await session.edit(uri, types.TextEdit(types.Range(top, top), "\n\n"))
        moved = next(each for each in after if each.code == "LEG-010")
        assert session.words(uri, moved.range).startswith("Nghị định số 09/2017/NĐ-CP")

    speak(work)


def test_all_safe_corrections_are_one_action_and_other_files_are_left_alone() -> None:
    text = (SAMPLES / "copied-draft.xml").read_text(encoding="utf-8")
    uri = "file:///d.xml"

    async def work(session: Session) -> None:
        found = await session.open(uri, text)
        whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
        (action,) = await session.actions(uri, whole, "source.fixAll")
        done = await session.client.code_action_resolve_async(action)
        assert done.edit is not None
        assert done.edit.changes is not None
        (edit,) = done.edit.changes[uri]
        assert len(await session.edit(uri, edit)) < len(found)  # type: ignore[arg-type]
        assert await session.open("file:///pom.xml", "<project/>") == []
        assert await session.open("file:///rong.md", "") == []
        assert await session.open("file:///main.py", "import os") == []
        broken = await session.open("file:///h%E1%BB%8Fng.xml", '<plan xmlns="https://plancheck.dev/plan/1"><a>')
        assert len(broken) == 1
        assert broken[0].range.start == types.Position(0, 0)

    speak(work)


def test_one_stretch_is_what_two_texts_differ_in() -> None:
    from plancheck.lsp.draft import change

    assert change("abc", "abc") is None
    edit = change("một hai ba", "một bốn ba")
    assert edit is not None
    assert (edit.span, edit.new) == ((4, 7), "bốn")
    edit = change("aa", "aaa")
    assert edit is not None
    assert "aa"[: edit.span.start] + edit.new + "aa"[edit.span.end :] == "aaa"
