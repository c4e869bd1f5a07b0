"""Put right what can be put right without asking: only what leaves no other rule failing, and stays right.

What is kept in the end are the texts of paragraphs, so that the copy shows one change for each place.
"""

import datetime

from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.report.model import WORD
from plancheck.review.corrections import Change, Fixed
from plancheck.review.inserting import insert
from plancheck.review.removing import remove
from plancheck.review.replacing import recode, replace
from plancheck.review.restyling import restyle
from plancheck.review.rewrite import FORMATS, Remark, rewritten
from plancheck.review.sources import as_written
from plancheck.review.splitting import split
from plancheck.review.trying import Check, Note, Trial, Understand, Wanted


def fixed(
    data: bytes,
    name: str,
    check: Check,
    understand: Understand,
    *,
    day: str = "",
    suggest: bool = False,
    tracked: bool = True,
    wanted: Wanted = lambda rule: True,
    note: Note = lambda finding: (),
) -> Fixed:
    """Correct a draft. ``check`` must judge by all rules; ``wanted`` says which of them may be answered.

    ``day``: ISO, of the tracked changes; empty: today.

    ``suggest``: also what is only a suggestion, with a comment that ``note`` gives. Raises ReadingError.
    """
    document = read(data, name)
    if document.format not in FORMATS:
        raise ReadingError(
            "no-fixing",
            "Không sửa được loại tệp này; hãy mở bằng Word, Lưu thành .docx rồi chạy lại.",
            "This kind of file can't be corrected; open it in Word, save it as .docx and run again.",
        )
    trial = Trial(data, name, document, check, suggest, wanted, note)
    recode(trial)
    if document.format in WORD:
        restyle(trial, understand)
    replace(trial)
    insert(trial, understand)
    split(trial)
    remove(trial)
    return _result(trial, tracked, day or datetime.date.today().isoformat())


def _result(trial: Trial, tracked: bool, day: str) -> Fixed:
    """The corrected draft."""
    state, blocks = trial.state, trial.blocks
    texts = {key: text for key, text in state.texts.items() if text != blocks[key].text}
    changes = [
        Change(
            block.place(),
            as_written(block) if key in state.recoded else block.text,
            texts.get(key, block.text),
            tuple(state.rules[key]),
            state.suggested.get(key, False),
        )
        for key, block in blocks.items()
        if (key in texts or key in state.recoded) and key not in state.removed
    ]
    changes += [
        Change(blocks[key].place(), blocks[key].text, "", (rule,), not safe)
        for key, (rule, safe) in state.removed.items()
    ]
    for paragraph, (rule, safe) in zip(state.paragraphs, state.answered, strict=True):
        place = blocks[paragraph.after].place()
        changes.append(Change(place, "", paragraph.label + paragraph.text, (rule,), not safe))
    data = trial.ground.data
    if changes or state.layout:
        data = rewritten(
            trial.ground,
            texts,
            state.paragraphs,
            recoded=[key for key in state.recoded if key not in state.removed],
            removed=state.removed,
            formats=trial.formats(state.layout),
            tracked=tracked,
            date=day,
            notes=state.notes,
            suggested=[key for key, suggested in state.suggested.items() if suggested],
            remarks=[Remark(each.place, each.note) for each in state.layout if each.note],
        )
    made = [*state.made, *(not each.suggested for each in state.layout)]
    count = sum(made)
    left = tuple(trial.left.values())
    return Fixed(data, trial.plain, tuple(changes), state.layout, left, trial.report, count, len(made) - count)
