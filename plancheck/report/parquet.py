"""Parquet, schema ``plancheck-parquet/1``: a row a file with what its JSON line says, for DuckDB, Spark, pandas.

Left out are traces. What else JSON lines say, of the run and in their last line, stands in the file's metadata.
"""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from plancheck.report.gathering import one_by_one
from plancheck.report.json_report import conditions_value, file_value, summary_value
from plancheck.report.model import FileReport, Report
from plancheck.report.totals import Totals
from plancheck.report.view import View

SCHEMA = "plancheck-parquet/1"
_ROWS = 16
"""Rows that are Python's objects at a time; then they are Arrow's, a tenth of the size."""
_GROUP = 16 << 20
"""Bytes of Arrow's that are written at a time, as one row group."""


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.string()) for name in names]


_PLACE = pa.struct(
    [
        ("part", pa.string()),
        ("paragraph", pa.int32()),
        ("breadcrumb", pa.list_(pa.string())),
        ("cell", pa.string()),
        *((name, pa.int32()) for name in ("line", "column", "start", "end", "page")),
    ]
)
_DOCUMENT = pa.struct(
    [
        *_texts("type", "issuer", "system", "level", "number", "place", "date", "as_of", "subject", "period"),
        ("instruments", pa.list_(pa.string())),
        *_texts("as_of_from", "nature", "title", "kind", "standing", "office", "superior"),
        ("remarks", pa.list_(pa.string())),
    ]
)
_FINDING = pa.struct(
    [
        *_texts("rule", "slug", "severity", "message"),
        ("place", _PLACE),
        *_texts("quote", "expected", "actual"),
        ("basis", pa.list_(pa.struct(_texts("instrument", "locator", "certainty")))),
        *_texts("remedy", "fingerprint", "suppressed"),
        ("known", pa.bool_()),
        ("fix", pa.string()),
    ]
)
_EVIDENCE = pa.struct([("place", _PLACE), ("quote", pa.string())])
_VERDICT = pa.struct([*_texts("rule", "status"), ("evidence", pa.list_(_EVIDENCE)), ("reason", pa.string())])
_FILE = pa.schema(
    [
        *_texts("path", "sha256"),
        ("error", pa.struct(_texts("code", "message"))),
        ("document", _DOCUMENT),
        ("findings", pa.list_(_FINDING)),
        ("verdicts", pa.list_(_VERDICT)),
        ("coverage", pa.struct([("applicable", pa.int32()), ("evaluated", pa.int32())])),
        ("notes", pa.list_(pa.struct([*_texts("code", "message"), ("place", _PLACE)]))),
        ("paper", pa.struct([("number", pa.int32()), ("count", pa.int32())])),
    ]
)


class Stream:
    """Row group by row group."""

    def __init__(self, view: View) -> None:
        self._out = _Out()
        self._rows: list[dict[str, Any]] = []
        self._tables: list[pa.Table] = []

    def begin(self, report: Report) -> bytes:
        """The file's first bytes."""
        said = {
            "schema": SCHEMA,
            "version": report.version,
            "engine": report.engine,
            "rules_version": report.rules_version,
            **({"conditions": _json(conditions_value(report.conditions))} if report.conditions else {}),
        }
        self._writer = pq.ParquetWriter(self._out, _FILE.with_metadata(said), compression="zstd")
        return self._out.taken()

    def file(self, file: FileReport) -> bytes:
        """A row group when there is enough for one. Each rule's notes stand alone: they are there to be counted."""
        self._rows.append(file_value(file._replace(findings=tuple(one_by_one(file.findings)))))
        if len(self._rows) == _ROWS:
            self._settle()
            if sum(table.nbytes for table in self._tables) > _GROUP:
                self._write()
        return self._out.taken()

    def end(self, report: Report, totals: Totals) -> Iterator[bytes]:
        """What is left, and where all stands: a run that was broken off has left no Parquet file."""
        self._settle()
        self._write()
        self._writer.add_key_value_metadata({"summary": _json(summary_value(totals))})
        self._writer.close()
        yield self._out.taken()

    def _settle(self) -> None:
        rows = self._rows
        try:
            table = pa.Table.from_pylist(rows, schema=_FILE)
        except UnicodeEncodeError:  # a name that is no text
            rows = json.loads(json.dumps(rows, ensure_ascii=False).encode(errors="replace"))
            table = pa.Table.from_pylist(rows, schema=_FILE)
        self._tables.append(table)
        self._rows = []

    def _write(self) -> None:
        self._writer.write_table(pa.concat_tables(self._tables))
        self._tables = []


class _Out:
    """A file that only grows, whose bytes are taken as they come."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self._length += len(data)
        return len(data)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._pieces)
        self._pieces = []
        return data


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
