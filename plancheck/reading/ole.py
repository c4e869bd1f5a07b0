"""Compound files (OLE), as old Word wrote them: what is in one, as far as it takes to know it for a Word document."""

import struct
from collections.abc import Iterator
from itertools import islice

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""Sector numbers from here up stand for ends and gaps."""
_MOST_SECTORS = 4096
_ENTRY = 128
_PIECE = 64
_ROOT = "Root Entry"
_WORD_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100


class Entries:
    """Directory of a compound file. Raises ValueError when it can't be followed."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise ValueError("no compound file")
        shift = int.from_bytes(data[30:32], "little")
        if shift not in (9, 12):
            raise ValueError("sector size")
        self._data = data
        self._size: int = 1 << shift
        first = int.from_bytes(data[48:52], "little")
        self._table = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _FREE]
        self._small = int.from_bytes(data[56:60], "little")
        self._streams: dict[str, tuple[int, int]] = {}
        """Number of the first sector and bytes of each."""
        for sector in self._chain(first):
            for offset in range(sector, sector + self._size, _ENTRY):
                self._note(offset)

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def beginning(self, name: str) -> bytes:
        """First bytes of a stream, at least 64 if it has them; KeyError if there is none."""
        start, size = self._streams[name]
        if size >= self._small:
            offset = self._offset(start)
            return self._data[offset : offset + self._size]
        # A small stream lies in the one of the root, in pieces of 64 bytes.
        sector, within = divmod(start * _PIECE, self._size)
        root, _ = self._streams[_ROOT]
        offset = next(islice(self._chain(root), sector, None), -1)
        if offset < 0:
            raise ValueError("cut off")
        return self._data[offset + within : offset + within + _PIECE]

    def _note(self, offset: int) -> None:
        entry = self._data[offset : offset + _ENTRY]
        if len(entry) < _ENTRY:
            raise ValueError("cut off")
        length = int.from_bytes(entry[64:66], "little")
        start = int.from_bytes(entry[116:120], "little")
        size = int.from_bytes(entry[120:124], "little")
        if entry[66] and 2 <= length <= 64:
            self._streams.setdefault(entry[: length - 2].decode("utf-16-le", "replace"), (start, size))

    def _offset(self, sector: int) -> int:
        offset = (sector + 1) * self._size
        if sector >= _FREE or offset >= len(self._data):
            raise ValueError("cut off")
        return offset

    def _chain(self, sector: int) -> Iterator[int]:
        """Offsets of the sectors that follow one on another."""
        for _ in range(_MOST_SECTORS):
            if sector >= _FREE:
                return
            yield self._offset(sector)
            table, index = divmod(sector, self._size // 4)
            if table >= len(self._table):
                raise ValueError("directory out of reach")
            place = self._offset(self._table[table]) + 4 * index
            sector = int.from_bytes(self._data[place : place + 4], "little")
        raise ValueError("too long")


def word_state(data: bytes) -> str:
    """``word``, ``encrypted`` or, where it is no whole document of Word 97 to 2003, empty."""
    try:
        entries = Entries(data)
        head = entries.beginning("WordDocument")
        identifier, flags = struct.unpack_from("<H8xH", head)
    except (ValueError, KeyError, struct.error):
        return ""
    if identifier != _WORD_MAGIC:
        return ""
    return "encrypted" if flags & _ENCRYPTED else "word"


def has_macros(data: bytes) -> bool:
    """Whether a compound file carries a project of macros."""
    return "_VBA_PROJECT".encode("utf-16-le") in data
