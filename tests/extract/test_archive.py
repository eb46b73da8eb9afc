"""ZIP archives: listed as they say, opened one level, and nothing in them is believed or followed."""

import io
import json
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from workbench.extract.archive import inside, leads_out
from workbench.extract.members import Inside, Left
from workbench.extract.outcome import File, Unread

WORDS = b"They keep our passports."


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


@pytest.fixture
def opened(tmp_path: Path):
    def opening(data: bytes) -> list[tuple[str, bytes | str]]:
        path = tmp_path / "object"
        path.write_bytes(data)
        found: list[tuple[str, bytes | str]] = []
        for one in inside(File(path, "a.zip", "application/zip")):
            if isinstance(one, Left):
                found.append((one.name, one.reason.code))
                continue
            assert isinstance(one, Inside)
            try:
                found.append((one.name, b"".join(one.pieces())))
            except Unread as given_up:
                found.append((one.name, given_up.reason.code))
        return found

    return opening


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_file_comes_out_as_it_went_in(way: int, opened) -> None:
    assert opened(zipped(("a.txt", WORDS), ("b/", b""), ("b/c.txt", b""), way=way)) == [
        ("a.txt", WORDS), ("b/c.txt", b""),
    ]  # fmt: skip


def test_the_listing_says_what_the_archive_says(read) -> None:
    info = zipfile.ZipInfo("a.txt", (2021, 11, 15, 8, 14, 2))
    info.comment = b"taken on site"
    found = read(zipped((info, WORDS)), "a.zip")
    assert (found.outcome, found.kind, [made.kind for made in found.made]) == ("parsed", "archive", ["listing"])
    assert json.loads(found.made[0].data)["members"] == [
        {"name": "a.txt", "size": 24, "packed": 24, "time_as_written": "2021-11-15T08:14:02",
         "comment": "taken on site"},
    ]  # fmt: skip


def test_links_and_locked_files_stay_inside_and_the_rest_comes_out(opened) -> None:
    data = bytearray(zipped(link("l", "/etc/passwd"), ("locked.txt", WORDS), ("a.txt", WORDS)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark, data.find(mark) + 4)  # the second entry
        data[place + at] |= 1
    assert opened(bytes(data)) == [("l", "member-not-taken"), ("locked.txt", "member-locked"), ("a.txt", WORDS)]


def test_when_all_is_locked_the_archive_is(read) -> None:
    data = bytearray(zipped(("a.txt", WORDS)))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert [reason.code for reason in read(bytes(data), "a.zip").reasons] == ["encrypted"]


def test_a_file_whose_bytes_are_not_what_its_checksum_says_does_not_come_out(opened) -> None:
    data = zipped(("a.txt", WORDS), ("b.txt", WORDS), way=zipfile.ZIP_STORED).replace(WORDS, WORDS[::-1], 1)
    assert opened(data) == [("a.txt", "member-damaged"), ("b.txt", WORDS)]


def test_two_names_for_one_file_do_not_agree(opened) -> None:
    data = zipped(("a.txt", WORDS)).replace(b"a.txt", b"b.txt", 1)
    assert opened(data) == [("a.txt", "member-damaged")]


def test_a_size_that_lies_gives_no_more_than_it_says(opened) -> None:
    data = bytearray(zipped(("a.txt", bytes(1_000_000))))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 10)
    assert opened(bytes(data)) == [("a.txt", "member-damaged")]


def test_what_would_fill_the_disk_is_put_apart_unopened(read, opened) -> None:
    data = zipped(("zeros", bytes(60_000_000)))
    assert [reason.code for reason in read(data, "a.zip").reasons] == ["archive-bomb"]
    with pytest.raises(Unread):
        opened(data)


def test_names_that_lead_out_and_names_twice_are_said(read, opened) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("../up.txt", WORDS), ("a.txt", WORDS), ("a.txt", b"other"))
    found = read(data, "a.zip")
    assert [reason.code for reason in found.reasons] == ["names-twice", "names-lead-out"] and found.outcome == "parsed"
    assert opened(data) == [("../up.txt", WORDS), ("a.txt", WORDS), ("a.txt", b"other")]
    assert leads_out("/x") and leads_out("a\\..\\b") and not leads_out("a..b/c")


@pytest.mark.parametrize("cut", [30, 60, 100])
def test_an_archive_cut_short_is_damaged(cut: int, read) -> None:
    whole = zipped(("a.txt", WORDS * 9), ("b.txt", WORDS * 9))
    assert [reason.code for reason in read(whole[:-cut], "a.zip").reasons][-1] == "damaged"


def test_an_archive_of_nothing(read) -> None:
    assert [reason.code for reason in read(zipped(), "a.zip").reasons] == ["nothing-inside"]
