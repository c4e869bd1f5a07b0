"""Build what else a start of the program would: the register, the rules, the topics, this Python's patterns and
bytecode; and how the rules' example sentences are heard, which would take longer than all the rest of an explanation.

``python -m plancheck.prebuilding FOLDER``: run when plancheck is packed or installed (``hatch_build.py``).
"""

import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import plancheck
from plancheck import bundle, cache, patterns
from plancheck.engine.judgement import KEPT as OUTCOMES
from plancheck.engine.judgement import outcomes
from plancheck.facts.vocabulary import BUILT as KINDS
from plancheck.facts.vocabulary import shapes
from plancheck.knowledge import Knowledge
from plancheck.knowledge.build import build
from plancheck.knowledge.register import register_files
from plancheck.pipeline import Options, check_bytes, heard
from plancheck.prebuilt import MANIFEST, PACKAGE, rules_dir, sources
from plancheck.report.heard import PREBUILT
from plancheck.rules.assemble import assemble
from plancheck.rules.ruleset import shipped_files
from plancheck.rules.storage import decode, encode
from plancheck.version import __version__


def entries(samples: Path) -> dict[str, bytes]:
    """The files to be shipped, by name. The samples are checked, so that what is made only then is among them."""
    packed = {"register": cache.packed(build(register_files(), set())), KINDS: cache.packed(shapes())}

    def keep(name: str, code: Sequence[str], build: Callable[[], Any], make: Callable[[Any], Any]) -> Any:
        packed[name] = cache.packed(build())
        return make(cache.unpacked(packed[name]))

    knowledge = Knowledge(cache.unpacked(packed["register"]), keep)
    packed["rules"] = cache.packed(encode(assemble(shipped_files(), rules_dir(), knowledge, {})))
    packed[OUTCOMES] = cache.packed({ending: tuple(outcome) for ending, outcome in outcomes().items()})
    rules = decode(cache.unpacked(packed["rules"]))
    options = Options(rules=rules, knowledge=knowledge)
    for module in pkgutil.walk_packages(plancheck.__path__, "plancheck."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # where plancheck is packed, the command line's libraries may be missing
                import_module(module.name)
    for sample in sorted(samples.iterdir()):
        if sample.suffix in (".docx", ".txt", ".xml"):
            check_bytes(sample.read_bytes(), sample.name, options)
    for name, used in ((patterns.NAME, True), (patterns.SELDOM, False)):
        packed[f"{name}-{patterns.tag()}"] = cache.packed(patterns.compiled(used))
    hearings = {rule.id: heard(rule, options) for rule in rules.rules}
    packed[PREBUILT] = cache.packed({id: tuple(each) for id, each in hearings.items() if each})
    packed[bundle.NAME] = bundle.made(dict(modules()))
    return packed


def modules() -> Iterator[tuple[str, bytes]]:
    """Paths and sources of the package's modules."""
    for path in sorted(PACKAGE.rglob("*.py")):
        within = path.relative_to(PACKAGE)
        if within.parts[0] != "_rules" and not within.name.startswith("__main__"):
            yield within.as_posix(), path.read_bytes()


def write(folder: Path) -> None:
    """Write everything into a folder, the manifest last: without it nothing counts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    built_from = sources()
    for name, held in entries(rules_dir().parent / "samples").items():
        (folder / name).write_bytes(held)
    (folder / MANIFEST).write_bytes(cache.packed((__version__, built_from)))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
