"""A folder that gives everything away, in every wrapping; and folders in which nothing stands."""

import hashlib
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.release.planted import NAMES, PEOPLE, SPELLINGS, WRAPPINGS, lines, pdf
from workbench.disclosure.spellings import Finder
from workbench.release.scan import UNREAD, Leak, scan

FINDER = Finder(PEOPLE)


def found_in(folder: Path) -> set[str]:
    leaks = scan(folder, FINDER)
    assert not [leak for leak in leaks if leak.how == UNREAD], leaks
    return {leak.id for leak in leaks}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_all_two_hundred_are_found_in_every_spelling_and_wrapping(tmp_path: Path, spelling: str, wrapping: str) -> None:
    name, wrap = WRAPPINGS[wrapping]
    (tmp_path / name).write_bytes(wrap(lines(spelling)))
    missing = PEOPLE.keys() - found_in(tmp_path)
    assert len(PEOPLE) == 200 and not missing, [PEOPLE[one] for one in missing][:5]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_all_two_hundred_are_found_in_the_names_of_files_and_folders(tmp_path: Path, spelling: str) -> None:
    for at, one in enumerate(lines(spelling)):
        name = one.replace("/", "_")
        if at % 2:
            (tmp_path / f"{name}.txt").write_text("nothing")
        else:
            (tmp_path / name).mkdir()
    assert found_in(tmp_path) == PEOPLE.keys()


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
def test_an_unsalted_digest_of_a_name_is_found_and_a_salted_one_is_not(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.json").write_text(hashlib.new(kind, NAMES[3].lower().encode()).hexdigest())
    (tmp_path / "b.json").write_text(hashlib.new(kind, b"salt" + NAMES[3].lower().encode()).hexdigest())
    assert scan(tmp_path, FINDER) == [Leak("a.json", "", "digest", "P-3", f"{kind} of a protected string")]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "a kind of file"),
        ("a.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x07" * 40, "ZIP, it is damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01", "picture, "),
        ("a.pdf", b"%PDF-1.7\n\x00\x01 nothing", "PDF, "),
        (
            "a.pdf",
            pdf([b"<</Filter/LZWDecode/Length 2>>stream\n\x80\x0b\nendstream"]),
            "PDF, a stream is written with LZW",
        ),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x00" * 90, "database, "),
        ("a.ipynb", b'{"nbformat": 4, ', "notebook, it is no JSON"),
    ],
)
def test_what_cannot_be_read_is_reported_like_a_name(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    leaks = [leak for leak in scan(tmp_path, FINDER) if leak.how == UNREAD]
    assert leaks and all(leak.path == name and not leak.id for leak in leaks)
    assert any(why in leak.where for leak in leaks), leaks


def test_an_encrypted_member_and_a_chain_of_archives_without_end_are_reported(tmp_path: Path) -> None:
    locked = tmp_path / "locked.zip"
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("a.txt", "nothing")
    raw = bytearray(locked.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(raw)
    inner = b"nothing"
    for _ in range(12):
        with zipfile.ZipFile(tmp_path / "deep.zip", "w") as archive:
            archive.writestr("a.zip", inner)
        inner = (tmp_path / "deep.zip").read_bytes()
    told = {(leak.path, leak.where.rpartition(": ")[2]) for leak in scan(tmp_path, FINDER) if leak.how == UNREAD}
    assert told == {("locked.zip", "a.txt, it is encrypted"), ("deep.zip", "it lies too deep")}


def test_a_link_is_no_file_of_a_release(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/etc/hostname")
    assert [leak.where for leak in scan(tmp_path, FINDER)] == ["it is no plain file"]


def test_ids_digests_colours_cells_and_drawn_shapes_are_no_labels(tmp_path: Path) -> None:
    finder = Finder({"a": ["C-1"], "b": ["C-2"], "c": ["SA-3"], "d": ["W-01"]})
    digests = [hashlib.sha256(bytes([at])).hexdigest() for at in range(250)]
    words = "".join(f'<i id="{one}" fill="#{one[:6]}">Његош, salted:{one}, {one[:8]}</i>\n' for one in digests)
    (tmp_path / "a.html").write_text(f'<p>{words}<c r="C1"/><path d="M 1 2 C 1 2"/> $C$1:$C$2 5ca3 1c1</p>')
    (tmp_path / "a.json").write_text(f'{{"ids": {digests}}}'.replace("'", '"'))
    assert scan(tmp_path, finder) == []
    (tmp_path / "b.txt").write_text("they met C-1 there")
    assert [leak.id for leak in scan(tmp_path, finder)] == ["a"]


def test_glyph_numbers_that_spell_a_label_are_no_name_and_a_description_in_hex_is_searched(tmp_path: Path) -> None:
    finder = Finder({"w": ["W-17"]})
    spelt = "kW-17k".encode("utf-16-be").hex().encode()
    drawn = b"/Span<</MCID 0>>BDC\nq 1 0 0 -1 48.1 789.5 cm BT 0 Tr/f0 9.2 Tf 1 0 0 -1 0 0 Tm[<%s>]TJ ET Q EMC" % spelt
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(drawn) + b"\nendstream\nendobj\n")
    assert not [leak for leak in scan(tmp_path, finder) if leak.id]
    told = b"7 0 obj\n<</Type/StructElem/S/Figure/P 12 0 R/K 4/Alt<FEFF%s>/Pg 5 0 R>>\nendobj" % spelt
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(told) + b"\nendstream\nendobj\n")
    assert "compressed, hex, utf-16-be" in {leak.encoding for leak in scan(tmp_path, finder) if leak.id}


def test_a_name_drawn_by_glyph_numbers_without_a_table_of_letters_is_found_on_its_page(tmp_path: Path) -> None:
    drawn = b"q 1 0 0 1 9 9 cm BT 0 Tr /f0 9 Tf 1 0 0 1 0 0 Tm [<%s>] TJ ET Q"
    packed = zlib.compress(drawn % "Sava Ratkovic".encode("utf-16-be").hex().encode())
    whole = pdf([
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    ])  # fmt: skip
    page = b"/MediaBox[0 0 300 99]/Contents 4 0 R/Resources<</Font<</f0 5 0 R>>>>"
    (tmp_path / "a.pdf").write_bytes(whole.replace(b"/MediaBox[0 0 99 99]", page))
    assert "page 1" in {leak.where for leak in scan(tmp_path, Finder({"w": ["Sava Ratković"]})) if leak.id}


def test_each_file_of_equal_content_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"with {NAMES[0]}")
    assert [leak.path for leak in scan(tmp_path, FINDER)] == ["a.txt", "b.txt"]
