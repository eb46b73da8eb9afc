"""TAR archives and packed streams: read forwards, links and holes left inside, bombs stopped on the way."""

import bz2
import gzip
import io
import lzma
import tarfile
from pathlib import Path

import pytest
from backports import zstd

from workbench.extract import packed
from workbench.extract.members import Left
from workbench.extract.outcome import File, Unread

WORDS = b"They keep our passports."
GZIP, BZIP2, XZ, TAR = "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-tar"
ZSTD = "application/zstd"
EACH = [(gzip.compress, GZIP), (bz2.compress, BZIP2), (lzma.compress, XZ), (zstd.compress, ZSTD)]


def tarred(*entries: tuple[str, bytes | str], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A TAR of files (bytes) and symbolic links (text)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if isinstance(content, str):
                info.type, info.linkname = tarfile.SYMTYPE, content
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.fixture
def opened(tmp_path: Path):
    def opening(data: bytes, media: str, name: str = "note.txt.gz") -> list[tuple[str, bytes | str]]:
        path = tmp_path / "object"
        path.write_bytes(data)
        found: list[tuple[str, bytes | str]] = []
        for one in packed.inside(File(path, name, media)):
            found.append((one.name, one.reason.code if isinstance(one, Left) else b"".join(one.pieces())))
        return found

    return opening


@pytest.mark.parametrize(("pack", "media"), [*EACH, (bytes, TAR)])
def test_a_tar_comes_out_packed_or_not(pack, media: str, opened) -> None:
    data = pack(tarred(("a.txt", WORDS), ("big", bytes(3_000_000)), ("l", "/etc/passwd"), ("b.txt", b"")))
    assert opened(data, media) == [
        ("a.txt", WORDS), ("big", bytes(3_000_000)), ("l", "member-not-taken"), ("b.txt", b""),
    ]  # fmt: skip


@pytest.mark.parametrize(("pack", "media"), EACH)
@pytest.mark.parametrize("size", [1, 24, 65_536, 5_000_001])
def test_a_single_packed_file_comes_out_under_its_own_name(pack, media: str, size: int, opened) -> None:
    content = (WORDS * (size // 24 + 1))[:size]
    assert opened(pack(content), media) == [("note.txt", content)]


def test_streams_one_after_the_other_are_one_and_filling_after_them_is_not_read(opened) -> None:
    data = gzip.compress(WORDS) + gzip.compress(b" And cards.")
    assert opened(data, GZIP) == opened(data + bytes(100), GZIP) == [("note.txt", WORDS + b" And cards.")]


@pytest.mark.parametrize(("pack", "media"), EACH)
def test_a_stream_cut_short_breaks_off(pack, media: str, opened) -> None:
    with pytest.raises(Unread) as given_up:
        opened(pack(WORDS * 100)[:-20], media)
    assert given_up.value.reason.code == "damaged"


def test_zstandard_that_wants_too_much_memory_is_not_read(opened) -> None:
    def framed(window: int) -> bytes:  # one block that is not packed, by RFC 8878, 3.1.1
        block = (len(WORDS) << 3 | 1).to_bytes(3, "little")
        return bytes.fromhex("28b52ffd 00") + bytes([window - 10 << 3]) + block + WORDS

    assert opened(framed(27), ZSTD) == [("note.txt", WORDS)]
    with pytest.raises(Unread) as given_up:
        opened(framed(28), ZSTD)
    assert given_up.value.reason.code == "damaged" and "memory" in given_up.value.reason.message


def test_frames_that_are_to_be_skipped_are_skipped(opened) -> None:
    skipped = b"\x50\x2a\x4d\x18" + (3).to_bytes(4, "little") + b"abc"
    data = zstd.compress(WORDS) + skipped + zstd.compress(b" And cards.")
    assert opened(data, ZSTD) == [("note.txt", WORDS + b" And cards.")]


def test_a_bomb_is_stopped_on_the_way(opened) -> None:
    with pytest.raises(Unread) as given_up:
        opened(gzip.compress(bytes(60_000_000)), GZIP)
    assert given_up.value.reason.code == "archive-bomb"


def test_a_file_with_holes_stays_inside(opened) -> None:
    info = tarfile.TarInfo("sparse")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.size": "8000000000", "GNU.sparse.map": "0,1"}
    info.size = 1
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info, io.BytesIO(b"x"))
    assert opened(out.getvalue(), TAR) == [("sparse", "member-not-taken")]


def test_what_is_read_at_the_door(read) -> None:
    assert read(gzip.compress(WORDS), "note.txt.gz").outcome == "parsed"
    assert read(zstd.compress(WORDS), "note.txt.zst").outcome == "parsed"
    assert [reason.code for reason in read(gzip.compress(b""), "a.gz").reasons] == ["nothing-inside"]
    assert [reason.code for reason in read(gzip.compress(WORDS)[:9] + b"\xff" * 30, "a.gz").reasons] == ["damaged"]
    assert read(tarred(("a.txt", WORDS)), "a.tar").media_type == TAR
