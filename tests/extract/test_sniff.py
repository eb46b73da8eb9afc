import pytest

from workbench.extract import sniff


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (b"\xff\xd8\xff\xe0", "a.txt", "image/jpeg"),
        (b"MZ\x90\0\x03\0\0\0", "invoice.pdf", "application/vnd.microsoft.portable-executable"),
        (b"\x80\x04\x95\x10\0\0\0", "codings.csv", "application/x-pickle"),
        (b"\0\0\0\x18ftypheic", "a.jpg", "image/heic"),
        (b"\0\0\0\x18ftypisom", "a", "video/mp4"),
        (b"BMW is a car", "a.txt", "text/plain"),
        (b"MZ is a text", "a.txt", "text/plain"),
        (b"a,b\n1,2\n", "a.csv", "text/csv"),
        ("ho chieu".encode("utf-16"), "a.txt", "text/plain"),
        (b"<!-- x --><!DOCTYPE html><p>", "a.txt", "text/html"),
        (b"From: a@b.c\nTo: d@e.f\nSubject: x\n\nwords", "a", "message/rfc822"),
        (b"From: the beginning\nit was bad", "a.txt", "text/plain"),
        (bytes(range(256)), "a.dat", sniff.OCTETS),
        (b"junk\n%PDF-1.4", "a", "application/pdf"),
    ],
)
def test_content_comes_before_the_name(head, name, told):
    assert sniff.media_type(head, head, name) == told


@pytest.mark.parametrize("name", ["IMG.JPG", "a/b.jpeg", "a\u202egpj.jpeg", "..\\x.jpg"])
def test_a_name_promises(name):
    assert sniff.promised(name) == "image/jpeg"


def test_a_picture_with_an_archive_behind_it():
    end = b"PK\x05\x06" + bytes(18)
    assert sniff.polyglot(b"\xff\xd8\xff", b"..." + end, "image/jpeg") == "ZIP archive"
    assert sniff.polyglot(b"\xff\xd8\xff", end + b"more that is no archive", "image/jpeg") is None
    assert sniff.polyglot(b"PK\x03\x04", end, "application/zip") is None
    assert sniff.polyglot(b"MZ....%PDF-1.4", b"", "application/pdf") == "program"


def test_the_ends_of_a_short_file_are_the_file(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"short")
    assert sniff.ends(path) == (b"short", b"short")
