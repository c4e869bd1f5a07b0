"""Each typing error, in every kind of file that a keeper or a user writes, is told with its line and column."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from plancheck.data.errors import RulesError
from plancheck.knowledge import load_knowledge
from plancheck.report.names import LANGUAGES, Language
from plancheck.review import skeleton_lint
from plancheck.rules.lint import lint
from tests.cli.scenario import run

HERE = Path(__file__).parent
ERRORS: list[dict[str, str]] = yaml.safe_load((HERE / "typing.yaml").read_text(encoding="utf-8"))
PACK = """pack: own
title: {vi: Quy tắc của Sở, en: Our rules}
rules:
  - id: OUR-001
    slug: our-rule
    title: {vi: Quy tắc thử, en: A rule}
    since: "2026-11"
    severity: info
    applies: {types: [KH]}
    check: {kind: require, fact: section, where: {role: funding}}
    message: {vi: "Sai.", en: "Wrong."}
    why: {vi: "Cần.", en: "Needed."}
    remedy: {vi: "Sửa.", en: "Mend."}
    basis: [{instrument: thực tiễn soạn thảo, locator: "", certainty: unverified}]
    examples:
      base: province-2026
      fail: [{edits: [{replace: "KINH PHÍ THỰC HIỆN", with: "ĐIỀU KIỆN"}], also: [any]}]
    met: {vi: "Có mục kinh phí", en: "There is a section on funding"}
"""


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error["en"])
def test_it_is_told_at_its_place_in_both_languages(error: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / error["file"]
    file.parent.mkdir(exist_ok=True)
    if "old" in error:
        assert error["old"] in PACK
    text = PACK.replace(error["old"], error["new"]) if "old" in error else error["text"]
    file.write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        told = "\n".join(complaints(tmp_path, file, language)).replace(f"{tmp_path}/", "")
        assert any(line.startswith(error[language]) for line in told.splitlines()), told


def complaints(folder: Path, file: Path, language: Language) -> Iterator[str]:
    """What is said of a file in a folder of one's own."""
    if file.suffix == ".toml":
        (folder / "draft.txt").write_text("KẾ HOẠCH\n", encoding="utf-8")
        outcome = run(["check", "draft.txt", "--lang", language], folder)
        assert outcome.exit == 2
        yield outcome.stderr.replace("plancheck: ", "")
    elif file.parent.name == "skeletons":
        yield from (fault.text(language) for fault in skeleton_lint.faults([file], load_knowledge(), ()))
    else:
        yield from (fault.text(language) for fault in linted(folder))


@lru_cache(maxsize=1)
def linted(folder: Path) -> list[RulesError]:
    return lint((folder,))
