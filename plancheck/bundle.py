"""The package's modules as one file of bytecode, for the command line.

To find and read two hundred small files takes as long as to run them, and a fresh installation may have no bytecode at
all. The file is made when plancheck is packed, for the version of Python that packs. A module whose source is not the
one it was made from, and every module on another Python, is imported as ever.
"""

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from types import CodeType, ModuleType

from plancheck.records import codes
from plancheck.version import __version__

FOLDER = "_prebuilt"
"""Where it lies in the package, beside all else that was built when plancheck was packed."""
UNPACKING = 300
"""Seconds between the first and the last file of an installation, which sets the times of all to its own."""
NAME = f"modules-{sys.implementation.cache_tag}-{MAGIC_NUMBER.hex()}"
_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib is a slow import here
_FILE = os.path.join(_PACKAGE, FOLDER, NAME)  # noqa: PTH118
_HEAD = 8
"""Bytes that tell how long the index is."""

_Held = tuple[str, int, int, int]
"""Of a module: path in the package, size of the source, where the bytecode begins behind the index and ends."""


class _Loader(SourceFileLoader):
    """Has the bytecode of a module at hand."""

    def __init__(self, name: str, path: str, bytecode: memoryview) -> None:
        super().__init__(name, path)
        self._bytecode = bytecode

    def get_code(self, fullname: str) -> CodeType:
        import _imp

        code: CodeType = marshal.loads(self._bytecode)
        _imp._fix_co_filename(code, self.path)  # type: ignore[attr-defined]
        return code


class _Finder:
    """Finds the modules of a bundle that are of the sources that lie here."""

    def __init__(self, held: Mapping[str, _Held], bytecode: memoryview, made: float) -> None:
        self._held = held
        self._bytecode = bytecode
        self._made = made

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As the import system asks."""
        held = self._held.get(name)
        if held is None:
            return None
        within, size, start, end = held
        source = _PACKAGE + os.sep + within.replace("/", os.sep)
        try:
            state = os.stat(source)  # noqa: PTH116
        except OSError:
            return None
        if state.st_size != size or state.st_mtime > self._made:
            return None
        loader = _Loader(name, source, self._bytecode[start:end])
        spec = ModuleSpec(name, loader, origin=source, is_package=within.endswith("__init__.py"))
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))  # noqa: PTH120
        spec.cached, spec.has_location = _FILE, True
        return spec


def use() -> None:
    """Import modules of the package from the bundle, where there is one for this Python."""
    if sys.flags.optimize:
        return
    try:
        import mmap

        with open(_FILE, "rb") as file:  # noqa: PTH123
            made = os.fstat(file.fileno()).st_mtime
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        behind = _HEAD + int.from_bytes(held[:_HEAD], "big")
        version, modules, classes = marshal.loads(held[_HEAD:behind])
    except (ImportError, OSError, ValueError, EOFError, TypeError):
        return
    if version == __version__:
        codes.update(classes)
        spare = UNPACKING if os.path.isdir(os.path.join(_PACKAGE, "_rules")) else 0  # noqa: PTH112, PTH118
        sys.meta_path.insert(0, _Finder(modules, held[behind:], made + spare))


def made(sources: Mapping[str, bytes]) -> bytes:
    """A bundle of modules by their paths in the package ("facts/money.py"), and of what their classes are made with.

    Those modules must have been imported.
    """
    modules: dict[str, _Held] = {}
    bytecode = bytearray()
    for path, source in sources.items():
        code = marshal.dumps(compile(source, path, "exec", dont_inherit=True))
        name = ".".join(["plancheck", *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/")])
        modules[name.rstrip(".")] = path, len(source), len(bytecode), len(bytecode) + len(code)
        bytecode += code
    index = marshal.dumps((__version__, modules, codes))
    return len(index).to_bytes(_HEAD, "big") + index + bytecode
