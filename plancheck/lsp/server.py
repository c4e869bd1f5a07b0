"""The language server: diagnostics as a draft changes, the rule behind a finding on hover, corrections as actions."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from plancheck.api.checking import Checker
from plancheck.lsp.draft import ENDINGS, Open, Span
from plancheck.report.model import Finding
from plancheck.report.names import told
from plancheck.report.wording import cited, word
from plancheck.version import __version__

SOURCE = "plancheck"
_PAUSE = 0.25
"""Seconds to wait for the next letter before a draft is judged."""
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_FIX_ALL = "source.fixAll.plancheck"


class Editor:
    """Answers one editor."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self.server = LanguageServer(SOURCE, __version__)
        self._open: dict[str, Open] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        kinds = [types.CodeActionKind.QuickFix, _FIX_ALL]
        options = types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)
        self._answer(types.TEXT_DOCUMENT_DID_OPEN, self._opened)
        self._answer(types.TEXT_DOCUMENT_DID_CHANGE, self._changed)
        self._answer(types.TEXT_DOCUMENT_DID_CLOSE, self._closed)
        self._answer(types.TEXT_DOCUMENT_HOVER, self._hover)
        self._answer(types.TEXT_DOCUMENT_CODE_ACTION, self._actions, options)
        self._answer(types.CODE_ACTION_RESOLVE, self._resolve)

    def _answer(self, asked: str, method: Callable[[Any], Awaitable[Any]], options: Any = None) -> None:
        """Have a method answer what an editor asks; pygls takes functions alone, for it writes on them."""

        async def answer(params: Any) -> Any:
            return await method(params)

        self.server.feature(asked, options)(answer)

    # What changes

    async def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._start(params.text_document.uri, 0)

    async def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        self._start(params.text_document.uri, _PAUSE)

    async def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if task := self._tasks.pop(uri, None):
            task.cancel()
        self._open.pop(uri, None)
        self._publish(uri, None, [])

    def _start(self, uri: str, pause: float) -> None:
        if task := self._tasks.get(uri):
            task.cancel()
        self._tasks[uri] = asyncio.ensure_future(self._judge(uri, pause))

    async def _judge(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.server.workspace.get_text_document(uri)
        version = document.version
        found = await asyncio.to_thread(self._judged, uri)
        if document.version == version:
            self._publish(uri, version, found)

    def _judged(self, uri: str) -> list[types.Diagnostic]:
        draft = self._draft(uri)
        if draft is None or draft.foreign:
            return []
        if draft.report.error:
            place = self._range(uri, draft.first_line)
            return [types.Diagnostic(place, draft.report.error.message, _SEVERITIES["error"], source=SOURCE)]
        return [self._diagnostic(uri, draft, finding) for finding in draft.findings]

    def _publish(self, uri: str, version: int | None, found: Sequence[types.Diagnostic]) -> None:
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _draft(self, uri: str) -> Open | None:
        """The draft as it now stands in the editor; None for a file that is none by its name."""
        name = PurePosixPath(unquote(urlsplit(uri).path)).name
        if not name.lower().endswith(ENDINGS):
            return None
        text = self.server.workspace.get_text_document(uri).source
        draft = self._open.get(uri)
        if draft is None or draft.text != text:
            draft = self._open[uri] = Open(name, text, self._checker)
        return draft

    # What is shown

    def _diagnostic(self, uri: str, draft: Open, finding: Finding) -> types.Diagnostic:
        others = [
            types.DiagnosticRelatedInformation(
                types.Location(uri, self._range(uri, draft.span(place))), word("also", self._checker.language)
            )
            for place in finding.everywhere
            if place != finding.place
        ]
        message = f"{finding.message}\n{finding.remedy}" if finding.remedy else finding.message
        return types.Diagnostic(
            self._range(uri, draft.span(finding.place)),
            message,
            _SEVERITIES[finding.severity],
            finding.rule,
            source=SOURCE,
            related_information=others or None,
            data=finding.fingerprint,
        )

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        draft = await asyncio.to_thread(self._draft, uri)
        if draft is None or draft.foreign:
            return None
        offset = self._offset(uri, params.position)
        texts = ["\n\n".join(self._explained(finding)) for finding in draft.at(offset)]
        if not texts:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts)))

    def _explained(self, finding: Finding) -> Iterator[str]:
        """A finding and its rule, as Markdown."""
        lang = self._checker.language
        rule = self._checker.rules.get(finding.rule)
        yield f"**{finding.rule}** {_plain(finding.message)}"
        if rule is not None and rule.why:
            yield _plain(rule.why.get(lang))
        if finding.expected:
            yield f"*{word('expected', lang)}:* {_plain(finding.expected)}"
        if finding.remedy:
            yield f"*{word('remedy', lang)}:* {_plain(finding.remedy)}"
        if finding.basis:
            yield f"*{word('basis', lang)}:* {_plain('; '.join(cited(each, lang) for each in finding.basis))}"

    # What can be done

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        draft = await asyncio.to_thread(self._draft, uri)
        if draft is None or draft.foreign:
            return []
        wanted = params.context.only or []
        lang = self._checker.language
        actions = []
        if not wanted or types.CodeActionKind.QuickFix in wanted:
            span = Span(self._offset(uri, params.range.start), self._offset(uri, params.range.end))
            for finding in draft.within(span):
                if finding.fixable:
                    safe = finding.fixable == "safe"
                    vi, en = ("Sửa", "Fix") if safe else ("Sửa theo gợi ý", "Take the suggestion")
                    actions.append(
                        types.CodeAction(
                            f"{told(lang, vi, en)}: {finding.rule} {finding.message}",
                            types.CodeActionKind.QuickFix,
                            diagnostics=[self._diagnostic(uri, draft, finding)],
                            is_preferred=safe,
                            data=[uri, finding.fingerprint],
                        )
                    )
        whole = not wanted or any(_FIX_ALL.startswith(str(getattr(each, "value", each))) for each in wanted)
        if whole and any(finding.fixable == "safe" for finding in draft.findings):
            title = told(lang, "plancheck: sửa mọi chỗ chắc chắn", "plancheck: make all safe corrections")
            actions.append(types.CodeAction(title, _FIX_ALL, data=[uri, ""]))
        if not self._resolves():
            for action in actions:
                await self._resolve(action)
        return actions

    def _resolves(self) -> bool:
        """Whether the editor asks for an action's edit when it is chosen; else it must come along."""
        offered = self.server.client_capabilities.text_document
        support = offered.code_action.resolve_support if offered and offered.code_action else None
        return bool(support and "edit" in support.properties)

    async def _resolve(self, action: types.CodeAction) -> types.CodeAction:
        """The edit of an action: what it does is tried first, so that no other rule fails by it."""
        data: Any = action.data
        uri, fingerprint = map(str, data)
        draft = await asyncio.to_thread(self._draft, uri)
        edit = await asyncio.to_thread(draft.corrected, [fingerprint] if fingerprint else None) if draft else None
        if edit is not None:
            change = types.TextEdit(self._range(uri, edit.span), edit.new)
            action.edit = types.WorkspaceEdit(changes={uri: [change]})
        return action

    # Places

    def _range(self, uri: str, span: Span) -> types.Range:
        document = self.server.workspace.get_text_document(uri)
        lines = document.lines
        plain = types.Range(_position(lines, span.start), _position(lines, span.end))
        converted: types.Range = document.position_codec.range_to_client_units(lines, plain)
        return converted

    def _offset(self, uri: str, position: types.Position) -> int:
        document = self.server.workspace.get_text_document(uri)
        return int(document.offset_at_position(position))


def _position(lines: Sequence[str], offset: int) -> types.Position:
    """The line and the character of an offset, in characters of Python."""
    for number, line in enumerate(lines):
        if offset < len(line) or (offset == len(line) and not line.endswith(("\n", "\r"))):
            return types.Position(number, offset)
        offset -= len(line)
    return types.Position(len(lines), 0)


def _plain(text: str) -> str:
    """Text with nothing in it that Markdown would act on."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+-!|~" else char for char in " ".join(text.split()))


def serve(checker: Checker) -> None:
    """Answer an editor over standard input and output, until it says goodbye."""
    Editor(checker).server.start_io(sys.stdin.buffer, sys.stdout.buffer)
