r"""What a coding here says and REFI-QDA has no field for, as the text of a note that people can read.

The first line is `workbench coding 1`; then one line a field, `stance: supports`. A line that begins with a tab goes on
the field above it. A backslash is doubled, and a letter that XML cannot carry stands as \uXXXX.
"""

import re

MARK = "workbench coding 1"
FIELDS = (
    "stance", "means", "subject", "scope", "start", "end", "as_written", "site", "actor", "phase", "question",
    "elicited", "span", "memo",
)  # fmt: skip
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff\\\\]")
ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


def note(row: dict[str, str]) -> str:
    """The note of a coding's row; what the row does not say is left out.

    Example:
        >>> print(note({"stance": "supports", "memo": "two" + chr(10) + "lines"}).replace(chr(9), "    "))
        workbench coding 1
        stance: supports
        memo: two
            lines
    """
    lines = [f"{name}: {_out(row[name])}" for name in FIELDS if row.get(name)]
    return "\n".join([MARK, *lines])


def fields(text: str) -> dict[str, str] | None:
    """The fields of a note that `note` wrote; None for a note of another kind.

    Example:
        >>> fields("workbench coding 1" + chr(10) + "stance: supports")
        {'stance': 'supports'}
        >>> fields("why does he say so?") is None
        True
    """
    lines = text.replace("\r\n", "\n").strip().split("\n")
    if lines[0].strip() != MARK:
        return None
    found: dict[str, str] = {}
    name = ""
    for line in lines[1:]:
        if line.startswith("\t") and name:
            found[name] += "\n" + line[1:]
        else:
            name, _, value = line.partition(": ")
            found[name] = value
    return {name: _in(value) for name, value in found.items() if name in FIELDS}


def xml_text(text: str) -> str:
    """The text with what XML cannot carry left out: for labels, never for what must come back unchanged.

    Example:
        >>> xml_text("a" + chr(0) + "b")
        'ab'
    """
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _out(value: str) -> str:
    escaped = NOT_IN_XML.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", value)
    return escaped.replace("\n", "\n\t")


def _in(value: str) -> str:
    return ESCAPED.sub(lambda found: "\\" if found[1] == "\\" else chr(int(found[1][1:], 16)), value)
