"""The index of a case: SQLite's FTS5 over search keys, in memory alone, for nothing of it may reach the disk."""

import sqlite3
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from workbench.errors import WorkbenchError
from workbench.searching.key import key


class Index:
    """Which texts hold which words; it keeps their keys' places and none of their words in order.

    Keys hold ASCII letters, digits and spaces, and letters of other scripts, which FTS5's `ascii` tokenizer all takes
    as parts of words: so it cuts exactly at the spaces that `key` has put.

    Raises:
        WorkbenchError: this Python's SQLite has no FTS5.

    Example:
        >>> rows, ranks = Index(["They keep our passports.", "Hộ chiếu"]).find('"ho chieu"')
        >>> rows.tolist()
        [1]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # A database in memory has its journal there as well; with temp_store so have sorts, which would else spill.
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute("PRAGMA temp_store = MEMORY")
        try:
            self._base.execute("CREATE VIRTUAL TABLE words USING fts5(line, content='', tokenize='ascii')")
        except sqlite3.OperationalError as error:
            raise WorkbenchError(
                "search", f"this Python's SQLite has no full text search ({error})", "Use the Python of the environment"
            ) from None
        rows = ((number, key(text)) for number, text in enumerate(texts))
        with self._base:
            self._base.executemany("INSERT INTO words(rowid, line) VALUES (?, ?)", rows)

    def find(self, match: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The numbers of the texts that match, and the rank (BM25) of each: the less, the better."""
        found = self._base.execute("SELECT rowid, bm25(words) FROM words WHERE words MATCH ?", (match,)).fetchall()
        pairs = np.array(found, dtype=np.float64).reshape(-1, 2)
        return pairs[:, 0].astype(np.int64), pairs[:, 1]
