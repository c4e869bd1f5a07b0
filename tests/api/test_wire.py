"""What is sent between processes is what was found."""

import pickle

from plancheck.api import Checker, Draft
from plancheck.api.wire import Receiver, Sender
from tests.real import ROOT

SAMPLES = [ROOT / "samples" / name for name in ("province-2012.txt", "province-2026.docx", "province-2012.txt")]


def test_what_comes_is_what_was_sent() -> None:
    checker, sender, receiver = Checker(), Sender(), Receiver()
    sizes = []
    for path in SAMPLES:
        attempt = checker.attempt(Draft(path.name, path))
        sent = pickle.dumps(sender.packed(attempt))
        sizes.append(len(sent))
        assert receiver.unpacked(pickle.loads(sent)) == attempt
    assert 2 * sizes[2] < sizes[0]
