"""CSV that people fill in with a spreadsheet program and give back: no cell runs, every word comes back as it was."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

# What a spreadsheet program takes for the start of a formula (OWASP, CSV injection), with the full-width forms that
# some turn into it. A cell may also begin after a separator other than ours: programs differ in where they split.
STARTS = "=+\\-@\t\r＝＋－＠"
BEGINS = r"(?:\A|(?<=[;\t\r\n]))"
GUARD = re.compile(rf"{BEGINS}(?=[\s']*[{STARTS}])")
GUARDED = re.compile(rf"{BEGINS}'(?=[\s']*[{STARTS}])")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def inert(text: str) -> str:
    """Text with an apostrophe wherever a program could begin to read a formula; a number stays as it is.

    Example:
        >>> inert("=1+1"), inert("-450.50"), inert("a; =1+1"), inert("hộ chiếu")
        ("'=1+1", '-450.50', "a;' =1+1", 'hộ chiếu')
    """
    return text if NUMBER.fullmatch(text) else GUARD.sub("'", text)


def alive(text: str) -> str:
    """The text again: the inverse of `inert`.

    Example:
        >>> alive("'=1+1"), alive("'tis so"), alive(inert("'=1+1"))
        ('=1+1', "'tis so", "'=1+1")
    """
    return GUARDED.sub("", text)


def as_csv(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as CSV in UTF-8, each text inert; what is not in the header is left out, what a row lacks is empty.

    Example:
        >>> as_csv(["quote", "n"], [{"quote": "=1+1", "n": 2}])
        b"quote,n\\n'=1+1,2\\n"
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: inert(value) if isinstance(value, str) else value for name, value in row.items()})
    return out.getvalue().encode("utf-8")
