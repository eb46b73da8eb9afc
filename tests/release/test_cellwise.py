"""A changed table is shown cell by cell, whatever its form."""

from pathlib import Path

import pytest

from workbench.release.cellwise import SHOWN, cells_that_differ


@pytest.mark.parametrize(
    ("suffix", "published", "found", "told"),
    [
        (".csv", "who,a,b\nW-1,1,2\nW-2,3,4\n", "who,a,b\nW-2,3,5\nW-1,1,2\n",
         ("row W-2, column b: published 4, found 5",)),
        (".csv", "who,a\nx,1\nx,2\n", "who,a\nx,1\nx,3\nx,4\n",
         ("row 2, column a: published 2, found 3", "row 3: was not published")),
        (".csv", "who,a\nW-1,1\n", "who,b\nW-1,1\n",
         ("row W-1, column a: published 1, found (nothing)", "row W-1, column b: published (nothing), found 1")),
        (".csv", "\ufeffwho\nW-1\n", "who\nW-2\n", ("row W-1: was not found", "row W-2: was not published")),
        (".json", '{"a":[1,{"b":"x"}]}', '{"a":[1,{"b":"y"},2]}',
         ("/a/1/b: published x, found y", "/a/2: published (nothing), found 2")),
        (".json", "[1]", "[true]", ("/0: published 1, found true",)),
        (".json", "[1]", "[1] ", ("line 1: published [1], found [1] ",)),
        (".json", "no json", "[1]", ("line 1: published no json, found [1]",)),
        (".csv", "a\r\n", "a\n", ("the same cells in other bytes",)),
        (".graphml", "a\nb", "a\nc\nd", ("line 2: published b, found c", "line 3: published (nothing), found d")),
    ],
)  # fmt: skip
def test_what_differs_is_named(suffix: str, published: str, found: str, told: tuple[str, ...], tmp_path: Path) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    one.write_text(published, "utf-8", newline="")
    two.write_text(found, "utf-8", newline="")
    assert cells_that_differ(one, two) == told


def test_many_differences_are_counted_and_long_ones_cut(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text(str(list(range(99))))
    two.write_text(str([*range(1, 99), 100]))
    told = cells_that_differ(one, two)
    assert (len(told), told[-1]) == (SHOWN + 1, "and 59 more")
    two.write_text('["' + "x" * 999 + '"]')
    one.write_text("[1]")
    assert len(cells_that_differ(one, two)[0]) < 200
    assert cells_that_differ(tmp_path / "gone.csv", two)
