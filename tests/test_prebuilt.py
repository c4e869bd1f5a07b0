"""What is prebuilt counts as long as the sources are those it was built from."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plancheck import bundle
from plancheck.prebuilt import FOLDER, MANIFEST
from tests.installed import lay_out
from tests.real import ROOT

COUNTS = "from plancheck.prebuilt import prebuilt; print(prebuilt('rules') is not None)"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plancheck as a wheel lays it out."""
    return lay_out(tmp_path_factory.mktemp("site"))


def python(folder: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "PLANCHECK_CACHE_DIR": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.strip()


def test_nothing_is_built_or_compiled_anew(installed: Path) -> None:
    code = (
        "import sys, plancheck.patterns as patterns, plancheck;"
        f"plancheck.check(r'{ROOT / 'samples' / 'province-2026.docx'}');"
        "print(len(patterns._fresh), 'pydantic' in sys.modules, 'yaml' in sys.modules)"
    )
    assert python(installed, "-c", code) == "0 False False"


def test_it_gives_what_the_sources_give(installed: Path) -> None:
    command = ("-m", "plancheck", "check", "--format", "json", str(ROOT / "samples" / "province-2012.docx"))
    assert python(installed, *command) == python(ROOT, *command)


@pytest.mark.parametrize("change", ["longer", "newer", "gone", "another", "version", "damaged"])
def test_it_counts_no_more_when_the_sources_have_changed(installed: Path, tmp_path: Path, change: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(installed, copy)
    assert python(copy, "-c", COUNTS) == "True"
    register = copy / "plancheck" / "_rules" / "register"
    source = next(iter(sorted(register.glob("*.yaml"))))
    if change == "longer":
        source.write_bytes(source.read_bytes() + b"\n")
    elif change == "newer":
        late = (copy / "plancheck" / FOLDER / MANIFEST).stat().st_mtime + 3600
        os.utime(source, (late, late))
    elif change == "gone":
        source.unlink()
    elif change == "another":
        (register / "zz.yaml").write_bytes(b"")
    elif change == "version":
        (copy / "plancheck" / "version.py").write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    else:
        (copy / "plancheck" / FOLDER / "rules").write_bytes(b"damaged")
    assert python(copy, "-c", COUNTS) == "False"


BUNDLED = (
    "import inspect, os, sys, plancheck.cli, plancheck.report.sanitise as module;"
    "print(type(module.__loader__).__module__, os.path.isfile(module.clean.__code__.co_filename),"
    "inspect.getsource(module).count('def clean('), getattr(module, 'ADDED', 0))"
)


def test_the_command_imports_from_the_bundle(installed: Path) -> None:
    assert python(installed, "-c", BUNDLED) == "plancheck.bundle True 1 0"
    unbundled = BUNDLED.replace("plancheck.cli,", "")
    assert python(installed, "-c", unbundled) == "_frozen_importlib_external True 1 0"
    assert python(installed, "-O", "-c", BUNDLED).startswith("_frozen_importlib_external")


@pytest.mark.parametrize("change", ["longer", "newer", "version", "damaged"])
def test_a_module_that_has_changed_is_imported_as_ever(installed: Path, tmp_path: Path, change: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(installed, copy)
    source = copy / "plancheck" / "report" / "sanitise.py"
    if change == "longer":
        source.write_bytes(source.read_bytes() + b"ADDED = 1\n")
    elif change == "newer":
        late = (copy / "plancheck" / FOLDER / MANIFEST).stat().st_mtime + 3600
        os.utime(source, (late, late))
    elif change == "version":
        (copy / "plancheck" / "version.py").write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    else:
        (copy / "plancheck" / FOLDER / bundle.NAME).write_bytes(b"damaged")
    assert python(copy, "-c", BUNDLED) == f"_frozen_importlib_external True 1 {int(change == 'longer')}"
