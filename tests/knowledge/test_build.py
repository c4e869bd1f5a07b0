"""What a broken register is refused for."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.data.errors import RulesError
from plancheck.knowledge.build import build
from plancheck.knowledge.forms import expand

INSTRUMENT = "{number: 1/2020/NĐ-CP, type: NĐ, title: T, issuer: Chính phủ, certainty: seen, source: S}"
AGENCY = "{id: a, name: A, system: state, forms: [sở a]}"


def built(folder: Path, *texts: str) -> dict[str, object]:
    files = []
    for number, text in enumerate(texts):
        file = folder / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return build(files)


def test_files_are_merged(tmp_path: Path) -> None:
    data = built(
        tmp_path, f"instruments: [{INSTRUMENT}]\nterms: {{a: [X]}}", f"agencies: [{AGENCY}]\nterms: {{b: [Hoá]}}"
    )
    assert data["vocabulary"]["terms"] == {"a": ["x"], "b": ["hóa"]}  # type: ignore[index]
    assert len(data["instruments"]) == len(data["agencies"]) == 1  # type: ignore[arg-type]


def test_an_entry_is_changed_in_its_place(tmp_path: Path) -> None:
    data = built(
        tmp_path,
        "sections: [{id: s, label: S, words: [x]}, {id: t, label: T, words: [y]}]",
        "sections: [{extend: s, words: [z]}, {overrides: t, label: U}]",
    )
    assert data["vocabulary"]["sections"] == [  # type: ignore[index]
        {"id": "s", "label": "S", "words": ["x", "z"], "but": []},
        {"id": "t", "label": "U", "words": ["y"], "but": []},
    ]


BROKEN = yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["told"])
def test_what_is_wrong_is_refused_at_its_place(tmp_path: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(RulesError) as caught:
        built(tmp_path, *broken["files"])
    told = str(caught.value).replace(f"{tmp_path}/", "")
    assert broken["told"] in told
    assert re.match(r"\d\.yaml:\d+:\d+: ", told)
    assert caught.value.text("vi") != caught.value.text("en")


def test_a_list_of_one_s_own_that_nothing_reads_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("terms: {citation.type.XY: [a], posts: [b], pots: [c]}", encoding="utf-8")
    shipped = tmp_path / "shipped.yaml"
    shipped.write_text("terms: {posters: [x]}", encoding="utf-8")
    with pytest.raises(RulesError, match=r"own.yaml:1:32: there is no list of words 'posts'; did you mean 'posters'"):
        build([shipped, own], {own})
    assert build([shipped, own])


@pytest.mark.parametrize(
    ("form", "ways"),
    [
        ("Sở {Ngoại vụ|NgV}", ["sở ngoại vụ", "sở ngv"]),
        ("a {b |}c", ["a b c", "a c"]),
        ("{a|b{c|d}}e", ["ae", "bce", "bde"]),
        ("<m> x", ["một x", "hai x"]),
        ("hoá <m>", ["hóa một", "hóa hai"]),
    ],
)
def test_a_form_stands_for_its_ways_of_writing(form: str, ways: list[str]) -> None:
    assert expand(form, {"m": ["Một", "{hai|hai}"]}) == ways


def test_joints_stand_for_every_way_of_joining() -> None:
    assert {"a và b", "a, b", "a - b", "a-b", "a & b", "a b"} <= set(expand("a~b", {}))
    assert {"vhtt", "vh&tt", "vh, tt", "vh-tt", "vh tt", "vh và tt"} <= set(expand("vh^tt", {}))
