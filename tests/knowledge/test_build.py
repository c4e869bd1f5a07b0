"""What a broken register is refused for."""

from pathlib import Path

import pytest

from plancheck.knowledge.build import build, expand
from plancheck.knowledge.store import DataError

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


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["- 1"], "a mapping is expected at the top"),
        (["animals: []"], "unknown key 'animals'"),
        (["terms: []"], "terms: a mapping is expected"),
        (["instruments: {}"], "instruments: a list is expected"),
        (["terms: {a: [x]}", "terms: {a: [y]}"], "terms: 'a' is given twice"),
        (["topics: [{id: t, label: T, patterns: []}, {id: t, label: T, patterns: []}]"], "topics: t is given twice"),
        (["topics: [{id: t, label: T, patterns: [{but: [x]}]}]"], "a pattern needs groups"),
        (
            ["sections: [{id: s, label: S, words: [x]}]", "sections: [{id: s, label: S, words: [x]}]"],
            "s is given twice",
        ),
        ([f"instruments: [{INSTRUMENT}, {INSTRUMENT}]"], "1/2020/NĐ-CP is given twice"),
        ([f"instruments: [{INSTRUMENT[:-1]}, isued: 2020-01-01}}]"], "unknown key isued"),
        ([f"instruments: [{INSTRUMENT[:-1]}, issued: 01/02/2020}}]"], "'01/02/2020' is not a date like"),
        ([f"instruments: [{INSTRUMENT[:-1]}, issued: 2020}}]"], "2020 is not a date like"),
        ([f"instruments: [{INSTRUMENT[:-1]}, issued: 2020-02-30}}]"], "'2020-02-30' is not a day of the calendar"),
        ([f"instruments: [{INSTRUMENT[:-1]}, replaced_by: [2/2020/NĐ-CP]}}]"], "2/2020/NĐ-CP is not in the register"),
        ([f"instruments: [{INSTRUMENT[:-1]}, replaced_by: 2/2020/NĐ-CP}}]"], "replaced_by is not a list of texts"),
        ([f"instruments: [{INSTRUMENT[:-1]}, province: x}}]"], "province x is not in the register"),
        ([f"instruments: [{INSTRUMENT.replace('seen', 'sure')}]"], "certainty 'sure' is not one of"),
        ([f"instruments: [{INSTRUMENT.replace(', source: S', '')}]"], "source is missing"),
        ([f"agencies: [{AGENCY}, {AGENCY}]"], "a is given twice"),
        ([f"agencies: [{AGENCY}, {AGENCY.replace('id: a', 'id: b')}]"], "'sở a' is a form of a too"),
        ([f"agencies: [{AGENCY}]\nshared: [{{form: sở a, ids: [a]}}]"], "shared 'sở a' is a form of a too"),
        ([f"agencies: [{AGENCY}]\nshared: [{{form: sở x, ids: [b]}}]"], "shared 'sở x': b is not in the register"),
        ([f"agencies: [{AGENCY[:-1]}, successors: [b]}}]"], "b is not in the register"),
        ([f"agencies: [{AGENCY[:-1]}, suffix: maybe}}]"], "suffix is 'maybe'"),
        (["agencies: [{id: a, name: A, forms: ['<b> x']}]"], "unknown macro <b>"),
        (["agencies: [{id: a, name: A, forms: ['{b x']}]"], "a brace is not closed"),
        (["provinces: [{id: p, name: P, successor: q}]"], "q is not in the register"),
        (["provinces: [{id: p, name: P, border: maybe}]"], "border is 'maybe'"),
        (["provinces: [{id: p, name: P, unit: huyện}]"], "unit is 'huyện'"),
        (["provinces: [{id: p, name: P}, {id: q, name: P}]"], "'p' is given twice"),
        (["regimes: [{instrument: 9/2020/NĐ-CP, purpose: content}]"], "9/2020/NĐ-CP is not in the register"),
        ([f"instruments: [{INSTRUMENT}]\nregimes: [{{instrument: 1/2020/NĐ-CP, purpose: fun}}]"], "purpose is 'fun'"),
        (
            [f"instruments: [{INSTRUMENT}]\nregimes: [{{instrument: 1/2020/NĐ-CP, purpose: form, for: {{type: x}}}}]"],
            "unknown key type",
        ),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, texts: list[str], message: str) -> None:
    with pytest.raises(DataError) as caught:
        built(tmp_path, *texts)
    assert message in str(caught.value)


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
