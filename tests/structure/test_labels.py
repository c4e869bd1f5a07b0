"""Labels typed at the start of a paragraph, and those that Word sets."""

import pytest

from plancheck.structure.labels import automatic_label, typed_label


@pytest.mark.parametrize(
    ("text", "kind", "depth"),
    [
        ("I.", "roman", 1),
        ("1.", "arabic", 1),
        ("a)", "lower", 1),
        ("A.", "letter", 1),
        ("1.1.", "multi", 2),
        ("1.2.3", "multi", 3),
        ("•", "bullet", 1),
    ],
)
def test_labels_that_word_sets(text: str, kind: str, depth: int) -> None:
    label = automatic_label(text)
    assert (label.text, label.kind, label.start, label.depth) == (text, kind, 0, depth)


@pytest.mark.parametrize(
    ("text", "label", "depth"),
    [("1.1. Việc", "1.1.", 2), ("1.1 Việc", "1.1", 2), ("1.2.3. Việc", "1.2.3.", 3), ("2. Việc", "2.", 1)],
)
def test_labels_that_are_typed(text: str, label: str, depth: int) -> None:
    found = typed_label(text)
    assert (found.text, found.depth, text[found.start :].strip()) == (label, depth, "Việc")
