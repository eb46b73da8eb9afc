"""7z archives: those of another program come out byte for byte; what cannot be undone stays inside and is named."""

import json
import stat
from pathlib import Path

import pytest

from tests.extract.sevenzip_written import COPY, LZMA2, directory_packed, sevenzip
from workbench.extract import sevenzip as reader
from workbench.extract.members import Left
from workbench.extract.outcome import File, Unread

# Written by py7zr 1.1.4 out of the same five files.
WRITTEN = Path(__file__).parent / "sevenzips"
NOTE = b"They keep our passports since the first day.\n" * 40
TOOL = bytes(range(256)) * 20 + b"\xe8\x01\x02\x00\x00" * 40
INSIDE = {
    "case/a/note.txt": NOTE, "case/empty.txt": b"", "case/link": "member-not-taken",
    "case/list.csv": b"worker;owed\nW1;450\n" * 50, "case/tool.bin": TOOL,
}  # fmt: skip
WORDS = b"They keep the cards."


def opened(path: Path) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for one in reader.inside(File(path, path.name, "application/x-7z-compressed")):
        try:
            found[one.name] = one.reason.code if isinstance(one, Left) else b"".join(one.pieces())
        except Unread as why:
            found[one.name] = why.reason.code
    return found


def read(path: Path):
    return reader.read(File(path, path.name, "application/x-7z-compressed"))


@pytest.fixture
def made(tmp_path: Path):
    def making(data: bytes) -> Path:
        (tmp_path / "made.7z").write_bytes(data)
        return tmp_path / "made.7z"

    return making


@pytest.mark.parametrize(
    "way", ["arm", "bcj-lzma", "bcj-lzma2", "bzip2", "copy", "deflate", "delta", "lzma", "lzma2"]
)  # fmt: skip
def test_what_another_program_packed_comes_out_byte_for_byte(way: str) -> None:
    assert opened(WRITTEN / f"{way}.7z") == INSIDE


@pytest.mark.parametrize("way", ["ppmd", "zstd"])
def test_what_cannot_be_undone_stays_inside_by_name(way: str) -> None:
    assert opened(WRITTEN / f"{way}.7z") == {
        "case/a/note.txt": "member-not-read", "case/empty.txt": b"", "case/link": "member-not-taken",
        "case/list.csv": "member-not-read", "case/tool.bin": "member-not-read",
    }  # fmt: skip


def test_names_sizes_and_times_are_listed_as_written() -> None:
    listed = json.loads(read(WRITTEN / "lzma2.7z").made[0].data)["members"]
    note = next(one for one in listed if one["name"] == "case/a/note.txt")
    assert note == {"name": "case/a/note.txt", "size": len(NOTE), "time_as_written": "2021-11-15T08:00:00+00:00"}


@pytest.mark.parametrize("name", ["locked.7z", "locked-names.7z"])
def test_a_locked_archive_says_so(name: str) -> None:
    with pytest.raises(Unread) as caught:
        read(WRITTEN / name)
    assert caught.value.reason.code == "encrypted"


def test_an_empty_archive_says_so() -> None:
    assert [why.code for why in read(WRITTEN / "nothing.7z").reasons] == ["nothing-inside"]


def test_a_file_that_is_left_is_skipped_and_the_next_one_is_whole(made) -> None:
    link = {"link": reader.UNIX | stat.S_IFLNK << 16, "pipe": reader.UNIX | stat.S_IFIFO << 16, "mount": reader.REPARSE}
    data = sevenzip(("a", WORDS), ("link", b"/etc/passwd"), ("pipe", b"x"), ("mount", b"y"), ("b", NOTE),
                    attributes=link)  # fmt: skip
    left = dict.fromkeys(link, "member-not-taken")
    assert opened(made(data)) == {"a": WORDS, **left, "b": NOTE}
    # The first is not asked for: the second comes all the same.
    first, second = list(reader.inside(File(made(sevenzip(("a", WORDS), ("b", NOTE))), "a.7z", "x")))
    assert b"".join(second.pieces()) == NOTE
    with pytest.raises(Unread):
        list(first.pieces())


@pytest.mark.parametrize("coder", [COPY, LZMA2])
def test_large_files_come_in_pieces(coder, made) -> None:
    data = bytes(3_000_000) + WORDS
    path = made(directory_packed(sevenzip(("a", data), ("b", WORDS), coder=coder)))
    one = next(reader.inside(File(path, "made.7z", "x")))
    pieces = list(one.pieces())
    assert b"".join(pieces) == data and max(map(len, pieces)) <= 1 << 20


def test_changed_bytes_are_a_damaged_file_and_not_a_wrong_one(made) -> None:
    data = sevenzip(("a", WORDS), ("b", NOTE), coder=COPY)
    assert opened(made(data.replace(WORDS, b"They keep the cords."))) == {"a": "member-damaged", "b": NOTE}


def test_names_that_lead_out_and_stand_twice_are_said(made) -> None:
    path = made(sevenzip(("../a", WORDS), ("b", WORDS), ("b", NOTE)))
    assert [why.code for why in read(path).reasons] == ["names-twice", "names-lead-out"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (sevenzip(("a", WORDS), claims=1 << 50), "archive-bomb"),
        (sevenzip(("a", WORDS), files=1 << 40), "archive-bomb"),
        (directory_packed(sevenzip(("a", WORDS)), claims=1 << 40), "archive-bomb"),
        (sevenzip(("a", WORDS))[:-3], "damaged"),
        (sevenzip(("a", WORDS))[:20], "damaged"),
        (sevenzip(("a", WORDS)).replace(b"a\0\0\0", b"b\0\0\0"), "damaged"),
    ],
)
def test_what_breaks_a_bound_or_is_cut_off_is_named(data: bytes, code: str, made) -> None:
    with pytest.raises(Unread) as caught:
        read(made(data))
    assert caught.value.reason.code == code


def test_a_stream_that_is_shorter_than_it_says_ends_its_last_file(made) -> None:
    path = made(sevenzip(("a", WORDS), ("b", NOTE), claims=len(WORDS) + len(NOTE) + 1, checks=False))
    assert opened(path) == {"a": WORDS, "b": "member-damaged"}
