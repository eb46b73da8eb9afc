"""JSON Lines in: good lines as they are, bad ones as errors that name file, line and remedy."""

from pathlib import Path

import pytest

from workbench.coding.suggestions.lines import Line, read
from workbench.errors import BadValue, Missing, Unreadable


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    bad = [b"{", b"[1]", b'{"id": 1}', b'{"id": null, "text": "a"}', b'{"id": true, "text": "a"}']
    bad += [b'{"id": 1, "text": 5}', b'{"id": 1, "text": "a", "lang": 3}', b'{"id": 1, "text": "\xff"}']
    bad += [b'{"id": 1, "text": "\\ud83d"}', b"[" * 100_000]
    good = [b'\xef\xbb\xbf{"id": "x", "text": "a", "lang": "vi"}', b"", b'{"id": 2, "text": ""}']
    file.write_bytes(b"\n".join([good[0], *bad, *good[1:]]))
    first, *wrong, last = read(str(file))
    assert first == Line("x", "a", "vi") and last == Line(2, "", None)
    assert [str(one).split(":")[0].split(",")[1].strip() for one in wrong] == [f"line {n}" for n in range(2, 12)]
    assert all(isinstance(one, BadValue) for one in wrong)


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        list(read(str(tmp_path / "none")))
    with pytest.raises(Unreadable):
        list(read(str(tmp_path)))
