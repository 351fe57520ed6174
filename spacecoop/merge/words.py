"""What of the sources' words is published: at most 300 characters a mention, and none where a source forbids it.

Applied last, so that nothing that reads words reads cut ones.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import TABLES

LONGEST = 300
# The columns that hold words of a document, beside ``text``.
WORD_COLUMNS = ("text", "thing", "thing_head", "unit_text", "scale_word", "speaker", "cue", "title", "purpose")


def withheld(articles: pa.Table) -> pa.Array[pa.StringScalar]:
    """The documents whose ``publish_words`` is false."""
    is_withheld = pc.equal(articles.column("publish_words"), pa.scalar(False))
    return articles.column("document_id").filter(is_withheld).combine_chunks()


def as_published(name: str, table: pa.Table, withheld: pa.Array[pa.StringScalar]) -> pa.Table:
    """The table with the words of mentions cut, and emptied for documents that are ``withheld``."""
    columns = {c.name for c in TABLES[name].columns}
    if "text" not in columns or "document_id" not in columns:
        return table
    silent = pc.is_in(table.column("document_id"), value_set=withheld) if len(withheld) else None
    for column in WORD_COLUMNS:
        if column not in columns:
            continue
        said = pc.utf8_slice_codeunits(table.column(column), 0, LONGEST)
        if silent is not None:
            empty = pa.scalar("" if column == "text" else None, pa.string())
            said = pc.if_else(silent, empty, said)
        field = table.schema.field(column)
        table = table.set_column(table.schema.get_field_index(column), field, said)
    return table
