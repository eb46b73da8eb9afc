"""A table of records as bytes and back: Apache Arrow's file format, compressed, every value as it was.

Text is text; what few words fill is stored as their numbers. Lists and numbers are stored as JSON: records have few.
"""

import json
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

INDEX, AS_JSON = "id", {b"as": b"json"}
REPEATED = 4  # words that come up this often on average are stored once each


def packed(frame: pd.DataFrame) -> bytes:
    """A table of `Tables` (object columns, the id as index) as one file of Arrow's format.

    Raises:
        TypeError: a value is neither text, a number, a truth value, None, nor a list of them.

    Example:
        >>> frame = pd.DataFrame({"key": ["W-01"], "names": [("An", "A.")]}, index=["e1"], dtype="object")
        >>> unpacked(packed(frame)).loc["e1", "names"]
        ('An', 'A.')
    """
    columns = {INDEX: frame.index.tolist(), **{name: frame[name].tolist() for name in frame.columns}}
    arrays = {name: _array(values) for name, values in columns.items()}
    fields = [pa.field(name, array.type, metadata=said) for name, (array, said) in arrays.items()]
    table = pa.Table.from_arrays([array for array, _ in arrays.values()], schema=pa.schema(fields))
    out = pa.BufferOutputStream()
    with pa.ipc.new_file(out, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return bytes(out.getvalue())


def unpacked(raw: bytes) -> pd.DataFrame:
    """The table of what `packed` gave: the same values, lists as tuples.

    Raises:
        pyarrow.ArrowInvalid: these bytes are no such file.

    Example:
        >>> unpacked(packed(pd.DataFrame({"size": [3, None]}, index=["a", "b"], dtype="object")))["size"].tolist()
        [3, None]
    """
    table = pa.ipc.open_file(pa.BufferReader(raw)).read_all()
    columns = {
        field.name: _values(table.column(at).combine_chunks(), field.metadata) for at, field in enumerate(table.schema)
    }
    index = pd.Index(columns.pop(INDEX), name=INDEX, dtype="object")
    return pd.DataFrame(columns, index, dtype="object", copy=False)  # of arrays that nobody else holds


def _array(values: list[Any]) -> tuple[Any, dict[bytes, bytes] | None]:
    if not all(type(value) is str or value is None for value in values):
        texts = [None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False) for value in values]
        return pa.array(texts, pa.string()).dictionary_encode(), AS_JSON
    array = pa.array(values, pa.string())
    few = array.dictionary_encode()
    return (few if len(few.dictionary) * REPEATED <= len(values) else array), None


def _values(array: Any, said: dict[bytes, bytes] | None) -> Any:
    if not pa.types.is_dictionary(array.type):
        return array.to_numpy(zero_copy_only=False)
    words: list[Any] = array.dictionary.to_pylist()
    if said == AS_JSON:
        words = [_frozen(json.loads(word)) for word in words]
    held = np.empty(len(words) + 1, dtype=object)
    held[:-1] = _each(words)
    return held[array.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)]


def _each(words: list[Any]) -> Any:
    """A column of whatever objects: numpy would take tuples of one length apart."""
    column = np.empty(len(words), dtype=object)
    for place, word in enumerate(words):
        column[place] = word
    return column


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
