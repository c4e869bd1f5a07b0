"""A simulated archive, end to end: ``python -m tests.archive [--drafts 100000] [--workers 2] [--small]``.

Writes so many drafts, no two alike, and has ``plancheck check`` check them on a Dask cluster of this machine, with
progress kept and JSON lines and Parquet written. Tells the rate, by the clock and by the processors' own time, what
each process holds in memory as the drafts pass (it must not grow with them), what is written, and what a million drafts
come to by these figures. ``--small``: plans of one page in XML, of which a processor goes through 100,000 in half an
hour.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FOLDER = 1000
"""Drafts in a folder."""
MILLION = 1_000_000
_TEXT = "word/document.xml"


class Sample(NamedTuple):
    """A sample taken apart: its text before and after the place of what is a draft's own, and its other parts."""

    before: str
    after: str
    others: tuple[tuple[str, bytes], ...] = ()

    @classmethod
    def of_word(cls, path: Path) -> "Sample":
        """One in Word, open after its last paragraph."""
        with zipfile.ZipFile(path) as file:
            names = [name for name in file.namelist() if name != _TEXT]
            text = file.read(_TEXT).decode()
            place = text.index("<w:sectPr")
            return cls(text[:place], text[place:], tuple((name, file.read(name)) for name in names))

    @classmethod
    def of_xml(cls, path: Path) -> "Sample":
        """One in XML, with nothing in its body."""
        text = path.read_text("utf-8")
        place = text.index("<body>") + len("<body>")
        return cls(text[:place], text[text.index("</body>") :])

    def write(self, path: Path, own: str) -> None:
        """Save it with a sentence of a draft's own."""
        if not self.others:
            section = f'<section label="I."><heading>NỘI DUNG</heading><item label="1.">{own}</item></section>'
            path.with_suffix(".xml").write_text(f"{self.before}{section}{self.after}", "utf-8")
            return
        with zipfile.ZipFile(path.with_suffix(".docx"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            for name, data in self.others:
                file.writestr(name, data)
            file.writestr(_TEXT, f"{self.before}<w:p><w:r><w:t>{own}</w:t></w:r></w:p>{self.after}")


def write(folder: Path, count: int, small: bool = False) -> None:
    """Write drafts: each a sample with a paragraph, a sum and a day of its own."""
    paths = sorted((ROOT / "samples").glob("*.docx"))
    samples = [Sample.of_xml(path.with_suffix(".xml")) if small else Sample.of_word(path) for path in paths]
    for number, sample in zip(range(count), itertools.cycle(samples), strict=False):
        place = folder / f"{number // FOLDER:04}"
        place.mkdir(exist_ok=True)
        day, month = number % 28 + 1, number % 12 + 1
        own = f"Đơn vị thứ {number} báo cáo trước ngày {day:02}/{month:02}/2027, kinh phí {number * 1000 + 7} đồng."
        sample.write(place / f"ke-hoach-{number:07}", own)


def serve(workers: int) -> None:
    """Be a Dask cluster until standard input ends; tells where, and the processes: this one and the workers'."""
    import dask
    from distributed import Client, LocalCluster

    dask.config.set({"distributed.worker.profile.enabled": False})  # it keeps an hour of stacks, as docs/scale.md says
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as cluster,
        Client(cluster) as client,
    ):
        print(cluster.scheduler_address.replace("tcp://", "dask://"), os.getpid(), *client.run(os.getpid).values())
        sys.stdout.flush()
        sys.stdin.read()


def held(process: int) -> float:
    """MB that a process holds in memory."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def worked(process: int) -> float:
    """Seconds of processor that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Watch:
    """What processes hold and have taken, by how many drafts are done."""

    def __init__(self, processes: dict[str, int], lines: Path) -> None:
        self.seen: list[tuple[int, dict[str, float]]] = []
        self.worked: dict[str, float] = {}
        self._processes = processes
        self._lines = lines
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        done, position = 0, 0
        while not self._over.wait(1):
            for place in self._lines.parent.glob(".plancheck-*.part"):
                with place.open("rb") as file:
                    if file.read(1) != b"{":  # the other report
                        continue
                    file.seek(position)
                    while piece := file.read(1 << 20):
                        done, position = done + piece.count(b"\n"), position + len(piece)
            try:
                self.seen.append((done, {name: held(process) for name, process in self._processes.items()}))
                self.worked = {name: worked(process) for name, process in self._processes.items()}
            except (OSError, StopIteration):  # it has ended
                return


def told(seen: list[tuple[int, dict[str, float]]], count: int) -> Iterator[str]:
    """Memory at tenths of the way."""
    names = list(seen[0][1])
    yield "drafts done".rjust(12) + "".join(f"{name:>14}" for name in names)
    for tenth in range(1, 11):
        near = [each for each in seen if each[0] <= count * tenth / 10]
        if near:
            yield f"{near[-1][0]:>12}" + "".join(f"{near[-1][1][name]:>11.0f} MB" for name in names)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--drafts", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--small", action="store_true", help="plans of one page in XML")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = Path(temporary, "drafts"), Path(temporary, "out")
        folder.mkdir()
        out.mkdir()
        write(folder, options.drafts, options.small)
        measure(folder, out, options.drafts, options.workers)


def measure(folder: Path, out: Path, count: int, workers: int) -> None:
    """Check the folder and print what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    cluster = subprocess.Popen(
        [sys.executable, "-m", "tests.archive", "--serve", str(workers)],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert cluster.stdout is not None
        address, scheduler, *pids = cluster.stdout.readline().split()
        start = time.perf_counter()
        command = subprocess.Popen(
            [sys.executable, "-m", "plancheck", "check", str(folder), "--cluster", address, "--slim", "-q",
             "--fail-on", "never", "--resume", str(out / "progress"), "-o", str(out / "a.jsonl"),
             "--report", f"parquet:{out / 'a.parquet'}"],
            env=environment,
        )  # fmt: skip
        names = {"command": command.pid, "scheduler": int(scheduler)}
        names |= {f"worker {number}": int(pid) for number, pid in enumerate(pids, 1)}
        watch = Watch(names, out / "a.jsonl")
        code = command.wait()
        seconds = time.perf_counter() - start
        watch.end()
    finally:
        cluster.communicate("")
    with (out / "a.jsonl").open("rb") as lines:
        *_, last = (number for number, _ in enumerate(lines))
    print(f"exit {code}, {last} reports on {count} drafts in {seconds:.0f} s: {count / seconds:.1f} a second")
    print("\n".join(told(watch.seen, count)))
    sizes = {name: (out / name).stat().st_size for name in ("a.jsonl", "a.parquet")}
    for name, size in sizes.items():
        print(f"{name}: {size / 1e6:.1f} MB, {size / count / 1000:.1f} kB a draft")
    each = {name: 1000 * took / count for name, took in watch.worked.items()}
    print("processor: " + ", ".join(f"{name} {took:.1f}" for name, took in each.items()) + " ms a draft, starting too")
    work = sum(took for name, took in each.items() if name.startswith("worker")) * MILLION / 3.6e6
    own = max(each["command"], each["scheduler"]) * MILLION / 3.6e6
    print(f"a million: {work:.1f} hours of the workers' processors, {own:.1f} of the command's or the scheduler's")
    print("; ".join(f"{name} {size / count * MILLION / 1e9:.1f} GB" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
