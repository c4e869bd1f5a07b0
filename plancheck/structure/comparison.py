"""Tables that set a text beside what is said of it: a draft and the opinions on it, the rule in force and the new one.

What stands in them is another paper's, or is proposed for it: its names, dates and references are not this draft's.
"""

from collections.abc import Iterator

from plancheck.structure.source import Source


def compared(source: Source) -> Iterator[int]:
    """Indexes of the blocks in such tables: those whose first row has heads of two of the kinds that are compared."""
    blocks, kinds = source.document.blocks, source.words.comparisons
    heads: dict[int, set[int]] = {}
    for index, block in enumerate(blocks):
        if block.cell is not None and block.cell.row == 1:
            key = source.folded[index].text
            found = heads.setdefault(block.cell.table, set())
            found.update(order for order, words in enumerate(kinds) if words.search(key))
    tables = {table for table, found in heads.items() if len(found) > 1}
    for index, block in enumerate(blocks):
        if block.cell is not None and block.cell.table in tables and block.text.strip():
            yield index
