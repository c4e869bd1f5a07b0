"""What commands that correct share: what they would do with a draft, and which drafts they refuse."""

from typing import TYPE_CHECKING

from plancheck.api import Checker, Draft
from plancheck.cli.language import say
from plancheck.cli.problem import Problem
from plancheck.reading.errors import ReadingError
from plancheck.report.model import WORD
from plancheck.report.wording import word

if TYPE_CHECKING:
    from plancheck.cli.copies import Original
    from plancheck.report.model import FileReport

_LONG = 1500
"""Paragraphs from which on nothing is only tried."""


def offer(draft: Draft, report: "FileReport", checker: Checker, tried: bool) -> str:
    """What ``plancheck review`` would do with a draft, in one line; empty where it would do nothing, or has done it.

    ``tried``: so that the number can be told, and is true. That takes longer than the check did, and is not done with a
    very long draft.
    """
    if report.document is None or report.format not in WORD:
        return ""
    command = f'plancheck review "{draft.name}"' if " " in draft.name else f"plancheck review {draft.name}"
    marks = f"{word('safe', checker.language)}, {word('suggested', checker.language)}"
    untold = say(f"{command} sửa những chỗ ghi {marks}.", f"{command} puts right what is marked {marks}.")
    if not (tried or report.papers or report.reviewed):
        return untold

    from plancheck.api.correcting import judge
    from plancheck.reading import read
    from plancheck.review.fixing import fixed
    from plancheck.review.withdraw import withdrawn

    try:
        document = read(data := draft.read(), draft.name)
        if withdrawn(data) != data:
            return ""
        if not tried or len(document.blocks) > _LONG:
            return untold
        judged = judge(draft.name, checker)
        done = fixed(data, draft.name, judged.check, judged.understand, suggest=True)
    except (ReadingError, OSError):
        return ""
    total = done.safe + done.suggested
    if not total:
        return ""
    return say(
        f"{command} sửa được {total} chỗ: {done.safe} chắc chắn, {done.suggested} gợi ý.",
        f"{command} puts right {total} place(s): {done.safe} without doubt, {done.suggested} as suggestions.",
    )


def protection(draft: "Original", instead: str) -> str:
    """The kind of editing a draft is restricted to. Raises Problem for one that is signed, with what may be done."""
    from plancheck.cli.copies import refused
    from plancheck.reading import read
    from plancheck.review.package import state

    try:
        signed, kind = state(draft.data, read(draft.data, draft.name).format)
    except ReadingError as error:
        raise refused(draft, error) from None
    if signed:
        text = say("văn bản đã ký số nên không sửa; ", "it is digitally signed and is not changed; ")
        raise Problem(f"{draft.name}: {text}{instead}")
    return kind
